"""How the findings of a run stand against labels made by hand: what was found, what was charged or passed wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.corpus.labels import Is, Label, Labels

CHARGES = ("missing", "deficiency")
# Goals, in percent of what was charged and of what was passed.
WRONG_CHARGES, WRONG_MET = 1, 2
OPEN, PASSED = "open", ("met", "not-applicable")
# The gravest first: one finding that charges decides, and one that is open keeps a row from being met.
GRAVITY = ("missing", "deficiency", "unverified", "met", "not-applicable")


@dataclass(frozen=True)
class Answer:
    """What the checks said of one labelled row: the gravest outcome, or «open», and the finding that bears it."""

    label: Label
    outcome: str
    finding: Mapping[str, Any] | None = None

    @property
    def charged(self) -> bool:
        return self.outcome in CHARGES

    @property
    def wrong(self) -> bool:
        """Charged for what is there, passed for what is not, or called missing by section where only a part is lacking.

        Where the law counts per language, «missing» takes the row's share and a shortcoming takes a tenth: not the same charge.
        """
        found = self.label.found
        if self.outcome == "met":
            return found in (Is.PARTIAL, Is.ABSENT)
        if self.charged:
            return found is Is.PRESENT or (self.outcome == "missing" and found is Is.PARTIAL and bool(self.label.language))
        return False

    @property
    def missed(self) -> bool:
        """Whether a decision was to be had and none, or a milder one, was made."""
        found = self.label.found
        mild = self.outcome == "deficiency" and found is Is.ABSENT and bool(self.label.language)
        return mild or (self.outcome == OPEN and found is not Is.UNKNOWN)

    def line(self) -> str:
        """One line that shows both sides."""
        quote = f" «{self.label.quote}»" if self.label.quote else ""
        label = f"{self.label.found} {self.label.page}{quote} {self.label.note}".strip()
        if self.finding is None:
            said = "nothing"
        else:
            excerpt = self.finding["locator"]["quote"] or self.finding["message"]["en"]
            said = f"{self.finding['outcome']} by {self.finding['check']} at {self.finding['url']}: {excerpt}"
        return f"{self.label.row} {self.label.language or '–'} | {label} | {said}"


@dataclass(frozen=True)
class Share:
    """How many of how many; None where there is nothing to count."""

    part: int
    whole: int

    @property
    def value(self) -> Fraction | None:
        return Fraction(self.part, self.whole) if self.whole else None

    def __str__(self) -> str:
        return f"{self.part} of {self.whole} ({100 * self.part / self.whole:.0f} %)" if self.whole else "–"


@dataclass(frozen=True)
class Standing:
    """All answers to some labels; rows that nobody can tell count neither way."""

    answers: tuple[Answer, ...]

    @property
    def absences(self) -> Share:
        """Of what is absent: charged."""
        return self._found(Is.ABSENT)

    @property
    def shortcomings(self) -> Share:
        """Of what lacks a part: charged."""
        return self._found(Is.PARTIAL)

    @property
    def met(self) -> Share:
        """Of what is there: passed."""
        there = [answer for answer in self.answers if answer.label.found is Is.PRESENT]
        return Share(sum(answer.outcome == "met" for answer in there), len(there))

    @property
    def wrong_charges(self) -> Share:
        """Of what was charged: wrongly."""
        return self._wrong(answer for answer in self.answers if answer.charged)

    @property
    def wrong_met(self) -> Share:
        """Of what was passed: wrongly."""
        return self._wrong(answer for answer in self.answers if answer.outcome == "met")

    def _found(self, kind: Is) -> Share:
        lacking = [answer for answer in self.answers if answer.label.found is kind]
        return Share(sum(answer.charged for answer in lacking), len(lacking))

    @staticmethod
    def _wrong(answers: Iterable[Answer]) -> Share:
        told = [answer for answer in answers if answer.label.found is not Is.UNKNOWN]
        return Share(sum(answer.wrong for answer in told), len(told))


def standing(labels: Labels, findings: Iterable[Mapping[str, Any]]) -> Standing:
    """Holds the findings of a run, as ``findings.jsonl`` bears them, against the labels of its site.

    :returns: an answer for each label; findings about other rows are passed over.
    """
    by_row: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for finding in findings:
        by_row.setdefault((finding["parameter"], finding["language"] or ""), []).append(finding)
    return Standing(tuple(_answer(label, by_row.get((label.row, label.language), [])) for label in labels.labels))


def _answer(label: Label, findings: list[Mapping[str, Any]]) -> Answer:
    if not findings:
        return Answer(label, OPEN)
    gravest = min(findings, key=lambda finding: GRAVITY.index(finding["outcome"]))
    # A demand that nothing on the site falls under takes no points: it passes.
    outcome = gravest["outcome"] if gravest["outcome"] in CHARGES else "met" if gravest["outcome"] in PASSED else OPEN
    return Answer(label, outcome, gravest)


def table_of(row: str) -> str:
    """The table that a row belongs to, by its name: appendix, and its table where there are several; a rule of a point is its own."""
    law, _, place = row.partition(":")
    parts = place.split(".")
    return f"{law}:{'.'.join(parts[:2] if parts[1:] and parts[1].startswith('t') else parts[:1])}"
