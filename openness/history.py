"""How a body's results went from run to run: totals, criteria and decided shares, and which runs may be compared.

Runs are compared only where the same edition with the same data of the law was read in the same way: else the points differ by the act and
not by the body. What is told is read from each run's result.json; nothing is scored anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine

from openness import listing, runs
from reports.errors import ReportError
from reports.numbers import exact
from reports.read import read_result

# What keeps two runs from being compared, the weightiest first.
EDITION, LAW_DATA, READINGS = "edition", "law-data", "readings"


class History(NamedTuple):
    """The scored runs of a body, and the ids of its runs whose score is not at hand."""

    runs: list[dict[str, Any]]
    without: list[str]


def history(engine: Engine, body: str) -> History:
    """The scored runs of a body by the day as of which they were made, then by their beginning.

    :param body: the code of the body.
    :returns: the scored runs; of each its identity, period, edition and readings, and ``total``, ``decided``, ``directions`` and
        ``criteria`` as result.json tells them, each criterion with the id of its direction (empty for the main one). ``against`` is the
        run before that it may be compared with and ``change`` the difference of both ends to it, both None where there is none;
        ``differs`` is what keeps it from being compared with the run just before it.
    """
    found = [(one, _result(one)) for one in listing.every(engine, body)]
    told = [_run(one, result) for one, result in found if result is not None]
    told.sort(key=lambda one: (one["as_of"], one["started_at"], one["run"]))
    for place, one in enumerate(told):
        before = next((other for other in reversed(told[:place]) if not _differs(other, one)), None)
        one["differs"] = _differs(told[place - 1], one) if place else []
        one["against"] = None if before is None else before["run"]
        one["change"] = None if before is None else _change(before, one)
    return History(told, [one["run"] for one, result in found if result is None])


def groups(told: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Runs that may be compared together, in the order in which the first of each was made."""
    found: list[list[dict[str, Any]]] = []
    for one in told:
        group = next((group for group in found if not _differs(group[0], one)), None)
        if group is None:
            found.append([one])
        else:
            group.append(one)
    return found


def _result(one: dict[str, Any]) -> dict[str, Any] | None:
    """The score of a run; None where it has none, its files are not at hand, or an earlier version wrote them otherwise."""
    if not one["files"] or not runs.reached(one["state"], "scored"):
        return None
    try:
        return read_result(Path(one["out"]))
    except ReportError:
        return None


def _run(one: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    shares = result["coverage"].get("decided") or {}
    law = result["methodology"]
    return {
        **{name: one[name] for name in ("run", "body", "period", "as_of", "started_at", "methodology", "edition")},
        "law_sha256": law["sha256"],
        "title": law["title"],
        "readings": {each["id"]: each["choice"] for each in result.get("readings", []) if not each["default"]},
        "total": {name: result["total"][name] for name in ("points", "max", "range", "final", "grade")},
        "decided": shares.get("total"),
        "directions": [
            {"id": each["id"], "title": each["title"], "range": each["total"]["range"], "max": each["total"]["max"]}
            for each in result.get("directions", [])
        ],
        "criteria": [
            {
                **{name: each[name] for name in ("id", "number", "title", "max", "range")},
                "direction": direction,
                "decided": shares.get("criteria", {}).get(each["id"]),
            }
            for direction, each in _criteria(result)
        ],
    }


def _criteria(result: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, part in (("", result), *((one["id"], one) for one in result.get("directions", []))):
        yield from ((name, each) for each in part["criteria"])


def _differs(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What keeps two runs from being compared; empty where nothing does."""
    found = []
    if (before["methodology"], before["edition"]) != (after["methodology"], after["edition"]):
        found.append(EDITION)
    elif before["law_sha256"] != after["law_sha256"]:
        found.append(LAW_DATA)
    if before["readings"] != after["readings"]:
        found.append(READINGS)
    return found


def _change(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The differences at both ends; of criteria, those that both runs score."""
    was = {one["id"]: one["range"] for one in before["criteria"]}
    both = [one for one in after["criteria"] if one["id"] in was]
    return {
        "total": _moved(before["total"]["range"], after["total"]["range"]),
        "criteria": {one["id"]: _moved(was[one["id"]], one["range"]) for one in both},
    }


def _moved(before: list[str], after: list[str]) -> list[str]:
    return [exact(Decimal(new) - Decimal(old)) for old, new in zip(before, after, strict=True)]
