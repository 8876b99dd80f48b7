"""Points of result.json: total, criteria, tables, rows."""

from __future__ import annotations

from typing import Literal

from reports.schemas.parts import Language, Place, Points, Sentences, Shape, Source, Span, Status, Title


class Total(Shape):
    """``points`` is what is certain; ``final`` and ``grade`` are null while anything is open."""

    points: Points
    max: Points
    penalty: Points
    final: Points | None
    range: Span
    grade: str | None
    grade_range: list[str]
    open: int
    explanation: Sentences
    findings: list[str] = []


class Deduction(Shape):
    """Points taken under one rule; ``cap`` is null where the law sets none."""

    rule: str
    count: int
    points: Points
    cap: Points | None
    capped: bool


class Element(Shape):
    """A requirement inside a row."""

    id: str
    title: Title
    status: Status
    findings: list[str]


class Parameter(Shape):
    """A scored row, for one language where the row is scored per language."""

    id: str
    number: str
    role: Literal["points", "bonus", "coefficient", "deduction", "condition", "duty", "penalty"]
    reference: Place
    title: Title
    language: Language | None
    weight: Points
    points: Points
    range: Span
    status: Status
    deductions: list[Deduction]
    findings: list[str]
    basis: Literal["automatic", "reported", "manual", "average", "override"]
    rule: Source
    elements: list[Element]
    explanation: Sentences
    open: list[Sentences]


class Section(Shape):
    """A part of a table: ``rows`` are places in ``parameters``."""

    number: str
    title: Title
    rows: list[int]


class Indicator(Shape):
    """A printed table; ``raw`` is the sum of its rows before it is brought to ``max``."""

    id: str
    number: str
    title: Title
    max: Points
    points: Points
    range: Span
    raw: Span
    raw_max: Points
    explanation: Sentences
    sections: list[Section]
    parameters: list[Parameter]


class Criterion(Shape):
    """A criterion; of role ``penalty`` its points are 0 or below."""

    id: str
    number: str
    role: Literal["points", "penalty"]
    title: Title
    max: Points
    points: Points
    range: Span
    indicators: list[Indicator]


class Direction(Shape):
    """Another direction of the same act with a total of its own."""

    id: str
    number: str
    title: Title
    total: Total
    criteria: list[Criterion]


class Overall(Shape):
    """The directions joined."""

    id: str
    title: Title
    max: Points
    range: Span
    final: Points | None
    explanation: Sentences


class DonorValue(Shape):
    """What a body has on the row."""

    body: str
    low: Points
    high: Points


class Average(Shape):
    """An average of other bodies that stands on a row."""

    parameter: str
    language: Language | None
    low: Points
    high: Points
    of: list[str]
    values: list[DonorValue]
