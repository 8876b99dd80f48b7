"""Mean of several shares, each 1 where nothing came (2024 feedback Methodology, p. 22: F = (B/C + E/G) ÷ 2 × 100 %).

The formula itself was an image; the mean is reconstructed from the letters and the bands, the product is the other reading.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring.arithmetic import NONE, Row, RowScore, step
from scoring.exact import Fraction, equation, show
from scoring.figures import ContradictionError, Counted, Exact, Figures, Source, added, ends, nothing, told, unknown
from scoring.formulas import Direction, Directions, NoOptions
from scoring.nothing import OPEN, None_
from scoring.sources import by_source
from store.base import Frozen

ElementOptions = NoOptions
RESTS_ON = "figures"


class Share(Frozen):
    """Names of two figures: ``done`` of ``required``."""

    done: str
    required: str


class Options(Frozen):
    """The shares, and whether their mean or their product counts; ``none`` is for a body that has none of them at all."""

    shares: tuple[Share, ...] = Field(min_length=1)
    reading: Literal["mean", "product"] = "mean"
    none: None_ = OPEN


def figures(options: Options) -> tuple[str, ...]:
    """The figures that the row needs, in the order of the explanation."""
    return tuple(name for share in options.shares for name in (share.done, share.required))


def directions(options: Options) -> Directions:
    """What more of each figure does to the points: what was done raises them, what was required lowers them."""
    found: dict[str, Direction] = {}
    for share in options.shares:
        found |= {share.done: "more", share.required: "less"}
    return found


def score(row: Row) -> RowScore:
    """Points of the row: weight × mean (or product) of the shares."""
    return by_source(row, figures(row.options), lambda source: _counted(row, source))


def _counted(row: Row, source: Source) -> Counted:
    if source.nothing:
        return nothing(row, row.options.none)
    given = added(source.items)
    if given is None:
        return unknown(row)
    words = told(row, given, figures(row.options))
    low, high = ends(row, given, lambda exact: _points(row, exact))
    if low == high:
        words = (*words, step("score.arithmetic", text=_text(row, given, high)))
    return Counted(low, high, words, count=_short(row.options, given))


def _share(share: Share, exact: Exact) -> Fraction:
    done, required = exact[share.done], exact[share.required]
    if done > required or done < 0:
        raise ContradictionError(share.done, share.required)
    return done / required if required else Fraction(1)


def _points(row: Row, exact: Exact) -> Fraction:
    options: Options = row.options
    shares = [_share(share, exact) for share in options.shares]
    if options.reading == "mean":
        return row.weight * sum(shares, NONE) / len(shares)
    product = Fraction(1)
    for share in shares:
        product *= share
    return row.weight * product


def _short(options: Options, given: Figures) -> int:
    lacking = sum((given[share.required].low - given[share.done].high for share in options.shares), NONE)
    return max(0, int(lacking))


def _text(row: Row, given: Figures, points: Fraction) -> str:
    options: Options = row.options
    terms = []
    for share in options.shares:
        done, required = given[share.done].low, given[share.required].low
        terms.append(f"{show(done)} ÷ {show(required)}" if required else "1")
    if options.reading == "mean":
        return equation(f"({' + '.join(terms)}) ÷ {len(terms)} × {show(row.weight)}", points)
    return equation(f"{' × '.join(terms)} × {show(row.weight)}", points)
