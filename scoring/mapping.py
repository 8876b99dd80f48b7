"""mapping.yaml of an edition: which checks, with which options, serve which row, and which figures each of them brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, TypeVar

from pydantic import Field

from scoring.formulas import row_formulas
from scoring.lock import MAPPING, mapping_files
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
NOT_APART = N_("the formula of {id} does not tell shortcomings from what is absent; name no checks of shortcomings for it")
TWO_WAYS = N_("{id} is served as «{one}» by another file of the mapping, here as «{other}»; let both say the same")
TOLD_TWICE = N_("another file of the mapping says what finds shortcomings of {id}; name all checks there")
NO_OTHERS = N_("«{name}» is no row of this table with checks; name one of its rows that has some")
CONTACTS = "contacts"
"""The concept of pages that give contact data."""
OTHERS = "others"
"""Stands for pages that belong to no concept."""

Served = TypeVar("Served", Parameter, Element)


class Entry(Frozen):
    """What serves one row or requirement: ``full`` where checks decide, ``negative`` where they find shortcomings only."""

    machine: Literal["full", "negative"]
    checks: tuple[CheckUse, ...] = Field(min_length=1)


class Beside(Frozen):
    """Checks that find shortcomings of content in a row, or in every row of a table; each judges the pages of the row's concepts.

    The option ``concepts`` of each is filled with those that the checks of the row's requirements look for.
    At the row ``others`` a person is shown what was found on pages that belong to no section.
    """

    checks: tuple[CheckUse, ...] = Field(min_length=1)
    others: str = ""


class MappingFile(Frozen):
    """The mapping, or a part of it: id of a row or requirement → what serves it; id of a row or table → what finds shortcomings of its content."""

    mapping: dict[str, Entry]
    shortcomings: dict[str, Beside] = {}


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
        # Where the entry of a row stands, and at which of its checks: several files may serve one row.
        self._told: dict[tuple[str, str], list[tuple[Document, int]]] = {}
        self._entries: dict[str, Entry] = {}
        self._beside: dict[str, Beside] = {}
        for path in mapping_files(folder):
            self._take(read_strict(path))
        self._laid: set[str] = set()
        self._placed: set[str] = set()
        for name, entry in self._entries.items():
            for number, use in enumerate(entry.checks):
                if known_checks is not None and use.check not in known_checks:
                    raise self._fault(name, UNKNOWN_CHECK, "checks", number, "check", name=use.check)
        for name, beside in self._beside.items():
            for number, use in enumerate(beside.checks):
                if known_checks is not None and use.check not in known_checks:
                    raise self._beside_fault(name, UNKNOWN_CHECK, "checks", number, "check", name=use.check)

    def _take(self, document: Document) -> None:
        """Adds a file to what is known; what two files say of one row has to agree."""
        file = convert(document, MappingFile)
        for name, entry in file.mapping.items():
            known = self._entries.get(name)
            if known is not None and known.machine != entry.machine:
                raise document.fault(("mapping", name, "machine"), TWO_WAYS, id=name, one=known.machine, other=entry.machine)
            before = known.checks if known is not None else ()
            self._told.setdefault(("mapping", name), []).append((document, len(before)))
            self._entries[name] = entry.model_copy(update={"checks": (*before, *entry.checks)})
        for name, beside in file.shortcomings.items():
            if name in self._beside:
                raise document.fault(("shortcomings", name), TOLD_TWICE, id=name)
            self._told["shortcomings", name] = [(document, 0)]
            self._beside[name] = beside

    def table(self, table: TableFile) -> TableFile:
        """The table with the checks of its rows."""
        indicators = []
        for indicator in table.indicators:
            sections = tuple(
                section.model_copy(update={"parameters": tuple(self.row(row, indicator.id) for row in section.parameters)})
                for section in indicator.sections
            )
            indicators.append(indicator.model_copy(update={"sections": sections}))
        return table.model_copy(update={"indicators": tuple(indicators)})

    def row(self, row: Parameter, table: str = "") -> Parameter:
        """The row with its checks and those of its requirements, and those for all rows of its table.

        :raises ConfigError: where they do not fit it.
        """
        elements = tuple(self._served(element) for element in row.elements)
        served = self._served(row).model_copy(update={"elements": elements})
        served = served.model_copy(update={"shortcomings": self._shortcomings(served, table)})
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
        for name in self._beside:
            if name not in self._laid:
                raise self._beside_fault(name, NO_ROW, name=name)
        for name, beside in self._beside.items():
            if beside.others and name not in self._placed:
                raise self._beside_fault(name, NO_OTHERS, "others", name=beside.others)

    def _shortcomings(self, row: Parameter, table: str) -> tuple[CheckUse, ...]:
        """Checks of the row's content: those named for the row itself, else those for its table, where its concepts are known."""
        name = row.id if row.id in self._beside else table
        beside = self._beside.get(name)
        if beside is None:
            return ()
        self._laid.add(name)
        concepts = _concepts(row)
        if name == table and not concepts:
            # Coefficients and deductions of the table hold nothing that could fall short.
            return ()
        if not getattr(row_formulas()[row.formula], "SHORTCOMINGS_APART", False):
            raise self._beside_fault(name, NOT_APART, id=row.id)
        if concepts and row.id == beside.others:
            self._placed.add(name)
            concepts.append(OTHERS)
        return tuple(_with_concepts(use, concepts) for use in beside.checks) if concepts else ()

    def _beside_fault(self, entry: str, key: str, /, *below: str | int, **values: object) -> ConfigError:
        return self._placed_fault("shortcomings", entry, below, key, values)

    def _served(self, item: Served) -> Served:
        entry = self._entries.get(item.id)
        if entry is None:
            return item
        self._laid.add(item.id)
        return item.model_copy(update={"machine": entry.machine, "checks": entry.checks})

    def _fault(self, entry: str, key: str, /, *below: str | int, **values: object) -> ConfigError:
        return self._placed_fault("mapping", entry, below, key, values)

    def _placed_fault(
        self, part: str, entry: str, below: tuple[str | int, ...], key: str, values: Mapping[str, object]
    ) -> ConfigError:
        """A fault of an entry, with the file and line in which its check stands."""
        number = next((one for one in below if isinstance(one, int)), 0)
        document, start = next(told for told in reversed(self._told[part, entry]) if told[1] <= number)
        return document.fault((part, entry, *(one - start if isinstance(one, int) else one for one in below)), key, **values)


def _concepts(row: Parameter) -> list[str]:
    """What the checks of the row and of its requirements look for."""
    uses = [*row.checks, *(use for element in row.elements for use in element.checks)]
    return sorted({str(use.options["concept"]) for use in uses if "concept" in use.options} | _data(uses))


def _data(uses: list[CheckUse]) -> set[str]:
    """Contact data are looked for by their kind; their section is that of the contacts."""
    return {CONTACTS for use in uses if "kind" in use.options}


def _with_concepts(use: CheckUse, concepts: list[str]) -> CheckUse:
    named = {*concepts, *use.options.get("concepts", ())}
    return use.model_copy(update={"options": {**use.options, "concepts": sorted(named)}})


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
