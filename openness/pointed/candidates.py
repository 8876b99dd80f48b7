"""Candidates for the act of reconciliation: what in a body's report was contradicted, with what people decided of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from openness.pointed.vouching import Standing
from store import judged, rulings
from store.findings import REPORTED, Finding, Outcome, Ruling
from store.harvest import CrawlPlan


@dataclass(frozen=True)
class Candidate:
    """One contradiction. ``decided`` are the decisions on it that no other one replaced."""

    finding: Finding
    decided: tuple[Ruling, ...]

    @property
    def charged(self) -> bool:
        """Whether people agree that it is a false fact."""
        return bool(self.decided) and all(one.outcome in (Outcome.DEFICIENCY, Outcome.MISSING) for one in self.decided)


def read(db: Connection, plan: CrawlPlan) -> list[Candidate]:
    """The candidates of a checked run, in the order of the report."""
    said: dict[str, list[Ruling]] = {}
    every = [one.ruling for one in rulings.read(db, plan.body.code)]
    replaced = {one.supersedes for one in every}
    for one in every:
        if one.id not in replaced:
            said.setdefault(one.finding, []).append(one)
    return [Candidate(finding, tuple(said.get(finding.id, ()))) for finding in _contradicted(db, plan.run_id)]


def _contradicted(db: Connection, run_id: str) -> Iterator[Finding]:
    for finding in judged.read(db, run_id):
        if finding.check == REPORTED and finding.facts.get("standing") == Standing.CONTRADICTED.value:
            yield finding
