"""From a commission's decision to decisions on findings and open questions: what they count as from now on.

* ``accepted``: each fact that is objected to is fulfilled (or does not apply); of a row every fact that takes points, and what is open is there.
* ``partly``: what stands is named: the number of shortcomings of one fact, the facts that fall, or the figures of the row.
* ``refused``: everything stays; what an earlier sitting that this one replaces had changed is put back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from openness.decisions import answering, book
from openness.decisions.answering import Answer
from openness.decisions.opened import Open, Sheet
from openness.decisions.outcomes import Decision as Answered
from openness.decisions.proof import Wrong
from openness.objections.places import Place, Results, ids_of
from openness.objections.told import Named
from reports.decisions import counted
from reports.i18n import N_
from reports.objections import DECISION
from store import rulings
from store.base import Text
from store.findings import MANUAL, REVIEWERS, Outcome, Proof, Ruling, RulingReason
from store.objections import OUTCOMES, Decision, Disagreement, Objection, Resolution, Votes
from store.visible import line

AUTHOR = "Арнайы комиссия / Специальная комиссия"
NOTHING = N_(
    "«{decision}», but no fact of the row {row} takes points and nothing of it is open; give the figures of the row or decide «{refused}»"
)
WHAT_STANDS = N_(
    "«{decision}» needs what stands: the number of shortcomings of one fact, the facts that fall, or the figures of the row"
)
COUNT = N_("found {found}; «{decision}» leaves from 1 to {most} shortcomings of the fact {finding}")
NOT_OF_IT = N_("found «{found}»; one of the facts objected to was expected: {known}")
NO_DETAILS = N_("«{decision}» changes nothing, so no number, fact, figure or outcome goes with it")
NO_FIGURES = N_("the row {row} is not counted from these figures: {names}")


@dataclass(frozen=True)
class Given:
    """A commission's decision on one line of an objection. ``place`` is its number, or its line in a file.

    ``findings`` are the facts that fall, ``count`` the shortcomings that stand, ``figures`` those of the row, ``final`` the points that
    the commission named.
    """

    objection: str
    number: int
    decision: Decision
    votes: Votes
    note: Text
    reason: RulingReason | None = None
    outcome: Outcome | None = None
    count: int | None = None
    findings: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    final: str | None = None
    place: int = 1

    @property
    def resolution(self) -> Resolution:
        """As it is put on record."""
        return Resolution(
            objection=self.objection,
            number=self.number,
            decision=self.decision,
            votes=self.votes,
            note=self.note,
            reason=self.reason,
            outcome=self.outcome,
            count=self.count,
            findings=self.findings,
            figures=dict(sorted(self.figures.items())),
            final=self.final,
        )


@dataclass(frozen=True)
class Line:
    """A line of an objection with what it means in the run, and what an earlier sitting made of it."""

    objection: Objection
    said: Disagreement
    place: Place
    before: tuple[str, ...] = ()


class Settler:
    """Makes the decisions of one sitting on one run."""

    def __init__(self, engine: Engine, results: Results, sheet: Sheet, sitting: str, at: datetime) -> None:
        self.engine, self.results, self.sheet = engine, results, sheet
        self.sitting, self.at = sitting, at
        self.body = results.plan.body.code
        with engine.connect() as db:
            self.known = {one.ruling.id: one.ruling for one in rulings.read(db, self.body)}

    def settle(self, one: Line, given: Given) -> tuple[list[Ruling], list[Wrong]]:
        """The decisions that a line becomes, or what speaks against it."""
        if given.decision is Decision.REFUSED:
            named = given.outcome is not None or given.count is not None or given.findings or given.figures
            wrong = [Wrong(given.place, "decision", NO_DETAILS, {"decision": _said(given)})] if named else []
            return [*self._put_back(one, given, ())], wrong
        made, wrong = self._by_figures(one, given) if given.figures else self._by_facts(one, given)
        return ([], wrong) if wrong else ([*made, *self._put_back(one, given, made)], [])

    def _by_facts(self, one: Line, given: Given) -> tuple[list[Ruling], list[Wrong]]:
        facts = [fact for fact in self.results.taking(one.place) if not _is_question(fact)]
        if given.findings:
            known = [fact["id"] for fact in facts]
            wrong = [
                Wrong(given.place, "findings", NOT_OF_IT, {"found": line(name, 60), "known": known})
                for name in given.findings
                if name not in known
            ]
            if wrong:
                return [], wrong
            facts = [fact for fact in facts if fact["id"] in given.findings]
        asked = [] if given.findings else list(self._questions(one))
        if given.decision is Decision.PARTLY and not given.findings:
            return self._partly(one, given, facts, asked)
        if not facts and not asked:
            words = {"decision": _said(given), "row": one.place.row["number"], "refused": Named(DECISION, Decision.REFUSED)}
            return [], [Wrong(given.place, "decision", NOTHING, words)]
        outcome = given.outcome or Outcome.MET
        made = [ruling for fact in facts for ruling in self._on(fact, given, outcome, 1, {})]
        said = Answered.NOT_APPLICABLE if outcome is Outcome.NOT_APPLICABLE else Answered.PRESENT
        return self._answered(one, given, asked, said, made)

    def _partly(
        self, one: Line, given: Given, facts: list[dict[str, Any]], asked: list[Open]
    ) -> tuple[list[Ruling], list[Wrong]]:
        if given.count is None or len(facts) + len(asked) != 1:
            return [], [Wrong(given.place, "count", WHAT_STANDS, {"decision": _said(given)})]
        if asked:
            return self._answered(one, given, asked, Answered.PARTIAL, [])
        fact = facts[0]
        most = max(counted(fact)["count"], fact["count"] if one.before else 0) - 1
        if not 1 <= given.count <= most:
            told = {"found": given.count, "decision": _said(given), "most": most, "finding": fact["id"]}
            return [], [Wrong(given.place, "count", COUNT, told)]
        return [*self._on(fact, given, Outcome.DEFICIENCY, given.count, {})], []

    def _by_figures(self, one: Line, given: Given) -> tuple[list[Ruling], list[Wrong]]:
        names = set(given.figures)
        facts = [self.results.findings[name] for name in ids_of(one.place.row) if name in self.results.findings]
        facts = [fact for fact in facts if not _is_question(fact) and names <= set(fact["facts"])]
        if facts:
            return [
                ruling
                for fact in facts
                for ruling in self._on(fact, given, Outcome(counted(fact)["outcome"]), counted(fact)["count"], given.figures)
            ], []
        asked = list(self._questions(one, decided=True))
        if not asked:
            told = {"row": one.place.row["number"], "names": sorted(names)}
            return [], [Wrong(given.place, "figures", NO_FIGURES, told)]
        said = Answered.PRESENT if given.decision is Decision.ACCEPTED else Answered.PARTIAL
        return self._answered(one, given, asked, said, [])

    def _questions(self, one: Line, decided: bool = False) -> Iterator[Open]:
        """What of a place is open, or was decided by people; of a fact only the question that it is itself.

        :param decided: also where people decided that nothing is to be taken.
        """
        if one.place.finding is not None:
            found = self.sheet.get(one.place.finding["id"]) if _is_question(one.place.finding) else None
            yield from () if found is None else (found,)
            return
        for question in self.sheet.questions:
            asked = question.question
            if question.row.parameter.id == one.place.row["id"] and asked.language == one.place.row["language"]:
                whole = one.place.name == one.place.row["id"]
                if (whole or asked.parameter == one.place.name) and (decided or not self._full(question)):
                    yield question

    @staticmethod
    def _full(question: Open) -> bool:
        """Whether people decided already that nothing is to be taken for it."""
        return bool(question.standing) and all(said.ruling.outcome in OUTCOMES for said in question.standing)

    def _answered(
        self, one: Line, given: Given, asked: list[Open], said: Answered, made: list[Ruling]
    ) -> tuple[list[Ruling], list[Wrong]]:
        wrong: list[Wrong] = []
        files = tuple(dict.fromkeys((*one.said.files, *one.objection.files)))
        for question in asked:
            standing: list[str | None] = [said.ruling.id for said in question.standing]
            for earlier in standing or [None]:
                answer = self._answer(given, said, one.said.links, files, earlier)
                faults = answering.wrong(given.place, question, answer)
                wrong += faults
                if not faults:
                    ruling = answering.decision(self.engine, self.sheet, question, answer, ())
                    made.append(self._named(ruling.model_copy(update={"files": files})))
        return made, wrong

    def _answer(
        self, given: Given, said: Answered, links: tuple[str, ...], files: tuple[Proof, ...], earlier: str | None
    ) -> Answer:
        return Answer(
            decision=said,
            reason=_reason(given, RulingReason.CONFIRMED),
            note=given.note,
            reviewer=AUTHOR,
            made_at=self.at,
            count=given.count,
            figures=given.figures,
            links=links,
            files=tuple(file.name for file in files),
            supersedes=earlier,
        )

    def _on(
        self, fact: dict[str, Any], given: Given, outcome: Outcome, count: int, figures: Mapping[str, str]
    ) -> Iterator[Ruling]:
        """Decisions on a finding; each takes the place of one that stands, so that none contradicts it."""
        with self.engine.connect() as db:
            made = book.history(db, self.body, fact["id"])
        standing: list[str | None] = [one.stored.ruling.id for one in made if not one.replaced_by]
        usual = RulingReason.NOT_APPLICABLE if outcome is Outcome.NOT_APPLICABLE else RulingReason.FALSE_POSITIVE
        for earlier in standing or [None]:
            yield self._named(
                Ruling(
                    id="C-0",
                    finding=fact["id"],
                    outcome=outcome,
                    count=count,
                    facts=dict(figures),
                    reason=_reason(
                        given, usual if given.decision is Decision.ACCEPTED and not figures else RulingReason.CONFIRMED
                    ),
                    note=given.note,
                    author=AUTHOR,
                    made_at=self.at,
                    supersedes=earlier,
                )
            )

    def _put_back(self, one: Line, given: Given, made: list[Ruling] | tuple[()]) -> Iterator[Ruling]:
        """What an earlier sitting decided and this one does not: as it was before that."""
        replaced = {ruling.supersedes for ruling in (*self.known.values(), *made)}
        for name in one.before:
            old = self.known.get(name)
            if old is None or name in replaced:
                continue
            said = self.known.get(old.supersedes or "")
            fact = self.results.findings.get(old.finding, {})
            outcome, count, figures = (
                (said.outcome, said.count, said.facts)
                if said is not None
                else (Outcome.UNVERIFIED, 1, {})
                if old.question is not None or not fact
                else (Outcome(fact["outcome"]), fact["count"], {})
            )
            changed = {"outcome": outcome, "count": count, "facts": dict(figures), "reason": RulingReason.CONFIRMED}
            changed |= {"note": given.note, "made_at": self.at, "supersedes": name}
            yield self._named(old.model_copy(update=changed))

    def _named(self, made: Ruling) -> Ruling:
        text = json.dumps([self.sitting, made.finding, made.supersedes])
        name = f"C-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
        return made.model_copy(update={"id": name, "sitting": self.sitting})


def _is_question(fact: dict[str, Any]) -> bool:
    """Whether a line of findings.jsonl is an open question that was put to people."""
    return fact["check"] == MANUAL and REVIEWERS in fact["facts"]


def _said(given: Given) -> Named:
    return Named(DECISION, given.decision)


def _reason(given: Given, usual: RulingReason) -> RulingReason:
    return given.reason or usual
