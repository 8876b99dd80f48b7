"""What of a scored run can be objected to: its rows, the requirements in them, and the findings that take points or stay open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from openness import runs
from openness.faults import WrongUse
from reports import read
from reports.decisions import counted
from reports.i18n import N_
from reports.result import criteria, rows
from store.base import Language
from store.harvest import CrawlPlan

# Wrong, missing or swapped signs in a name that still counts as mistyped.
CLOSE = 3
TAKING = frozenset({"deficiency", "missing", "unverified"})
EARLY = N_("run {run} has no score yet; there is nothing to object to")


@dataclass(frozen=True)
class Place:
    """One thing of a run that can be objected to.

    ``row`` is the printed row as result.json tells it, ``name`` the id of the row or of a requirement in it, ``finding`` a line of
    findings.jsonl where one fact is meant.
    """

    row: dict[str, Any]
    name: str
    finding: dict[str, Any] | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """Id and language of the row."""
        return self.row["id"], self.row["language"]

    @property
    def weight(self) -> Decimal:
        """The most that the row gives."""
        return Decimal(self.row["weight"])


@dataclass(frozen=True)
class Results:
    """A scored run as its files tell it."""

    plan: CrawlPlan
    result: dict[str, Any]
    lines: tuple[dict[str, Any], ...]

    @cached_property
    def findings(self) -> dict[str, dict[str, Any]]:
        """Lines of findings.jsonl by id."""
        return {one["id"]: one for one in self.lines}

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows in printed order."""
        return rows(self.result)

    @cached_property
    def _penal(self) -> frozenset[str]:
        """Rows of criteria that only take points off."""
        found = [one for one in criteria(self.result) if one.get("role", "points") == "penalty"]
        return frozenset(row["id"] for one in found for table in one["indicators"] for row in table["parameters"])

    def penal(self, row: dict[str, Any]) -> bool:
        """Whether a row only takes points off, so that it gives 0 at best."""
        return row["id"] in self._penal or row["role"] in ("penalty", "deduction")

    def lost(self, row: dict[str, Any]) -> bool:
        """Whether a row lost points or may yet lose some."""
        low, high = (Decimal(end) for end in row["range"])
        if row["role"] in ("points", "bonus") and not self.penal(row):
            return low < Decimal(row["weight"])
        return low != high or row["status"] not in ("met", "exempt")

    def named(self, name: str) -> list[dict[str, Any]]:
        """The rows, one for each language, that bear this id or hold a requirement of it."""
        return [row for row in self.rows if name == row["id"] or any(name == one["id"] for one in row["elements"])]

    def with_finding(self, identity: str) -> list[dict[str, Any]]:
        """The rows that a finding serves."""
        return [row for row in self.rows if identity in ids_of(row)]

    def taking(self, place: Place) -> list[dict[str, Any]]:
        """The findings of a place that take points or leave it open, as they count now."""
        if place.finding is not None:
            return [place.finding]
        named = [self.findings[one] for one in ids_of(place.row, place.name) if one in self.findings]
        return [one for one in named if counted(one)["outcome"] in TAKING]

    def nearest(self, name: str) -> str | None:
        """The id of a row, requirement or finding that the given one is most likely meant to be; None where none is close."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        known = (
            {row["id"] for row in self.rows} | {one["id"] for row in self.rows for one in row["elements"]} | set(self.findings)
        )
        match = process.extractOne(name, sorted(known), scorer=OSA.distance, score_cutoff=CLOSE)
        return None if match is None else str(match[0])


def ids_of(row: dict[str, Any], name: str | None = None) -> tuple[str, ...]:
    """Ids of the findings of a row, or of one requirement in it."""
    holders = [one for one in row["elements"] if one["id"] == name] if name not in (None, row["id"]) else [row, *row["elements"]]
    return tuple(dict.fromkeys(identity for holder in holders for identity in holder["findings"]))


def results(engine: Engine, plan: CrawlPlan) -> Results:
    """The results of a run. Raises WrongUse for one without a score, ReportError for files that cannot be read."""
    if not runs.reached(runs.state_of(engine, plan.run_id), "scored"):
        raise WrongUse(EARLY, run=plan.run_id)
    out = Path(plan.out)
    return Results(plan, read.read_result(out), tuple(read.read_lines(out)))


def languages(found: list[dict[str, Any]]) -> Iterator[Language]:
    """The languages that rows are scored for."""
    yield from (row["language"] for row in found if row["language"] is not None)
