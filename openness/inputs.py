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
from openness.subordinates.findings import findings_of as of_subordinates
from openness.subordinates.findings import rests_on
from scoring.comparing import Again
from scoring.measure import Subject
from scoring.plan import Plan, plan_of
from store import objections, reported, rulings, schema
from store.base import Frozen
from store.conclusion import Mean
from store.findings import Fact, Finding, Ruling
from store.harvest import CrawlPlan
from store.methodology import Methodology
from store.objections import Book
from store.objects import ObjectStore
from store.rulings import StoredRuling
from store.subordinates import Gathered


class Inputs(Frozen):
    """Ids of imports and rulings, the averages that a cohort gave, and the readings chosen otherwise than by default.

    ``readings`` is None where nothing was noted yet: then those of the run's plan hold. ``reviewers`` is how many people had to say the
    same of an open question, ``objections`` the entries on objections to the run, ``subordinates`` what the audits of the body's
    organisations said, None where no register tells of any.
    """

    imports: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()
    means: tuple[Mean, ...] = ()
    readings: dict[str, str] | None = None
    reviewers: int = 1
    objections: tuple[str, ...] = ()
    subordinates: Gathered | None = None


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
    objections: Book = Book()  # noqa: RUF009 - frozen
    """What is on record of objections to the run."""
    gathered: tuple[Finding, ...] = ()
    """Those of the findings that are made of what was found of subordinate organisations."""

    def again(self, crawled: Sequence[Fact]) -> Again:
        """The findings of the run under another plan: those made of imports may come out otherwise for rows that changed."""

        standing = (*self.asked, *self.gathered)
        known = {one.id for one in standing}

        def findings(plan: Plan, rows: frozenset[str]) -> list[Fact] | None:
            fresh = findings_for(self.imports, plan, self.subject, rows)
            imported = [one for one in self.findings if one.id not in known]
            if fresh == [one for one in imported if one.parameter in rows]:
                return None
            return [*crawled, *standing, *(one for one in imported if one.parameter not in rows), *fresh]

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
    engine: Engine,
    plan: CrawlPlan,
    means: tuple[Mean, ...],
    readings: dict[str, str] | None = None,
    reviewers: int = 1,
    subordinates: Gathered | None = None,
) -> Inputs:
    """What there is to take in now: the newest imports that cover the run's period, every decision on the body.

    ``readings`` are the choices to be made, none for those of the plan; ``reviewers`` what the configuration demands; ``subordinates`` what
    the audits of its organisations say now.
    """
    with engine.connect() as db:
        imports = reported.imports_for(db, plan.body.code, plan.period)
        decided = rulings.read(db, plan.body.code)
        entries = objections.of_run(db, plan.run_id)
    return Inputs(
        imports=tuple(one.id for one in imports),
        rulings=tuple(one.ruling.id for one in decided),
        means=means,
        readings=readings,
        reviewers=reviewers,
        objections=tuple(one.entry.id for one in entries.kept),
        subordinates=subordinates,
    )


def written(inputs: Inputs) -> str:
    """The inputs as they are noted with the run."""
    told = inputs.model_dump(mode="json", exclude={"subordinates"} if inputs.subordinates is None else None)
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def before_commissions(taken: Taken) -> Inputs | None:
    """The inputs without what commissions decided on objections to this run; None where they decided nothing."""
    sittings = {one.id for one in taken.objections.sittings}
    if not sittings:
        return None
    kept = tuple(one.ruling.id for one in taken.decisions if one.ruling.sitting not in sittings)
    return taken.inputs.model_copy(update={"rulings": kept, "objections": ()})


def take(engine: Engine, plan: CrawlPlan, edition: Methodology, inputs: Inputs, more: tuple[StoredRuling, ...] = ()) -> Taken:
    """The findings and decisions that the noted ids stand for.

    :param more: decisions besides, that are not on record.
    """
    with engine.connect() as db:
        named = set(inputs.imports)
        imports = [one for one in reported.all_imports(db, plan.body.code) if one.id in named]
        wanted = set(inputs.rulings)
        decisions = [*(one for one in rulings.read(db, plan.body.code) if one.ruling.id in wanted), *more]
        entries = objections.of_run(db, plan.run_id, inputs.objections)
        subject = Subject(plan.body.code, frozenset(plan.body.traits))
        made = findings_of(imports, edition, plan.body.kind, subject)
        whole, found = plan_of(edition, plan.body.kind), inputs.subordinates
        gathered = () if found is None else tuple(of_subordinates(found, whole))
        asked = put(db, plan.run_id, whole, decisions, [*made, *gathered], inputs.reviewers)
    attached = {file.sha256 for one in decisions for file in one.ruling.files}
    return Taken(
        inputs=inputs,
        findings=(*made, *gathered, *asked.findings),
        decisions=asked.decisions,
        subject=subject,
        imports=tuple(imports),
        files=tuple(
            sorted(
                {
                    *(one.sha256 for one in imports),
                    *(one.sha256 for one in decisions),
                    *attached,
                    *entries.digests,
                    *_register(found),
                }
            )
        ),
        asked=asked.findings,
        objections=entries,
        gathered=gathered,
    )


def _register(found: Gathered | None) -> tuple[str, ...]:
    return () if found is None else (found.register_sha256,)


def prove(db: Connection, objects: ObjectStore, taken: Taken) -> None:
    """Puts the imported files, and what the findings on subordinate organisations rest on, among the evidence of the run."""
    for sha256 in taken.files:
        objects.put(reported.content(db, sha256))
    if taken.inputs.subordinates is not None:
        objects.put(rests_on(taken.inputs.subordinates))
