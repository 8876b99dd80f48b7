"""An edition under other readings than the default: pure and proved; what a choice does not touch stays the very same object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scoring import mapping
from scoring.proofs import inherit, prove_exemptions, prove_head, prove_maxima
from scoring.tables import prove_indicator
from store.methodology import Criterion, Direction, Indicator, Methodology, Parameter, Section
from store.readings import Choice, Reading
from store.strictyaml import ConfigError, Document, explained
from store.told import N_

M = TypeVar("M", bound=BaseModel)
HEAD_KEYS = frozenset({"excluded", "floor", "max", "places_for_bands", "valid_from", "valid_to"})
"""What a choice may change of the edition itself."""
PRINTED = frozenset(
    {"id", "number", "title", "printed_total", "sections", "parameters", "elements", "criteria", "indicators", "penalty", "rule"}
)
"""What no reading changes: what the act prints, and where it says so."""
SERVED = frozenset({"checks", "machine"})

UNKNOWN_READING = N_("no reading «{name}» in {edition}; its readings: {known}")
UNKNOWN_CHOICE = N_("no choice «{name}» of the reading «{reading}»; its choices: {known}")
NO_PLACE = N_(
    "«{name}» is no row, requirement, section, table, criterion, direction, exemption or grade of this edition; correct the id"
)
NOT_OPEN = N_("«{key}» of {place} is no matter of reading; remove it")
CLASH = N_("the readings {one} and {other} both set «{key}» of {place}, each otherwise; choose one of them")


def under(edition: Methodology, choices: Mapping[str, str]) -> Methodology:
    """The edition with these choices made.

    :param edition: as ``scoring.methodology.load`` gives it. :param choices: reading → choice; a default changes nothing.
    :returns: the edition itself where every choice is the default one.
    :raises ConfigError: an unknown reading or choice, two choices that contradict each other, or an edition that is not sound.
    """
    chosen = {reading.id: choice for reading, choice in _picked(edition, choices) if not choice.default}
    if not chosen:
        return edition
    try:
        return applied(edition, chosen, Document(Path(), None, {}))
    except ConfigError as fault:
        raise ConfigError(", ".join(f"{name}={one.id}" for name, one in chosen.items()), fault.key, **fault.values) from None


def _picked(edition: Methodology, choices: Mapping[str, str]) -> Iterable[tuple[Reading, Choice]]:
    """Readings and choices named, in the order of the edition's readings."""
    known = [reading.id for reading in edition.readings]
    name = f"{edition.id} {edition.edition}"
    for given in choices:
        if given not in known:
            raise ConfigError("", UNKNOWN_READING, name=given, edition=name, known=", ".join(known) or "–")
    for reading in edition.readings:
        if reading.id in choices:
            choice = reading.choice(choices[reading.id])
            if choice is None:
                names = ", ".join(one.id for one in reading.choices)
                raise ConfigError("", UNKNOWN_CHOICE, name=choices[reading.id], reading=reading.id, known=names)
            yield reading, choice


def applied(edition: Methodology, chosen: Mapping[str, Choice], document: Document) -> Methodology:
    """The edition with choices that are not the default, proved like the files themselves; faults are told of ``document``."""
    rebuilt = _Rebuilt(_settings(chosen, document), document)
    made = rebuilt.edition(edition)
    for place in rebuilt.settings:
        if place not in rebuilt.done:
            raise document.fault((), NO_PLACE, name=place)
    laws = frozenset(citation.law for citation in made.law)
    for indicator in rebuilt.indicators:
        prove_indicator(document, ("indicators", 0), indicator, laws)
    for row in rebuilt.rows:
        told = mapping.fault(row)
        if told is not None:
            raise document.fault((), told.key, **told.values)
    prove_head(document, made, laws)
    prove_maxima(document, (), made.max, made.criteria)
    for direction in made.directions:
        prove_maxima(document, (), direction.max, direction.criteria)
    prove_exemptions(document, made.exemptions, made.criteria, made.directions)
    return made.model_copy(update={"chosen": {name: choice.id for name, choice in chosen.items()}})


Settings = dict[str, dict[tuple[str, ...], Any]]


def _settings(chosen: Mapping[str, Choice], document: Document) -> Settings:
    """Place → key → value; a key of the options is a pair. Raises ConfigError where two choices set one key otherwise."""
    found: Settings = {}
    by: dict[tuple[str, tuple[str, ...]], str] = {}
    for name, choice in chosen.items():
        for change in choice.changes:
            for key, value in _keys(change.set):
                before = by.setdefault((change.place, key), name)
                mine = found.setdefault(change.place, {})
                if key in mine and mine[key] != value:
                    raise document.fault((), CLASH, one=before, other=name, key=".".join(key), place=change.place)
                mine[key] = value
    return found


def _keys(values: Mapping[str, Any]) -> Iterable[tuple[tuple[str, ...], Any]]:
    for key, value in values.items():
        if key == "options" and isinstance(value, dict):
            yield from ((("options", name), given) for name, given in value.items())
        else:
            yield (key,), value


@dataclass
class _Rebuilt:
    """The edition built anew along the paths that lead to a setting."""

    settings: Settings
    document: Document
    done: set[str] = field(default_factory=set)
    indicators: list[Indicator] = field(default_factory=list)
    rows: list[Parameter] = field(default_factory=list)

    def edition(self, edition: Methodology) -> Methodology:
        made = {
            "criteria": _each(edition.criteria, self._criterion),
            "directions": _each(edition.directions, self._direction),
            "exemptions": _each(edition.exemptions, self._set),
            "grades": _each(edition.grades, self._set),
            "penalty": None if edition.penalty is None else self._row(edition.penalty),
            "overall": None if edition.overall is None else self._set(edition.overall),
        }
        return self._set(edition.model_copy(update=made))

    def _direction(self, direction: Direction) -> Direction:
        made = {
            "criteria": _each(direction.criteria, self._criterion),
            "penalty": None if direction.penalty is None else self._row(direction.penalty),
        }
        return self._set(_with(direction, made))

    def _criterion(self, criterion: Criterion) -> Criterion:
        return self._set(_with(criterion, {"indicators": _each(criterion.indicators, self._indicator)}))

    def _indicator(self, indicator: Indicator) -> Indicator:
        made = self._set(_with(indicator, {"sections": _each(indicator.sections, self._section)}))
        if made is indicator:
            return indicator
        made = inherit(made)
        self.indicators.append(made)
        return made

    def _section(self, section: Section) -> Section:
        return self._set(_with(section, {"parameters": _each(section.parameters, self._row)}))

    def _row(self, row: Parameter) -> Parameter:
        made = self._set(_with(row, {"elements": _each(row.elements, self._set)}))
        if made is not row:
            self.rows.append(made)
        return made

    def _set(self, item: M) -> M:
        """The thing with the keys that a choice sets, made and proved by its model."""
        name = getattr(item, "id", "")
        wanted = self.settings.get(name)
        if wanted is None:
            return item
        self.done.add(name)
        allowed = HEAD_KEYS if isinstance(item, Methodology) else type(item).model_fields.keys() - PRINTED - SERVED
        values: dict[str, Any] = {key: getattr(item, key) for key in type(item).model_fields}
        for key, value in wanted.items():
            if key[0] not in allowed:
                raise self.document.fault((), NOT_OPEN, key=".".join(key), place=name)
            if len(key) == 1:
                values[key[0]] = value
            else:
                options = {one: given for one, given in values["options"].items() if one != key[1]}
                values["options"] = options if value is None else {**options, key[1]: value}
        try:
            return type(item).model_validate(values)
        except ValidationError as fault:
            text, told = explained(fault.errors(include_url=False)[0], type(item))
            raise self.document.fault((), text, **told) from None


def _each(items: tuple[M, ...], change: Callable[[M], M]) -> tuple[M, ...]:
    """The items changed; the very same tuple where none was."""
    made = tuple(change(item) for item in items)
    return items if all(old is new for old, new in zip(items, made, strict=True)) else made


def _with(item: M, values: Mapping[str, Any]) -> M:
    """The thing with these values; itself where they are its own."""
    return item if all(getattr(item, name) is value for name, value in values.items()) else item.model_copy(update=dict(values))


__all__ = ["applied", "under"]
