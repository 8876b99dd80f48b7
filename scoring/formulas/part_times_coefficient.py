"""Some rows of a table multiplied by a coefficient, the others added (2025, p. 80: P6 = (A + B) × C + D).

P. 85 of the same act says that the points of the table are simply added up; both results are told, p. 80 counts (special rule).
"""

from __future__ import annotations

from pydantic import Field

from scoring.arithmetic import NONE, Table, TableScore, step
from scoring.exact import Fraction, equation, show
from store.base import Frozen
from store.conclusion import Step


class Options(Frozen):
    """Ids of the rule that gives the coefficient and of the rows that are multiplied by it.

    ``letters`` are those of the act's formula by id of a row or rule, in the order of the formula.
    """

    coefficient: str
    multiplied: tuple[str, ...] = Field(min_length=1)
    letters: dict[str, str] = {}


def normalise(table: Table) -> TableScore:
    """Points of the indicator at both ends; every part at its own worst and best end."""
    options: Options = table.options
    _, least, most = table.rules[options.coefficient]
    low, low_text = _end(table, 0, least)
    high, high_text = _end(table, 1, most)
    steps: tuple[Step, ...]
    if low == high and least == most:
        steps = (*_letters(table), step("score.table", text=low_text), _plain(table))
    else:
        told = (step("score.table.low", text=low_text), step("score.table.high", text=high_text))
        steps = (*_letters(table), *told, _plain(table))
    return TableScore(low, high, steps)


def _letters(table: Table) -> tuple[Step, ...]:
    """The letters of the act's formula with what each came to, languages added up."""
    options: Options = table.options
    named = []
    for name, letter in options.letters.items():
        low, high = table.rules[name][1:] if name in table.rules else table.rows[name]
        named.append(f"{letter} = {show(low)}" if low == high else f"{letter} = {show(low)} … {show(high)}")
    return (step("score.table.letters", text="; ".join(named)),) if named else ()


def _plain(table: Table) -> Step:
    """What the rows would give if they were simply added up."""
    if table.raw_low == table.raw_high:
        return step("score.table.plain-sum", points=show(table.raw_high))
    return step("score.table.plain-sum.open", low=show(table.raw_low), high=show(table.raw_high))


def _end(table: Table, end: int, coefficient: Fraction) -> tuple[Fraction, str]:
    options: Options = table.options
    multiplied = [table.rows[name][end] for name in options.multiplied]
    added = [ends[end] for name, ends in table.rows.items() if name not in options.multiplied]
    points = sum(multiplied, NONE) * coefficient + sum(added, NONE)
    terms = f"({' + '.join(show(one) for one in multiplied)}) × {show(coefficient)}"
    for one in added:
        terms += f" + {show(one)}"
    return points, equation(terms, points)
