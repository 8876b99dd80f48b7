"""``openness objection list``: what is on record of objections, how each stands, and until when a commission decides."""

import json as jsonlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openness import runs
from openness.cli import DONE
from openness.commands.objection_at import Desk
from openness.commands.options import DEFAULT_DB, Shared, default_config, print_json
from openness.console import tell
from openness.faults import WrongUse
from reports.i18n import N_, t
from store import objections
from store.db import open_database

if TYPE_CHECKING:
    from sqlalchemy import Engine

LIST = "openness/objections/1"
NONE = N_("No objections to run {run} are on record; by {law} the body tells so: {when}.")
REMOVED = N_("{run} · the run was removed; what was registered of it stays")


def register(group: typer.Typer, shared: Shared, _: Callable[[str], str], language: str) -> None:
    """Adds the command to the group ``objection``."""
    run_ = Annotated[
        str | None, typer.Argument(metavar="RUN", help=_("run id or the run's folder; without it all runs with objections"))
    ]
    body_ = Annotated[str | None, typer.Option("--body", metavar="BODY", help=_("only runs of this body"))]

    @group.command(
        "list",
        help=_("Tells the objections on record, how each stands and until when a commission decides."),
        epilog=_("Example: openness objection list RUN"),
    )
    def listed(
        run: run_ = None, body: body_ = None, db: shared.db = DEFAULT_DB, config: shared.config = None, json: shared.json = False
    ) -> int:
        engine = open_database(db, create=False) if run is None else runs.database(db, run)
        if run is not None:
            names = [runs.on_record(engine, run).run_id]
        else:
            with engine.connect() as connection:
                names = objections.runs_of(connection, body)
        found = [_told(engine, config or default_config(), name) for name in names]
        if json:
            print_json(jsonlib.dumps([_value(engine, one) for one in found], ensure_ascii=False, indent=1))
            return DONE
        for each in found:
            for line in _lines(each, language) if isinstance(each, Desk) else _of_removed(engine, each, language):
                tell(line)
        if not found:
            tell(t("No objections are on record.", language))
        return DONE


def _told(engine: "Engine", folder: Path, run: str) -> Desk | str:
    """A run on record; of one that was removed its id: what was registered outlives it."""
    try:
        return Desk(engine, folder, runs.on_record(engine, run))
    except WrongUse:
        return run


def _of(engine: "Engine", run: str) -> objections.Book:
    with engine.connect() as connection:
        return objections.of_run(connection, run)


def value(one: Any, desk: Desk) -> dict[str, Any]:
    """An entry for other programs."""
    said = {**one.model_dump(mode="json"), "late": one.late}
    if one.kind == "sitting":
        return said
    considered = desk.rules.held.late.considered or not one.late
    last = str(desk.rules.last("decide", one.received)) if one.kind == "objection" and considered else None
    return {**said, "considered": considered, "decide_by": last}


def _value(engine: "Engine", of: Desk | str) -> dict[str, Any]:
    run = of if isinstance(of, str) else of.plan.run_id
    book = _of(engine, run)
    entries = []
    for kept in book.kept:
        one = kept.entry
        said = {**one.model_dump(mode="json"), "late": one.late} if isinstance(of, str) else value(one, of)
        entries.append({**said, "replaced_by": book.replaced.get(one.id), "sha256": kept.sha256})
    body = book.kept[0].entry.body if isinstance(of, str) else of.plan.body.code
    return {"schema": LIST, "run": run, "body": body, "entries": entries}


def _of_removed(engine: "Engine", run: str, language: str) -> Iterable[str]:
    from reports.objections_view import told

    yield t(REMOVED, language, run=run)
    yield from told(_of(engine, run), {}, language)


def _lines(desk: Desk, language: str) -> Iterable[str]:
    from openness.objections.deciding import undecided
    from reports.demands import when
    from reports.objections_view import told

    book, plan = desk.book(), desk.plan
    yield f"{plan.run_id} · {plan.body.name.kk if language == 'kk' else plan.body.name.ru}"
    waiting = {one.id: str(desk.rules.last("decide", one.received)) for one, _number in undecided(book, desk.rules)}
    yield from told(book, waiting, language)
    if not book.kept:
        words = when(desk.rules.edition, desk.rules.term("notice").due, language)
        yield t(NONE, language, run=plan.run_id, law=desk.law("notice", language), when=words)
