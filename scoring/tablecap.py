"""The most that shortcomings may take from a whole table, whatever the sections lost one by one.

2017, note under appendix 15: «не более 50 (пятидесяти) процентов от весового значения показателя, равного 50-ти баллам, в каждой
языковой версии интернет-ресурса», so 25 points in each language. What is absent is no shortcoming: its share is outside the cap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.arithmetic import NONE, RowScore, step
from scoring.exact import Fraction, show
from store.base import Language
from store.conclusion import Step
from store.methodology import DeductionsCap

Ends = tuple[Fraction, Fraction]


@dataclass
class Sums:
    """Sums of rows at both ends: what is kept, and what would be kept if shortcomings took nothing."""

    low: Fraction = NONE
    high: Fraction = NONE
    before_low: Fraction = NONE
    before_high: Fraction = NONE

    def add(self, result: RowScore) -> None:
        """Takes in one row in one language."""
        before_low, before_high = result.before or (result.low, result.high)
        self.low += result.low
        self.high += result.high
        self.before_low += before_low
        self.before_high += before_high

    def joined(self, other: Sums) -> Sums:
        """Both together."""
        return Sums(
            self.low + other.low,
            self.high + other.high,
            self.before_low + other.before_low,
            self.before_high + other.before_high,
        )


def kept(cap: DeductionsCap | None, sums: Mapping[Language | None, Sums]) -> tuple[Ends, tuple[Step, ...]]:
    """Sum of a table at both ends after the cap, and a sentence for each place where it gives points back.

    The low end is never above the worst that the open rows allow; where they are open in more than one way it may lie below.
    """
    groups: dict[Language | None, Sums] = dict(sums)
    if cap is None or cap.per == "table":
        whole = Sums()
        for one in sums.values():
            whole = whole.joined(one)
        groups = {None: whole}
    low, high, steps = NONE, NONE, []
    for language, one in groups.items():
        least, most = one.low, one.high
        if cap is not None:
            points = Fraction(cap.points)
            least, most = max(least, one.before_low - points), max(most, one.before_high - points)
            if most > one.high:
                steps.append(_told(language, one.before_high - one.high, points))
        low, high = low + least, high + most
    return (low, high), tuple(steps)


def _told(language: Language | None, taken: Fraction, cap: Fraction) -> Step:
    key = "score.table.capped" if language is None else f"score.table.capped.{language}"
    return step(key, taken=show(taken), cap=show(cap), back=show(taken - cap))
