"""``runs``: what was audited and when, the totals of a body over time, the comparison of two runs, and the removal of a run."""

import json as jsonlib
from collections.abc import Callable
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from openness import listing
from openness import runs as records
from openness.cli import DONE
from openness.commands import runs_compare, runs_history, runs_prune
from openness.commands.options import DEFAULT_DB, Shared, print_json
from openness.console import say, tell
from openness.faults import WrongUse
from reports.i18n import N_, t
from reports.numbers import day, moment, range_words, shown
from store.db import open_database

STATES = {
    "planned": N_("planned"),
    "crawled": N_("pages read"),
    "harvested": N_("harvested"),
    "extracted": N_("facts drawn"),
    "checked": N_("checked"),
    "scored": N_("scored"),
    "reported": N_("finished"),
}


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group."""
    group = typer.Typer(help=_("The runs on record: what was audited, when, and with which total."), no_args_is_help=True)
    app.add_typer(group, name="runs")
    _list(group, _, language)
    _show(group, _, language)
    runs_compare.add(group, _, language)
    _remove(group, _, language)
    runs_history.register(group, _, language)
    runs_prune.register(group, _, language)


def _list(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    body_ = Annotated[str | None, typer.Argument(metavar="BODY", help=_("only runs of this body"))]
    option_ = Annotated[str | None, typer.Option("--body", metavar="BODY", help=_("only runs of this body"))]

    @group.command(
        "list", help=_("Lists the runs with their totals, by body and time."), epilog=_("Example: openness runs list mam")
    )
    def listed(body: body_ = None, of: option_ = None, db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        found = listing.every(open_database(db, create=False), body or of)
        if json:
            print_json(jsonlib.dumps(found, ensure_ascii=False, indent=1))
        elif found:
            tell(_table(found, _, language))
        else:
            tell(t("No such runs are on record.", language))
        return DONE


def _table(found: list[dict[str, Any]], _: Callable[[str], str], language: str) -> Table:
    table = Table(box=None)
    # A number over two lines could not be copied into the next command.
    table.add_column(_("Run"), no_wrap=True, overflow="fold")
    for title in (_("Code"), _("Methodology"), _("State as of"), _("Standing"), _("Points"), _("Range")):
        table.add_column(title, overflow="fold")
    for run in found:
        reached = STATES[run["state"]]
        standing = t(reached, language) if run["files"] else t("files are not at hand", language)
        cells = (run["run"], run["body"], run["methodology"], run["as_of"], standing, *_points(run, language))
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _points(run: dict[str, Any], language: str) -> tuple[str, str]:
    if run["total"] is None:
        return "–", "–"
    low, high = run["total"]["range"]
    return shown(run["total"]["points"], language), "–" if low == high else range_words(low, high, language)


def _show(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)

    @group.command(
        "show", help=_("Shows one run: body, law, times, folder and total."), epilog=_("Example: openness runs show RUN")
    )
    def show(run: shared.run, db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        engine = records.database(db, run)
        found = listing.one(engine, records.on_record(engine, run))
        if json:
            print_json(jsonlib.dumps(found, ensure_ascii=False, indent=1))
            return DONE
        table = Table(box=None, show_header=False)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in _facts(found, _, language):
            table.add_row(name, Text(value))
        tell(table)
        return DONE


def _facts(run: dict[str, Any], _: Callable[[str], str], language: str) -> list[tuple[str, str]]:
    points, span = _points(run, language)
    reached = STATES[run["state"]]
    facts = [
        (_("Run"), run["run"]),
        (_("Body"), f"{run['body']} · {run['name']['kk' if language == 'kk' else 'ru']}"),
        (_("Website"), " ".join(run["sites"])),
        (_("Methodology"), f"{run['methodology']} {run['edition']}"),
        (_("State as of"), day(run["as_of"], language)),
        (_("Reporting period"), run["period"]),
        (_("Standing"), t(reached, language)),
    ]
    times = ((_("Audit began"), "started_at"), (_("Audit ended"), "finished_at"), (_("Points counted"), "scored_at"))
    facts += [(title, moment(run[name], language)) for title, name in times if run[name]]
    facts += [(_("Points"), points), (_("Range"), span)]
    where = run["out"] if run["files"] else f"{run['out']} ({t('files are not at hand', language)})"
    return [*facts, (_("Folder"), where)]


def _remove(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    yes_ = Annotated[bool, typer.Option("--yes", "-y", help=_("do not ask"))]
    force_ = Annotated[
        bool, typer.Option("--force", help=_("remove it even though other runs rest on it or forms of it were issued"))
    ]

    @group.command(
        "remove",
        help=_("Removes one run for good: its rows in the database and its folder with reports and evidence."),
        epilog=_("Example: openness runs remove RUN --yes"),
    )
    def remove(run: shared.run, yes: yes_ = False, force: force_ = False, db: shared.db = DEFAULT_DB) -> int:
        engine = records.database(db, run)
        plan = records.on_record(engine, run)
        if not force:
            listing.prove_unneeded(engine, plan)
        if not yes:
            _ask(plan.run_id, plan.out, language)
        if listing.remove(engine, plan):
            tell(t("Run {run} is removed with its folder {folder}.", language, run=plan.run_id, folder=plan.out))
        else:
            tell(t("Run {run} is removed from the database; its files are not at hand and were not touched.", language,
                   run=plan.run_id))  # fmt: skip
        return DONE


def _ask(run_id: str, folder: str, language: str) -> None:
    """Goes on at the word that is asked for. Raises WrongUse at any other answer and where nobody answers."""
    word = t("yes", language)
    question = t(
        "Remove run {run} and the folder {folder} for good? Write «{word}»:", language, run=run_id, folder=folder, word=word
    )
    say(question)
    try:
        answer = input()
    except EOFError:
        answer = ""
    if answer.strip().lower() != word:
        raise WrongUse(N_("run {run} stays; write «{word}» when asked, or give --yes"), run=run_id, word=word)
