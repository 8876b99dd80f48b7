"""The portal of open data read purely: addresses, catalogue, passports, refusals; whatever comes, nothing raises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.portals.opendata.place import Rules
from crawler.portals.opendata.portal import Portal
from crawler.portals.reading.seam import Question, Reading
from store.items import ItemRecord
from store.strictyaml import convert, read_strict
from tests.crawler.portals.opendata.pages import ROOT, answer, dataset, passport

CONFIG = Path(__file__).parents[4] / "config"
RULES = convert(read_strict(CONFIG / "portals" / "opendata.yaml"), Rules)
PORTAL = Portal(RULES, ROOT)
DALA = "DLm1VtAQ99eXTcgzDALA"


def read(path: str, content: bytes, lane: str = "*", status: int = 200) -> Reading:
    question = PORTAL.at(ROOT + path, lane)
    assert question is not None, path
    return PORTAL.read(question, status, content)


def asked(bodies: tuple[str, ...]) -> list[str]:
    return [question.url.removeprefix(ROOT) for question in PORTAL.first(bodies)]


CATALOGUE = "/datasets/getdatasetsre?status=PUBLISHED&datasetSortSelect=createdDateDesc&byGovAgencyId={}&page={}&count=10"


def test_a_reading_begins_with_the_counts_of_all_bodies_and_the_number_of_sets() -> None:
    assert asked(()) == [
        "/datasets/getstatisticsbycgogovagencies",
        "/datasets/getstatisticsbymiogovagencies",
        "/datasets/getstatisticsbyquasiorganizations",
        "/datasets/getdatasetsrecount?status=PUBLISHED&byGovAgencyId=",
    ]
    assert asked((DALA,))[-1] == f"/datasets/getdatasetsrecount?status=PUBLISHED&byGovAgencyId={DALA}"


@pytest.mark.parametrize(("total", "pages"), [(0, 0), (1, 1), (10, 1), (11, 2), (41, 5)])
def test_so_many_pages_of_ten_are_asked_for_as_the_portal_says_it_has(total: int, pages: int) -> None:
    reading = read(f"/datasets/getdatasetsrecount?status=PUBLISHED&byGovAgencyId={DALA}", answer({"totalCount": total}))
    assert [one.url.removeprefix(ROOT) for one in reading.more] == [CATALOGUE.format(DALA, page) for page in range(1, pages + 1)]
    assert {one.body for one in reading.more} <= {DALA}
    assert reading.total == total


def test_every_address_that_is_asked_tells_its_source_again() -> None:
    first = list(PORTAL.first((DALA,)))
    pages = read(f"/datasets/getdatasetsrecount?status=PUBLISHED&byGovAgencyId={DALA}", answer({"totalCount": 3})).more
    passports = PORTAL.read(pages[0], 200, answer({"datasets": [dataset("a_1"), dataset("жол тізбесі/2")]})).more
    rows = PORTAL.read(passports[0], 200, passport("kk")).more
    assert [one.source for one in rows] == ["description", "rows"]
    for question in (*first, *pages, *passports, *rows):
        assert PORTAL.at(question.url, question.lane) == question


def test_an_address_of_something_else_is_no_question() -> None:
    for path in ("/", "/datasets/search?text=", "/datasets/view?index=a&page=2", "/datasets/view", "/meta/a"):
        assert PORTAL.at(ROOT + path, "*") is None, path
    assert PORTAL.at("http://127.0.0.1:8001.example/datasets/view?index=a", "kk") is None


def test_a_set_of_the_catalogue_bears_days_of_astana_and_a_period_in_our_words() -> None:
    reading = read(CATALOGUE.format(DALA, 1), answer({"datasets": [dataset("dala_roads")]}))
    (item,) = reading.items
    assert (item.kind, item.key, item.body, item.day) == ("dataset", "dala_roads", DALA, "2026-11-05")
    assert item.facts["title-kk"] == "Дала жолдарының тізбесі"
    assert (item.facts["period"], item.facts["created"], item.facts["up-to-date"]) == ("monthly", "2026-01-12", True)
    assert [(one.source, one.lane) for one in reading.more] == [("passport", "kk"), ("passport", "ru")]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_passport_tells_its_language_by_the_names_of_its_rows_whatever_was_asked(language: str) -> None:
    reading = read("/datasets/view?index=dala_roads", passport(language), "kk")
    (item,) = reading.items
    assert reading.language == language
    assert (item.facts["period"], item.facts["created"], item.facts["modified"]) == ("monthly", "2026-01-12", "2026-11-05")
    assert (item.facts["version"], item.facts["versions"], item.facts["proxied"]) == ("v3", ["v1", "v3"], False)
    paths = [one.url.removeprefix(ROOT) for one in reading.more]
    wanted = ["/meta/dala_roads/v3?pretty", "/datasets/exportjson?index=dala_roads&version=v3&from=1&count=100"]
    assert paths == (wanted if language == "kk" else [])


def test_a_set_that_a_system_of_the_body_feeds_is_known_by_its_address() -> None:
    fed = passport("ru", body='<a href="/proxy/$index?apiKey=yourApiKey">API</a>')
    assert read("/datasets/view?index=dala_roads", fed, "ru").items[0].facts["proxied"] is True


def test_a_window_that_asks_for_a_person_is_a_refusal_only_where_it_stands_alone() -> None:
    window = b"<html><body><div class='modal'><input type='checkbox'><button id='captchaSuccess'>OK</button></div></body></html>"
    assert read("/datasets/view?index=a", window, "ru").refusal == "captcha"
    assert read("/datasets/view?index=a", passport("ru"), "ru").refusal == ""


def test_a_changed_mark_is_named() -> None:
    assert read("/datasets/view?index=a", passport("ru").replace(b"versionName", b"setName"), "ru").lacks == "#versionName"
    assert read("/datasets/view?index=a", b"<table></table><h1 id='versionName'>A</h1>", "ru").lacks == "table tr"
    assert read(CATALOGUE.format("", 1), answer({"sets": []})).lacks == "datasets"
    assert read("/datasets/getdatasetsrecount?status=PUBLISHED&byGovAgencyId=", b"[]").lacks == "totalCount"
    assert read("/datasets/exportjson?index=a&version=v1&from=1&count=100", b"<html>Bad Gateway</html>").lacks == "["
    assert read("/meta/a/v1?pretty", answer({"error": "x"})).lacks == "fields"


def test_maintenance_is_a_refusal_in_words() -> None:
    page = "<html><body>На портале ведутся технические работы</body></html>".encode()
    assert read(CATALOGUE.format("", 1), page).refusal == "maintenance"
    assert read("/datasets/exportjson?index=a&version=v1&from=1&count=100", page).refusal == "maintenance"


def test_counts_keep_the_names_under_the_language_that_the_portal_gives_them() -> None:
    told = {"nameRu": "МЭП", "nameKk": "MEP", "nameEn": "ҚР ЭТМ", "govAgency": "A1", "allPlacedDatasetsCount": 26, "placedDatasetsCount": "26",
            "actualPlacedDatasetsCount": 17, "allDatasetsCount": 34, "allActualDatasetsCount": None}  # fmt: skip
    reading = read("/datasets/getstatisticsbycgogovagencies", answer([told, "odd", {"nameRu": "nobody"}]))
    assert [(item.kind, item.title) for item in reading.items] == [("body", "MEP"), ("body", "МЭП"), ("statistics", "МЭП")]
    facts = reading.items[-1].facts
    assert (facts["required"], facts["placed"], facts["up-to-date"], facts["all"]) == (26, 26, 17, 34)
    assert "all-up-to-date" not in facts
    assert (facts["name-kk"], facts["name-en"]) == ("MEP", "ҚР ЭТМ")


def test_a_description_for_machines_names_the_columns() -> None:
    told = {
        "nameRu": "Дороги",
        "nameKk": "Жолдар",
        "fields": {"name": {"type": "String", "labelRu": "Название", "labelKk": "Атауы"}, "km": 5},
    }
    (item,) = read("/meta/dala_roads/v3?pretty", answer(told)).items
    assert item.facts["fields"] == {
        "name": {"type": "String", "label-kk": "Атауы", "label-ru": "Название"},
        "km": {"type": "", "label-kk": "", "label-ru": ""},
    }


def known(**changed: Any) -> ItemRecord:
    """The set ``a`` as the reading before had it on record."""
    item = read(CATALOGUE.format("", 7), answer({"datasets": [dataset("a", **changed)]})).items[0]
    own = {"capture_id": "c", "url": ROOT, "lane": "*", "portal": "open-data", "source": "sets", "seq": 0}
    facts = json.loads(json.dumps(dict(item.facts)))
    return ItemRecord(**own, **{**item._asdict(), "facts": facts})


@pytest.mark.parametrize(
    ("before", "spared"),
    [
        ([known()], True),
        ([known(views=9)], True),
        ([known(), known()], True),
        ([], False),
        ([known(modifiedDate="2026-11-03T10:00:00.000Z")], False),
        ([known(nameKk="Басқа атау")], False),
        ([known(actualizeType="YEARLY")], False),
        # It was read twice while it changed: which of both its passport told is not known.
        ([known(), known(descriptionRu="Иное")], False),
    ],
)
def test_a_set_leads_to_nothing_new_where_the_catalogue_tells_it_as_before(before: list[ItemRecord], spared: bool) -> None:
    path = CATALOGUE.format("", 1)
    question = PORTAL.at(ROOT + path, "*")
    assert question is not None
    page = read(path, answer({"datasets": [dataset("new"), dataset("a")]}))
    found = list(PORTAL.unmoved(question, page, lambda kind, key: before if (kind, key) == ("dataset", "a") else []))
    wanted = [one for one in page.more if one.url.endswith("index=a")] if spared else []
    assert [one.question for one in found] == wanted
    # The day is that of Astana: what was read on it may have changed after it was read.
    assert {one.after for one in found} <= {"2026-11-05"}
    assert not PORTAL.settled(question, page, page)


def test_a_set_without_a_day_of_change_is_asked_each_time() -> None:
    bare = {"modifiedDate": None, "createdDate": None}
    page = read(CATALOGUE.format("", 1), answer({"datasets": [dataset("a", **bare)]}))
    question = PORTAL.at(ROOT + CATALOGUE.format("", 1), "*")
    assert question is not None
    assert list(PORTAL.unmoved(question, page, lambda kind, key: [known(**bare)])) == []


def test_another_status_is_no_answer() -> None:
    assert read("/meta/a/v1?pretty", answer({"fields": {}}), status=403).lacks == "HTTP 403"


SOURCES = [*PORTAL.first(()), *read(CATALOGUE.format("", 1), answer({"datasets": [dataset("a")]})).more]
SOURCES += PORTAL.read(SOURCES[-2], 200, passport("kk")).more
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.sampled_from(
        ["datasets", "totalCount", "fields", "apiUri", "nameRu", "govAgency", "categories", "keyWords", "modifiedDate", "id", "type", "a"]
    ), below, max_size=5),
    max_leaves=12,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(value=JSON, junk=st.binary(max_size=60), which=st.sampled_from(SOURCES))
def test_no_answer_makes_reading_fail(value: object, junk: bytes, which: Question) -> None:
    for content in (answer([value]), answer({"datasets": [value], "totalCount": value, "fields": value}), answer(value), junk):
        reading = PORTAL.read(which, 200, content)
        assert all(_is_plain(dict(item.facts)) and item.key for item in reading.items), which.source


def _is_plain(value: object) -> bool:
    """Whether facts hold nothing but text, whole numbers, booleans, lists and dictionaries of these."""
    if isinstance(value, dict):
        return all(isinstance(name, str) and _is_plain(part) for name, part in value.items())
    return all(_is_plain(part) for part in value) if isinstance(value, list) else isinstance(value, str | int)


def test_deep_and_great_answers_end() -> None:
    for content in (b"[" * 200_000, b'{"a":' * 50_000, b'[{"a":"' + b"[" * 2_000_000 + b'"}]', b"9" * 5_000, b"[1e999, NaN]"):
        for question in SOURCES:
            assert isinstance(PORTAL.read(question, 200, content), Reading)
