"""The files of an edition: their form, and the proofs that a table is the one that the law prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any, Literal

from pydantic import Field, ValidationError

from scoring.formulas import row_formulas, table_formulas
from scoring.nothing import OPEN, Nothing
from scoring.nothing import fault as wrong_none
from store.base import BodyKind, Frozen, Text
from store.methodology import (
    REPORTS,
    AssessmentPeriod,
    Citation,
    Exemption,
    Grade,
    Indicator,
    Missing,
    Overall,
    Parameter,
    Rule,
    Section,
    TableNote,
)
from store.strictyaml import ConfigError, Document, explained
from store.told import N_, Told

NO_ROW_FORMULA = N_("unknown formula «{name}»; formulas for rows: {known}")
NO_TABLE_FORMULA = N_("unknown formula «{name}»; formulas for tables: {known}")
OTHER_FIGURES = N_("the formula «{formula}» of {id} reads the figures {read}, not {named}; name exactly those")
UNEQUAL_ROWS = N_("the rows of {id} add up to {found}, but {printed} is printed; correct a weight or the total")
NO_APART = N_("no row of {id} tells shortcomings from what is absent, so a cap has nothing to act on; remove deductions_cap")
BAD_CAP = N_("the cap of {id} must lie above 0 and at most at {most}, not at {points}")
ROLES = ("points", "bonus", "coefficient", "deduction", "condition", "duty")
RULED = {
    "coefficient": "coefficient",
    "deduction": "deduction",
    "bonus": "bonus",
    "conditions": "condition",
    "multiplied": "points",
}
"""Option of a table's formula that names rows → the role that these rows must have."""


class TableFile(Frozen):
    """One printed table: ``printed_total`` is the sum of its rows for one language; ``blank_total``: the act does not print it."""

    id: str
    title: Text
    rule: Rule
    printed_total: Decimal
    blank_total: bool = False
    notes: tuple[TableNote, ...] = ()
    indicators: tuple[Indicator, ...] = Field(min_length=1)


class CriterionFile(Frozen):
    """A criterion with the ids of its indicators, which stand in the table files."""

    id: str
    number: str
    title: Text
    max: Decimal
    applies: tuple[BodyKind, ...]
    rule: Rule
    role: Literal["points", "penalty"] = "points"
    indicators: tuple[str, ...] = Field(min_length=1)


class DirectionFile(Frozen):
    """Another direction of the same act, with its criteria and its own total."""

    id: str
    number: str = ""
    title: Text
    max: dict[BodyKind, Decimal]
    rule: Rule
    criteria: tuple[CriterionFile, ...] = Field(min_length=1)
    penalty: Parameter | None = None


class MethodologyFile(Frozen):
    """methodology.yaml: head, criteria, grades, penalty and the list of table files of an edition."""

    id: str
    edition: str
    title: Text
    valid_from: date
    valid_to: date | None = None
    law: tuple[Citation, ...] = Field(min_length=1)
    max: dict[BodyKind, Decimal]
    places_for_bands: int = Field(ge=0, le=6)
    period: AssessmentPeriod
    tables: tuple[str, ...] = Field(min_length=1)
    criteria: tuple[CriterionFile, ...] = Field(min_length=1)
    grades: tuple[Grade, ...] = ()
    penalty: Parameter | None = None
    rules: dict[str, Rule] = Field(default_factory=dict)
    partial: Text | None = None
    missing: tuple[Missing, ...] = ()
    assessment: Literal["openness", "feedback", "duties"] = "openness"
    exemptions: tuple[Exemption, ...] = ()
    excluded: tuple[str, ...] = ()
    floor: dict[BodyKind, Decimal] = Field(default_factory=dict)
    direction: Text | None = None
    directions: tuple[DirectionFile, ...] = ()
    overall: Overall | None = None


Place = tuple[str | int, ...]


def prove(document: Document, table: TableFile, laws: frozenset[str]) -> None:
    """Refuses a table that is not the printed one.

    :raises ConfigError: a sum that differs from a printed total; an unknown formula, option, role; a missing citation.
    """
    prove_citation(document, ("rule",), table.rule, laws)
    totals: dict[BodyKind, Decimal] = {}
    for number, indicator in enumerate(table.indicators):
        place: Place = ("indicators", number)
        for kind, total in prove_indicator(document, place, indicator, laws).items():
            totals[kind] = totals.get(kind, Decimal(0)) + total
    for total in totals.values():
        _prove_sum(document, ("printed_total",), total, table.printed_total, table.id)


def prove_indicator(document: Document, place: Place, indicator: Indicator, laws: frozenset[str]) -> dict[BodyKind, Decimal]:
    """Proves the rows of an indicator and returns their sum for one language, for each kind of body."""
    prove_citation(document, (*place, "rule"), indicator.rule, laws)
    formula = _formula(document, place, indicator.formula, table_formulas(), NO_TABLE_FORMULA)
    _options(document, (*place, "options"), formula, indicator.options)
    for number, section in enumerate(indicator.sections):
        below = (*place, "sections", number)
        for row, parameter in enumerate(section.parameters):
            prove_parameter(document, (*below, "parameters", row), parameter, laws)
    totals = {}
    for kind in indicator.applies:
        totals[kind] = _prove_sums(document, place, indicator, kind)
    _prove_rules(document, place, indicator)
    _prove_cap(document, place, indicator)
    return totals


def _prove_sums(document: Document, place: Place, indicator: Indicator, kind: BodyKind) -> Decimal:
    total = Decimal(0)
    for number, section in enumerate(indicator.sections):
        rows = _points(section, kind)
        if section.printed_total is not None:
            _prove_sum(document, (*place, "sections", number, "printed_total"), rows, section.printed_total, section.id)
        total += rows
    both = total * max(1, len(indicator.languages))
    _prove_sum(document, (*place, "printed_total"), both, indicator.printed_total, indicator.id)
    return total


def _points(section: Section, kind: BodyKind) -> Decimal:
    rows = (row for row in section.parameters if row.role == "points" and kind in row.applies)
    return sum((row.weight_of(kind) for row in rows), Decimal(0))


def _prove_cap(document: Document, place: Place, indicator: Indicator) -> None:
    """A cap of what shortcomings take needs rows that tell shortcomings apart, and something left to cap."""
    cap = indicator.deductions_cap
    if cap is None:
        return
    formulas = row_formulas()
    rows = [row for section in indicator.sections for row in section.parameters if row.role == "points"]
    if not any(getattr(formulas[row.formula], "SHORTCOMINGS_APART", False) for row in rows):
        raise document.fault((*place, "deductions_cap"), NO_APART, id=indicator.id)
    most = indicator.printed_total / (max(1, len(indicator.languages)) if cap.per == "language" else 1)
    if not 0 < cap.points <= most:
        raise document.fault((*place, "deductions_cap", "points"), BAD_CAP, id=indicator.id, most=most, points=cap.points)


def _prove_rules(document: Document, place: Place, indicator: Indicator) -> None:
    """A formula that names rules of the table (coefficient, deduction …) must find them there."""
    roles = {row.id: row.role for section in indicator.sections for row in section.parameters}
    for option, role in RULED.items():
        named = indicator.options.get(option)
        for name in [named] if isinstance(named, str) else named or []:
            if roles.get(name) != role:
                wrong = N_("«{name}» is no row of this table with role {role}; correct the id")
                raise document.fault((*place, "options", option), wrong, name=name, role=role)


def prove_parameter(document: Document, place: Place, row: Parameter, laws: frozenset[str]) -> None:
    """Refuses a row with an unknown formula, option or role, or without citation."""
    prove_citation(document, (*place, "rule"), row.rule, laws)
    for kind, weight in (("", row.weight), *row.weights.items()):
        if weight < 0 or (weight == 0) != (row.role == "duty"):
            where = (*place, "weights", kind) if kind else (*place, "weight")
            raise document.fault(
                where, "the weight of {id} must be above 0 (0 for a duty), not {weight}", id=row.id, weight=weight
            )
    if place and place[0] == "indicators" and row.role not in ROLES:
        raise document.fault((*place, "role"), "role must be one of {known}, not «{role}»", known=", ".join(ROLES), role=row.role)
    formula = _formula(document, place, row.formula, row_formulas(), NO_ROW_FORMULA)
    options = _options(document, (*place, "options"), formula, row.options)
    for number, element in enumerate(row.elements):
        below = (*place, "elements", number)
        if not element.id.startswith(f"{row.id}."):
            raise document.fault((*below, "id"), "the id of a requirement of {id} must begin with «{id}.»", id=row.id)
        if element.rule is not None:
            prove_citation(document, (*below, "rule"), element.rule, laws)
        _options(document, (*below, "options"), formula, element.options, "ElementOptions")
    _prove_figures(document, place, row, formula, options)
    if not isinstance(row.options.get("none"), str):
        _prove_none(document, (*place, "options", "none"), getattr(options, "none", OPEN), laws)
    waived = getattr(options, "waived", None)
    if waived is not None:
        prove_citation(document, (*place, "options", "waived", "rule"), waived.rule, laws)
    fault = getattr(formula, "fault", None)
    told: Told | None = fault(row.weight, options, row.elements) if fault else None
    if told:
        raise ConfigError(f"{document.path}:{document.line(place)}: {row.id}", told.key, **told.values)


def _prove_figures(document: Document, place: Place, row: Parameter, formula: ModuleType, options: Any) -> None:
    """A row names exactly the figures that its formula reads, and imports that exist."""
    reads, besides = getattr(formula, "figures", None), getattr(formula, "optional", None)
    needed = (set(reads(options)) if reads else set()) | (set(besides(options)) if besides else set())
    if set(row.figures) != needed:
        read, named = (", ".join(sorted(names)) or "–" for names in (needed, row.figures))
        raise document.fault((*place, "figures"), OTHER_FIGURES, formula=row.formula, id=row.id, read=read, named=named)
    for number, kind in enumerate(row.reported):
        if kind not in REPORTS:
            unknown = N_("unknown import «{name}»; use one of: {known}")
            raise document.fault((*place, "reported", number), unknown, name=kind, known=", ".join(REPORTS))
    if row.reported and not needed:
        raise document.fault(
            (*place, "reported"), "{id} reads no figures, so no import can feed it; remove «reported»", id=row.id
        )


def _prove_none(document: Document, place: Place, none: Nothing, laws: frozenset[str]) -> None:
    """Points for nothing go with the sentence of the act that allows them."""
    told = wrong_none(none)
    if told:
        raise document.fault(place, told.key, **told.values)
    if none.rule is not None:
        prove_citation(document, (*place, "rule"), none.rule, laws)


def prove_citation(document: Document, place: Place, rule: Rule, laws: frozenset[str]) -> None:
    """Refuses a rule whose citation names no point, appendix or table of a law that the edition lists."""
    cited = rule.citation
    if cited.law not in laws:
        unknown = N_("unknown law «{name}»; use one of: {known}")
        raise document.fault((*place, "citation", "law"), unknown, name=cited.law, known=", ".join(sorted(laws)))
    if not (cited.point or cited.appendix or cited.table):
        raise document.fault((*place, "citation"), "the citation names no place in the law; add point, appendix or table")


def _prove_sum(document: Document, place: Place, found: Decimal, printed: Decimal, name: str) -> None:
    if found != printed:
        raise document.fault(place, UNEQUAL_ROWS, id=name, found=found, printed=printed)


def _formula(document: Document, place: Place, name: str, known: Mapping[str, ModuleType], text: str) -> ModuleType:
    if name not in known:
        raise document.fault((*place, "formula"), text, name=name, known=", ".join(known))
    return known[name]


def parse_options(formula: ModuleType, values: Mapping[str, Any], model: str = "Options") -> Any:
    """The options of a row, table or requirement as the model of its formula."""
    return getattr(formula, model).model_validate(values)


def _options(document: Document, place: Place, formula: ModuleType, values: Mapping[str, Any], model: str = "Options") -> Any:
    try:
        return parse_options(formula, values, model)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        key, told = explained(first, getattr(formula, model))
        raise document.fault((*place, *first["loc"]), key, **told) from None


def unique_ids(documents: Mapping[str, Document], tables: Mapping[str, TableFile]) -> None:
    """Refuses an id that stands twice for one kind of body, unless both are the very same row.

    :raises ConfigError: the second place of the id.
    """
    seen: dict[tuple[BodyKind, str], Any] = {}
    for name, table in tables.items():
        for place, kinds, item in _identified(table):
            for kind in kinds:
                if (kind, item.id) in seen:
                    raise documents[name].fault((*place, "id"), "the id «{id}» stands twice; give each row its own", id=item.id)
                seen[kind, item.id] = item
    first: dict[str, Any] = {}
    for name, table in tables.items():
        for place, _, item in _identified(table):
            if first.setdefault(item.id, item) != item:
                differs = N_("«{id}» is written differently in two tables; make both the same")
                raise documents[name].fault((*place, "id"), differs, id=item.id)


def _identified(table: TableFile) -> Iterator[tuple[Place, tuple[BodyKind, ...], Any]]:
    for number, indicator in enumerate(table.indicators):
        place: Place = ("indicators", number)
        kinds = indicator.applies
        yield place, kinds, indicator
        for at, section in enumerate(indicator.sections):
            yield (*place, "sections", at), kinds, section
            for row, parameter in enumerate(section.parameters):
                below = (*place, "sections", at, "parameters", row)
                yield below, kinds, parameter
                for part, element in enumerate(parameter.elements):
                    yield (*below, "elements", part), kinds, element


__all__ = [
    "ConfigError",
    "MethodologyFile",
    "TableFile",
    "parse_options",
    "prove",
    "prove_citation",
    "prove_indicator",
    "prove_parameter",
    "unique_ids",
]
