"""``methodologies calendar``: the terms of the acts in one year, moved off days off."""

import json as jsonlib
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from openness import editions
from openness.cli import DONE
from openness.commands.options import Shared, day_of, default_config, print_json
from openness.console import tell
from openness.planning import WrongUse
from reports.demands import calendar_json, calendar_page
from reports.i18n import N_
from scoring import methodology as law
from store.calendar import load_calendar, period_days
from store.methodology import Methodology
from store.terms import Days, dated

CALENDAR = "openness/methodologies-calendar/1"
KINDS = ("central", "local", "subordinate")


def add(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared = Shared(_)
    option = typer.Option
    methodology: Any = Annotated[
        str | None, option("--methodology", help=_("one act: ID or ID/EDITION (default: all acts in force in the year)"))
    ]
    year: Any = Annotated[
        int | None, option("--year", min=2016, max=2100, help=_("calendar year (default: that of --as-of or of today)"))
    ]
    event: Any = Annotated[
        list[str] | None,
        option(
            "--event", metavar="NAME=YYYY-MM-DD", help=_("day of an event from which a term runs; may be given several times")
        ),
    ]
    kind: Any = Annotated[
        str | None, option("--kind", metavar="KIND", help=_("only terms for central, local or subordinate bodies"))
    ]

    @group.command(
        "calendar",
        help=_("The terms of the acts in a year: who must do what by which day, moved where it falls on a day off."),
        epilog=_("Example: openness methodologies calendar --year 2026 --event conclusion-received=2026-03-18"),
    )
    def calendar(
        methodology: methodology = None,
        year: year = None,
        event: event = None,
        kind: kind = None,
        as_of: shared.as_of = None,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        folder, day = config or default_config(), day_of(as_of)
        if kind is not None and kind not in KINDS:
            raise WrongUse(N_("--kind «{given}»: use one of: {known}"), given=kind, known=", ".join(KINDS))
        asked = year or day.year
        chosen = _chosen(folder, methodology, asked)
        days = _days(event or (), chosen)
        working = load_calendar(folder)
        found = [(one, dated(one, working, asked, days, kind)) for one in chosen]
        if json:
            rows = [calendar_json(edition, one, day) for edition, terms in found for one in terms]
            print_json(
                jsonlib.dumps({"schema": CALENDAR, "year": asked, "as_of": str(day), "terms": rows}, ensure_ascii=False, indent=1)
            )
        else:
            tell(calendar_page(found, asked, day, language))
        return DONE


def _chosen(config: Path, name: str | None, year: int) -> list[Methodology]:
    """The editions that hold on some day of the year; one alone where it is named with its edition."""
    if name is not None and "/" in name:
        return [law.load(editions.folder_of(config, name))]
    first, last = period_days(str(year))
    known = law.available(config)
    if name is not None and name not in {one.id for one in known}:
        raise WrongUse(
            N_("unknown methodology «{name}»; use one of: {known}"), name=name, known=", ".join(sorted({one.id for one in known}))
        )
    held = [one for one in known if name in (None, one.id) and one.valid_from <= last and (one.valid_to or last) >= first]
    return [law.load(one.folder) for one in held]


def _days(given: Iterable[str], chosen: Iterable[Methodology]) -> Days:
    """Days of events by name. Raises WrongUse for what is no NAME=DATE, and for an event that no act chosen knows."""
    days: dict[str, list[date]] = {}
    for one in given:
        name, _, text = one.partition("=")
        try:
            day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            raise WrongUse(
                N_("--event «{given}»: write it as NAME=YYYY-MM-DD, for example conclusion-received=2026-03-18"), given=one
            ) from None
        days.setdefault(name, []).append(day)
    events = sorted({event.id for edition in chosen for event in edition.demands.events})
    unknown = sorted(set(days).difference(events))
    if unknown:
        raise WrongUse(
            N_("--event «{given}»: no act chosen knows this event; use one of: {known}"),
            given=unknown[0],
            known=", ".join(events) or "–",
        )
    return days
