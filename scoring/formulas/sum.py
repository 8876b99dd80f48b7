"""Sum of the rows, with a bonus that counts only up to the maximum, less a deduction that has a row of its own.

2025, appendix 10, table 1: the stimulating row is added up to 18. 2017, p. 38–40: late data take up to 5 points off the
criterion; the result does not fall below 0.
"""

from __future__ import annotations

from scoring.arithmetic import NONE, Table, TableScore, step
from scoring.exact import Fraction, equation, show
from store.base import Frozen
from store.conclusion import Step


class Options(Frozen):
    """Ids of the bonus row and of the row whose lost points are taken off, where the table has them."""

    bonus: str | None = None
    deduction: str | None = None


def normalise(table: Table) -> TableScore:
    """Points of the indicator at both ends: min(max, rows + bonus) − deduction, at least 0."""
    options: Options = table.options
    _, bonus_low, bonus_high = table.rules[options.bonus] if options.bonus else (NONE, NONE, NONE)
    weight, kept_low, kept_high = table.rules[options.deduction] if options.deduction else (NONE, NONE, NONE)
    low, low_text = _end(table, table.raw_low, bonus_low, weight - kept_low)
    high, high_text = _end(table, table.raw_high, bonus_high, weight - kept_high)
    steps: tuple[Step, ...]
    if low_text == high_text:
        steps = (step("score.table", text=low_text),)
    else:
        steps = (step("score.table.low", text=low_text), step("score.table.high", text=high_text))
    return TableScore(low, high, steps)


def _end(table: Table, raw: Fraction, bonus: Fraction, taken: Fraction) -> tuple[Fraction, str]:
    options: Options = table.options
    together = min(table.max, raw + bonus)
    points = max(NONE, together - taken)
    terms = show(raw)
    if options.bonus:
        terms = f"min({show(table.max)}; {show(raw)} + {show(bonus)})"
    if taken:
        terms = f"{terms} − {show(taken)}"
        if together < taken:
            return points, f"max(0; {terms}) = 0"
    return points, terms if terms == show(points) else equation(terms, points)
