"""The frontier of a portal holds a few waiting addresses; the database holds the others, and none is lost or asked twice."""

from __future__ import annotations

from crawler.books.frontier import Key, Target
from crawler.books.lean import LeanFrontier
from store.harvest import Kind, Ledger, LedgerEntry

ROOT = "https://portal.example"
HELD = 3


class Stored:
    """The ledger of the database, written as the recorder writes it."""

    def __init__(self) -> None:
        self.lines: dict[Key, LedgerEntry] = {}
        self.frontier = LeanFrontier(self.bring, HELD)
        # Captures that are not committed yet.
        self.held: set[str] = set()

    def bring(self, most: int) -> list[LedgerEntry]:
        self.commit()
        waiting = [one for one in self.lines.values() if one.ledger is Ledger.QUEUED]
        return sorted(waiting, key=lambda one: (one.depth, one.url, one.lane))[:most]

    def commit(self) -> None:
        for entry in self.frontier.take_changes(self.held)[0]:
            self.lines[entry.url, entry.lane] = entry


def target(number: int, depth: int = 0) -> Target:
    return Target(f"{ROOT}/{number:03}", "kk", depth, None)


def line(of: Target, ledger: Ledger = Ledger.FETCHED) -> LedgerEntry:
    return LedgerEntry(url=of.url, lane=of.lane, ledger=ledger, kind=Kind.INTERFACE, depth=of.depth)


def drained(stored: Stored, ask: int = 10**6) -> list[str]:
    """Asks up to so many addresses; what is asked, in its order."""
    asked = []
    while len(asked) < ask and (found := stored.frontier.next_page()) is not None:
        asked.append(found.url)
        stored.frontier.put(line(found))
    return asked


def test_what_was_committed_is_forgotten_and_known() -> None:
    stored = Stored()
    one, two = target(1), target(2)
    stored.frontier.add(one)
    stored.frontier.add(two)
    assert stored.frontier.next_page() == one
    stored.frontier.put(line(one))
    stored.commit()
    assert set(stored.lines) == {(one.url, "kk"), (two.url, "kk")}
    assert set(stored.frontier.entries) == {(two.url, "kk")}
    stored.frontier.add(one)
    assert (stored.frontier.known(one.url, "kk"), stored.frontier.waits(one.url, "kk")) == (True, False)
    assert drained(stored) == [two.url]
    assert stored.frontier.sizes[Ledger.FETCHED] == 2
    assert stored.frontier.sizes[Ledger.QUEUED] == 0


def test_so_many_wait_in_memory_and_each_is_asked_once_whenever_it_is_committed() -> None:
    stored = Stored()
    for number in range(50):
        stored.frontier.add(target(number))
        stored.frontier.add(target(number))
        if number % 7 == 0:
            stored.commit()
    stored.commit()
    assert len(stored.frontier.entries) == HELD
    assert stored.frontier.waiting == stored.frontier.sizes[Ledger.QUEUED] == 50
    first = stored.frontier.next_page()
    assert first == target(0)
    # While one is being asked others are brought: it does not come twice.
    assert first.url not in drained(stored)
    stored.frontier.put(line(first))
    stored.commit()
    assert {one.ledger for one in stored.lines.values()} == {Ledger.FETCHED}
    assert len(stored.lines) == stored.frontier.sizes[Ledger.FETCHED] == 50
    assert stored.frontier.entries == {}
    assert stored.frontier.waiting == 0


def test_what_waits_in_the_database_may_be_classed_before_its_turn() -> None:
    stored = Stored()
    for number in range(10):
        stored.frontier.add(target(number))
    stored.commit()
    late = target(9)
    assert stored.frontier.waits(late.url, late.lane)
    stored.frontier.put(line(late, Ledger.UNCHANGED))
    assert not stored.frontier.waits(late.url, late.lane)
    assert late.url not in drained(stored)
    stored.commit()
    assert stored.lines[late.url, "kk"].ledger is Ledger.UNCHANGED
    assert stored.frontier.sizes[Ledger.QUEUED] == 0


def test_after_a_kill_only_what_waits_is_asked() -> None:
    stored = Stored()
    for number in range(20):
        stored.frontier.add(target(number, depth=number % 2))
    before = drained(stored, 5)
    stored.commit()
    again = Stored()
    again.lines = stored.lines
    again.frontier.load(again.lines.values())
    assert again.frontier.waiting == 15
    again.frontier.add(target(0))
    after = drained(again)
    assert not set(before) & set(after)
    assert len(before) + len(after) == len({*before, *after}) == 20
    depths = {one.url: one.depth for one in again.lines.values()}
    assert [depths[url] for url in after] == sorted(depths[url] for url in after)


def test_the_rest_is_told_wherever_it_waits() -> None:
    stored = Stored()
    for number in range(12):
        stored.frontier.add(target(number))
    stored.commit()
    drained(stored, 1)
    for entry in stored.frontier.rest():
        stored.frontier.put(entry.model_copy(update={"ledger": Ledger.BEYOND_BUDGET, "reason": "time"}))
    stored.commit()
    assert stored.frontier.sizes[Ledger.BEYOND_BUDGET] == 11
    assert [one.url for one in stored.lines.values() if one.ledger is Ledger.QUEUED] == []


def test_what_rests_on_an_answer_that_waits_is_not_asked_again_meanwhile() -> None:
    stored = Stored()
    for number in range(8):
        stored.frontier.add(target(number))
    stored.commit()
    last = line(target(7)).model_copy(update={"capture_id": "list"})
    stored.held.add("list")
    stored.frontier.put(last)
    assert drained(stored) == [target(number).url for number in range(7)]
    assert stored.lines[last.url, last.lane].ledger is Ledger.QUEUED
    stored.held.clear()
    stored.commit()
    assert stored.lines[last.url, last.lane] == last
    assert stored.frontier.sizes[Ledger.QUEUED] == 0
