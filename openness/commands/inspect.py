"""``openness inspect URL``: one page, no scoring – the findings of every check that can judge a page alone."""

import json as jsonlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from checks import runner
from openness.cli import DONE, SHORT
from openness.commands.options import Shared, default_config, print_json, today
from openness.console import tell
from openness.pipeline import Pipeline, shortfalls
from openness.planning import Wish, checked_address
from openness.progress import Reporter
from reports import shape
from reports.explain import check_name
from reports.words import OUTCOME, word
from store.db import open_database
from store.findings import Finding

PARAMETER = "page"


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared = Shared(_)

    @app.command(
        "inspect",
        help=_("Looks at one page and shows what every page-level check finds; nothing is scored."),
        epilog=_("Example: openness inspect https://example.gov.kz/ru/contacts"),
    )
    def inspect(
        url: str,
        allow_private: shared.private = False,
        out: shared.out = None,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        address = checked_address("URL", url)
        with tempfile.TemporaryDirectory() as folder, Reporter(language) as reporter:
            place = out or Path(folder) / "run"
            db = f"sqlite:///{folder}/inspect.db"
            pipeline = Pipeline(open_database(db), db, config or default_config(), reporter)
            wish = Wish(site=address, allow_private=allow_private, out=place, config=pipeline.config, page_only=True)
            plan, _resumed = pipeline.begin(wish, today())
            pipeline.harvest(plan)
            pipeline.extract(plan)
            found = pipeline.judge(plan, runner.page_orders(PARAMETER))
            short = shortfalls(pipeline.coverage(plan), found, wanted_render=True)
        if json:
            print_json(jsonlib.dumps([shape.finding(item) for item in found], ensure_ascii=False, indent=1, default=str))
        else:
            tell(_table(found, _, language))
        return SHORT if short else DONE


def _table(found: list[Finding], _: Callable[[str], str], language: str) -> Table:
    table = Table(box=None)
    for title in (_("Check"), _("Outcome"), _("What was seen")):
        table.add_column(title, overflow="fold")
    for item in found:
        table.add_row(
            Text(check_name(item.check, language)),
            word(OUTCOME, item.outcome.value, language),
            Text(getattr(item.message, language)),
        )
    return table
