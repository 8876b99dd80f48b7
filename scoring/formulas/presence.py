"""All or nothing: the weight of the row where every requirement holds, else no points.

The law prints such a row with a weight and no rule of partial points (2017, appendix 14: 2.4, 2.11, 3.1–3.7, 4.1, 4.2, 4.4, 4.6).
A condition may fall only where everything that it asks for is absent («при отсутствии анонсирования», 2024, p. 23).
"""

from __future__ import annotations

from typing import Literal

from scoring.arithmetic import NONE, Row, RowScore, step
from scoring.exact import decimal, show
from scoring.formulas import NoOptions
from store.base import Frozen
from store.conclusion import Deduction

ElementOptions = NoOptions
RESTS_ON = "standing"


class Options(Frozen):
    """``lost_when``: after ``any`` shortcoming, or only where ``all`` requirements that apply are absent."""

    lost_when: Literal["any", "all"] = "any"


def score(row: Row) -> RowScore:
    """Points of the row: its weight, or 0 after the first shortcoming or once all is absent."""
    return _any(row) if row.options.lost_when == "any" else _all(row)


def _all(row: Row) -> RowScore:
    """A requirement of which anything at all was done keeps the row."""
    asked = [tally for tally in row.tallies if not tally.exempt]
    lost = tuple(tally.absent for tally in row.tallies)
    if asked and all(tally.absent for tally in asked):
        taken = Deduction(rule=row.id, count=len(asked), points=decimal(row.weight), cap=decimal(row.weight))
        steps = (step("score.absent", weight=show(row.weight), count=str(len(asked))),)
        return RowScore(NONE, NONE, (taken,), steps, lost)
    kept = not asked or any(not tally.absent and (tally.shown or not tally.undetermined) for tally in asked)
    return RowScore(row.weight if kept else NONE, row.weight, lost=lost)


def _any(row: Row) -> RowScore:
    count = sum(tally.known for tally in row.tallies)
    lost = tuple(tally.known > 0 for tally in row.tallies)
    if count:
        taken = Deduction(rule=row.id, count=count, points=decimal(row.weight), cap=decimal(row.weight))
        steps = (step("score.absent", weight=show(row.weight), count=str(count)),)
        return RowScore(NONE, NONE, (taken,), steps, lost)
    low = NONE if any(tally.open for tally in row.tallies) else row.weight
    return RowScore(low, row.weight, lost=lost)
