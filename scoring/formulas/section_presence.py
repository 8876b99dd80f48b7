"""A section of a website with its indicators: what is absent loses its share, what is poor takes a deduction.

2017, appendices 15 and 16 give points «при наличии индикаторов» for the section as a whole; the notes under them take 0.1 for
each shortcoming «из весового значения раздела, где был выявлен тот или иной недостаток», so a section loses at most its weight.
The cap of the notes is one of the whole table (``deductions_cap`` of the indicator); p. 94 and p. 98 speak of 50 % «от весового
значения параметра»: a cap of the section, where that is the reading (``cap_share`` below 1). How an absent indicator counts is
not printed: an option.
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
"""What shortcomings take is told apart from what is absent, so a table may cap it."""


class Options(Frozen):
    """``cap_share`` of the section's weight that shortcomings may take, 1 where the section only may not fall below 0.

    ``absent``: an absent indicator loses an equal share of the weight, or counts as one shortcoming among others.
    """

    per_shortcoming: Decimal = Field(gt=0)
    cap_share: Decimal = Field(gt=0, le=1)
    absent: Literal["equal-share", "shortcoming"]


def score(row: Row) -> RowScore:
    """Points of the section in one language: weight less shares of what is absent, less capped deductions, at least 0."""
    shares, poor = _taken(row, row.tallies)
    high = max(NONE, row.weight - shares - poor)
    worst = [_taken(row, tallies) for tallies in _worst(row)]
    low = min(max(NONE, row.weight - sum(taken, NONE)) for taken in worst)
    most = max(absent for absent, _ in worst)
    share_lost = row.options.absent == "equal-share"
    lost = tuple(tally.absent and share_lost and not tally.beside for tally in row.tallies)
    return RowScore(low, high, *_told(row, shares, poor, high), lost, before=(row.weight - most, row.weight - shares))


def _share(row: Row) -> Fraction:
    return row.weight / len(_asked(row.tallies))


def _asked(tallies: tuple[Tally, ...]) -> list[Tally]:
    """Requirements without what is found beside them."""
    return [tally for tally in tallies if not tally.beside]


def _cap(row: Row) -> Fraction:
    return Fraction(row.options.cap_share) * row.weight


def _counted(row: Row, tallies: tuple[Tally, ...]) -> int:
    """Number of shortcomings; what is absent is one where it loses no share."""
    if row.options.absent == "equal-share":
        return sum(tally.known if tally.beside else tally.deficiencies for tally in tallies)
    return sum(tally.known for tally in tallies)


def _taken(row: Row, tallies: tuple[Tally, ...]) -> tuple[Fraction, Fraction]:
    """Points taken by shares of absent indicators, and by shortcomings after the cap."""
    gone = sum(tally.absent for tally in _asked(tallies)) if row.options.absent == "equal-share" else 0
    return _share(row) * gone, min(_counted(row, tallies) * Fraction(row.options.per_shortcoming), _cap(row))


def _worst(row: Row) -> list[tuple[Tally, ...]]:
    """The closings of which one is the worst: everything undetermined absent, or all but one absent and that one full of faults.

    What is found beside the indicators is never absent: what is open there are shortcomings. An indicator cannot be absent and poor at
    once, so the cap can only be reached through one that is there.
    """
    if any(tally.beside for tally in row.tallies) and row.options.absent == "equal-share":
        return [tuple(_bounded(row, tally) for tally in row.tallies)]
    tallies = [tally.as_doubted() for tally in row.tallies]
    if row.options.absent == "shortcoming":
        return [tuple(tally.as_bad_as_can_be() if tally.open else tally for tally in tallies)]
    undetermined = [place for place, tally in enumerate(tallies) if tally.undetermined and not tally.beside]
    closed = [tally.as_bad_as_can_be() if tally.open and (tally.beside or not tally.absent) else tally for tally in tallies]
    for place in undetermined:
        closed[place] = row.tallies[place].as_absent()
    closings = [tuple(closed)]
    if undetermined:
        last = undetermined[-1]
        closings.append((*closed[:last], row.tallies[last].as_bad_as_can_be(), *closed[last + 1 :]))
    return closings


def _bounded(row: Row, tally: Tally) -> Tally:
    """The worst closing of one indicator where other checks look for shortcomings of the section: absent, or every doubt of its own one more.

    So what is open of an indicator costs its share at most, or a tenth for each of its doubts where these are dearer.
    """
    if tally.beside:
        return tally.as_bad_as_can_be() if tally.open else tally.as_doubted()
    poor = tally.doubted * Fraction(row.options.per_shortcoming)
    if tally.undetermined and poor <= _share(row):
        return tally.as_absent()
    return replace(tally.as_doubted(), open=False)


def _told(row: Row, shares: Fraction, poor: Fraction, high: Fraction) -> tuple[tuple[Deduction, ...], tuple[Step, ...]]:
    deductions, steps, left = _told_absent(row) if shares else ([], [], row.weight)
    terms, taken = show(row.weight), shares + poor
    if shares:
        gone = sum(tally.absent for tally in _asked(row.tallies))
        terms += f" − {gone} × {show(row.weight)} ÷ {len(_asked(row.tallies))}"
    if poor:
        count, each = _counted(row, row.tallies), Fraction(row.options.per_shortcoming)
        raw, cap = count * each, _cap(row)
        text = equation(f"{count} × {show(each)}", raw)
        steps.append(step("score.deduction.per-fact", place=row.label, count=str(count), deduction=show(each), text=text))
        if raw > cap:
            if cap < row.weight:
                share = show(Fraction(row.options.cap_share) * 100)
                steps.append(step("score.capped", raw=show(raw), cap=show(cap), share=share, weight=show(row.weight)))
            else:
                taken = shares + raw
        terms += f" − {show(poor)}" if raw > cap or count == 1 else f" − {count} × {show(each)}"
        given = min(poor, left)
        capped = raw > cap or given < poor
        deductions.append(Deduction(rule=row.id, count=count, points=decimal(given), cap=decimal(cap), capped=capped))
    if taken > row.weight:
        steps.append(step("score.floor", weight=show(row.weight), taken=show(taken)))
    elif taken:
        steps.append(step("score.arithmetic", text=equation(terms, high)))
    return tuple(deductions), tuple(steps)


def _told_absent(row: Row) -> tuple[list[Deduction], list[Step], Fraction]:
    """What absent indicators lose one by one, and what is left of the weight."""
    deductions: list[Deduction] = []
    steps: list[Step] = []
    left, share = row.weight, _share(row)
    for tally in _asked(row.tallies):
        if tally.absent:
            text = equation(f"{show(row.weight)} ÷ {len(_asked(row.tallies))}", share)
            steps.append(step("score.section.absent", place=tally.label, text=text))
            given = min(share, left)
            left -= given
            deductions.append(Deduction(rule=tally.id, count=tally.missing, points=decimal(given), capped=given < share))
    return deductions, steps, left
