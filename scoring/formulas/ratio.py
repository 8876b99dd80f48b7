"""A share of the weight: what was done of what was required, both counted (2025, appendix 10; p. 81 and 82; 2017, p. 64).

The denominator may have a floor («общее количество …, которое должно составлять не менее 12»). More done than required is a
contradiction of the data, never cut down in silence.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pydantic import Field

from scoring.arithmetic import NONE, Row, RowScore, step
from scoring.exact import Fraction, equation, show
from scoring.figures import (
    ContradictionError,
    Counted,
    Exact,
    Figures,
    Source,
    Span,
    added,
    ends,
    lacking,
    nothing,
    told,
    unknown,
)
from scoring.formulas import Direction, Directions, NoOptions
from scoring.nothing import OPEN, None_
from scoring.sources import by_source
from store.base import Frozen
from store.citation import Rule
from store.conclusion import Step
from store.told import Told

ElementOptions = NoOptions
RESTS_ON = "figures"


class Waiver(Frozen):
    """A figure whose 0 gives the full weight whatever else was counted, and the sentence of the act that says so."""

    figure: str
    rule: Rule


class Late(Frozen):
    """A figure of what was done after its term; whether it ``counts`` as done is a reading of the act."""

    figure: str
    counts: bool = False


class Each(Frozen):
    """Points that each lacking one takes, and the part of the weight that they take at most."""

    points: Decimal = Field(gt=0)
    cap_share: Decimal = Field(gt=0, le=1)


class Options(Frozen):
    """Names of figures: ``done`` is added up, ``less`` taken off it, both of ``required``.

    ``at_least`` is the floor of the denominator, ``of`` a denominator that the law itself sets (a percentage of 100).
    ``none`` says what the row gives where nothing was required. Where ``required`` is a figure of the body's own doing (what
    it held, what it published), ``due`` names the figure of what it had to do: 0 of something due gives no points, and where
    that is not known the row stays open. ``waived``, ``late`` and ``due`` may be lacking. With ``each`` what lacks takes points
    one by one instead of its share.
    """

    done: tuple[str, ...] = Field(min_length=1)
    less: tuple[str, ...] = ()
    required: str | None = None
    of: Decimal | None = Field(default=None, gt=0)
    at_least: Decimal | None = Field(default=None, gt=0)
    none: None_ = OPEN
    due: str | None = None
    waived: Waiver | None = None
    late: Late | None = None
    each: Each | None = None


def figures(options: Options) -> tuple[str, ...]:
    """The figures that the row needs, in the order of the explanation."""
    required = () if options.required is None else (options.required,)
    return tuple(dict.fromkeys((*required, *options.done, *options.less)))


def optional(options: Options) -> tuple[str, ...]:
    """The figures that the row reads where they are told."""
    late = None if options.late is None else options.late.figure
    waived = None if options.waived is None else options.waived.figure
    return tuple(name for name in dict.fromkeys((late, options.due, waived)) if name and name not in figures(options))


def whole(options: Options) -> bool:
    """Whether «all that was due was done» has one meaning without figures: not of a percentage, nor of a number that has a floor."""
    return options.of is None and options.at_least is None


def directions(options: Options) -> Directions:
    """What more of each figure does to the points: what was done raises them, what was required and taken off lowers them.

    What was due counts only where nothing was done of it; what came late raises them where it counts as done.
    """
    found: dict[str, Direction] = dict.fromkeys(optional(options), "less")
    if options.late is not None and options.late.counts:
        found[options.late.figure] = "more"
    if options.required is not None:
        found[options.required] = "less"
    return {**found, **dict.fromkeys(options.done, "more"), **dict.fromkeys(options.less, "less")}


def fault(weight: Decimal, options: Options, elements: object) -> Told | None:  # noqa: ARG001
    """What is wrong with the options: exactly one denominator."""
    if (options.required is None) == (options.of is None):
        return Told("the formula «ratio» needs either «required» (a figure) or «of» (a number); name exactly one")
    if options.at_least is not None and options.required is None:
        return Told("«at_least» is the floor of the figure «required»; name that figure")
    if options.due is not None and (options.required is None or options.at_least is not None):
        return Told("«due» is read where the figure «required» is 0 and has no floor; name that figure or remove «due»")
    return None


def score(row: Row) -> RowScore:
    """Points of the row: weight × (done − less) ÷ max(required, floor)."""
    return by_source(row, figures(row.options), lambda source: _counted(row, source), optional(row.options), whole(row.options))


def _counted(row: Row, source: Source) -> Counted:
    options: Options = row.options
    if source.nothing:
        return nothing(row, options.none)
    given = added(source.items)
    if given is None:
        return unknown(row)
    words = told(row, given, (*figures(options), *optional(options)))
    waiver = None if options.waived is None else given.get(options.waived.figure)
    if waiver is not None and waiver.high == 0:
        return Counted(row.weight, row.weight, (*words, step("score.waived", points=show(row.weight))), count=0)
    made = _shared(row, given, words)
    return replace(made, high=row.weight) if waiver is not None and waiver.low == 0 else made


def _shared(row: Row, given: Figures, words: tuple[Step, ...]) -> Counted:
    """The share, once it is known that the row is not waived."""
    options: Options = row.options
    required = None if options.required is None or options.at_least is not None else given[options.required]
    if required is not None and required.high == 0:
        _done(options, {name: span.high for name, span in given.items()})
        return _empty(row, given, words)
    told_late, doubts = _with_late(row, given)
    low, high = ends(row, told_late, lambda exact: _points(row, exact))
    if required is not None and required.low == 0 < required.high:
        empty = _empty(row, given, ())
        low, high = min(low, empty.low), max(high, empty.high)
    if low == high:
        words = (*words, step("score.arithmetic", text=_text(row, given, high)))
    return Counted(low, high, words, count=_short(options, given), doubts=doubts)


def _empty(row: Row, given: Figures, words: tuple[Step, ...]) -> Counted:
    """Nothing to divide by: 0 where something was due, open where that is not known, else what the act gives for nothing."""
    options: Options = row.options
    if options.due is None:
        return nothing(row, options.none, words)
    due = given.get(options.due)
    if due is not None and due.low > 0:
        return Counted(NONE, NONE, (*words, step("score.due", points=show(NONE))), count=max(1, int(due.low)))
    if due is not None and due.high == 0:
        return nothing(row, options.none, words)
    return Counted(NONE, row.weight, words, doubts=(lacking(row, options.due),))


def _with_late(row: Row, given: Figures) -> tuple[Figures, tuple[Step, ...]]:
    """The figures with anything from 0 to all the rest in the place of late ones that count and are not told."""
    late = row.options.late
    if late is None or not late.counts or late.figure in given:
        return given, ()
    done = sum((given[name].high for name in row.options.done), NONE)
    most = max(NONE, given[row.options.required].high - done) if row.options.required else NONE
    return {**given, late.figure: Span(NONE, most)}, (lacking(row, late.figure),) if most else ()


def _points(row: Row, exact: Exact) -> Fraction:
    options: Options = row.options
    done = _done(options, exact)
    required = _denominator(options, exact)
    if required == 0:
        return row.weight if options.none.gives == "full" else NONE
    if options.each is None:
        return row.weight * done / required
    return row.weight - min(Fraction(options.each.points) * (required - done), Fraction(options.each.cap_share) * row.weight)


def _done(options: Options, exact: Exact) -> Fraction:
    done = sum((exact[name] for name in options.done), NONE)
    less = sum((exact[name] for name in options.less), NONE)
    late = NONE if options.late is None else exact.get(options.late.figure, NONE)
    required = Fraction(options.of) if options.of is not None else exact[options.required or ""]
    if done + late > required:
        raise ContradictionError(options.done[0], options.required or options.done[0])
    if less > done:
        raise ContradictionError(options.less[0], options.done[0])
    for name, value in exact.items():
        if value < 0:
            raise ContradictionError(name)
    return done - less + (late if options.late is not None and options.late.counts else NONE)


def _denominator(options: Options, exact: Exact) -> Fraction:
    if options.of is not None:
        return Fraction(options.of)
    required = exact[options.required or ""]
    return required if options.at_least is None else max(required, Fraction(options.at_least))


def _short(options: Options, given: Figures) -> int:
    """How many of what was required is lacking, as whole shortcomings."""
    if options.required is None:
        return 1
    done = sum((given[name].high for name in options.done), NONE) - sum((given[name].low for name in options.less), NONE)
    if options.late is not None and options.late.counts and options.late.figure in given:
        done += given[options.late.figure].high
    short = max(given[options.required].low, Fraction(options.at_least or 0)) - done
    return max(0, -(-short.numerator // short.denominator))


def _text(row: Row, given: Figures, points: Fraction) -> str:
    options: Options = row.options
    late = (options.late.figure,) if options.late is not None and options.late.counts else ()
    names = (*options.done, *(name for name in late if name in given))
    done = " + ".join(show(given[name].low) for name in names)
    less = "".join(f" − {show(given[name].low)}" for name in options.less)
    inner = f"({done}{less})" if less or len(names) > 1 else done
    if options.of is not None:
        under = show(Fraction(options.of))
    elif options.at_least is not None:
        under = f"max({show(given[options.required or ''].low)}; {show(Fraction(options.at_least))})"
    else:
        under = show(given[options.required or ""].low)
    if options.each is not None:
        most = show(Fraction(options.each.cap_share) * row.weight)
        return equation(f"{show(row.weight)} − min({show(Fraction(options.each.points))} × ({under} − {inner}); {most})", points)
    return equation(f"{show(row.weight)} × {inner} ÷ {under}", points)
