"""All or nothing: the weight of the row where every requirement holds, else no points.

The law prints such a row with a weight and no rule of partial points (2017, appendix 14: 2.4, 2.11, 3.1–3.7, 4.1, 4.2, 4.4, 4.6).
"""

from __future__ import annotations

from scoring.arithmetic import NONE, Row, RowScore, step
from scoring.exact import decimal, show
from scoring.formulas import NoOptions
from store.conclusion import Deduction

Options = NoOptions
ElementOptions = NoOptions


def score(row: Row) -> RowScore:
    """Points of the row: its weight, or 0 after the first shortcoming."""
    count = sum(tally.known for tally in row.tallies)
    lost = tuple(tally.known > 0 for tally in row.tallies)
    if count:
        taken = Deduction(rule=row.id, count=count, points=decimal(row.weight), cap=decimal(row.weight))
        steps = (step("score.absent", weight=show(row.weight), count=str(count)),)
        return RowScore(NONE, NONE, (taken,), steps, lost)
    low = NONE if any(tally.open for tally in row.tallies) else row.weight
    return RowScore(low, row.weight, lost=lost)
