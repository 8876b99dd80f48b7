"""What changed since an earlier run, as a report tells it: ``since.json`` beside the result, made where a report is asked for with it.

The report follows from the files of its run alone, and this is one of them; scoring the run again takes it away.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from reports.compared import Compared, Key, points_stored
from reports.errors import ReportError
from reports.files import canonical, write_whole
from store.base import Frozen, Text
from store.conclusion import Range
from store.told import N_

SINCE_FILE = "since.json"
BROKEN = N_("not what this program stores there ({reason}); write the report again with --since, or remove the file")
OTHER_RUN = N_("it tells of run {found}, not of {run}; write the report again with --since, or remove the file")

OTHER_RESULT = N_("it tells of another result of run {run}; write the report again with --since, or remove the file")


class Point(Frozen):
    """A run of the body in its row of comparable runs: its day, its period, its total and the most there is."""

    run: str
    as_of: str
    period: str
    total: Range
    most: str


class Since(Frozen):
    """The comparison with an earlier run, and how the total went from run to run up to this one."""

    form: Literal["openness/since/1"] = Field(alias="schema", default="openness/since/1")
    title: Text
    compared: Compared
    trend: tuple[Point, ...] = ()


def write_since(out: Path, found: Since) -> None:
    """Writes the file into a run's folder. Raises ReportError where it cannot be written."""
    write_whole(out / SINCE_FILE, [canonical(found.model_dump(mode="json", by_alias=True), indent=1), "\n"])


def read_since(out: Path, result: dict[str, Any], findings: Iterable[dict[str, Any]]) -> Since | None:
    """What a run's folder holds; None where the report was not asked for with it.

    :param result: the result of the run, which the file must end in; ``findings`` are its findings.
    :raises ReportError: a file of another form, of another run, or of another result of this run.
    """
    file, run = out / SINCE_FILE, result["run"]["id"]
    if not file.exists():
        return None
    try:
        found = Since.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else fault.errors(include_url=False)[0]["msg"]
        raise ReportError(file, BROKEN, reason=reason) from fault
    if found.compared.after.run != run:
        raise ReportError(file, OTHER_RUN, found=found.compared.after.run, run=run)
    if not _ends_in(found.compared, result, frozenset(one["id"] for one in findings)):
        raise ReportError(file, OTHER_RESULT, run=run)
    return found


def _ends_in(found: Compared, result: dict[str, Any], known: frozenset[str]) -> bool:
    """Whether the comparison ends in the points and the findings that the run has."""
    points = points_stored(result)
    reached = all(one.after == points.get(Key(one.kind, one.id, one.language)) for one in found.moved)
    return reached and all(one.after in known for one in found.findings if one.after)
