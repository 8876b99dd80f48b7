"""Runs of several bodies scored together by the real engine and written as runs are written: what a cohort report is made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from reports.result import write_run
from scoring.engine import Case, cohort
from scoring.measure import Subject
from store.base import BodyKind, Text
from store.findings import Finding
from store.methodology import Methodology
from tests.reports import sample, scored
from tests.scoring.kit import answer, asked, flawless

TRAIT = "secret-budget"
BUDGET = "kz-2025:a10.t2"
HOSTILE = '=HYPERLINK("http://evil.example";"<script>alert(1)</script>")\x1b[31m\u202e'


class Member(NamedTuple):
    """A body of the cohort and what was found of it."""

    code: str
    kind: BodyKind
    findings: Sequence[Finding]
    traits: tuple[str, ...] = ()
    name: Text | None = None


def law(name: str = "kz-2025") -> Methodology:
    return scored.edition(name)


def with_losses(edition: Methodology, kind: BodyKind, lost: int, opened: int = 0) -> list[Finding]:
    """A flawless body that lacks the first ``lost`` requirements a machine judges, and of which nobody has looked at the last ``opened``."""
    every = list(asked(edition, kind))
    machine = {one.id for one in [one for one in every if one.uses][:lost]}
    unseen = {one.id for one in every[len(every) - opened :]}
    told = [one for one in every if one.id not in unseen]
    return [finding for one in told for finding in answer(one, "missing" if one.id in machine else "met")]


def secret(edition: Methodology) -> list[Finding]:
    """A flawless body of which it was established that the rows on the budget do not concern it."""
    found: list[Finding] = []
    for one in asked(edition, "central"):
        found += answer(one, "not-applicable" if one.row.id.startswith(BUDGET) else "met")
    return found


def members(edition: Methodology) -> list[Member]:
    """Two bodies whose totals are certain, one that is open, one with a secret budget, one local."""
    hostile = sample.text(HOSTILE, HOSTILE)
    return [
        Member("alpha", "central", flawless(edition, "central")),
        Member("beta", "central", with_losses(edition, "central", 6)),
        Member("gamma", "central", with_losses(edition, "central", 4, opened=12), name=hostile),
        Member("mod", "central", secret(edition), (TRAIT,), sample.text("Қорғаныс министрлігі", "Министерство обороны")),
        Member(
            "akmola",
            "local",
            with_losses(edition, "local", 3),
            name=sample.text("Ақмола облысының әкімдігі", "Акимат Акмолинской области"),
        ),
    ]


def written(root: Path, edition: Methodology, bodies: Sequence[Member], day: str = "2026-11-20") -> dict[str, Path]:
    """The folder of each body's run, by code."""
    cases = [Case(Subject(one.code, frozenset(one.traits)), one.kind, tuple(one.findings)) for one in bodies]
    conclusions = cohort(cases, edition)
    return {one.code: _run(root / one.code, edition, one, conclusions[one.code], day) for one in bodies}


def _run(out: Path, edition: Methodology, one: Member, conclusion: object, day: str) -> Path:
    info = sample.run_info(f"{day}-{one.code}-01").model_copy(update={"as_of": date.fromisoformat(day), "period": day[:4]})
    changed = {"code": one.code, "kind": one.kind, "traits": one.traits, "name": one.name or sample.body().name}
    body = sample.body().model_copy(update=changed)
    write_run(out, info, body, edition, sample.coverage(), conclusion, one.findings)  # type: ignore[arg-type]
    return out


def before(edition: Methodology) -> list[Member]:
    """The same a year before: one body was not there yet, one had lost less, one was open."""
    return [
        Member("alpha", "central", with_losses(edition, "central", 8)),
        Member("beta", "central", with_losses(edition, "central", 2, opened=12)),
        Member("gamma", "central", flawless(edition, "central")),
        Member("akmola", "local", flawless(edition, "local")),
    ]
