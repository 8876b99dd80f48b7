"""An edition made ready for one kind of body: formulas looked up, options read, numbers exact; made once, used for any number."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import ModuleType
from typing import Any

from scoring.arithmetic import RowScore
from scoring.exact import Fraction
from scoring.formulas import row_formulas, table_formulas
from scoring.methodology import order
from scoring.tables import parse_options
from store.base import BodyKind, Language
from store.methodology import CheckUse, Criterion, Direction, Element, Exemption, Indicator, Methodology, Parameter, Section


@dataclass(frozen=True)
class Use:
    """A check that serves a requirement, the digest of the options under which its findings count, and the figures it brings."""

    check: str
    options_sha256: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """What is asked for: a printed requirement of a row, or the row itself."""

    id: str
    label: str
    machine: str
    uses: tuple[Use, ...]
    row: Parameter
    options: Any = None
    element: Element | None = None
    deduction: Fraction | None = None
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The figures that each check brings, where they share them."""
    beside: bool = False
    """Whether it stands for shortcomings found beside the requirements of the row."""


@dataclass(frozen=True)
class RowPlan:
    """A row with its formula, weight and requirements."""

    parameter: Parameter
    formula: ModuleType
    options: Any
    weight: Fraction
    languages: tuple[Language | None, ...]
    requirements: tuple[Requirement, ...]
    answers: dict[Any, RowScore] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What the formula answered before; see ``scoring.answers``."""

    @cached_property
    def rests_on(self) -> str:
        """What the formula's answer rests on: ``standing``, ``figures``, or empty where it does not say."""
        return str(getattr(self.formula, "RESTS_ON", ""))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The figures that the formula reads."""
        optional = self.formula.optional(self.options) if hasattr(self.formula, "optional") else ()
        return (*self.formula.figures(self.options), *optional)


@dataclass(frozen=True)
class IndicatorPlan:
    """A table with its formula and the rows that apply, by printed section."""

    indicator: Indicator
    formula: ModuleType
    options: Any
    sections: tuple[tuple[Section, tuple[RowPlan, ...]], ...]


@dataclass(frozen=True)
class CriterionPlan:
    """A criterion with the tables that apply."""

    criterion: Criterion
    indicators: tuple[IndicatorPlan, ...]


@dataclass(frozen=True)
class PartPlan:
    """Criteria with a total of their own: openness (``direction`` None) or another direction of the same act."""

    direction: Direction | None
    criteria: tuple[CriterionPlan, ...]
    penalty: RowPlan | None

    def rows(self) -> Iterator[RowPlan]:
        """Its rows in printed order."""
        for criterion in self.criteria:
            for indicator in criterion.indicators:
                for _, found in indicator.sections:
                    yield from found


@dataclass(frozen=True)
class Plan:
    """Everything that scoring one kind of body by one edition needs. ``exempted`` are the rows of each exemption."""

    methodology: Methodology
    kind: BodyKind
    parts: tuple[PartPlan, ...]
    exempted: tuple[tuple[Exemption, frozenset[str]], ...]


def make_plan(methodology: Methodology, kind: BodyKind, like: Plan | None = None) -> Plan:
    """Prepares an edition for one kind of body.

    :param like: the plan of the same edition under other readings for the same kind; what has not changed is taken from it.
    """
    return _Maker(methodology, kind, like).plan()


def plan_of(methodology: Methodology, kind: BodyKind) -> Plan:
    """The plan of an edition; those of the last few editions that were asked for are kept."""
    for plan in _kept:
        if plan.methodology is methodology and plan.kind == kind:
            return plan
    _kept.append(make_plan(methodology, kind))
    return _kept[-1]


_kept: deque[Plan] = deque(maxlen=8)


class _Maker:
    """Makes a plan; parts of the law that are the very objects of an earlier plan keep the plans made of them."""

    def __init__(self, methodology: Methodology, kind: BodyKind, like: Plan | None) -> None:
        self.methodology = methodology
        self.kind = kind
        self.criteria: dict[int, CriterionPlan] = {}
        self.indicators: dict[int, IndicatorPlan] = {}
        self.rows: dict[int, RowPlan] = {}
        for part in like.parts if like is not None else ():
            for criterion in part.criteria:
                self.criteria[id(criterion.criterion)] = criterion
                for indicator in criterion.indicators:
                    self.indicators[id(indicator.indicator)] = indicator
            self.rows |= {id(row.parameter): row for row in part.rows()}
            if part.penalty is not None:
                self.rows[id(part.penalty.parameter)] = part.penalty

    def plan(self) -> Plan:
        """The plan of every part."""
        law = self.methodology
        parts = [self.part(None, law.criteria, law.penalty)]
        parts += [self.part(one, one.criteria, one.penalty) for one in law.directions]
        exempted = tuple((one, _exempted(one, parts)) for one in law.exemptions)
        return Plan(law, self.kind, tuple(parts), exempted)

    def part(self, direction: Direction | None, criteria: Iterable[Criterion], penalty: Parameter | None) -> PartPlan:
        """Criteria with a total of their own."""
        made = tuple(self.criterion(one) for one in criteria if self.kind in one.applies)
        return PartPlan(direction, made, None if penalty is None else self.row(penalty))

    def criterion(self, criterion: Criterion) -> CriterionPlan:
        """A criterion with its tables."""
        known = self.criteria.get(id(criterion))
        if known is not None:
            return known
        return CriterionPlan(criterion, tuple(self.indicator(one) for one in criterion.indicators if self.kind in one.applies))

    def indicator(self, indicator: Indicator) -> IndicatorPlan:
        """A table with its rows."""
        known = self.indicators.get(id(indicator))
        if known is not None:
            return known
        formula = table_formulas()[indicator.formula]
        sections = tuple(
            (section, tuple(self.row(row) for row in section.parameters if self.kind in row.applies))
            for section in indicator.sections
        )
        return IndicatorPlan(indicator, formula, parse_options(formula, indicator.options), sections)

    def row(self, row: Parameter) -> RowPlan:
        """A row with its requirements."""
        return self.rows.get(id(row)) or _row(row, self.kind)


def _row(row: Parameter, kind: BodyKind) -> RowPlan:
    formula = row_formulas()[row.formula]
    asked = [_requirement(row, element, formula) for element in row.elements]
    return RowPlan(
        parameter=row,
        formula=formula,
        options=parse_options(formula, row.options),
        weight=Fraction(row.weight_of(kind)),
        languages=row.languages or (None,),
        requirements=(*(asked or [_whole(row, kind)]), *_beside(row)),
    )


def _whole(row: Parameter, kind: BodyKind) -> Requirement:
    """A row without printed requirements is its own and only one, served by the checks that are made for bodies of the kind."""
    mine = tuple(use for use in row.checks if use.serves(kind))
    machine = "none" if row.checks and not mine else row.machine
    return Requirement(row.id, row.number, machine, _used(mine, row.id, row), row, parts=_parts(mine))


def _beside(row: Parameter) -> tuple[Requirement, ...]:
    """Shortcomings of the row's content, where checks look for them."""
    if not row.shortcomings:
        return ()
    return (Requirement(row.id, row.number, "full", _used(row.shortcomings, row.id, row), row, beside=True),)


def _parts(uses: Iterable[CheckUse]) -> dict[str, tuple[str, ...]]:
    return {use.check: use.figures for use in uses if use.figures}


def _used(uses: Iterable[CheckUse], served: str, row: Parameter) -> tuple[Use, ...]:
    return tuple(Use(use.check, order(use, served, row).options_sha256, use.figures) for use in uses)


def _requirement(row: Parameter, element: Element, formula: ModuleType) -> Requirement:
    return Requirement(
        id=element.id,
        label=label(row, element),
        machine=element.machine,
        uses=_used(element.checks, element.id, row),
        parts=_parts(element.checks),
        row=row,
        options=parse_options(formula, element.options, "ElementOptions"),
        element=element,
        deduction=None if element.deduction is None else Fraction(element.deduction),
    )


def label(row: Parameter, element: Element) -> str:
    """How a requirement is called in an explanation: the row's number and its own, «2.9 1)»."""
    return f"{row.number} {element.id.rsplit('.', 1)[-1]})"


def _exempted(exemption: Exemption, parts: Iterable[PartPlan]) -> frozenset[str]:
    """Ids of the rows that an exemption names, itself or by their section, table or criterion."""
    named = set(exemption.parameters)
    found = set()
    for part in parts:
        for criterion in part.criteria:
            for table in criterion.indicators:
                for section, rows in table.sections:
                    above = {criterion.criterion.id, table.indicator.id, section.id}
                    found |= {row.parameter.id for row in rows if row.parameter.id in named or above & named}
    return frozenset(found)
