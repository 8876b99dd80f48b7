"""Types from scoring to reports: exact points, ranges, and the steps of the arithmetic for whoever must defend them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from store.base import Frozen, Language, Text
from store.findings import Outcome
from store.methodology import Rule


class Status(StrEnum):
    """Standing of a parameter."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"
    EXEMPT = "exempt"
    UNVERIFIED = "unverified"


class Range(Frozen):
    """The least and the most points that any closing of what is open can give."""

    low: Decimal
    high: Decimal


class Deduction(Frozen):
    """Points taken under one rule: ``points`` after the cap, ``cap`` None where the law sets none."""

    rule: str
    count: int
    points: Decimal
    cap: Decimal | None = None
    capped: bool = False


class Step(Frozen):
    """One sentence of an explanation: a catalogue key of reports/locale and the values it names."""

    key: str
    values: dict[str, Any] = {}


class ElementScore(Frozen):
    """Standing of a requirement inside a row."""

    id: str
    title: Text
    status: Status
    findings: tuple[str, ...] = ()


class ParameterScore(Frozen):
    """A scored row, for one language where the row is scored per language."""

    id: str
    number: str
    title: Text
    language: Language | None
    weight: Decimal
    points: Decimal
    range: Range
    status: Status
    deductions: tuple[Deduction, ...] = ()
    findings: tuple[str, ...] = ()
    basis: str = "automatic"
    rule: Rule
    elements: tuple[ElementScore, ...] = ()
    explanation: tuple[Step, ...] = ()
    open_reasons: tuple[Step, ...] = ()
    role: str = "points"


class IndicatorScore(Frozen):
    """A table: the sum of its rows and the points it is worth after normalisation.

    ``sections`` are (printed number, title, places of its rows in ``parameters``).
    """

    id: str
    number: str = ""
    title: Text
    max: Decimal
    raw: Range
    raw_max: Decimal
    points: Decimal
    range: Range
    explanation: tuple[Step, ...] = ()
    sections: tuple[tuple[str, Text, tuple[int, ...]], ...] = ()
    parameters: tuple[ParameterScore, ...]


class CriterionScore(Frozen):
    """A criterion: the sum of its indicators; of role ``penalty`` its points are 0 or below."""

    id: str
    number: str = ""
    title: Text
    max: Decimal
    points: Decimal
    range: Range
    role: str = "points"
    indicators: tuple[IndicatorScore, ...]


class Total(Frozen):
    """``points`` is what is certain; ``final`` and ``grade`` are None while anything is open.

    ``grade_range`` holds two empty texts where the law grades no body of this kind. ``findings`` are those on the rule on false data, whose
    row stands in no table.
    """

    points: Decimal
    max: Decimal
    penalty: Decimal
    final: Decimal | None
    range: Range
    grade: str | None
    grade_range: tuple[str, str]
    open: int
    explanation: tuple[Step, ...] = ()
    findings: tuple[str, ...] = ()


class DirectionScore(Frozen):
    """Another direction of the same act with its own total (2017: services, complaints)."""

    id: str
    number: str = ""
    title: Text
    total: Total
    criteria: tuple[CriterionScore, ...]


class OverallScore(Frozen):
    """The directions joined (2017, p. 114); ``final`` is None while any of them is open."""

    id: str
    title: Text
    max: Decimal
    range: Range
    final: Decimal | None
    explanation: tuple[Step, ...] = ()


class RulingState(Frozen):
    """What became of a person's decision: ``applied``, ``stale`` (its finding is no longer found), ``conflicting`` (another
    standing decision on the same finding says otherwise), ``superseded`` (a later one names it) or ``awaiting`` (more reviewers must
    say the same)."""

    id: str
    finding: str
    state: Literal["applied", "stale", "conflicting", "superseded", "awaiting"]
    by: tuple[str, ...] = ()


class Decided(Frozen):
    """What a finding counts as by people's decisions: by one, or as unverified where the decisions ``by`` differ."""

    finding: str
    outcome: Outcome
    count: int
    by: tuple[str, ...]


class Mean(Frozen):
    """Average of a row over other bodies, for those that the law gives it to.

    ``low`` and ``high`` are exact fractions as text («25/12»), ``of`` the codes of the bodies it was made of, ``values`` what each of them has on
    the row, code with both ends; an average noted by an earlier version tells none.
    """

    parameter: str
    language: Language | None
    low: str
    high: str
    of: tuple[str, ...]
    values: tuple[tuple[str, str, str], ...] = ()


class Conclusion(Frozen):
    """What scoring says of one body under one edition.

    ``notes`` must stand in every report of it. ``unused_findings`` and ``unused_rulings`` are the ids of those that serve
    no requirement of this edition for this kind of body, or replace a finding that no longer exists. ``rulings`` tells of
    every decision what became of it, ``decided`` of every finding that decisions are on what it counts as, ``means`` which
    averages were used.
    """

    methodology: str
    edition: str
    methodology_sha256: str
    total: Total
    criteria: tuple[CriterionScore, ...]
    notes: tuple[Text, ...] = ()
    unused_findings: tuple[str, ...] = ()
    unused_rulings: tuple[str, ...] = ()
    rulings: tuple[RulingState, ...] = ()
    decided: tuple[Decided, ...] = ()
    means: tuple[Mean, ...] = ()
    directions: tuple[DirectionScore, ...] = ()
    overall: OverallScore | None = None


class MovedRow(Frozen):
    """A row that another reading would score otherwise."""

    parameter: str
    number: str
    language: Language | None
    before: Range
    after: Range


class MovedTotal(Frozen):
    """A total under two readings; ``id`` is that of another direction or of the joined total, empty for the total itself."""

    id: str
    before: Range
    after: Range


class Effect(Frozen):
    """What one other choice of a reading would change for a body.

    ``possible`` is false where the choice contradicts one that was made. ``others`` are totals of other directions that change,
    ``rows`` those that do, in printed order.
    """

    reading: str
    choice: str
    possible: bool = True
    total: MovedTotal | None = None
    grade_before: tuple[str, str] = ("", "")
    grade_after: tuple[str, str] = ("", "")
    others: tuple[MovedTotal, ...] = ()
    rows: tuple[MovedRow, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the choice changes nothing at all for the body."""
        moved = self.total is not None and self.total.before != self.total.after
        return self.possible and not (moved or self.others or self.rows)

    @property
    def size(self) -> Decimal:
        """By how many points the total moves at most, at either end."""
        if self.total is None:
            return Decimal(0)
        old, new = self.total.before, self.total.after
        return max(abs(new.low - old.low), abs(new.high - old.high))
