"""Sum of shares of one whole, each brought to a weight of its own (2017, p. 112: satisfied appeals 20, explained ones 10).

A case belongs to one share only, so together they cannot be more than the whole, and the best share alone gives the weight of
the row. More cases than the whole is a contradiction of the data, never cut down in silence.
"""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from scoring.arithmetic import NONE, Row, RowScore, step
from scoring.exact import Fraction, equation, show
from scoring.figures import ContradictionError, Counted, Figures, Source, added, nothing, told, unknown
from scoring.formulas import Directions, NoOptions
from scoring.nothing import OPEN, None_
from scoring.sources import by_source
from store.base import Frozen
from store.told import Told

ElementOptions = NoOptions
RESTS_ON = "figures"


class Term(Frozen):
    """A figure, and the points that it gives where it is the whole."""

    figure: str
    weight: Decimal = Field(gt=0)


class Options(Frozen):
    """The shares from the best downwards, the figure of the whole, and what the row gives where the whole is 0."""

    terms: tuple[Term, ...] = Field(min_length=1)
    whole: str
    none: None_ = OPEN


def figures(options: Options) -> tuple[str, ...]:
    """The figures that the row needs, in the order of the explanation."""
    return (*(share.figure for share in options.terms), options.whole)


def directions(options: Options) -> Directions:
    """What more of each figure does to the points: each share raises them, the whole lowers them."""
    return {**{term.figure: "more" for term in options.terms}, options.whole: "less"}


def fault(weight: Decimal, options: Options, elements: object) -> Told | None:  # noqa: ARG001
    """What is wrong with the numbers of the row: the best share gives its weight, the shares fall."""
    weights = [share.weight for share in options.terms]
    if weights[0] != weight:
        return Told("the best share gives {best}, but the weight is {weight}; they must be equal", best=weights[0], weight=weight)
    return None if weights == sorted(weights, reverse=True) else Told("the shares must be listed with falling weights")


def score(row: Row) -> RowScore:
    """Points of the row: sum of figure ÷ whole × weight of the share."""
    return by_source(row, figures(row.options), lambda source: _counted(row, source))


def _counted(row: Row, source: Source) -> Counted:
    options: Options = row.options
    if source.nothing:
        return nothing(row, options.none)
    given = added(source.items)
    if given is None:
        return unknown(row)
    words = told(row, given, figures(options))
    least = _least(options, given)
    whole = given[options.whole]
    if whole.high == 0:
        return nothing(row, options.none, words)
    if max(whole.low, least) == 0:
        return Counted(NONE, row.weight, words)
    low, high = _points(options, _lows(options, given), whole.high), _most(options, given, least)
    if low == high and all(span.low == span.high for span in given.values()):
        words = (*words, step("score.arithmetic", text=_text(options, given, high)))
    return Counted(low, high, words, count=_short(options, given))


def _lows(options: Options, given: Figures) -> list[Fraction]:
    return [given[share.figure].low for share in options.terms]


def _least(options: Options, given: Figures) -> Fraction:
    """The least whole that the figures allow; refuses what cannot be."""
    for name in figures(options):
        if given[name].low < 0:
            raise ContradictionError(name)
    least = sum(_lows(options, given), NONE)
    if least > given[options.whole].high:
        raise ContradictionError(max(options.terms, key=lambda share: given[share.figure].low).figure, options.whole)
    return least


def _most(options: Options, given: Figures, least: Fraction) -> Fraction:
    """The most points over all figures that can be true together.

    For a given whole the better shares are filled first; between the wholes at which one is full the points only rise or fall.
    """
    whole = given[options.whole]
    turns, filled = [max(whole.low, least), whole.high], least
    for share in options.terms:
        filled += given[share.figure].high - given[share.figure].low
        turns.append(filled)
    sizes = [turn for turn in turns if max(whole.low, least) <= turn <= whole.high]
    return max(_points(options, _filled(options, given, size - least), size) for size in sizes)


def _filled(options: Options, given: Figures, room: Fraction) -> list[Fraction]:
    numbers = []
    for share in options.terms:
        span = given[share.figure]
        more = min(room, span.high - span.low)
        room -= more
        numbers.append(span.low + more)
    return numbers


def _points(options: Options, numbers: list[Fraction], whole: Fraction) -> Fraction:
    pairs = zip(options.terms, numbers, strict=True)
    return sum((number / whole * Fraction(share.weight) for share, number in pairs), NONE)


def _short(options: Options, given: Figures) -> int:
    """How many cases are not in the best share."""
    lacking = given[options.whole].low - given[options.terms[0].figure].high
    return max(1, int(lacking))


def _text(options: Options, given: Figures, points: Fraction) -> str:
    whole = show(given[options.whole].low)
    terms = (f"{show(given[share.figure].low)} ÷ {whole} × {show(Fraction(share.weight))}" for share in options.terms)
    return equation(" + ".join(terms), points)
