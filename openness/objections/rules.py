"""What the act says of objections to a run's results: until when, who decides, what becomes of those that come late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openness.faults import WrongUse
from reports.i18n import N_
from store.calendar import Calendar, Span
from store.demands import LawTerm, Objections
from store.methodology import Methodology

NO_RULES = N_(
    "{law}: the act, as far as it is at hand, does not say how its results are objected to; nothing can be registered under it"
)


@dataclass(frozen=True)
class Rules:
    """The rules of an edition with the working days of the country."""

    edition: Methodology
    held: Objections
    calendar: Calendar

    def term(self, name: str) -> LawTerm:
        """One of the four terms: ``term``, ``notice``, ``decide`` or ``forward``."""
        wanted = getattr(self.held, name)
        return next(term for term in self.edition.demands.terms if term.id == wanted)

    def last(self, name: str, event: date) -> date:
        """The last day of such a term; the day of the event itself is not counted."""
        after = self.term(name).due.after
        assert after is not None  # noqa: S101 - proved when the edition was read
        return self.calendar.end_of(Span(days=after.days, count=after.count), event)


def rules_of(edition: Methodology, calendar: Calendar) -> Rules:
    """The rules of an edition.

    :param calendar: the working days of the country. :raises WrongUse: an act that says nothing of objections.
    """
    held = edition.demands.objections
    if held is None:
        raise WrongUse(NO_RULES, law=f"{edition.id} {edition.edition}")
    return Rules(edition, held, calendar)
