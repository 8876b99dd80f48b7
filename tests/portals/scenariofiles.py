"""Scenario files of a stand-in, by body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.plainyaml import read_yaml

HERE = Path(__file__).parent


def scenarios(folder: str) -> dict[str, dict[str, Any]]:
    """The scenario of every body of one stand-in."""
    files = sorted((HERE / folder / "scenario").glob("*.yaml"))
    return {file.stem: read_yaml(file) for file in files}


def names() -> dict[str, Any]:
    """The bodies of all scenarios."""
    found: dict[str, Any] = read_yaml(HERE / "bodies.yaml")["bodies"]
    return found


def days_of(given: list[Any]) -> Iterator[date]:
    """Days that a scenario lists, singly or as ``{from, to, every}`` (a number of days)."""
    for one in given:
        if isinstance(one, dict):
            day, last = date.fromisoformat(str(one["from"])), date.fromisoformat(str(one["to"]))
            while day <= last:
                yield day
                day += timedelta(days=one["every"])
        else:
            yield date.fromisoformat(str(one))
