"""Questions put to the head of the body in the blog are answered, and in time.

What it checks
    Questions of the period in the blog of the body's head on the portal of open dialogue, and the answers published beside them, in each
    language version of the list; the days of both against the term of an answer (``answer_term``).

Applicability
    Bodies whose blog the portal holds, wherever its list of questions was read. Where nothing was asked in the period the outcome is
    ``not-applicable``.

Met when
    an answer stands beside every question of the period.

Deficiency when
    a question has no answer and its term is over. Questions answered after their term are told, and count as answered.

Left to a person when
    a question has no answer yet and its term is not over: the figure of answers then has two ends. So is everything where the list was not read,
    or not back to the first day of the period, or the body is not found on the portal.

Assumptions
    A question belongs to the period in which it was asked. The term runs from the day after; an extension of it cannot be seen on the portal.
    New questions have not been taken since 2023: then there is nothing to answer.

Law and standard
    Methodology of 2017, point 83 and appendix 12, «Доля вопросов, получивших ответы, на официальной блог-платформе».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checks.askedof import Sorted, sorted_out
from checks.dialogue import ends, listed, period_of
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.portalreading import MESSAGES, Closed, closed, left_open, on_portal
from checks.support import clip
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot

PORTAL, SOURCE = "open-dialogue", "questions"
MOST = 50


class Wanted(Options):
    """``answer_term``: the name of the term of an answer in the calendar of terms."""

    answer_term: str = "blog-question"


META = CheckMeta(
    id="blog-questions-answered",
    version="1",
    title=Message(
        kk="Бірінші басшының блогында қойылған сұрақтарға жауап берілген",
        ru="На вопросы в блоге первого руководителя даны ответы",
        en="Questions in the blog of the head of the body are answered",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Wanted,
    messages={**MESSAGES, **messages_of("blog-questions-answered")},
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each language, with the questions asked and answered."""
    for language in OFFICIAL:
        why = closed(snapshot, PORTAL, (SOURCE,), language)
        yield left_open(snapshot, PORTAL, why, language) if why is not None else _judged(snapshot, options, language)


def _judged(snapshot: Snapshot, options: Wanted, language: Language) -> Observation:
    view, period = snapshot.portal(PORTAL), period_of(snapshot)
    assert view is not None  # noqa: S101 - closed() tells a portal that was not read
    questions = listed(view, "question", language)
    if not questions.reaches(period.first):
        return left_open(snapshot, PORTAL, Closed("cut", "beyond-budget", questions.items[-1].url), language)
    asked = questions.within(period.first, period.until, sure=False)
    return _told(snapshot, view, language, asked, sorted_out(snapshot, options.answer_term, asked))


def _told(snapshot: Snapshot, view: PortalView, language: Language, asked: Sequence[ItemRecord], found: Sorted) -> Observation:
    outcome, message = _outcome(asked, found)
    standing = [one for one in view.sources if one.source == SOURCE and one.lane == language and one.body in ("", view.body)]
    facts: dict[str, Any] = {
        "asked": str(len(asked)),
        "answered": ends(len(found.answered), len(found.answered) + len(found.pending)),
        "late": _lines(found.late),
        "overdue": _lines(found.overdue),
        "pending": _lines(found.pending),
        "up_to": period_of(snapshot).until.isoformat(),
    }
    costly = [*found.overdue, *found.pending, *found.late]
    return on_portal(
        snapshot,
        view,
        outcome,
        message,
        url=next((item.url for item in costly), standing[0].url if standing else view.plan.body.sites[0].url),
        subject="questions",
        language=language,
        count=len(found.overdue) if outcome is Outcome.DEFICIENCY else 0,
        facts=facts,
        proofs=[*costly, *standing, *asked],
        basis={"list": [[one.url, one.items] for one in standing], **facts},
        quote=next((clip(str(item.facts.get("text", ""))) for item in costly), ""),
        needs_review=bool(found.pending),
        pages=dict.fromkeys(item.url for item in asked[:MOST]),
    )


def _outcome(asked: Sequence[ItemRecord], found: Sorted) -> tuple[Outcome, str]:
    if not asked:
        return Outcome.NOT_APPLICABLE, "nothing-asked"
    if found.overdue:
        return Outcome.DEFICIENCY, "unanswered"
    return (Outcome.UNVERIFIED, "pending") if found.pending else (Outcome.MET, "answered")


def _lines(items: Sequence[ItemRecord]) -> list[str]:
    return [f"{item.day} № {item.key} {clip(str(item.facts.get('text', '')), 120)}".strip() for item in items[:MOST]]
