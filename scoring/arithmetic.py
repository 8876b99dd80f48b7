"""What formulas take and give: the state of a row's requirements in, points with both ends and their explanation out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from scoring.exact import Fraction
from store.base import Text
from store.conclusion import Deduction, Step
from store.findings import Fact

# More shortcomings than any cap of any table can count: the worst end of a requirement whose number of facts is open.
MANY = 10**9
NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Tally:
    """Standing of one requirement for one language.

    ``deficiencies`` and ``missing`` are what is certain; ``open`` says that more may come to light. ``label`` is its printed
    number. ``findings`` are the accepted ones, in a fixed order; ``rulings`` the ids of people's decisions on them; ``parts`` the
    figures that each check brings, where they share them. ``beside`` marks what is no requirement of its own but the shortcomings
    found beside them, ``doubted`` how many of these a person has yet to confirm. ``asking`` are questions that people looked at and did
    not settle: they count for nothing. ``shown`` says that something of what is asked for was certainly found.
    """

    id: str
    label: str
    deficiencies: int = 0
    missing: int = 0
    open: bool = False
    exempt: bool = False
    deduction: Fraction | None = None
    options: Any = None
    findings: tuple[Fact, ...] = ()
    reasons: tuple[Step, ...] = ()
    basis: str = "automatic"
    rulings: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside: bool = False
    doubted: int = 0
    asking: tuple[Fact, ...] = ()
    shown: bool = False

    @property
    def known(self) -> int:
        """Number of certain shortcomings of either kind."""
        return self.deficiencies + self.missing

    @property
    def absent(self) -> bool:
        """Whether the thing asked for is certainly not there."""
        return self.missing > 0

    @property
    def undetermined(self) -> bool:
        """Open, and nothing known yet that excludes that the thing asked for is absent."""
        return self.open and self.known == 0

    def as_absent(self) -> Tally:
        """The same requirement closed as not there."""
        return replace(self, open=False, exempt=False, missing=max(self.missing, 1))

    def as_bad_as_can_be(self) -> Tally:
        """The same requirement closed with more shortcomings than any cap counts."""
        return replace(self, open=False, exempt=False, deficiencies=MANY, doubted=0)

    def as_doubted(self) -> Tally:
        """The same closed with every shortcoming that is in doubt."""
        return replace(self, deficiencies=self.deficiencies + self.doubted, doubted=0)


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be scored: its weight in points, its options as the formula's model, its requirements in printed order."""

    id: str
    label: str
    weight: Fraction
    options: Any
    tallies: tuple[Tally, ...]
    titles: Mapping[str, Text] = field(default_factory=dict)
    """Titles of the figures that the formula reads."""


@dataclass(frozen=True, slots=True)
class RowScore:
    """Points of a row at both ends of what is open.

    ``lost`` tells for each requirement whether it fails as a whole; ``average`` that the law gives the row the average of
    other bodies; ``doubts`` are reasons of the formula itself why the row stays open. ``before`` are both ends before
    shortcomings took anything, from formulas that tell shortcomings from what is absent: a table may cap what they take.
    """

    low: Fraction
    high: Fraction
    deductions: tuple[Deduction, ...] = ()
    steps: tuple[Step, ...] = ()
    lost: tuple[bool, ...] = ()
    average: bool = False
    doubts: tuple[Step, ...] = ()
    before: tuple[Fraction, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be normalised: raw sums of its rows at both ends and what its rules of coefficient and deduction give."""

    raw_low: Fraction
    raw_high: Fraction
    total: Fraction
    max: Fraction
    options: Any = None
    rules: Mapping[str, tuple[Fraction, Fraction, Fraction]] = field(default_factory=dict)
    """id of a rule → (its weight, low, high); of a bonus row per language the sums over its languages."""
    rows: Mapping[str, tuple[Fraction, Fraction]] = field(default_factory=dict)
    """id of a row of points → (low, high), languages added up."""


@dataclass(frozen=True, slots=True)
class TableScore:
    """Points of a table at both ends."""

    low: Fraction
    high: Fraction
    steps: tuple[Step, ...] = ()


def step(key: str, **values: str | Text) -> Step:
    """One sentence of an explanation; values are text, numbers as exact decimals; a text in both languages stays both."""
    return _step(key, tuple(values.items()))


@lru_cache(maxsize=1 << 14)
def _step(key: str, values: tuple[tuple[str, str | Text], ...]) -> Step:
    """The same sentence is said of a thousand bodies; it is made once."""
    return Step(key=key, values=dict(values))
