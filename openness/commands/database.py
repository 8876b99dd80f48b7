"""``db``: the schema of the database, brought up to date by a person and proved by every other command."""

import json as jsonlib
from collections.abc import Callable

import typer

from openness.cli import DONE, SHORT
from openness.commands.options import DEFAULT_DB, Shared, print_json
from openness.console import say, tell
from reports.i18n import t
from store.db import migrate_database, standing_of


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group."""
    shared = Shared(_)
    group = typer.Typer(help=_("The database's tables: brought up to date, or looked at."), no_args_is_help=True)
    app.add_typer(group, name="db")

    @group.command(
        "migrate",
        help=_("Makes the tables of the database, or brings those of an earlier version up to date: all of it or nothing."),
        epilog=_("Example: openness db migrate --db postgresql+psycopg://openness@db/openness"),
    )
    def migrate(db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        step = migrate_database(db)
        if json:
            print_json(jsonlib.dumps({"before": step.before, "schema": step.after}))
        elif step.before == step.after:
            tell(t("The database is up to date (schema {schema}).", language, schema=step.after))
        elif step.before is None:
            tell(t("The tables of the database are made (schema {schema}).", language, schema=step.after))
        else:
            tell(t("The database is brought up to date: schema {before} → {schema}.", language, before=step.before,
                   schema=step.after))  # fmt: skip
        return DONE

    @group.command(
        "check",
        help=_("Tells whether this version can work with the database, and changes nothing; status 1 where it cannot."),
        epilog=_("Example: openness db check"),
    )
    def check(db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        version, newest, differing = standing_of(db)
        ready = version == newest and not differing
        if json:
            print_json(jsonlib.dumps({"schema": version, "newest": newest, "differing": differing, "ready": ready}))
        elif ready:
            tell(t("The database is up to date (schema {schema}).", language, schema=newest))
        elif differing:
            say(t("Tables were changed by another program: {tables}; put a copy of the database back in its place.", language,
                  tables=", ".join(differing)))  # fmt: skip
        else:
            say(t("The database stands at schema {schema}, this version needs {newest}: give `openness db migrate` with the same --db.",
                  language, schema=version or "–", newest=newest))  # fmt: skip
        return DONE if ready else SHORT
