"""Drafts of legal acts that the audited body put on the portal of open legal acts within the period, as its lists and cards tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from checks.derived import derived
from checks.letters import DEGRADED, words
from checks.portalreading import Closed, closed
from store.base import OFFICIAL, Language
from store.calendar import DAY, period_days
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot
from store.zone import ASTANA, day_told

PORTAL = "open-npa"
LISTS = ("active", "archive", "consultative", "consultative-archive")
REGULATORY = ("arv", "arv-archive")
CARD = "card"
# A title of fewer words, or with fewer words that only Kazakh spells so, is not told to be in one language.
FEWEST_WORDS = 4
FEWEST_KAZAKH = 2
# So many words at its beginning tell a comment from others; what is stored of a long one ends within a word.
TOLD = 40


class Draft(NamedTuple):
    """One draft: what lists and card say of it in each language. ``lines`` are never empty."""

    key: str
    lines: dict[Language, ItemRecord]
    cards: dict[Language, ItemRecord]
    consultative: bool

    @property
    def any(self) -> ItemRecord:
        """A line of it, in Russian where there is one."""
        return self.lines.get("ru") or next(iter(self.lines.values()))

    @property
    def kind(self) -> str:
        """The portal's code of its kind of act, «» where no language tells it."""
        return next((str(line.facts["type"]) for line in (self.any, *self.lines.values()) if line.facts.get("type")), "")

    @property
    def created(self) -> str:
        """The day it was created, ISO."""
        return self.any.day

    @property
    def until(self) -> str:
        """The last day of its public discussion, ISO, «» where the portal tells none."""
        return str(self.any.facts.get("until") or "")

    def title(self, language: Language) -> str:
        """Its title in that language, «» where it is not listed in it."""
        line = self.lines.get(language)
        return line.title.strip() if line is not None else ""

    def records(self, language: Language) -> tuple[ItemRecord, ...]:
        """Its line and its card in that language."""
        return tuple(one for one in (self.lines.get(language), self.cards.get(language)) if one is not None)

    def url(self, language: Language) -> str:
        """Where a reader finds it: the card where it was read, else the list."""
        found = self.cards.get(language) or self.lines.get(language) or self.any
        return found.url


def hindrance(snapshot: Snapshot, language: Language, *, regulatory: bool = False) -> Closed | None:
    """Why nothing can be said of the body's drafts in one language; None where all lists were read."""
    return closed(snapshot, PORTAL, (*LISTS, *(REGULATORY if regulatory else ())), language)


def other_hindrance(snapshot: Snapshot, language: Language, *, regulatory: bool = False) -> Closed | None:
    """Why drafts that stand in the lists of the other language alone are not known; None where those lists were read."""
    return hindrance(snapshot, _other(language), regulatory=regulatory)


def _other(language: Language) -> Language:
    return "ru" if language == "kk" else "kk"


@derived
def drafts(snapshot: Snapshot) -> tuple[Draft, ...]:
    """All drafts of the body created in the period of the audit and not later than its day, by day and number."""
    view = snapshot.portal(PORTAL)
    if view is None or view.body is None:
        return ()
    first, last = period_days(snapshot.plan.period)
    ends = first.isoformat(), min(last, snapshot.plan.as_of).isoformat()
    lines: dict[str, dict[Language, ItemRecord]] = defaultdict(dict)
    consultative: set[str] = set()
    for line in view.items("draft", view.body):
        if line.language in OFFICIAL and ends[0] <= line.day <= ends[1]:
            lines[line.key].setdefault(line.language, line)
            if line.source.startswith("consultative"):
                consultative.add(line.key)
    cards = _cards(view)
    found = [Draft(key, dict(told), cards.get(key, {}), key in consultative) for key, told in lines.items()]
    return tuple(sorted(found, key=lambda draft: (draft.created, draft.key)))


def _cards(view: PortalView) -> dict[str, dict[Language, ItemRecord]]:
    found: dict[str, dict[Language, ItemRecord]] = defaultdict(dict)
    for card in view.items("card", view.body):
        if card.language in OFFICIAL:
            known = found[card.key].get(card.language)
            # The card itself goes before those of its tabs.
            if known is None or len(card.url) < len(known.url):
                found[card.key][card.language] = card
    return found


def of_kinds(found: Iterable[Draft], kinds: tuple[str, ...], others: tuple[str, ...]) -> Iterator[tuple[Draft, bool]]:
    """Drafts of these kinds, or of all but ``others`` where none are named; each with whether its kind is told.

    :param kinds: the portal's codes; what the portal lists as consultative is of the consultative kinds whatever its code.
    """
    for draft in found:
        kind = draft.kind
        if not kind and not draft.consultative:
            yield draft, False
        elif (kind in kinds or draft.consultative) if kinds else (kind not in others and not draft.consultative):
            yield draft, True


def is_fresh(view: PortalView, draft: Draft) -> bool:
    """Whether a draft was created on the day of the reading or the day before: one list may have been read before it came, another one after."""
    capture = view.capture(draft.any.capture_id)
    return capture is not None and draft.created >= (capture.requested_at.astimezone(ASTANA).date() - DAY).isoformat()


def cards_unread(view: PortalView, unread: list[Draft], language: Language) -> Closed:
    """Why cards of drafts were not read: what the reading says of cards, else that nobody asked for them.

    :param unread: the drafts, one at least.
    """
    fault = next(iter(view.unread(CARD, language=language)), None)
    if fault is None:
        return Closed("unread", "unread", unread[0].url(language))
    return Closed(fault.state, fault.why or fault.state, fault.url or unread[0].url(language), fault.capture_id)


@derived
def comments(snapshot: Snapshot) -> dict[tuple[str, Language], tuple[ItemRecord, ...]]:
    """Comments by the number of the card and the language of the page that shows them, each once."""
    view = snapshot.portal(PORTAL)
    found: dict[tuple[str, Language], dict[str, ItemRecord]] = defaultdict(dict)
    for one in view.items("comment", view.body) if view is not None and view.body is not None else ():
        if one.language in OFFICIAL:
            found[str(one.facts["card"]), one.language].setdefault(one.key, one)
    return {key: tuple(told.values()) for key, told in found.items()}


def whole(draft: Draft, shown: tuple[ItemRecord, ...], language: Language) -> bool:
    """Whether all comments of a draft were read: as many entries as the portal counts, in whatever language it counts most."""
    records = [*draft.lines.values(), *draft.cards.values()]
    told = [record.facts.get("comments") for record in records]
    if any(number is None for number in told):
        return False
    counted = max((int(number) for number in told if number is not None), default=0)
    judged = max(
        (int(record.facts.get("accepted") or 0) + int(record.facts.get("refused") or 0) for record in records), default=0
    )
    entries = sum(1 + len(one.facts["answers"]) + int(one.facts["replies"]) for one in shown)
    return counted == 0 or (language in draft.cards and entries >= counted and len(shown) >= judged)


@derived
def reports(snapshot: Snapshot) -> dict[tuple[str, Language], tuple[tuple[str, str], ...]]:
    """Comments with their answers that reports on discussions tell, by the number of the card and the language of the page."""
    view = snapshot.portal(PORTAL)
    found: dict[tuple[str, Language], tuple[tuple[str, str], ...]] = {}
    for one in view.items("report") if view is not None else ():
        if one.language in OFFICIAL:
            found[one.key, one.language] = tuple((str(row["text"]), str(row["answer"])) for row in one.facts["rows"])
    return found


def reported(snapshot: Snapshot, draft: Draft, comment: ItemRecord, language: Language) -> bool | None:
    """Whether the report on a draft's discussion answers a comment; None where a report is offered and was not read, or holds other comments
    but not this one in the same words."""
    card = draft.cards.get(language)
    rows = reports(snapshot).get((draft.key, language))
    if rows is None:
        return None if card is not None and card.facts.get("report") else False
    said = words(str(comment.facts["text"]))[:TOLD]
    found = [answer for text, answer in rows if f" {' '.join(said)} " in f" {' '.join(words(text))} "]
    return any(answer.strip() for answer in found) if found or not rows else None


def spoken(snapshot: Snapshot, text: str) -> Language | None:
    """The one official language that a text is certainly in, by the letters of its words; None where that is not certain."""
    every = words(text)
    said = [word for word in every if word.isalpha() and len(word) > 2]
    if len(said) < FEWEST_WORDS:
        return None
    kazakh = sum(1 for word in said if not DEGRADED.keys().isdisjoint(word))
    if kazakh >= FEWEST_KAZAKH and kazakh * 4 >= len(said):
        return "kk"
    return "ru" if not kazakh and not set(snapshot.lexicon("drafts").phrases("russian")).isdisjoint(every) else None


def is_copy(snapshot: Snapshot, draft: Draft, language: Language) -> bool:
    """Whether a draft bears in this language the very title of the other one, and that title is certainly in the other language."""
    other = _other(language)
    mine, theirs = draft.title(language), draft.title(other)
    return bool(mine) and words(mine) == words(theirs) and spoken(snapshot, mine) == other


def may_be_copy(snapshot: Snapshot, draft: Draft, language: Language) -> bool:
    """Whether a title is certainly in the other language, whose lists were not read, so that nobody can hold it against the other one."""
    strange = spoken(snapshot, draft.title(language)) == _other(language)
    return strange and _other(language) not in draft.lines and other_hindrance(snapshot, language) is not None


def open_at(draft: Draft, as_of: date) -> bool:
    """Whether the draft may still be discussed on that day."""
    card = next(iter(draft.cards.values()), None)
    online = day_told(str(card.facts.get("online_to") or "")) if card is not None else ""
    return max(draft.until, online) >= as_of.isoformat()
