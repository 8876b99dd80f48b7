"""Figures of what was due, of the note that waives a row, of lateness and of rhythm: what is not told leaves the row open."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.arithmetic import Row, RowScore, Tally
from scoring.exact import Fraction, read_fraction
from scoring.formulas import row_formulas
from scoring.tables import parse_options
from store.base import Text
from store.findings import REPORTED
from tests.scoring.kit import make

NAMES = ("done", "held", "planned", "late", "listed", "entries", "weeks", "twos", "ones")
TITLES = {name: Text(kk=f"{name} (кк)", ru=f"{name} (ру)") for name in NAMES}
RULE = {
    "basis": "law",
    "citation": {"law": "V2500036070", "appendix": "10", "table": "1"},
    "note": {"kk": "ең жоғары балл беріледі", "ru": "присваивается максимальный балл"},
}
HELD = {"done": ["done"], "required": "held", "due": "planned"}
LISTED = {"done": ["done"], "required": "held", "waived": {"figure": "listed", "rule": RULE}}
LATE: dict[str, Any] = {"done": ["done"], "required": "held", "late": {"figure": "late"}}
BLOG = {
    "measure": {"figure": "entries"},
    "bands": [
        {"low": "50", "above": True, "without": "weeks", "points": "1.5"},
        {"low": "25", "above": True, "without": "twos", "points": "1"},
        {"low": "10", "above": True, "without": "ones", "points": "0.5"},
    ],
    "otherwise": "0.3",
}


def scored(formula: str, weight: str, options: dict[str, Any], *facts: dict[str, str]) -> RowScore:
    module = row_formulas()[formula]
    findings = tuple(make(REPORTED, "x.1", "met", facts=one, subject=str(number)) for number, one in enumerate(facts))
    tally = Tally(id="x.1", label="1", findings=findings)
    return module.score(Row("x.1", "1", read_fraction(weight), parse_options(module, options), (tally,), TITLES))


def ends(result: RowScore) -> tuple[str, str]:
    return str(float(result.low)), str(float(result.high))


def doubts(result: RowScore) -> list[tuple[str, Any]]:
    return [(one.key, one.values.get("title")) for one in result.doubts]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"held": "4", "done": "3"}, ("0.75", "0.75")),
        ({"held": "4", "done": "3", "planned": "9"}, ("0.75", "0.75")),
        ({"held": "0", "done": "0", "planned": "1"}, ("0.0", "0.0")),
        ({"held": "0", "done": "0", "planned": "0"}, ("0.0", "1.0")),
    ],
)
def test_nothing_of_what_was_due_gives_no_points(facts: dict[str, str], expected: tuple[str, str]) -> None:
    assert ends(scored("ratio", "1", HELD, facts)) == expected


def test_where_it_is_not_told_what_was_due_the_row_stays_open_and_says_why() -> None:
    result = scored("ratio", "1", HELD, {"held": "0", "done": "0"})
    assert ends(result) == ("0.0", "1.0")
    assert doubts(result) == [("score.open.lacking", TITLES["planned"])]
    both = scored("ratio", "1", HELD, {"held": "0", "done": "0", "planned": "2"}, {"held": "0", "done": "0"})
    assert ends(both) == ("0.0", "1.0"), "what only one of two places tells is not known of the whole"


@pytest.mark.parametrize(
    ("facts", "expected", "key"),
    [
        ({"held": "0", "done": "0", "listed": "0"}, ("1.0", "1.0"), "score.waived"),
        ({"held": "0", "done": "0", "listed": "1"}, ("0.0", "1.0"), "score.nothing.open"),
        ({"held": "0", "done": "0"}, ("0.0", "1.0"), "score.nothing.open"),
        ({"held": "4", "done": "1", "listed": "1"}, ("0.25", "0.25"), "score.arithmetic"),
        ({"held": "4", "done": "1"}, ("0.25", "0.25"), "score.arithmetic"),
    ],
)
def test_the_note_waives_a_row_only_where_its_figure_is_told_to_be_0(
    facts: dict[str, str], expected: tuple[str, str], key: str
) -> None:
    result = scored("ratio", "1", LISTED, facts)
    assert ends(result) == expected
    assert result.steps[-1].key == key


@pytest.mark.parametrize(
    ("counts", "facts", "expected"),
    [
        (False, {"held": "4", "done": "2", "late": "1"}, ("0.5", "0.5")),
        (False, {"held": "4", "done": "2"}, ("0.5", "0.5")),
        (True, {"held": "4", "done": "2", "late": "1"}, ("0.75", "0.75")),
        (True, {"held": "4", "done": "2"}, ("0.5", "1.0")),
        (True, {"held": "4", "done": "4"}, ("1.0", "1.0")),
        (False, {"held": "4", "done": "4", "late": "1"}, ("0.0", "1.0")),
    ],
)
def test_whether_late_counts_is_a_reading(counts: bool, facts: dict[str, str], expected: tuple[str, str]) -> None:
    assert ends(scored("ratio", "1", LATE | {"late": {"figure": "late", "counts": counts}}, facts)) == expected


@pytest.mark.parametrize(
    ("weight", "done", "expected"),
    [("1", "4", "1.0"), ("1", "3", "0.9"), ("1", "0", "0.6"), ("0.4", "2", "0.2"), ("0.4", "0", "0.1")],
)
def test_what_lacks_may_take_points_one_by_one(weight: str, done: str, expected: str) -> None:
    options = {"done": ["done"], "required": "held", "each": {"points": "0.1", "cap_share": "0.75"}}
    assert ends(scored("ratio", weight, options, {"held": "4", "done": done})) == (expected, expected)


@pytest.mark.parametrize(("value", "expected"), [("80.4", "1.0"), ("80.5", "1.5"), ("79.5", "1.0"), ("79.4", "1.0")])
def test_rounding_before_any_band_is_another_reading(value: str, expected: str) -> None:
    bands = [{"low": "80", "above": True, "points": "1.5"}, {"low": "69", "upto": "79", "points": "1"}]
    options = {"measure": {"figure": "done"}, "bands": bands, "places": "0", "rounding": "first"}
    assert ends(scored("bands", "1.5", options, {"done": value})) == (expected, expected)


@pytest.mark.parametrize(
    ("facts", "expected", "asked"),
    [
        ({"entries": "51", "weeks": "0"}, ("1.5", "1.5"), []),
        ({"entries": "51", "weeks": "1", "twos": "0"}, ("1.0", "1.0"), []),
        ({"entries": "60", "weeks": "9", "twos": "2", "ones": "0"}, ("0.5", "0.5"), []),
        ({"entries": "60", "weeks": "40", "twos": "9", "ones": "8"}, ("0.3", "0.3"), []),
        ({"entries": "50", "weeks": "0"}, ("1.0", "1.0"), []),
        ({"entries": "26", "twos": "0"}, ("1.0", "1.0"), []),
        ({"entries": "26", "twos": "1"}, ("0.3", "0.5"), ["ones"]),
        ({"entries": "11", "ones": "0"}, ("0.5", "0.5"), []),
        ({"entries": "11"}, ("0.3", "0.5"), ["ones"]),
        ({"entries": "10"}, ("0.3", "0.3"), []),
        ({"entries": "0"}, ("0.3", "0.3"), []),
        ({"entries": "60"}, ("0.3", "1.5"), ["weeks", "twos", "ones"]),
        ({"entries": "60", "ones": "3"}, ("0.3", "0.3"), []),
        ({"entries": "60", "twos": "0"}, ("1.0", "1.5"), ["weeks"]),
    ],
)
def test_the_rhythm_is_part_of_each_band(facts: dict[str, str], expected: tuple[str, str], asked: list[str]) -> None:
    result = scored("bands", "1.5", BLOG, facts)
    assert ends(result) == expected
    assert doubts(result) == [("score.open.lacking", TITLES[name]) for name in asked]


def test_a_band_whose_rhythm_is_not_kept_is_named() -> None:
    result = scored("bands", "1.5", BLOG, {"entries": "60", "weeks": "3", "twos": "0"})
    (told,) = [one for one in result.steps if one.key == "score.band.rhythm"]
    assert told.values == {"points": "1.5", "title": TITLES["weeks"], "value": "3"}


def test_a_loose_rhythm_broken_more_often_than_a_strict_one_is_no_truth() -> None:
    result = scored("bands", "1.5", BLOG, {"entries": "60", "twos": "1", "ones": "2"})
    assert ends(result) == ("0.0", "1.5")
    assert result.doubts[0].key == "score.open.contradiction"


ABSENT, SOME, MET = Tally("a", "1", missing=1), Tally("b", "2", deficiencies=1), Tally("c", "3")
OPEN, FREE = Tally("d", "4", open=True), Tally("e", "5", exempt=True)


@pytest.mark.parametrize(
    ("standing", "strict", "mild"),
    [
        ((ABSENT, ABSENT), ("0.0", "0.0"), ("0.0", "0.0")),
        ((ABSENT, FREE), ("0.0", "0.0"), ("0.0", "0.0")),
        ((ABSENT, MET), ("0.0", "0.0"), ("1.0", "1.0")),
        ((ABSENT, SOME), ("0.0", "0.0"), ("1.0", "1.0")),
        ((ABSENT, OPEN), ("0.0", "0.0"), ("0.0", "1.0")),
        ((MET, OPEN), ("0.0", "1.0"), ("1.0", "1.0")),
        ((MET, MET), ("1.0", "1.0"), ("1.0", "1.0")),
        ((FREE, FREE), ("1.0", "1.0"), ("1.0", "1.0")),
    ],
)
def test_a_condition_falls_at_once_or_only_where_all_is_absent(
    standing: tuple[Tally, ...], strict: tuple[str, str], mild: tuple[str, str]
) -> None:
    module = row_formulas()["presence"]
    for when, expected in (("any", strict), ("all", mild)):
        options = parse_options(module, {"lost_when": when})
        assert ends(module.score(Row("x.1", "1", Fraction(1), options, standing, {}))) == expected
