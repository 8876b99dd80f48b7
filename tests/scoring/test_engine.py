"""The scorer: what counts, what stays open, how people's decisions act, and what the total says."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from scoring.engine import score
from store.base import BodyKind, Text
from store.conclusion import Conclusion, ParameterScore
from store.findings import Finding, Ruling, RulingReason
from store.methodology import Methodology

LINKS = "internal-links-and-fragments-live"
OUTWARD = "external-links-live"
ROW = "kz-2017:a14.2.9"


def row(conclusion: Conclusion, name: str, language: str | None = None) -> ParameterScore:
    for criterion in conclusion.criteria:
        for indicator in criterion.indicators:
            for parameter in indicator.parameters:
                if (parameter.id, parameter.language) == (name, language):
                    return parameter
    raise AssertionError(f"no row {name} {language}")


def reasons(parameter: ParameterScore) -> list[tuple[str, str]]:
    return [(step.key, step.values["place"]) for step in parameter.open_reasons]


def replacing(findings: list[Finding], name: str, *new: Finding) -> list[Finding]:
    return [finding for finding in findings if finding.parameter != name] + list(new)


def ruling(finding: str, outcome: str, **more: Any) -> Ruling:
    values: dict[str, Any] = {
        "id": "r1",
        "finding": finding,
        "outcome": outcome,
        "reason": RulingReason.FALSE_POSITIVE,
        "note": Text(kk="қате", ru="ошибка"),
        "author": "Аудитор",
        "made_at": datetime(2026, 11, 21, tzinfo=UTC),
    }
    return Ruling(**(values | more))


@pytest.mark.parametrize(("kind", "most"), [("central", "100"), ("local", "100"), ("subordinate", "20")])
def test_a_flawless_body_has_the_printed_maximum(edition: Methodology, kit: Any, kind: BodyKind, most: str) -> None:
    conclusion = score(kit.flawless(edition, kind), edition, kind)
    total = conclusion.total
    assert (str(total.points), str(total.final), str(total.max), total.open) == (most, most, most, 0)
    assert (str(total.range.low), str(total.range.high), str(total.penalty)) == (most, most, "0")
    for criterion in conclusion.criteria:
        assert criterion.points == criterion.max
        for indicator in criterion.indicators:
            assert (indicator.points, indicator.raw.low) == (indicator.max, indicator.raw_max)
            for parameter in indicator.parameters:
                assert (parameter.points, parameter.status) == (parameter.weight, "met")
    assert conclusion.unused_findings == ()


@pytest.mark.parametrize(("kind", "most"), [("central", "100"), ("local", "100"), ("subordinate", "20")])
def test_without_findings_everything_is_listed_open_and_gives_nothing(edition: Methodology, kind: BodyKind, most: str) -> None:
    conclusion = score([], edition, kind)
    total = conclusion.total
    assert (str(total.points), total.final, total.grade) == ("0", None, None)
    assert (str(total.range.low), str(total.range.high)) == ("0", most)
    found = [parameter for one in conclusion.criteria for indicator in one.indicators for parameter in indicator.parameters]
    assert {parameter.status for parameter in found} == {"unverified"}
    assert {str(parameter.points) for parameter in found} == {"0"}
    assert total.open == len(found)
    assert all(parameter.open_reasons for parameter in found)


def test_number_of_rows(edition: Methodology) -> None:
    def count(kind: BodyKind) -> dict[str, int]:
        conclusion = score([], edition, kind)
        return {one.id.split(":")[1]: len(one.parameters) for criterion in conclusion.criteria for one in criterion.indicators}

    portals = {"a12.t1.1": 8, "a12.t1.2": 22, "a12.t1.3": 10, "a12.t1.4": 6}
    assert count("central") == portals | {"a14": 25, "a15.t1": 26, "a16.t1": 12}
    assert count("subordinate") == {"a14": 25, "a15.t1": 26, "a16.t1": 12}
    local = {"a12.t2.1": 8, "a12.t2.2": 10, "a12.t2.3": 8, "a12.t2.4": 6}
    assert count("local") == local | {"a14": 25, "a15.t2": 30, "a16.t2": 16}


def test_sections_place_every_row_once_in_printed_order(edition: Methodology) -> None:
    conclusion = score([], edition, "local")
    for criterion in conclusion.criteria:
        for indicator in criterion.indicators:
            placed = [place for _, _, places in indicator.sections for place in places]
            assert placed == list(range(len(indicator.parameters)))
    website = conclusion.criteria[1].indicators[0]
    assert [number for number, _, _ in website.sections] == ["1", "2", "3", "4"]
    assert [website.parameters[place].number for place in website.sections[3][2]] == ["4.1", "4.2", "4.3", "4.4", "4.5", "4.6"]


def test_a_check_made_with_other_options_does_not_count(edition: Methodology, kit: Any) -> None:
    name = "kz-2017:a14.2.2"
    wrong = kit.make("materials-within-click-limit", name, "met", options={"max_clicks": "7"})
    conclusion = score(replacing(kit.flawless(edition, "central"), name, wrong), edition, "central")
    got = row(conclusion, name)
    assert (got.status, str(got.range.low), str(got.range.high)) == ("unverified", "0", "0.3")
    assert reasons(got) == [("score.open.options", "2.2")]
    assert conclusion.unused_findings == (wrong.id,)


def test_a_finding_of_a_check_that_was_not_ordered_does_not_count(edition: Methodology, kit: Any) -> None:
    stray = kit.make("some-other-check", "kz-2017:a14.2.9.1", "deficiency")
    unknown = kit.make(LINKS, "kz-2017:a14.9.9", "deficiency")
    conclusion = score([*kit.flawless(edition, "central"), stray, unknown], edition, "central")
    assert str(conclusion.total.final) == "100"
    assert conclusion.unused_findings == tuple(sorted([stray.id, unknown.id]))


def test_why_a_row_is_open(edition: Methodology, kit: Any) -> None:
    found = [kit.make(LINKS, f"{ROW}.1", "unverified"), kit.make(OUTWARD, f"{ROW}.1", "met")]
    conclusion = score(found, edition, "central")
    assert reasons(row(conclusion, ROW)) == [
        ("score.open.unverified", "2.9 1)"),
        ("score.open.no-finding", "2.9 2)"),
        ("score.open.no-finding", "2.9 3)"),
    ]
    assert reasons(row(conclusion, "kz-2017:a14.3.1")) == [("score.open.no-finding", "3.1"), ("score.open.negative", "3.1")]


def test_a_row_per_language_takes_findings_of_that_language_or_of_none(edition: Methodology, kit: Any) -> None:
    name = "kz-2017:a15.t1.1.2.1"
    options = {"kind": "postal"}
    kk = kit.make("contact-data-present", name, "met", language="kk", options=options)
    conclusion = score([kk], edition, "central")
    assert row(conclusion, "kz-2017:a15.t1.1.2", "kk").findings == (kk.id,)
    assert row(conclusion, "kz-2017:a15.t1.1.2", "ru").findings == ()
    crash = kit.make("contact-data-present", name, "unverified", options=options)
    conclusion = score([crash], edition, "central")
    for language in ("kk", "ru"):
        element = row(conclusion, "kz-2017:a15.t1.1.2", language).elements[0]
        assert (element.status, element.findings) == ("unverified", (crash.id,))


def test_elements_of_a_row_have_their_own_standing(edition: Methodology, kit: Any) -> None:
    found = kit.flawless(edition, "central")
    found = replacing(
        found,
        "kz-2017:a14.2.3.1",
        kit.make("pages-have-navigation-elements", "kz-2017:a14.2.3.1", "unverified", options={"element": "main-navigation"}),
    )
    found = replacing(
        found,
        "kz-2017:a14.2.3.4",
        kit.make("pages-have-navigation-elements", "kz-2017:a14.2.3.4", "deficiency", options={"element": "search-form"}),
    )
    found = replacing(found, "kz-2017:a14.2.3.5", kit.make("site-map-links-live", "kz-2017:a14.2.3.5", "deficiency"))
    got = row(score(found, edition, "central"), "kz-2017:a14.2.3")
    assert [element.status for element in got.elements] == ["unverified", "met", "met", "missing", "partly"]
    # 0.45 − 0.15 − 0.1 = 0.2 at best; the open menu takes 0.15 and the row stops at 0.05.
    assert (str(got.range.low), str(got.range.high)) == ("0.05", "0.2")


def test_deductions_tell_rule_count_points_and_cap(edition: Methodology, kit: Any) -> None:
    found = replacing(
        kit.flawless(edition, "central"),
        "kz-2017:a14.2.3.5",
        kit.make("site-map-links-live", "kz-2017:a14.2.3.5", "deficiency", count=9),
    )
    got = row(score(found, edition, "central"), "kz-2017:a14.2.3")
    assert [deduction.model_dump() for deduction in got.deductions] == [
        {"rule": "kz-2017:a14.2.3.5", "count": 9, "points": Decimal("0.225"), "cap": Decimal("0.225"), "capped": True}
    ]
    assert [(step.key, step.values) for step in got.explanation] == [
        ("score.weight", {"weight": "0.45"}),
        ("score.deduction.per-fact", {"place": "2.3 5)", "count": "9", "deduction": "0.1", "text": "9 × 0.1 = 0.9"}),
        ("score.capped", {"raw": "0.9", "cap": "0.225", "share": "50", "weight": "0.45"}),
        ("score.arithmetic", {"text": "0.45 − 0.225 = 0.225"}),
    ]


def test_arithmetic_is_written_out(edition: Methodology, kit: Any) -> None:
    found = kit.flawless(edition, "central")
    wrong = [kit.make("manual", "kz-2017:a12.t1.1.3", "deficiency", count=3, language="kk")]
    kept = [one for one in found if (one.parameter, one.language) != ("kz-2017:a12.t1.1.3", "kk")]
    conclusion = score(kept + wrong, edition, "central")
    got = row(conclusion, "kz-2017:a12.t1.1.3", "kk")
    assert [step.values.get("text") for step in got.explanation][1:] == ["3 × 0.1 = 0.3", "2.2 − 3 × 0.1 = 1.9"]
    table = conclusion.criteria[0].indicators[0]
    assert [(step.key, step.values) for step in table.explanation] == [("score.table", {"text": "14.1 ÷ 14.4 × 20 ≈ 19.5833"})]


def test_a_repeated_finding_counts_once(edition: Methodology, kit: Any) -> None:
    one = kit.make("site-map-links-live", "kz-2017:a14.2.3.5", "deficiency", count=1)
    found = replacing(kit.flawless(edition, "central"), "kz-2017:a14.2.3.5", one, one, one)
    assert str(row(score(found, edition, "central"), "kz-2017:a14.2.3").points) == "0.35"


def test_of_two_counts_of_one_finding_the_higher_stands_whatever_the_order(edition: Methodology, kit: Any) -> None:
    name = "kz-2017:a14.2.3.5"
    one, two = (kit.make("site-map-links-live", name, "deficiency", count=count) for count in (2, 1))
    assert one.id == two.id
    for pair in ((one, two), (two, one)):
        found = replacing(kit.flawless(edition, "central"), name, *pair)
        # 0.45 − 2 × 0.1 = 0.25
        assert str(row(score(found, edition, "central"), "kz-2017:a14.2.3").points) == "0.25"


def test_a_ruling_replaces_a_finding(edition: Methodology, kit: Any) -> None:
    dead = kit.make(LINKS, f"{ROW}.1", "deficiency", count=3)
    found = replacing(kit.flawless(edition, "central"), f"{ROW}.1", dead, kit.make(OUTWARD, f"{ROW}.1", "met"))
    assert str(row(score(found, edition, "central"), ROW).points) == "0.4"
    got = row(score(found, edition, "central", [ruling(dead.id, "met")]), ROW)
    assert (str(got.points), got.status, got.basis) == ("0.6", "met", "override")


def test_a_ruling_on_something_no_longer_found_stops_applying_and_is_shown(edition: Methodology, kit: Any) -> None:
    conclusion = score(kit.flawless(edition, "central"), edition, "central", [ruling("gone", "deficiency", id="r7")])
    assert (str(conclusion.total.final), conclusion.unused_rulings) == ("100", ("r7",))


def test_rulings_in_conflict_leave_the_row_open_until_one_supersedes(edition: Methodology, kit: Any) -> None:
    dead = kit.make(LINKS, f"{ROW}.1", "deficiency")
    found = replacing(kit.flawless(edition, "central"), f"{ROW}.1", dead, kit.make(OUTWARD, f"{ROW}.1", "met"))
    first, second = ruling(dead.id, "met"), ruling(dead.id, "deficiency", id="r2", author="Другой")
    got = row(score(found, edition, "central", [first, second]), ROW)
    assert (got.status, reasons(got)) == ("unverified", [("score.open.disputed", "2.9 1)")])
    third = ruling(dead.id, "deficiency", id="r3", supersedes="r1")
    got = row(score(found, edition, "central", [third, second, first]), ROW)
    assert (got.status, str(got.points)) == ("partly", "0.4")


def test_a_ruling_needs_author_and_note_in_both_languages() -> None:
    with pytest.raises(ValidationError, match=r"note\.kk and note\.ru"):
        ruling("x", "met", note=Text(kk="", ru="ошибка"))
    with pytest.raises(ValidationError, match="author"):
        ruling("x", "met", author="")


@pytest.mark.parametrize(
    ("facts", "penalty", "final"), [(1, "0.2", "99.8"), (7, "1.4", "98.6"), (25, "5", "95"), (400, "5", "95")]
)
def test_false_data_takes_points_up_to_five(edition: Methodology, kit: Any, facts: int, penalty: str, final: str) -> None:
    false = kit.make("manual", "kz-2017:p15", "deficiency", count=facts)
    total = score([*kit.flawless(edition, "central"), false], edition, "central").total
    assert (str(total.penalty), str(total.final), str(total.range.low)) == (penalty, final, final)
    assert total.explanation[0].values == {"count": str(facts), "points": penalty, "cap": "5"}


def test_no_false_data_no_penalty(edition: Methodology, kit: Any) -> None:
    total = score(kit.flawless(edition, "central"), edition, "central").total
    assert [step.key for step in total.explanation] == ["score.penalty.none"]


@pytest.mark.parametrize(
    ("missing", "final", "grade"),
    [
        # P. 79–81 leave a quarter of every row but the approved list: 1.1 keeps 6.2 × 2 × 25 % ÷ 15.4 × 20 = 4.025974… of its 20,
        # 1.2 and 1.3 keep 5 each; p. 82 has no cap, 1.4 keeps nothing.
        (0, "100", "high"),
        (1, "84.025974025974", "medium"),
        (2, "69.025974025974", "low"),
        (3, "54.025974025974", "low"),
        (4, "34.025974025974", "ineffective"),
    ],
)
def test_grades(edition: Methodology, kit: Any, missing: int, final: str, grade: str) -> None:
    lost = [f"kz-2017:a12.t2.{number}." for number in range(1, missing + 1)]
    found = []
    for one in kit.asked(edition, "local"):
        found += kit.answer(one, "missing" if any(one.id.startswith(name) for name in lost) else "met")
    total = score(found, edition, "local").total
    assert (str(total.final), total.grade, total.grade_range) == (final, grade, (grade, grade))


def test_bands_are_cut_after_rounding_to_two_places(edition: Methodology, kit: Any) -> None:
    from scoring.exact import Fraction
    from scoring.totals import _grade

    for points, grade in [
        ("89.995", "high"),
        ("89.9949", "medium"),
        ("69.995", "medium"),
        ("50", "low"),
        ("49.994", "ineffective"),
        ("49.999", "ineffective"),
    ]:
        assert _grade(edition, "central", Fraction(points)) == grade


def test_a_subordinate_organisation_is_not_graded_and_is_told_why(edition: Methodology, kit: Any) -> None:
    conclusion = score(kit.flawless(edition, "subordinate"), edition, "subordinate")
    assert (conclusion.total.grade, conclusion.total.grade_range) == (None, ("", ""))
    assert [criterion.id for criterion in conclusion.criteria] == ["kz-2017:a10.2"]
    assert len(conclusion.notes) == 1
    assert "не более 20 баллов" in conclusion.notes[0].ru
    assert "ең көбі 20 балл" in conclusion.notes[0].kk
    assert score([], edition, "central").notes == ()
