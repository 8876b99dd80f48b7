"""Reading back what a run wrote, for replay, report and export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reports import shape
from reports.errors import ReportError
from reports.expected import FindingLine, ResultFile
from reports.jsonread import read_object, read_objects
from reports.result import FINDINGS_FILE, RESULT_FILE
from store.findings import Finding


def read_result(out: Path) -> dict[str, Any]:
    """The value of result.json in a run's folder. Raises ReportError with one line when it is absent or not such a file."""
    return result(out)[0]


def result(out: Path) -> tuple[dict[str, Any], ResultFile]:
    """The same, and what of it every reader rests on."""
    return read_object(out / RESULT_FILE, ResultFile, shape.RESULT)


def read_lines(out: Path) -> list[dict[str, Any]]:
    """The findings of a run's folder as plain values, in the order of the file. Raises ReportError with file and line."""
    return [value for value, _ in lines(out)]


def read_findings(out: Path) -> list[Finding]:
    """The findings of a run's folder as the scorer takes them. Raises ReportError with file and line."""
    path = out / FINDINGS_FILE
    return [to_finding(value, f"{path}:{number}") for number, (value, _) in enumerate(lines(out), 1)]


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
            place, "«{key}» is not what this version writes into a finding; run the check stage of this run again", key=key
        ) from fault


def lines(out: Path) -> Iterator[tuple[dict[str, Any], FindingLine]]:
    """The findings of a run's folder one by one. Raises ReportError with file and line."""
    yield from read_objects(out / FINDINGS_FILE, FindingLine, shape.FINDING)
