"""Two runs of one body laid side by side: points of rows, tables and totals, and by what each of them moved. Pure.

A leg of the way from the first run to the second changes what its causes name and nothing else; the legs follow each other without a
gap, so that the moves of a row, a table or a total add up to exactly what lies between both runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from reports.result import criteria
from store.base import Frozen, Language, Text
from store.conclusion import Conclusion, CriterionScore, Range


class Cause(StrEnum):
    """Why points moved. A move with several of them could not be told apart further."""

    SITE = "site"
    LAW = "law"
    MAPPING = "mapping"
    PROGRAM = "program"
    RULING = "ruling"
    GIVEN = "given"
    LOOK = "look"


Kind = Literal["total", "table", "row"]


class Key(NamedTuple):
    """What bears points: a total («» is that of openness, else a direction or the joined total), a table, or a row in one language."""

    kind: Kind
    id: str
    language: Language | None = None


Points = Mapping[Key, Range]
NOTHING = Range(low=Decimal(0), high=Decimal(0))


class Leg(NamedTuple):
    """A step of the way: what it changed, and the points before and after."""

    causes: frozenset[Cause]
    before: Points
    after: Points


class Move(Frozen):
    """By how many points both ends of a range moved by these causes."""

    causes: tuple[Cause, ...]
    low: Decimal
    high: Decimal


class Moved(Frozen):
    """Points before and after, and why they differ; ``new`` and ``gone`` are the findings of a row that appeared and disappeared.

    An end is None where that run's criteria have no such place; it counts as nothing.
    """

    kind: Kind
    id: str
    number: str = ""
    language: Language | None = None
    title: Text | None = None
    before: Range | None
    after: Range | None
    moves: tuple[Move, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class Seen(Frozen):
    """A finding that takes points or leaves them open, as both runs have it; the id of a run without it is empty, its count 0."""

    state: Literal["new", "gone", "unchanged"]
    row: str
    parameter: str
    language: Language | None
    check: str
    outcome: str
    url: str
    target: str
    cause: str
    message: dict[str, str]
    before: str = ""
    after: str = ""
    count_before: int = 0
    count_after: int = 0


class Side(Frozen):
    """One of the two runs: what it was made of. ``program`` is empty where the run did not note it."""

    run: str
    started_at: str
    as_of: str
    period: str
    methodology: str
    edition: str
    sha256: str
    mapping: str
    readings: dict[str, str]
    program: str
    software: str


class Compared(Frozen):
    """The comparison: the body, both runs, what moved – totals, tables, rows, in the order of the law – and the findings."""

    body: str
    name: Text
    before: Side
    after: Side
    legs: tuple[tuple[Cause, ...], ...]
    moved: tuple[Moved, ...]
    findings: tuple[Seen, ...]

    def of(self, kind: Kind) -> tuple[Moved, ...]:
        """What moved of one kind."""
        return tuple(one for one in self.moved if one.kind == kind)

    def seen(self, state: str) -> tuple[Seen, ...]:
        """The findings of one state."""
        return tuple(one for one in self.findings if one.state == state)


def named(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """Causes in their one order."""
    wanted = frozenset(causes)
    return tuple(one for one in Cause if one in wanted)


def points_of(conclusion: Conclusion) -> dict[Key, Range]:
    """The points of a score that was just counted."""
    found = {Key("total", ""): conclusion.total.range}
    parts: list[Sequence[CriterionScore]] = [conclusion.criteria]
    for direction in conclusion.directions:
        found[Key("total", direction.id)] = direction.total.range
        parts.append(direction.criteria)
    if conclusion.overall is not None:
        found[Key("total", conclusion.overall.id)] = conclusion.overall.range
    for table in (table for part in parts for criterion in part for table in criterion.indicators):
        found[Key("table", table.id)] = table.range
        found |= {Key("row", row.id, row.language): row.range for row in table.parameters}
    return found


def points_stored(result: dict[str, Any]) -> dict[Key, Range]:
    """The points of a run as its result.json has them."""
    return {key: _range(value) for key, value, _ in _places(result)}


def _range(value: dict[str, Any]) -> Range:
    low, high = value["range"]
    return Range(low=Decimal(low), high=Decimal(high))


def _places(result: dict[str, Any]) -> Iterator[tuple[Key, dict[str, Any], dict[str, Any]]]:
    """Every place that bears points, its value with the range, and the value with its title."""
    yield Key("total", ""), result["total"], {}
    for direction in result.get("directions", []):
        yield Key("total", direction["id"]), direction["total"], direction
    overall = result.get("overall")
    if overall is not None:
        yield Key("total", overall["id"]), overall, overall
    for table in (table for criterion in criteria(result) for table in criterion["indicators"]):
        yield Key("table", table["id"]), table, table
        for row in table["parameters"]:
            yield Key("row", row["id"], row["language"]), row, row


def moves(legs: Iterable[Leg], key: Key) -> tuple[Move, ...]:
    """By what the points of one place moved; legs of the same causes are added up, and what comes to nothing is left out."""
    sums: dict[tuple[Cause, ...], tuple[Decimal, Decimal]] = {}
    for leg in legs:
        before, after = leg.before.get(key, NOTHING), leg.after.get(key, NOTHING)
        if before != after:
            low, high = sums.get(named(leg.causes), (Decimal(0), Decimal(0)))
            sums[named(leg.causes)] = low + after.low - before.low, high + after.high - before.high
    return tuple(Move(causes=one, low=low, high=high) for one, (low, high) in sums.items() if low or high)


def moved(legs: Sequence[Leg], before: dict[str, Any], after: dict[str, Any], findings: Sequence[Seen]) -> tuple[Moved, ...]:
    """Every total, and every table and row that moved by anything, even where the moves cancel each other out.

    :param before: result.json of the first run; ``after`` that of the second, by whose order and titles it goes.
    """
    old, new = points_stored(before), points_stored(after)
    titles = {key: told for result in (before, after) for key, _, told in _places(result)}
    made = []
    for key in dict.fromkeys([*new, *old]):
        why = moves(legs, key)
        if why or key.kind == "total":
            made.append(_moved(key, old.get(key), new.get(key), why, titles[key], findings))
    return tuple(sorted(made, key=lambda one: ("total", "table", "row").index(one.kind)))


def _moved(
    key: Key, before: Range | None, after: Range | None, why: tuple[Move, ...], told: dict[str, Any], findings: Sequence[Seen]
) -> Moved:
    mine = [one for one in findings if key.kind == "row" and one.row == key.id and one.language in (None, key.language)]
    title = told.get("title")
    return Moved(
        kind=key.kind,
        id=key.id,
        number=told.get("number") or "",
        language=key.language,
        title=None if title is None else Text(kk=title["kk"], ru=title["ru"]),
        before=before,
        after=after,
        moves=why,
        new=tuple(one.after for one in mine if one.state == "new"),
        gone=tuple(one.before for one in mine if one.state == "gone"),
    )
