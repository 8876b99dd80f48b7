"""The terms of the acts as an iCalendar file (RFC 5545), for the calendar program of whoever keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from reports.citing import named_place
from reports.demands import actor, by_words
from reports.explain import own
from reports.i18n import t
from store.methodology import Methodology
from store.terms import Dated

PRODUCT = "-//openness//calendar//"
DOMAIN = "openness"
REMIND = timedelta(days=-7)
SHORT = 120


def calendar_ics(found: Sequence[tuple[Methodology, Iterable[Dated]]], as_of: date, language: str) -> bytes:
    """The terms that have a day, each a whole day of the calendar with a reminder a week before.

    :param found: editions with their terms, as ``openness.yearly.between`` gives them.
    :param as_of: the day on which the calendar is made; the same day gives the same bytes.
    :param language: language of the texts.
    :returns: the file. An entry keeps its id, so that a later file renews it instead of adding a second one.
    """
    file = Calendar()
    file.add("prodid", PRODUCT + language.upper())
    file.add("version", "2.0")
    file.add("x-wr-calname", t("Terms of openness", language))
    stamp = datetime.combine(as_of, time(), UTC)
    for edition, terms in found:
        for one in terms:
            if one.last is not None:
                file.add_component(_entry(edition, one, one.last, stamp, language))
    return bytes(file.to_ical())


def _entry(edition: Methodology, one: Dated, last: date, stamp: datetime, language: str) -> Event:
    text = own(one.term.text, language)
    entry = Event()
    entry.add("uid", f"{_key(one, last)}@{DOMAIN}")
    entry.add("dtstamp", stamp)
    entry.add("dtstart", last)
    entry.add("dtend", last + timedelta(days=1))
    entry.add("summary", f"{actor(one.term, language)}: {_short(text)}")
    place = named_place(edition, one.term.rule.citation, language)
    entry.add("description", "\n".join((text, by_words(edition, one, language), place)))
    entry.add("transp", "TRANSPARENT")
    entry.add_component(_reminder(text))
    return entry


def _key(one: Dated, last: date) -> str:
    """What is the same entry when the calendar is made again: the term with what it is about, never the day, which may be moved."""
    about = one.about or (one.event.isoformat() if one.event else str(last.year))
    return f"{one.term.id}:{about}".replace(":", ".")


def _reminder(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _short(text))
    alarm.add("trigger", REMIND)
    return alarm


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"
