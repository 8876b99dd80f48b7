"""``openness calendar``: a year from any day on, as text, JSON and an iCalendar file that another program reads."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from openness.cli import run

AS_OF = ["--as-of", "2026-11-23"]


def said(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(list(arguments)) == 0
    return capfd.readouterr().out


def test_a_year_runs_from_its_first_day_over_new_year(capfd: pytest.CaptureFixture[str]) -> None:
    value = json.loads(said(capfd, "calendar", "--from", "2026-12-15", *AS_OF, "--json"))
    assert (value["schema"], value["from"], value["to"]) == ("openness/calendar-of-terms/1", "2026-12-15", "2027-12-14")
    days = [one["last"] for one in value["terms"] if one["last"]]
    assert days
    assert min(days) >= "2026-12-15"
    assert max(days) <= "2027-12-14"
    assert {day[:4] for day in days} == {"2026", "2027"}
    told = [json.dumps(one, sort_keys=True) for one in value["terms"]]
    assert len(told) == len(set(told))


def test_the_leap_day_begins_a_year_too(capfd: pytest.CaptureFixture[str]) -> None:
    value = json.loads(said(capfd, "calendar", "--from", "2028-02-29", *AS_OF, "--json"))
    assert (value["from"], value["to"]) == ("2028-02-29", "2029-02-28")


@pytest.mark.parametrize(("language", "word"), [("ru", "Сроки по открытости"), ("kk", "Ашықтық бойынша мерзімдер")])
def test_the_file_is_read_by_another_program(tmp_path: Path, capfd: pytest.CaptureFixture[str], language: str, word: str) -> None:
    file = tmp_path / "terms.ics"
    given = ["calendar", "kz-2025", "--from", "2027-01-01", *AS_OF, "--event", "conclusion-received=2027-03-18"]
    assert str(file) in said(capfd, *given, "--ics", str(file), "--lang", language)
    first = file.read_bytes()
    read = Calendar.from_ical(first)
    assert read["X-WR-CALNAME"] == word
    days = {str(entry["UID"]): entry["DTSTART"].dt for entry in read.walk("VEVENT")}
    # Five working days after Thursday 18 March 2027: Nauryz is 21 to 23 March, its Sunday is made up on the 24th.
    assert days["kz-2025.terms.objections.2027-03-18@openness"] == date(2027, 3, 30)
    rows = json.loads(said(capfd, *given, "--json"))["terms"]
    assert sorted(day.isoformat() for day in days.values()) == sorted(one["last"] for one in rows if one["last"])
    said(capfd, *given, "--ics", str(file), "--lang", language)
    assert file.read_bytes() == first


def test_an_entry_keeps_its_id_when_a_period_is_told_from_another_day(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ids = []
    for start in ("2027-01-01", "2027-02-01"):
        file = tmp_path / f"{start}.ics"
        said(capfd, "calendar", "kz-2024-feedback", "--from", start, *AS_OF, "--ics", str(file))
        ids.append({(str(one["UID"]), one["DTSTART"].dt) for one in Calendar.from_ical(file.read_bytes()).walk("VEVENT")})
    both = ids[0] & ids[1]
    assert {day for _, day in both} >= {date(2027, 3, 31), date(2027, 6, 30)}


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (["calendar", "kz-1999"], "kz-1999"),
        (["calendar", "--from", "01.02.2027"], "--from «01.02.2027»"),
        (["calendar", "--kind", "akimat"], "subordinate"),
        (["calendar", "--ics", "/nowhere/terms.ics"], "/nowhere/terms.ics"),
        (["calendar", "kz-2017", "--from", "2026-01-01"], "2017-12-28 – 2020-03-05"),
    ],
)
def test_a_wrong_use_is_one_line(wrong: list[str], named: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*wrong, *AS_OF]) == 2
    told = capfd.readouterr().err.strip()
    assert named in told
    assert "\n" not in told
