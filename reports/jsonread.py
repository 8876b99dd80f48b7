"""Reading JSON that may come from anybody: bounded in bytes, values and depth; one fault that names file and line.

Refused besides: a key that stands twice in one object (readers would disagree on which counts), NaN and infinities (no
JSON), numbers of more digits than anything counts.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from reports.errors import ReportError
from store.told import N_

MAX_FILE = 256 * 1024 * 1024
MAX_LINE = 4 * 1024 * 1024
MAX_VALUES = 4_000_000
MAX_DEPTH = 40
MAX_DIGITS = 40
LONG_FILE = N_("larger than {most} bytes; no file of this kind is")
LONG_LINE = N_("the line is longer than {most} bytes; no line of this kind is")
NOT_UTF8 = N_("not UTF-8 at byte {at}; the file was changed after the run")
NOT_JSON = N_("not JSON at character {at}; the file was changed or cut off after the run")
NOT_NUMBER = N_("a number that no file of this kind holds ({found}); the file was changed after the run")
TWICE = N_("the key {key} stands twice in one object; the file was changed after the run")
DEEP = N_("nested deeper than {most} levels; no file of this kind is")
MANY = N_("more than {most} values; no file of this kind holds so many")
NOT_OBJECT = N_("an object was expected; the file was changed after the run")
WRONG_SCHEMA = N_("schema {expected} was expected, not {found}; the file is of another version or kind")
ABSENT_KEY = N_("the key {key} is missing; the file was changed after the run or is of another version")
OTHER_TYPE = N_("the key {key} holds a value of another type than this program writes; the file was changed after the run")
UNREADABLE = N_("cannot be read ({reason}); name the folder of a finished run")


class Expected(BaseModel):
    """The keys that a reader rests on, with their types; other keys are let be."""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)


M = TypeVar("M", bound=Expected)


class _Refused(ValueError):
    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def read_object(path: Path, expected: type[M], schema: str = "") -> tuple[dict[str, Any], M]:
    """A file that is one JSON object: its whole value, and what of it was expected.

    :param schema: what its key ``schema`` must say, where it has one.
    :raises ReportError: one line with the file and what is wrong with it.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as fault:
        raise unreadable(path, fault) from fault
    if len(data) > MAX_FILE:
        raise ReportError(path, LONG_FILE, most=MAX_FILE)
    return _object(data, str(path), expected, schema)


def read_objects(path: Path, expected: type[M], schema: str = "") -> Iterator[tuple[dict[str, Any], M]]:
    """A file of JSON objects, one a line. Raises ReportError with file and line."""
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(MAX_LINE + 1):
                number += 1
                place = f"{path}:{number}"
                if len(line) > MAX_LINE:
                    raise ReportError(place, LONG_LINE, most=MAX_LINE)
                yield _object(line, place, expected, schema)
    except OSError as fault:
        raise unreadable(path, fault) from fault


def unreadable(path: Path, fault: OSError) -> ReportError:
    """A file that the system does not give."""
    return ReportError(path, UNREADABLE, reason=fault.strerror or type(fault).__name__)


def _object(data: bytes, place: str, expected: type[M], schema: str) -> tuple[dict[str, Any], M]:
    value = parse(data, place)
    if not isinstance(value, dict):
        raise ReportError(place, NOT_OBJECT)
    if schema and value.get("schema") != schema:
        raise ReportError(place, WRONG_SCHEMA, expected=schema, found=str(value.get("schema"))[:80])
    try:
        return value, expected.model_validate(value)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        words = ABSENT_KEY if first["type"] == "missing" else OTHER_TYPE
        raise ReportError(place, words, key=".".join(str(part) for part in first["loc"])) from fault


def parse(data: bytes, place: str) -> Any:
    """The value of bounded bytes of JSON. Raises ReportError that names ``place``."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise ReportError(place, NOT_UTF8, at=fault.start) from fault
    if text.count(",") + text.count("[") + text.count("{") > MAX_VALUES:
        raise ReportError(place, MANY, most=MAX_VALUES)
    try:
        value = json.loads(text, object_pairs_hook=_pairs, parse_int=_whole, parse_float=_fraction, parse_constant=_constant)
    except _Refused as fault:
        raise ReportError(place, fault.key, **fault.values) from fault
    except json.JSONDecodeError as fault:
        raise ReportError(place, NOT_JSON, at=fault.pos + 1) from fault
    except RecursionError as fault:
        raise ReportError(place, DEEP, most=MAX_DEPTH) from fault
    if _too_deep(value):
        raise ReportError(place, DEEP, most=MAX_DEPTH)
    return value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise _Refused(TWICE, key=name[:80])
        seen.add(name)
    return found


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _Refused(NOT_NUMBER, found=digits[:20] + "…")
    return int(digits)


def _fraction(digits: str) -> float:
    found = float(digits)
    if len(digits) > MAX_DIGITS or not math.isfinite(found):
        raise _Refused(NOT_NUMBER, found=digits[:20])
    return found


def _constant(name: str) -> float:
    raise _Refused(NOT_NUMBER, found=name)


def _too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for outer in level for inner in _inner(outer)]
        if not level:
            return False
    return True


def _inner(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [item for item in value.values() if isinstance(item, dict | list)]
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict | list)]
    return []
