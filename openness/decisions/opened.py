"""What a run leaves open for people: every row, requirement and language, with what the machine saw and what was decided so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine

from openness import inputs, runs
from openness.decisions import rests
from openness.decisions.outcomes import Decision, allowed, names_of, titles_of
from openness.decisions.settings import Settings, load_settings
from openness.faults import WrongUse
from openness.shelf import Shelf
from reports.i18n import N_
from scoring.arithmetic import Tally
from scoring.engine import given
from scoring.measure import Averages, Measured, RowMeasure, exempted, measure, settled
from scoring.plan import Requirement, RowPlan, plan_of
from store import judged
from store.base import Text
from store.conclusion import Step
from store.findings import Finding, Question, question_id
from store.harvest import CrawlPlan
from store.methodology import Methodology, Rule
from store.rulings import Change, StoredRuling

CHARGING = frozenset({"deduction", "condition", "penalty"})
EARLY = N_("run {run} was not checked yet; finish it by `openness audit`, then its open rows can be decided")


@dataclass(frozen=True)
class Open:
    """One open question of a run.

    ``id`` is that of the question with what the machine saw (``rests``); ``label`` its printed number; ``beside`` says that it asks for
    shortcomings of a section's content, ``charges`` that the row itself takes points, so that its title may name the fault. ``decisions`` are
    all that were ever made on it, ``changes`` what became otherwise since the last one that no longer applies.
    """

    question: Question
    id: str
    row: RowPlan
    label: str
    title: Text
    rule: Rule
    beside: bool
    charges: bool
    allowed: tuple[Decision, ...]
    reasons: tuple[Step, ...]
    findings: tuple[Finding, ...]
    rests: dict[str, str]
    decisions: tuple[StoredRuling, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def figures(self) -> dict[str, Text]:
        """The numbers that the row is counted from; none where it is judged without."""
        return titles_of(self.row)

    @property
    def standing(self) -> tuple[StoredRuling, ...]:
        """Decisions on the question as it is put now that no other one replaced."""
        replaced = {one.ruling.supersedes for one in self.decisions}
        return tuple(one for one in self.decisions if one.ruling.finding == self.id and one.ruling.id not in replaced)


@dataclass(frozen=True)
class Sheet:
    """Everything that is open in a run, in printed order, and the rows that await the average of other bodies."""

    plan: CrawlPlan
    edition: Methodology
    settings: Settings
    questions: tuple[Open, ...]
    averaged: tuple[tuple[str, str | None], ...]
    measured: Measured
    settled: tuple[StoredRuling, ...] = field(default=())

    def get(self, name: str) -> Open | None:
        """The question of this id; None where the run does not put it."""
        return next((one for one in self.questions if one.id == name), None)


def read(engine: Engine, config: Path, plan: CrawlPlan, every: bool = False) -> Sheet:
    """What is open in a run, with all decisions on record taken in, also those that its last scoring did not know.

    :param every: also what decisions closed already.
    :raises WrongUse: a run that was not checked yet.
    """
    if not runs.reached(runs.state_of(engine, plan.run_id), "checked"):
        raise WrongUse(EARLY, run=plan.run_id)
    settings = load_settings(config)
    noted = inputs.of_run(engine, plan.run_id)
    edition = Shelf(config).read(plan, noted.readings)
    now = inputs.current(engine, plan, noted.means, noted.readings, settings.reviewers, noted.subordinates)
    taken = inputs.take(engine, plan, edition, now)
    whole = plan_of(edition, plan.body.kind)
    with engine.connect() as db:
        crawled = list(judged.read(db, plan.run_id))
        body = measure(whole, taken.subject, [*crawled, *taken.findings], taken.rulings)
        reader = _Reader(db, plan, edition, settings, body, taken)
        known = given(body, now.means)
        return Sheet(
            plan, edition, settings, tuple(reader.questions(known, every)), tuple(_averaged(body, known)), body, taken.decisions
        )


class _Reader:
    """Makes questions of what a body's rows leave open."""

    def __init__(
        self, db: Connection, plan: CrawlPlan, edition: Methodology, settings: Settings, body: Measured, taken: inputs.Taken
    ) -> None:
        self.db, self.plan, self.body = db, plan, body
        self.edition, self.settings = edition, settings
        self.exempt = exempted(body.plan, body.subject)
        self.penal = _penal(body)
        self.imported = [one for one in taken.findings if one not in taken.asked]
        self.made: dict[Question, list[StoredRuling]] = {}
        for one in taken.decisions:
            if one.ruling.question is not None:
                self.made.setdefault(one.ruling.question, []).append(one)

    def questions(self, known: Averages, every: bool) -> Iterator[Open]:
        """In printed order; of directions that no data serves nothing is asked."""
        for row in self._rows():
            if row.averaged:
                continue
            result = settled(row, known)
            opened = result.low != result.high or _open_duty(row)
            for question, tally in _asked(row):
                mine = [*self.made.get(question, ())]
                told = [one for one in row.tallies if tally is None or one is tally]
                reasons = (*result.doubts, *(reason for one in told for reason in one.reasons))
                if (opened and (tally is None or tally.reasons)) or (every and mine):
                    yield self._open(row, question, tally, reasons, mine)

    def _rows(self) -> Iterator[RowMeasure]:
        for part in self.body.plan.parts:
            rows = [self.body.rows[row.parameter.id, language] for row in part.rows() for language in row.languages]
            if part.direction is None or any(tally.findings for row in rows for tally in row.tallies):
                yield from rows

    def _open(
        self, row: RowMeasure, question: Question, tally: Tally | None, reasons: Sequence[Step], made: list[StoredRuling]
    ) -> Open:
        found = rests.on_question(self.db, self.plan.run_id, question, self.imported)
        saw = rests.machine(self.db, self.plan.run_id, found)
        asked = _requirement(row.plan, question)
        element = None if asked is None else asked.element
        title = row.plan.parameter.title if element is None else element.title
        beside = tally is not None and tally.beside and bool(row.plan.parameter.elements)
        lapsed = [one for one in made if one.changed]
        last = max(lapsed, key=lambda one: (one.ruling.made_at, one.ruling.id)) if lapsed else None
        return Open(
            question=question,
            id=question_id(question, saw),
            row=row.plan,
            label=row.plan.parameter.number if asked is None else asked.label,
            title=title,
            rule=(element.rule if element is not None else None) or row.plan.parameter.rule,
            beside=beside,
            charges=row.plan.parameter.role in CHARGING or row.plan.parameter.id in self.penal,
            allowed=allowed(row.plan, self._may_not_concern(row.plan, title), beside),
            reasons=tuple(reasons),
            findings=tuple(found),
            rests=saw,
            decisions=tuple(sorted(made, key=lambda one: (one.ruling.made_at, one.ruling.id))),
            changes=() if last is None else last.changed,
        )

    def _may_not_concern(self, row: RowPlan, title: Text) -> bool:
        """Whether the act lets a requirement go without the body: a footnote names it, or the printed words say so where the edition
        has a rule for such words."""
        if row.parameter.id in self.exempt:
            return True
        words = self.settings.not_applicable
        return "exempt" in self.edition.rules and words is not None and words.said(title)


def _asked(row: RowMeasure) -> list[tuple[Question, Tally | None]]:
    """What of a row can be asked: the row where it is counted from figures or printed without requirements, else each requirement."""
    parameter = row.plan.parameter
    if names_of(row.plan)[0] or not row.tallies:
        return [(Question(parameter=parameter.id, language=row.language), None)]
    found: dict[str, Tally] = {}
    for tally in row.tallies:
        known = found.get(tally.id)
        found[tally.id] = tally if known is None or (tally.reasons and not known.reasons) else known
    return [(Question(parameter=name, language=row.language), tally) for name, tally in found.items()]


def _requirement(row: RowPlan, question: Question) -> Requirement | None:
    return next((one for one in row.requirements if one.id == question.parameter), None)


def _open_duty(row: RowMeasure) -> bool:
    return row.plan.parameter.role == "duty" and any(tally.open and not tally.known for tally in row.tallies)


def _penal(body: Measured) -> frozenset[str]:
    """Rows of criteria that are taken off the total."""
    return frozenset(
        row.parameter.id
        for part in body.plan.parts
        for criterion in part.criteria
        if criterion.criterion.role == "penalty"
        for table in criterion.indicators
        for _, rows in table.sections
        for row in rows
    )


def _averaged(body: Measured, known: Averages) -> Iterator[tuple[str, str | None]]:
    for row in body.rows.values():
        result = settled(row, known)
        if row.averaged and result.low != result.high:
            yield row.key
