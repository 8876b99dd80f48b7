"""Mean over all public services of their points by the way they are given and by the documents asked for (2017, p. 66–67).

A service gives (received ÷ possible) × points of its way (appendix 9) × correcting factor, and 0 without an approved standard.
The formulas were images; the product is reconstructed from the words «балл (b) умножается на коэффициент (d)» and from the
maximum of 20, which a sum would exceed. Each finding is one service.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from pydantic import Field

from scoring.arithmetic import NONE, Row, RowScore, step
from scoring.exact import Fraction, equation, show
from scoring.figures import ContradictionError, Counted, Figures, Source, Span, nothing, told
from scoring.formulas import Directions, NoOptions
from scoring.nothing import OPEN, None_
from scoring.sources import by_source
from store.base import Frozen, Text
from store.conclusion import Step
from store.told import Told

ElementOptions = NoOptions
RESTS_ON = "figures"
ONE = Fraction(1)
APPROVED = (NONE, ONE)
PER_CASE = True


class Way(Frozen):
    """A row of the law's table: its printed number, its points and its words."""

    number: Decimal
    points: Decimal = Field(ge=0)
    words: Text | None = None


class Options(Frozen):
    """Names of the five figures of a service, the ways with their points, and the values that the factor may have.

    ``approved`` is 1 for a service with an approved standard, else 0. ``none``: what a body without services gets.
    """

    way: str
    received: str
    possible: str
    factor: str
    approved: str
    ways: tuple[Way, ...] = Field(min_length=1)
    factors: tuple[Decimal, ...] = Field(min_length=1)
    none: None_ = OPEN


def figures(options: Options) -> tuple[str, ...]:
    """The figures that the row needs of each service, in the order of the explanation."""
    return (options.way, options.received, options.possible, options.factor, options.approved)


def directions(options: Options) -> Directions:
    """What more of each figure does to the points; the number of a way is its place in the law's table, which need not fall."""
    points = [way.points for way in sorted(options.ways, key=lambda way: way.number)]
    falls = points == sorted(points, reverse=True)
    return {
        options.way: "less" if falls else "size",
        options.received: "more",
        options.possible: "less",
        options.factor: "more",
        options.approved: "more",
    }


def fault(weight: Decimal, options: Options, elements: object) -> Told | None:  # noqa: ARG001
    """What is wrong with the numbers of the row: the best way gives its weight, the factor only lowers it."""
    best = max(way.points for way in options.ways)
    if best != weight:
        return Told("the best way gives {best}, but the weight is {weight}; they must be equal", best=best, weight=weight)
    if len({way.number for way in options.ways}) < len(options.ways):
        return Told("each number of «ways» must stand once")
    if any(not 0 < factor <= 1 for factor in options.factors):
        return Told("the factors must lie above 0 and not above 1")
    return None


def score(row: Row) -> RowScore:
    """Points of the row: mean of the services."""
    return by_source(row, figures(row.options), lambda source: _counted(row, source))


def _counted(row: Row, source: Source) -> Counted:
    if source.nothing:
        return nothing(row, row.options.none)
    cases = [Counted(NONE, row.weight) if item is None else _service(row.options, item) for item in source.items]
    number = len(cases)
    low = sum((case.low for case in cases), NONE) / number
    high = sum((case.high for case in cases), NONE) / number
    steps: tuple[Step, ...] = ()
    if number == 1 and source.items[0] is not None:
        steps = (*told(row, source.items[0], figures(row.options)), *cases[0].steps)
    elif number > 1:
        text = equation(f"({_terms([case.high for case in cases])}) ÷ {number}", high)
        steps = (step("score.cases.mean", count=str(number), text=text),)
    return Counted(low, high, steps, count=sum(case.high < row.weight for case in cases))


def _service(options: Options, given: Figures) -> Counted:
    """Points of one service at both ends, with its arithmetic where every figure is exact."""
    least, most = _share(options, given)
    ways = [Fraction(way.points) for way in options.ways if _within(given[options.way], Fraction(way.number))]
    factors = [Fraction(factor) for factor in options.factors if _within(given[options.factor], Fraction(factor))]
    approved = [value for value in APPROVED if _within(given[options.approved], value)]
    for name, possible in ((options.way, ways), (options.factor, factors), (options.approved, approved)):
        if not possible:
            raise ContradictionError(name)
    found = [share * way * factor * ok for share, way, factor, ok in product((least, most), ways, factors, approved)]
    steps: tuple[Step, ...] = ()
    if all(span.low == span.high for span in given.values()):
        steps = (step("score.arithmetic", text=_text(options, given, ways[0], max(found))),)
    return Counted(min(found), max(found), steps)


def _within(span: Span, value: Fraction) -> bool:
    return span.low <= value <= span.high


def _share(options: Options, given: Figures) -> tuple[Fraction, Fraction]:
    """Documents received of those possible, least and most; all of them where none are possible."""
    received, possible = given[options.received], given[options.possible]
    for name in (options.received, options.possible):
        if given[name].low < 0:
            raise ContradictionError(name)
    if received.low > possible.high:
        raise ContradictionError(options.received, options.possible)
    if possible.high == 0:
        return ONE, ONE
    most = ONE if received.high >= possible.low else received.high / possible.low
    return received.low / possible.high, most


def _text(options: Options, given: Figures, points: Fraction, result: Fraction) -> str:
    received, possible = given[options.received].low, given[options.possible].low
    share = f"{show(received)} ÷ {show(possible)}" if possible else "1"
    factor, approved = given[options.factor].low, given[options.approved].low
    return equation(f"{share} × {show(points)} × {show(factor)}{'' if approved else ' × 0'}", result)


def _terms(values: list[Fraction]) -> str:
    """Equal values are told once with their number, so that a thousand services stay one short line."""
    different = sorted(set(values), reverse=True)
    return " + ".join(show(one) if values.count(one) == 1 else f"{values.count(one)} × {show(one)}" for one in different)
