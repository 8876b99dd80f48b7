"""An answer to an open question, from a file or the terminal: proved against the question, made a decision."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from openness.decisions import rests
from openness.decisions.opened import Open, Sheet
from openness.decisions.outcomes import COUNTS_AS, Decision, names_of, needs_figures, tried, why_open
from openness.decisions.proof import Wrong
from openness.decisions.told import DECISION
from reports.explain import sentence
from reports.i18n import N_, t
from scoring.exact import show
from store.base import Text
from store.conclusion import Step
from store.findings import MANUAL, CheckOrder, Finding, Locator, Message, Proof, Ruling, RulingReason
from store.visible import line

NOT_ALLOWED = N_("found «{found}», which the act does not allow here; one of these was expected: {known}")
COUNT_NEEDED = N_("the cell is empty; «{found}» needs the number of shortcomings, from 1")
NO_COUNT = N_("found {found}; a number of shortcomings belongs to «{partial}» alone; empty the cell or choose that")
FIGURES_NEEDED = N_("«{found}» tells no number here; write the figures of the row: {names}")
NO_FIGURES = N_("found «{found}»; this row is not counted from figures, or the decision tells none; empty the cell")
UNKNOWN_FIGURE = N_("found the figure «{found}»; the row has these: {names}")
LEFT_OPEN = N_("with this decision the row would stay open: {why} Correct the figures")
NOT_WHOLE = N_("found «{found}», but the figures give {points} of {weight}; choose «{partial}» or correct the figures")
NO_FILE = N_("found «{found}»; a file in the folder of the table, or below it, was expected")
BIG_FILE = N_("the file «{found}» is larger than {most} bytes; give a smaller one")
EMPTY_FILE = N_("the file «{found}» is empty")
UNPROVED = N_(
    "a decision that closes a question needs evidence: write an address, or put a file beside the table and write its name"
)
NOTHING = N_("The figures do not suffice.")


class Said:
    """A decision by its name in the language of the reader."""

    def __init__(self, *decisions: Decision) -> None:
        self.decisions = decisions

    def worded(self, language: str) -> str:
        """The names, with commas between them."""
        return ", ".join(t(DECISION[one], language) for one in self.decisions)

    def __str__(self) -> str:
        return self.worded("en")


class Why:
    """Sentences of the scorer in the language of the reader."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.steps = tuple(steps)

    def worded(self, language: str) -> str:
        """All of them after one another."""
        return " ".join(sentence(one, language) for one in self.steps) or t(NOTHING, language)

    def __str__(self) -> str:
        return self.worded("en")


@dataclass(frozen=True)
class Answer:
    """What a person says of an open question. ``files`` are names below the folder that the answer lies in."""

    decision: Decision
    reason: RulingReason
    note: Text
    reviewer: str
    made_at: datetime
    count: int | None = None
    figures: Mapping[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    supersedes: str | None = None


def wrong(place: int, question: Open, answer: Answer) -> list[Wrong]:
    """What speaks against an answer, each with the field that it stands in; nothing where it may be put on record."""
    if answer.decision not in question.allowed:
        return [Wrong(place, "decision", NOT_ALLOWED, {"found": Said(answer.decision), "known": Said(*question.allowed)})]
    found = [*_count(place, question, answer), *_figures(place, question, answer)]
    if answer.decision is not Decision.CANNOT_TELL and not answer.links and not answer.files:
        found.append(Wrong(place, "link", UNPROVED))
    return found


def _count(place: int, question: Open, answer: Answer) -> list[Wrong]:
    counted = answer.decision is Decision.PARTIAL and not question.figures
    if counted and not answer.count:
        return [Wrong(place, "count", COUNT_NEEDED, {"found": Said(Decision.PARTIAL)})]
    if not counted and answer.count is not None:
        return [Wrong(place, "count", NO_COUNT, {"found": answer.count, "partial": Said(Decision.PARTIAL)})]
    return []


def _figures(place: int, question: Open, answer: Answer) -> list[Wrong]:
    must, besides = names_of(question.row)
    names = ", ".join((*must, *besides))
    telling = question.figures and answer.decision not in (Decision.NOT_APPLICABLE, Decision.CANNOT_TELL)
    if answer.figures and not telling:
        return [Wrong(place, "figures", NO_FIGURES, {"found": "; ".join(answer.figures)})]
    if not telling:
        return []
    unknown = [name for name in answer.figures if name not in (*must, *besides)]
    if unknown:
        return [Wrong(place, "figures", UNKNOWN_FIGURE, {"found": name, "names": names}) for name in unknown]
    if not answer.figures and needs_figures(question.row, answer.decision, question.charges):
        return [Wrong(place, "figures", FIGURES_NEEDED, {"found": Said(answer.decision), "names": names})]
    result = tried(question.row, question.question.language, _trial(question, answer))
    why = why_open(result)
    if why is not None:
        return [Wrong(place, "figures", LEFT_OPEN, {"why": Why(why)})]
    if answer.decision is Decision.PRESENT and not result.average and result.high != question.row.weight:
        told = {"found": Said(Decision.PRESENT), "points": show(result.high), "weight": show(question.row.weight)}
        return [Wrong(place, "decision", NOT_WHOLE, {**told, "partial": Said(Decision.PARTIAL)})]
    return []


def _trial(question: Open, answer: Answer) -> Finding:
    """The decision as a finding, to try the row's formula with."""
    asked = question.question
    return Finding(
        id=question.id,
        check=MANUAL,
        check_version="1",
        parameter=asked.parameter,
        language=asked.language,
        outcome=COUNTS_AS[answer.decision],
        url="review:",
        facts=dict(answer.figures),
        locator=Locator(),
        message=Message(kk="", ru="", en=""),
        evidence=("0" * 64,),
        captured_at=answer.made_at,
        options_sha256=CheckOrder(check=MANUAL, parameter=asked.parameter).options_sha256,
    )


def attached(place: int, folder: Path, names: Iterable[str], most: int) -> tuple[list[tuple[str, bytes]], list[Wrong]]:
    """The files that an answer names, read; none outside of the folder, none larger than ``most`` bytes."""
    found: list[tuple[str, bytes]] = []
    faults: list[Wrong] = []
    root = folder.resolve()
    for name in names:
        shown = line(name, 60)
        try:
            path = (root / name).resolve()
            inside = path.is_relative_to(root) and path.is_file()
            content = path.open("rb").read(most + 1) if inside else None
        except (OSError, ValueError):
            content = None
        if content is None:
            faults.append(Wrong(place, "file", NO_FILE, {"found": shown}))
        elif not content:
            faults.append(Wrong(place, "file", EMPTY_FILE, {"found": shown}))
        elif len(content) > most:
            faults.append(Wrong(place, "file", BIG_FILE, {"found": shown, "most": most}))
        else:
            found.append((path.name, content))
    return found, faults


def decision(engine: Engine, sheet: Sheet, question: Open, answer: Answer, files: Iterable[tuple[str, bytes]]) -> Ruling:
    """The answer as a decision of its body: the one on record where the reviewer said the same before, else a new one.

    A new one takes the place of what the same reviewer said before of the question; whose decision it replaces besides is named.
    """
    proofs = tuple(Proof(name=line(name, 200), sha256=hashlib.sha256(content).hexdigest()) for name, content in files)
    own = [one.ruling for one in question.standing if one.ruling.author.casefold() == answer.reviewer.casefold()]
    before = own[-1] if own else None
    with engine.connect() as db:
        cited = rests.cited(db, sheet.plan.run_id, answer.links)
    made = Ruling(
        id="D-0",
        finding=question.id,
        outcome=COUNTS_AS[answer.decision],
        count=answer.count or (0 if answer.decision is Decision.PRESENT else 1),
        facts=dict(sorted(answer.figures.items())),
        reason=answer.reason,
        note=answer.note,
        author=answer.reviewer,
        made_at=answer.made_at.astimezone(UTC).replace(microsecond=0),
        supersedes=answer.supersedes or (None if before is None else before.id),
        question=question.question,
        rests_on={**question.rests, **cited},
        links=answer.links,
        files=proofs,
    )
    if before is not None and answer.supersedes in (None, before.supersedes) and _same(before, made):
        return before
    return made.model_copy(update={"id": _name(sheet.plan.body.code, made)})


def _same(one: Ruling, other: Ruling) -> bool:
    left = {"id", "made_at", "supersedes"}
    return one.model_dump(exclude=left) == other.model_dump(exclude=left)


def _name(body: str, made: Ruling) -> str:
    text = json.dumps([body, made.model_dump(mode="json", exclude={"id", "made_at"})], ensure_ascii=False, sort_keys=True)
    return f"D-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


__all__ = ["Answer", "Said", "Why", "attached", "decision", "wrong"]
