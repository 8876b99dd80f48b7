"""A section of a website with its indicators: what is absent loses its share, what is poor takes a deduction up to a cap.

2017, appendices 15 and 16 give points «при наличии индикаторов» for the section as a whole; p. 94 and p. 98 take 0.1 for each
shortcoming of what is there, at most 50 % of the section's weight. How an absent indicator counts is not printed: an option.
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

ElementOptions = NoOptions


class Options(Frozen):
    """``absent``: an absent indicator loses an equal share of the weight, or counts as one shortcoming among others."""

    per_shortcoming: Decimal = Field(gt=0)
    cap_share: Decimal = Field(gt=0, le=1)
    absent: Literal["equal-share", "shortcoming"]


def score(row: Row) -> RowScore:
    """Points of the section in one language: weight less shares of what is absent, less capped deductions, at least 0."""
    shares, poor = _taken(row, row.tallies)
    high = max(NONE, row.weight - shares - poor)
    low = min(max(NONE, row.weight - sum(_taken(row, tallies), NONE)) for tallies in _worst(row))
    share_lost = row.options.absent == "equal-share"
    lost = tuple(tally.absent and share_lost for tally in row.tallies)
    return RowScore(low, high, *_told(row, shares, poor, high), lost)


def _share(row: Row) -> Fraction:
    return row.weight / len(row.tallies)


def _taken(row: Row, tallies: tuple[Tally, ...]) -> tuple[Fraction, Fraction]:
    """Points taken by shares of absent indicators, and by shortcomings after the cap."""
    options: Options = row.options
    cap = Fraction(options.cap_share) * row.weight
    if options.absent == "equal-share":
        shares = _share(row) * sum(tally.absent for tally in tallies)
        count = sum(tally.deficiencies for tally in tallies)
    else:
        shares = NONE
        count = sum(tally.known for tally in tallies)
    return shares, min(count * Fraction(options.per_shortcoming), cap)


def _worst(row: Row) -> list[tuple[Tally, ...]]:
    """The closings of which one is the worst: everything undetermined absent, or all but one absent and that one full of faults.

    An indicator cannot be absent and poor at once, so the cap can only be reached through one that is there.
    """
    if row.options.absent == "shortcoming":
        return [tuple(tally.as_bad_as_can_be() if tally.open else tally for tally in row.tallies)]
    undetermined = [place for place, tally in enumerate(row.tallies) if tally.undetermined]
    closed = [tally.as_bad_as_can_be() if tally.open and not tally.absent else tally for tally in row.tallies]
    for place in undetermined:
        closed[place] = row.tallies[place].as_absent()
    closings = [tuple(closed)]
    if undetermined:
        last = undetermined[-1]
        closings.append((*closed[:last], row.tallies[last].as_bad_as_can_be(), *closed[last + 1 :]))
    return closings


def _told(row: Row, shares: Fraction, poor: Fraction, high: Fraction) -> tuple[tuple[Deduction, ...], tuple[Step, ...]]:
    options: Options = row.options
    each, cap = Fraction(options.per_shortcoming), Fraction(options.cap_share) * row.weight
    steps: list[Step] = []
    deductions: list[Deduction] = []
    terms, left = show(row.weight), row.weight
    for tally in row.tallies:
        if shares and tally.absent:
            steps.append(
                step(
                    "score.section.absent",
                    place=tally.label,
                    text=equation(f"{show(row.weight)} ÷ {len(row.tallies)}", _share(row)),
                )
            )
            given = min(_share(row), left)
            left -= given
            deductions.append(Deduction(rule=tally.id, count=tally.missing, points=decimal(given), capped=given < _share(row)))
    if shares:
        gone = sum(tally.absent for tally in row.tallies)
        terms += f" − {gone} × {show(row.weight)} ÷ {len(row.tallies)}"
    if poor:
        count = sum(tally.deficiencies if options.absent == "equal-share" else tally.known for tally in row.tallies)
        raw = count * each
        text = equation(f"{count} × {show(each)}", raw)
        steps.append(step("score.deduction.per-fact", place=row.label, count=str(count), deduction=show(each), text=text))
        if raw > cap:
            share = show(Fraction(options.cap_share) * 100)
            steps.append(step("score.capped", raw=show(raw), cap=show(cap), share=share, weight=show(row.weight)))
        terms += f" − {show(poor)}" if raw > cap or count == 1 else f" − {count} × {show(each)}"
        given = min(poor, left)
        capped = raw > cap or given < poor
        deductions.append(Deduction(rule=row.id, count=count, points=decimal(given), cap=decimal(cap), capped=capped))
    if shares + poor > row.weight:
        steps.append(step("score.floor", weight=show(row.weight), taken=show(shares + poor)))
    elif shares or poor:
        steps.append(step("score.arithmetic", text=equation(terms, high)))
    return tuple(deductions), tuple(steps)
