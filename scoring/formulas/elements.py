"""Requirements printed inside a row, each with its own deduction; the row never falls below 0.

A requirement takes its deduction once («за отсутствие какого-либо из перечисленных»), or for each fact with a cap of its
own («за каждый выявленный факт … не должен превышать 50 % весового значения», 2017, appendix 14, row 2.3).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from scoring.arithmetic import NONE, Row, RowScore, Tally, step
from scoring.exact import Fraction, decimal, equation, show
from scoring.formulas import NoOptions
from store.base import Frozen
from store.conclusion import Deduction, Step
from store.methodology import Element
from store.told import Told

RESTS_ON = "standing"


Options = NoOptions


class ElementOptions(Frozen):
    """How a requirement is counted; ``cap_share`` is the part of the row's weight that its facts may take at most."""

    count: Literal["once", "per_fact"] = "once"
    cap_share: Decimal | None = Field(default=None, gt=0, le=1)


def fault(weight: Decimal, options: object, elements: tuple[Element, ...]) -> Told | None:  # noqa: ARG001
    """What is wrong with the numbers of the row: each requirement needs a deduction of its own."""
    if not elements:
        return Told("the formula «elements» needs the row's requirements; add elements")
    for element in elements:
        if element.deduction is None or element.deduction <= 0:
            return Told("{element} needs a deduction above 0", element=element.id)
    return None


def score(row: Row) -> RowScore:
    """Points of the row: weight less the deductions of its requirements, at least 0."""
    worst = sum((_taken(row, _worst(tally))[0] for tally in row.tallies), NONE)
    deductions: list[Deduction] = []
    steps: list[Step] = []
    left, total, terms = row.weight, NONE, show(row.weight)
    for tally in row.tallies:
        taken, cap = _taken(row, tally)
        if not taken:
            continue
        total += taken
        terms += f" − {_term(tally, taken)}"
        steps += _told(row, tally, taken, cap)
        given = min(taken, left)
        left -= given
        raw = (tally.deduction or NONE) * tally.known
        deductions.append(
            Deduction(
                rule=tally.id,
                count=tally.known,
                points=decimal(given),
                cap=None if cap is None else decimal(cap),
                capped=given < taken or (cap is not None and raw > cap),
            )
        )
    if total > row.weight:
        steps.append(step("score.floor", weight=show(row.weight), taken=show(total)))
    elif total:
        steps.append(step("score.arithmetic", text=equation(terms, left)))
    lost = tuple(tally.known > 0 and (tally.absent or _once(tally)) for tally in row.tallies)
    return RowScore(max(NONE, row.weight - worst), left, tuple(deductions), tuple(steps), lost)


def _once(tally: Tally) -> bool:
    return tally.options is None or tally.options.count == "once"


def _worst(tally: Tally) -> Tally:
    return tally.as_bad_as_can_be() if tally.open else tally


def _taken(row: Row, tally: Tally) -> tuple[Fraction, Fraction | None]:
    """Points that the requirement takes, and its cap where it has one."""
    deduction = tally.deduction or NONE
    if _once(tally):
        return (deduction if tally.known else NONE), None
    raw = deduction * tally.known
    share = tally.options.cap_share
    if share is None:
        return raw, None
    cap = Fraction(share) * row.weight
    return min(raw, cap), cap


def _term(tally: Tally, taken: Fraction) -> str:
    deduction = tally.deduction or NONE
    if not _once(tally) and taken == deduction * tally.known and tally.known > 1:
        return f"{tally.known} × {show(deduction)}"
    return show(taken)


def _told(row: Row, tally: Tally, taken: Fraction, cap: Fraction | None) -> list[Step]:
    deduction = tally.deduction or NONE
    if _once(tally):
        return [step("score.deduction.once", place=tally.label, count=str(tally.known), deduction=show(deduction))]
    raw = deduction * tally.known
    told = [
        step(
            "score.deduction.per-fact",
            place=tally.label,
            count=str(tally.known),
            deduction=show(deduction),
            text=equation(f"{tally.known} × {show(deduction)}", raw),
        )
    ]
    if cap is not None and raw > cap:
        share = Fraction(tally.options.cap_share) * 100
        told.append(step("score.capped", raw=show(raw), cap=show(taken), share=show(share), weight=show(row.weight)))
    return told
