"""The blog of an organisation's head on the portal of open dialogue: whether there is one, and how its questions were answered."""

from __future__ import annotations

from typing import Any

from checks.askedof import sorted_out
from checks.dialogue import ends, listed, period_of
from checks.oneorganisation import QUASI_STATE, STATE_INSTITUTION, WHOLLY_OWNED, figures
from checks.portalreading import Closed, closed, left_open, on_portal
from checks.support import on_site
from store.base import Language
from store.findings import Observation, Outcome
from store.portalview import BODY, PortalView
from store.snapshot import Snapshot

PORTAL, QUESTIONS, PAGE, LIST = "open-dialogue", "questions", "blog", "blogs"
MOST = 40


def _is(snapshot: Snapshot, *traits: str) -> bool:
    return bool(set(traits) & set(snapshot.plan.body.traits))


def blog(snapshot: Snapshot, language: Language) -> Observation:
    """Whether the head has a blog there; by the list of blogs nobody is charged for whom the platform is not meant."""
    view = snapshot.portal(PORTAL)
    told = None if view is None or view.body is None else _found(snapshot, view, language)
    if told is not None:
        return told
    why = closed(snapshot, PORTAL, (PAGE,), language) or Closed("unread", "unread", snapshot.plan.body.sites[0].url)
    return left_open(snapshot, PORTAL, why, language)


def _found(snapshot: Snapshot, view: PortalView, language: Language) -> Observation | None:
    """What the blog's page or the list of blogs says; None where neither was read."""
    page = next(view.items("blog", body=view.body, language=language), None)
    if page is not None:
        facts = {**figures(Outcome.MET), "head": page.title, "blog": page.key}
        return on_portal(snapshot, view, Outcome.MET, "blog-found", url=page.url, subject="blog", language=language, facts=facts,
                         proofs=[page])  # fmt: skip
    blogs = [] if view.unread(LIST, language=language) else list(view.items(BODY, language=language))
    if not blogs or any(item.key == view.body for item in blogs):
        return None
    outcome = Outcome.MISSING if _is(snapshot, QUASI_STATE) else Outcome.UNVERIFIED
    return on_portal(
        snapshot,
        view,
        outcome,
        "blog-none" if outcome is Outcome.MISSING else "blog-unclear",
        url=blogs[0].url,
        subject="blog",
        language=language,
        facts={**figures(outcome), "blog": view.body, "blogs": len(blogs)},
        proofs=blogs,
        basis={"sought": view.body, "blogs": sorted({item.key for item in blogs})},
        needs_review=outcome is Outcome.UNVERIFIED,
    )


def answers(snapshot: Snapshot, term: str, language: Language) -> Observation:
    """The questions of the period and their answers; ``term`` is the name of the term of an answer in the calendar of terms."""
    basis = {"organisation": snapshot.plan.body.code, "traits": sorted(snapshot.plan.body.traits)}
    if _is(snapshot, STATE_INSTITUTION, WHOLLY_OWNED):
        return on_site(snapshot, Outcome.NOT_APPLICABLE, "not-asked-of", subject="answers", basis=basis, language=language)
    if not _is(snapshot, QUASI_STATE):
        return on_site(snapshot, Outcome.UNVERIFIED, "form-unknown", subject="answers", basis=basis, language=language)
    view, why = snapshot.portal(PORTAL), closed(snapshot, PORTAL, (QUESTIONS,), language)
    if why is None and view is not None:
        questions = listed(view, "question", language)
        if questions.reaches(period_of(snapshot).first):
            return _told(snapshot, view, term, language)
        why = Closed("cut", "beyond-budget", questions.items[-1].url)
    assert why is not None  # noqa: S101 - without a view there is a reason
    return left_open(snapshot, PORTAL, why, language)


def _told(snapshot: Snapshot, view: PortalView, term: str, language: Language) -> Observation:
    period = period_of(snapshot)
    asked = listed(view, "question", language).within(period.first, period.until, sure=False)
    found = sorted_out(snapshot, term, asked)
    costly = [*found.overdue, *found.pending]
    outcome = Outcome.DEFICIENCY if found.overdue else Outcome.UNVERIFIED if found.pending else Outcome.MET
    message = {Outcome.DEFICIENCY: "unanswered", Outcome.UNVERIFIED: "pending"}.get(outcome, "answered")
    standing = [one for one in view.sources if one.source == QUESTIONS and one.lane == language and one.body in ("", view.body)]
    facts: dict[str, Any] = {
        "questions": str(len(asked)),
        "answered": ends(len(found.answered), len(found.answered) + len(found.pending)),
        "up_to": period.until.isoformat(),
    }
    return on_portal(
        snapshot,
        view,
        outcome,
        message,
        url=next((item.url for item in costly), standing[0].url if standing else view.plan.body.sites[0].url),
        subject="answers",
        language=language,
        count=len(found.overdue),
        facts=facts,
        proofs=[*costly, *standing, *asked],
        basis={"list": [[one.url, one.items] for one in standing], **facts},
        needs_review=bool(found.pending),
        pages=tuple(dict.fromkeys(item.url for item in asked))[:MOST],
    )
