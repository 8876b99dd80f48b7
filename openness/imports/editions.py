"""Rows of the law that imports feed: which figures they need, and what the scorer makes of given ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from scoring import methodology as law
from scoring.arithmetic import Row, Tally
from scoring.mapping import per_case
from scoring.measure import Subject, exempted
from scoring.plan import Plan, RowPlan, make_plan
from store.base import BodyKind
from store.conclusion import Step
from store.findings import Finding
from store.methodology import Methodology


def row_plans(methodology: Methodology, kind: BodyKind) -> dict[str, RowPlan]:
    """Rows of every direction and penalty that are scored for a kind of body and may be fed by imports, by id."""
    return fed_rows(make_plan(methodology, kind))


def fed_rows(plan: Plan) -> dict[str, RowPlan]:
    """The same of a plan at hand."""
    found: dict[str, RowPlan] = {}
    for part in plan.parts:
        rows = [*part.rows(), *([part.penalty] if part.penalty is not None else [])]
        found |= {row.parameter.id: row for row in rows if row.parameter.figures and row.parameter.reported}
    return found


def cases(row: RowPlan) -> bool:
    """Whether each finding of the row is a case of its own (a service, a measure, an organisation)."""
    return per_case(row.formula, row.options)


def optional(row: RowPlan) -> tuple[str, ...]:
    """Figures of a row that may be lacking."""
    named = getattr(row.formula, "optional", None)
    return tuple(named(row.options)) if named else ()


def needed(row: RowPlan) -> tuple[str, ...]:
    """Figures without which a row cannot be counted."""
    besides = optional(row)
    return tuple(name for name in row.parameter.figures if name not in besides)


def released(methodology: Methodology, kind: BodyKind, subject: Subject) -> frozenset[str]:
    """Rows that a footnote of the act does not apply to this body."""
    return frozenset(exempted(make_plan(methodology, kind), subject))


@dataclass(frozen=True)
class Judged:
    """What the formula makes of one finding: the full weight, the average of other bodies; figures that contradict each other."""

    full: bool
    average: bool = False
    contradiction: tuple[str, ...] = ()


def judged(row: RowPlan, finding: Finding) -> Judged:
    """Scores a row from one finding alone."""
    parameter = row.parameter
    tally = Tally(id=parameter.id, label=parameter.number, findings=(finding,))
    given = Row(parameter.id, parameter.number, row.weight, row.options, (tally,), parameter.figures)
    result = row.formula.score(given)
    names = tuple(dict.fromkeys(name for doubt in result.doubts for name in _contradicting(row, doubt)))
    return Judged(not names and result.low == result.high == row.weight, result.average, names)


def _contradicting(row: RowPlan, doubt: Step) -> Iterator[str]:
    """Names of the figures that a doubt of the scorer tells of."""
    if not doubt.key.startswith("score.open.contradiction"):
        return
    titles = [doubt.values.get("greater"), doubt.values.get("lesser")]
    named = str(doubt.values.get("names", "")).split("; ")
    for name, title in row.parameter.figures.items():
        if title in titles or name in named:
            yield name


@dataclass
class Editions:
    """Editions of the laws under a configuration, read once each. ``methodology`` narrows them to one law."""

    config: Path
    as_of: date
    kind: BodyKind
    methodology: str | None = None
    _editions: dict[str, Methodology] = field(default_factory=dict)
    _rows: dict[str, dict[str, RowPlan]] = field(default_factory=dict)
    _laws: list[str] = field(default_factory=list)

    @property
    def laws(self) -> tuple[str, ...]:
        """Ids of the laws at hand."""
        if not self._laws:
            self._laws.extend(sorted({edition.id for edition in law.available(self.config)}))
        return tuple(self._laws)

    def of(self, name: str) -> tuple[Methodology, Mapping[str, RowPlan]]:
        """The edition of a law in force on the day, or its latest, and its rows that imports feed.

        :raises ConfigError: no such law, or an edition that cannot be read.
        """
        if name not in self._editions:
            self._editions[name] = law.choose(self.config, name, self.as_of)[0]
        if name not in self._rows:
            self._rows[name] = row_plans(self._editions[name], self.kind)
        return self._editions[name], self._rows[name]

    def released(self, name: str, subject: Subject) -> frozenset[str]:
        """Rows of a law that a footnote does not apply to this body."""
        return released(self.of(name)[0], self.kind, subject)

    def for_kind(self, kind: BodyKind) -> Editions:
        """The same editions for another kind of body."""
        return replace(self, kind=kind, _rows={})

    def rows_for(self, kind: str) -> list[RowPlan]:
        """Rows of all laws that a kind of import feeds."""
        laws = self.laws if self.methodology is None else (self.methodology,)
        plans = [plan for name in laws for plan in self.of(name)[1].values()]
        return [plan for plan in plans if kind in plan.parameter.reported]


__all__ = [
    "Editions",
    "Judged",
    "RowPlan",
    "Subject",
    "cases",
    "fed_rows",
    "judged",
    "needed",
    "optional",
    "released",
    "row_plans",
]
