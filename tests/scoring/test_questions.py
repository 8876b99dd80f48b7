"""Decisions on what a machine leaves open: what each gives by the row's own rule, worked by hand, and what it must not give."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from scoring.engine import score
from store.base import BodyKind, Language, Text
from store.conclusion import ParameterScore
from store.findings import MANUAL, REVIEWERS, Finding, Outcome, Question, Ruling, RulingReason, question_id
from store.methodology import Methodology
from tests.scoring import kit as KIT
from tests.scoring.kit import EDITIONS, FOLDER, WHEN, loaded, make

OF_2025 = next(path for path in EDITIONS if path.parent.name == "kz-2025" and path.name == "2025-05-16")
A, B = "А. Ахметова", "Б. Болатов"


def put(parameter: str, language: Language | None = None, reviewers: int = 1) -> Finding:
    """An open question as a run puts it to people."""
    name = question_id(Question(parameter=parameter, language=language), {})
    made = make(MANUAL, parameter, "unverified", language=language, facts={REVIEWERS: str(reviewers)})
    return made.model_copy(update={"id": name})


def said(question: Finding, outcome: str, count: int = 1, author: str = A, at: datetime = WHEN, **more: Any) -> Ruling:
    name = f"D-{len(author)}-{outcome}-{count}-{question.id[:4]}"
    given = {"id": name, "reason": RulingReason.CONFIRMED, "note": Text(kk="кк", ru="ру")} | more
    return Ruling(finding=question.id, outcome=Outcome(outcome), count=count, author=author, made_at=at, **given)


def row(
    law: Methodology,
    parameter: str,
    language: Language | None,
    findings: list[Finding],
    rulings: list[Ruling],
    kind: BodyKind = "central",
) -> ParameterScore:
    made = score(findings, law, kind, rulings)
    criteria = [*made.criteria, *(one for part in made.directions for one in part.criteria)]
    return next(
        one
        for criterion in criteria
        for table in criterion.indicators
        for one in table.parameters
        if (one.id, one.language) == (parameter, language)
    )


def open_keys(got: ParameterScore) -> list[str]:
    return [one.key for one in got.open_reasons]


@pytest.mark.parametrize(
    ("outcome", "count", "points", "status"),
    [
        # 2025, appendix 10, table 7, row 2: 1.5 for each language, nobody's check; 0.1 a shortcoming, at most 50 % of the weight.
        ("met", 0, "1.5", "met"),
        # 1.5 − 3 × 0.1 = 1.2
        ("deficiency", 3, "1.2", "partly"),
        # 1.5 − min(9 × 0.1; 0.75) = 0.75
        ("deficiency", 9, "0.75", "partly"),
        ("missing", 1, "0", "missing"),
    ],
)
def test_a_row_without_a_check_takes_shortcomings_by_its_own_rule(outcome: str, count: int, points: str, status: str) -> None:
    law, name = loaded(OF_2025), "kz-2025:a10.t7.2"
    question = put(name, "kk")
    got = row(law, name, "kk", [question], [said(question, outcome, count)])
    assert (got.points, got.range.high, got.status, got.basis) == (Decimal(points), Decimal(points), status, "manual")
    assert got.findings == (question.id,)
    # The other language is a question of its own.
    other = row(law, name, "ru", [question], [said(question, outcome, count)])
    assert (other.range.low, other.range.high) == (0, Decimal("1.5"))


@pytest.mark.parametrize(
    ("outcome", "points"),
    [
        # 2017, appendix 14, row 2.9: 0.6, each of three requirements 0.2 once. Two are kept, the first is asked.
        ("met", "0.6"),
        ("deficiency", "0.4"),
        ("missing", "0.4"),
    ],
)
def test_a_requirement_loses_once_however_many_shortcomings(outcome: str, points: str) -> None:
    law, name = loaded(FOLDER), "kz-2017:a14.2.9.1"
    kept = [one for one in flawless(law) if one.parameter != name]
    question = put(name)
    got = row(law, "kz-2017:a14.2.9", None, [*kept, question], [said(question, outcome, 7)])
    assert (got.points, got.range.high) == (Decimal(points), Decimal(points))


def test_a_decision_gives_nothing_but_what_was_asked_and_leaves_what_is_proved() -> None:
    # 2025, table 7, row 1: twelve requirements of 1.5, 0.1 a shortcoming, at most half. Two shortcomings are proved, one thing is open.
    law = loaded(OF_2025)
    name = "kz-2025:a10.t7.1"
    found = []
    for one in flawless(law):
        outcome = {f"{name}.5": "deficiency", f"{name}.4-3": "unverified"}.get(one.parameter, "met")
        found.append(one.model_copy(update={"outcome": Outcome(outcome)}) if one.parameter.startswith(f"{name}.") else one)
    question = put(f"{name}.4-3", "kk")
    # 1.5 − 1 × 0.1 = 1.4, not 1.5: the shortcoming that a check proved stays.
    assert row(law, name, "kk", [*found, question], [said(question, "met")]).points == Decimal("1.4")
    # 1.5 − (1 + 2) × 0.1 = 1.2
    assert row(law, name, "kk", [*found, question], [said(question, "deficiency", 2)]).points == Decimal("1.2")


def test_all_or_nothing_of_what_was_due_needs_no_figures_where_the_row_is_a_share() -> None:
    law, name = loaded(OF_2025), "kz-2025:a10.t7.6"
    question = put(name, "kk")
    assert row(law, name, "kk", [question], [said(question, "met")]).points == Decimal("1.5")
    none = row(law, name, "kk", [question], [said(question, "missing")])
    assert (none.points, none.range.high, none.status) == (0, 0, "missing")
    # 1.5 × 3 ÷ 4 = 1.125
    told = said(question, "deficiency", facts={"questions-asked": "4", "questions-answered": "3"})
    assert row(law, name, "kk", [question], [told]).points == Decimal("1.125")
    # Nothing was asked: the act's pattern gives the full weight.
    assert row(law, name, "kk", [question], [said(question, "not-applicable")]).points == Decimal("1.5")


@pytest.mark.parametrize("name", ["kz-2025:a10.t7-1.1", "kz-2025:a10.t7-1.p83", "kz-2025:a10.t6.2"])
def test_a_floor_a_percentage_or_a_band_needs_its_number(name: str) -> None:
    """«Held, all of them» does not say whether there were twelve; «satisfied» not how many percent; «a blog» not how many entries."""
    law = loaded(OF_2025)
    language: Language | None = None if name.endswith("p83") else "kk"
    question = put(name, language)
    got = row(law, name, language, [question], [said(question, "met")])
    assert got.range.low < got.range.high


def test_places_in_search_systems_are_told_by_source() -> None:
    law, name = loaded(FOLDER), "kz-2017:a14.1.1"
    options = next(one.row.options for one in KIT.asked(law, "central") if one.row.id == name)
    first = dict.fromkeys(options["sources"], "1")
    question = put(name)
    best = row(law, name, None, [question], [said(question, "met", facts=first)])
    assert (best.points, best.status) == (best.weight, "met")
    # One source does not show the site: the mean of the others' weight and nothing.
    gone = {**first, options["sources"][0]: "0"}
    number = len(options["sources"])
    got = row(law, name, None, [question], [said(question, "deficiency", facts=gone)])
    assert abs(got.points - best.weight * (number - 1) / number) < Decimal("0.0001")


def test_shortcomings_of_content_are_closed_with_the_row_they_stand_beside() -> None:
    # 2017, appendix 15, section 1.1: one requirement, weight 1; no check said a word of it nor of its content.
    law, name = loaded(FOLDER), "kz-2017:a15.t1.1.1"
    question = put(name, "kk")
    assert row(law, name, "kk", [question], [said(question, "met")]).points == 1
    # 1 − 4 × 0.1 = 0.6
    assert row(law, name, "kk", [question], [said(question, "deficiency", 4)]).points == Decimal("0.6")
    assert row(law, name, "kk", [question], [said(question, "missing")]).points == 0


def test_the_content_of_a_section_with_requirements_is_a_question_of_its_own() -> None:
    # 2017, appendix 15, section 1.2: seven requirements, weight 4; they are met, its content is asked.
    law, name = loaded(FOLDER), "kz-2017:a15.t1.1.2"
    beside = {use.check for one in KIT.asked(law, "central") if one.row.id == name for use in one.row.shortcomings}
    kept = [one for one in flawless(law) if not (one.parameter == name and one.check in beside)]
    question = put(name, "kk")
    assert row(law, name, "kk", [*kept, question], [said(question, "met")]).points == 4
    # 4 − 5 × 0.1 = 3.5
    assert row(law, name, "kk", [*kept, question], [said(question, "deficiency", 5)]).points == Decimal("3.5")


def test_two_reviewers_are_waited_for_and_their_disagreement_keeps_the_row_open() -> None:
    law, name = loaded(OF_2025), "kz-2025:a10.t7.2"
    question = put(name, "kk", reviewers=2)
    one, same, other = said(question, "met"), said(question, "met", author=B), said(question, "missing", author=B)
    got = row(law, name, "kk", [question], [one])
    assert (got.range.low, got.range.high, open_keys(got)[-1]) == (0, Decimal("1.5"), "score.open.reviewers.few")
    assert [state.state for state in score([question], law, "central", [one]).rulings] == ["awaiting"]
    # The same person twice is one person.
    twice = said(question, "met", id="D-again")
    assert row(law, name, "kk", [question], [one, twice]).range.high != row(law, name, "kk", [question], [one, twice]).range.low
    assert row(law, name, "kk", [question], [one, same]).points == Decimal("1.5")
    got = row(law, name, "kk", [question], [one, other])
    assert (got.range.low, got.range.high, open_keys(got)[-1]) == (0, Decimal("1.5"), "score.open.reviewers.disagree")
    assert [state.state for state in score([question], law, "central", [one, other]).rulings] == ["conflicting"] * 2
    settled = said(question, "missing", author=A, supersedes=one.id, id="D-settled")
    assert row(law, name, "kk", [question], [one, other, settled]).status == "missing"


def test_an_unsettled_question_changes_nothing_of_what_checks_know() -> None:
    # Table 4, row 5: of five drafts none, one or two were announced: 1.5 × 2 ÷ 5 = 0.6 at most.
    law, name = loaded(OF_2025), "kz-2025:a10.t4.5"
    asked = next(one for one in KIT.asked(law, "central") if (one.id, one.language) == (name, "kk"))
    options = KIT.order(asked.uses[0], name, asked.row).options
    facts = {"drafts": "5", "drafts-announced": ["0", "2"]}
    found = make(asked.uses[0].check, name, "unverified", language="kk", options=options, facts=facts)
    question = put(name, "kk")
    before = row(law, name, "kk", [found], [])
    assert (before.range.low, before.range.high) == (0, Decimal("0.6"))
    for rulings in ([], [said(question, "unverified")], [said(question, "met"), said(question, "missing", author=B)]):
        got = row(law, name, "kk", [found, question], rulings)
        assert (got.range, got.status) == (before.range, "unverified")
    assert row(law, name, "kk", [found, question], [said(question, "met")]).points == Decimal("1.5")


def test_cannot_tell_is_told_and_closes_nothing() -> None:
    law, name = loaded(OF_2025), "kz-2025:a10.t7.2"
    question = put(name, "kk")
    got = row(law, name, "kk", [question], [said(question, "unverified")])
    assert (got.range.low, got.range.high, open_keys(got)[-1]) == (0, Decimal("1.5"), "score.open.cannot-tell")


def flawless(law: Methodology) -> list[Finding]:
    return [made for one in KIT.asked(law, "central") for made in KIT.answer(one, "met")]
