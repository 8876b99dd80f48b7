"""``openness bodies subordinates``: the organisations of a body by the register on record, with the history of their belonging."""

import json as jsonlib
from collections.abc import Callable
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from openness.cli import DONE
from openness.commands.options import DEFAULT_DB, Shared, day_of, print_json
from openness.console import tell
from openness.faults import WrongUse
from reports.i18n import N_
from store.subordinates import ENDLESS, SUBORDINATES, Organisation

NONE = N_("no register of subordinate organisations of {body} is on record; take one in by `openness import subordinates FILE`")


def register(bodies: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command to the group of bodies."""
    shared = Shared(_)
    all_ = Annotated[bool, typer.Option("--history", help=_("tell organisations of other days too"))]

    @bodies.command(
        "subordinates",
        help=_("Lists the subordinate organisations of a body by the register on record."),
        epilog=_("Example: openness bodies subordinates mam --history"),
    )
    def listed(
        code: str, as_of: shared.as_of = None, history: all_ = False, db: shared.db = DEFAULT_DB, json: shared.json = False
    ) -> int:
        # What reads files and the database is loaded for this one command, not for the whole group.
        from openness.subordinates.register import every
        from store import reported
        from store.db import open_database

        with open_database(db, create=False).connect() as connection:
            items = [one for one in reported.all_imports(connection, code) if one.kind == SUBORDINATES]
        if not items:
            raise WrongUse(NONE, body=code)
        day = day_of(as_of)
        found = [one for one in every(items[-1]) if history or one.since <= day <= (one.until or ENDLESS)]
        if json:
            print_json(jsonlib.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False, indent=1))
            return DONE
        table = Table(box=None)
        for title in (_("Code"), _("Name"), _("Kind"), _("Site"), _("Since"), _("Until")):
            table.add_column(title, overflow="fold")
        for one in found:
            table.add_row(*(Text(cell) for cell in _cells(one, language)))
        tell(table)
        return DONE


def _cells(one: Organisation, language: str) -> tuple[str, ...]:
    from openness.imports.subordinates import FORMS

    name = one.name.kk if language == "kk" else one.name.ru
    form = next((choice.worded(language) for choice in FORMS if choice.code == one.form), "–")
    site = one.sites[0].url if one.sites else "–"
    return one.code, name, form, site, f"{one.since:%d.%m.%Y}", f"{one.until:%d.%m.%Y}" if one.until else "–"
