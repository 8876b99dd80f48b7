"""Figures of which a check knows the least only: alone they leave the row open, a report within them decides it, one outside differs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring.test_figures import ends, keys, reported, scored

ENTRIES = {
    "measure": {"figure": "done"},
    "bands": [
        {"low": "50", "above": True, "without": "late", "points": "1.5"},
        {"low": "25", "above": True, "points": "1"},
    ],
    "otherwise": "0.3",
}


def counted(number: str, weeks: list[str]) -> tuple[str, str, dict[str, Any]]:
    return "entries", "unverified", {"done": [number, "…"], "late": weeks}


@pytest.mark.parametrize(
    ("number", "weeks", "points"),
    [
        ("22", ["0", "30"], ("0.3", "1.5")),
        ("30", ["0", "30"], ("1.0", "1.5")),
        ("52", ["0", "0"], ("1.5", "1.5")),
        # A week that is lost whatever comes keeps the best band away.
        ("30", ["2", "5"], ("1.0", "1.0")),
    ],
)
def test_a_bound_alone_leaves_open_what_more_could_change(number: str, weeks: list[str], points: tuple[str, str]) -> None:
    assert ends(scored("bands", "1.5", ENTRIES, counted(number, weeks))) == points


def test_a_report_within_the_bounds_decides() -> None:
    result = scored("bands", "1.5", ENTRIES, counted("22", ["0", "30"]), reported(done="40", late="3"))
    assert ends(result) == ("1.0", "1.0")
    assert "score.differs" not in keys(result)


def test_what_the_report_leaves_out_is_taken_from_the_bounds() -> None:
    assert ends(scored("bands", "1.5", ENTRIES, counted("48", ["0", "0"]), reported(done="60"))) == ("1.5", "1.5")
    assert ends(scored("bands", "1.5", ENTRIES, counted("22", ["0", "30"]), reported(done="60"))) == ("1.0", "1.5")


@pytest.mark.parametrize(
    ("report", "points"), [({"done": "20", "late": "0"}, ("0.3", "1.5")), ({"done": "40", "late": "9"}, ("1.0", "1.5"))]
)
def test_a_report_outside_the_bounds_differs(report: dict[str, str], points: tuple[str, str]) -> None:
    result = scored("bands", "1.5", ENTRIES, counted("30", ["0", "5"]), reported(**report))
    assert ends(result) == points
    assert keys(result).count("score.differs") > 0
    told = next(step for step in result.steps if step.key == "score.differs" and step.values["reported"] == report["done"])
    assert told.values["checked"] == "30 …"


def test_both_ends_of_a_measure_are_no_bound() -> None:
    measured = ("entries", "unverified", {"done": ["20", "60"], "late": "0"})
    assert ends(scored("bands", "1.5", ENTRIES, measured, reported(done="40", late="0"))) == ("0.3", "1.5")
