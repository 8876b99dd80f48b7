"""The legal database read purely: what a page says of an act, what it leaves open, and which addresses are asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from crawler.portals.adilet.addresses import ACTS, DAYS, TEXTS
from crawler.portals.adilet.place import Rules
from crawler.portals.adilet.portal import Portal
from crawler.portals.reading.seam import Question, Reading
from store.strictyaml import validate
from tests.conftest import ROOT
from tests.portals.adilet import pages
from tests.portals.adilet.server import CAPTCHA, answer

ADDRESS = "https://old.adilet.zan.kz"
RULES = validate(ROOT / "config" / "portals" / "adilet.yaml", Rules)
BOTH = RULES.model_copy(update={"languages": ("kk", "ru")})
PORTAL = Portal(BOTH, ADDRESS)
SAMPLES = Path(__file__).resolve().parents[4].parent / "shared" / "samples" / "adilet.zan.kz"


def asked(path: str, lane: str = "ru") -> Question:
    found = PORTAL.at(f"{ADDRESS}{path}", lane)
    assert found is not None
    return found


def read(path: str, lane: str = "ru") -> Reading:
    status, text = answer(path)
    return PORTAL.read(asked(path, lane), status, text.encode())


def fact(reading: Reading) -> dict[str, Any]:
    (item,) = reading.items
    return dict(item.facts)


STANDING = [
    ("Z1500000901", "in-force", "mark", ""),
    ("Z070000911_", "repealed", "mark", "2021-07-01"),
    ("V2100099001", "in-force", "mark", ""),
    ("V2200099003", "repealed", "mark", ""),
    ("P1900000999", "unclear", "", ""),
    ("P1900000997", "unclear", "", ""),
    ("P1200000996", "repealed", "header", ""),
]


@pytest.mark.parametrize(("code", "status", "told_by", "until"), STANDING)
@pytest.mark.parametrize(("tongue", "lane"), [("rus", "ru"), ("kaz", "kk")])
def test_the_mark_tells_and_then_the_header_alone(
    tongue: str, lane: str, code: str, status: str, told_by: str, until: str
) -> None:
    for path in (f"/{tongue}/docs/{code}", f"/{tongue}/docs/{code}/info"):
        reading = read(path, lane)
        facts = fact(reading)
        assert (facts["status"], facts["told-by"], reading.language, reading.lacks) == (status, told_by, lane, "")
    assert fact(read(f"/{tongue}/docs/{code}", lane))["until"] == until


def test_the_page_of_information_names_the_act() -> None:
    (item,) = read("/rus/docs/V2200099003/info").items
    assert (item.kind, item.key, item.day) == ("act", "V2200099003", "2022-11-01")
    assert item.facts["requisites"] == "Приказ Министра степных дорог от 1 ноября 2022 года № 14-НҚ."
    assert item.facts["number"] == "14-НҚ"
    (kazakh,) = read("/kaz/docs/V2200099003/info", "kk").items
    assert kazakh.facts["requisites"] == "Дала жолдары министрінің 2022 жылғы 1 қарашадағы № 14-НҚ бұйрығы."
    assert item.facts["ended"] == "Утратил силу приказом Министра степных дорог от 11 ноября 2024 года № 15-НҚ."


def test_the_text_is_asked_only_of_acts_that_ended() -> None:
    assert [one.url for one in read("/rus/docs/Z070000911_/info").more] == [f"{ADDRESS}/rus/docs/Z070000911_"]
    assert read("/rus/docs/Z1500000901/info").more == ()
    assert read("/rus/docs/Z070000911_").more == ()


def test_words_of_the_text_never_say_that_the_act_ended() -> None:
    page = pages.text(pages.ACTS["Z1500000901"], "rus").replace('<span class="status status_upd">Обновленный</span>', "")
    facts = fact(PORTAL.read(asked("/rus/docs/Z1500000901"), 200, page.encode()))
    assert "Статья 114. Утратила силу" in page
    assert (facts["status"], facts["ended"]) == ("unclear", "")


NOTES = [
    ("Сноска. Утратил силу приказом от 11.11.2024 № 15 (вводится в действие с 01.01.2025).", "repealed", "2025-01-01"),
    ("Ескерту. Күші жойылды – 11.11.2024 № 15 бұйрығымен (01.01.2025 бастап қолданысқа енгізіледі).", "repealed", "2025-01-01"),
    # No calendar has this day: that the act ended is told, and not since when.
    ("Сноска. Утратил силу приказом от 11.11.2024 № 15 (вводится в действие с 31.02.2025).", "repealed", ""),
    ("Сноска. Заголовок в редакции приказа от 11.11.2024 № 15; статья 3 утратила силу.", "unclear", ""),
    ("Сноска. Утратил силу в части пункта 3 приказом от 11.11.2024 № 15.", "unclear", ""),
    ("Статья 1. Утратила силу.", "unclear", ""),
]


@pytest.mark.parametrize(("note", "status", "until"), NOTES)
def test_without_a_mark_the_first_note_tells_the_end_of_the_whole_act_only(note: str, status: str, until: str) -> None:
    act = {**pages.ACTS["P1900000999"], "text": {"ru": [note, "1. Утвердить."]}}
    facts = fact(PORTAL.read(asked("/rus/docs/P1900000999"), 200, pages.text(act, "rus").encode()))
    assert (facts["status"], facts["until"]) == (status, until)
    assert facts["told-by"] == ("note" if status == "repealed" else "")


def test_a_mark_and_a_header_that_differ_say_nothing_certain() -> None:
    act = {**pages.ACTS["V2200099003"], "status": "new"}
    assert (
        fact(PORTAL.read(asked("/rus/docs/V2200099003/info"), 200, pages.information(act, "rus").encode()))["status"] == "unclear"
    )
    odd = pages.information(act, "rus").replace("Новый", "Утративший силу")
    assert fact(PORTAL.read(asked("/rus/docs/V2200099003/info"), 200, odd.encode()))["status"] == "unclear"


def test_a_list_of_a_day_tells_its_acts_and_how_many_there_are() -> None:
    question = next(iter(Portal(RULES, ADDRESS).first(("2023-03-02/order/20",))))
    reading = PORTAL.read(question, *_of(question))
    listing, *acts = reading.items
    assert (listing.kind, listing.day) == ("listing", "2023-03-02")
    assert listing.facts == {"kind": "order", "page": 1, "shown": 2, "total": 2}
    assert [(one.key, one.facts["status"]) for one in acts] == [("V2300099011", "in-force"), ("V2300099012", "repealed")]
    assert (reading.total, reading.more) == (2, ())


def test_an_empty_list_is_a_list() -> None:
    question = next(iter(Portal(RULES, ADDRESS).first(("1999-01-01/order/1",))))
    assert PORTAL.read(question, *_of(question)).items[0].facts == {"kind": "order", "page": 1, "shown": 0, "total": 0}


def test_a_long_list_is_followed_to_its_bound() -> None:
    acts = [{**pages.ACTS["V2100099001"], "code": f"V21000{number:05}"} for number in range(250)]
    question = asked("/rus/search/docs/dt=2021-04-19&va=ПРИК&pagesize=100&page=1")
    led = [PORTAL.read(question, 200, pages.found(acts, "rus", 1, 100).encode()).more]
    led.append(PORTAL.read(led[0][0], 200, pages.found(acts, "rus", 2, 100).encode()).more)
    led.append(PORTAL.read(led[1][0], 200, pages.found(acts, "rus", 3, 100).encode()).more)
    assert [[one.url.rpartition("=")[2] for one in more] for more in led] == [["2"], ["3"], []]
    many = [{**acts[0], "code": f"V21000{number:05}"} for number in range(900)]
    last = asked("/rus/search/docs/dt=2021-04-19&va=ПРИК&pagesize=100&page=5")
    assert PORTAL.read(last, 200, pages.found(many, "rus", 5, 100).encode()).more == ()


def _of(question: Question) -> tuple[int, bytes]:
    status, text = answer(unquote(question.url.removeprefix(ADDRESS)))
    return status, text.encode()


@pytest.mark.parametrize(
    ("wanted", "paths"),
    [
        ("V2100099001", [("/kaz/docs/V2100099001/info", ACTS), ("/rus/docs/V2100099001/info", ACTS)]),
        ("2021-04-19/order/66", [("/kaz/search/docs/dt=2021-04-19&va=%D0%9F%D0%A0%D0%98%D0%9A&pagesize=100&page=1", DAYS),
                                 ("/rus/search/docs/dt=2021-04-19&va=%D0%9F%D0%A0%D0%98%D0%9A&pagesize=100&page=1", DAYS)]),
        ("2021-04-31/order/66", []),
        ("../../etc/passwd", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_asked_for_an_act(wanted: str, paths: list[tuple[str, str]]) -> None:
    questions = list(PORTAL.first((wanted,)))
    assert [(one.url, one.source) for one in questions] == [(f"{ADDRESS}{path}", source) for path, source in paths]
    assert [PORTAL.at(one.url, one.lane) for one in questions] == questions


def test_a_law_is_looked_for_under_the_codes_of_its_year_too() -> None:
    def codes(name: str) -> list[str]:
        return [one.url.rpartition("docs/")[2] for one in Portal(RULES, ADDRESS).first((name,)) if one.source == ACTS]

    assert codes("2015-11-16/law/901-V") == ["Z1500000901/info", "K1500000901/info"]
    assert codes("2007-01-12/law/911") == ["Z070000911_/info", "K070000911_/info"]
    assert codes("2021-04-19/order/66") == []


@pytest.mark.parametrize("url", ["https://old.adilet.zan.kz/eng/docs/Z1500000901", "https://elsewhere.example/rus/docs/Z1500000901",
                                 "https://old.adilet.zan.kz/rus/docs/Z1500000901/links", "https://old.adilet.zan.kz/rus/search/docs/fulltext=x",
                                 "https://old.adilet.zan.kz/rus/docs/Z1500000901?x=1"])  # fmt: skip
def test_no_other_address_is_one_of_ours(url: str) -> None:
    assert PORTAL.at(url, "ru") is None


def test_an_address_of_another_language_is_not_ours_in_this_lane() -> None:
    assert PORTAL.at(f"{ADDRESS}/kaz/docs/Z1500000901", "ru") is None


@pytest.mark.parametrize("source", [ACTS, TEXTS, DAYS])
@pytest.mark.parametrize("content", [pages.spa(), CAPTCHA, "", "\x00\xff", "<div class=slogan>", "<p>" * 5000])
def test_what_is_no_page_of_the_source_lacks_its_mark(source: str, content: str) -> None:
    path = {ACTS: "/rus/docs/Z1500000901/info", TEXTS: "/rus/docs/Z1500000901", DAYS: "/rus/search/docs/dt=2015-11-16&page=1"}[
        source
    ]
    reading = PORTAL.read(asked(path), 200, content.encode("latin-1", "replace"))
    assert reading.lacks
    assert reading.items == ()


def test_an_act_that_is_not_there_is_nothing() -> None:
    assert read("/rus/docs/Z1500000999/info") == Reading()


if SAMPLES.is_dir():

    def test_the_stored_page_of_the_classic_site() -> None:
        content = (SAMPLES / "old_info_K1500000414.trimmed.html").read_bytes()
        (item,) = PORTAL.read(asked("/rus/docs/K1500000414/info"), 200, content).items
        assert (item.title, item.day, item.facts["status"]) == ("Трудовой кодекс Республики Казахстан", "2015-11-23", "in-force")
        assert item.facts["number"] == "414-V"

    def test_the_stored_shell_of_the_new_site_says_nothing() -> None:
        content = (SAMPLES / "act_Z1300000094_2026-09-16.html").read_bytes()
        reading = PORTAL.read(asked("/rus/docs/Z1300000094/info"), 200, content)
        assert (reading.items, reading.lacks) == ((), "div.slogan h1")
