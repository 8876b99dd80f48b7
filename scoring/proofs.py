"""The head of an edition: its criteria and directions put together from the tables, and the proofs that they fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring.tables import CriterionFile, DirectionFile, MethodologyFile, Place, TableFile, prove_citation, prove_parameter
from store.methodology import Criterion, Direction, Exemption, Indicator, Methodology, Parameter, PrintedTable
from store.strictyaml import Document
from store.told import N_

UNEQUAL_INDICATORS = N_("the indicators of {id} for {kind} add up to {found}, but {printed} is printed; correct one of them")
UNEQUAL_CRITERIA = N_("the criteria for {kind} add up to {found}, but {printed} is written; correct one of them")
PER_LANGUAGE = ("points", "bonus")
"""Roles of rows that are scored in each language of their table."""


def prove_head(document: Document, edition: MethodologyFile | Methodology, laws: frozenset[str]) -> None:
    """Refuses a head whose rules cite nothing, whose grades do not fall, or whose validity ends before it begins."""
    for name, rule in edition.rules.items():
        prove_citation(document, ("rules", name, "rule"), rule, laws)
    for number, grade in enumerate(edition.grades):
        prove_citation(document, ("grades", number, "rule"), grade.rule, laws)
    lows = [grade.low for grade in edition.grades]
    if lows and (lows != sorted(set(lows), reverse=True) or lows[-1] != 0):
        raise document.fault(("grades",), "the grades must fall from the highest «low» to 0, each once; correct their order")
    criteria: Sequence[CriterionFile | Criterion] = edition.criteria
    directions: Sequence[DirectionFile | Direction] = edition.directions
    for number, entry in enumerate(criteria):
        prove_citation(document, ("criteria", number, "rule"), entry.rule, laws)
    for number, exemption in enumerate(edition.exemptions):
        prove_citation(document, ("exemptions", number, "rule"), exemption.rule, laws)
    if edition.overall is not None:
        prove_citation(document, ("overall", "rule"), edition.overall.rule, laws)
    if edition.penalty is not None:
        prove_parameter(document, ("penalty",), edition.penalty, laws)
    for number, direction in enumerate(directions):
        prove_citation(document, ("directions", number, "rule"), direction.rule, laws)
        if direction.penalty is not None:
            prove_parameter(document, ("directions", number, "penalty"), direction.penalty, laws)
    prove_citation(document, ("period", "rule"), edition.period.rule, laws)
    if edition.period.each not in edition.period.fits:
        wrong = N_("the period «{each}» must be among those that fit; add it")
        raise document.fault(("period", "fits"), wrong, each=edition.period.each)
    if edition.valid_to is not None and edition.valid_to < edition.valid_from:
        raise document.fault(("valid_to",), "valid_to lies before valid_from; correct one of them")


def headed(document: Document, table: TableFile) -> PrintedTable:
    """The head of a printed table with its notes. Raises ConfigError for a note on what does not stand in the table."""
    known = {table.id}
    for indicator in table.indicators:
        known.add(indicator.id)
        for section in indicator.sections:
            known |= {section.id, *(row.id for row in section.parameters)}
    for number, note in enumerate(table.notes):
        for at, name in enumerate(note.rows):
            if name not in known:
                wrong = N_("«{name}» is no row, section or table of this file; correct the id")
                raise document.fault(("notes", number, "rows", at), wrong, name=name)
    return PrintedTable(
        id=table.id,
        title=table.title,
        rule=table.rule,
        indicators=tuple(one.id for one in table.indicators),
        notes=table.notes,
        blank_total=table.blank_total,
    )


def joined_criteria(
    document: Document, place: Place, entries: tuple[CriterionFile, ...], found: Mapping[str, Indicator], used: set[str]
) -> tuple[Criterion, ...]:
    """The criteria with their tables, each table in one of them. Raises ConfigError."""
    criteria = []
    for number, entry in enumerate(entries):
        for at, name in enumerate(entry.indicators):
            if name not in found or name in used:
                wrong = N_("indicator «{name}» stands in no table file or is named twice; correct the id")
                raise document.fault((*place, number, "indicators", at), wrong, name=name)
            used.add(name)
        values = entry.model_dump(exclude={"indicators"})
        criteria.append(Criterion(**values, indicators=tuple(found[name] for name in entry.indicators)))
    return tuple(criteria)


def joined_directions(
    document: Document, head: MethodologyFile, found: Mapping[str, Indicator], used: set[str]
) -> tuple[Direction, ...]:
    """The other directions with their criteria. Raises ConfigError."""
    made = []
    for number, entry in enumerate(head.directions):
        criteria = joined_criteria(document, ("directions", number, "criteria"), entry.criteria, found, used)
        prove_maxima(document, ("directions", number), entry.max, criteria)
        values = entry.model_dump(exclude={"criteria"})
        made.append(Direction(**values, criteria=criteria))
    return tuple(made)


def inherit(indicator: Indicator) -> Indicator:
    """Rows of points are scored in the languages of their table, and for its kinds of bodies."""
    sections = []
    for section in indicator.sections:
        parameters = tuple(_inherited(indicator, row) for row in section.parameters)
        sections.append(section.model_copy(update={"parameters": parameters}))
    return indicator.model_copy(update={"sections": tuple(sections)})


def _inherited(indicator: Indicator, row: Parameter) -> Parameter:
    languages = indicator.languages if row.role in PER_LANGUAGE else ()
    applies = tuple(kind for kind in row.applies if kind in indicator.applies)
    if (languages, applies) == (row.languages, row.applies):
        return row
    return row.model_copy(update={"languages": languages, "applies": applies})


def prove_maxima(document: Document, place: Place, maxima: Mapping[Any, Decimal], criteria: tuple[Criterion, ...]) -> None:
    """Refuses maxima that the criteria do not add up to. Raises ConfigError."""
    for kind, printed in maxima.items():
        total = Decimal(0)
        for number, criterion in enumerate(criteria):
            if kind not in criterion.applies:
                continue
            found = sum((one.max for one in criterion.indicators if kind in one.applies), Decimal(0))
            found = Decimal(0) if criterion.role == "penalty" else found
            if found != criterion.max:
                sums = {"id": criterion.id, "kind": kind, "found": found, "printed": criterion.max}
                raise document.fault((*place, "criteria", number, "max"), UNEQUAL_INDICATORS, **sums)
            total += found
        if total != printed:
            raise document.fault((*place, "max", kind), UNEQUAL_CRITERIA, kind=kind, found=total, printed=printed)


def prove_exemptions(
    document: Document, exemptions: Iterable[Exemption], criteria: tuple[Criterion, ...], directions: tuple[Direction, ...]
) -> None:
    """Refuses an exemption of nobody or from what is not there. Raises ConfigError."""
    known: set[str] = set()
    for criterion in (*criteria, *(one for direction in directions for one in direction.criteria)):
        known.add(criterion.id)
        for indicator in criterion.indicators:
            known.add(indicator.id)
            for section in indicator.sections:
                known |= {section.id, *(row.id for row in section.parameters)}
    for number, exemption in enumerate(exemptions):
        if not (exemption.bodies or exemption.traits):
            raise document.fault(("exemptions", number), "the exemption names no bodies and no traits; name one of them")
        for at, name in enumerate(exemption.parameters):
            if name not in known:
                wrong = N_("«{name}» is no row, section, table or criterion of this edition; correct the id")
                raise document.fault(("exemptions", number, "parameters", at), wrong, name=name)
