"""readings.yaml of an edition: the open questions of the act, read and proved with every choice made once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from scoring.choosing import applied
from scoring.tables import Place, prove_citation
from store.base import Basis, Frozen
from store.citation import Rule
from store.methodology import Methodology
from store.readings import Choice, Reading
from store.strictyaml import Document, convert, read_strict
from store.told import N_

READINGS = "readings.yaml"
TWICE = N_("the id «{id}» stands twice; give each its own")
ONE_DEFAULT = N_("the reading «{id}» has {count} default choices; mark exactly one with default: true")
DEFAULT_CHANGES = N_("the default «{id}» is what the files say, so it changes nothing; remove its changes or correct the files")
CHANGES_NOTHING = N_("the choice «{id}» changes nothing; say what it changes, or leave it out")
WRONG_ID = N_("«{id}»: an id is lower-case words with hyphens; write for example late-documents")
NO_READING = N_("«{name}» is no reading of this edition; its readings: {known}")
UNREAD = N_("the basis «{basis}» needs a reading; name the question that the rule answers: readings: [...]")


class ReadingsFile(Frozen):
    """readings.yaml: the questions in the order of the act."""

    readings: tuple[Reading, ...]


def with_readings(edition: Methodology, folder: Path, documents: Iterable[Document]) -> Methodology:
    """The edition with its open questions.

    :param edition: the edition as its other files say. :param folder: its folder; without readings.yaml nothing is open.
    :param documents: the files of the law, whose rules name readings.
    :raises ConfigError: a question that cannot be read, a rule that should name one and does not, or a choice under which the edition
        would not be sound.
    """
    path = folder / READINGS
    document = read_strict(path, nulls=True) if path.is_file() else Document(path, {"readings": []}, {})
    readings = convert(document, ReadingsFile).readings
    _prove(document, readings, frozenset(citation.law for citation in edition.law))
    _prove_named(documents, readings)
    made = edition.model_copy(update={"readings": readings})
    for number, reading in enumerate(readings):
        for at, choice in enumerate(reading.choices):
            if not choice.default:
                line = document.line(("readings", number, "choices", at))
                applied(made, {reading.id: choice}, Document(path, None, {(): line}))
    return made


def unread(folder: str | Path) -> list[str]:
    """Rules of an edition that are not the law's own sentence and name no reading: one line each, with file and line."""
    found = []
    for path in sorted(Path(folder).glob("*.yaml")):
        if path.name != READINGS:
            document = read_strict(path)
            for place, rule in _rules(document.value, ()):
                if rule["basis"] != Basis.LAW and not rule.get("readings"):
                    found.append(str(document.fault((*place, "basis"), UNREAD, basis=rule["basis"])))
    return found


def unnamed(folder: str | Path) -> list[str]:
    """Ids of readings that no rule of the edition names."""
    folder = Path(folder)
    path = folder / READINGS
    readings = convert(read_strict(path, nulls=True), ReadingsFile).readings if path.is_file() else ()
    documents = [read_strict(other) for other in sorted(folder.glob("*.yaml")) if other.name != READINGS]
    named = {name for document in documents for _, rule in _rules(document.value, ()) for name in rule.get("readings", [])}
    return [reading.id for reading in readings if reading.id not in named]


def _prove(document: Document, readings: tuple[Reading, ...], laws: frozenset[str]) -> None:
    known: set[str] = set()
    for number, reading in enumerate(readings):
        place: Place = ("readings", number)
        _prove_id(document, place, reading.id, known)
        prove_citation(document, place, Rule(basis=Basis.ASSUMED, citation=reading.citation), laws)
        defaults = sum(choice.default for choice in reading.choices)
        if defaults != 1:
            raise document.fault((*place, "choices"), ONE_DEFAULT, id=reading.id, count=defaults)
        names: set[str] = set()
        for at, choice in enumerate(reading.choices):
            _prove_id(document, (*place, "choices", at), choice.id, names)
            _prove_changes(document, (*place, "choices", at), choice)


def _prove_id(document: Document, place: Place, name: str, known: set[str]) -> None:
    if not all(word.isalnum() and word.isascii() and word == word.lower() for word in name.split("-")):
        raise document.fault((*place, "id"), WRONG_ID, id=name)
    if name in known:
        raise document.fault((*place, "id"), TWICE, id=name)
    known.add(name)


def _prove_changes(document: Document, place: Place, choice: Choice) -> None:
    if choice.default and choice.changes:
        raise document.fault((*place, "changes"), DEFAULT_CHANGES, id=choice.id)
    if not choice.default and not any(change.set for change in choice.changes):
        raise document.fault(place, CHANGES_NOTHING, id=choice.id)


def _prove_named(documents: Iterable[Document], readings: tuple[Reading, ...]) -> None:
    known = [reading.id for reading in readings]
    for document in documents:
        for place, rule in _rules(document.value, ()):
            if rule["basis"] != Basis.LAW and not rule.get("readings"):
                raise document.fault((*place, "basis"), UNREAD, basis=rule["basis"])
            prove_named(document, place, rule.get("readings", []), known)


def prove_named(document: Document, place: Place, names: Iterable[str], known: Collection[str]) -> None:
    """Refuses a rule that names a reading which the edition does not have."""
    for at, name in enumerate(names):
        if name not in known:
            raise document.fault((*place, "readings", at), NO_READING, name=name, known=", ".join(known) or "–")


def _rules(value: Any, place: Place) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Every rule of a file with its place: what bears a basis and a citation."""
    if isinstance(value, dict):
        if "basis" in value and "citation" in value:
            yield place, value
        for key, below in value.items():
            yield from _rules(below, (*place, key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from _rules(below, (*place, number))


__all__ = ["READINGS", "prove_named", "unnamed", "unread", "with_readings"]
