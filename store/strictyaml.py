"""Configuration files read strictly: every scalar is text, nothing is guessed, and each fault names file and line.

YAML would turn ``1.10`` into 1.1, ``no`` into False and ``2.3.1`` into text but ``2.3`` into a number. The law's numbers must
come through as written, so the reader keeps the text and the model converts it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from store.told import KEY, KIND, N_, Told

M = TypeVar("M", bound=BaseModel)
Place = tuple[str | int, ...]

MAX_BYTES = 8 * 1024 * 1024
MAX_NESTING = 40
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NO_VALUE = N_('a value was expected; write one (empty text as "") or leave the key out')
# What texts were found to hold, so many at most: a command reads the same files several times, which takes ten times as long as remembering.
MOST_KNOWN = 1000
_known: dict[tuple[bytes, bool], bytes] = {}
DEEP = N_("nested too deeply; at most {most} levels")
BROKEN = N_("broken YAML: {problem}; check indents, colons and quotation marks")


class ConfigError(Told):
    """A configuration that cannot be used. One line: file, line, what was expected, how to mend."""

    def __init__(self, where: object, key: str, /, **values: object) -> None:
        super().__init__(key, where=str(where), **values)


@dataclass(frozen=True)
class Document:
    """One YAML file as text values (``str``, ``list``, ``dict``) with the line, from 1, of each key and item."""

    path: Path
    value: Any
    lines: Mapping[Place, int] = field(repr=False)

    def line(self, place: Place) -> int:
        """Line of the value at ``place``, or of the nearest thing around it."""
        for end in range(len(place), -1, -1):
            if place[:end] in self.lines:
                return self.lines[place[:end]]
        return 1

    def fault(self, place: Place, key: str, /, **values: object) -> ConfigError:
        """The error that says what was expected at ``place`` of this file; ``values`` fill the fields of the text."""
        return ConfigError(f"{self.path}:{self.line(place)}", key, **values)


def read_strict(path: str | Path, nulls: bool = False) -> Document:
    """Reads one YAML file without guessing types.

    :param path: the file, UTF-8, at most 8 MiB. :param nulls: whether a written-out ``null`` is a value (None).
    :returns: its values as text, lists and dicts, with line numbers.
    :raises ConfigError: unreadable file, broken YAML, duplicate key, alias, empty value, more than one document.
    """
    path = Path(path)
    text = _text(path)
    key = hashlib.sha256(text.encode()).digest(), nulls
    if key not in _known:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[key] = pickle.dumps(_parse(path, text, nulls), pickle.HIGHEST_PROTOCOL)
    # Each reader gets values of its own: whoever changes them changes nobody else's.
    value, lines = pickle.loads(_known[key])  # noqa: S301 - made a line above, in this process
    return Document(path, value, lines)


def validate(path: str | Path, model: type[M]) -> M:
    """Reads a YAML file and makes a ``model`` of it.

    :raises ConfigError: what ``read_strict`` refuses, an unknown key, a missing key or a value of another type; with its line.
    """
    return convert(read_strict(path), model)


def convert(document: Document, model: type[M], value: Any = None, place: Place = ()) -> M:
    """Makes a ``model`` of the document, or of ``value``, which stands at ``place`` in it."""
    try:
        return model.model_validate(document.value if value is None else value)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        key, values = explained(first, model)
        raise document.fault((*place, *first["loc"]), key, **values) from None


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(path, "no such file; create it or correct its name") from None
    except OSError as fault:
        raise ConfigError(path, "cannot be read ({reason}); check its rights", reason=fault.strerror) from None
    if len(data) > MAX_BYTES:
        raise ConfigError(path, "larger than {bytes} bytes; split it", bytes=MAX_BYTES)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise ConfigError(f"{path}:{line}", "not UTF-8; save the file in UTF-8") from None


def _parse(path: Path, text: str, nulls: bool) -> Any:
    """Values and lines of the only document of a text."""
    try:
        return _Builder(path, text, nulls).read()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = mark.line + 1 if mark else 1
        # The parser reads ahead and, from PyYAML 6.0.4 on, gives up on its own before the first level is built.
        if "nesting depth" in (fault.problem or ""):
            raise ConfigError(f"{path}:{line}", DEEP, most=MAX_NESTING) from None
        raise ConfigError(f"{path}:{line}", BROKEN, problem=fault.problem or fault.context or "?") from None
    except yaml.reader.ReaderError as fault:
        line = text.encode().count(b"\n", 0, fault.position) + 1
        raise ConfigError(f"{path}:{line}", "a character that YAML does not allow; remove it") from None
    except yaml.YAMLError as fault:
        raise ConfigError(f"{path}:1", BROKEN, problem=fault) from None


class _Builder:
    """Takes values straight from the parser's events: no alias is followed, nothing is resolved to a type."""

    def __init__(self, path: Path, text: str, nulls: bool = False) -> None:
        self.path = path
        self.nulls = nulls
        self.lines: dict[Place, int] = {}
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))

    def read(self) -> tuple[Any, dict[Place, int]]:
        first = self._next(yaml.StreamStartEvent, yaml.DocumentStartEvent)
        if isinstance(first, yaml.StreamEndEvent):
            raise ConfigError(f"{self.path}:1", "the file is empty; write its keys")
        value = self._build(first, ())
        last = self._next(yaml.DocumentEndEvent)
        if not isinstance(last, yaml.StreamEndEvent):
            raise self._fault(last, "a second document begins; keep one document a file")
        return value, self.lines

    def _next(self, *skipped: type[yaml.Event]) -> Any:
        return next(event for event in self.events if not isinstance(event, skipped))

    def _build(self, event: Any, place: Place) -> Any:
        if len(place) > MAX_NESTING:
            raise self._fault(event, DEEP, most=MAX_NESTING)
        if event.anchor is not None:
            raise self._fault(event, "anchors and aliases (& and *) are not used here; write the value out")
        self.lines.setdefault(place, _line(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        if self._is_null(event):
            return None
        if _is_empty(event):
            raise self._fault(event, _NO_VALUE)
        return event.value

    def _sequence(self, place: Place) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._build(event, (*place, len(values))))
        return values

    def _mapping(self, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._fault(event, "a key must be one word; write it as `key: value`")
            key = event.value
            if key in values:
                raise self._fault(event, "the key «{key}» stands twice; keep one of them", key=key)
            self.lines[(*place, key)] = _line(event)
            given = next(self.events)
            if _is_empty(given) and not self._is_null(given):
                raise self._fault(event, _NO_VALUE)
            values[key] = self._build(given, (*place, key))
        return values

    def _is_null(self, event: Any) -> bool:
        return self.nulls and _is_empty(event) and event.value == "null"

    def _fault(self, event: Any, key: str, /, **values: object) -> ConfigError:
        return ConfigError(f"{self.path}:{_line(event)}", key, **values)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _is_empty(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.style and event.value in _NULLS


_DECIMAL = N_("«{name}» must be a decimal number, not «{input}»; write for example 0.5")
_WHOLE = N_("«{name}» must be a whole number, not «{input}»; write for example 5")
_TRUTH = N_("«{name}» must be true or false, not «{input}»")
_DATE = N_("«{name}» must be a date, not «{input}»; write it as YYYY-MM-DD")
_LIST = N_("«{name}» must be a list; write its items with «- » before each")
_KEYS = N_("«{name}» must hold keys; write them indented below it")
_CHOICE = N_("«{name}» must be one of {expected}, not «{input}»")
# What pydantic calls an error → what a person who edits the file should read.
_EXPECTED = {
    "missing": N_("the key «{name}» is missing; add it"),
    "extra_forbidden": N_("unknown key «{name}»; remove it or correct its spelling"),
    "decimal_parsing": _DECIMAL,
    "decimal_type": _DECIMAL,
    "float_type": _DECIMAL,
    "float_parsing": _DECIMAL,
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_parsing": _TRUTH,
    "bool_type": _TRUTH,
    "date_type": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_parsing": _DATE,
    "string_type": N_("«{name}» must be one text; write it on one line or between quotation marks"),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "literal_error": _CHOICE,
    "enum": _CHOICE,
    "greater_than": N_("«{name}» must be more than {gt}, not {input}"),
    "greater_than_equal": N_("«{name}» must be {ge} or more, not {input}"),
    "less_than_equal": N_("«{name}» must be {le} or less, not {input}"),
    "string_pattern_mismatch": N_("«{name}» must match the pattern {pattern}, «{input}» does not"),
    "string_too_short": N_("«{name}» is empty; write it"),
    "too_short": N_("the list «{name}» is too short; items needed at least: {min_length}"),
}
_ONE_OF_KNOWN = N_("unknown key «{name}»; remove it or correct its spelling (known: {known})")
_FILE_OF_KEYS = N_("the file must hold keys; write them as `key: value`")
_ANYTHING_ELSE = N_("«{name}»: «{input}» is not what is expected there; correct it")


def explained(error: Any, model: type[BaseModel]) -> tuple[str, dict[str, str]]:
    """Text and fields that tell a person one error of pydantic in a file that should be a ``model``."""
    place, context = error["loc"], {name: str(value) for name, value in error.get("ctx", {}).items()}
    values = {**context, "name": str(place[-1]) if place else "", "input": str(error["input"])[:80]}
    if error["type"] == KIND:
        return context[KEY], context
    if error["type"] == "extra_forbidden" and len(place) == 1:
        return _ONE_OF_KNOWN, {**values, "known": ", ".join(sorted(model.model_fields))}
    if not place and error["type"] in ("model_type", "dict_type"):
        return _FILE_OF_KEYS, values
    if error["type"] in ("literal_error", "enum"):
        values["expected"] = context["expected"].replace(" or ", ", ")
    return _EXPECTED.get(error["type"], _ANYTHING_ELSE), values
