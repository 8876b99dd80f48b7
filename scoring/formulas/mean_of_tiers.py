"""Mean over several sources of the points for the tier that each source gives (2017, appendix 14, row 1.1: search positions).

A finding names its source and the position in ``facts``; ``missing`` means that the source does not show the thing at all.
Several findings of one source (names in two languages, full and short) are averaged first. A person may tell the place in each source
at once, by the source's name; 0 says that it does not show the thing. What a person told goes before what was measured.
"""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from scoring.arithmetic import NONE, Row, RowScore, step
from scoring.exact import Fraction, decimal, equation, show
from scoring.formulas import NoOptions
from store.base import Frozen
from store.conclusion import Deduction
from store.findings import MANUAL, Fact, Outcome
from store.methodology import Element
from store.told import Told

ElementOptions = NoOptions
FACTS = ("position",)
# Places that a person noted may be imported for it.
tiers_of_places = True
_DECIDED = (Outcome.MET, Outcome.DEFICIENCY, Outcome.MISSING)


class Tier(Frozen):
    """Points for every position up to and with ``upto``."""

    upto: int = Field(ge=1)
    points: Decimal = Field(ge=0)


class Options(Frozen):
    """The sources of which the law takes the mean, and the tiers from the best position downwards; below them 0 points."""

    sources: tuple[str, ...] = Field(min_length=1)
    tiers: tuple[Tier, ...] = Field(min_length=1)


def places(options: Options) -> tuple[str, ...]:
    """The sources whose place a person may tell."""
    return options.sources


def fault(weight: Decimal, options: Options, elements: tuple[Element, ...]) -> Told | None:
    """What is wrong with the numbers of the row: tiers fall from the weight, and one requirement decides."""
    points = [tier.points for tier in options.tiers]
    places = [tier.upto for tier in options.tiers]
    if points[0] != weight:
        return Told("the best tier gives {best}, but the weight is {weight}; they must be equal", best=points[0], weight=weight)
    if places != sorted(set(places)) or points != sorted(points, reverse=True):
        return Told("the tiers must be listed from the best position downwards with falling points")
    if elements:
        return Told("the formula «{formula}» judges the row as a whole; remove the elements", formula="mean_of_tiers")
    return None


def score(row: Row) -> RowScore:
    """Mean of the sources at both ends; a source without a position may still give anything from 0 to the weight."""
    options: Options = row.options
    ends = [_source(row, source) for source in options.sources]
    low = sum((end[0] for end in ends), NONE) / len(ends)
    high = sum((end[1] for end in ends), NONE) / len(ends)
    steps = []
    for source, (least, most) in zip(options.sources, ends, strict=True):
        if least == most:
            steps.append(step("score.source", source=source, points=show(most)))
        else:
            steps.append(step("score.source.open", source=source, low=show(least), high=show(most)))
    terms = " + ".join(show(most) for _, most in ends)
    if low == high:
        steps.append(step("score.arithmetic", text=equation(f"({terms}) ÷ {len(ends)}", high)))
    deductions: tuple[Deduction, ...] = ()
    if high < row.weight:
        count = sum(most < row.weight for _, most in ends)
        deductions = (Deduction(rule=row.id, count=count, points=decimal(row.weight - high)),)
    return RowScore(low, high, deductions, tuple(steps), (high == 0,))


def _source(row: Row, source: str) -> tuple[Fraction, Fraction]:
    tally = row.tallies[0]
    told = [_told(row.options, str(one.facts[source])) for one in tally.findings if one.check == MANUAL and source in one.facts]
    if told:
        return sum(told, NONE) / len(told), sum(told, NONE) / len(told)
    found = [finding for finding in tally.findings if finding.facts.get("source") == source]
    decided = [_points(row.options, finding) for finding in found if finding.outcome in _DECIDED]
    unknown = sum(finding.outcome is Outcome.UNVERIFIED for finding in found)
    number = len(decided) + unknown
    if not number:
        return NONE, row.weight
    certain = sum(decided, NONE)
    return certain / number, (certain + unknown * row.weight) / number


def _points(options: Options, finding: Fact) -> Fraction:
    position = finding.facts.get("position")
    if finding.outcome is Outcome.MISSING or type(position) is not int:
        return NONE
    return _of_place(options, position)


def _told(options: Options, place: str) -> Fraction:
    return _of_place(options, int(place)) if place.isdecimal() else NONE


def _of_place(options: Options, position: int) -> Fraction:
    if position < 1:
        return NONE
    for tier in options.tiers:
        if position <= tier.upto:
            return Fraction(tier.points)
    return NONE
