"""Sum of the rows, divided by the printed total, times a coefficient found by another rule, less a deduction of a third one.

2017, p. 96–99: appendix 16, coefficient 5, 3 or 0 by how a phone gets the mobile version; 1 point less where the mobile version
has no link to the main one. The result does not fall below 0 (not printed; without a mobile version p. 99 takes nothing).
"""

from __future__ import annotations

from scoring.arithmetic import NONE, Table, TableScore, step
from scoring.exact import Fraction, equation, show
from store.base import Frozen
from store.conclusion import Step


class Options(Frozen):
    """Ids of the rule that gives the coefficient and of the rule whose lost points are taken off."""

    coefficient: str
    deduction: str


def normalise(table: Table) -> TableScore:
    """Points of the indicator at both ends; sum, coefficient and deduction each at its own worst and best end."""
    options: Options = table.options
    _, least, most = table.rules[options.coefficient]
    weight, kept_low, kept_high = table.rules[options.deduction]
    low = _points(table, table.raw_low, least, weight - kept_low)
    high = _points(table, table.raw_high, most, weight - kept_high)
    steps: tuple[Step, ...]
    if low == high and least == most and kept_low == kept_high:
        steps = (step("score.table", text=_text(table, table.raw_low, least, weight - kept_low, low)),)
    else:
        steps = (
            step("score.table.low", text=_text(table, table.raw_low, least, weight - kept_low, low)),
            step("score.table.high", text=_text(table, table.raw_high, most, weight - kept_high, high)),
        )
    if not most:
        steps += (step("score.coefficient.none"),)
    return TableScore(low, high, steps)


def _points(table: Table, raw: Fraction, coefficient: Fraction, taken: Fraction) -> Fraction:
    return max(NONE, raw / table.total * coefficient - taken)


def _text(table: Table, raw: Fraction, coefficient: Fraction, taken: Fraction, points: Fraction) -> str:
    terms = f"{show(raw)} ÷ {show(table.total)} × {show(coefficient)}"
    if not taken:
        return equation(terms, points)
    if raw / table.total * coefficient < taken:
        return f"max(0; {terms} − {show(taken)}) = 0"
    return equation(f"{terms} − {show(taken)}", points)
