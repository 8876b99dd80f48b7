"""Every address of a harvest with its class, and the queue of those still to be asked, breadth first.

An address is entered in the moment it is first seen, so that nothing is asked twice; what changed since the last
commit is kept aside for the recorder.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from crawler.books.together import Bundle, together
from store.harvest import Kind, Ledger, LedgerEntry
from store.ledger import reason_known

# An address and its language lane: one line of the ledger.
Key = tuple[str, str]


class Target(NamedTuple):
    """One address to ask: ``head`` for what is only tested for life, ``hops`` redirects behind it."""

    url: str
    lane: str
    depth: int
    parent: str | None
    head: bool = False
    hops: int = 0


class Frontier:
    """The ledger in memory and the queues. ``sizes`` counts addresses by class."""

    def __init__(self) -> None:
        self.entries: dict[Key, LedgerEntry] = {}
        self._pages: deque[Target] = deque()
        self._assets: deque[Target] = deque()
        self._again: deque[Target] = deque()
        self._dirty: set[Key] = set()
        self._dropped: set[Key] = set()
        self._turns: dict[Key, list[Bundle]] = {}
        self.sizes: dict[Ledger, int] = dict.fromkeys(Ledger, 0)

    def load(self, entries: Iterable[LedgerEntry], asset: Iterable[Key] = ()) -> None:
        """Takes over a ledger from the database; what is queued there is queued again, shallow addresses first."""
        heads = set(asset)
        waiting = []
        for entry in entries:
            self.entries[(entry.url, entry.lane)] = entry
            self.sizes[entry.ledger] += 1
            if entry.ledger is Ledger.QUEUED:
                waiting.append(entry)
        for entry in sorted(waiting, key=lambda item: (item.depth, item.url, item.lane)):
            head = entry.kind is Kind.ASSET or (entry.url, entry.lane) in heads
            self._queue(Target(entry.url, entry.lane, entry.depth, entry.parent, head))

    def _queue(self, target: Target) -> None:
        queue = self._assets if target.head else self._pages
        # Where an address leads on is asked at once: it lies as deep as the address itself.
        (queue.appendleft if target.hops else queue.append)(target)

    def known(self, url: str, lane: str) -> bool:
        """Whether the address stands in the ledger."""
        return (url, lane) in self.entries

    def add(self, target: Target) -> None:
        """Queues an address seen for the first time; one that is known is left alone."""
        if (target.url, target.lane) not in self.entries:
            self.note(target)
            self._queue(target)

    def note(self, target: Target) -> None:
        """Enters an address as queued whose turn the caller sees to itself."""
        self.put(
            LedgerEntry(
                url=target.url,
                lane=target.lane,
                ledger=Ledger.QUEUED,
                kind=Kind.ASSET if target.head else Kind.NONE,
                depth=target.depth,
                parent=target.parent,
            )
        )

    def again(self, target: Target) -> None:
        """Puts an address that is known back into the queue, before all others."""
        self._again.append(target)

    @contextmanager
    def turn(self, url: str, lane: str) -> Iterator[None]:
        """What is stored within is committed with the class that the address gets within, never before it."""
        with together() as bundle:
            self._turns.setdefault((url, lane), []).append(bundle)
            yield
        self._settle((url, lane))

    def _settle(self, key: Key) -> None:
        for bundle in self._turns.pop(key, ()):
            bundle.close()

    def put(self, entry: LedgerEntry) -> None:
        """Sets the class of an address.

        :raises ValueError: the line bears a reason that nobody knows.
        """
        if not reason_known(entry.ledger, entry.reason):
            raise ValueError(
                f"{entry.url}: «{entry.reason}» is no reason of the class {entry.ledger.value}; see store.ledger.Reason"
            )
        key = (entry.url, entry.lane)
        earlier = self.entries.get(key)
        if earlier is not None:
            self.sizes[earlier.ledger] -= 1
        self.sizes[entry.ledger] += 1
        self.entries[key] = entry
        self._dirty.add(key)
        if entry.ledger is not Ledger.QUEUED:
            self._settle(key)

    def drop(self, url: str, lane: str) -> None:
        """Removes an address that was only asked to learn the language lanes and is asked again in each of them."""
        entry = self.entries.pop((url, lane), None)
        if entry is not None:
            self.sizes[entry.ledger] -= 1
            self._dirty.discard((url, lane))
            self._dropped.add((url, lane))

    def next_again(self) -> Target | None:
        """The next address that is asked once more; it was counted when it was asked first."""
        return self._again.popleft() if self._again else None

    def next_page(self, depth: int | None = None) -> Target | None:
        """The next page or document, breadth first; none when the next one lies deeper than ``depth`` clicks.

        Those that were asked out of turn in the meantime are passed over.
        """
        while self._pages and (depth is None or self._pages[0].depth <= depth):
            target = self._pages.popleft()
            if self.waits(target.url, target.lane):
                return target
        return None

    def next_asset(self) -> Target | None:
        """The next address that is only tested for life; those met as pages in the meantime are passed over."""
        while self._assets:
            target = self._assets.popleft()
            if self.waits(target.url, target.lane) and self.entries[target.url, target.lane].kind is Kind.ASSET:
                return target
        return None

    def waits(self, url: str, lane: str) -> bool:
        """Whether the address stands in the ledger and was not asked yet."""
        entry = self.entries.get((url, lane))
        return entry is not None and entry.ledger is Ledger.QUEUED

    def restart_pages(self) -> None:
        """Forgets every page of the plain lane, because the pages are to be asked in language lanes instead."""
        for (url, lane), entry in list(self.entries.items()):
            if lane == "*" and entry.kind is not Kind.ASSET and entry.ledger is not Ledger.OUT_OF_SCOPE:
                self.drop(url, lane)
        self._pages.clear()

    @property
    def waiting(self) -> int:
        """How many addresses are queued."""
        return len(self._pages) + len(self._assets) + len(self._again)

    def take_changes(self, without: Collection[str] = ()) -> tuple[list[LedgerEntry], list[Key]]:
        """Entries changed and addresses dropped since the last call, sorted.

        :param without: captures that are not committed yet; what rests on them is left for the next call.
        """
        left = {key for key in self._dirty if self.entries[key].capture_id in without} if without else set()
        changed = [self.entries[key] for key in sorted(self._dirty - left)]
        dropped = sorted(self._dropped - self._dirty)
        self._dirty = left
        self._dropped.clear()
        return changed, dropped

    def rest(self) -> Iterator[LedgerEntry]:
        """Entries that are still queued."""
        return (entry for entry in list(self.entries.values()) if entry.ledger is Ledger.QUEUED)
