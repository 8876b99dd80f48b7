"""Sites as bodies build them: pages by query string, old encodings, a host for each language, language by header."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from store.harvest import Ledger
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, serving
from tests.hostile.world import OWNED

pytestmark = pytest.mark.costs(10)

TEXTS = {
    "kk": "Министрлік азаматтардың өтініштерін қарайды және жауап береді, құжаттар мен жаңалықтар осында жарияланады. ",
    "ru": "Министерство рассматривает обращения граждан и отвечает на них, документы и новости публикуются здесь. ",
}


class Site(dict[str, Any]):
    """Every path is answered by one function."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer

    def get(self, path: str, default: Any = None) -> Any:
        return default if path in ("/robots.txt", "/sitemap.xml") else self.answer


def test_pages_told_by_their_query_in_an_old_encoding(tmp_path: Path) -> None:
    """As a PHP site of 2005: one script, windows-1251, a word of the query sent in the page's own encoding, a session's name."""

    def script(page: Any, body: bool) -> None:
        asked = parse_qs(urlsplit(page.path).query, encoding="cp1251")
        name = asked.get("page", ["main"])[0]
        if urlsplit(page.path).path not in ("/", "/index.php") or name not in ("main", "news", "закон", "doc"):
            page.send(404, "<h1>404</h1>", body)
            return
        links = "".join(
            f'<a href="{href}">{href}</a> '
            for href in (
                "index.php?page=news&amp;id=1",
                "?page=news&id=2",
                "index.php?page=закон",
                "/index.php?page=doc#part",
                "?page=none",
            )
        )
        head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
        text = f"<html><head>{head}<title>{name}</title></head><body>{TEXTS['ru']}<p>{page.path}</p>{links}</body></html>"
        page.send(200, text.encode("cp1251", "xmlcharrefreplace"), body, Content_Type="text/html")

    with serving(Site(script)) as server:
        found = Harvest(tmp_path, server.url).run()
    law = "index.php?page=%E7%E0%EA%EE%ED"
    pages = ("", "index.php?page=news&id=1", "?page=news&id=2", law, "index.php?page=doc")
    assert {path: found[path].ledger for path in pages} == dict.fromkeys(pages, Ledger.FETCHED)
    assert (found["?page=none"].ledger, found["?page=none"].confirmed) == (Ledger.HTTP_ERROR, True)
    assert not any("%D0" in path for path in found)


def test_a_host_for_each_language_belongs_to_the_site(tmp_path: Path) -> None:
    """The home page switches to kk.<domain>; what lies there is read, what lies on another body's host is not."""

    def version(page: Any, body: bool) -> None:
        host, port = page.headers["Host"].split(":")
        language = "kk" if host.startswith("kk.") else "ru"
        kk, other = f"http://kk.{OWNED}:{port}", f"http://kk.other.gov.kz:{port}/"
        links = f'<a href="{kk}/">Қазақша</a> <a href="http://www.{OWNED}:{port}/">Русский</a> <a href="{other}">Қазақша</a> '
        if language == "ru":
            links += f'<a href="{kk}/about">О нас (каз.)</a>'
        if page.path not in ("/", "/news", "/about"):
            page.send(404, "<h1>404</h1>", body)
            return
        page.send(
            200, PAGE.format(title=f"{language} {page.path}", links=f'{links}<a href="/news">1</a>{TEXTS[language] * 5}'), body
        )

    with serving(Site(version)) as server:
        port = server.server_address[1]
        home, kk = f"http://www.{OWNED}:{port}/", f"http://kk.{OWNED}:{port}/"
        harvest = Harvest(tmp_path, home, external_delay=0.0)
        found = harvest.run_in_world(harvest.plan())
    pages = ("", "news", kk, f"{kk}news", f"{kk}about")
    assert {path: (found[path].ledger, found[path].said) for path in pages} == dict.fromkeys(pages, (Ledger.FETCHED, "page"))
    assert [found[path].depth for path in ("", kk, f"{kk}news", f"{kk}about")] == [0, 0, 1, 1]
    assert found[f"http://kk.other.gov.kz:{port}/"].ledger is Ledger.OUT_OF_SCOPE


def test_the_language_that_a_header_asks_for(tmp_path: Path) -> None:
    def version(page: Any, body: bool) -> None:
        language = "kk" if page.headers["Accept-Language"].startswith("kk") else "ru"
        if page.path not in ("/", "/news"):
            page.send(404, "<h1>404</h1>", body)
            return
        text = PAGE.format(title=f"{language} {page.path}", links=f'<a href="/news">1</a>{TEXTS[language] * 5}')
        page.send(200, text.replace("lang=ru", f"lang={language}"), body, Vary="Accept-Language")

    with serving(Site(version)) as server:
        harvest = Harvest(tmp_path, server.url)
        plan = harvest.plan()
        harvest.run(plan)
    read = {(item.lane, item.url.removeprefix(server.url)) for item in harvest.captures(plan) if item.purpose == "crawl"}
    assert {("kk", ""), ("ru", ""), ("kk", "news"), ("ru", "news")} <= read
