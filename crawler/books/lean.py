"""The frontier of a portal: hundreds of thousands of addresses, each asked once, of which only those that come next lie in memory.

The database holds the queue. What was committed is forgotten but for a digest, by which it is known when it is met again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator

from sqlalchemy import Engine, select

from crawler.books.frontier import Frontier, Key, Target
from store import schema
from store.harvest import Kind, Ledger, LedgerEntry

HELD = 4000
"""Waiting addresses in memory."""


def waiting(engine: Engine, run_id: str, most: int) -> list[LedgerEntry]:
    """The first of a run's committed lines that wait, the shallowest first.

    :param most: how many at most.
    """
    table = schema.ledger
    query = select(table).where(table.c.run_id == run_id, table.c.ledger == Ledger.QUEUED.value)
    with engine.connect() as db:
        rows = db.execute(query.order_by(table.c.depth, table.c.url, table.c.lane).limit(most)).all()
    return [schema.from_row(LedgerEntry, row) for row in rows]


class LeanFrontier(Frontier):
    """Asks in the order of depth, as any frontier. Nothing asks a line a second time.

    :param bring: commits what is noted and gives so many waiting lines at most, the shallowest first (``waiting``).
    :param held: so many waiting addresses lie in memory; the others wait in the database.
    """

    def __init__(self, bring: Callable[[int], list[LedgerEntry]], held: int = HELD) -> None:
        super().__init__()
        self._bring = bring
        self._held = held
        # Lines that were asked, lines that wait in the database, and those that wait here or are being asked.
        self._met: set[bytes] = set()
        self._far: set[bytes] = set()
        self._here: set[Key] = set()

    def load(self, entries: Iterable[LedgerEntry], asset: Iterable[Key] = ()) -> None:  # noqa: ARG002 - assets are known by their kind
        """Takes over a ledger from the database, where what waits stays until its turn comes."""
        for entry in entries:
            (self._far if entry.ledger is Ledger.QUEUED else self._met).add(_digest(entry.url, entry.lane))
            self.sizes[entry.ledger] += 1

    def known(self, url: str, lane: str) -> bool:
        """Whether the address stands in the ledger."""
        digest = _digest(url, lane)
        return super().known(url, lane) or digest in self._met or digest in self._far

    def waits(self, url: str, lane: str) -> bool:
        """Whether the address stands in the ledger and was not asked yet."""
        return super().waits(url, lane) or _digest(url, lane) in self._far

    def add(self, target: Target) -> None:
        """Queues an address seen for the first time; behind those that wait in the database it waits there too."""
        if self.known(target.url, target.lane):
            return
        self.note(target)
        # Where an address leads on is asked at once.
        if target.hops or (not self._far and len(self._here) < self._held):
            self._here.add((target.url, target.lane))
            self._queue(target)
        else:
            self._far.add(_digest(target.url, target.lane))

    def put(self, entry: LedgerEntry) -> None:
        """Sets the class of an address. Raises ValueError as ``Frontier.put``."""
        key, digest = (entry.url, entry.lane), _digest(entry.url, entry.lane)
        forgotten = digest in self._far and key not in self.entries
        super().put(entry)
        self.sizes[Ledger.QUEUED] -= forgotten
        if entry.ledger is not Ledger.QUEUED:
            self._far.discard(digest)
            self._here.discard(key)

    def next_page(self, depth: int | None = None) -> Target | None:
        """The next address, brought from the database where none is left here."""
        target = super().next_page(depth)
        while target is None and not self._pages and self._more():
            target = super().next_page(depth)
        return target

    def _more(self) -> list[LedgerEntry]:
        """Brings waiting lines from the database and queues them."""
        if not self._far:
            return []
        brought = self._bring(self._held + len(self._here) + len(self._dirty))
        # What has its class and is still not committed waits for the answer that it rests on; in the database it stands as before.
        found = [one for one in brought if (one.url, one.lane) not in self._here | self._dirty]
        for one in found:
            key = (one.url, one.lane)
            self.entries[key] = one
            self._here.add(key)
            self._far.discard(_digest(*key))
            self._queue(Target(one.url, one.lane, one.depth, one.parent, one.kind is Kind.ASSET))
        return found

    @property
    def waiting(self) -> int:
        """How many addresses are queued."""
        return super().waiting + len(self._far)

    def take_changes(self, without: Collection[str] = ()) -> tuple[list[LedgerEntry], list[Key]]:
        """As ``Frontier.take_changes``; what was asked and what waits in the database is forgotten with it."""
        changed, dropped = super().take_changes(without)
        for entry in changed:
            key, digest = (entry.url, entry.lane), _digest(entry.url, entry.lane)
            if entry.ledger is not Ledger.QUEUED:
                self._met.add(digest)
            elif digest not in self._far:
                continue
            del self.entries[key]
        return changed, dropped

    def rest(self) -> Iterator[LedgerEntry]:
        """Entries that are still queued, here and in the database; each is to be given another class before the next is taken."""
        yield from super().rest()
        while some := self._more():
            yield from some


def _digest(url: str, lane: str) -> bytes:
    return hashlib.blake2b(f"{lane} {url}".encode(), digest_size=12).digest()
