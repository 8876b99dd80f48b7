"""Dates in lines: 209 labelled by eye, in the forms of real sites with other names and numbers; real lines where the corpus is at hand."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from crawler.extract.text.datewords import DateWords
from crawler.extract.text.words import words_of
from store.lexicon import Lexicon

SAMPLE = Path(__file__).with_name("dates.tsv")
SEEN = dt.date(2026, 11, 20)
# Beginnings of dates that, repeated, would hang a careless pattern.
HOSTILE = ("2015 ", "25.08.", "1 мая 2015 по ", "14:30 ", "жылғы 25-", "қаңтарынан ", "«25» ")


@pytest.fixture(scope="module")
def reader(lexicons: dict[str, Lexicon]) -> DateWords:
    return DateWords.of(words_of(lexicons))


def told(reader: DateWords, line: str, above: str = "", seen: dt.date | None = None) -> str:
    read = reader.read(line, above, seen)
    return " ".join(f"{item.date.value}/{item.role}".rstrip("/") for item in read) or "-"


def test_labelled_lines(reader: DateWords) -> None:
    rows = [line.split("\t") for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    wrong = [(expected, told(reader, text), text) for expected, text in rows if told(reader, text) != expected]
    assert len(rows) >= 200
    assert len(wrong) <= len(rows) * 0.03, wrong


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2015 жылғы 25 тамыз", "2015-08-25"),
        ("25 тамыз 2015 ж.", "2015-08-25"),
        ("25 августа 2015 г. 14:30", "2015-08-25T14:30"),
        ("с 25 по 27 августа 2015 г.", "-"),
        ("2015 жылғы 25-27 тамыз", "-"),
        ("31.09.2015", "-"),
        ("25 августа", "-"),
        ("25.08", "-"),
        ("Сегодня: 20 ноября 2026, пятница", "-"),
        ("Бүгінгі күн: 20.11.2026", "-"),
    ],
)
def test_forms_that_the_law_s_readers_meet(reader: DateWords, line: str, expected: str) -> None:
    assert told(reader, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Сегодня, 14:30", "2026-11-20T14:30"),
        ("Кеше, 09:05", "2026-11-19T09:05"),
        ("Бүгін", "2026-11-20"),
        ("Опубликовано вчера в 10:15", "2026-11-19T10:15/posted"),
        ("Жарияланды: бүгін, 10:15", "2026-11-20T10:15/posted"),
        ("3 күн бұрын", "2026-11-17"),
        ("2 дня назад", "2026-11-18"),
        ("Сегодня Премьер-Министр провёл совещание", "-"),
        ("Кеше министр зауытты аралады", "-"),
    ],
)
def test_days_told_from_the_day_of_the_visit(reader: DateWords, line: str, expected: str) -> None:
    assert told(reader, line, seen=SEEN) == expected
    assert told(reader, line) == "-"


@pytest.mark.parametrize(
    ("above", "role"),
    [
        ("Дата публикации:", "posted"),
        ("Жарияланған күні", "posted"),
        ("Дата изменения", "changed"),
        ("Соңғы жаңарту:", "changed"),
        ("Новости", ""),
    ],
)
def test_a_label_may_stand_in_the_line_above(reader: DateWords, above: str, role: str) -> None:
    assert told(reader, "12.03.2024 18:00", above) == f"2024-03-12T18:00/{role}".rstrip("/")


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_lines_are_read_to_their_end(reader: DateWords, part: str) -> None:
    """A line in which every word begins a date; how long it takes is told by ``benchmarks.bounds``."""
    found = reader.read((part * 1_500)[:1_400] + " Дата публикации: 12.03.2024")
    assert (found[-1].date.value, found[-1].role) == ("2024-03-12", "posted")


@pytest.mark.corpus
def test_real_lines_of_posting_and_change(reader: DateWords, corpus: Path) -> None:
    """What a site's system writes under every page is read whole: both dates, both times, both roles."""
    rows = (corpus / "contacts-dates-kk-ru/lines_from_gov_sites.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pattern = re.compile(
        r"(?:Размещено|Орналастырылды): (\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d)|(?:Изменено|Өзгертілді): (\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d)"
    )
    checked = 0
    for line in sorted({row.split("\t")[4] for row in rows}):
        want = []
        for match in pattern.finditer(line):
            day, month, year, clock = match.groups()[:4] if match[1] else match.groups()[4:]
            want.append(f"{year}-{month}-{day}T{clock}/{'posted' if match[1] else 'changed'}")
        got = told(reader, line).split()
        assert [item for item in got if item.endswith(("posted", "changed"))] == want or not want, line
        checked += bool(want)
    assert checked > 300


@pytest.mark.corpus
def test_bare_dates_of_news_lists(reader: DateWords, corpus: Path) -> None:
    """Lines that are nothing but a day in words or numbers, whose value is plain without any grammar."""
    months = {"қаңтар": 1, "ақпан": 2, "наурыз": 3, "сәуір": 4, "мамыр": 5, "маусым": 6, "шілде": 7, "тамыз": 8, "қыркүйе": 9, "қазан": 10,
              "қараша": 11, "желтоқсан": 12, "январ": 1, "феврал": 2, "март": 3, "апрел": 4, "мая": 5, "июн": 6, "июл": 7, "август": 8,
              "сентябр": 9, "октябр": 10, "ноябр": 11, "декабр": 12}  # fmt: skip
    rows = (corpus / "contacts-dates-kk-ru/lines_from_gov_sites.tsv").read_text(encoding="utf-8").splitlines()[1:]
    checked = 0
    for line in sorted({row.split("\t")[4] for row in rows}):
        words = line.replace("</seg>", "").split()
        if len(words) == 3 and words[0].isdigit() and words[2].isdigit():
            day, name, year = words
        elif len(words) == 4 and words[1] == "жылдың":
            year, _, day, name = words
        else:
            continue
        month = next((number for stem, number in months.items() if name.lower().startswith(stem)), None)
        if month is None or len(year) != 4:
            continue
        assert told(reader, line) == f"{year}-{month:02}-{int(day):02}", line
        checked += 1
    assert checked > 40
