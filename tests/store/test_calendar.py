"""Working days and terms of law: the vectors of the legal research, moved days, deadlines, periods."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from store.calendar import Calendar, covers, load_calendar, period_days
from store.strictyaml import ConfigError

CONFIG = Path(__file__).resolve().parents[2] / "config"


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load_calendar(CONFIG)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("2025-04-30", 5, "2025-05-12"),  # 1, 7 and 9 May are off
        ("2025-03-20", 5, "2025-04-01"),  # Nauryz on Friday to Sunday: Monday and Tuesday are off too
        ("2024-12-31", 5, "2025-01-10"),  # 3 January off, Sunday 5 January worked, 7 January off
        ("2026-03-20", 5, "2026-04-01"),
        ("2026-05-04", 15, "2026-05-28"),  # 7, 9 (moved to 11) and 27 May are off
        ("2026-08-28", 1, "2026-08-31"),  # no Constitution Day in 2026
        ("2026-11-20", 0, "2026-11-20"),
    ],
)
def test_working_days_after(calendar: Calendar, start: str, number: int, end: str) -> None:
    assert calendar.working_days_after(date.fromisoformat(start), number) == date.fromisoformat(end)


@pytest.mark.parametrize(("year", "number"), [(2024, 249), (2025, 246), (2026, 247), (2027, 247)])
def test_working_days_of_a_year(calendar: Calendar, year: int, number: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days))
    assert sum(calendar.is_working_day(day) for day in days) == number


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2024-05-04", True), ("2024-05-08", False), ("2025-01-05", True), ("2025-01-03", False), ("2026-05-27", False),
        ("2026-08-31", True), ("2025-09-01", False), ("2027-03-15", False), ("2026-10-26", False), ("2026-11-21", False),
        ("2026-11-20", True),
    ],
)  # fmt: skip
def test_days_off_and_days_worked(calendar: Calendar, day: str, works: bool) -> None:
    assert calendar.is_working_day(date.fromisoformat(day)) is works


def test_a_negative_number_of_days_is_refused(calendar: Calendar) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        calendar.working_days_after(date(2026, 11, 20), -1)


@pytest.mark.parametrize(
    ("received", "notice", "end"),
    [
        ("2026-11-02", None, "2026-11-09"),  # five working days
        ("2026-11-02", "2026-11-09", "2026-11-24"),  # and fifteen calendar days after them
        ("2026-11-02", "2026-11-11", "2026-11-24"),  # the notice two working days after the term is the last in time
        ("2026-11-02", "2026-11-12", "2026-11-09"),  # a day later it does not count
        ("2026-10-23", "2026-11-02", "2026-11-17"),  # Republic Day moved to Monday; 2 + 15 = 17 November
        ("2026-11-30", "2026-12-07", "2026-12-22"),
        ("2026-12-11", "2026-12-21", "2027-01-05"),  # 21 December + 15 = 5 January, a working day
    ],
)
def test_deadline_of_a_request_of_the_media(calendar: Calendar, received: str, notice: str | None, end: str) -> None:
    day = date.fromisoformat(received)
    term = calendar.term("media-request", day)
    assert term is not None
    told = None if notice is None else date.fromisoformat(notice)
    assert calendar.deadline(term, day, told) == date.fromisoformat(end)


def test_a_term_that_ends_on_a_day_off_goes_on_to_the_next_working_day(calendar: Calendar) -> None:
    term = calendar.term("media-request", date(2026, 11, 6))
    assert term is not None
    # 13 November + 15 calendar days = Saturday 28 November
    assert calendar.deadline(term, date(2026, 11, 6), date(2026, 11, 13)) == date(2026, 11, 30)


def test_no_term_is_known_before_the_law(calendar: Calendar) -> None:
    assert calendar.term("media-request", date(2024, 8, 19)) is None
    assert calendar.term("media-request", date(2024, 8, 20)) is not None
    assert calendar.term("nosuch", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"), ("2026-H1", "2026-01-01", "2026-06-30"), ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"), ("2024-Q2", "2024-04-01", "2024-06-30"), ("2026-Q4", "2026-10-01", "2026-12-31"),
    ],
)  # fmt: skip
def test_days_of_a_period(period: str, first: str, last: str) -> None:
    assert period_days(period) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("period", ["2026-H3", "2026-Q5", "26", "2026-", "2026-Q4 ", "1999"])
def test_what_is_no_period(period: str) -> None:
    with pytest.raises(ValueError, match=r"a year, half-year or quarter was expected"):
        period_days(period)


@pytest.mark.parametrize(
    ("period", "other", "so"),
    [
        ("2026", "2026-H2", True), ("2026-H2", "2026-Q4", True), ("2026-H2", "2026", False), ("2026-H1", "2026-Q3", False),
        ("2026-H2", "2026-H2", True), ("2025", "2026", False),
    ],
)  # fmt: skip
def test_covers(period: str, other: str, so: bool) -> None:
    assert covers(period, other) is so


def spoiled(tmp_path: Path, name: str, old: str, new: str) -> tuple[Path, int]:
    folder = tmp_path / "calendar"
    folder.mkdir()
    for path in (CONFIG / "calendar").glob("*.yaml"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return tmp_path, text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("kz.yaml", '"2024-05-08"', '"2024-05-04"', "stands twice"),
        ("kz.yaml", 'date: "2026-08-31"\n    kind: working', 'date: "2026-08-31"\n    kind: party', "day-off"),
        ("kz.yaml", '"2026-05-27"', '"27.05.2026"', "YYYY-MM-DD"),
        ("kz.yaml", "country: KZ", "country: KZ\nwhim: 1", "unknown key «whim»"),
        ("terms.yaml", 'days: "2"', 'days: "two"', "whole number"),
        ("terms.yaml", 'valid_from: "2024-08-20"', 'valid_from: "2024-08-20"\n    valid_to: "2024-01-01"', "before valid_from"),
    ],
)
def test_a_fault_in_the_configuration_is_told_with_its_line(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    folder, line = spoiled(tmp_path, name, old, new)
    with pytest.raises(ConfigError, match=said) as fault:
        load_calendar(folder)
    place = str(fault.value).partition(": ")[0]
    assert place.startswith(f"{folder / 'calendar' / name}:")
    assert int(place.rpartition(":")[2]) in range(line, line + new.count("\n") + 1)


def test_terms_of_one_name_never_overlap(tmp_path: Path) -> None:
    folder, _ = spoiled(tmp_path, "terms.yaml", "  - name: media-request\n", "  - name: media-request\n")
    path = folder / "calendar" / "terms.yaml"
    text = path.read_text(encoding="utf-8")
    entry = text[text.index("  - name: media-request") :]
    path.write_text(text + entry.replace("2024-08-20", "2026-01-01"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"overlaps its entry from 2024-08-20"):
        load_calendar(folder)
