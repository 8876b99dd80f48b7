"""The weight less a rate: how many bad cases there are in every 100, 1 000 or 10 000, taken off the points (2017, chapters 2 and 4).

The formulas of p. 38, 46–50, 108 and 110 were images; they are reconstructed from the words «коэффициент для определения
среднего значения нарушений на 10 000 оказанных услуг» and «значение со знаком минус … 0 баллов». The other reading, the rate
as a share of the weight, is an option. More bad cases than cases is a contradiction of the data, never cut down in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field

from scoring.arithmetic import NONE, Row, RowScore, step
from scoring.exact import Fraction, equation, show
from scoring.figures import ContradictionError, Counted, Figures, Source, Span, added, nothing, told, unknown
from scoring.formulas import Directions, NoOptions
from scoring.nothing import OPEN, None_
from scoring.sources import by_source
from store.base import Frozen
from store.conclusion import Step
from store.told import Told

ElementOptions = NoOptions
RESTS_ON = "figures"


class Scale(Frozen):
    """``per`` for a whole of ``from`` up to ``upto`` cases (None: and more)."""

    start: Decimal = Field(alias="from", ge=0)
    upto: Decimal | None = None
    per: Decimal = Field(gt=0)


class Options(Frozen):
    """Names of figures: the sum of ``part`` is the number of bad cases among ``whole``.

    ``per`` is the number of cases for which the rate is told, or ``scale`` that number by the size of ``whole``; below its
    first step there is none. ``reading``: weight − rate (``subtract``) or weight × (1 − rate) (``multiply``). ``none`` says
    what the row gives where there were no cases, or too few for the scale.
    """

    part: tuple[str, ...] = Field(min_length=1)
    whole: str
    per: Decimal | None = Field(default=None, gt=0)
    scale: tuple[Scale, ...] = ()
    reading: Literal["subtract", "multiply"] = "subtract"
    none: None_ = OPEN


def figures(options: Options) -> tuple[str, ...]:
    """The figures that the row needs, in the order of the explanation."""
    return (*options.part, options.whole)


def directions(options: Options) -> Directions:
    """What more of each figure does to the points: bad cases lower them; by a scale the number of all cases may do either."""
    return {**dict.fromkeys(options.part, "less"), options.whole: "size" if options.scale else "more"}


def fault(weight: Decimal, options: Options, elements: object) -> Told | None:  # noqa: ARG001
    """What is wrong with the options: one number of cases or a rising scale without overlaps."""
    if (options.per is None) == (not options.scale):
        return Told("the formula «rate_off» needs either «per» (a number) or «scale» (by the number of cases); name exactly one")
    for lower, upper in zip(options.scale, options.scale[1:], strict=False):
        if lower.upto is None or not lower.start <= lower.upto < upper.start:
            return Told("the steps of «scale» must rise without overlaps, and only the last one may go without «upto»")
    return None


def score(row: Row) -> RowScore:
    """Points of the row: max(0, weight − part ÷ whole × per)."""
    return by_source(row, figures(row.options), lambda source: _counted(row, source))


def _counted(row: Row, source: Source) -> Counted:
    options: Options = row.options
    if source.nothing:
        return nothing(row, options.none)
    given = added(source.items)
    if given is None:
        return unknown(row)
    words = told(row, given, figures(options))
    bad, whole = _checked(options, given)
    if _per(options, whole.high) is None:
        few = () if whole.high == 0 else (step("score.rate.none", value=_shown(whole)),)
        return nothing(row, options.none, (*words, *few))
    low, high = _ends(row, bad, whole)
    if low == high and bad.low == bad.high and whole.low == whole.high:
        words = (*words, *_words(row, given, high))
    return Counted(low, high, words, count=max(1, int(bad.low)))


def _checked(options: Options, given: Figures) -> tuple[Span, Span]:
    """The bad cases added up, and the whole; refuses what cannot be."""
    parts, whole = [given[name] for name in options.part], given[options.whole]
    for name in figures(options):
        if given[name].low < 0:
            raise ContradictionError(name)
    bad = Span(sum((span.low for span in parts), NONE), sum((span.high for span in parts), NONE))
    if bad.low > whole.high:
        raise ContradictionError(options.part[0], options.whole)
    return bad, whole


def _per(options: Options, whole: Fraction) -> Fraction | None:
    """Number of cases that the rate is told for; None where there are no cases, or fewer than the scale begins with."""
    if whole == 0:
        return None
    if options.per is not None:
        return Fraction(options.per)
    fitting = [one.per for one in options.scale if whole >= one.start]
    return Fraction(fitting[-1]) if fitting else None


def _ends(row: Row, bad: Span, whole: Span) -> tuple[Fraction, Fraction]:
    """Least and most points over all figures that can be true together: the rate turns only where the scale has a step."""
    if _per(row.options, max(whole.low, bad.low)) is None:
        return NONE, row.weight
    found = [_points(row, one, size) for size in _sizes(row.options, bad, whole) for one in (bad.low, min(bad.high, size))]
    return min(found), max(found)


def _sizes(options: Options, bad: Span, whole: Span) -> Iterator[Fraction]:
    """Ends of the whole, and the places between them where the points turn."""
    least = max(whole.low, bad.low)
    yield least
    yield whole.high
    turns = [bad.high, *(Fraction(one.start) for one in options.scale), *(Fraction(one.upto or 0) for one in options.scale)]
    yield from (turn for turn in turns if least < turn < whole.high)


def _points(row: Row, bad: Fraction, whole: Fraction) -> Fraction:
    rate = bad / whole * (_per(row.options, whole) or NONE)
    lost = rate if row.options.reading == "subtract" else row.weight * rate
    return max(NONE, row.weight - lost)


def _words(row: Row, given: Figures, points: Fraction) -> tuple[Step, ...]:
    options: Options = row.options
    whole = given[options.whole].low
    per = _per(options, whole) or NONE
    bad = " + ".join(show(given[name].low) for name in options.part)
    bad = f"({bad})" if len(options.part) > 1 else bad
    rate = f"{bad} ÷ {show(whole)} × {show(per)}"
    terms = f"{show(row.weight)} − {rate}" if options.reading == "subtract" else f"{show(row.weight)} × (1 − {rate})"
    text = equation(f"max(0; {terms})" if points == 0 else terms, points)
    scaled = (step("score.rate.scale", value=show(whole), per=show(per)),) if options.scale else ()
    return (*scaled, step("score.arithmetic", text=text))


def _shown(span: Span) -> str:
    return show(span.low) if span.low == span.high else f"{show(span.low)} … {show(span.high)}"
