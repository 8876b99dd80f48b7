"""Worked examples of every edition: findings or figures in, points out, the arithmetic in a comment of each."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

from scoring.engine import Case, cohort, score
from scoring.formulas import row_formulas, table_formulas
from scoring.measure import Subject
from scoring.methodology import order, parameters
from store.base import BodyKind, Frozen, Language
from store.conclusion import Conclusion, ParameterScore
from store.findings import REPORTED, Ruling
from store.methodology import Methodology
from store.strictyaml import validate
from tests.scoring.kit import EDITIONS, Kit, loaded

HERE = Path(__file__).parent
KINDS: tuple[BodyKind, ...] = ("central", "local", "subordinate")
KIT = Kit()


class Given(Frozen):
    """A finding: of the checks of its requirement, or of the one that ``check`` names."""

    id: str
    outcome: str = "met"
    language: Language | None = None
    count: int = 1
    check: str | None = None
    source: str | None = None
    position: int | None = None
    facts: dict[str, Any] = {}
    subject: str = ""


class Expected(Frozen):
    id: str
    points: str
    language: Language | None = None
    low: str | None = None
    high: str | None = None
    status: str | None = None
    deducted: str | None = None
    basis: str | None = None


class ExpectedTotal(Frozen):
    points: str
    low: str | None = None
    high: str | None = None
    final: str | None = None
    penalty: str | None = None
    grade: str | None = None


class Other(Frozen):
    """Another body of the cohort."""

    code: str
    kind: BodyKind
    rest: Literal["met", "open"]
    traits: tuple[str, ...] = ()
    findings: tuple[Given, ...] = ()


class Decision(Frozen):
    """A ruling on the finding that stands at the place ``on`` among the findings of the example."""

    id: str
    on: int
    outcome: str
    count: int = 1
    facts: dict[str, str] = {}
    supersedes: str | None = None
    state: str


class Example(Frozen):
    name: str
    kind: BodyKind
    rest: Literal["met", "open"]
    body: str = ""
    traits: tuple[str, ...] = ()
    findings: tuple[Given, ...] = ()
    others: tuple[Other, ...] = ()
    rulings: tuple[Decision, ...] = ()
    expect: tuple[Expected, ...] = ()
    total: ExpectedTotal | None = None
    overall: ExpectedTotal | None = None


class Examples(Frozen):
    examples: tuple[Example, ...]


def _found() -> list[tuple[Path, str, Example]]:
    found = []
    for folder in EDITIONS:
        here = HERE / folder.parent.name / folder.name
        for path in sorted(here.glob("*.yaml")):
            found += [(folder, path.stem, example) for example in validate(path, Examples).examples]
    return found


EXAMPLES = _found()
NAMES = [f"{folder.parent.name} {stem}: {example.name}" for folder, stem, example in EXAMPLES]


@cache
def edition_of(folder: Path) -> Methodology:
    return loaded(folder)


def _one(number: int, one: Given, requirements: dict[Any, Any]) -> list[Any]:
    facts = {name: value for name, value in (("source", one.source), ("position", one.position)) if value is not None}
    facts |= one.facts
    subject = one.subject or str(number)
    asked = requirements.get((one.id, one.language)) or requirements.get((one.id, None))
    direct = one.check in ("manual", REPORTED) or asked is None
    by_hand = one.check == "manual" and asked is not None and bool(asked.uses)
    if direct and (facts or asked is None or one.check == REPORTED or by_hand):
        check = one.check or "manual"
        return [KIT.make(check, one.id, one.outcome, count=one.count, language=one.language, subject=subject, facts=facts)]
    made = KIT.answer(asked, one.outcome, count=one.count, subject=subject, facts=facts or None)
    return [finding for finding in made if one.check in (None, finding.check)]


def _beside(number: int, one: Given, edition: Methodology, kind: BodyKind) -> list[Any]:
    """The finding of a check that looks for shortcomings beside the requirements of a row."""
    uses = [
        (use, row) for row in parameters(edition, kind) if row.id == one.id for use in row.shortcomings if use.check == one.check
    ]
    return [
        KIT.make(
            use.check,
            one.id,
            one.outcome,
            count=one.count,
            language=one.language,
            subject=one.subject or str(number),
            facts=one.facts,
            options=order(use, one.id, row).options,
        )
        for use, row in uses
    ]


def findings_of(given: tuple[Given, ...], rest: str, edition: Methodology, kind: BodyKind) -> list[Any]:
    requirements = {(one.id, one.language): one for one in KIT.asked(edition, kind)}
    known = {row.id for row in parameters(edition, kind)} | {name for name, _ in requirements}
    found: list[Any] = []
    for number, one in enumerate(given):
        assert one.id in known, f"{one.id} is no requirement of {edition.id} for {kind}"
        made = _beside(number, one, edition, kind) or _one(number, one, requirements)
        assert made, f"no finding was made for {one.id} {one.language}"
        found += made
    if rest == "met":
        named = {(one.id, one.language) for one in given}
        for (name, language), asked in requirements.items():
            if (name, language) not in named and (name, None) not in named:
                found += KIT.answer(asked, "met")
    return found


def rulings_of(example: Example, found: list[Any]) -> list[Ruling]:
    return [
        Ruling(
            id=one.id,
            finding=found[one.on].id if one.on < len(found) else "0" * 16,
            outcome=one.outcome,
            count=one.count,
            facts=one.facts,
            reason="confirmed",
            note={"kk": "шешім", "ru": "решение"},
            author="reviewer",
            made_at="2026-11-20T10:00:00Z",
            supersedes=one.supersedes,
        )
        for one in example.rulings
    ]


def conclusion_of(example: Example, edition: Methodology) -> Conclusion:
    found = findings_of(example.findings, example.rest, edition, example.kind)
    subject = Subject(example.body, frozenset(example.traits))
    rulings = rulings_of(example, found)
    if not example.others:
        return score(found, edition, example.kind, rulings, subject)
    cases = [Case(subject, example.kind, tuple(found), tuple(rulings))]
    for one in example.others:
        more = tuple(findings_of(one.findings, one.rest, edition, one.kind))
        cases.append(Case(Subject(one.code, frozenset(one.traits)), one.kind, more))
    return cohort(cases, edition)[example.body]


def scored(conclusion: Conclusion) -> dict[tuple[str, str | None], Any]:
    found: dict[tuple[str, str | None], Any] = {}
    parts = [conclusion.criteria, *(direction.criteria for direction in conclusion.directions)]
    for direction in conclusion.directions:
        found[direction.id, None] = direction.total
    for criterion in (one for criteria in parts for one in criteria):
        found[criterion.id, None] = criterion
        for indicator in criterion.indicators:
            found[indicator.id, None] = indicator
            for parameter in indicator.parameters:
                found[parameter.id, parameter.language] = parameter
    return found


def prove_deductions(example: Example, conclusion: Conclusion) -> None:
    """Deductions of a closed row make up what is lost."""
    penal = {row.id for one in conclusion.criteria if one.role == "penalty" for i in one.indicators for row in i.parameters}
    for got in scored(conclusion).values():
        if isinstance(got, ParameterScore) and got.range.low == got.range.high and got.basis != "average":
            lost = got.weight - sum(deduction.points for deduction in got.deductions)
            kept = got.points + got.weight if got.id in penal else got.points
            assert abs(lost - kept) < Decimal("1e-9"), (example.name, got.id)


@pytest.mark.parametrize(("folder", "stem", "example"), EXAMPLES, ids=NAMES)
def test_example(folder: Path, stem: str, example: Example) -> None:
    conclusion = conclusion_of(example, edition_of(folder))
    prove_deductions(example, conclusion)
    results = scored(conclusion)
    for wanted in example.expect:
        got = results[wanted.id, wanted.language]
        assert str(got.points) == wanted.points, (wanted.id, [step.values for step in got.explanation])
        if wanted.low is not None:
            assert (str(got.range.low), str(got.range.high)) == (wanted.low, wanted.high), wanted.id
        if wanted.status is None:
            continue
        assert got.status == wanted.status, wanted.id
        if wanted.status != "unverified":
            assert got.range.low == got.range.high == got.points
        if wanted.deducted is not None:
            assert str(sum(deduction.points for deduction in got.deductions)) == wanted.deducted
        if wanted.basis is not None:
            assert got.basis == wanted.basis
    _totals(example, conclusion)
    assert [(one.id, one.state) for one in conclusion.rulings] == sorted((one.id, one.state) for one in example.rulings)


def _totals(example: Example, conclusion: Conclusion) -> None:
    for wanted, got in ((example.total, conclusion.total), (example.overall, conclusion.overall)):
        if wanted is None:
            continue
        assert got is not None
        assert str(got.range.low) == wanted.points
        if wanted.low is not None:
            assert (str(got.range.low), str(got.range.high)) == (wanted.low, wanted.high)
        assert wanted.final is None or str(got.final) == wanted.final
        for name in ("penalty", "grade"):
            value = getattr(wanted, name)
            assert value is None or str(getattr(got, name)) == value


@pytest.mark.parametrize("folder", EDITIONS, ids=[folder.parent.name for folder in EDITIONS])
def test_every_parameter_has_an_example(folder: Path) -> None:
    edition = edition_of(folder)
    shown = {wanted.id for at, _, example in EXAMPLES if at == folder for wanted in example.expect}
    found = {row.id for kind in KINDS for row in parameters(edition, kind) if row.role != "penalty"}
    assert sorted(found - shown) == []


def test_every_formula_has_an_example() -> None:
    rows: set[str] = set()
    tables: set[str] = set()
    for folder in EDITIONS:
        edition = edition_of(folder)
        rows |= {row.formula for kind in KINDS for row in parameters(edition, kind)}
        criteria = [*edition.criteria, *(one for direction in edition.directions for one in direction.criteria)]
        tables |= {one.formula for criterion in criteria for one in criterion.indicators}
    assert rows == set(row_formulas())
    assert tables == set(table_formulas())
