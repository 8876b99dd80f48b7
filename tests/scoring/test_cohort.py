"""Averages that exempt bodies get, and what becomes of people's decisions."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoring.engine import Case, cohort, score
from scoring.measure import Subject
from store.base import Basis, BodyKind, Text
from store.conclusion import Conclusion, ParameterScore
from store.findings import Finding, Ruling
from store.methodology import Citation, Exemption, Methodology, Rule

ROW = "kz-2017:a14.2.11"
TABLE = "kz-2017:a14"


def exemption(**values: Any) -> Exemption:
    rule = Rule(basis=Basis.ASSUMED, citation=Citation(law="V1700016160", point="1"), note=Text(kk="кк", ru="ру"))
    return Exemption(**({"id": "test", "bodies": ("mod",), "parameters": (ROW,), "instead": "average", "rule": rule} | values))


def exempting(edition: Methodology, *exemptions: Exemption) -> Methodology:
    return edition.model_copy(update={"exemptions": exemptions})


def row(conclusion: Conclusion, name: str = ROW) -> ParameterScore:
    found = [one for c in conclusion.criteria for i in c.indicators for one in i.parameters if one.id == name]
    return found[0]


def body(kit: Any, edition: Methodology, code: str, outcome: str, kind: BodyKind = "central", **more: Any) -> Case:
    found: list[Finding] = []
    for one in kit.asked(edition, kind):
        if one.row.id == ROW and outcome == "none":
            continue
        found += kit.answer(one, outcome if one.row.id == ROW else "met")
    return Case(Subject(code, **more), kind, tuple(found))


def test_an_exempt_body_gets_the_average_of_the_others_and_not_its_own(edition: Methodology, kit: Any) -> None:
    law = exempting(edition, exemption())
    weight = row(score([], edition, "central")).weight
    cases = [body(kit, law, "mod", "missing"), *(body(kit, law, f"b{n}", "met" if n else "missing") for n in range(3))]
    got = row(cohort(cases, law)["mod"])
    # Of three others two have the whole weight: 2 × w ÷ 3.
    assert (got.status, got.basis, got.findings) == ("exempt", "average", ())
    assert abs(got.points - weight * 2 / 3) < Decimal("1e-11")
    assert got.range.low == got.range.high
    assert [step.key for step in got.explanation] == ["score.weight", "score.exempted.average", "score.average"]
    (mean,) = cohort(cases, law)["mod"].means
    assert mean.of == ("b0", "b1", "b2")
    assert [(code, Fraction(low), Fraction(high)) for code, low, high in mean.values] == [
        ("b0", 0, 0), ("b1", Fraction(weight), Fraction(weight)), ("b2", Fraction(weight), Fraction(weight))
    ]  # fmt: skip
    assert cohort(cases, law)["b0"].means == ()


def test_an_open_row_of_another_body_widens_the_average(edition: Methodology, kit: Any) -> None:
    law = exempting(edition, exemption())
    weight = row(score([], edition, "central")).weight
    cases = [body(kit, law, "mod", "missing"), body(kit, law, "a", "met"), body(kit, law, "b", "none")]
    conclusion = cohort(cases, law)["mod"]
    got = row(conclusion)
    assert (got.range.low, got.range.high) == (weight / 2, weight)
    assert (got.status, conclusion.total.final) == ("unverified", None)
    assert [step.key for step in got.open_reasons] == ["score.open.average.open"]


def test_without_other_bodies_the_row_stays_open_and_says_why(edition: Methodology, kit: Any) -> None:
    law = exempting(edition, exemption())
    alone = body(kit, law, "mod", "met")
    for conclusion in (cohort([alone], law)["mod"], score(alone.findings, law, "central", subject=alone.subject)):
        got = row(conclusion)
        assert (str(got.range.low), got.range.high) == ("0", got.weight)
        assert [step.key for step in got.open_reasons] == ["score.open.average"]


def test_averages_are_taken_over_the_kinds_that_the_law_names(edition: Methodology, kit: Any) -> None:
    weight = row(score([], edition, "central")).weight
    for of, points in ((("central",), weight), (("central", "local"), weight / 2)):
        law = exempting(edition, exemption(of=of))
        cases = [body(kit, law, "mod", "met"), body(kit, law, "c", "met"), body(kit, law, "l", "missing", kind="local")]
        assert row(cohort(cases, law)["mod"]).points == points


def test_a_body_is_exempt_by_code_or_by_trait_and_by_the_table_of_a_row(edition: Methodology, kit: Any) -> None:
    law = exempting(edition, exemption(bodies=(), traits=("secret-budget",), parameters=(TABLE,), instead="full"))
    secret = body(kit, law, "x", "missing", traits=frozenset({"secret-budget"}))
    conclusion = cohort([secret, body(kit, law, "y", "missing")], law)
    rows = conclusion["x"].criteria[1].indicators[0].parameters
    assert {one.status for one in rows} == {"exempt"}
    assert all(one.points == one.weight for one in rows)
    assert row(conclusion["y"]).status == "missing"


def test_averages_of_an_earlier_cohort_give_the_same_conclusion(edition: Methodology, kit: Any) -> None:
    law = exempting(edition, exemption())
    cases = [body(kit, law, "mod", "met"), *(body(kit, law, f"b{n}", "met" if n else "missing") for n in range(7))]
    together = cohort(cases, law)["mod"]
    again = score(cases[0].findings, law, "central", subject=cases[0].subject, means=together.means)
    assert again.model_dump_json() == together.model_dump_json()
    assert Decimal(1) > again.total.points - score(cases[0].findings, law, "central").total.points


def test_a_code_stands_once_in_a_cohort(edition: Methodology, kit: Any) -> None:
    with pytest.raises(ValueError, match="«mod» stands twice"):
        cohort([body(kit, edition, "mod", "met"), body(kit, edition, "mod", "met")], edition)


def decision(name: str, finding: str, outcome: str = "not-applicable", supersedes: str | None = None) -> Ruling:
    return Ruling(
        id=name,
        finding=finding,
        outcome=outcome,
        reason="false-positive",
        note=Text(kk="қате табылған", ru="ошибочно найдено"),
        author="reviewer",
        made_at=datetime(2026, 11, 21, tzinfo=UTC),
        supersedes=supersedes,
    )


def test_what_becomes_of_every_decision_is_told(edition: Methodology, kit: Any) -> None:
    found = kit.flawless(edition, "central")
    one, two, three = (finding.id for finding in found[:3])
    rulings = [
        decision("r1", one),
        decision("r2", two, "missing"),
        decision("r3", two, "met", supersedes="r2"),
        decision("r4", three, "missing"),
        decision("r5", three, "met"),
        decision("r6", "f" * 16),
        decision("r7", one, "not-applicable", supersedes="r6"),
        decision("r8", one, "not-applicable", supersedes="r8"),
    ]
    conclusion = score(found, edition, "central", rulings)
    assert [(state.id, state.state, state.by) for state in conclusion.rulings] == [
        ("r1", "applied", ()),
        ("r2", "superseded", ("r3",)),
        ("r3", "applied", ()),
        ("r4", "conflicting", ("r5",)),
        ("r5", "conflicting", ("r4",)),
        # A ruling takes the place of another one on the same finding only.
        ("r6", "stale", ()),
        ("r7", "applied", ()),
        ("r8", "applied", ()),
    ]
    assert conclusion.unused_rulings == ("r6",)
    assert score(found[::-1], edition, "central", rulings[::-1]) == conclusion


def test_a_row_that_weighs_more_for_another_kind_is_not_averaged_with_it(edition: Methodology, kit: Any) -> None:
    name = "kz-2017:p38"
    nothing = [kit.make("manual", name, "not-applicable")]
    some = [kit.make("manual", name, "met", facts={"services-late": "1", "services": "100000"})]
    none_late = [kit.make("manual", name, "met", facts={"services-late": "0", "services": "100000"})]
    cases = [
        Case(Subject("empty"), "central", tuple(nothing)),
        Case(Subject("central"), "central", tuple(some)),
        Case(Subject("local"), "local", tuple(none_late)),
    ]
    found = cohort(cases, edition)["empty"].directions[0].criteria
    got = next(one for c in found for i in c.indicators for one in i.parameters if one.id == name)
    # 15 − 1 ÷ 100000 × 10000 = 14.9; the local body's 23 of 23 is a row of another weight.
    assert (str(got.points), str(got.weight), got.basis) == ("14.9", "15", "average")
