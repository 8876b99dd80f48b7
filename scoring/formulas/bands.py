"""Points by the band in which a figure lies: the law prints one value for each band and nothing between them.

2025: entries in the blog, levels of publicity, satisfaction of the population (appendix 10, tables 4, 6 and 7-1), answers of
subordinate organisations (table 11); 2017: answers in the blog (p. 83), satisfaction with services (appendix 6), fewer
delays (appendix 7), internal control (appendix 8). What is measured is a figure, a share of two figures in percent, or the
fall from one figure to another in percent. Where the printed bands leave a gap, the explanation says so.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Literal

from pydantic import Field, model_validator

from scoring.arithmetic import MANY, NONE, Row, RowScore, step
from scoring.exact import Fraction, equation, round_half_up, show
from scoring.figures import (
    ContradictionError,
    Counted,
    Exact,
    Figures,
    Source,
    Span,
    added,
    each_once,
    ends,
    lacking,
    nothing,
    told,
    unknown,
)
from scoring.formulas import Directions, NoOptions
from scoring.nothing import OPEN, None_
from scoring.sources import by_source
from store.base import Frozen, Text
from store.conclusion import Step
from store.methodology import Element
from store.told import Told, refusal

ElementOptions = NoOptions
RESTS_ON = "figures"
HUNDRED = Fraction(100)
TOLD = 5


class Measure(Frozen):
    """What is measured: ``figure``; or ``part`` of ``whole``, or the fall from ``before`` to ``after``, in percent."""

    figure: str | None = None
    part: str | None = None
    whole: str | None = None
    before: str | None = None
    after: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Measure:
        given = tuple(name for name in ("figure", "part", "whole", "before", "after") if getattr(self, name) is not None)
        if given not in (("figure",), ("part", "whole"), ("before", "after")):
            raise refusal("name «figure» alone, «part» with «whole», or «before» with «after»")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The figures that are read."""
        return tuple(name for name in (self.figure, self.part, self.whole, self.before, self.after) if name is not None)


class Band(Frozen):
    """Points from ``low`` (``above``: only for more than ``low``) up to the next better band.

    ``upto`` (``below``: only for less than it) is the upper end that the law prints. ``without`` names a figure that must be 0:
    the rhythm that is part of the band («не менее 1 записи в неделю»: weeks without an entry).
    """

    low: Decimal
    above: bool = False
    upto: Decimal | None = None
    below: bool = False
    without: str | None = None
    points: Decimal = Field(ge=0)

    def holds(self, value: Fraction) -> bool:
        """Whether the value reaches this band from below."""
        return value > self.low or (value == self.low and not self.above)

    def printed(self, value: Fraction) -> bool:
        """Whether the band as printed covers the value."""
        if self.upto is None:
            return True
        return value < self.upto or (value == self.upto and not self.below)


class Options(Frozen):
    """``bands`` from the best downwards; under them ``otherwise``; ``words`` what the act prints of them, by their points.

    The printed band that covers the exact value counts; ``places`` to which the value is rounded half up where it lies between
    two printed bands (None: it falls to the lower one), or with ``rounding: first`` before any band is looked at. The figures
    that bands name ``without`` may be lacking; from a better band to the next their values never rise (no week without an
    entry leaves no month below two). ``many`` is ``mean`` where each finding is a case of its own (a service, a measure, an
    organisation) and the mean of their points counts, ``worst`` where the worst of them does, ``sum`` where their figures are
    added up first. ``none`` says what the row gives where there was nothing to measure.
    """

    measure: Measure
    words: dict[str, Text] = {}
    bands: tuple[Band, ...] = Field(min_length=1)
    otherwise: Decimal = Field(default=Decimal(0), ge=0)
    places: int | None = Field(default=None, ge=0, le=6)
    rounding: Literal["gaps", "first"] = "gaps"
    many: Literal["sum", "mean", "worst"] = "sum"
    none: None_ = OPEN


def figures(options: Options) -> tuple[str, ...]:
    """The figures that the row needs, in the order of the explanation."""
    return options.measure.names


def optional(options: Options) -> tuple[str, ...]:
    """The figures that the bands name for their rhythm, from the strictest to the loosest."""
    return tuple(dict.fromkeys(band.without for band in options.bands if band.without is not None))


def directions(options: Options) -> Directions:
    """What more of each figure does to the points: a share falls with its whole, a fall from before to after with what is left.

    A rhythm is told by how often it was broken.
    """
    measure = options.measure
    raising = next(name for name in (measure.figure, measure.part, measure.before) if name is not None)
    lowering = (name for name in (measure.whole, measure.after, *optional(options)) if name is not None)
    return {raising: "more", **dict.fromkeys(lowering, "less")}


def fault(weight: Decimal, options: Options, elements: tuple[Element, ...]) -> Told | None:
    """What is wrong with the numbers of the row: the best band gives its weight, bands and points fall."""
    best = max(band.points for band in options.bands)
    if best != weight:
        return Told("the best band gives {best}, but the weight is {weight}; they must be equal", best=best, weight=weight)
    lows = [band.low for band in options.bands]
    if lows != sorted(set(lows), reverse=True):
        return Told("the bands must be listed from the highest «low» downwards, each once")
    points = [band.points for band in options.bands] + [options.otherwise]
    if points != sorted(points, reverse=True):
        return Told("the points of the bands must not rise from the best band downwards")
    return Told("the formula «{formula}» judges the row as a whole; remove the elements", formula="bands") if elements else None


def score(row: Row) -> RowScore:
    """Points of the band that holds, or of the mean or the worst of several cases."""
    return by_source(row, figures(row.options), lambda source: _counted(row, source), optional(row.options))


def _counted(row: Row, source: Source) -> Counted:
    options: Options = row.options
    if source.nothing:
        return nothing(row, options.none)
    if options.many == "sum":
        given = added(source.items)
        return unknown(row) if given is None else _case(row, given)
    return _cases(row, [Counted(NONE, row.weight) if item is None else _case(row, item) for item in source.items])


def _cases(row: Row, cases: list[Counted]) -> Counted:
    """Mean or worst of the cases; steps are told for the first few and counted for the rest."""
    options: Options = row.options
    if any(case.average for case in cases):
        cases = [case for case in cases if not case.average]
        if not cases:
            return nothing(row, options.none)
    number = len(cases)
    if options.many == "worst":
        low, high = min(case.low for case in cases), min(case.high for case in cases)
        steps: tuple[Step, ...] = (step("score.cases.worst", count=str(number), points=show(high)),)
    else:
        low = sum((case.low for case in cases), NONE) / number
        high = sum((case.high for case in cases), NONE) / number
        text = equation(f"({_terms([case.high for case in cases])}) ÷ {number}", high)
        steps = (step("score.cases.mean", count=str(number), text=text),)
    doubts = each_once(one for case in cases for one in case.doubts)[:TOLD]
    short = sum(case.high < row.weight for case in cases)
    return Counted(low, high, (*_gaps(cases), *steps), count=short, doubts=doubts)


def _gaps(cases: list[Counted]) -> tuple[Step, ...]:
    """The first few values that no printed band covers; their number is bounded, a body may have a thousand services."""
    found = dict.fromkeys((one.key, one.values["value"]) for case in cases for one in case.steps if one.key == "score.band.gap")
    return tuple(step(key, value=value) for key, value in list(found)[:TOLD])


def _terms(values: list[Fraction]) -> str:
    """Equal values are told once with their number, so that a thousand cases stay one short line."""
    different = sorted(set(values), reverse=True)
    return " + ".join(show(one) if values.count(one) == 1 else f"{values.count(one)} × {show(one)}" for one in different)


def _case(row: Row, given: Figures) -> Counted:
    options: Options = row.options
    words = told(row, given, (*figures(options), *optional(options)))
    if _empty(options, given):
        return nothing(row, options.none, words)
    whole = _rhythm(options, given)
    low, high = ends(row, whole, lambda exact: _points(row, exact))
    exact = {name: span.low for name, span in whole.items()}
    if low == high and all(given[name].low == given[name].high for name in figures(options)):
        words = (*words, *_words(row, exact, high), *_missed(row, given, high))
    doubts = tuple(lacking(row, name) for name in _open(options, given, whole)) if low != high else ()
    return Counted(low, high, words, doubts=doubts)


def _rhythm(options: Options, given: Figures) -> Figures:
    """The figures with every rhythm that is not told between what the others leave: stricter ones never lie below looser ones.

    :raises ContradictionError: a looser rhythm is broken more often than a stricter one.
    """
    names = optional(options)
    if not names:
        return given
    whole = dict(given)
    for strict, loose in pairwise(names):
        most = whole[strict].high if strict in whole else Fraction(MANY)
        if loose not in given:
            whole[loose] = Span(NONE, most)
        elif given[loose].low > most:
            raise ContradictionError(loose, strict)
    for name, after in reversed(list(zip(names, (*names[1:], None), strict=True))):
        if name not in given:
            least = NONE if after is None else whole[after].low
            whole[name] = Span(least, whole[name].high if name in whole else Fraction(MANY))
    return whole


def _open(options: Options, given: Figures, whole: Figures) -> tuple[str, ...]:
    """Rhythms that are not told and that a band asks for which the measured value may reach."""
    if options.measure.figure is None or not optional(options):
        return ()
    most = given[options.measure.figure].high
    asked = dict.fromkeys(band.without for band in options.bands if band.without is not None and band.holds(most))
    return tuple(name for name in asked if name not in given and whole[name].low != whole[name].high)


def _empty(options: Options, given: Figures) -> bool:
    """A share of nothing, or a fall from nothing to nothing."""
    measure = options.measure
    if measure.whole is not None:
        return given[measure.whole].high == 0 and given[measure.part or ""].high == 0
    return False


def _value(options: Options, exact: Exact) -> Fraction | None:
    """What is compared with the bands; None for a rise from nothing, which has no percentage."""
    measure = options.measure
    for name, number in exact.items():
        if number < 0:
            raise ContradictionError(name)
    if measure.figure is not None:
        return exact[measure.figure]
    if measure.part is not None:
        part, whole = exact[measure.part], exact[measure.whole or ""]
        if part > whole:
            raise ContradictionError(measure.part, measure.whole or "")
        return part / whole * HUNDRED if whole else HUNDRED
    before, after = exact[measure.before or ""], exact[measure.after or ""]
    if after == 0:
        return HUNDRED
    return (before - after) / before * HUNDRED if before else None


def _points(row: Row, exact: Exact) -> Fraction:
    options: Options = row.options
    band, _ = _band(options, _value(options, exact), exact)
    return Fraction(options.otherwise if band is None else band.points)


def _band(options: Options, value: Fraction | None, exact: Exact) -> tuple[Band | None, Fraction | None]:
    """The band that counts, and the value it was found by: exact where a printed band covers it, rounded in a gap."""
    if value is None:
        return None, None
    kept = [band for band in options.bands if band.without is None or not exact[band.without]]
    rounded = _rounded(options, value)
    for compared in dict.fromkeys((value, rounded) if options.rounding == "gaps" else (rounded,)):
        found = next((band for band in kept if band.holds(compared) and band.printed(compared)), None)
        if found is not None:
            return found, compared
    return next((band for band in kept if band.holds(compared)), None), compared


def _rounded(options: Options, value: Fraction) -> Fraction:
    return value if options.places is None else Fraction(round_half_up(value, options.places))


def _words(row: Row, exact: Exact, points: Fraction) -> tuple[Step, ...]:
    options: Options = row.options
    value = _value(options, exact)
    if value is None:
        return (step("score.band.none", points=show(points)),)
    band, compared = _band(options, value, exact)
    steps = []
    if options.measure.figure is None:
        steps.append(step("score.band.value", value=show(value)))
    if compared is not None and compared != value:
        steps.append(step("score.band.rounded", value=show(value), rounded=show(compared)))
    steps.append(step("score.band", points=show(points), weight=show(row.weight)))
    if band is not None and not (band.printed(value) and band.holds(value)):
        steps.append(step("score.band.gap", value=show(value)))
    return tuple(steps)


def _missed(row: Row, given: Figures, points: Fraction) -> list[Step]:
    """Better bands that the value reaches, but not their rhythm."""
    options: Options = row.options
    if options.measure.figure is None:
        return []
    value, made = given[options.measure.figure].low, []
    for band in options.bands:
        name = band.without or ""
        if name in given and name in row.titles and band.points > points and band.holds(value):
            told_points, broken = show(Fraction(band.points)), show(given[name].low)
            made.append(step("score.band.rhythm", points=told_points, title=row.titles[name], value=broken))
    return made
