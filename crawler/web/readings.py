"""What the reading of a portal before this one knows: asked of the database address by address, for there may be hundreds of thousands."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path

from sqlalchemy import Engine, select

from crawler.books.frontier import Key
from crawler.books.recorder import Earlier
from crawler.web.history import History
from store import schema
from store.course import State, since
from store.harvest import READ, CrawlPlan, LedgerEntry
from store.items import ItemRecord
from store.objects import ObjectStore
from store.place import evidence_of, plan_of

# The lane of what has no language.
PLAIN = "*"


class Lines(Mapping[Key, LedgerEntry]):
    """The lines of a ledger, each read when it is asked for."""

    def __init__(self, engine: Engine, run_id: str) -> None:
        self._engine = engine
        self._run = run_id

    def __getitem__(self, key: Key) -> LedgerEntry:
        table = schema.ledger
        query = select(table).where(table.c.run_id == self._run, table.c.url == key[0], table.c.lane == key[1])
        with self._engine.connect() as db:
            row = db.execute(query).first()
        if row is None:
            raise KeyError(key)
        return schema.from_row(LedgerEntry, row)

    def __iter__(self) -> Iterator[Key]:
        table = schema.ledger
        with self._engine.connect() as db:
            for row in db.execute(select(table.c.url, table.c.lane).where(table.c.run_id == self._run)):
                yield row.url, row.lane

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Answers(MutableMapping[Key, Earlier]):
    """The captures of the lines that were read."""

    def __init__(self, engine: Engine, plan: CrawlPlan, lines: Lines) -> None:
        self._engine = engine
        self._run = plan.run_id
        self._lines = lines
        self._objects = ObjectStore(evidence_of(plan))
        self._gone: set[Key] = set()

    def __getitem__(self, key: Key) -> Earlier:
        if key in self._gone:
            raise KeyError(key)
        entry = self._lines[key]
        with self._engine.connect() as db:
            capture = schema.read_capture(db, self._run, entry.capture_id or "") if entry.ledger in READ else None
        if capture is None:
            raise KeyError(key)
        return Earlier(capture, self._objects)

    def __setitem__(self, key: Key, value: Earlier) -> None:
        raise TypeError("an earlier reading is never changed")

    def __delitem__(self, key: Key) -> None:
        self._gone.add(key)

    def __iter__(self) -> Iterator[Key]:
        return (key for key in self._lines if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class EarlierReading(History):
    """The reading before; ``behind`` tells what an address led to in it."""

    def __init__(self, engine: Engine, plan: CrawlPlan) -> None:
        super().__init__()
        self._engine = engine
        self._run = plan.run_id
        lines = Lines(engine, plan.run_id)
        self.entries = lines
        self.captures = Answers(engine, plan, lines)
        self._led: dict[str, list[Key]] | None = None

    def items(self, kind: str, key: str) -> list[ItemRecord]:
        """The items of this kind and key that the reading holds; none where it was not read as far as its items."""
        with self._engine.connect() as db:
            return list(schema.read_records(db, ItemRecord, self._run, kind=kind, key=key))

    def behind(self, _keys: list[Key]) -> Iterator[tuple[Key, str | None]]:
        """These addresses and all that they led to when they were last read, each once and with the address that led there (None for those
        given), the nearest first. An answer in one language leads to no other language."""
        led = self._links()
        waiting: deque[tuple[Key, str | None]] = deque((key, None) for key in _keys)
        met = set(_keys)
        while waiting:
            key, parent = waiting.popleft()
            yield key, parent
            for child in led.get(key[0], ()):
                if child not in met and (child[1] == key[1] or PLAIN in (child[1], key[1])):
                    met.add(child)
                    waiting.append((child, key[0]))

    def _links(self) -> dict[str, list[Key]]:
        """What each address led to; one text an address, however often it is named."""
        if self._led is None:
            names: dict[str, str] = {}
            self._led = {}
            table = schema.ledger
            query = select(table.c.url, table.c.lane, table.c.parent).where(
                table.c.run_id == self._run, table.c.parent.is_not(None)
            )
            with self._engine.connect() as db:
                for row in db.execute(query.order_by(table.c.url, table.c.lane)):
                    url, parent, lane = (names.setdefault(text, text) for text in (row.url, row.parent, row.lane))
                    self._led.setdefault(parent, []).append((url, lane))
        return self._led


def earlier_reading(engine: Engine, plan: CrawlPlan) -> History:
    """The newest earlier reading of the same portal at the same address that served what this one is to read, and whose files are at hand:
    a whole one, else for one body one for the same; empty where there is none."""
    table = schema.runs
    query = select(table.c.id, table.c.out, table.c.plan).where(
        table.c.body == plan.body.code, table.c.id != plan.run_id, table.c.state.in_(since(State.CRAWLED))
    )
    with engine.connect() as db:
        rows = db.execute(query.order_by(table.c.started_at.desc(), table.c.id)).all()
    found = [plan_of(engine, row) for row in rows]
    same = [one for one in found if one.portal == plan.portal and one.body.sites == plan.body.sites and Path(one.out).is_dir()]
    alike = [one for one in same if _covers(one, plan)]
    return EarlierReading(engine, alike[0]) if alike else History()


def _covers(one: CrawlPlan, plan: CrawlPlan) -> bool:
    bodies = not one.portal_bodies or (bool(plan.portal_bodies) and set(plan.portal_bodies) <= set(one.portal_bodies))
    return bodies and (not one.portal_sources or one.portal_sources == plan.portal_sources)
