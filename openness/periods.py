"""The period of an assessment: the one that the edition names, and what is told of another one."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Protocol

from reports import words
from reports.citing import place
from reports.i18n import N_, t
from reports.notes import noted
from reports.numbers import period as spoken
from store.base import Note
from store.methodology import AssessmentPeriod, PeriodKind

UNFIT = N_(
    "{id}, {edition}: the assessment period of this edition is {fits} ({place}). The period asked for, {period}, is another: what the "
    "edition counts over its period (entries, events, documents) does not fit its thresholds."
)
_KINDS: dict[str, PeriodKind] = {"H": "half-year", "Q": "quarter"}


class Edition(Protocol):
    """An edition, by its head or as a whole."""

    @property
    def id(self) -> str: ...
    @property
    def edition(self) -> str: ...
    @property
    def period(self) -> AssessmentPeriod: ...


def default_period(each: PeriodKind, as_of: date) -> str:
    """The period of this kind that holds the day, as the command line takes it."""
    if each == "half-year":
        return f"{as_of.year}-H{1 if as_of.month <= 6 else 2}"
    if each == "quarter":
        return f"{as_of.year}-Q{(as_of.month + 2) // 3}"
    return str(as_of.year)


def kind_of(period: str) -> PeriodKind:
    """What kind of period «2026», «2026-H2» or «2026-Q4» is."""
    part = period.partition("-")[2]
    return _KINDS[part[0]] if part else "year"


def told_period(edition: Edition, period: str) -> tuple[Note, ...]:
    """A note for a period that the thresholds of the edition are not made for; none for one that fits."""
    if kind_of(period) in edition.period.fits:
        return ()
    return (noted(partial(_told, edition, period)),)


def _told(edition: Edition, period: str, language: str) -> str:
    return t(
        UNFIT,
        language,
        id=edition.id,
        edition=edition.edition,
        fits=", ".join(words.word(words.PERIOD, kind, language) for kind in edition.period.fits),
        place=place(edition.period.rule.citation, language),
        period=spoken(period, language),
    )
