"""The law of one edition as data, as the scorer reads it. Numbers stay text in the files and become Decimal here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from store.base import Basis, BodyKind, Frozen, Language, Text


class Citation(Frozen):
    """Where a rule stands in the law: act, point, appendix, table, row."""

    law: str
    point: str = ""
    appendix: str = ""
    table: str = ""
    row: str = ""
    note: Text | None = None


class Rule(Frozen):
    """One number or rule with its source; ``note`` says in both languages what was assumed or reconstructed and why."""

    basis: Basis
    citation: Citation
    note: Text | None = None


class CheckUse(Frozen):
    """A check by its id, with the options under which its result is accepted."""

    check: str
    options: dict[str, Any] = {}


class Element(Frozen):
    """A requirement printed inside a row (2.9 1)…3)): its own finding place and, in some formulas, its own deduction.

    ``machine`` is ``full`` (checks decide), ``negative`` (checks can only find shortcomings), ``none`` (not built or a person).
    """

    id: str
    title: Text
    checks: tuple[CheckUse, ...] = ()
    machine: str = "none"
    deduction: Decimal | None = None
    options: dict[str, Any] = {}
    rule: Rule | None = None


class Parameter(Frozen):
    """One printed row of a table: what is scored, its weight (per language where ``languages`` is not empty), its formula.

    ``role`` is ``points`` for a row that is added up, ``coefficient`` or ``deduction`` for a rule that changes the sum of its
    table (p. 96 and p. 99 of 2017), ``penalty`` for the rule on false data: those count in no sum of weights.
    """

    id: str
    number: str
    title: Text
    weight: Decimal
    languages: tuple[Language, ...] = ()
    applies: tuple[BodyKind, ...] = ("central", "local", "subordinate")
    formula: str
    options: dict[str, Any] = {}
    elements: tuple[Element, ...] = ()
    checks: tuple[CheckUse, ...] = ()
    machine: str = "none"
    rule: Rule
    how: Text | None = None
    role: str = "points"


class Section(Frozen):
    """A printed heading with its own sum."""

    id: str
    number: str
    title: Text
    printed_total: Decimal | None = None
    parameters: tuple[Parameter, ...]


class Indicator(Frozen):
    """One printed table, or a group of one, and how its sum becomes points (``formula`` and ``options`` of normalisation).

    ``number`` is its number in the list of criteria; ``printed_total`` the divisor of the law, both languages together.
    """

    id: str
    number: str = ""
    title: Text
    max: Decimal
    printed_total: Decimal
    formula: str
    options: dict[str, Any] = {}
    languages: tuple[Language, ...] = ()
    applies: tuple[BodyKind, ...] = ("central", "local", "subordinate")
    rule: Rule
    sections: tuple[Section, ...]


class Criterion(Frozen):
    """A criterion of the total, the sum of its indicators. ``applies`` names the kinds of bodies it is scored for."""

    id: str
    number: str = ""
    applies: tuple[BodyKind, ...] = ("central", "local", "subordinate")
    title: Text
    max: Decimal
    rule: Rule
    indicators: tuple[Indicator, ...]


class Grade(Frozen):
    """A band of the total: points from ``low`` (inclusive) upwards, for the kinds of bodies that are graded."""

    id: str
    applies: tuple[BodyKind, ...] = ("central", "local", "subordinate")
    title: Text
    low: Decimal
    rule: Rule


class Methodology(Frozen):
    """One complete edition of one law, closed by the digest of its files.

    ``penalty`` is the rule on false data; ``lock`` says whether the files match the published digest: ``matches``,
    ``differs`` (somebody changed the edition) or ``absent``.
    """

    id: str
    edition: str
    title: Text
    valid_from: date
    valid_to: date | None
    law: tuple[Citation, ...]
    max: dict[str, Decimal]
    places_for_bands: int
    criteria: tuple[Criterion, ...]
    grades: tuple[Grade, ...]
    rules: dict[str, Rule] = {}
    sha256: str
    partial: Text | None = None
    penalty: Parameter | None = None
    lock: str = "absent"
