"""How much each source of a portal yielded, in each language and, where its addresses tell them, for each body: added up from the ledger
and from what the answers amounted to, so that it can be counted again from what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from crawler.portals.reading.seam import SourceRules
from crawler.portals.reading.whole import Place
from store.harvest import READ, Ledger, LedgerEntry, Reason
from store.items import ItemRecord, SourceRecord

REFUSED, FAILED, CUT, SHORT, UNREAD, DONE = "refused", "failed", "cut", "short", "unread", "read"
# The first that is true of any answer is true of the source.
ORDER = (REFUSED, FAILED, CUT, SHORT)
REFUSING = frozenset({Ledger.BLOCKED, Ledger.ROBOTS, Ledger.REFUSED})
WAITING = frozenset({Ledger.BEYOND_BUDGET, Ledger.QUEUED})
MORE = "more than ever"
EVERY = "*"

Key = tuple[str, str, str]


@dataclass
class Tally:
    """What is known of one source in one lane for one body. ``own`` are the items that do not merely name a state body; ``faults``
    are the first of each state: why, address, capture."""

    asked: int = 0
    answered: int = 0
    told: int = 0
    items: int = 0
    own: int = 0
    total: int | None = None
    capture_id: str = ""
    url: str = ""
    faults: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def fault(self, state: str, why: str, url: str, capture_id: str) -> None:
        """Notes a fault; the first of a state stays."""
        self.faults.setdefault(state, (why, url, capture_id))


def sources(place: Place, entries: Iterable[LedgerEntry], answers: Iterable[ItemRecord]) -> list[SourceRecord]:
    """The standing of every source that the portal's file names, by source, lane and body.

    :param entries: the whole ledger of the reading.
    :param answers: the items of kind ``store.items.ANSWER``, one for each answer that was read.
    """
    tallies: dict[Key, Tally] = {}
    for entry in entries:
        _note_entry(place, tallies, entry)
    for answer in answers:
        _note_answer(tallies, answer)
    for tally in tallies.values():
        if tally.told < tally.answered:
            tally.fault(FAILED, UNREAD, tally.url, tally.capture_id)
    _hold_to_least(place, tallies)
    found = [_record(place, key, tally) for key, tally in tallies.items()]
    return sorted([*found, *_never(place, found)], key=lambda one: (one.source, one.lane, one.body))


def _note_entry(place: Place, tallies: dict[Key, Tally], entry: LedgerEntry) -> None:
    question = place.question(entry.url, entry.lane)
    if question is None:
        return
    tally = tallies.setdefault((question.source, entry.lane, question.body), Tally())
    tally.asked += entry.ledger not in WAITING
    if not tally.url:
        tally.url, tally.capture_id = entry.url, entry.capture_id or ""
    if entry.ledger in READ:
        tally.answered += 1
    elif entry.ledger in REFUSING:
        tally.fault(REFUSED, entry.said or entry.ledger.value, entry.url, entry.capture_id or "")
    elif entry.ledger in WAITING:
        tally.fault(CUT, entry.said or Reason.TIME.value, entry.url, entry.capture_id or "")
    elif entry.ledger is not Ledger.REDIRECTED or not _led_on(place, entry):
        tally.fault(FAILED, entry.said or entry.ledger.value, entry.url, entry.capture_id or "")


def _led_on(place: Place, entry: LedgerEntry) -> bool:
    return bool(entry.redirect_to) and place.question(entry.redirect_to or "", entry.lane) is not None


def _note_answer(tallies: dict[Key, Tally], answer: ItemRecord) -> None:
    tally = tallies.setdefault((answer.source, answer.lane, answer.body), Tally())
    facts: dict[str, Any] = answer.facts
    tally.told += 1
    if facts["failed"]:
        state = REFUSED if facts["failed"] == Ledger.BLOCKED.value else FAILED
        tally.fault(state, facts["why"], answer.url, answer.capture_id)
        return
    tally.items += facts["items"]
    tally.own += facts["items"] - facts.get("bodies", 0)
    if facts["total"] is not None:
        tally.total = max(tally.total or 0, facts["total"])
    for name in facts["lacking"]:
        tally.fault(SHORT, f"field: {name}", answer.url, answer.capture_id)


def _hold_to_least(place: Place, tallies: dict[Key, Tally]) -> None:
    """Marks what yielded less than it must. A source that is not counted by body is counted whole; where the reading is for some bodies
    only and the addresses tell whose they are, nobody knows how much that should be."""
    sums, own = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for (source, lane, _), tally in tallies.items():
        sums[source, lane] += tally.items
        own[source, lane] += tally.own
    for (source, lane, body), tally in tallies.items():
        rule = place.rule(source)
        if rule is None:
            continue
        if not place.bodies and own[source, lane] < rule.in_all:
            tally.fault(SHORT, _too_few(own[source, lane], rule.in_all), tally.url, tally.capture_id)
        if body and place.bodies and not rule.per_body:
            continue
        yielded = tally.items if rule.per_body else sums[source, lane]
        if yielded < rule.least:
            tally.fault(SHORT, _too_few(yielded, rule.least), tally.url, tally.capture_id)


def _too_few(items: int, least: int) -> str:
    return f"items: {items} < {least}"


def _record(place: Place, key: Key, tally: Tally) -> SourceRecord:
    source, lane, body = key
    rule = place.rule(source)
    state = next((state for state in ORDER if state in tally.faults), DONE)
    why, url, capture_id = tally.faults.get(state, ("", tally.url, tally.capture_id))
    if state == DONE and rule is not None and rule.most is not None and tally.items > rule.most:
        why = f"{MORE}: {tally.items} > {rule.most}"
    return SourceRecord(
        capture_id=capture_id,
        url=url,
        lane=lane,
        language=place.language(lane),
        portal=place.rules.portal,
        source=source,
        body=body,
        state=state,
        why=why,
        asked=tally.asked,
        answered=tally.answered,
        items=tally.items,
        least=rule.least if rule is not None else 0,
        total=tally.total,
    )


def _never(place: Place, found: list[SourceRecord]) -> list[SourceRecord]:
    """Sources that nothing led to. Where all others of a lane were read there was nothing to ask for; else nobody knows.

    The list of the state bodies is not missed where the reading is for bodies whose names are known.
    """
    lanes = sorted({one.lane for one in found}) or [EVERY]
    asked = {(one.source, one.lane) for one in found}
    spoken = {one.source for one in found if one.language is not None}
    out = []
    for name, rule in place.rules.sources.items():
        if place.bodies and name in place.rules.directory:
            continue
        for lane in lanes:
            if {(name, lane), (name, EVERY)} & asked or (lane == EVERY and name in spoken):
                continue
            broken = [one for one in found if one.lane in (lane, EVERY) and one.state != DONE and not _optional(place, one)]
            whole = bool(found) and not broken and not place.sources
            out.append(_unasked(place, name, rule, lane, whole))
    return out


def _unasked(place: Place, name: str, rule: SourceRules, lane: str, whole: bool) -> SourceRecord:
    least = rule.least if place.bodies else max(rule.least, rule.in_all)
    state = (DONE if least == 0 else SHORT) if whole else UNREAD
    return SourceRecord(
        capture_id="",
        url="",
        lane=lane,
        language=place.language(lane),
        portal=place.rules.portal,
        source=name,
        state=state,
        why=_too_few(0, least) if state == SHORT else "",
        least=least,
    )


def _optional(place: Place, one: SourceRecord) -> bool:
    rule = place.rule(one.source)
    return rule is not None and rule.optional
