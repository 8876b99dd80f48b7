"""Persons with their posts, telephones and addresses: lines in the form of real ones with other names, cards and tables of pages."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from store.records import PersonRecord, Record

SAMPLE = Path(__file__).with_name("persons.tsv")
Told = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def persons(read: Callable[..., list[Record]], body: str) -> list[PersonRecord]:
    return [item for item in read(body) if isinstance(item, PersonRecord)]


def told(read: Callable[..., list[Record]], body: str) -> list[Told]:
    return [(item.name, item.post, item.phones, item.emails) for item in persons(read, body)]


def expected(cells: list[str]) -> list[Told]:
    rows = [cell.split("|") for cell in cells]
    return [(row[0], row[1], tuple(row[2].split()), tuple(row[3].split())) for row in rows]


def test_labelled_lines(read: Callable[..., list[Record]]) -> None:
    rows = [line.split("\t") for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    want = {(line, item[:2]) for line, *cells in rows for item in expected(cells)}
    found = {(line, item[:2]) for line, *_ in rows for item in told(read, f"<p>{line}</p>")}
    whole = [(line, told(read, f"<p>{line}</p>")) for line, *cells in rows if told(read, f"<p>{line}</p>") != expected(cells)]
    assert len(rows) >= 35
    assert len(want) >= 36
    assert len(want & found) >= len(want) * 0.95, sorted(want - found)
    assert len(want & found) >= len(found) * 0.95, sorted(found - want)
    assert len(whole) <= 2, whole


def test_card_with_post_below_and_contacts_under_it(read: Callable[..., list[Record]]) -> None:
    body = """<div><h3>Балаева Аида Ғалымқызы</h3><p>Қазақстан Республикасының Мәдениет және ақпарат министрі</p>
    <p>Телефон: <a href="tel:+77172740001">8 (7172) 74-00-01</a></p><p>a.balaeva@example.kz</p>
    <p>Қабылдау: әр бейсенбі сағат 15.00-ден 17.00-ге дейін</p></div>
    <div><h3>Иванова Мария</h3><p>Пресс-хатшы</p><p>74-00-02</p></div>"""
    first, second = persons(read, body)
    assert (first.name, first.post) == ("Балаева Аида Ғалымқызы", "Қазақстан Республикасының Мәдениет және ақпарат министрі")
    assert (first.phones, first.emails, first.hours) == (
        ("+77172740001",), ("a.balaeva@example.kz",), "әр бейсенбі сағат 15.00-ден 17.00-ге дейін",
    )  # fmt: skip
    assert (second.name, second.post, second.phones) == ("Иванова Мария", "Пресс-хатшы", ("74-00-02",))
    assert (first.quote, first.place, first.seq, second.seq) == ("Балаева Аида Ғалымқызы", "main", 0, 1)
    assert first.xpath.endswith("/h3[1]")


def test_table_with_post_before_the_name(read: Callable[..., list[Record]]) -> None:
    body = """<table><tr><th>Должность</th><th>Ф.И.О.</th><th>Телефон</th><th>E-mail</th></tr>
    <tr><td>Руководитель управления</td><td>Сериков Арман Болатович</td><td>74-11-11</td><td>s@example.kz</td></tr>
    <tr><td>Главный специалист</td><td>Оспанова Дина Ержановна</td><td>74-11-12</td><td>o@example.kz</td></tr>
    <tr><td>Вакансия</td><td>—</td><td>74-11-13</td><td></td></tr></table>"""
    assert told(read, body) == [
        ("Сериков Арман Болатович", "Руководитель управления", ("74-11-11",), ("s@example.kz",)),
        ("Оспанова Дина Ержановна", "Главный специалист", ("74-11-12",), ("o@example.kz",)),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Министр мәдениет саласындағы жұмысты қорытындылады</p>",
        "<p>Абай Құнанбайұлы</p><p>Қазақтың ұлы ақыны</p>",
        "<h2>Жалпы Мәлімет</h2><p>Директор туралы</p>",
        "<p>Өтініш бланкі</p><p>И.О. директора</p>",
        '<p hidden>Директор Иванов Иван Иванович</p><script>"Директор Иванов Иван Иванович"</script>',
    ],
)
def test_no_person(read: Callable[..., list[Record]], body: str) -> None:
    assert told(read, body) == []


def test_the_same_person_counts_once(read: Callable[..., list[Record]]) -> None:
    card = "<p>Директор Иванов Иван Иванович, 74-11-11</p>"
    assert told(read, card * 3) == [("Иванов Иван Иванович", "Директор", ("74-11-11",), ())]


@pytest.mark.parametrize("part", ["Иванов ", "А.", "Директор ", "Иванов Иван Иванович ", "бастығы, ", "72-11-68 ", "«"])
def test_hostile_lines_are_read_in_bounded_time(read: Callable[..., list[Record]], part: str) -> None:
    started = time.process_time()
    read(("<p>" + (part * 1_500)[:1_500] + "</p>") * 20)
    # What grows beyond all bounds takes hours; how many seconds the rest takes is told by benchmarks.bounds.
    assert time.process_time() - started < 300


@pytest.mark.corpus
def test_real_contact_lines(read: Callable[..., list[Record]], corpus: Path) -> None:
    """Real lines with telephones or addresses: of the persons whose post stands in the line (117 by eye) all but two are found."""
    rows = (corpus / "contacts-dates-kk-ru/lines_from_gov_sites.tsv").read_text(encoding="utf-8").splitlines()[1:]
    lines = {row.split("\t")[4] for row in rows if {"phone", "email"} & set(row.split("\t")[3].split())}
    found = [item for line in sorted(lines) for item in told(read, f"<p>{line.replace('<', '&lt;')}</p>")]
    assert len(lines) == 339
    assert 112 <= len(found) <= 120
    assert sum(bool(phones) for _, _, phones, _ in found) > 100
