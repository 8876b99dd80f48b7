"""A fixed deduction for every shortcoming, up to a share of the weight; a row whose object is absent gets nothing.

2017, p. 79–81: 0.1 a shortcoming, at most 75 % of the weight. The same arithmetic serves p. 15 (0.2 a false fact, at most 5).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from scoring.arithmetic import Row, RowScore, Tally, step
from scoring.exact import Fraction, decimal, equation, show
from scoring.formulas import NoOptions
from store.base import Frozen
from store.conclusion import Deduction, Step

ElementOptions = NoOptions


class Options(Frozen):
    """``per_shortcoming`` in points; ``cap_share`` of the weight.

    ``absent``: the whole row is lost when anything is absent (``all``), or only when every requirement of it is
    (``every-element``), or it is one shortcoming among others (``shortcoming``).
    """

    per_shortcoming: Decimal = Field(gt=0)
    cap_share: Decimal = Field(gt=0, le=1)
    absent: Literal["all", "every-element", "shortcoming"] = "all"


def score(row: Row) -> RowScore:
    """Points of the row: weight − min(number × deduction, cap), or 0 where the object is absent."""
    options: Options = row.options
    high = row.weight - _taken(row, row.tallies)
    low = row.weight - max(_taken(row, closing) for closing in _closings(row, options))
    whole = _whole(options, row.tallies)
    lost = tuple(tally.absent and whole for tally in row.tallies)
    count = sum(tally.known for tally in row.tallies)
    if not count:
        return RowScore(low, high, lost=lost)
    if any(lost):
        taken = Deduction(rule=row.id, count=count, points=decimal(row.weight), cap=decimal(row.weight))
        return RowScore(low, high, (taken,), (step("score.absent", weight=show(row.weight), count=str(count)),), lost)
    return RowScore(low, high, *_told(row, count, high), lost)


def _closings(row: Row, options: Options) -> tuple[tuple[Tally, ...], ...]:
    """The closings of which one is the worst: what is open full of faults, or absent where nothing known excludes it."""
    faulty = tuple(tally.as_bad_as_can_be() if tally.open else tally for tally in row.tallies)
    if options.absent == "shortcoming":
        return (faulty,)
    return faulty, tuple(tally.as_absent() if tally.undetermined else tally for tally in row.tallies)


def _whole(options: Options, tallies: tuple[Tally, ...]) -> bool:
    """Whether what is absent takes the whole row."""
    gone = [tally.absent for tally in tallies if not tally.exempt]
    return bool(gone) and {"all": any(gone), "every-element": all(gone), "shortcoming": False}[options.absent]


def _taken(row: Row, tallies: tuple[Tally, ...]) -> Fraction:
    options: Options = row.options
    if _whole(options, tallies):
        return row.weight
    count = sum(tally.known for tally in tallies)
    return min(count * Fraction(options.per_shortcoming), Fraction(options.cap_share) * row.weight)


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
