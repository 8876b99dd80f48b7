"""What the law demands without giving or taking points: it is told whether it was done (S003; 2024 Methodology, p. 18 and 20)."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from scoring.arithmetic import NONE, Row, RowScore
from scoring.formulas import NoOptions
from store.base import Frozen
from store.told import Told

ElementOptions = NoOptions
RESTS_ON = "standing"


class Deadline(Frozen):
    """The last day, of the year after the reporting one or of each half-year or quarter of it."""

    every: str = "year"
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    before: bool = False


class Options(Frozen):
    """The deadline and how often the thing must be done in a period; checks and reviewers read them, points do not depend."""

    deadline: Deadline | None = None
    times: int | None = Field(default=None, ge=1)
    a: str = ""


def fault(weight: Decimal, options: Options, elements: object) -> Told | None:  # noqa: ARG001
    """What is wrong with the numbers of the row: a duty without points weighs nothing."""
    return None if weight == 0 else Told("a duty gives no points; its weight must be 0, not {weight}", weight=weight)


def score(row: Row) -> RowScore:
    """No points either way; ``lost`` tells which requirement is not fulfilled."""
    return RowScore(NONE, NONE, lost=tuple(tally.known > 0 for tally in row.tallies))
