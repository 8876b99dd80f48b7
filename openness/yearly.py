"""The terms of the acts between two days: which editions hold, what ends when."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from openness import editions
from openness.faults import WrongUse
from reports.i18n import N_
from scoring import methodology as law
from store.base import BodyKind
from store.calendar import Calendar
from store.methodology import Methodology
from store.terms import Dated, Days, dated

NOT_HELD = N_("{name} holds on no day from {first} to {last}; its editions hold: {spans}; choose another year")


def chosen(config: Path, name: str | None, first: date, last: date) -> list[Methodology]:
    """The editions that hold on some day between two.

    :param config: folder of the registers and methodologies.
    :param name: an act, an act with its edition, or None for all acts.
    :param first: first day; ``last`` the last one.
    :returns: editions in the order of the folders; one alone where it is named with its edition.
    :raises WrongUse: for an act that is in no folder, and for one that holds on no day between the two.
    """
    if name is not None and "/" in name:
        return [law.load(editions.folder_of(config, name))]
    known = law.available(config)
    if name is not None and name not in {one.id for one in known}:
        raise WrongUse(
            N_("unknown methodology «{name}»; use one of: {known}"), name=name, known=", ".join(sorted({one.id for one in known}))
        )
    held = [one for one in known if name in (None, one.id) and one.valid_from <= last and (one.valid_to or last) >= first]
    if name is not None and not held:
        spans = ", ".join(f"{one.edition} – {one.valid_to or '…'}" for one in known if one.id == name)
        raise WrongUse(NOT_HELD, name=name, first=first.isoformat(), last=last.isoformat(), spans=spans)
    return [law.load(one.folder) for one in held]


def event_days(given: Iterable[str], held: Iterable[Methodology]) -> Days:
    """Days of events by name.

    :param given: ``NAME=YYYY-MM-DD``, as typed.
    :param held: the editions whose events may be named.
    :raises WrongUse: for what is no NAME=DATE, and for an event that none of the editions knows.
    """
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
    events = sorted({event.id for edition in held for event in edition.demands.events})
    unknown = sorted(set(days).difference(events))
    if unknown:
        raise WrongUse(
            N_("--event «{given}»: no act chosen knows this event; use one of: {known}"),
            given=unknown[0],
            known=", ".join(events) or "–",
        )
    return days


def between(
    editions_: Iterable[Methodology], working: Calendar, first: date, last: date, days: Days, kind: BodyKind | None
) -> list[tuple[Methodology, list[Dated]]]:
    """The terms of editions that end between two days; those without a day stand once.

    :param working: the working days of the country.
    :param first: first day; ``last`` the last one, both included.
    :param days: known days of events by id.
    :param kind: only the terms for bodies of this kind; None for all.
    """
    return [(edition, list(_between(edition, working, first, last, days, kind))) for edition in editions_]


def _between(
    edition: Methodology, working: Calendar, first: date, last: date, days: Days, kind: BodyKind | None
) -> Iterator[Dated]:
    seen = set()
    for year in range(first.year, last.year + 1):
        for one in dated(edition, working, year, days, kind):
            inside = first <= one.last <= last if one.last is not None else year == last.year
            if inside and one not in seen:
                seen.add(one)
                yield one
