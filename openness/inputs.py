"""What a run's scoring takes in besides its own findings: reported data, people's decisions, averages of other bodies.

It is noted with the run, so that a replay takes in the same, whatever was imported or decided since.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from openness.decisions.put import put
from openness.imports.findings import findings_for, findings_of
from scoring.comparing import Again
from scoring.measure import Subject
from scoring.plan import Plan, plan_of
from store import reported, rulings, schema
from store.base import Frozen
from store.conclusion import Mean
from store.findings import Fact, Finding, Ruling
from store.harvest import CrawlPlan
from store.methodology import Methodology
from store.objects import ObjectStore
from store.rulings import StoredRuling


class Inputs(Frozen):
    """Ids of imports and rulings, the averages that a cohort gave, and the readings chosen otherwise than by default.

    ``readings`` is None where nothing was noted yet: then those of the run's plan hold. ``reviewers`` is how many people had to say the
    same of an open question.
    """

    imports: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()
    means: tuple[Mean, ...] = ()
    readings: dict[str, str] | None = None
    reviewers: int = 1


@dataclass(frozen=True)
class Taken:
    """The inputs themselves. ``files`` are digests of the imported files, which belong into the run's evidence; those of
    decisions too, and of decisions that came without a file."""

    inputs: Inputs
    findings: tuple[Finding, ...]
    decisions: tuple[StoredRuling, ...]
    subject: Subject
    files: tuple[str, ...]
    imports: tuple[reported.StoredImport, ...] = ()
    asked: tuple[Finding, ...] = ()
    """Those of the findings that are open questions put to people."""

    def again(self, crawled: Sequence[Fact]) -> Again:
        """The findings of the run under another plan: those made of imports may come out otherwise for rows that changed."""

        def findings(plan: Plan, rows: frozenset[str]) -> list[Fact] | None:
            fresh = findings_for(self.imports, plan, self.subject, rows)
            imported = [one for one in self.findings if one not in self.asked]
            if fresh == [one for one in imported if one.parameter in rows]:
                return None
            return [*crawled, *self.asked, *(one for one in imported if one.parameter not in rows), *fresh]

        return findings

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """People's decisions as scoring takes them."""
        return tuple(one.ruling for one in self.decisions)


def of_run(engine: Engine, run_id: str) -> Inputs:
    """What the last scoring of a run took in; nothing for a run that was never scored."""
    with engine.connect() as db:
        text = db.execute(select(schema.runs.c.inputs).where(schema.runs.c.id == run_id)).scalar_one()
    return Inputs.model_validate_json(text) if text else Inputs()


def current(
    engine: Engine, plan: CrawlPlan, means: tuple[Mean, ...], readings: dict[str, str] | None = None, reviewers: int = 1
) -> Inputs:
    """What there is to take in now: the newest imports that cover the run's period, every decision on the body.

    ``readings`` are the choices to be made, none for those of the plan; ``reviewers`` what the configuration demands.
    """
    with engine.connect() as db:
        imports = reported.imports_for(db, plan.body.code, plan.period)
        decided = rulings.read(db, plan.body.code)
    return Inputs(
        imports=tuple(one.id for one in imports),
        rulings=tuple(one.ruling.id for one in decided),
        means=means,
        readings=readings,
        reviewers=reviewers,
    )


def written(inputs: Inputs) -> str:
    """The inputs as they are noted with the run."""
    return json.dumps(inputs.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)


def take(engine: Engine, plan: CrawlPlan, edition: Methodology, inputs: Inputs) -> Taken:
    """The findings and decisions that the noted ids stand for."""
    with engine.connect() as db:
        named = set(inputs.imports)
        imports = [one for one in reported.all_imports(db, plan.body.code) if one.id in named]
        wanted = set(inputs.rulings)
        decisions = [one for one in rulings.read(db, plan.body.code) if one.ruling.id in wanted]
        subject = Subject(plan.body.code, frozenset(plan.body.traits))
        made = findings_of(imports, edition, plan.body.kind, subject)
        asked = put(db, plan.run_id, plan_of(edition, plan.body.kind), decisions, made, inputs.reviewers)
    attached = {file.sha256 for one in decisions for file in one.ruling.files}
    return Taken(
        inputs=inputs,
        findings=(*made, *asked.findings),
        decisions=asked.decisions,
        subject=subject,
        imports=tuple(imports),
        files=tuple(sorted({*(one.sha256 for one in imports), *(one.sha256 for one in decisions), *attached})),
        asked=asked.findings,
    )


def prove(db: Connection, objects: ObjectStore, files: tuple[str, ...]) -> None:
    """Puts the imported files among the evidence of the run."""
    for sha256 in files:
        objects.put(reported.content(db, sha256))
