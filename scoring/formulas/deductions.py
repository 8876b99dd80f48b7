"""A fixed deduction for every shortcoming, up to a share of the weight; what a row loses where its object is absent is an option.

2017, p. 79–81: 0.1 a shortcoming, at most 75 % of the weight; only the row of the approved list gives 0, so an object that is
not there takes the cap. The same arithmetic serves p. 15 (0.2 a false fact, at most 5).

Checks may look for shortcomings of content beside the requirements. Where they did, each requirement that is open costs one shortcoming, or
one for each of its doubts, unless it is what the row asks for as a whole: that may be absent.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pydantic import Field

from scoring.arithmetic import NONE, Row, RowScore, Tally, step
from scoring.exact import Fraction, decimal, equation, show
from scoring.formulas import NoOptions
from store.base import Frozen
from store.conclusion import Deduction, Step

ElementOptions = NoOptions
RESTS_ON = "standing"
SHORTCOMINGS_APART = True
"""What shortcomings take is told apart from what is absent, so that other checks may look for them."""


class Options(Frozen):
    """``per_shortcoming`` in points; ``cap_share`` of the weight.

    ``absent``: the whole row is lost when anything is absent (``all``), or only when every requirement of it is
    (``every-element``), or what is absent takes the cap (``cap``), or it is one shortcoming among others (``shortcoming``).
    """

    per_shortcoming: Decimal = Field(gt=0)
    cap_share: Decimal = Field(gt=0, le=1)
    absent: Literal["all", "every-element", "cap", "shortcoming"] = "all"


def score(row: Row) -> RowScore:
    """Points of the row: weight − min(number × deduction, cap); without the object what ``absent`` says."""
    options: Options = row.options
    high = row.weight - _taken(row, row.tallies)
    closings = _closings(row, options)
    low = row.weight - max(_taken(row, closing) for closing in closings)
    before = (row.weight - max(_absent(row, closing) for closing in closings), row.weight - _absent(row, row.tallies))
    gone = _gone(options, row.tallies)
    lost = tuple(tally.absent and gone for tally in row.tallies)
    count = sum(tally.known for tally in row.tallies)
    if not count:
        return RowScore(low, high, lost=lost, before=before)
    if any(lost):
        taken = _taken(row, row.tallies)
        told = Deduction(rule=row.id, count=count, points=decimal(taken), cap=decimal(taken))
        return RowScore(low, high, (told,), _told_absent(row, count, taken, high), lost, before=before)
    return RowScore(low, high, *_told(row, count, high), lost, before=before)


def _closings(row: Row, options: Options) -> tuple[tuple[Tally, ...], ...]:
    """The closings of which one is the worst: what is open full of faults, or absent where nothing known excludes it."""
    looked = any(tally.beside for tally in row.tallies)
    faulty = tuple(_faulty(tally, looked) for tally in row.tallies)
    if options.absent == "shortcoming":
        return (faulty,)
    pairs = zip(row.tallies, faulty, strict=True)
    return faulty, tuple(tally.as_absent() if tally.undetermined and not tally.beside else worst for tally, worst in pairs)


def _faulty(tally: Tally, looked: bool) -> Tally:
    """The requirement with every shortcoming that may come to light: of what is open as many as any cap counts, or those in doubt."""
    if not tally.open:
        return tally.as_doubted()
    if tally.beside or not looked:
        return tally.as_bad_as_can_be()
    return replace(tally, open=False, exempt=False, deficiencies=tally.deficiencies + max(1, tally.doubted), doubted=0)


def _gone(options: Options, tallies: tuple[Tally, ...]) -> bool:
    """Whether what is absent takes all that the row can lose, whatever the number of shortcomings."""
    gone = [tally.absent for tally in tallies if not (tally.exempt or tally.beside)]
    if not gone or options.absent == "shortcoming":
        return False
    return all(gone) if options.absent == "every-element" else any(gone)


def _absent(row: Row, tallies: tuple[Tally, ...]) -> Fraction:
    """What is lost because the thing asked for is not there, before any shortcoming."""
    return _taken(row, tallies) if _gone(row.options, tallies) else NONE


def _taken(row: Row, tallies: tuple[Tally, ...]) -> Fraction:
    options: Options = row.options
    cap = Fraction(options.cap_share) * row.weight
    if _gone(options, tallies):
        return cap if options.absent == "cap" else row.weight
    count = sum(tally.known for tally in tallies)
    return min(count * Fraction(options.per_shortcoming), cap)


def _told_absent(row: Row, count: int, taken: Fraction, high: Fraction) -> tuple[Step, ...]:
    if taken == row.weight:
        return (step("score.absent", weight=show(row.weight), count=str(count)),)
    share = show(Fraction(row.options.cap_share) * 100)
    return (
        step("score.absent.cap", share=share, cap=show(taken)),
        step("score.arithmetic", text=equation(f"{show(row.weight)} − {show(taken)}", high)),
    )


def _told(row: Row, count: int, high: Fraction) -> tuple[tuple[Deduction, ...], tuple[Step, ...]]:
    options: Options = row.options
    each = Fraction(options.per_shortcoming)
    cap = Fraction(options.cap_share) * row.weight
    raw = count * each
    taken = min(raw, cap)
    steps = [
        step(
            "score.deduction.per-fact",
            place=row.label,
            count=str(count),
            deduction=show(each),
            text=equation(f"{count} × {show(each)}", raw),
        )
    ]
    if raw > cap:
        share = Fraction(options.cap_share) * 100
        steps.append(step("score.capped", raw=show(raw), cap=show(cap), share=show(share), weight=show(row.weight)))
    term = f"{count} × {show(each)}" if raw <= cap and count > 1 else show(taken)
    steps.append(step("score.arithmetic", text=equation(f"{show(row.weight)} − {term}", high)))
    deduction = Deduction(rule=row.id, count=count, points=decimal(taken), cap=decimal(cap), capped=raw > cap)
    return (deduction,), tuple(steps)
