"""Sites made from a seed are what their list of planted shortcomings says: whole where nothing is planted, lacking exactly the rest."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from urllib.parse import urldefrag, urljoin

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from scoring.methodology import parameters
from store.base import BodyKind
from tests.portals.planted.catalogue import HANDS, retold, sections, topics
from tests.portals.planted.files import made
from tests.portals.planted.outline import titles_of
from tests.portals.planted.shortcomings import ON, SITE, drawn, expected
from tests.portals.planted.site import PlantedSite
from tests.scoring.kit import loaded
from tests.settings import ROOT

KINDS: tuple[BodyKind, ...] = ("central", "local")
_LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
EDITION = loaded(ROOT / "config" / "methodology" / "kz-2017" / "2017-12-28")


@cache
def made_site(kind: str, *planted: str, seed: int = 0, design: int = 0, hand: int = 0) -> PlantedSite:
    return PlantedSite(seed, kind, frozenset(planted), "static", "http://site.example", design, hand=hand)


def walked(site: PlantedSite) -> tuple[dict[str, str], set[str]]:
    """Pages by address as a visitor reaches them from the start, and addresses that fail."""
    pages: dict[str, str] = {}
    failing: set[str] = set()
    ahead = [site.address("", lang) for lang in site.pages[""].languages]
    while ahead:
        address = ahead.pop()
        if address in pages or address in failing:
            continue
        answer = site.get(address, {})
        if answer.status != 200:
            failing.add(address)
            continue
        pages[address] = answer.body.decode() if answer.media_type == "text/html; charset=utf-8" else ""
        links = (urldefrag(urljoin(address, link))[0] for link in _LINK.findall(pages[address]))
        ahead += [link for link in links if link.startswith("/")]
    return pages, failing


@pytest.mark.parametrize(("design", "hand"), [(0, 0), (1, 0), (2, 0), (0, 1)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_flawless_site_is_whole(kind: str, design: int, hand: int) -> None:
    site = made_site(kind, design=design, hand=hand)
    pages, failing = walked(site)
    assert failing == set()
    for node in site.pages.values():
        for lang in node.languages:
            page = pages[site.address(node.key, lang)]
            assert f'<html lang="{lang}">' in page, node.key
            for name in re.findall(r'href="#([^"]+)"', page):
                assert f'id="{name}"' in page, (node.key, name)


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_of_the_appendices_has_a_subject(kind: BodyKind) -> None:
    served = {row for topic in topics(kind) for row in topic.rows}
    tables = ("kz-2017:a15.", "kz-2017:a16.")
    printed = {
        one.id
        for parameter in parameters(EDITION, kind)
        if parameter.id.startswith(tables)
        for one in (parameter.elements or (parameter,))
    }
    assert served == {row for row in printed if ".rules" not in row}


@pytest.mark.parametrize("hand", range(1, len(HANDS)))
def test_another_hand_names_every_subject_otherwise(hand: int) -> None:
    first = {topic.id: topic for kind in KINDS for topic in topics(kind) if not topic.on}
    told = {topic.id: topic for kind in KINDS for topic in topics(kind, hand) if not topic.on}
    assert set(retold(hand)["topics"]) == set(first)
    assert set(retold(hand)["sections"]) == {key for kind in KINDS for key in sections(kind)} - {"contacts", "news", "home"}
    for key, topic in told.items():
        for lang in ("kk", "ru"):
            assert not set(topic.names[lang]) & set(first[key].names[lang]), key
            assert topic.text[lang] != first[key].text[lang], key


def test_a_seed_always_makes_the_same_site() -> None:
    first, second = (PlantedSite(3, "local", frozenset(), "static", "http://site.example") for _ in range(2))
    assert walked(first) == walked(second)
    assert drawn(5, "central") == drawn(5, "central") != drawn(6, "central")


@pytest.mark.parametrize("how", ["absent", "empty", "nowhere", "heading", "archived"])
def test_what_is_planted_is_missing_there_and_nowhere_else(how: str) -> None:
    name = f"{how}:audit:kk"
    site, whole = made_site("local", name), made_site("local")
    subject = next(topic for topic in topics("local") if topic.id == "audit")
    words = subject.text["kk"][:40]
    assert any(words in page for page in walked(whole)[0].values())
    pages, failing = walked(site)
    assert failing == set()
    assert not any(words in page for page in pages.values())
    assert any(subject.text["ru"][:40] in page for page in pages.values())
    assert any(titles_of(site.body, subject, "kk") in page for page in pages.values()) == (
        how != "absent" or bool(site._mentions)
    )
    assert expected(name, "local").rows == ("kz-2017:a15.t2.1.6.3",)
    assert expected(name, "local").languages == ("kk",)


def test_what_is_weak_lacks_the_persons() -> None:
    pages, _ = walked(made_site("central", "weak:departments:ru"))
    whole, _ = walked(made_site("central"))
    site = made_site("central")
    head, address = site.body.heads[0], site.address("departments", "ru")
    assert head.mail in whole[address]
    assert head.mail not in pages[address]
    assert head.mail in pages[site.address("departments", "kk")]


def seen(site: PlantedSite) -> list[object]:
    """What a visitor gets on the pages where the making of a site shows."""
    keys = (
        "",
        "contacts",
        "statute",
        "scheme",
        "own-acts",
        "analysis",
        "strategy",
        "map",
        "search",
        "news/1",
        "faq",
        "poll",
        "anticorruption",
    )
    shown: list[object] = [site.get("/", {}).status, site.post(site.address("contacts", "ru"), {}).body]
    for key in (key for key in keys if key in site.pages):
        for lang in (lang for lang in ("ru", "en") if lang in site.pages[key].titles):
            page = site.get(site.address(key, lang), {})
            shown += [page.body, page.media_type, site.pages[key].languages]
    feedback = site.post(site.address("feedback", "ru"), {}).body if "feedback" in site.pages else b""
    documents = [
        (name, site.get(name, {}).location, file.body) for name, file in site.files.items() if name.startswith("/files/")
    ]
    return [*shown, feedback, documents]


@pytest.mark.parametrize("name", sorted(SITE))
def test_every_shortcoming_of_the_making_changes_the_site(name: str) -> None:
    site = PlantedSite(0, "central", frozenset({name}), "static", "http://site.example", 0)
    assert seen(site) != seen(made_site("central"))


def test_names_that_nothing_bears_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing to plant is called 'absent:akim:both' for a central body"):
        expected("absent:akim:both", "central")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_drawn_for_a_page_that_is_planted_to_lack(kind: str) -> None:
    for seed in range(300):
        named = drawn(seed, kind)
        touched = {name.split(":")[1] for name in named if ":" in name}
        assert not [name for name in named if ON.get(name) in touched], seed


@pytest.mark.parametrize("kind", KINDS)
def test_no_subject_is_called_like_a_section(kind: str) -> None:
    assert not {topic.id for topic in topics(kind)} & set(sections(kind)) - {"services"}


def test_documents_open_and_only_a_scan_has_no_text() -> None:
    lines = ("Ілгері басқан – ұлы жол", "Вторая строка")
    assert "".join(page.extract_text() for page in PdfReader(io.BytesIO(made("pdf", "Есеп", lines))).pages).split("\n")[:2] == [
        "Есеп",
        lines[0],
    ]
    assert not "".join(page.extract_text() for page in PdfReader(io.BytesIO(made("scan", "Есеп", lines))).pages).strip()
    assert load_workbook(io.BytesIO(made("xlsx", "Есеп", lines))).worksheets[0].cell(2, 2).value == lines[0]
    with zipfile.ZipFile(io.BytesIO(made("docx", "Есеп", lines))) as archive:
        assert lines[0] in archive.read("word/document.xml").decode()


@pytest.mark.parametrize("delivery", ["single-page", "frames"])
def test_other_deliveries_hold_the_same_words_elsewhere(delivery: str) -> None:
    site = PlantedSite(0, "local", frozenset(), delivery, "http://site.example")
    address, words = site.address("audit", "ru"), "Результаты государственного аудита и финансового контроля"
    page = site.get(address, {}).body.decode()
    assert words not in page
    inside = site.get(("/data" if delivery == "single-page" else "/frame") + address, {})
    assert words in inside.body.decode()
    assert ("app.js" in page) == (delivery == "single-page")
    assert ("<iframe" in page) == (delivery == "frames")
