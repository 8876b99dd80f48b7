"""The stand-in as a server: its ways to carry the language, requests, search, forms, equal bytes; and its pages in a browser."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from lxml import etree

from crawler.browser.program.launch import executable
from tests.portals.standin import BY_ID, DEAD, LANGUAGE_PAGES, ROOT, bare, served, switches, walk_of
from tests.portals.walker import Client, Walk


def test_cookie_mode_serves_each_language_at_one_address(serve: Callable[..., int]) -> None:
    port = serve("--lang-mode", "cookie")
    for lang, title in {"kk": "Байланыс", "ru": "Контакты"}.items():
        found = walk_of(port, Cookie=f"lang={lang}")
        expected = {path: BY_ID[name]["status"] for name in DEAD for path in bare([BY_ID[name]["target"]], lang)}
        assert found.failing() == expected | {"/cabinet/": 403}
        contacts = found.answers["/contacts/"].page
        assert contacts is not None
        assert title in "".join(contacts.text)
        back = {target.split("back=")[1] for target in switches(found)["/news/page-2/"].values()}
        assert back == {"/"}
        other = {"kk": "ru", "ru": "kk"}[lang]
        assert found.answers[f"/setlang?lang={other}&back=/about/"].headers["location"] == "/about/"


def test_cookie_mode_sets_the_cookie_and_never_leads_off_the_site(serve: Callable[..., int]) -> None:
    client = Client(serve("--lang-mode", "cookie"))
    answer = client.ask("/setlang?lang=kk&back=/about/structure/")
    assert (answer.status, answer.headers["location"]) == (302, "/about/structure/")
    assert answer.headers["set-cookie"].startswith("lang=kk;")
    for evil in ("//evil.example/", "https://evil.example/", "/\\evil.example", "evil"):
        assert client.ask(f"/setlang?lang=kk&back={quote(evil, safe='')}").headers["location"] == "/"
    assert "Cookie" in client.ask("/about/").headers["vary"]
    client.close()


def test_header_mode_serves_each_language_by_the_wish_of_the_browser(serve: Callable[..., int]) -> None:
    port = serve("--flawless", "--lang-mode", "header")
    for wish, lang, title in (
        ("kk-KZ,kk;q=0.9,ru;q=0.5", "kk", "Құрылым"),
        ("de,ru;q=0.8,kk;q=0.1", "ru", "Структура"),
        ("", "ru", "Структура"),
    ):
        found = walk_of(port, Accept_Language=wish)
        assert found.failing() == {}
        structure = found.answers["/about/structure/"].page
        assert structure is not None
        assert title in "".join(structure.text)
        assert [values.get("lang") for tag, values in structure.elements if tag == "html"] == [lang]


def test_flawless_in_cookie_mode_keeps_the_page(serve: Callable[..., int]) -> None:
    found = walk_of(serve("--flawless", "--lang-mode", "cookie"), Cookie="lang=ru")
    assert found.failing() == {}
    assert found.dead_fragments() == set()
    for address, targets in switches(found).items():
        assert all(target == f"/setlang?lang={lang}&back={address}" for lang, target in targets.items())


def test_the_start_address_leads_home_at_once_or_through_a_planted_splash(serve: Callable[..., int]) -> None:
    client = Client(serve())
    assert client.ask("/", headers={"Accept-Language": "kk"}).headers["location"] == "/kk/"
    assert client.ask("/").headers["location"] == "/ru/"
    client.close()
    client = Client(serve("--only", "splash-page,fixed-width-layout"))
    splash = client.ask("/")
    assert splash.status == 200
    assert splash.page is not None
    assert ("a", "/ru/") in splash.page.references
    home = client.ask("/ru/")
    assert b"viewport" not in home.body
    assert b'class="fixed-width"' in home.body
    client.close()


def test_conditional_requests_and_compression(client: Client) -> None:
    first = client.ask("/ru/about/")
    assert client.ask("/ru/about/", headers={"If-None-Match": first.headers["etag"]}).status == 304
    assert client.ask("/ru/about/", headers={"If-Modified-Since": first.headers["last-modified"]}).status == 304
    assert client.ask("/ru/about/", headers={"If-None-Match": '"other"'}).status == 200
    packed = client.ask("/ru/about/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == first.body
    assert packed.headers["etag"] != first.headers["etag"]
    head = client.ask("/ru/about/", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(first.body)))


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/files/order-27-kk.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("/files/procurement-plan-2026.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("/files/steppe-roads.csv", "text/csv; charset=utf-8"),
        ("/files/steppe-roads.zip", "application/zip"),
        ("/files/crossing-application-ru.rtf", "application/rtf"),
        ("/files/development-plan-2026-kk.pdf", "application/pdf"),
        ("/static/images/hero.jpg", "image/jpeg"),
        ("/ru/rss/news.xml", "application/rss+xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_content_types(client: Client, file: str, kind: str) -> None:
    assert client.ask(file).headers["content-type"] == kind


def test_robots_and_sitemap(client: Client) -> None:
    robots = client.ask("/robots.txt").body.decode()
    assert "Disallow: /internal/\n" in robots
    assert "Crawl-delay: 0.02\n" in robots
    urls = etree.fromstring(client.ask("/sitemap.xml").body)
    assert len(urls) == sum(LANGUAGE_PAGES.values())


@pytest.mark.parametrize(
    ("lang", "question", "path"),
    [
        ("ru", "хакатон", "/ru/news/2026-10-29-open-data-hackathon/"),
        ("kk", "мал айдауға", "/kk/citizens/faq/"),
        ("ru", "переправ", "/ru/documents/order-41/"),
        ("kk", "ӨТКЕЛ", "/kk/documents/order-41/"),
    ],
)
def test_search_really_searches(client: Client, lang: str, question: str, path: str) -> None:
    answer = client.ask(f"/{lang}/search/?{urlencode({'q': question})}")
    assert answer.page is not None
    assert ("a", path) in answer.page.references
    assert any(tag == "input" and values.get("value") == question for tag, values in answer.page.elements)


def test_search_by_section_and_for_nothing(client: Client) -> None:
    within = client.ask(f"/ru/search/?{urlencode({'q': 'дорожных', 'section': 'procurement/', 'where': 'title'})}")
    assert within.page is not None
    main = [target for tag, target in within.page.references if tag == "a" and target.startswith("/ru/procurement/")]
    assert "/ru/procurement/signs/" in main
    nothing = client.ask(f"/ru/search/?{urlencode({'q': '<script>zzz'})}")
    assert "ничего не найдено" in nothing.body.decode()
    assert b"<script>zzz" not in nothing.body


def test_forms_answer_with_errors_in_words(client: Client) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    wrong = client.ask("/kk/citizens/feedback/", "POST", urlencode({"name": "Асан", "email": "asan@", "text": "қысқа"}), kind)
    assert wrong.status == 422
    assert wrong.page is not None
    assert {"fault-email", "fault-topic", "fault-text"} <= wrong.page.ids
    assert "fault-name" not in wrong.page.ids
    assert "Электрондық поштаның мекенжайы дұрыс емес" in wrong.body.decode()
    right = {"name": "Асан", "email": "asan@example.kz", "topic": "1", "text": "Жолдағы шұңқыр туралы сұрақ"}
    sent = client.ask("/kk/citizens/feedback/", "POST", urlencode(right), kind)
    assert sent.status == 200
    assert "Сұрағыңыз тіркелді" in sent.body.decode()
    assert client.ask("/ru/citizens/poll/", "POST", "", kind).status == 422
    assert "Ваш голос учтён" in client.ask("/ru/citizens/poll/", "POST", "answer=school", kind).body.decode()


def test_two_starts_give_the_same_bytes(serve: Callable[..., int], walk: Walk) -> None:
    with served() as port:
        again = walk_of(port)
    assert again.answers.keys() == walk.answers.keys()
    changed = [
        address
        for address, answer in again.answers.items()
        if answer.body != walk.answers[address].body and "/rss/" not in address
    ]
    assert changed == []


def test_wrong_use_is_told_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.portals.statebody", "--only", "no-such-thing"]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=1500, check=False, env={**os.environ, "COLUMNS": "200"}
    )
    assert run.returncode == 2
    assert "unknown planted id no-such-thing" in run.stderr


LOOKED_AT = ["/kk/", "/ru/", "/kk/contacts/", "/ru/about/structure/", "/ru/citizens/feedback/", "/kk/sitemap/", "/en/news/"]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}


def axe_violations(port: int, addresses: list[str], width: int) -> dict[str, set[str]]:
    """Rules of axe broken on each page, and ``overflow`` where a page is wider than its window."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    found: dict[str, set[str]] = {}
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 800})
        for address in addresses:
            page.goto(f"http://127.0.0.1:{port}{address}")
            found[address] = {rule["id"] for rule in Axe().run(page, options=AXE).response["violations"]}
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found[address].add("overflow")
        browser.close()
    return found


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_flawless_site_passes_axe(serve: Callable[..., int], width: int) -> None:
    assert axe_violations(serve("--flawless"), LOOKED_AT, width) == {address: set() for address in LOOKED_AT}


@pytest.mark.browser
def test_axe_sees_what_was_planted(serve: Callable[..., int]) -> None:
    found = axe_violations(serve(), ["/kk/", "/en/", "/ru/news/2026-11-05-road-patrol/", "/ru/activity/budget/"], 1280)
    assert found == {
        "/kk/": {"color-contrast", "link-name"},
        "/en/": set(),
        "/ru/news/2026-11-05-road-patrol/": {"image-alt"},
        "/ru/activity/budget/": set(),
    }
    assert axe_violations(serve("--only", "splash-page,fixed-width-layout"), ["/ru/"], 390)["/ru/"] >= {"overflow"}
