"""``openness runs prune``: old runs go by the rule of ``config/retention.yaml``; what proves something stays."""

import json as jsonlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from openness.cli import DONE
from openness.commands.options import DEFAULT_DB, Shared, default_config, parse_date, print_json
from openness.console import say, tell
from openness.pruning import judged, load_retention, prune
from reports.i18n import N_, t
from reports.numbers import day
from store.db import open_database
from store.zone import ASTANA

KEEPS = {
    "at-work": N_("it waits or is at work"),
    "objection": N_("an objection names it"),
    "newest": N_("it is the newest of its body or period"),
    "forms": N_("forms of it were issued"),
    "rested-on": N_("other runs rest on it"),
}


def register(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command to the group ``runs``."""
    shared = Shared(_)
    dry_ = Annotated[bool, typer.Option("--dry-run", help=_("say what would go and what stays, and remove nothing"))]
    days_ = Annotated[
        int | None, typer.Option("--days", min=1, help=_("keep every run of so many days (default: config/retention.yaml)"))
    ]

    @group.command(
        "prune",
        help=_("Removes old runs by the rule of config/retention.yaml; what proves an issued form or an objection stays."),
        epilog=_("Example: openness runs prune --dry-run"),
    )
    def pruned(
        dry_run: dry_ = False,
        days: days_ = None,
        as_of: shared.as_of = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        engine = open_database(db, create=False)
        rule = load_retention(config or default_config())
        rule = rule.model_copy(update={"days": days}) if days is not None else rule
        given = parse_date(as_of)
        now = datetime.now(UTC) if given is None else datetime(given.year, given.month, given.day, tzinfo=ASTANA).astimezone(UTC)
        found = judged(engine, rule, now)
        gone = [one for one in found if not one.keeps] if dry_run else prune(engine, found)
        if json:
            value = [
                {"run": one.plan.run_id, "body": one.plan.body.code, "started_at": one.started_at, "keeps": one.keeps or None}
                for one in found
            ]  # fmt: skip
            print_json(jsonlib.dumps({"removed": [] if dry_run else [one.plan.run_id for one in gone], "runs": value}, indent=1))
            return DONE
        table = Table(box=None)
        for title in (_("Run"), _("Code"), _("Day"), _("Stays because")):
            table.add_column(title, overflow="fold")
        for one in found:
            why = t(KEEPS[one.keeps], language) if one.keeps else "–"
            cells = (one.plan.run_id, one.plan.body.code, day(one.started_at[:10], language), why)
            table.add_row(*(Text(cell) for cell in cells))
        if found:
            tell(table)
        words = N_("{count} runs would go; nothing was removed.") if dry_run else N_("{count} runs are removed.")
        say(t(words, language, count=len(gone)))
        return DONE
