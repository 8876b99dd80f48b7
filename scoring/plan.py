"""An edition made ready for one kind of body: formulas looked up, options read, numbers exact; made once, used for any number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

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

    @property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """The figures that each check brings, where they share them."""
        return {use.check: use.figures for use in self.uses if use.figures}


@dataclass(frozen=True)
class RowPlan:
    """A row with its formula, weight and requirements."""

    parameter: Parameter
    formula: ModuleType
    options: Any
    weight: Fraction
    languages: tuple[Language | None, ...]
    requirements: tuple[Requirement, ...]


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


def make_plan(methodology: Methodology, kind: BodyKind) -> Plan:
    """Prepares an edition for one kind of body."""
    parts = [_part(None, methodology.criteria, methodology.penalty, kind)]
    parts += [_part(one, one.criteria, one.penalty, kind) for one in methodology.directions]
    exempted = tuple((one, _exempted(one, parts)) for one in methodology.exemptions)
    return Plan(methodology, kind, tuple(parts), exempted)


def _part(direction: Direction | None, criteria: Iterable[Criterion], penalty: Parameter | None, kind: BodyKind) -> PartPlan:
    made = tuple(_criterion(one, kind) for one in criteria if kind in one.applies)
    return PartPlan(direction, made, None if penalty is None else _row(penalty, kind))


def _criterion(criterion: Criterion, kind: BodyKind) -> CriterionPlan:
    return CriterionPlan(criterion, tuple(_indicator(one, kind) for one in criterion.indicators if kind in one.applies))


def _indicator(indicator: Indicator, kind: BodyKind) -> IndicatorPlan:
    formula = table_formulas()[indicator.formula]
    sections = tuple(
        (section, tuple(_row(row, kind) for row in section.parameters if kind in row.applies)) for section in indicator.sections
    )
    return IndicatorPlan(indicator, formula, parse_options(formula, indicator.options), sections)


def _row(row: Parameter, kind: BodyKind) -> RowPlan:
    formula = row_formulas()[row.formula]
    asked = [_requirement(row, element, formula) for element in row.elements]
    return RowPlan(
        parameter=row,
        formula=formula,
        options=parse_options(formula, row.options),
        weight=Fraction(row.weight_of(kind)),
        languages=row.languages or (None,),
        requirements=tuple(asked) or (_whole(row),),
    )


def _whole(row: Parameter) -> Requirement:
    """A row without printed requirements is its own and only one."""
    return Requirement(row.id, row.number, row.machine, _used(row.checks, row.id, row), row)


def _used(uses: Iterable[CheckUse], served: str, row: Parameter) -> tuple[Use, ...]:
    return tuple(Use(use.check, order(use, served, row).options_sha256, use.figures) for use in uses)


def _requirement(row: Parameter, element: Element, formula: ModuleType) -> Requirement:
    return Requirement(
        id=element.id,
        label=label(row, element),
        machine=element.machine,
        uses=_used(element.checks, element.id, row),
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
