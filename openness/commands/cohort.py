"""``cohort``: many bodies scored together, with the averages that the law gives to those who are exempt."""

import json as jsonlib
from collections.abc import Callable
from typing import Annotated

import typer
from rich.table import Table

from openness.cli import DONE, SHORT
from openness.cohort import Standing, chosen, score_together
from openness.commands.options import DEFAULT_DB, Shared, default_config, print_json
from openness.console import say, tell
from openness.pipeline import Pipeline
from openness.planning import parsed
from openness.progress import Reporter
from reports.i18n import t
from reports.numbers import exact
from store.db import open_database


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared = Shared(_)
    runs_ = Annotated[
        list[str] | None, typer.Argument(metavar="RUN", help=_("runs to score together (default: the newest of every body)"))
    ]

    @app.command(
        "cohort",
        help=_("Scores many bodies together: exempt bodies get the average of the others, and every body its place."),
        epilog=_("Example: openness cohort --methodology kz-2025"),
    )
    def cohort(
        runs: runs_ = None,
        methodology: shared.methodology = None,
        reading: shared.reading = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        with Reporter(language) as reporter:
            pipeline = Pipeline(open_database(db, create=False), db, config or default_config(), reporter)
            plans = chosen(pipeline, runs or (), methodology)
            standings = score_together(pipeline, plans, parsed(reading or ()))
        if json:
            print_json(jsonlib.dumps([_value(one) for one in standings], ensure_ascii=False, indent=1))
        else:
            tell(_table(standings, _, language))
        opened = sum(one.total.final is None for one in standings)
        if opened:
            say(t("{open} of {all} bodies have open rows: their totals and places are ranges.", language,
                  open=opened, all=len(standings)))  # fmt: skip
            return SHORT
        return DONE


def _value(one: Standing) -> dict[str, object]:
    return {
        "body": one.plan.body.code,
        "run": one.plan.run_id,
        "points": exact(one.total.points),
        "range": [exact(one.total.range.low), exact(one.total.range.high)],
        "final": None if one.total.final is None else exact(one.total.final),
        "places": [one.best, one.worst],
        "grade": one.total.grade,
    }


def _table(standings: list[Standing], _: Callable[[str], str], language: str) -> Table:
    table = Table(box=None)
    for title in (_("Place"), _("Code"), _("Name"), _("Points"), _("Range")):
        table.add_column(title, overflow="fold")
    for one in standings:
        place = str(one.best) if one.best == one.worst else f"{one.best}–{one.worst}"
        name = one.plan.body.name.kk if language == "kk" else one.plan.body.name.ru
        low, high = exact(one.total.range.low), exact(one.total.range.high)
        table.add_row(place, one.plan.body.code, name, exact(one.total.points), low if low == high else f"{low} … {high}")
    return table
