"""Which findings count for which requirement: right check, right options, right language; and what people decided on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from scoring.arithmetic import Tally, step
from scoring.formulas import row_formulas
from scoring.methodology import order
from scoring.tables import parse_options
from store.base import Language
from store.conclusion import Step
from store.findings import MANUAL, Finding, Outcome, Ruling
from store.methodology import CheckUse, Element, Parameter

_SHORT = (Outcome.DEFICIENCY, Outcome.MISSING)


@dataclass
class Ledger:
    """Findings by the requirement they name, after rulings; ``used`` gathers the ids that served a requirement."""

    by_parameter: Mapping[str, tuple[Finding, ...]]
    overridden: frozenset[str]
    disputed: frozenset[str]
    unused_rulings: tuple[str, ...]
    used: set[str] = field(default_factory=set)

    def of(self, parameter: str, language: Language | None) -> list[Finding]:
        """Findings that name this requirement; for a row per language those of that language or of none."""
        found = self.by_parameter.get(parameter, ())
        return [one for one in found if language is None or one.language in (None, language)]


def ledger(findings: Iterable[Finding], rulings: Iterable[Ruling]) -> Ledger:
    """Sorts findings, drops repetitions, and puts people's decisions in the place of what they replace."""
    unique: dict[str, Finding] = {}
    for finding in findings:
        twin = unique.get(finding.id)
        unique[finding.id] = finding if twin is None else max(twin, finding, key=_rank)
    valid = _standing(rulings)
    by_finding: dict[str, list[Ruling]] = {}
    for ruling in valid:
        by_finding.setdefault(ruling.finding, []).append(ruling)
    disputed = frozenset(name for name, said in by_finding.items() if len({(one.outcome, one.count) for one in said}) > 1)
    by_parameter: dict[str, list[Finding]] = {}
    for name in sorted(unique):
        finding = _decided(unique[name], by_finding.get(name, []), name in disputed)
        by_parameter.setdefault(finding.parameter, []).append(finding)
    return Ledger(
        by_parameter={name: tuple(found) for name, found in by_parameter.items()},
        overridden=frozenset(by_finding) & frozenset(unique),
        disputed=disputed,
        unused_rulings=tuple(sorted(ruling.id for ruling in valid if ruling.finding not in unique)),
    )


def _rank(finding: Finding) -> tuple[int, str]:
    """Of two findings of one id the higher count stands, whichever came first."""
    return finding.count, finding.model_dump_json()


def _standing(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Rulings that no other one supersedes, each once, by id."""
    known = {ruling.id: ruling for ruling in sorted(rulings, key=lambda one: (one.id, one.model_dump_json()))}
    superseded = {ruling.supersedes for ruling in known.values() if ruling.supersedes != ruling.id}
    return [known[name] for name in sorted(known) if name not in superseded]


def _decided(finding: Finding, rulings: list[Ruling], disputed: bool) -> Finding:
    if not rulings:
        return finding
    if disputed:
        return finding.model_copy(update={"outcome": Outcome.UNVERIFIED})
    return finding.model_copy(update={"outcome": rulings[0].outcome, "count": rulings[0].count})


@dataclass(frozen=True)
class _Requirement:
    """What is asked for: a printed requirement of a row, or the row itself."""

    id: str
    label: str
    machine: str
    uses: tuple[CheckUse, ...]
    row: Parameter
    element: Element | None = None


def tallies(row: Parameter, language: Language | None, known: Ledger) -> tuple[Tally, ...]:
    """Standing of each requirement of a row; a row without printed requirements is its own and only one."""
    asked = [
        _Requirement(element.id, label(row, element), element.machine, element.checks, row, element) for element in row.elements
    ]
    if not asked:
        asked = [_Requirement(row.id, row.number, row.machine, row.checks, row)]
    return tuple(_tally(one, language, known) for one in asked)


def label(row: Parameter, element: Element) -> str:
    """How a requirement is called in an explanation: the row's number and its own, «2.9 1)»."""
    return f"{row.number} {element.id.rsplit('.', 1)[-1]})"


def _tally(asked: _Requirement, language: Language | None, known: Ledger) -> Tally:
    found = known.of(asked.id, language)
    checked, reasons = _accepted(asked, found)
    manual = [finding for finding in found if finding.check == MANUAL]
    accepted = sorted([*checked, *manual], key=lambda finding: finding.id)
    known.used.update(finding.id for finding in accepted)
    closed_by_hand = bool(manual) and all(finding.outcome is not Outcome.UNVERIFIED for finding in manual)
    reasons = [] if closed_by_hand else [*reasons, *_doubts(asked, accepted, known)]
    short = [finding for finding in accepted if finding.outcome in _SHORT]
    exempt = bool(accepted) and all(finding.outcome is Outcome.NOT_APPLICABLE for finding in accepted)
    element = asked.element
    return Tally(
        id=asked.id,
        label=asked.label,
        deficiencies=sum(max(1, one.count) for one in short if one.outcome is Outcome.DEFICIENCY),
        missing=sum(max(1, one.count) for one in short if one.outcome is Outcome.MISSING),
        open=bool(reasons),
        exempt=exempt and not reasons,
        deduction=None if element is None or element.deduction is None else Fraction(element.deduction),
        options=_element_options(asked),
        findings=tuple(accepted),
        reasons=tuple(reasons),
        basis=_basis(asked.uses, accepted, manual, known),
    )


def _accepted(asked: _Requirement, found: list[Finding]) -> tuple[list[Finding], list[Step]]:
    accepted: list[Finding] = []
    reasons = []
    for use in asked.uses:
        mine = [finding for finding in found if finding.check == use.check]
        demanded = order(use, asked.id, asked.row).options_sha256
        good = [finding for finding in mine if finding.options_sha256 == demanded]
        accepted += good
        if not good:
            key = "score.open.options" if mine else "score.open.no-finding"
            reasons.append(step(key, place=asked.label, check=use.check))
    return accepted, reasons


def _doubts(asked: _Requirement, accepted: list[Finding], known: Ledger) -> list[Step]:
    """Why a requirement stays open although its checks ran: a person must decide, or could not look."""
    doubts, name = [], asked.label
    unsure = [finding for finding in accepted if finding.outcome is Outcome.UNVERIFIED]
    disputed = sum(finding.id in known.disputed for finding in unsure)
    if len(unsure) > disputed:
        doubts.append(step("score.open.unverified", place=name, count=str(len(unsure) - disputed)))
    if disputed:
        doubts.append(step("score.open.disputed", place=name, count=str(disputed)))
    if asked.machine == "none":
        doubts.append(step("score.open.person", place=name))
    if asked.machine == "negative":
        doubts.append(step("score.open.negative", place=name))
    return doubts


def _element_options(asked: _Requirement) -> object:
    if asked.element is None:
        return None
    return parse_options(row_formulas()[asked.row.formula], asked.element.options, "ElementOptions")


def _basis(uses: tuple[CheckUse, ...], accepted: list[Finding], manual: list[Finding], known: Ledger) -> str:
    if any(finding.id in known.overridden for finding in accepted):
        return "override"
    return "manual" if manual or not uses else "automatic"
