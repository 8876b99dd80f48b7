"""What result.json tells of the edition that it was scored by, and of how its open questions were read."""

from __future__ import annotations

from reports.schemas.parts import Both, Day, Kind, Language, Place, Points, Sha256, Shape, Source, Span, Title


class Grade(Shape):
    """A band of the total, from ``low`` upwards."""

    id: str
    title: Title
    low: Points


class Period(Shape):
    """What period is assessed, and for which the thresholds of the edition are made."""

    each: str
    fits: list[str]
    rule: Source


class Exemption(Shape):
    """Who is not scored on which rows, and what stands there instead."""

    id: str
    bodies: list[str]
    traits: list[str]
    rows: list[str]
    instead: str | None
    when: str | None
    rule: Source


class Proof(Shape):
    """What the act asks to be shown for which rows."""

    id: str
    number: str
    rows: list[str]
    text: Title
    by: Title | None


class Law(Shape):
    """The edition; ``note`` says what of it is not encoded, ``figures`` names the reported figures of rows."""

    id: str
    edition: str
    title: Title
    valid_from: Day
    valid_to: Day | None
    sha256: str
    law: list[Place]
    grades: list[Grade]
    note: Title | None
    assessment: str
    period: Period
    direction: Title | None
    figures: dict[str, dict[str, Title]]
    exemptions: list[Exemption]
    proofs: list[Proof]


class Change(Shape):
    """A range as it is and as it would be."""

    before: Span
    after: Span


class OtherTotal(Change):
    """The same of another total."""

    id: str


class OtherRow(OtherTotal):
    """The same of a row."""

    number: str
    language: Language | None


class GradeChange(Shape):
    """Grades at both ends, empty where the act gives none."""

    before: list[str]
    after: list[str]


class OtherChoice(Shape):
    """What another choice would change for this body; ``total`` is null where it contradicts other choices."""

    choice: str
    sentence: Title | None
    possible: bool
    total: Change | None
    grade: GradeChange
    others: list[OtherTotal]
    rows: list[OtherRow]


class Reading(Shape):
    """An open question of the act, and how it was read."""

    id: str
    choice: str
    default: bool
    question: Title
    sentence: Title
    citation: Place
    others: list[OtherChoice]


class Site(Shape):
    """An address of the body; ``language`` is null where it serves several."""

    url: str
    language: Language | None


class Body(Shape):
    """Who was judged."""

    code: str
    kind: Kind
    name: Both
    sites: list[Site]
    traits: list[str]


class Run(Shape):
    """Which run it was, and the day for which all rules were read."""

    id: str
    started_at: str
    finished_at: str
    as_of: Day
    period: str
    software: str
    config_sha256: Sha256
    portals: dict[str, str] = {}
    scored_at: str | None = None
