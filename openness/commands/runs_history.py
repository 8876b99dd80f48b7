"""``runs history BODY``: how the total and the criteria of a body went from run to run."""

import json as jsonlib
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from openness.cli import DONE
from openness.commands.options import DEFAULT_DB, Shared, print_json
from openness.console import tell
from openness.history import EDITION, LAW_DATA, READINGS, groups, history
from reports.decided import percent
from reports.i18n import N_, t, tn
from reports.numbers import period, printed, range_words
from reports.objections import difference
from store.db import open_database

SCHEMA = "openness/history/1"
# The terminal has room for so many runs beside the names of criteria.
SHOWN = 5
NOT_TOLD = "–"
NONE = N_("No scored runs of {body} are on record.")
WITHOUT = N_("Runs whose score is not at hand: {runs}")
APART = N_("Runs under different editions, data of the law or readings are not compared: {names}.")
DIFFERS = {
    EDITION: N_("another edition"),
    LAW_DATA: N_("other data of the same edition"),
    READINGS: N_("other readings"),
}


def register(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command to the group ``runs``."""
    shared = Shared(_)
    body_ = Annotated[str, typer.Argument(metavar="BODY", help=_("code of the body"))]

    @group.command(
        "history",
        help=_("Shows how the total and the criteria of a body went from run to run; different editions are not compared."),
        epilog=_("Example: openness runs history mam"),
    )
    def told(body: body_, db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        found = history(open_database(db, create=False), body)
        if json:
            value = {"schema": SCHEMA, "body": body, "runs": found.runs, "without_score": found.without}
            print_json(jsonlib.dumps(value, ensure_ascii=False, indent=1))
            return DONE
        if found.runs:
            tell(Group(*_page(found.runs, language)))
        else:
            tell(t(NONE, language, body=body))
        if found.without:
            tell(t(WITHOUT, language, runs=", ".join(found.without)))
        return DONE


def _page(found: list[dict[str, Any]], language: str) -> Iterator[RenderableType]:
    own = "kk" if language == "kk" else "ru"
    for group in groups(found):
        last = group[-1]
        yield Text(f"\n{last['title'][own]} · {last['methodology']} {last['edition']}", style="bold")
        for name, choice in sorted(last["readings"].items()):
            yield Text(t("reading {id}: {choice}", language, id=name, choice=choice))
        yield _table(group[-SHOWN:], language)
        if len(group) > SHOWN:
            left = len(group) - SHOWN
            yield Text(tn("and {n} earlier run: --json shows it", "and {n} earlier runs: --json shows them", left, language))
    apart = list(dict.fromkeys(code for one in found for code in one["differs"]))
    if apart:
        names = ", ".join(t(DIFFERS[code], language) for code in apart)
        yield Text("\n" + t(APART, language, names=names))


def _table(group: list[dict[str, Any]], language: str) -> Table:
    """A column for each run, a row for the total and for each criterion of the newest run."""
    table = Table(box=None)
    table.add_column("", overflow="fold", ratio=1)
    for run in group:
        table.add_column(f"{period(run['period'], language)}\n{run['as_of']}", overflow="fold", justify="right")
    for title, cells in _rows(group, language):
        table.add_row(Text(title), *(Text(cell) for cell in cells))
    return table


def _rows(group: list[dict[str, Any]], language: str) -> Iterator[tuple[str, list[str]]]:
    own = "kk" if language == "kk" else "ru"
    yield t("Total", language), [_span(run["total"]["range"], language) for run in group]
    changes = [run["change"] for run in group]
    yield t("Difference", language), [NOT_TOLD if one is None else difference(one["total"], language) for one in changes]
    yield t("Decided", language), [NOT_TOLD if run["decided"] is None else percent(run["decided"], language) for run in group]
    directions = {one["id"]: one for one in group[-1]["directions"]}
    named = ""
    for one in group[-1]["criteria"]:
        if one["direction"] != named:
            named = one["direction"]
            yield directions[named]["title"][own], [_of(run["directions"], named, language) for run in group]
        title = f"  {printed(one['number'], language)}. {one['title'][own]}"
        yield title, [_of(run["criteria"], one["id"], language) for run in group]


def _of(things: list[dict[str, Any]], name: str, language: str) -> str:
    found = next((one for one in things if one["id"] == name), None)
    return NOT_TOLD if found is None else _span(found["range"], language)


def _span(ends: list[str], language: str) -> str:
    return range_words(ends[0], ends[1], language)
