"""``cohort``: many bodies scored together, with the averages that the law gives to those who are exempt."""

import json as jsonlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from openness.cli import DONE, SHORT
from openness.cohort import Standing, chosen, score_together
from openness.cohorts.build import read_cohort
from openness.cohorts.closed import load_closed
from openness.cohorts.write import write_cohort
from openness.commands.options import DEFAULT_DB, Shared, default_config, print_json
from openness.console import say, tell
from openness.faults import WrongUse
from openness.pipeline import Pipeline
from openness.planning import parsed
from openness.progress import Reporter
from reports.i18n import N_, t
from reports.numbers import exact
from store.db import open_database


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared = Shared(_)
    runs_ = Annotated[
        list[str] | None, typer.Argument(metavar="RUN", help=_("runs to score together (default: the newest of every body)"))
    ]
    folder_ = Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help=_("folder of the report on all bodies: pages, tables for analysts, files to publish"),
        ),
    ]
    before_ = Annotated[
        Path | None,
        typer.Option("--before", help=_("folder of the report on an earlier period, from which movement is counted")),
    ]

    @app.command(
        "cohort",
        help=_("Scores many bodies together: exempt bodies get the average of the others, and every body its place."),
        epilog=_("Example: openness cohort --methodology kz-2025 -o cohort/"),
    )
    def cohort(
        runs: runs_ = None,
        methodology: shared.methodology = None,
        reading: shared.reading = None,
        output: folder_ = None,
        before: before_ = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        if before is not None and output is None:
            raise WrongUse(N_("--before is for the report on all bodies; name its folder with -o as well"))
        # What is wrong with either is told before minutes of scoring.
        earlier = None if before is None else read_cohort(before)
        rules = load_closed(config or default_config()) if output is not None else ()
        with Reporter(language) as reporter:
            pipeline = Pipeline(open_database(db, create=False), db, config or default_config(), reporter)
            plans = chosen(pipeline, runs or (), methodology)
            standings = score_together(pipeline, plans, parsed(reading or ()))
            if output is not None:
                write_cohort(output, {plan.body.code: Path(plan.out) for plan in plans}, rules, earlier)
        if json:
            print_json(jsonlib.dumps([_value(one) for one in standings], ensure_ascii=False, indent=1))
        else:
            tell(_table(standings, _, language))
        if output is not None:
            say(t("Report on all bodies: {folder}", language, folder=output))
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
