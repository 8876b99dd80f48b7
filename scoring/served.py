"""One edition's law with another one's mapping: what stands between two editions whose rows and checks changed together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from store.methodology import Criterion, Direction, Element, Indicator, Methodology, Parameter, Section

T = TypeVar("T", Parameter, Element)
SERVED = ("checks", "machine", "shortcomings")


def served_as(law: Methodology, mapping: Methodology) -> Methodology:
    """``law`` whose rows and requirements are served as ``mapping`` serves those of the same id; the others keep their own checks.

    :param law: the edition that says what is demanded and what it is worth. :param mapping: the one that says which checks serve it.
    """
    by_id: dict[str, Parameter | Element] = {}
    for row in _rows(mapping):
        by_id |= {row.id: row, **{one.id: one for one in row.elements}}
    made = {
        "criteria": tuple(_criterion(one, by_id) for one in law.criteria),
        "directions": tuple(_direction(one, by_id) for one in law.directions),
        "penalty": None if law.penalty is None else _row(law.penalty, by_id),
        "mapping_sha256": mapping.mapping_sha256,
    }
    return law.model_copy(update=made)


Known = Mapping[str, Parameter | Element]


def _rows(edition: Methodology) -> Iterator[Parameter]:
    parts = [edition.criteria, *(one.criteria for one in edition.directions)]
    for indicator in (indicator for part in parts for criterion in part for indicator in criterion.indicators):
        for section in indicator.sections:
            yield from section.parameters
    penalties = [edition.penalty, *(one.penalty for one in edition.directions)]
    yield from (one for one in penalties if one is not None)


def _direction(direction: Direction, known: Known) -> Direction:
    penalty = None if direction.penalty is None else _row(direction.penalty, known)
    made = {"criteria": tuple(_criterion(one, known) for one in direction.criteria), "penalty": penalty}
    return direction.model_copy(update=made)


def _criterion(criterion: Criterion, known: Known) -> Criterion:
    return criterion.model_copy(update={"indicators": tuple(_indicator(one, known) for one in criterion.indicators)})


def _indicator(indicator: Indicator, known: Known) -> Indicator:
    return indicator.model_copy(update={"sections": tuple(_section(one, known) for one in indicator.sections)})


def _section(section: Section, known: Known) -> Section:
    return section.model_copy(update={"parameters": tuple(_row(one, known) for one in section.parameters)})


def _row(row: Parameter, known: Known) -> Parameter:
    return _served(row.model_copy(update={"elements": tuple(_served(one, known) for one in row.elements)}), known)


def _served(item: T, known: Known) -> T:
    other = known.get(item.id)
    if other is None or type(other) is not type(item):
        return item
    made: dict[str, Any] = {name: getattr(other, name) for name in SERVED if name in type(item).model_fields}
    return item.model_copy(update=made)
