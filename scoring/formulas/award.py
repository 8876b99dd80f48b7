"""Points by the level reached: the law prints one value for each level and nothing between them.

2017: click depth (appendix 14, row 2.2), English version (row 4.5), answers in the blog (p. 83), coefficient of the mobile
version (p. 96). The finding says which level holds: ``met`` the first, ``deficiency`` the second, ``missing`` the last.
"""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field, model_validator

from scoring.arithmetic import Row, RowScore, step
from scoring.exact import Fraction, decimal, show
from scoring.formulas import NoOptions
from store.base import Frozen
from store.conclusion import Deduction
from store.methodology import Element
from store.told import Told, refusal

ElementOptions = NoOptions
RESTS_ON = "standing"


class Options(Frozen):
    """Points of each level, from the highest to the lowest."""

    met: Decimal = Field(ge=0)
    deficiency: Decimal = Field(ge=0)
    missing: Decimal = Field(ge=0)

    @model_validator(mode="after")
    def _falling(self) -> Options:
        if not self.met >= self.deficiency >= self.missing:
            raise refusal("the levels met, deficiency, missing must not rise; correct them")
        return self


def fault(weight: Decimal, options: Options, elements: tuple[Element, ...]) -> Told | None:
    """What is wrong with the numbers of the row: the highest level is its weight, and one requirement decides."""
    if options.met != weight:
        return Told("the level met is {best}, but the weight is {weight}; they must be equal", best=options.met, weight=weight)
    if elements:
        return Told("the formula «{formula}» judges the row as a whole; remove the elements", formula="award")
    return None


def score(row: Row) -> RowScore:
    """Points of the level that holds; the lowest level as long as anything is open."""
    options: Options = row.options
    tally = row.tallies[0]
    level = "missing" if tally.absent else "deficiency" if tally.deficiencies else "met"
    high = Fraction(getattr(options, level))
    low = Fraction(options.missing) if tally.open else high
    deductions: tuple[Deduction, ...] = ()
    if high < row.weight:
        deductions = (Deduction(rule=row.id, count=tally.known, points=decimal(row.weight - high)),)
    steps = () if level == "met" else (step(f"score.award.{level}", points=show(high), weight=show(row.weight)),)
    return RowScore(low, high, deductions, steps, (tally.known > 0 and high == 0,))
