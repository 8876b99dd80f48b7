"""Rows that are counted from figures: what one source gives, what several give, and what figures cannot be true."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.arithmetic import Row, RowScore, Tally
from scoring.exact import Fraction, read_fraction
from scoring.formulas import row_formulas
from scoring.tables import parse_options
from store.base import Text
from store.findings import MANUAL, REPORTED
from tests.scoring.kit import make

TITLES = {name: Text(kk=f"{name} (кк)", ru=f"{name} (ру)") for name in ("done", "late", "required", "percent", "before", "after")}
EVENTS = {"done": ["done"], "required": "required", "at_least": "12"}
ANSWERS = {"done": ["done"], "less": ["late"], "required": "required"}
SATISFIED = {
    "measure": {"figure": "percent"},
    "places": 0,
    "bands": [
        {"low": "80", "above": True, "points": "1.5"},
        {"low": "69", "upto": "79", "points": "1"},
        {"low": "58", "upto": "68", "points": "0.8"},
        {"low": "0", "upto": "35", "below": True, "points": "0"},
    ],
}
FALL = {
    "measure": {"before": "before", "after": "after"},
    "places": 2,
    "bands": [
        {"low": "80", "points": "5"},
        {"low": "20", "upto": "39.99", "points": "2"},
        {"low": "0", "above": True, "upto": "20", "below": True, "points": "1"},
    ],
}


def scored(formula: str, weight: str, options: dict[str, Any], *given: tuple[str, str, dict[str, Any]]) -> RowScore:
    """Points of a row with findings given as (check, outcome, facts)."""
    module = row_formulas()[formula]
    found = tuple(
        make(check, "law:row", outcome, subject=str(number), facts=facts) for number, (check, outcome, facts) in enumerate(given)
    )
    tally = Tally(id="law:row", label="1", findings=found)
    made: RowScore = module.score(Row("law:row", "1", read_fraction(weight), parse_options(module, options), (tally,), TITLES))
    return made


def reported(**facts: Any) -> tuple[str, str, dict[str, Any]]:
    return REPORTED, "met", facts


def ends(result: RowScore) -> tuple[str, str]:
    return str(float(result.low)), str(float(result.high))


def keys(result: RowScore) -> list[str]:
    return [step.key for step in result.steps]


@pytest.mark.parametrize(
    ("facts", "points", "text"),
    [
        ({"done": "9", "required": "15"}, "1.5", "2.5 × 9 ÷ max(15; 12) = 1.5"),
        ({"done": "6", "required": "8"}, "1.25", "2.5 × 6 ÷ max(8; 12) = 1.25"),
        ({"done": "0", "required": "0"}, "0.0", "2.5 × 0 ÷ max(0; 12) = 0"),
    ],
)
def test_a_share_with_a_floor_of_the_denominator(facts: dict[str, str], points: str, text: str) -> None:
    result = scored("ratio", "2.5", EVENTS, reported(**facts))
    assert ends(result) == (points, points)
    assert result.steps[-1].values == {"text": text}


def test_late_answers_are_taken_off() -> None:
    result = scored("ratio", "1", ANSWERS, reported(done="196", late="10", required="200"))
    assert ends(result) == ("0.93", "0.93")
    assert result.steps[-1].values == {"text": "1 × (196 − 10) ÷ 200 = 0.93"}
    assert [(one.count, str(one.points)) for one in result.deductions] == [(14, "0.07")]


@pytest.mark.parametrize("rule", ["full", "zero"])
def test_where_nothing_was_required(rule: str) -> None:
    for given in (reported(done="0", late="0", required="0"), (MANUAL, "not-applicable", {})):
        result = scored("ratio", "1", ANSWERS | {"none": rule}, given)
        points = "1.0" if rule == "full" else "0.0"
        assert ends(result) == (points, points)
        assert f"score.nothing.{rule}" in keys(result)


@pytest.mark.parametrize("options", [ANSWERS, ANSWERS | {"none": "open"}])
def test_where_the_act_does_not_say_what_nothing_gives_the_row_stays_open(options: dict[str, Any]) -> None:
    for given in (reported(done="0", late="0", required="0"), (MANUAL, "not-applicable", {})):
        result = scored("ratio", "1", options, given)
        assert ends(result) == ("0.0", "1.0")
        assert not result.average
        assert "score.nothing.open" in keys(result)


def test_where_nothing_was_required_the_average_is_asked_for() -> None:
    result = scored("ratio", "1", ANSWERS | {"none": "average"}, (MANUAL, "not-applicable", {}))
    assert result.average
    assert ends(result) == ("0.0", "1.0")


@pytest.mark.parametrize(
    "facts",
    [
        {"done": "11", "late": "0", "required": "10"},
        {"done": "5", "late": "6", "required": "10"},
        {"done": "-1", "late": "-2", "required": "10"},
        {"done": "3", "late": "0", "required": "0"},
    ],
)
def test_figures_that_cannot_be_true_leave_the_row_open(facts: dict[str, str]) -> None:
    result = scored("ratio", "1", ANSWERS, reported(**facts))
    assert ends(result) == ("0.0", "1.0")
    assert result.doubts
    assert result.doubts[0].key.startswith("score.open.contradiction")


def test_a_contradiction_names_both_figures_by_their_titles() -> None:
    result = scored("ratio", "1", ANSWERS, reported(done="11", late="0", required="10"))
    assert result.doubts[0].values == {"place": "1", "greater": TITLES["done"], "lesser": TITLES["required"]}


@pytest.mark.parametrize("value", ["", "many", "NaN", "Infinity", True, None, ["1", "2", "3"], {"a": 1}])
def test_a_figure_that_is_no_number_tells_nothing(value: Any) -> None:
    result = scored("ratio", "1", ANSWERS, reported(done=value, late="0", required="10"))
    assert ends(result) == ("0.0", "1.0")


def test_an_interval_gives_both_ends() -> None:
    result = scored("ratio", "1", ANSWERS, reported(done=["7", "9"], late="0", required="10"))
    assert ends(result) == ("0.7", "0.9")


def test_sources_that_differ_leave_the_row_between_them() -> None:
    measured = ("datasets-published", "deficiency", {"done": "7", "late": "0", "required": "10"})
    said = reported(done="10", late="0", required="10")
    result = scored("ratio", "1", ANSWERS, measured, said)
    assert ends(result) == ("0.7", "1.0")
    assert [one.key for one in result.doubts] == ["score.open.sources"]
    assert keys(result) == [
        *("score.by.check", "score.figure", "score.figure", "score.figure", "score.arithmetic"),
        *("score.by.report", "score.figure", "score.figure", "score.figure", "score.arithmetic"),
        "score.differs",
    ]
    assert (result.steps[0].values, result.steps[5].values) == ({"points": "0.7"}, {"points": "1"})
    assert result.steps[4].values == {"text": "1 × (7 − 0) ÷ 10 = 0.7"}
    assert result.steps[9].values == {"text": "1 × (10 − 0) ÷ 10 = 1"}
    assert result.steps[-1].values == {"title": TITLES["done"], "checked": "7", "reported": "10"}
    same = scored("ratio", "1", ANSWERS, measured, reported(done="7", late="0", required="10"))
    assert ends(same) == ("0.7", "0.7")
    assert same.doubts == ()
    assert keys(same) == ["score.figure", "score.figure", "score.figure", "score.arithmetic"]


def test_a_check_that_could_not_tell_differs_from_nobody() -> None:
    unread = ("datasets-published", "unverified", {"state": "refused"})
    result = scored("ratio", "1", ANSWERS, unread, reported(done="10", late="0", required="10"))
    assert ends(result) == ("0.0", "1.0")
    assert result.doubts == ()


def test_what_a_check_leaves_to_the_report_is_counted_from_it_and_stays_open_without_one() -> None:
    left = ("questions-answered", "unverified", {"left_to": "reported", "why": "browserTicketMissing"})
    alone = scored("ratio", "1", ANSWERS, left)
    assert ends(alone) == ("0.0", "1.0")
    told = scored("ratio", "1", ANSWERS, left, reported(done="9", late="0", required="10"))
    assert ends(told) == ("0.9", "0.9")
    assert told.doubts == ()


def test_figures_that_differ_are_shown_even_where_the_points_are_the_same() -> None:
    measured = ("events-held", "met", {"done": "12", "required": "12"})
    result = scored("ratio", "2.5", EVENTS, measured, reported(done="15", required="15"))
    assert ends(result) == ("2.5", "2.5")
    assert result.doubts == ()
    differences = [one.values for one in result.steps if one.key == "score.differs"]
    assert [(one["checked"], one["reported"]) for one in differences] == [("12", "15"), ("12", "15")]


def test_an_interval_of_a_check_and_a_number_of_the_report_are_shown_side_by_side() -> None:
    measured = ("datasets-published", "unverified", {"done": ["7", "9"], "late": "0", "required": "10"})
    result = scored("ratio", "1", ANSWERS, measured, reported(done="8", late="0", required="10"))
    assert ends(result) == ("0.7", "0.9")
    assert result.steps[-1].values == {"title": TITLES["done"], "checked": "7 … 9", "reported": "8"}


def test_what_a_person_entered_stands_before_all_others() -> None:
    said = reported(done="10", late="0", required="10")
    result = scored("ratio", "1", ANSWERS, said, (MANUAL, "deficiency", {"done": "5", "late": "0", "required": "10"}))
    assert ends(result) == ("0.5", "0.5")


def test_figures_of_several_findings_of_one_source_are_added_up() -> None:
    parts = [reported(done="3", late="0", required="5"), reported(done="4", late="1", required="5")]
    assert ends(scored("ratio", "1", ANSWERS, *parts)) == ("0.6", "0.6")
    broken = scored("ratio", "1", ANSWERS, *parts, reported(done="", late="0", required="1"))
    assert ends(broken) == ("0.0", "1.0")


@pytest.mark.parametrize(
    ("percent", "points", "said"),
    [
        ("82", "1.5", []),
        ("80.5", "1.5", []),
        ("80.1", "1.5", []),
        ("80", "1.0", ["score.band.gap"]),
        ("79.5", "1.0", ["score.band.rounded", "score.band.gap"]),
        ("79", "1.0", []),
        ("68.5", "1.0", ["score.band.rounded", "score.band.gap"]),
        ("68.4", "0.8", ["score.band.rounded", "score.band.gap"]),
        ("35", "0.0", ["score.band.gap"]),
        ("34", "0.0", []),
    ],
)
def test_a_printed_band_takes_the_exact_value_and_rounding_only_closes_gaps(percent: str, points: str, said: list[str]) -> None:
    result = scored("bands", "1.5", SATISFIED, reported(percent=percent))
    assert ends(result) == (points, points)
    assert [key for key in keys(result) if key in ("score.band.rounded", "score.band.gap")] == said


@pytest.mark.parametrize(
    ("before", "after", "points"),
    [("10", "0", "5.0"), ("0", "0", "5.0"), ("10", "2", "5.0"), ("100", "61", "2.0"), ("10", "9", "1.0"), ("10", "10", "0.0"),
     ("10", "30", "0.0"), ("0", "3", "0.0")],
)  # fmt: skip
def test_a_fall_is_measured_in_percent_of_what_was_before(before: str, after: str, points: str) -> None:
    result = scored("bands", "5", FALL, reported(before=before, after=after))
    assert ends(result) == (points, points)


def test_mean_and_worst_of_several_cases() -> None:
    three = [reported(percent="90"), reported(percent="70"), reported(percent="10")]
    mean = scored("bands", "1.5", SATISFIED | {"many": "mean"}, *three)
    assert mean.low == mean.high == Fraction(5, 6)
    assert mean.steps[-1].values["text"] == "(1.5 + 1 + 0) ÷ 3 ≈ 0.8333"
    assert ends(scored("bands", "1.5", SATISFIED | {"many": "worst"}, *three)) == ("0.0", "0.0")
    unknown = scored("bands", "1.5", SATISFIED | {"many": "mean"}, *three[:2], reported(percent="?"))
    assert (unknown.low, unknown.high) == (Fraction(5, 6), Fraction(4, 3))
