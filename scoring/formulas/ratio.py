"""A share of the weight: what was done of what was required, both counted (2025, appendix 10; p. 81 and 82; 2017, p. 64).

The denominator may have a floor («общее количество …, которое должно составлять не менее 12»). More done than required is a
contradiction of the data, never cut down in silence.
"""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from scoring.arithmetic import NONE, Row, RowScore, step
from scoring.exact import Fraction, equation, show
from scoring.figures import ContradictionError, Counted, Exact, Figures, Source, added, by_source, ends, nothing, told, unknown
from scoring.formulas import NoOptions
from scoring.nothing import OPEN, None_
from store.base import Frozen
from store.told import Told

ElementOptions = NoOptions


class Options(Frozen):
    """Names of figures: ``done`` is added up, ``less`` taken off it, both of ``required``.

    ``at_least`` is the floor of the denominator, ``of`` a denominator that the law itself sets (a percentage of 100).
    ``none`` says what the row gives where nothing was required.
    """

    done: tuple[str, ...] = Field(min_length=1)
    less: tuple[str, ...] = ()
    required: str | None = None
    of: Decimal | None = Field(default=None, gt=0)
    at_least: Decimal | None = Field(default=None, gt=0)
    none: None_ = OPEN


def figures(options: Options) -> tuple[str, ...]:
    """The figures that the row needs, in the order of the explanation."""
    required = () if options.required is None else (options.required,)
    return tuple(dict.fromkeys((*required, *options.done, *options.less)))


def fault(weight: Decimal, options: Options, elements: object) -> Told | None:  # noqa: ARG001
    """What is wrong with the options: exactly one denominator."""
    if (options.required is None) == (options.of is None):
        return Told("the formula «ratio» needs either «required» (a figure) or «of» (a number); name exactly one")
    if options.at_least is not None and options.required is None:
        return Told("«at_least» is the floor of the figure «required»; name that figure")
    return None


def score(row: Row) -> RowScore:
    """Points of the row: weight × (done − less) ÷ max(required, floor)."""
    return by_source(row, figures(row.options), lambda source: _counted(row, source))


def _counted(row: Row, source: Source) -> Counted:
    options: Options = row.options
    if source.nothing:
        return nothing(row, options.none)
    given = added(source.items)
    if given is None:
        return unknown(row)
    words = told(row, given, figures(options))
    if options.required is not None and options.at_least is None and given[options.required].high == 0:
        _done(options, {name: span.high for name, span in given.items()})
        return nothing(row, options.none, words)
    low, high = ends(row, given, lambda exact: _points(row, exact))
    if low == high:
        words = (*words, step("score.arithmetic", text=_text(row, given, high)))
    return Counted(low, high, words, count=_short(options, given))


def _points(row: Row, exact: Exact) -> Fraction:
    options: Options = row.options
    done = _done(options, exact)
    required = _denominator(options, exact)
    return row.weight if required == 0 else row.weight * done / required


def _done(options: Options, exact: Exact) -> Fraction:
    done = sum((exact[name] for name in options.done), NONE)
    less = sum((exact[name] for name in options.less), NONE)
    required = Fraction(options.of) if options.of is not None else exact[options.required or ""]
    if done > required:
        raise ContradictionError(options.done[0], options.required or options.done[0])
    if less > done:
        raise ContradictionError(options.less[0], options.done[0])
    for name, value in exact.items():
        if value < 0:
            raise ContradictionError(name)
    return done - less


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
    lacking = max(given[options.required].low, Fraction(options.at_least or 0)) - done
    return max(0, -(-lacking.numerator // lacking.denominator))


def _text(row: Row, given: Figures, points: Fraction) -> str:
    options: Options = row.options
    done = " + ".join(show(given[name].low) for name in options.done)
    less = "".join(f" − {show(given[name].low)}" for name in options.less)
    inner = f"({done}{less})" if less or len(options.done) > 1 else done
    if options.of is not None:
        under = show(Fraction(options.of))
    elif options.at_least is not None:
        under = f"max({show(given[options.required or ''].low)}; {show(Fraction(options.at_least))})"
    else:
        under = show(given[options.required or ""].low)
    return equation(f"{show(row.weight)} × {inner} ÷ {under}", points)
