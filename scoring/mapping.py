"""mapping.yaml of an edition: which checks, with which options, serve which row, and which figures each of them brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, TypeVar

from pydantic import Field

from scoring.formulas import row_formulas
from scoring.lock import MAPPING
from scoring.tables import MethodologyFile, Place, TableFile, parse_options
from store.base import Frozen
from store.methodology import CheckUse, Direction, Element, Parameter
from store.strictyaml import ConfigError, Document, convert, read_strict
from store.told import N_, Told

UNKNOWN_CHECK = N_("unknown check «{name}»; correct its name or build it")
NO_ROW = N_("«{name}» is no row and no requirement of this edition; correct the id")
AT_REQUIREMENTS = N_("{id} has requirements; name the checks at the requirement they serve")
MOVED = N_("«{key}» of {id} belongs into {file}, the law says nothing of it; move it there")
NO_FIGURE = N_("{id} reads no figure «{name}», so the check «{check}» cannot bring it; figures of the row: {known}")
TWO_SOURCES = N_("the figure «{name}» of {id} is brought by two checks ({one}, {other}); name it at one of them")
ALL_OR_NAMED = N_("the check «{check}» of {id} names no figures, others of the row do; name those it brings")
PER_CASE = N_("each finding of {id} is a case of its own with all its figures; one check must bring them all")


Served = TypeVar("Served", Parameter, Element)


class Entry(Frozen):
    """What serves one row or requirement: ``full`` where checks decide, ``negative`` where they find shortcomings only."""

    machine: Literal["full", "negative"]
    checks: tuple[CheckUse, ...] = Field(min_length=1)


class MappingFile(Frozen):
    """mapping.yaml: id of a row or requirement → what serves it."""

    mapping: dict[str, Entry]


def refuse_in_law(document: Document, table: TableFile) -> None:
    """Refuses checks in a file of the law.

    :raises ConfigError: a row or requirement that names checks or says who decides.
    """
    for place, row in _rows_of(table):
        _refuse(document, place, row)
        for number, element in enumerate(row.elements):
            _refuse(document, (*place, "elements", number), element)


def refuse_in_head(document: Document, head: MethodologyFile) -> None:
    """The same for the rules on false data in methodology.yaml."""
    for place, row in _penalties(head):
        _refuse(document, place, row)


def _refuse(document: Document, place: Place, item: Parameter | Element) -> None:
    for key in ("checks", "machine"):
        if key in item.model_fields_set:
            raise document.fault((*place, key), MOVED, key=key, id=item.id, file=MAPPING)


class Mapped:
    """The mapping of one edition, laid on its rows one after the other.

    :param folder: folder of the edition; without mapping.yaml no row is served.
    :param known_checks: ids of the checks that exist; None to leave that unproved.
    :raises ConfigError: a file that cannot be read or an unknown check.
    """

    def __init__(self, folder: Path, known_checks: Mapping[str, Any] | None) -> None:
        path = folder / MAPPING
        self._document = read_strict(path) if path.is_file() else None
        self._entries = {} if self._document is None else convert(self._document, MappingFile).mapping
        self._laid: set[str] = set()
        for name, entry in self._entries.items():
            for number, use in enumerate(entry.checks):
                if known_checks is not None and use.check not in known_checks:
                    raise self._fault(name, UNKNOWN_CHECK, "checks", number, "check", name=use.check)

    def table(self, table: TableFile) -> TableFile:
        """The table with the checks of its rows."""
        indicators = []
        for indicator in table.indicators:
            sections = tuple(
                section.model_copy(update={"parameters": tuple(self.row(row) for row in section.parameters)})
                for section in indicator.sections
            )
            indicators.append(indicator.model_copy(update={"sections": sections}))
        return table.model_copy(update={"indicators": tuple(indicators)})

    def row(self, row: Parameter) -> Parameter:
        """The row with its checks and those of its requirements. Raises ConfigError where they do not fit it."""
        elements = tuple(self._served(element) for element in row.elements)
        served = self._served(row).model_copy(update={"elements": elements})
        told = fault(served)
        if told is not None:
            raise self._fault(next(name for name in _names(row) if name in self._entries), told.key, **told.values)
        return served

    def penalties(self, directions: tuple[Direction, ...]) -> tuple[Direction, ...]:
        """The directions with the checks of their rules on false data."""
        return tuple(
            one if one.penalty is None else one.model_copy(update={"penalty": self.row(one.penalty)}) for one in directions
        )

    def close(self) -> None:
        """Refuses an entry for what is no row of the edition. Raises ConfigError."""
        for name in self._entries:
            if name not in self._laid:
                raise self._fault(name, NO_ROW, name=name)

    def _served(self, item: Served) -> Served:
        entry = self._entries.get(item.id)
        if entry is None:
            return item
        self._laid.add(item.id)
        return item.model_copy(update={"machine": entry.machine, "checks": entry.checks})

    def _fault(self, entry: str, key: str, /, *below: str | int, **values: object) -> ConfigError:
        assert self._document is not None  # noqa: S101 - an entry has a file
        return self._document.fault(("mapping", entry, *below), key, **values)


def fault(row: Parameter) -> Told | None:
    """Why the checks of a row do not fit it: checks beside requirements, a figure that it does not read or that two bring."""
    if row.elements and row.checks:
        return Told(AT_REQUIREMENTS, id=row.id)
    for uses in (row.checks, *(element.checks for element in row.elements)):
        told = _figures_fault(row, uses)
        if told is not None:
            return told
    return None


def _figures_fault(row: Parameter, uses: tuple[CheckUse, ...]) -> Told | None:
    brought: dict[str, str] = {}
    for use in uses:
        for name in use.figures:
            if name not in row.figures:
                return Told(NO_FIGURE, id=row.id, name=name, check=use.check, known=", ".join(row.figures) or "–")
            if name in brought:
                return Told(TWO_SOURCES, id=row.id, name=name, one=brought[name], other=use.check)
            brought[name] = use.check
    silent = next((use for use in uses if not use.figures), None)
    if brought and silent is not None:
        return Told(ALL_OR_NAMED, id=row.id, check=silent.check)
    formula = row_formulas()[row.formula]
    return Told(PER_CASE, id=row.id) if brought and per_case(formula, parse_options(formula, row.options)) else None


def per_case(formula: ModuleType, options: Any) -> bool:
    """Whether each finding of a row is a case of its own (a service, a measure, an organisation)."""
    return getattr(formula, "PER_CASE", False) or getattr(options, "many", "sum") in ("mean", "worst")


def _names(row: Parameter) -> Iterator[str]:
    yield row.id
    yield from (element.id for element in row.elements)


def _rows_of(table: TableFile) -> Iterator[tuple[Place, Parameter]]:
    for number, indicator in enumerate(table.indicators):
        for at, section in enumerate(indicator.sections):
            for row, parameter in enumerate(section.parameters):
                yield ("indicators", number, "sections", at, "parameters", row), parameter


def _penalties(head: MethodologyFile) -> Iterator[tuple[Place, Parameter]]:
    if head.penalty is not None:
        yield ("penalty",), head.penalty
    for number, direction in enumerate(head.directions):
        if direction.penalty is not None:
            yield ("directions", number, "penalty"), direction.penalty
