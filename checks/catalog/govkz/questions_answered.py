"""Questions asked in the service «Задать вопрос» of the unified platform are answered there.

What it checks
    The questions that the platform's interface gives of the audited body in each official language, by the day on which each was asked, and
    whether each bears an answer.

Applicability
    Bodies whose site lies on the unified platform.

Met when
    the interface gives its whole list, every question of the period bears an answer, and every question tells its day.

Deficiency when
    a question of the period bears no answer in the whole list. One finding for each language, with the figures of the row.

Left to a person when
    the interface turns the auditor away (``browserTicketMissing``: it answers only a session with a ticket that the page's own script fetches, and no
    ticket is made), fails, or answers in a form that is not known; its list does not say that it is whole; a question does not tell its day; or
    the body does not lie on the platform. Then the figures of the body's report count by themselves, where there are any.

Assumptions
    The names of the fields are assumed: nobody outside the platform has described what the interface answers.

Law and standard
    Order of 2025, appendix 10, table 7, row 6: «Доля вопросов, получивших ответы в сервисе "Задать вопрос" на Единой платформе интернет-ресурсов
    государственных органов».
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import home_address, moment
from checks.ticketed import Asked, Unread, answers_of
from store.base import OFFICIAL, Language
from store.calendar import period_days
from store.findings import REPORTED, Message, Observation, Outcome
from store.snapshot import Snapshot

PORTAL, INTERFACE = "gov-kz", "questions"
DAY = len("2026-11-20")

META = CheckMeta(
    id="questions-answered",
    version="1",
    title=Message(
        kk="Бірыңғай платформадағы «Сұрақ қою» сервисінің сұрақтарына жауап берілген",
        ru="На вопросы сервиса «Задать вопрос» Единой платформы даны ответы",
        en="Questions asked on the unified platform are answered",
    ),
    scope="site",
    needs=("ledger",),
    options=Options,
    messages=messages_of("questions-answered"),
)


class Counted(NamedTuple):
    """Questions of the period, those of them with an answer, and how many tell no day."""

    asked: int
    answered: int
    undated: int


def run(snapshot: Snapshot, options: Options) -> Iterator[Observation]:  # noqa: ARG001
    """Yields one observation for each official language."""
    for language in OFFICIAL:
        found = answers_of(snapshot, PORTAL, INTERFACE, language)
        yield _left(snapshot, found, language) if isinstance(found, Unread) else _judged(snapshot, found, language)


def _left(snapshot: Snapshot, found: Unread, language: Language) -> Observation:
    """What the platform did not tell is left to the body's report."""
    facts = {"state": found.state, "why": found.why, "url": found.url or home_address(snapshot), "left_to": REPORTED}
    return Observation(
        outcome=Outcome.UNVERIFIED,
        message="unread",
        url=found.url or home_address(snapshot),
        subject="questions",
        language=language,
        count=0,
        facts=facts,
        evidence=(*found.evidence, snapshot.keep(facts)),
        captured_at=found.at or moment(snapshot),
    )


def _judged(snapshot: Snapshot, found: Asked, language: Language) -> Observation:
    counted = _counted(snapshot, found)
    facts: dict[str, Any] = {"questions_seen": counted.asked, "answers_seen": counted.answered}
    if not found.whole or counted.undated:
        why = "list-not-whole" if not found.whole else "undated"
        facts |= {"state": "short", "why": why, "url": found.url, "left_to": REPORTED}
        return _told(found, Outcome.UNVERIFIED, "open", facts, language, 0)
    facts |= {"questions-asked": str(counted.asked), "questions-answered": str(counted.answered)}
    lacking = counted.asked - counted.answered
    outcome = Outcome.DEFICIENCY if lacking else Outcome.MET
    return _told(found, outcome, "unanswered" if lacking else "answered", facts, language, lacking)


def _told(found: Asked, outcome: Outcome, message: str, facts: dict[str, Any], language: Language, count: int) -> Observation:
    return Observation(
        outcome=outcome,
        message=message,
        url=found.url,
        subject="questions",
        language=language,
        count=count,
        facts=facts,
        evidence=found.evidence,
        captured_at=found.at,
    )


def _counted(snapshot: Snapshot, found: Asked) -> Counted:
    first, last = (day.isoformat() for day in period_days(snapshot.plan.period))
    mine = [one for one in found.items if one.day and first <= one.day[:DAY] <= last]
    undated = sum(1 for one in found.items if not one.day)
    return Counted(len(mine), sum(1 for one in mine if one.answer), undated)
