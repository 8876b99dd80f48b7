"""Reading back what a run wrote, for replay, report and export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reports import shape
from reports.errors import ReportError
from reports.result import FINDINGS_FILE, RESULT_FILE
from store.findings import Finding
from store.told import N_

WRONG_SCHEMA = N_("schema {expected} was expected, not {found}; the file is of another version or kind")
MAX_RESULT = 256 * 1024 * 1024
MAX_LINE = 4 * 1024 * 1024


def read_result(out: Path) -> dict[str, Any]:
    """The value of result.json in a run's folder. Raises ReportError with one line when it is absent or not such a file."""
    path = out / RESULT_FILE
    value = _parse(_text(path), str(path))
    _expect_schema(value, shape.RESULT, str(path))
    return value


def read_lines(out: Path) -> list[dict[str, Any]]:
    """The findings of a run's folder as plain values, in the order of the file. Raises ReportError with file and line."""
    path = out / FINDINGS_FILE
    return list(_lines(path))


def read_findings(out: Path) -> list[Finding]:
    """The findings of a run's folder as the scorer takes them. Raises ReportError with file and line."""
    path = out / FINDINGS_FILE
    return [to_finding(value, f"{path}:{number}") for number, value in enumerate(_lines(path), 1)]


def to_finding(value: dict[str, Any], place: str) -> Finding:
    """One line of findings.jsonl as a Finding. Raises ReportError that names ``place`` and the key at fault."""
    fields = {key: item for key, item in value.items() if key != "schema"}
    fields["confidence"] = str(fields.get("confidence", 1))
    try:
        return Finding.model_validate(fields)
    except ValidationError as fault:
        first = fault.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "finding"
        raise ReportError(
            place, "{key}: {reason}; run the check stage of this run again", key=key, reason=first["msg"]
        ) from fault


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                place = f"{path}:{number}"
                if len(line) > MAX_LINE:
                    raise ReportError(place, "the line is longer than {most} characters; no finding is", most=MAX_LINE)
                value = _parse(line, place)
                _expect_schema(value, shape.FINDING, place)
                yield value
    except (OSError, UnicodeDecodeError) as fault:
        raise _unreadable(path, fault) from fault


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_RESULT:
            raise ReportError(path, "larger than {most} bytes; no result is", most=MAX_RESULT)
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise _unreadable(path, fault) from fault


def _unreadable(path: Path, fault: Exception) -> ReportError:
    if isinstance(fault, UnicodeDecodeError):
        return ReportError(path, "not UTF-8 at byte {at}; the file was changed after the run", at=fault.start)
    reason = getattr(fault, "strerror", None) or type(fault).__name__
    return ReportError(path, "cannot be read ({reason}); name the folder of a finished run", reason=reason)


def _parse(text: str, place: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as fault:
        raise ReportError(place, "not JSON ({reason}); the file was changed or cut off after the run", reason=fault) from fault
    if not isinstance(value, dict):
        raise ReportError(
            place, "an object was expected, not {found}; run the stage that wrote it again", found=type(value).__name__
        )
    return value


def _expect_schema(value: dict[str, Any], schema: str, place: str) -> None:
    if value.get("schema") != schema:
        raise ReportError(place, WRONG_SCHEMA, expected=schema, found=str(value.get("schema"))[:80])
