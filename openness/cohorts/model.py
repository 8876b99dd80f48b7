"""cohort.json: what a cohort report says, as frozen records; docs/schema/cohort.schema.json is made from them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from store.base import BodyKind, Frozen, Language, Text

SCHEMA = "openness/cohort/1"
FILE = "cohort.json"

# Exact points as text, as everywhere in the files of a run.
Points = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2,}$", description="exact decimal points")]
Span = Annotated[tuple[Points, Points], Field(description="the least and the most points that what is open can still give")]
Places = Annotated[
    tuple[int, int], Field(description="best and worst place that the body can still take; equal when both are certain")
]


def _a_day(text: str) -> str:
    date.fromisoformat(text)
    return text


Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_a_day)]


class Name(Frozen):
    """Name of a body in both official languages."""

    kk: str
    ru: str


class Law(Frozen):
    """The edition that all bodies were scored by, with the choices made on its open questions."""

    id: str
    edition: str
    title: Text
    sha256: str
    readings: dict[str, str]


class Head(Frozen):
    """A criterion as the act names it."""

    id: str
    number: str
    title: Text
    role: str


class Cell(Frozen):
    """A body on a criterion. ``rows`` of its rows are scored, ``exempt`` of them are not assessed for the body, ``averaged`` of
    those bear the average of other bodies."""

    criterion: str
    max: Points
    range: Span
    rows: int
    exempt: int
    averaged: int


class Moved(Frozen):
    """Where a body stood in the earlier cohort (``of`` bodies of its kind), and both ends of what its total changed by."""

    range: Span
    places: Places
    of: int
    change: Span


class Standing(Frozen):
    """A body in the ranking of its kind; ``points`` is what is certain, ``final`` and ``grade`` are null while anything is open."""

    body: str
    name: Name
    run: str
    as_of: Day
    period: str
    points: Points
    max: Points
    range: Span
    final: Points | None
    grade: str | None
    grade_range: tuple[str, str]
    open: int
    places: Places
    criteria: tuple[Cell, ...]
    moved: Moved | None = None


class Bin(Frozen):
    """A part of the scale of shares of the maximum, in per cent: how many bodies lie in it for certain, and at most."""

    low: int
    high: int
    certain: int
    possible: int


class Group(Frozen):
    """All bodies of one kind. ``distribution`` is empty where the act gives this kind no points but penalties."""

    kind: BodyKind
    criteria: tuple[Head, ...]
    bodies: tuple[Standing, ...]
    distribution: tuple[Bin, ...]


class Exempt(Frozen):
    """A row that is not assessed for a body: what it bears instead, and by which bodies where that is their average."""

    body: str
    criterion: str
    parameter: str
    number: str
    title: Text
    language: Language | None
    range: Span
    basis: str
    of: tuple[str, ...]


class Worst(Frozen):
    """A row over all bodies that it is scored for: how many lose on it for certain, how many are open, and the points that all of
    them lose together, at both ends."""

    parameter: str
    number: str
    title: Text
    language: Language | None
    role: str
    bodies: int
    losing: int
    open: int
    lost: Span
    weight: Points


class Earlier(Frozen):
    """The cohort that movement is counted from; ``comparable`` is false where it was scored by another edition or other readings."""

    id: str
    edition: str
    first: Day
    last: Day
    comparable: bool


class Cohort(Frozen):
    """The whole file. ``first`` and ``last`` are the earliest and the latest day that the runs were read for."""

    form: Literal["openness/cohort/1"] = Field(default="openness/cohort/1", alias="schema")
    methodology: Law
    first: Day
    last: Day
    periods: tuple[str, ...]
    groups: tuple[Group, ...]
    exempt: tuple[Exempt, ...]
    worst: tuple[Worst, ...]
    before: Earlier | None = None
