"""Messages of users on drafts of acts and on budgets, as their portals show them, whatever language version shows them."""

from __future__ import annotations

from typing import Any, NamedTuple

from checks import budgets
from checks.budgets import books, day_of, hindered, stages_of, year_of
from checks.drafts import PORTAL, Draft, cards_unread, comments, drafts, hindrance, of_kinds, open_at, reported, whole
from checks.portalreading import Closed
from store.base import OFFICIAL, Language
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot

Span = tuple[int, int]
ACTS, BUDGETS = "acts", "budgets"


class Voice(NamedTuple):
    """One message: where it came in, its record, its words, the day, the body's own mark, and whether it was answered and accepted, at both ends."""

    source: str
    item: ItemRecord
    text: str
    day: str
    verdict: str
    answered: Span
    accepted: Span


class Heard(NamedTuple):
    """The messages of one portal, or why they are not known."""

    source: str
    portal: str
    voices: tuple[Voice, ...]
    why: Closed | None = None


def on_acts(snapshot: Snapshot, others: tuple[str, ...]) -> Heard:
    """Messages on drafts of legal acts that were put up in the period.

    :param others: the portal's codes of what is no draft of an act.
    """
    why = next((why for one in OFFICIAL if (why := hindrance(snapshot, one)) is not None), None)
    if why is not None:
        return Heard(ACTS, PORTAL, (), why)
    found: dict[str, Voice] = {}
    unread: list[Draft] = []
    for draft, _ in of_kinds(drafts(snapshot), (), others):
        shown: dict[Language, tuple[ItemRecord, ...]] = {one: comments(snapshot).get((draft.key, one), ()) for one in OFFICIAL}
        if not any(whole(draft, shown[one], one) for one in OFFICIAL):
            unread.append(draft)
        for language in OFFICIAL:
            for item in shown[language]:
                found[item.key] = _joined(found.get(item.key), _of_draft(snapshot, draft, item))
    view = snapshot.portal(PORTAL)
    if unread and view is not None:
        return Heard(ACTS, PORTAL, tuple(found.values()), cards_unread(view, unread, "ru"))
    return Heard(ACTS, PORTAL, tuple(found.values()))


def _of_draft(snapshot: Snapshot, draft: Draft, item: ItemRecord) -> Voice:
    language: Language = "kk" if item.language == "kk" else "ru"
    sure = bool(item.facts["answers"]) or reported(snapshot, draft, item, language)
    perhaps = sure is None or (not sure and open_at(draft, snapshot.plan.as_of))
    verdict = str(item.facts.get("verdict") or "")
    accepted = (1, 1) if verdict == "accepted" else (0, 0) if verdict == "refused" else (0, 1)
    answered = (int(bool(sure)), int(bool(sure) or perhaps))
    return Voice(ACTS, item, str(item.facts["text"]), item.day or str(item.facts["said"]), verdict, answered, accepted)


def _joined(one: Voice | None, other: Voice) -> Voice:
    """A message that both language versions show: an answer or a mark in either is one."""
    if one is None:
        return other
    marked = one if one.verdict else other
    answered = (max(one.answered[0], other.answered[0]), max(one.answered[1], other.answered[1]))
    return one._replace(answered=answered, verdict=marked.verdict, accepted=marked.accepted)


def on_budgets(snapshot: Snapshot) -> Heard:
    """Messages of the assessed year on drafts of budget programmes and on reports."""
    portal = budgets.PORTAL
    found: dict[str, Voice] = {}
    for language in OFFICIAL:
        why = hindered(snapshot, budgets.PROGRAMMES, language)
        hidden = [one for one in stages_of(snapshot, language, "project", "report") if not one.facts.get("comments_shown")]
        if why is not None or hidden:
            return Heard(BUDGETS, portal, (), why or Closed("short", "comments-not-shown", hidden[0].url, hidden[0].capture_id))
        for item in books(snapshot, language).comments:
            day, stage = day_of(item), item.facts.get("stage")
            if stage in ("project", "report") and (day is None or (day.year == year_of(snapshot) and day <= snapshot.plan.as_of)):
                found[item.key] = _joined(found.get(item.key), _of_budget(item))
    return Heard(BUDGETS, portal, tuple(found.values()))


def _of_budget(item: ItemRecord) -> Voice:
    answered = int(bool(item.facts.get("answered")))
    return Voice(BUDGETS, item, str(item.facts.get("text", "")), item.day, "", (answered, answered), (0, 1))


def view_of(snapshot: Snapshot, heard: Heard) -> PortalView | None:
    """The reading that messages come from."""
    return snapshot.portal(heard.portal)


def basis_of(heard: tuple[Heard, ...]) -> dict[str, Any]:
    """What was gone through, to be kept beside a finding."""
    return {one.source: [voice.item.key for voice in one.voices] for one in heard}
