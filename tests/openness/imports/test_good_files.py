"""Good files of every kind, as CSV and as XLSX: what is counted of them, and how they are kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from openness.imports.every import kinds
from store import reported, rulings
from store.findings import Outcome, RulingReason
from tests.openness.imports.helpers import NOW, as_csv, as_xlsx, numbers, stored, take, write

FORMATS = pytest.mark.parametrize("ending", ["csv", "xlsx"])
EVENTS = ["date", "name", "languages", "announced", "online", "journalists", "live-question", "interested", "subject", "link"]
REQUESTS = ["number-in", "received", "number-out", "answered", "extended", "extension-notice", "language", "note"]
REPORT = ["parameter", "language", "figure", "value", "proof", "note"]
SURVEY = ["survey", "service", "value", "respondents", "conducted", "proof"]
RULINGS = ["id", "finding", "outcome", "count", "reason", "note-kk", "note-ru", "author", "made-at", "supersedes"]
A, B = "0123456789abcdef", "fedcba9876543210"


def event(name: str, languages: str, marks: str, subject: str = "policy-event") -> list[str]:
    """``marks`` are announced, online, journalists, live question, interested as «+» and «-»."""
    return ["2026-09-01", name, languages, *("yes" if mark == "+" else "no" for mark in marks), subject, "https://a.kz/1"]


@FORMATS
def test_events(engine: Engine, tmp_path: Path, ending: str) -> None:
    rows = [
        EVENTS,
        event("all marks in both languages", "kk, ru", "++++-"),
        event("all marks in Russian", "ru", "+++++"),
        event("no live question", "kk/ru", "+++-+"),
        event("proved in no language", "", "++++-"),
        event("law, best level", "kk, ru", "++++-", "law-explanation"),
        event("law, interested", "kk", "++--+", "law-explanation"),
        event("law, announced and online", "ru", "++---", "law-explanation"),
        event("law, alone", "kk;ru", "-+++-", "law-explanation"),
    ]
    found = numbers(take(engine, "events", write(tmp_path, f"events.{ending}", rows)))
    assert found[("events", None, "")] == "4"
    assert found[("events-public", "kk", "")] == "1"
    assert found[("events-public", "ru", "")] == "2"
    levels = {(name.removesuffix(" (2026-09-01)"), language): value for (kind, language, name), value in found.items()
              if kind == "level"}  # fmt: skip
    assert levels == {
        ("law, best level", "kk"): "4",
        ("law, best level", "ru"): "4",
        ("law, interested", "kk"): "3",
        ("law, interested", "ru"): "0",
        ("law, announced and online", "kk"): "0",
        ("law, announced and online", "ru"): "2",
        ("law, alone", "kk"): "1",
        ("law, alone", "ru"): "1",
    }


@FORMATS
def test_no_events_is_an_answer_too(engine: Engine, tmp_path: Path, ending: str) -> None:
    found = numbers(take(engine, "events", write(tmp_path, f"events.{ending}", [EVENTS])))
    assert found == {("events", None, ""): "0", ("events-public", "kk", ""): "0", ("events-public", "ru", ""): "0"}


@FORMATS
def test_media_requests_are_counted_by_the_terms_of_the_law(engine: Engine, tmp_path: Path, ending: str) -> None:
    rows = [
        REQUESTS,
        ["1", "2026-10-19", "o-1", "2026-10-27", "no", "", "kk", ""],  # 26 October is off: the fifth working day
        ["2", "2026-10-19", "o-2", "2026-10-28", "no", "", "ru", ""],  # late by a day
        ["3", "02.11.2026", "o-3", "17.11.2026", "yes", "09.11.2026", "", "in time after the extension"],
        ["4", "02.11.2026", "o-4", "17.11.2026", "yes", "12.11.2026", "", "told too late of the extension"],
        ["5", "2026-11-02", "", "", "no", "", "", "not answered"],
    ]
    taken = take(engine, "media-requests", write(tmp_path, f"requests.{ending}", rows))
    # In order: 1 and 3; by themselves: late, told too late of the extension, unanswered after 9 November.
    assert numbers(taken) == {
        ("requests", None, ""): "2", ("answers", None, ""): "2", ("answers-late", None, ""): "0",
        ("requests", None, "2"): "1", ("answers", None, "2"): "1", ("answers-late", None, "2"): "1",
        ("requests", None, "4"): "1", ("answers", None, "4"): "1", ("answers-late", None, "4"): "1",
        ("requests", None, "5"): "1", ("answers", None, "5"): "0", ("answers-late", None, "5"): "0",
    }  # fmt: skip
    places = {(fact.name, fact.subject): fact.places for fact in taken.item.facts}
    assert places["requests", ""] == ("A2:H2", "A4:H4")
    assert (places["requests", "2"], places["answers-late", "4"], places["answers", "5"]) == (("A3:H3",), ("A5:H5",), ("A6:H6",))


@FORMATS
def test_surveys(engine: Engine, tmp_path: Path, ending: str) -> None:
    rows = [
        SURVEY,
        ["population", "", "75,5", "1200", "2026-10-10", "Отчет"],
        ["media", "", "82", "40", "10.10.2026", "https://a.kz/survey"],
        ["service", "Выдача справки", "4.65", "350", "2026-10-12", ""],
        ["service", "Регистрация", "5", "20", "2026-10-12", ""],
    ]
    taken = take(engine, "survey", write(tmp_path, f"survey.{ending}", rows))
    assert numbers(taken) == {
        ("satisfied", None, ""): "75.5",
        ("satisfied-media", None, ""): "82",
        ("satisfaction", None, "Выдача справки"): "4.65",
        ("satisfaction", None, "Регистрация"): "5",
    }
    assert [fact.proof for fact in taken.item.facts] == [("Отчет",), ("https://a.kz/survey",), (), ()]


@FORMATS
def test_report(engine: Engine, tmp_path: Path, ending: str) -> None:
    rows = [
        REPORT,
        ["kz-2025:a10.t1.1", "kk", "sets-required", "20", "Приказ", ""],
        ["kz-2025:a10.t1.1", "kk", "sets-published", "18", "https://a.kz/list", "note"],
        ["kz-2025:a10.t1.2", "", "Число поступивших запросов на наборы данных", "4", "", ""],
        ["kz-2025:a10.t1.2", "", "data-requests-settled", "4", "", ""],
        ["kz-2025:a10.t6.3", "", "", "неприменимо", "", ""],
    ]
    taken = take(engine, "report", write(tmp_path, f"report.{ending}", rows), body="mod")
    assert [(fact.parameter, fact.language, fact.name, fact.value) for fact in taken.item.facts] == [
        ("kz-2025:a10.t1.1", "kk", "sets-required", "20"),
        ("kz-2025:a10.t1.1", "kk", "sets-published", "18"),
        ("kz-2025:a10.t1.2", None, "data-requests", "4"),
        ("kz-2025:a10.t1.2", None, "data-requests-settled", "4"),
        ("kz-2025:a10.t6.3", None, "", "not-applicable"),
        ("kz-2025:a10.t1.1", "kk", "reported-document", "1"),
        ("kz-2025:a10.t1.1", "kk", "reported-link", "1"),
    ]
    assert taken.item.facts[1].proof == ("https://a.kz/list",)


@FORMATS
def test_services_and_appeals(engine: Engine, tmp_path: Path, ending: str) -> None:
    services = [["figure", "value", "subject", "proof"], ["services-late", "12", "", ""], ["services", "400000", "", "ИС"]]
    ways = [["way", "2"], ["documents-received", "3"], ["documents-possible", "4"], ["factor", "0,8"]]
    services += [[name, value, "Выдача справки", ""] for name, value in ways] + [["approved", "1", "", ""]]
    taken = take(engine, "services", write(tmp_path, f"services.{ending}", services))
    assert numbers(taken)[("services-late", None, "")] == "12"
    assert numbers(taken)[("factor", None, "Выдача справки")] == "0.8"
    appeals = [["figure", "value"], ["appeals-late", "12"], ["appeals-reviewed", "400"]]
    taken = take(engine, "appeals", write(tmp_path, f"appeals.{ending}", appeals))
    assert numbers(taken) == {("appeals-late", None, ""): "12", ("appeals-reviewed", None, ""): "400"}


@FORMATS
def test_rulings(engine: Engine, tmp_path: Path, ending: str) -> None:
    rows = [
        [*RULINGS, "figures"],
        ["R-1", A, "met", "", "false-positive", "Дұрыс", "Верно", "А. А.", "2026-11-20", "", ""],
        [
            "R-2",
            A,
            "deficiency",
            "3",
            "confirmed",
            "Кемшілік",
            "Недостаток",
            "Б. Б.",
            "20.11.2026 14:30",
            "R-1",
            "events=15,0; b=9",
        ],
    ]
    taken = take(engine, "rulings", write(tmp_path, f"rulings.{ending}", rows))
    assert (taken.rulings, taken.new_rulings) == (2, 2)
    with engine.connect() as db:
        first, second = (one.ruling for one in rulings.read(db, "mam"))
        assert rulings.read(db, "moe") == []
    assert (first.outcome, first.reason, first.count) == (Outcome.MET, RulingReason.FALSE_POSITIVE, 1)
    assert (second.supersedes, second.count, second.facts) == ("R-1", 3, {"events": "15", "b": "9"})
    assert second.made_at == datetime.fromisoformat("2026-11-20T14:30:00+05:00")
    assert (second.note.kk, second.note.ru, second.author) == ("Кемшілік", "Недостаток", "Б. Б.")


def test_decisions_are_added_and_never_changed(engine: Engine, tmp_path: Path) -> None:
    one = ["R-1", A, "met", "", "false-positive", "Дұрыс", "Верно", "А. А.", "2026-11-20", ""]
    two = ["R-2", B, "met", "", "confirmed", "Дұрыс", "Верно", "А. А.", "2026-11-20", ""]
    take(engine, "rulings", as_csv(tmp_path / "one.csv", [RULINGS, one]))
    taken = take(engine, "rulings", as_csv(tmp_path / "two.csv", [RULINGS, one, two]))
    assert (taken.new, taken.rulings, taken.new_rulings, taken.replaced) == (True, 2, 1, None)
    with engine.connect() as db:
        assert [one.ruling.id for one in rulings.read(db, "mam")] == ["R-1", "R-2"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
def test_delimiters_and_byte_order_mark(engine: Engine, tmp_path: Path, delimiter: str, mark: bytes) -> None:
    path = as_csv(tmp_path / "survey.csv", [SURVEY, ["media", "", "82", "4", "2026-10-10", 'a;b,"c"']], delimiter)
    path.write_bytes(mark + path.read_bytes())
    taken = take(engine, "survey", path)
    assert numbers(taken) == {("satisfied-media", None, ""): "82"}
    assert taken.item.facts[0].proof == ('a;b,"c"',)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "code", ["report", "events", "media-requests", "feedback", "unified-list", "survey", "services", "appeals", "rulings"]
)
def test_headers_are_known_in_every_language(code: str, language: str) -> None:
    from openness.imports.faults import Faults
    from openness.imports.grid import Grid, RawRow
    from openness.imports.rows import read_rows

    columns = kinds()[code].columns
    titles = [f"  {column.worded(language).upper()} " for column in columns]
    assert len(set(titles)) == len(columns)
    noted = Faults("f.csv")
    row = RawRow(1, tuple(titles))
    assert read_rows(Grid("f.csv", b"", "", "", iter([row])), columns, noted) == []
    assert not noted


def test_numbers_and_dates_of_spreadsheet_cells(engine: Engine, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        SURVEY,
        ["population", None, 82.1, 1000, date(2026, 10, 10), None],
        ["media", None, Decimal("82.10"), 40.0, datetime(2026, 10, 11), None],  # noqa: DTZ001 - cells have no zone
    ]
    found = numbers(take(engine, "survey", as_xlsx(tmp_path / "survey.xlsx", rows)))
    assert found == {("satisfied", None, ""): "82.1", ("satisfied-media", None, ""): "82.1"}


def test_blank_lines_do_not_count_but_cells_keep_their_names(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("\n" + ";".join(SURVEY) + "\n\n;;;;;\nmedia;;82;4;2026-10-10;\n", encoding="utf-8")
    taken = take(engine, "survey", path)
    assert (taken.item.rows, taken.item.facts[0].places) == (1, ("A5:F5",))


def test_the_file_is_kept_whole_with_its_bytes(database: Engine, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "survey.csv", [SURVEY, ["media", "", "82", "4", "2026-10-10", ""]])
    item = take(database, "survey", path).item
    assert (item.name, item.kind, item.body, item.period) == ("survey.csv", "survey", "mam", "2026-H2")
    assert (item.media_type, item.length, item.rows) == ("text/csv", path.stat().st_size, 1)
    assert item.imported_at == NOW
    with database.connect() as db:
        assert reported.content(db, item.sha256) == path.read_bytes()
        assert reported.all_imports(db) == [item]
        assert reported.imports_for(db, "mam", "2026-H2") == [item]
        with pytest.raises(KeyError):
            reported.content(db, "0" * 64)


def test_the_same_file_again_changes_nothing(database: Engine, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "survey.csv", [SURVEY, ["media", "", "82", "4", "2026-10-10", ""]])
    first = take(database, "survey", path)
    again = take(database, "survey", path, now=NOW + timedelta(days=1))
    assert (first.new, again.new, again.item, again.replaced) == (True, False, first.item, None)
    assert stored(database) == 1


def test_a_newer_file_takes_the_place_of_the_older_which_is_kept(database: Engine, tmp_path: Path) -> None:
    old = take(database, "survey", as_csv(tmp_path / "a.csv", [SURVEY, ["media", "", "82", "4", "2026-10-10", ""]]))
    new = take(database, "survey", as_csv(tmp_path / "b.csv", [SURVEY, ["media", "", "83", "4", "2026-10-10", ""]]))
    assert new.replaced == old.item
    with database.connect() as db:
        assert [item.name for item in reported.imports_for(db, "mam", "2026-H2")] == ["b.csv"]
        assert [item.name for item in reported.all_imports(db)] == ["a.csv", "b.csv"]
    back = take(database, "survey", tmp_path / "a.csv", now=NOW + timedelta(hours=1))
    assert (back.new, back.replaced) == (True, new.item)


def test_which_files_count_for_a_period(database: Engine, tmp_path: Path) -> None:
    def survey(period: str, value: str, body: str = "mam") -> None:
        rows = [SURVEY, ["media", "", value, "4", "2026-10-10", ""]]
        take(database, "survey", as_csv(tmp_path / f"{period}.{value}.csv", rows), period=period, body=body)

    survey("2026-H2", "70")
    survey("2026", "71")
    survey("2026-H1", "72")
    survey("2026-H2", "73", "moe")
    take(database, "events", as_csv(tmp_path / "events.csv", [EVENTS]), period="2026")
    with database.connect() as db:

        def names(period: Any) -> list[str]:
            return [item.name for item in reported.imports_for(db, "mam", period)]

        assert names("2026-H2") == ["events.csv", "2026-H2.70.csv"]
        assert names("2026-Q4") == ["events.csv", "2026-H2.70.csv"]
        assert names("2026") == ["events.csv", "2026.71.csv"]
        assert names(date(2026, 2, 1)) == ["events.csv", "2026-H1.72.csv"]
        assert names("2025") == []
