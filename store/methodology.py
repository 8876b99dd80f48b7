"""The law of one edition as data, as the scorer reads it. Numbers stay text in the files and become Decimal here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from store.base import Basis, BodyKind, Frozen, Language, Text
from store.citation import Citation, Rule
from store.demands import Demands
from store.readings import Reading

REPORTS = ("report", "events", "media-requests", "feedback", "survey", "services", "appeals")
"""Kinds of imports that bring figures which no crawler can know."""


class CheckUse(Frozen):
    """A check by its id, with the options under which its result is accepted.

    ``figures`` are those of the row that it brings; none named: all of them. ``kinds`` are the kinds of bodies that it is made for;
    none named: every kind that the row is scored for.
    """

    check: str
    options: dict[str, Any] = {}
    figures: tuple[str, ...] = ()
    kinds: tuple[BodyKind, ...] = ()

    def serves(self, kind: BodyKind) -> bool:
        """Whether bodies of a kind are judged by it."""
        return not self.kinds or kind in self.kinds


class Element(Frozen):
    """A requirement printed inside a row (2.9 1)…3)): its own finding place and, in some formulas, its own deduction.

    ``machine`` is ``full`` (checks decide), ``negative`` (checks can only find shortcomings), ``none`` (not built or a person);
    it and ``checks`` come from the mapping beside the law.
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

    ``role`` is ``points`` for a row that is added up, ``bonus`` for one that is added up to a maximum only, ``coefficient``,
    ``deduction`` or ``condition`` for a rule that changes the sum of its table (2017, p. 96, 99; 2024, p. 23), ``duty`` for
    what the law demands without points, ``penalty`` for the rule on false data: only ``points`` count in the sum of weights.
    ``shortcomings`` are checks that find faults of the row's content, whatever requirement they lie under (2017, notes under
    appendices 15 and 16): what they leave open may cost shortcomings, never the requirement itself.
    ``weights`` are the weights of kinds of bodies for which the law prints another one. ``figures`` names the numbers that the
    formula reads, with their titles; ``reported`` the kinds of imports that may bring them.
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
    shortcomings: tuple[CheckUse, ...] = ()
    machine: str = "none"
    rule: Rule
    how: Text | None = None
    role: str = "points"
    weights: dict[BodyKind, Decimal] = {}
    figures: dict[str, Text] = {}
    reported: tuple[str, ...] = ()

    def weight_of(self, kind: BodyKind) -> Decimal:
        """The weight for a kind of body, in points for one language."""
        return self.weights.get(kind, self.weight)


class Section(Frozen):
    """A printed heading with its own sum."""

    id: str
    number: str
    title: Text
    printed_total: Decimal | None = None
    parameters: tuple[Parameter, ...]


class DeductionsCap(Frozen):
    """The most points that shortcomings may take from a whole table: in each language version, or from the table at once."""

    points: Decimal
    per: Literal["language", "table"]


class Indicator(Frozen):
    """One printed table, or a group of one, and how its sum becomes points (``formula`` and ``options`` of normalisation).

    ``number`` is its number in the list of criteria; ``printed_total`` the divisor of the law, both languages together;
    ``deductions_cap`` the most that shortcomings may take from it (2017, notes under appendices 15 and 16).
    """

    id: str
    number: str = ""
    title: Text
    max: Decimal
    printed_total: Decimal
    formula: str
    options: dict[str, Any] = {}
    deductions_cap: DeductionsCap | None = None
    languages: tuple[Language, ...] = ()
    applies: tuple[BodyKind, ...] = ("central", "local", "subordinate")
    rule: Rule
    sections: tuple[Section, ...]


class TableNote(Frozen):
    """A note under a printed table: its mark and the ids of the rows, sections or tables that bear it."""

    id: str
    mark: str = ""
    rows: tuple[str, ...] = ()
    text: Text


class PrintedTable(Frozen):
    """The head of a printed table: its own title and place, the indicators in it and the notes under it.

    ``blank_total``: the act leaves the place of the sum empty.
    """

    id: str
    title: Text
    rule: Rule
    indicators: tuple[str, ...]
    notes: tuple[TableNote, ...] = ()
    blank_total: bool = False


class Criterion(Frozen):
    """A criterion of the total, the sum of its indicators. ``applies`` names the kinds of bodies it is scored for.

    ``role`` is ``penalty`` where its indicators are taken off the total (2025, appendix 7, row 7): its points then run from
    minus the sum of its indicators up to ``max``, which is 0.
    """

    id: str
    number: str = ""
    applies: tuple[BodyKind, ...] = ("central", "local", "subordinate")
    title: Text
    max: Decimal
    rule: Rule
    role: str = "points"
    indicators: tuple[Indicator, ...]


class Exemption(Frozen):
    """Bodies that a row is not scored for, and what they get instead.

    ``bodies`` are codes of the register, ``traits`` properties declared there (``secret-budget``); ``parameters`` ids of rows,
    or of tables, sections and criteria for all their rows. ``instead``: ``average`` of the bodies of the kinds ``of`` that are
    scored, or ``full`` weight. ``when`` says on which of these rows it holds: on ``every`` one, or only where a row was found
    to be ``not-applicable`` (2025, p. 67: «по тем индикаторам, по которым государственный орган не оценивается»).
    """

    id: str
    bodies: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    parameters: tuple[str, ...]
    instead: Literal["average", "full"]
    of: tuple[BodyKind, ...] = ("central", "local", "subordinate")
    when: Literal["every", "not-applicable"] = "every"
    rule: Rule


class Direction(Frozen):
    """A part of the whole assessment with a total of its own (2017: services, openness, complaints)."""

    id: str
    number: str = ""
    title: Text
    max: dict[str, Decimal]
    rule: Rule
    criteria: tuple[Criterion, ...]
    penalty: Parameter | None = None


class Overall(Frozen):
    """How the totals of the directions become one (2017, p. 114). ``formula`` is a kind of rule: ``mean`` or ``sum``."""

    id: str
    title: Text
    formula: Literal["mean", "sum"]
    max: Decimal
    rule: Rule


class Grade(Frozen):
    """A band of the total: points from ``low`` (inclusive) upwards, for the kinds of bodies that are graded.

    ``below`` is printed of the last band («менее 50 баллов»): exact points below it lie in the band, whatever rounding would say.
    """

    id: str
    applies: tuple[BodyKind, ...] = ("central", "local", "subordinate")
    title: Text
    low: Decimal
    below: Decimal | None = None
    rule: Rule


class Missing(Frozen):
    """A point or an act that is not at hand, and the default used in its place. ``base``: the text of the act itself."""

    what: Text
    citation: Citation
    default: Text
    base: bool = False


PeriodKind = Literal["year", "half-year", "quarter"]


class AssessmentPeriod(Frozen):
    """The time that an edition assesses: ``each`` is taken where nobody names one, ``fits`` are all that its thresholds allow."""

    each: PeriodKind
    fits: tuple[PeriodKind, ...]
    rule: Rule


class Methodology(Frozen):
    """One complete edition of one law, closed by the digest of its files, with the mapping of its rows to checks.

    ``penalty`` is the rule on false data; ``lock`` says whether the files match the published digest: ``matches``,
    ``differs`` (somebody changed the edition) or ``absent``. ``assessment`` is what it scores: only editions of ``openness``
    are taken by date alone. ``criteria`` are those of the openness direction, named by ``direction``; ``directions`` the other
    ones of the same act, ``overall`` joins them. ``floor`` is the least total of a kind of body (0 where not named); ``excluded`` are codes of
    bodies that the act is not applied to at all.
    ``missing`` lists what of the act is not at hand; ``demands`` what it demands beside points; ``readings`` what it leaves open.
    ``chosen`` are the choices that were made otherwise than by default, reading → choice. ``sha256`` is the digest of the law,
    ``mapping_sha256`` that of the mapping.
    """

    id: str
    edition: str
    title: Text
    valid_from: date
    valid_to: date | None
    law: tuple[Citation, ...]
    max: dict[str, Decimal]
    places_for_bands: int
    period: AssessmentPeriod
    criteria: tuple[Criterion, ...]
    grades: tuple[Grade, ...]
    rules: dict[str, Rule] = {}
    sha256: str
    partial: Text | None = None
    missing: tuple[Missing, ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    penalty: Parameter | None = None
    lock: str = "absent"
    assessment: str = "openness"
    exemptions: tuple[Exemption, ...] = ()
    excluded: tuple[str, ...] = ()
    floor: dict[str, Decimal] = {}
    direction: Text | None = None
    directions: tuple[Direction, ...] = ()
    overall: Overall | None = None
    demands: Demands = Demands()
    readings: tuple[Reading, ...] = ()
    chosen: dict[str, str] = {}
    mapping_sha256: str = ""


__all__ = [
    "REPORTS",
    "Basis",
    "CheckUse",
    "Citation",
    "Criterion",
    "Demands",
    "Direction",
    "Element",
    "Exemption",
    "Grade",
    "Indicator",
    "Methodology",
    "Missing",
    "Overall",
    "Parameter",
    "Reading",
    "Rule",
    "Section",
]
