"""``portal``: portals of open government read as a whole, and what is on record of their readings."""

import json as jsonlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from openness.cli import DONE, SHORT
from openness.commands.options import DEFAULT_DB, Shared, default_config, print_json
from openness.console import say, tell
from openness.faults import WrongUse
from openness.planning import Wish, portals_of, refuse_private
from openness.portals import found, standing
from openness.portals.holding import reading_alone
from openness.portals.plans import rules_of
from openness.portals.readings import Readings
from openness.progress import Reporter
from openness.registers import load_bodies, nearest
from reports.i18n import N_, t
from reports.numbers import moment
from store.db import open_database
from store.dbfaults import NONE_THERE
from store.faults import StorageFault
from store.harvest import Portal
from store.portalview import READ
from store.reasonwords import REASON

STATES = {
    "read": N_("read"),
    "short": N_("less than it must yield"),
    "refused": N_("refused"),
    "failed": N_("failed"),
    "cut": N_("cut short by a bound"),
    "unread": N_("not asked"),
}


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group."""
    group = typer.Typer(help=_("The portals of open government: read them as a whole, see what was read."), no_args_is_help=True)
    app.add_typer(group, name="portal")
    _read(group, _, language)
    _status(group, _, language)


def _read(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    option = typer.Option
    name_ = Annotated[str, typer.Argument(metavar="NAME", help=_("a portal, as the register names it"))]
    body_ = Annotated[str | None, option("--body", metavar="CODE", help=_("read it for this body of the register alone"))]
    id_ = Annotated[str | None, option("--body-id", metavar="ID", help=_("the same, by the portal's own name of the body"))]
    portal_ = Annotated[list[str] | None, option("--portal", metavar="NAME=URL", help=_("another address for a portal"))]
    time_ = Annotated[float | None, option("--max-time", min=1, metavar="SECONDS", help=_("bound on the time of the reading"))]

    @group.command(
        "read",
        help=_("Reads a portal for all bodies or for one; goes on where the same reading was cut off."),
        epilog=_("Example: openness portal read open-data, or for one body --body mam"),
    )
    def read(
        name: name_,
        body: body_ = None,
        body_id: id_ = None,
        portal: portal_ = None,
        allow_private: shared.private = False,
        max_time: time_ = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        folder = config or default_config()
        rules = rules_of(folder, name)
        asked = _portal(Wish(portals=tuple(portal or ()), config=folder, allow_private=allow_private), name)
        given = load_bodies(folder) if body else {}
        if body and body not in given:
            raise WrongUse(
                N_("body «{given}» is not in the register {folder}{hint}; see `openness bodies list`"),
                given=body,
                folder=folder / "bodies",
                hint=nearest(body, given),
            )
        from openness.pipeline import Pipeline

        engine = open_database(db)
        known = body_id or (found.name_on(engine, asked, given[body]) if body else None)
        if body and known is None:
            raise WrongUse(
                N_(
                    "the portal {name}: nobody knows yet what it calls the body {body}; read the whole portal once, or give --body-id"
                ),
                name=name,
                body=body,
            )
        with Reporter(language) as reporter:
            pipeline = Pipeline(engine, db, folder, reporter)
            made = Readings(engine, folder, reporter, pipeline.draw)
            with reading_alone(engine, name, reporter):
                plan = made.read(asked, (known,) if known else (), allow_private=allow_private, max_time=max_time)
        told = standing.yields(engine, plan)
        if json:
            print_json(jsonlib.dumps({"run": plan.run_id, "portal": name, "sources": told}, ensure_ascii=False, indent=1))
        else:
            tell(_yields(told, _, language))
            say(in_short(told, language))
            say(t("Reading {run} is stored in {folder}.", language, run=plan.run_id, folder=plan.out))
        return SHORT if standing.short(rules, told) else DONE


def _portal(wish: Wish, name: str) -> Portal:
    portals = portals_of(wish)
    if name not in portals:
        raise WrongUse(N_("portal «{given}» is in no register of config/portals; add it there"), given=name)
    refuse_private(portals[name].url, wish)
    return portals[name]


def _yields(sources: list[dict[str, Any]], _: Callable[[str], str], language: str) -> Table:
    table = Table(box=None)
    for title in (_("Source"), _("Language"), _("Standing"), _("Answers"), _("Items"), _("Reason")):
        table.add_column(title, overflow="fold")
    for one in sources:
        state = STATES[one["state"]]
        answers = f"{one['answered']}/{one['asked']}"
        items = str(one["items"]) if one["total"] is None else f"{one['items']}/{one['total']}"
        reason = f"{reason_told(one['why'], language)} {one['url']}" if one["why"] else ""
        cells = (one["source"], one["language"] or "–", t(state, language), answers, items, reason)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def reason_told(why: str, language: str) -> str:
    """A reason in words, where it is a code, with what follows it: the mark that an answer lacks."""
    code, colon, rest = why.partition(":")
    return str(getattr(REASON[code], language)) + colon + rest if code in REASON else why


def in_short(sources: list[dict[str, Any]], language: str) -> str:
    """A reading in one line: whether all was read, else which lists were not and what comes of it."""
    left = list(dict.fromkeys(one["source"] for one in sources if one["state"] != READ))
    done = sum(one["state"] == READ for one in sources)
    if not left:
        return t("Read whole: {done} of {number} lists.", language, done=done, number=len(sources))
    words = N_(
        "Read: {done} of {number} lists. What rests on {left} stays open and takes no points: a list that was not read is not empty."
    )
    return t(words, language, done=done, number=len(sources), left=", ".join(left))


def _status(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)

    @group.command(
        "status",
        help=_("Shows when each portal was read, what its sources yielded, what failed, and when it is due again."),
        epilog=_("Example: openness portal status --json"),
    )
    def status(db: shared.db = DEFAULT_DB, config: shared.config = None, json: shared.json = False) -> int:
        told = _every(db, config or default_config())
        if json:
            print_json(jsonlib.dumps(told, ensure_ascii=False, indent=1))
            return DONE
        if not told:
            tell(t("This version reads no portal of open government.", language))
        for portal in told:
            _tell(portal, _, language)
        return DONE


def _every(db: str, config: Path) -> list[dict[str, Any]]:
    """The portals; without a database nothing was read yet."""
    try:
        engine = open_database(db, create=False)
    except StorageFault as fault:
        if fault.key != NONE_THERE:
            raise
        return standing.every(None, config, datetime.now(UTC))
    return standing.every(engine, config, datetime.now(UTC))


def _tell(portal: dict[str, Any], _: Callable[[str], str], language: str) -> None:
    tell(Text(f"{portal['portal']} · {portal['address']}"))
    shown = portal["whole"] or portal["last"]
    if shown is None:
        tell(Text("  " + t("never read", language)))
        return
    if not shown["finished"]:
        tell(Text("  " + t("a reading began on {at} and is not finished", language, at=moment(shown["started_at"], language))))
        return
    at = moment(shown["ended_at"], language)
    words = (
        N_("read whole on {at}, {hours} h ago")
        if not shown["bodies"]
        else N_("read for some bodies only, on {at}, {hours} h ago")
    )
    tell(Text("  " + t(words, language, at=at, hours=shown["age_hours"])))
    if portal["due"] is not None:
        due = N_("the next reading was due on {at}") if portal["overdue"] else N_("the next reading is due on {at}")
        tell(Text("  " + t(due, language, at=moment(portal["due"], language))))
    tell(_yields(shown["sources"], _, language))
