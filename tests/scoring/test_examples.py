"""Worked examples of the edition: findings in, points out, the arithmetic in a comment of each."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest

from scoring.engine import score
from scoring.formulas import row_formulas, table_formulas
from scoring.methodology import rows
from store.base import BodyKind, Frozen, Language
from store.conclusion import Conclusion, ParameterScore
from store.methodology import Methodology
from store.strictyaml import validate

FOLDER = Path(__file__).parent / "kz-2017" / "2017-12-28"


class Given(Frozen):
    id: str
    outcome: str
    language: Language | None = None
    count: int = 1
    check: str | None = None
    source: str | None = None
    position: int | None = None


class Expected(Frozen):
    id: str
    points: str
    language: Language | None = None
    low: str | None = None
    high: str | None = None
    status: str | None = None
    deducted: str | None = None
    basis: str | None = None


class Example(Frozen):
    name: str
    kind: BodyKind
    rest: Literal["met", "open"]
    findings: tuple[Given, ...] = ()
    expect: tuple[Expected, ...]


class Examples(Frozen):
    examples: tuple[Example, ...]


EXAMPLES = [(path.stem, example) for path in sorted(FOLDER.glob("*.yaml")) for example in validate(path, Examples).examples]


def findings_of(example: Example, edition: Methodology, kit: Any) -> list[Any]:
    given = {(one.id, one.language) for one in example.findings}
    requirements = {(one.id, one.language): one for one in kit.asked(edition, example.kind)}
    found = []
    for number, one in enumerate(example.findings):
        asked = requirements[one.id, one.language]
        facts = {name: value for name, value in (("source", one.source), ("position", one.position)) if value is not None}
        made = kit.answer(asked, one.outcome, count=one.count, subject=str(number), facts=facts or None)
        if one.check == "manual" and facts:
            made = [kit.make("manual", one.id, one.outcome, subject=str(number), facts=facts)]
        found += [finding for finding in made if one.check in (None, finding.check)]
    assert len(found) >= len(example.findings), "a finding of the example was not made"
    if example.rest == "met":
        for key, asked in requirements.items():
            if key not in given:
                found += kit.answer(asked, "met")
    return found


def scored(conclusion: Conclusion) -> dict[tuple[str, str | None], Any]:
    found: dict[tuple[str, str | None], Any] = {}
    for criterion in conclusion.criteria:
        found[criterion.id, None] = criterion
        for indicator in criterion.indicators:
            found[indicator.id, None] = indicator
            for parameter in indicator.parameters:
                found[parameter.id, parameter.language] = parameter
    return found


@pytest.mark.parametrize(("stem", "example"), EXAMPLES, ids=[f"{stem}: {example.name}" for stem, example in EXAMPLES])
def test_example(stem: str, example: Example, edition: Methodology, kit: Any) -> None:
    conclusion = score(findings_of(example, edition, kit), edition, example.kind)
    results = scored(conclusion)
    for wanted in example.expect:
        got = results[wanted.id, wanted.language]
        assert str(got.points) == wanted.points
        if wanted.low is not None:
            assert (str(got.range.low), str(got.range.high)) == (wanted.low, wanted.high)
        if wanted.status is None:
            continue
        assert got.status == wanted.status
        if wanted.status != "unverified":
            assert got.range.low == got.range.high == got.points
        if wanted.deducted is not None:
            assert str(sum(deduction.points for deduction in got.deductions)) == wanted.deducted
        if wanted.basis is not None:
            assert got.basis == wanted.basis


def test_every_row_of_appendix_14_and_every_formula_has_an_example(edition: Methodology) -> None:
    shown = {wanted.id for _, example in EXAMPLES for wanted in example.expect}
    found = [row for *_, row in rows(edition, "central")] + [row for *_, row in rows(edition, "local")]
    lacking = [row.id for row in found if ":a14." in row.id and row.id not in shown]
    assert lacking == []
    used = {row.formula for row in found if row.id in shown}
    assert used == set(row_formulas())
    tables = {one.formula for criterion in edition.criteria for one in criterion.indicators if one.id in shown}
    assert tables == set(table_formulas())


def test_deductions_of_a_closed_row_make_up_what_is_lost(edition: Methodology, kit: Any) -> None:
    for _, example in EXAMPLES:
        conclusion = score(findings_of(example, edition, kit), edition, example.kind)
        for got in scored(conclusion).values():
            if isinstance(got, ParameterScore) and got.range.low == got.range.high:
                lost = got.weight - sum(deduction.points for deduction in got.deductions)
                assert abs(lost - got.points) < Decimal("1e-9"), got.id
