"""Walking through an edition: its parts, tables and rows in printed order, and where an id stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.base import Text
from store.methodology import Criterion, Direction, Element, Exemption, Indicator, Methodology, Parameter, Section


@dataclass(frozen=True)
class Part:
    """Criteria with a total of their own: the first part of an edition (``direction`` None) or another direction."""

    direction: Direction | None
    title: Text | None
    criteria: tuple[Criterion, ...]
    penalty: Parameter | None


@dataclass(frozen=True)
class Place:
    """Where something stands; the fields below what was asked for are None."""

    part: Part
    criterion: Criterion | None = None
    indicator: Indicator | None = None
    section: Section | None = None
    parameter: Parameter | None = None
    element: Element | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids from the criterion down to the thing itself."""
        chain = (self.criterion, self.indicator, self.section, self.parameter, self.element)
        return tuple(one.id for one in chain if one is not None)


def parts(edition: Methodology) -> Iterator[Part]:
    """The parts of an edition in printed order."""
    yield Part(None, edition.direction, edition.criteria, edition.penalty)
    for one in edition.directions:
        yield Part(one, one.title, one.criteria, one.penalty)


def tables(edition: Methodology) -> Iterator[Place]:
    """Every table of every part."""
    for part in parts(edition):
        for criterion in part.criteria:
            for indicator in criterion.indicators:
                yield Place(part, criterion, indicator)


def rows(edition: Methodology) -> Iterator[Place]:
    """Every row of every table, whatever kind of body it is for; the rows on false data last."""
    for place in tables(edition):
        assert place.indicator is not None  # noqa: S101 - tables() names one
        for section in place.indicator.sections:
            for parameter in section.parameters:
                yield Place(place.part, place.criterion, place.indicator, section, parameter)
    for part in parts(edition):
        if part.penalty is not None:
            yield Place(part, parameter=part.penalty)


def every(edition: Methodology) -> Iterator[Parameter]:
    """The rows themselves, each id once."""
    seen: set[str] = set()
    for place in rows(edition):
        if place.parameter is not None and place.parameter.id not in seen:
            seen.add(place.parameter.id)
            yield place.parameter


def find(edition: Methodology, name: str) -> Place | None:
    """Where an id stands: a row, a requirement of one, a table, a section, a criterion; rows before what is above them."""
    for place in rows(edition):
        assert place.parameter is not None  # noqa: S101 - rows() names one
        if place.parameter.id == name:
            return place
        for element in place.parameter.elements:
            if element.id == name:
                return Place(place.part, place.criterion, place.indicator, place.section, place.parameter, element)
    for place in tables(edition):
        assert place.indicator is not None  # noqa: S101 - tables() names one
        if place.indicator.id == name:
            return place
    return _above(edition, name)


def _above(edition: Methodology, name: str) -> Place | None:
    for place in rows(edition):
        if place.section is not None and place.section.id == name:
            return Place(place.part, place.criterion, place.indicator, place.section)
        if place.criterion is not None and place.criterion.id == name:
            return Place(place.part, place.criterion)
    return next((Place(part) for part in parts(edition) if part.direction is not None and part.direction.id == name), None)


def touching(edition: Methodology, place: Place) -> list[Exemption]:
    """The exemptions that name the thing or anything above it."""
    named = set(place.ids)
    return [one for one in edition.exemptions if named.intersection(one.parameters)]


def exempted(exemption: Exemption, edition: Methodology) -> set[str]:
    """Ids of the rows that an exemption names, by themselves or by what is above them."""
    return rows_of(exemption.parameters, edition)


def rows_of(names: Iterable[str], edition: Methodology) -> set[str]:
    """Ids of the rows that are named by themselves, by what is above them, or by a requirement inside them."""
    named = set(names)
    found = set()
    for place in rows(edition):
        row = place.parameter
        if row is not None and named.intersection((*place.ids, *(element.id for element in row.elements))):
            found.add(row.id)
    return found


def act_of(edition: Methodology, law: str) -> Text | None:
    """The full name of an act that the edition cites; None where its head gives none."""
    return next((one.note for one in edition.law if one.law == law and one.note is not None), None)
