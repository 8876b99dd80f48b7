"""``openness import subordinates``: the register of subordinate organisations, of one body or of all that a file names."""

import json as jsonlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness.cli import DONE, WRONG
from openness.commands.imported import SHOWN_FACTS, edition_on, known_law, told_of
from openness.commands.options import DEFAULT_DB, Shared, day_of, default_config, print_json
from openness.console import say
from openness.fresh import proven
from openness.periods import default_period
from reports.i18n import t
from store.subordinates import SUBORDINATES

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from openness.imports.take import Taken


def register(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command to the group."""
    shared = Shared(_)
    file_ = Annotated[Path, typer.Argument(metavar="FILE", help=_("CSV (UTF-8) or XLSX"))]
    body_ = Annotated[
        str | None,
        typer.Option(
            "--body", metavar="BODY", help=_("code of a body in the register; without it every body that the file names")
        ),
    ]
    period_ = Annotated[str | None, typer.Option("--period", help=_("period that the file is for: 2026, 2026-H2 or 2026-Q4"))]

    @group.command(
        SUBORDINATES,
        help=_(
            "Takes in the register of subordinate organisations: to which body each belonged, from which day, and where its site is."
        ),
        epilog=_("Example: openness import subordinates register.xlsx --body mam, then openness audit mam --subordinates"),
    )
    def one(
        file: file_,
        body: body_ = None,
        period: period_ = None,
        as_of: shared.as_of = None,
        methodology: shared.methodology = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        from openness.imports.every import kinds
        from openness.imports.faults import FaultyFileError
        from openness.imports.register_in import take_in_register
        from openness.imports.take import EXAMPLE, Wanted, checked_period, kind_of_body

        folder = config or default_config()
        day = day_of(as_of)
        edition = edition_on(folder, methodology, day)

        def take(engine: "Engine") -> "list[Taken]":
            wanted = Wanted(
                kind=kinds()[SUBORDINATES],
                path=file,
                body=body or "",
                body_kind="central" if body is None else kind_of_body(engine, folder, body, day),
                period=checked_period(period or default_period(edition.period.each, day)),
                as_of=day,
                config=folder,
                methodology=known_law(folder, methodology),
            )
            return take_in_register(engine, wanted, datetime.now(UTC))

        try:
            taken = take(proven(db, take))
        except FaultyFileError as fault:
            for line in fault.faults.lines(language):
                say(line)
            return WRONG
        for item in taken:
            for line_number in item.examples[:SHOWN_FACTS]:
                say(t(EXAMPLE, language, file=item.item.name, line=line_number))
        if json:
            print_json(jsonlib.dumps([one.as_json() for one in taken], ensure_ascii=False, indent=1))
        else:
            for item in taken:
                told_of(item, language, facts=False)
        return DONE
