"""``queue``: what is ordered and at work, whichever machine it is on; cancelled, begun again, followed."""

import json as jsonlib
from collections.abc import Callable
from typing import Any

import typer
from rich.table import Table
from rich.text import Text

from openness.cli import DONE, SHORT
from openness.commands.options import DEFAULT_DB, Shared, print_json
from openness.console import say, tell
from openness.faults import WrongUse
from openness.nights import words
from openness.phases import TITLES, phase_of, words_of
from openness.progress import Reporter
from reports.i18n import N_, t
from reports.numbers import moment

STANDINGS = {
    "queued": N_("waits"),
    "running": N_("at work"),
    "done": N_("done"),
    "failed": N_("failed"),
    "cancelled": N_("cancelled"),
}
NOT_ORDERED = N_("run «{given}» was never put into the queue; `openness queue list --all` names those that were")


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group."""
    group = typer.Typer(
        help=_("Audits that were put into the queue: listed, cancelled, begun again, followed."), no_args_is_help=True
    )
    app.add_typer(group, name="queue")
    _list(group, _, language)
    _change(group, _, language)
    _follow(group, _, language)


def _list(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    all_ = typer.Option(False, "--all", help=_("those that have ended too"))

    @group.command(
        "list", help=_("Lists what is at work and what waits, in the order in which it will be taken."),
        epilog=_("Example: openness queue list --all --json --db postgresql+psycopg://openness@db/openness"),
    )  # fmt: skip
    def listed(ended: bool = all_, db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        from openness.jobs import listing
        from openness.jobs.base import opened

        found = listing.every(opened(db, "openness queue"), ended)
        if json:
            print_json(jsonlib.dumps(found, ensure_ascii=False, indent=1))
        elif found:
            tell(_table(found, _, language))
        else:
            tell(t("Nothing waits and nothing is at work.", language))
        return DONE


def _table(found: list[dict[str, Any]], _: Callable[[str], str], language: str) -> Table:
    table = Table(box=None)
    for title in (_("Run"), _("Code"), _("Standing"), _("Where it is"), _("Worker"), _("Asked by"), _("Asked at")):
        table.add_column(title, overflow="fold")
    for one in found:
        known = STANDINGS[one["standing"]]
        cells = (one["run"], one["body"], t(known, language), _where(one, language), one["worker"] or "–", one["asked_by"])
        table.add_row(*(Text(str(cell)) for cell in (*cells, moment(one["asked_at"], language))))
    return table


def _where(one: dict[str, Any], language: str) -> str:
    if one["standing"] in ("failed", "cancelled") or (one["standing"] == "queued" and one["error"]):
        return reason(one["error"], language)
    return stage_words(one["stage"], one["facts"] or {}, language) if one["standing"] == "running" else "–"


def stage_words(stage: str | None, facts: dict[str, Any], language: str) -> str:
    """Where an audit is, in words."""
    phase = phase_of(str(stage), facts)
    if phase not in TITLES:
        return "–"
    words = words_of(phase, facts, language, 0.0)
    return f"{t(TITLES[phase], language)}: {words}" if words else t(TITLES[phase], language)


def reason(error: dict[str, Any] | None, language: str) -> str:
    """Why an order did not come to its end."""
    if not error:
        return "–"
    values = {**error.get("values", {}), "status": error.get("status", "–")}
    return words.reason(error.get("key") or str(error.get("code", "fault")), values, language)


def _change(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)

    @group.command(
        "cancel", help=_("Cancels an audit that waits, or stops one at work; what it harvested is kept."),
        epilog=_("Example: openness queue cancel RUN --db postgresql+psycopg://openness@db/openness"),
    )  # fmt: skip
    def cancel(run: shared.run, db: shared.db = DEFAULT_DB) -> int:
        from openness.jobs.base import opened
        from openness.jobs.ordering import withdraw

        engine = opened(db, "openness queue")
        if not withdraw(engine, _ordered(engine, run), {"code": "asked"}):
            say(t("Run {run} has come to its end already.", language, run=run))
            return SHORT
        tell(t("Run {run} is cancelled.", language, run=run))
        return DONE

    @group.command(
        "retry", help=_("Puts an audit that failed or was cancelled into the queue again; it goes on from where it was."),
        epilog=_("Example: openness queue retry RUN --db postgresql+psycopg://openness@db/openness"),
    )  # fmt: skip
    def retry(run: shared.run, db: shared.db = DEFAULT_DB) -> int:
        from openness.jobs.base import opened
        from openness.jobs.ordering import again

        engine = opened(db, "openness queue")
        if not again(engine, _ordered(engine, run)):
            say(t("Run {run} neither failed nor was cancelled.", language, run=run))
            return SHORT
        tell(t("Run {run} is in the queue again.", language, run=run))
        return DONE


def _ordered(engine: Any, given: str) -> str:
    """The id of a run that was ordered. Raises WrongUse for any other."""
    from openness import runs
    from openness.jobs.standing import standing_of

    run = runs.on_record(engine, given).run_id
    if standing_of(engine, run) is None:
        raise WrongUse(NOT_ORDERED, given=given)
    return run


def _follow(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)

    @group.command(
        "follow", help=_("Shows the course of a queued audit until it ends, from whatever machine."),
        epilog=_("Example: openness queue follow RUN --db postgresql+psycopg://openness@db/openness"),
    )  # fmt: skip
    def follow(run: shared.run, db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        from openness.jobs.base import opened

        engine = opened(db, "openness queue")
        return followed(engine, db, _ordered(engine, run), language, json)


def followed(engine: Any, address: str, run: str, language: str, json: bool) -> int:
    """Shows the course of an order and, at its end, what became of it; the exit status."""
    from openness.jobs import following
    from openness.jobs.standing import Standing, standing_of

    with Reporter(language, quiet=json) as reporter:
        for event in following.follow(engine, address, run):
            if json:
                print_json(jsonlib.dumps(event._asdict(), ensure_ascii=False))
            elif phase_of(event.stage, event.facts) in TITLES:
                reporter(event.stage, event.facts)
    ended = standing_of(engine, run)
    if ended is None or ended.standing == Standing.DONE:
        return DONE
    say(t("Run {run}: {standing} – {reason}", language, run=run, standing=t(STANDINGS[ended.standing], language),
          reason=reason(ended.error, language)))  # fmt: skip
    return SHORT
