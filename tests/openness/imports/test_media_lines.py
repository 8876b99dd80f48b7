"""Requests of the media line by line: each late, unanswered or foreign answer is a finding with its line and the arithmetic of its last day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from openness.imports import request_lines
from openness.imports.duedate import due
from openness.imports.findings import findings_of
from scoring.engine import score
from scoring.methodology import choose
from store import reported
from store.base import Text
from store.calendar import Calendar, MovedDay, load_calendar
from store.findings import Finding, Outcome
from store.methodology import Methodology
from store.reported import EVENT
from tests.openness.imports.helpers import AS_OF, CONFIG, as_csv, as_xlsx, faults, take

HEADER = ["number-in", "received", "number-out", "answered", "extended", "extension-notice", "language", "answer-language"]
ROW = "kz-2025:a10.t7-1.2"


@pytest.fixture(scope="module")
def law() -> Methodology:
    return choose(CONFIG, "kz-2025", AS_OF)[0]


def found(engine: Engine, law: Methodology) -> dict[str, Finding]:
    """Findings of the row by the number of the request; those in order under an empty one."""
    with engine.connect() as db:
        made = findings_of(reported.imports_for(db, "mam", "2026-H2"), law, "central")
    return {one.facts.get("subject", ""): one for one in made if one.parameter == ROW}


def points(engine: Engine, law: Methodology) -> tuple[Decimal, Decimal]:
    """Both ends of the row in Kazakh."""
    conclusion = score(found(engine, law).values(), law, "central")
    tables = [table for criterion in conclusion.criteria for table in criterion.indicators]
    row = next(one for table in tables for one in table.parameters if (one.id, one.language) == (ROW, "kk"))
    return row.range.low, row.range.high


def test_every_line_that_tells_against_the_body_is_a_finding(engine: Engine, tmp_path: Path, law: Methodology) -> None:
    rows: list[list[Any]] = [
        HEADER,
        ["ВХ-1", "2026-10-19", "ИСХ-1", "2026-10-27", "no", "", "kk", "kk"],
        ["ВХ-2", "2026-10-19", "ИСХ-2", "2026-10-28", "no", "", "ru", "ru"],
        ["ВХ-3", "2026-11-02", "", "", "no", "", "kk", ""],
        ["ВХ-4", "2026-11-18", "", "", "no", "", "kk", ""],
        ["ВХ-5", "2026-11-02", "ИСХ-5", "2026-11-03", "no", "", "kk", "ru"],
    ]
    take(engine, "media-requests", as_xlsx(tmp_path / "requests.xlsx", rows))
    made = found(engine, law)
    assert {name: one.outcome for name, one in made.items()} == {
        "": Outcome.MET,
        "ВХ-2": Outcome.DEFICIENCY,
        "ВХ-3": Outcome.DEFICIENCY,
        "ВХ-4": Outcome.UNVERIFIED,
        "ВХ-5": Outcome.UNVERIFIED,
    }
    late = made["ВХ-2"]
    # Five working days from 20 October: 20, 21, 22, 23, 27; 24 and 25 are a week-end, 26 the day off after the holiday of the 25th.
    assert late.message.ru == (
        "По загруженному файлу requests.xlsx («Данные», A3:H3) запрос ВХ-2 поступил 19.10.2026, ответ дан 28.10.2026, позже "
        "последнего дня срока – 27.10.2026. Срок: рабочих дней – 5, считая со дня после поступления: 20.10.2026, 21.10.2026, "
        "22.10.2026, 23.10.2026, 27.10.2026. Выходные дни не считаются: 24.10.2026, 25.10.2026, 26.10.2026."
    )
    assert (late.facts["sheet"], late.facts["places"], late.facts["due"]) == ("Данные", ["A3:H3"], "2026-10-27")
    assert (late.facts["requests"], late.facts["answers"], late.facts["answers-late"]) == ("1", "1", "1")
    assert late.locator.quote == "A3:H3"
    assert made["ВХ-4"].facts["answers"] == ["0", "1"]  # the term runs until 25 November
    assert "қазақ" in made["ВХ-5"].message.kk.casefold()
    assert "орыс" in made["ВХ-5"].message.kk.casefold()
    # 5 requests, 3 answers of which 1 late; the fourth may come: 1 × (3 − 1) ÷ 5 = 0.4 … 1 × (4 − 1) ÷ 5 = 0.6.
    assert points(engine, law) == (Decimal("0.4"), Decimal("0.6"))


def test_the_sum_of_lines_gives_the_points_of_the_formula(engine: Engine, tmp_path: Path, law: Methodology) -> None:
    # Nine answers in time of ten requests, one late: 1 × (10 − 1) ÷ 10 = 0.9; none at all: 1; all late: 0.
    good = [[str(n), "2026-10-19", f"o{n}", "2026-10-20", "no", "", "", ""] for n in range(9)]
    late = ["9", "2026-10-19", "o9", "2026-10-28", "no", "", "", ""]
    take(engine, "media-requests", as_csv(tmp_path / "a.csv", [HEADER, *good, late]))
    assert points(engine, law) == (Decimal("0.9"), Decimal("0.9"))
    take(engine, "media-requests", as_csv(tmp_path / "b.csv", [HEADER]))
    assert points(engine, law) == (1, 1)
    take(engine, "media-requests", as_csv(tmp_path / "c.csv", [HEADER, late]))
    assert points(engine, law) == (0, 0)
    take(engine, "media-requests", as_csv(tmp_path / "d.csv", [HEADER, ["1", "2026-10-19", "", "", "no", "", "", ""]]))
    assert points(engine, law) == (0, 0)


def test_what_comes_after_the_bound_is_counted_together(
    engine: Engine, tmp_path: Path, law: Methodology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_lines, "MOST", 2)
    late = [[str(n), "2026-10-19", f"o{n}", "2026-10-28", "no", "", "", ""] for n in range(4)]
    take(engine, "media-requests", as_csv(tmp_path / "a.csv", [HEADER, *late]))
    made = found(engine, law)
    assert set(made) == {"", "0", "1"}
    assert (made[""].facts["requests"], made[""].facts["answers-late"]) == ("2", "2")
    assert points(engine, law) == (0, 0)


def test_a_day_moved_by_order_moves_the_last_day() -> None:
    calendar = load_calendar(CONFIG)
    term = calendar.term("media-request", date(2026, 9, 1))
    assert term is not None
    # Tuesday 1 September: 2, 3, 4, 7, 8 September. With Friday the 4th off and Saturday the 5th worked: 2, 3, 5, 7, 8.
    assert due(calendar, term, date(2026, 9, 1), None).last == date(2026, 9, 8)
    act = Text(kk="бұйрық", ru="приказ")
    moved = {
        date(2026, 9, 4): MovedDay(date=date(2026, 9, 4), kind="day-off", act=act, source="x"),
        date(2026, 9, 5): MovedDay(date=date(2026, 9, 5), kind="working", act=act, source="x"),
    }
    told = due(Calendar(moved, calendar.terms), term, date(2026, 9, 1), None)
    assert [one.day for one in told.counted] == [2, 3, 5, 7, 8]
    assert [one.day for one in told.off] == [4, 6]


def test_an_extension_in_time_and_one_told_too_late() -> None:
    calendar = load_calendar(CONFIG)
    term = calendar.term("media-request", date(2026, 11, 2))
    assert term is not None
    # 2 November: 3, 4, 5, 6, 9 November; notice up to 11 November; 15 calendar days after the 9th: 24 November.
    told = due(calendar, term, date(2026, 11, 2), date(2026, 11, 11))
    assert (told.first, told.by, told.extension, told.last) == (
        date(2026, 11, 9),
        date(2026, 11, 11),
        "in-time",
        date(2026, 11, 24),
    )
    told = due(calendar, term, date(2026, 11, 2), date(2026, 11, 12))
    assert (told.extension, told.last) == ("late", date(2026, 11, 9))


@pytest.mark.parametrize(
    ("place", "value", "cell", "said"),
    [
        (5, "2026-10-28", "F2", "lies after the answer (October 27, 2026)"),
        (7, "de", "H2", "one of these was expected: kk, ru"),
        (3, "27/10/2026", "D2", "a date was expected"),
        (3, "2026-27-10", "D2", "a date was expected"),
        (2, "O-2", "C3", "line 2 gives this number to an answer of October 27, 2026"),
    ],
)
def test_wrong_cells_are_named(engine: Engine, tmp_path: Path, place: int, value: str, cell: str, said: str) -> None:
    rows = [
        HEADER,
        ["1", "2026-10-19", "o-1", "2026-10-27", "yes", "2026-10-26", "kk", "kk"],
        ["2", "2026-10-20", "o-2", "2026-10-26", "no", "", "ru", "ru"],
    ]
    rows[1][place] = value
    told = faults(engine, "media-requests", as_csv(tmp_path / "r.csv", rows))
    assert [at for at, _ in told] == [cell]
    assert said in told[0][1]


def test_a_language_without_an_answer_is_refused(engine: Engine, tmp_path: Path) -> None:
    rows = [HEADER, ["1", "2026-10-19", "", "", "no", "", "kk", "kk"]]
    ((cell, line),) = faults(engine, "media-requests", as_csv(tmp_path / "r.csv", rows))
    assert cell == "H2"
    assert "there is no answer" in line


EVENTS = ["date", "name", "languages", "announced", "online", "journalists", "live-question", "interested", "subject"]
EVENTS += ["announcement", "broadcast", "link"]


def event(**changed: str) -> list[list[str]]:
    """A list of one event with all marks."""
    told = dict(zip(EVENTS, ["2026-09-10", "Брифинг", "kk, ru", *["yes"] * 4, "no", "policy-event", "", "", ""], strict=True))
    return [EVENTS, list((told | changed).values())]


def test_an_event_of_high_publicity_is_kept_by_itself(engine: Engine, tmp_path: Path) -> None:
    rows = event(announcement="https://a.kz/1 https://a.kz/2", broadcast="https://b.kz/v")
    facts = take(engine, "events", as_csv(tmp_path / "e.csv", rows)).item.facts
    (one,) = [fact for fact in facts if fact.name == EVENT]
    assert (one.subject, one.places) == ("Брифинг", ("A2:L2",))
    assert one.details == {
        "date": "2026-09-10",
        "languages": "kk,ru",
        "announcement": "https://a.kz/1 https://a.kz/2",
        "broadcast": "https://b.kz/v",
    }
    rows = event(**{"live-question": "no"})
    assert EVENT not in {fact.name for fact in take(engine, "events", as_csv(tmp_path / "f.csv", rows)).item.facts}


@pytest.mark.parametrize(
    ("changed", "cell", "said"),
    [
        ({"announcement": "Письмо № 5"}, "J2", "http:// or https://"),
        ({"broadcast": "https://b.kz/v; file:///etc/passwd"}, "K2", "http:// or https://"),
        ({"announced": "no", "announcement": "https://a.kz/1"}, "J2", "the column «announced» says no"),
        ({"online": "no", "broadcast": "https://a.kz/1"}, "K2", "the column «online» says no"),
    ],
)
def test_addresses_of_an_event_are_proved(engine: Engine, tmp_path: Path, changed: dict[str, str], cell: str, said: str) -> None:
    ((at, told),) = faults(engine, "events", as_csv(tmp_path / "e.csv", event(**changed)))
    assert at == cell
    assert said in told
