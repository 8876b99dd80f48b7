"""One module knows the country's time; every stage reckons by it."""

from __future__ import annotations

import ast
import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.extract import capture as page
from reports.numbers import moment
from store.zone import ASTANA, day_told

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("store", "crawler", "checks", "scoring", "reports", "openness")


@pytest.mark.parametrize(
    ("utc", "wall", "hours"),
    [
        ("2024-02-29T17:59:59", "2024-02-29T23:59:59", 6),
        ("2024-02-29T18:00:00", "2024-02-29T23:00:00", 5),
        ("2024-02-29T18:59:59", "2024-02-29T23:59:59", 5),
        ("2024-02-29T19:00:00", "2024-03-01T00:00:00", 5),
        ("2023-12-31T18:30:00", "2024-01-01T00:30:00", 6),
        ("2026-11-20T19:00:00", "2026-11-21T00:00:00", 5),
    ],
)
def test_the_clock_was_set_back_on_the_first_of_march_2024(utc: str, wall: str, hours: int) -> None:
    at = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    there = at.astimezone(ASTANA)
    assert there.replace(tzinfo=None, fold=0) == datetime.fromisoformat(wall)
    assert there.utcoffset() == timedelta(hours=hours)
    assert there.tzname() == f"UTC+{hours}"
    assert there.astimezone(UTC) == at


def test_a_time_without_zone_is_read_as_its_day_demands() -> None:
    assert datetime(2023, 7, 1, 5, 30, tzinfo=ASTANA).astimezone(UTC).isoformat() == "2023-06-30T23:30:00+00:00"
    assert datetime(2025, 7, 1, 5, 30, tzinfo=ASTANA).astimezone(UTC).isoformat() == "2025-07-01T00:30:00+00:00"
    assert pickle.loads(pickle.dumps(ASTANA)) is ASTANA  # noqa: S301


def test_reports_tell_the_offset_of_that_day() -> None:
    assert moment("2023-12-31T18:30:00Z", "ru") == "1 января 2024 г., 00:30:00 (UTC+6)"
    assert moment("2026-11-20T08:03:11Z", "ru") == "20 ноября 2026 г., 13:03:11 (UTC+5)"


def test_pages_are_dated_by_the_same_zone() -> None:
    assert page.ASTANA is ASTANA


# In whose zone the clock of a schedule strikes is said with the schedule; days are Astana's there too.
ZONES = {"store/zone.py", "openness/jobs/due.py"}


def test_no_other_module_makes_a_zone_of_its_own() -> None:
    found = []
    for path in (path for name in PACKAGES for path in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [item.name for item in getattr(node, "names", ())] if isinstance(node, ast.ImportFrom) else []
            taken = isinstance(node, ast.ImportFrom) and (
                node.module == "zoneinfo" or (node.module == "datetime" and {"timezone", "tzinfo"} & set(names))
            )
            if taken and path.relative_to(ROOT).as_posix() not in ZONES:
                found.append(str(path.relative_to(ROOT)))
    assert found == []


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2026-03-31", "2026-03-31"),
        ("2026-03-31T23:30:00", "2026-03-31"),
        ("2026-03-31T18:59:00Z", "2026-03-31"),
        ("2026-03-31T19:00:00Z", "2026-04-01"),
        ("2026-04-01T00:30:00+05:00", "2026-04-01"),
        ("2026-04-01T02:30:00+09:00", "2026-03-31"),
        ("2023-06-30T18:00:00+00:00", "2023-07-01"),
        ("2026-03-31 около полудня", "2026-03-31"),
        ("9999-12-31T23:00:00Z", "9999-12-31"),
        ("", ""),
        ("2026", "2026"),
    ],
)
def test_what_a_page_tells_is_of_the_day_in_astana(told: str, day: str) -> None:
    assert day_told(told) == day


# Cells of workbooks and days of site maps bear no zone.
NAIVE = {"openness/imports/xlsxfile.py", "crawler/web/sitemap.py", "crawler/portals/opendata/workbook.py"}


def test_no_day_is_taken_from_a_moment_of_another_zone() -> None:
    found = []
    for path in (path for name in PACKAGES for path in (ROOT / name).rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date" and not node.args:
                of = ast.unparse(node.func.value)
                naive = "strptime" in of or place in NAIVE or f"if {of}.tzinfo is not None else {of}.date()" in path.read_text()
                if not ("ASTANA" in of or naive or place == "store/zone.py"):
                    found.append(f"{place}:{node.lineno} {of}")
    assert found == []
