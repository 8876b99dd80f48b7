"""Second readings of the editions of 2023, 2024 and 2025: what each would give, worked by hand beside what the default gives."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from scoring.arithmetic import Row, RowScore, Tally
from scoring.choosing import under
from scoring.engine import score
from scoring.plan import make_plan
from store.base import BodyKind
from store.findings import REPORTED
from store.methodology import Methodology
from tests.scoring.kit import EDITIONS, answer, asked, loaded, make

FOLDERS = {folder.parent.name: folder for folder in EDITIONS}
A10 = "kz-2025:a10."
F = "kz-2024-feedback:"
ABSENT, MET = {"missing": 1}, {"deficiencies": 0}
LATE = {"deficiencies": 1}
Ends = tuple[str, str]


@cache
def edition(name: str, reading: str = "", choice: str = "") -> Methodology:
    made = loaded(FOLDERS[name])
    return under(made, {reading: choice}) if reading else made


def scored(methodology: Methodology, kind: BodyKind, row: str, given: dict[str, Any]) -> RowScore:
    """A row of one body: ``given`` are its figures, or how its only requirement stands."""
    plan = next(one for part in make_plan(methodology, kind).parts for one in part.rows() if one.parameter.id == row)
    if set(given) <= {"missing", "deficiencies"}:
        tally = Tally(id=row, label="1", **given)
    else:
        tally = Tally(id=row, label="1", findings=(make(REPORTED, row, "met", facts=given),))
    result: RowScore = plan.formula.score(Row(row, "1", plan.weight, plan.options, (tally,), plan.parameter.figures))
    return result


def ends(result: RowScore) -> Ends:
    return str(float(result.low)), str(float(result.high))


def one(value: str) -> Ends:
    return value, value


@pytest.mark.parametrize(
    ("reading", "choice", "kind", "row", "given", "default", "other"),
    [
        # 7 of 10 sets: 2.5 × 7 ÷ 10 = 1.75; 2.5 − 3 × 0.1 = 2.2. None of 30: 0; 2.5 − 75 % of 2.5 = 0.625.
        ("part-of-row", "tenths", "central", A10 + "t1.1", {"sets-required": "10", "sets-published": "7"}, one("1.75"), one("2.2")),
        ("part-of-row", "tenths", "local", A10 + "t1.1", {"sets-required": "30", "sets-published": "0"}, one("0.0"), one("0.625")),
        # Weight 2: 20 faults take 1.5 of it, or half; where sets are absent all, or the cap.
        ("quality-cap", "half", "central", A10 + "t1.4", {"deficiencies": 20}, one("0.5"), one("1.0")),
        ("quality-cap", "absent-capped", "central", A10 + "t1.4", ABSENT, one("0.0"), one("0.5")),
        # No comments came: full, or the average of other bodies.
        ("nothing-came", "not-counted", "central", A10 + "t4.4", {"comments": "0", "comments-answered": "0"}, one("3.5"), ("0.0", "3.5")),
        # No report was due: open, or full.
        ("nothing-due", "full", "local", A10 + "t3.1", {"reports-due": "0", "reports-published": "0"}, ("0.0", "2.0"), one("2.0")),
        # One of two reports in time, the other late: 2 × 1 ÷ 2 = 1; both count: 2.
        (
            "late-documents", "placed", "local", A10 + "t3.1",
            {"reports-due": "2", "reports-published": "1", "reports-late": "1"}, one("1.0"), one("2.0"),
        ),
        ("late-documents", "placed", "central", A10 + "t2.2", LATE, one("0.0"), one("0.5")),
        ("late-documents", "placed", "central", A10 + "t2.2", ABSENT, one("0.0"), one("0.0")),
        # Lateness is not told: anything between the one in time and both.
        ("late-documents", "placed", "local", A10 + "t3.1", {"reports-due": "2", "reports-published": "1"}, one("1.0"), ("1.0", "2.0")),
        ("needs-duties", "all-four", "central", A10 + "t1.5", {"needs-obligations-done": "3"}, one("0.375"), one("0.0")),
        ("empty-blog", "zero", "central", A10 + "t6.2", {"entries": "0"}, one("0.3"), one("0.0")),
        ("empty-blog", "zero", "central", A10 + "t6.2", {"entries": "1"}, one("0.3"), one("0.3")),
        (
            "nothing-planned", "zero", "central", A10 + "t6.3",
            {"sittings": "0", "sittings-broadcast": "0", "sittings-planned": "0"}, ("0.0", "2.0"), one("0.0"),
        ),
        ("no-schedule", "open", "central", A10 + "t6.4.1", {"meetings-planned": "0", "meetings-held": "0"}, one("0.0"), ("0.0", "1.0")),
        # 1.5 − min(20 × 0.1; 50 %) = 0.75; 1.5 − 75 % = 0.375.
        ("website-cap", "three-quarters", "central", A10 + "t7.2", {"deficiencies": 20}, one("0.75"), one("0.375")),
        ("gaps-of-bands", "rounded-first", "central", A10 + "t7-1.3", {"satisfied": "80.4"}, one("1.5"), one("1.0")),
        ("gaps-of-bands", "rounded-first", "central", A10 + "t7-1.3", {"satisfied": "81"}, one("1.5"), one("1.5")),
        # One of ten organisations lacks information: 1.5 × 9 ÷ 10 is kept, or nothing.
        ("several-organisations", "any", "central", A10 + "t9.1", {"organisations": "10", "lacking": "1"}, one("1.35"), one("0.0")),
        ("several-organisations", "any", "central", A10 + "t9.1", {"organisations": "10", "lacking": "0"}, one("1.5"), one("1.5")),
        ("empty-blog", "zero", "local", "kz-2023:a10.t6.2", {"entries": "0"}, one("0.3"), one("0.0")),
        ("part-of-row", "tenths", "local", "kz-2023:a10.t6.3", {"sittings": "4", "sittings-broadcast": "1"}, one("0.5"), one("1.7")),
        # 12 ÷ 40 and 90 ÷ 100: the mean 60, the product 27.
        (
            "mean-or-product", "product", "central", F + "p22",
            {"proposals": "40", "proposals-accepted": "12", "comments": "100", "comments-answered": "90"}, one("60.0"), one("27.0"),
        ),
    ],
)  # fmt: skip
def test_what_another_reading_gives(
    reading: str, choice: str, kind: BodyKind, row: str, given: dict[str, Any], default: Ends, other: Ends
) -> None:
    name = row.partition(":")[0]
    assert ends(scored(edition(name), kind, row, given)) == default
    assert ends(scored(edition(name, reading, choice), kind, row, given)) == other


@pytest.mark.parametrize(
    ("reading", "requirement", "default"),
    [("announced-at-all", F + "p23.1.2", "100"), ("results-lacking", F + "p23.2.1", "100")],
)
def test_one_lacking_zeroes_the_figure_of_feedback_in_the_stricter_reading(reading: str, requirement: str, default: str) -> None:
    finals = []
    for methodology in (edition("kz-2024-feedback"), edition("kz-2024-feedback", reading, "one-lacking")):
        found = []
        for want in asked(methodology, "central"):
            found += answer(want, "missing" if want.id == requirement else "met")
        finals.append(str(score(found, methodology, "central").total.final))
    assert finals == [default, "0"]


def test_point_85_adds_the_table_up_without_the_coefficient() -> None:
    """(A + B) × C + D with A = B = full (5 + 2), C = 0.5, D = 3: 6.5; plain sum: 10."""
    totals = []
    for methodology in (edition("kz-2025"), edition("kz-2025", "media-sum", "point-85")):
        found = []
        for want in asked(methodology, "central"):
            facts = {"satisfied-media": "50"} if want.id.endswith("p83") else None
            found += answer(want, "met", facts=facts)
        criteria = {one.id: one for one in score(found, methodology, "central").criteria}
        totals.append(str(criteria["kz-2025:a7.6"].points))
    assert totals == ["6.5", "10"]


def test_every_reading_with_another_choice_is_worked_here_or_changes_an_exemption() -> None:
    worked = {
        "announced-at-all", "empty-blog", "gaps-of-bands", "late-documents", "mean-or-product", "media-sum", "needs-duties",
        "no-schedule", "nothing-came", "nothing-due", "nothing-planned", "part-of-row", "quality-cap", "results-lacking",
        "several-organisations", "website-cap",
    }  # fmt: skip
    open_ = {
        reading.id
        for name in ("kz-2025", "kz-2023", "kz-2024-feedback", "kz-2025-portal")
        for reading in edition(name).readings
        if len(reading.choices) > 1
    }
    assert open_ - worked == {"exempt-without-replacement", "not-surveyed"}
