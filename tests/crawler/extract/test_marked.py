"""Links and pictures by which the browser's sample is drawn are those that extraction tells, though no more of a page is read for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.addresses.links import scope_of
from crawler.browser.sample.choice import FILE_NAME, NAMED, Read, _marks, pointed_pages
from crawler.extract.page.tree import Outline, parse
from crawler.extract.text.words import words_of
from store.harvest import CrawlPlan, Ledger, LedgerEntry
from store.lexicon import Lexicon
from store.objects import ObjectStore
from store.records import ImageRecord, LinkRecord, Record
from tests.crawler.extract.conftest import HTML, SITE, make_capture

URL = f"{SITE}ru/"
PAGE = f"""<!doctype html><html lang=ru><head><title>Главная</title><script src=/gone></script>
<meta http-equiv=refresh content='9; url=/gone'></head><body><header><a href=/ru/contacts>Контакты</a> <a href=/ru/map>Карта сайта</a>
<a href=/ru/map>Карта сайта</a><a href=/ru/about>О комитете</a></header><main><h1>Комитет</h1>
<p>15.10.2026 <a href=/gone>Отчёт</a> <a href=/other><img src=b.png alt=''></a> <a href={SITE}gone>Он же</a></p>
<img src=/a.png><img src=/named.png alt='scan0001.jpg'><img src=/c.png alt='Схема'><div hidden><img src=/d.png></div>
<img alt=''><iframe src=/gone></iframe><noscript><img src=/e.png></noscript></main></body></html>"""
DEAD = frozenset({f"{SITE}gone"})


def wanted(records: list[Record], dead: frozenset[str]) -> list[tuple[str, str]]:
    """What the sample is to know of a page, of what extraction tells of it."""
    links = [one for one in records if isinstance(one, LinkRecord) and one.tag != "script" and one.target in dead]
    images = [one for one in records if isinstance(one, ImageRecord) and one.src and not one.hidden and not one.label]
    found = [(one.xpath, one.target) for one in links]
    for one in images:
        bare = one.alt is not None and not one.alt.strip() and one.in_link and not one.link_text
        if one.alt is None or bare or FILE_NAME.search(one.alt):
            found.append((one.xpath, one.src))
    return found


def marks(page: str, url: str, plan: CrawlPlan, lexicons: dict[str, Lexicon], dead: frozenset[str]) -> list[tuple[str, str]]:
    return list(_marks(Outline(parse(page)[0]), url, plan, scope_of(plan), words_of(lexicons), dead))


def test_marks_are_those_of_extraction(read: Callable[..., list[Record]], plan: CrawlPlan, lexicons: dict[str, Lexicon]) -> None:
    found = marks(PAGE, URL, plan, lexicons, DEAD)
    assert found == wanted(read(PAGE, URL), DEAD)
    assert [address for _, address in found] == [*[f"{SITE}gone"] * 4, "b.png", "/a.png", "/named.png"]


@pytest.mark.corpus
@pytest.mark.parametrize("page", ["kep-college/index.html", "kaznpu-admission/index.html", "kcecs-trilingual/index.html"])
def test_marks_of_real_pages_are_those_of_extraction(
    page: str, read: Callable[..., list[Record]], plan: CrawlPlan, lexicons: dict[str, Lexicon]
) -> None:
    from tests.corpus.serving import CORPUS

    text = (CORPUS / "site-kz-small" / page).read_text(encoding="utf-8")
    records = read(text, URL)
    dead = frozenset([one.target for one in records if isinstance(one, LinkRecord)][::3])
    assert marks(text, URL, plan, lexicons, dead) == wanted(records, dead)[:200] != []


def test_pages_that_menus_name_are_those_of_extraction(
    read: Callable[..., list[Record]], plan: CrawlPlan, lexicons: dict[str, Lexicon], tmp_path: Path
) -> None:
    objects = ObjectStore(str(tmp_path))
    capture = make_capture(URL, PAGE.encode(), HTML)
    assert objects.put(PAGE.encode()) == capture.object_sha256
    entry = LedgerEntry(url=URL, lane="*", ledger=Ledger.FETCHED, status=200, depth=0, capture_id=capture.id)
    phrases = tuple(one.casefold() for concept in NAMED for one in lexicons["navigation"].phrases(concept))
    links = [one for one in read(PAGE, URL) if isinstance(one, LinkRecord) and one.tag == "a"]
    named, _ = pointed_pages([Read(entry, capture, "", "ru", (), frozenset())], objects, plan, lexicons)
    assert named == tuple(dict.fromkeys(one.target for one in links if one.label.casefold().startswith(phrases)))
    assert named == (f"{SITE}ru/contacts", f"{SITE}ru/map")
