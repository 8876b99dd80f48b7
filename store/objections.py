"""Objections to results and what commissions decided on them: entries that are never changed, each with the bytes that prove it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter
from sqlalchemy import Connection, insert, select

from store import schema
from store.base import Frozen, Language, Text
from store.demands import Side
from store.findings import Outcome, Proof, RulingReason

POINTS = r"^-?\d+(\.\d+)?$"

OUTCOMES = (Outcome.MET, Outcome.NOT_APPLICABLE)
"""What a fact may count as once objections to it are accepted."""


class Decision(StrEnum):
    """What a commission may decide of a disagreement."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"


class Disagreement(Frozen):
    """One line of the table of disagreements.

    ``parameter`` is the row or the requirement in it, ``finding`` the fact that is objected to, None for the row itself; ``low`` and
    ``high`` are the points that the row had, ``points`` those that the body holds right (decimals as text).
    """

    number: int = Field(ge=1)
    parameter: str
    language: Language | None = None
    finding: str | None = None
    low: str = Field(pattern=POINTS)
    high: str = Field(pattern=POINTS)
    points: str | None = Field(default=None, pattern=POINTS)
    grounds: str = Field(min_length=1)
    links: tuple[str, ...] = ()
    files: tuple[Proof, ...] = ()


class Entry(Frozen):
    """What all entries bear. ``files`` came with it as a whole; ``supersedes`` names the entry of its kind that it takes the place of.

    ``id`` is made of everything but the hour of registration.
    """

    id: str = ""
    run: str
    body: str
    files: tuple[Proof, ...] = ()
    supersedes: str | None = None
    registered_at: datetime


class Objection(Entry):
    """Objections of a body, or its notice that it has none.

    ``concluded`` is the day on which it received the conclusion, ``received`` that on which the objections came, ``last`` the last one.
    """

    kind: Literal["objection", "notice"]
    concluded: date
    received: date
    last: date
    letter: str = ""
    lines: tuple[Disagreement, ...] = ()

    @property
    def late(self) -> bool:
        """Whether it came after the last day."""
        return self.received > self.last


class Member(Frozen):
    """A member of a commission. ``took_part``: in the assessment of the body."""

    name: str = Field(min_length=1)
    side: Side
    took_part: bool = False


class Votes(Frozen):
    """How the members voted on one disagreement."""

    pro: int = Field(ge=0)
    contra: int = Field(ge=0)
    abstained: int = Field(default=0, ge=0)


class Resolution(Frozen):
    """A commission's decision on one line of objections. ``rulings`` are the decisions on findings and questions that it became.

    ``outcome``, ``count``, ``findings`` and ``figures`` say what stands of a row where the decision alone does not; ``final`` the points
    that the commission named.
    """

    objection: str
    number: int
    decision: Decision
    votes: Votes
    reason: RulingReason | None = None
    note: Text
    outcome: Outcome | None = None
    count: int | None = Field(default=None, ge=0)
    findings: tuple[str, ...] = ()
    figures: dict[str, str] = {}
    final: str | None = Field(default=None, pattern=POINTS)
    rulings: tuple[str, ...] = ()


class Sitting(Entry):
    """A sitting of a commission. ``last`` is the last day for its decision."""

    kind: Literal["sitting"] = "sitting"
    sat: date
    last: date
    members: tuple[Member, ...]
    resolutions: tuple[Resolution, ...]

    @property
    def late(self) -> bool:
        """Whether it was held after the last day."""
        return self.sat > self.last


Any_ = Annotated[Objection | Sitting, Field(discriminator="kind")]
_ENTRY: TypeAdapter[Objection | Sitting] = TypeAdapter(Any_)


class Kept(Frozen):
    """An entry on record, and the digest of its bytes."""

    entry: Any_
    sha256: str


class Book(Frozen):
    """The entries of a run in the order in which they came."""

    kept: tuple[Kept, ...] = ()

    @property
    def objections(self) -> tuple[Objection, ...]:
        """Objections and notices."""
        return tuple(one.entry for one in self.kept if isinstance(one.entry, Objection))

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        """Sittings of commissions."""
        return tuple(one.entry for one in self.kept if isinstance(one.entry, Sitting))

    @property
    def replaced(self) -> dict[str, str]:
        """Id of an entry → id of the one that took its place."""
        return {one.entry.supersedes: one.entry.id for one in self.kept if one.entry.supersedes is not None}

    @property
    def standing(self) -> tuple[Objection, ...]:
        """Objections and notices that nothing replaced."""
        replaced = self.replaced
        return tuple(one for one in self.objections if one.id not in replaced)

    def resolution(self, objection: str, number: int) -> tuple[Sitting, Resolution] | None:
        """What stands decided of a line; None while nothing is."""
        found = [
            (sitting, one)
            for sitting in self.sittings
            for one in sitting.resolutions
            if (one.objection, one.number) == (objection, number)
        ]
        return found[-1] if found else None

    @property
    def digests(self) -> tuple[str, ...]:
        """Of all bytes that prove the entries."""
        files = {file.sha256 for one in self.kept for file in files_of(one.entry)}
        return tuple(sorted({*(one.sha256 for one in self.kept), *files}))


def files_of(entry: Objection | Sitting) -> tuple[Proof, ...]:
    """Every file that an entry rests on, each once."""
    of_lines = (file for line in entry.lines for file in line.files) if isinstance(entry, Objection) else ()
    return tuple(dict.fromkeys((*entry.files, *of_lines)))


def named(entry: Objection) -> Objection:
    """An objection with the id that its content gives."""
    return entry.model_copy(update={"id": _id("O", entry)})


def named_sitting(entry: Sitting) -> Sitting:
    """A sitting with the id that its content gives; the rulings that come of it are no part of that."""
    bare = [one.model_copy(update={"rulings": ()}) for one in entry.resolutions]
    return entry.model_copy(update={"id": _id("S", entry.model_copy(update={"resolutions": tuple(bare)}))})


def _id(letter: str, entry: Entry) -> str:
    said = entry.model_dump(mode="json", exclude={"id", "registered_at"})
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{letter}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def write(db: Connection, entry: Objection | Sitting) -> bool:
    """Puts an entry on record; one of its id is left as it is. Returns whether it is new."""
    table = schema.objections
    if db.execute(select(table.c.id).where(table.c.id == entry.id)).first() is not None:
        return False
    text = entry.model_dump_json().encode()
    db.execute(
        insert(table).values(id=entry.id, run=entry.run, body=entry.body, sha256=hashlib.sha256(text).hexdigest(), proof=text)
    )
    return True


def of_run(db: Connection, run: str, ids: Iterable[str] | None = None) -> Book:
    """The entries of a run; with ``ids`` only those named."""
    table = schema.objections
    rows = db.execute(select(table.c.sha256, table.c.proof, table.c.id).where(table.c.run == run).order_by(table.c.seq))
    wanted = None if ids is None else frozenset(ids)
    return Book(kept=tuple(_kept(row) for row in rows if wanted is None or row.id in wanted))


def run_of(db: Connection, entry: str) -> str | None:
    """The run that an entry is on; None where no entry has this id."""
    table = schema.objections
    return db.execute(select(table.c.run).where(table.c.id == entry)).scalar_one_or_none()


def runs_of(db: Connection, body: str | None = None) -> list[str]:
    """Runs with entries, of one body or of all, in the order of their first entry."""
    table = schema.objections
    query = select(table.c.run).order_by(table.c.seq)
    rows = db.execute(query if body is None else query.where(table.c.body == body))
    return list(dict.fromkeys(row.run for row in rows))


def proof(db: Connection, sha256: str) -> bytes | None:
    """The bytes of an entry; None where none has this digest."""
    table = schema.objections
    row = db.execute(select(table.c.proof).where(table.c.sha256 == sha256).limit(1)).first()
    return None if row is None else bytes(row.proof)


def _kept(row: Any) -> Kept:
    return Kept(entry=_ENTRY.validate_json(row.proof), sha256=row.sha256)
