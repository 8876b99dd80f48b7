"""``worker``: takes audits out of the queue and carries them out, on as many machines as it is started on."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from typing import Annotated

import typer

from openness.cli import DONE
from openness.commands.options import DEFAULT_DB, Shared, default_config
from openness.console import say
from openness.faults import WrongUse
from reports.i18n import N_, t

SAID = {
    "ready": N_("Worker {name} is ready; queues: {queues}; {slots} at once."),
    "lost": N_("The database does not answer; it is asked again until it does."),
}


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared = Shared(_)
    option = typer.Option
    queues_ = Annotated[str, option("--queues", help=_("queues to serve, with commas: audit, urgent, control"))]
    slots_ = Annotated[int, option("--slots", min=1, max=64, help=_("audits at once"))]
    urgent_ = Annotated[int, option("--urgent-slots", min=0, max=64, help=_("more at once for what a person waits for"))]
    metrics_ = Annotated[
        str | None, option("--metrics", help=_("serve `/metrics` and `/health` at this address, for example 127.0.0.1:9464"))
    ]
    empty_ = Annotated[bool, option("--until-empty", help=_("end when nothing waits any more"))]

    @app.command(
        "worker",
        help=_(
            "Carries out queued audits, nights and their closing; PostgreSQL only. Start it on as many machines as there are."
        ),
        epilog=_("Example: openness worker --slots 2 --db postgresql+psycopg://openness@db/openness"),
    )
    def worker(
        queues: queues_ = "audit,urgent,control",
        slots: slots_ = 1,
        urgent_slots: urgent_ = 1,
        metrics: metrics_ = None,
        until_empty: empty_ = False,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
    ) -> int:
        from openness.jobs.base import apart
        from openness.jobs.queue import QUEUES
        from openness.jobs.worker import Post, Worker, name_of_this
        from openness.watch.logs import log_here
        from openness.watch.metrics import Metrics
        from openness.watch.serving import Endpoint

        named = tuple(name.strip() for name in queues.split(",") if name.strip())
        wrong = next((name for name in named if name not in QUEUES), None)
        if wrong is not None or not named:
            raise WrongUse(
                N_("--queues «{given}»: names out of {known} were expected"), given=wrong or queues, known=", ".join(QUEUES)
            )

        def tell(word: str) -> None:
            say(t(SAID[word], language, name=name_of_this(), queues=", ".join(named), slots=slots))

        post = Post(db, config or default_config(), named, slots, urgent_slots, until_empty)
        with ExitStack() as beside:
            counts = None if metrics is None else Metrics(apart(db))
            worker = Worker(post, counts, tell)
            log_here()
            if metrics is not None and counts is not None:
                served = beside.enter_context(Endpoint(metrics, counts, worker.health))
                say(t("Metrics are served at port {port}.", language, port=served.port))
            asyncio.run(worker.run())
        return DONE
