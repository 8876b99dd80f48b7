"""``methodologies calendar``: the terms of the acts in one year, moved off days off."""

import json as jsonlib
from collections.abc import Callable
from typing import Annotated, Any

import typer

from openness.cli import DONE
from openness.commands.options import Shared, day_of, default_config, print_json
from openness.console import tell
from openness.faults import WrongUse
from openness.yearly import chosen, event_days
from reports.demands import calendar_json, calendar_page
from reports.i18n import N_, t
from store.calendar import load_calendar, period_days
from store.terms import dated

CALENDAR = "openness/methodologies-calendar/1"
KINDS = ("central", "local", "subordinate")


class TermOptions:
    """Annotated types of the options of every command that tells terms."""

    def __init__(self, _: Callable[[str], str]) -> None:
        option = typer.Option
        self.event: Any = Annotated[
            list[str] | None,
            option(
                "--event", metavar="NAME=YYYY-MM-DD", help=_("day of an event from which a term runs; may be given several times")
            ),
        ]
        self.kind: Any = Annotated[
            str | None, option("--kind", metavar="KIND", help=_("only terms for central, local or subordinate bodies"))
        ]


def prove_kind(kind: str | None) -> None:
    """Raises WrongUse for what is no kind of body."""
    if kind is not None and kind not in KINDS:
        raise WrongUse(N_("--kind «{given}»: use one of: {known}"), given=kind, known=", ".join(KINDS))


def add(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared, terms = Shared(_), TermOptions(_)
    option = typer.Option
    methodology: Any = Annotated[
        str | None, option("--methodology", help=_("one act: ID or ID/EDITION (default: all acts in force in the year)"))
    ]
    year: Any = Annotated[
        int | None, option("--year", min=2016, max=2100, help=_("calendar year (default: that of --as-of or of today)"))
    ]

    @group.command(
        "calendar",
        help=_("The terms of the acts in a year: who must do what by which day, moved where it falls on a day off."),
        epilog=_("Example: openness methodologies calendar --year 2026 --event conclusion-received=2026-03-18"),
    )
    def calendar(
        methodology: methodology = None,
        year: year = None,
        event: terms.event = None,
        kind: terms.kind = None,
        as_of: shared.as_of = None,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        folder, day = config or default_config(), day_of(as_of)
        prove_kind(kind)
        asked = year or day.year
        held = chosen(folder, methodology, *period_days(str(asked)))
        days = event_days(event or (), held)
        working = load_calendar(folder)
        found = [(one, dated(one, working, asked, days, kind)) for one in held]
        if json:
            rows = [calendar_json(edition, one, day) for edition, its in found for one in its]
            print_json(
                jsonlib.dumps({"schema": CALENDAR, "year": asked, "as_of": str(day), "terms": rows}, ensure_ascii=False, indent=1)
            )
        else:
            tell(calendar_page(found, t("No terms in {year}.", language, year=asked), day, language))
        return DONE
