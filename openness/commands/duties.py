"""``calendar [ACT]``: what the acts demand by which day, as text, as an iCalendar file or as JSON."""

import json as jsonlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from openness.cli import DONE
from openness.commands.law_calendar import TermOptions, prove_kind
from openness.commands.options import Shared, day_of, default_config, parse_date, print_json
from openness.console import tell
from openness.faults import WrongUse
from openness.yearly import between, chosen, event_days
from reports.demands import calendar_json, calendar_page
from reports.i18n import N_, t
from reports.ics import calendar_ics
from store.calendar import load_calendar

SCHEMA = "openness/calendar-of-terms/1"


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared, terms = Shared(_), TermOptions(_)
    option = typer.Option
    act: Any = Annotated[
        str | None, typer.Argument(metavar="ACT", help=_("one act: ID or ID/EDITION (default: all acts in force in the year)"))
    ]
    from_: Any = Annotated[
        str | None, option("--from", metavar="YYYY-MM-DD", help=_("first day of the year shown (default: --as-of or today)"))
    ]
    ics: Any = Annotated[Path | None, option("--ics", metavar="FILE", help=_("write a file for calendar programs (iCalendar)"))]

    @app.command(
        "calendar",
        help=_("What the acts demand within a year: who must do what by which day, moved where it falls on a day off."),
        epilog=_("Example: openness calendar kz-2025 --from 2027-01-01 --ics terms.ics"),
    )
    def calendar(
        act: act = None,
        from_: from_ = None,
        event: terms.event = None,
        kind: terms.kind = None,
        ics: ics = None,
        as_of: shared.as_of = None,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        folder, day = config or default_config(), day_of(as_of)
        prove_kind(kind)
        first = parse_date(from_, "--from") or day
        last = _year_on(first)
        held = chosen(folder, act, first, last)
        found = between(held, load_calendar(folder), first, last, event_days(event or (), held), kind)
        if ics is not None:
            _write(ics, calendar_ics(found, day, language))
        if json:
            rows = [calendar_json(edition, one, day) for edition, its in found for one in its]
            said = {"schema": SCHEMA, "from": str(first), "to": str(last), "as_of": str(day), "terms": rows}
            print_json(jsonlib.dumps(said, ensure_ascii=False, indent=1))
        elif ics is not None:
            tell(t("Written: {path}", language, path=ics))
        else:
            tell(calendar_page(found, _nothing(first, last, language), day, language))
        return DONE


def _year_on(first: date) -> date:
    """The last day of the year that begins on a day."""
    leap = (first.month, first.day) == (2, 29)
    return first.replace(year=first.year + 1, day=28) if leap else first.replace(year=first.year + 1) - timedelta(days=1)


def _nothing(first: date, last: date, language: str) -> str:
    return t("No terms from {first} to {last}.", language, first=f"{first:%d.%m.%Y}", last=f"{last:%d.%m.%Y}")


def _write(path: Path, data: bytes) -> None:
    """Raises WrongUse where the file cannot be written."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise WrongUse(
            N_("--ics {path}: cannot be written ({reason}); name a file in a folder that this user may write to"),
            path=path,
            reason=error.strerror or str(error),
        ) from error
