"""When pages were posted and changed: old and new markup, lists, and what is told to machines only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.records import DateRecord, PageRecord, Record

TEXT = "<p>Министрлік азаматтарды қабылдау кестесін бекітті және оны ресми сайтта жариялады, кесте тоқсан сайын жаңартылады.</p>"
LONG = "Министерство утвердило график приёма граждан"


def page(body: str, head: str = "", title: str = "Қабылдау кестесі – Министрлік") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def told(read: Callable[..., list[Record]], content: str) -> tuple[str, str, str, str]:
    first = read(content)[0]
    assert isinstance(first, PageRecord)
    return first.published, first.published_method, first.modified, first.modified_method


JSON = """<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2026-03-01T09:30:00+05:00",
"dateModified":"2026-03-02T10:00:00+05:00"}]}</script>"""
META = '<meta property="article:published_time" content="2026-03-01T09:30:00+05:00"><meta property="og:updated_time" content="2026-03-02">'


TITLE = "<h1>Қабылдау кестесі</h1>"
TIMES = (
    '<time class="entry-date published" datetime="2026-03-01T09:30:00+05:00">1 наурыз</time>'
    '<time class="updated" datetime="2026-03-02">2 наурыз</time>'
)
PROPERTIES = '<meta itemprop="datePublished" content="2026-03-01"><span itemprop="dateModified">02.03.2026</span>'
TERMS = "<dt>Жарияланған күні</dt><dd>2026 жылғы 1 наурыз, 09:30</dd><dt>Жаңартылған күні</dt><dd>2026 жылғы 2 наурыз</dd>"
STAMP = "Размещено: 01.03.2026 09:30 Изменено: 02.03.2026 10:00"
EXACT, LATER = "2026-03-01T09:30:00+05:00", "2026-03-02T10:00:00+05:00"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            page(f"<table><tr><td>{TITLE}{TEXT}{STAMP}</td></tr></table>"),
            ("2026-03-01T09:30", "label", "2026-03-02T10:00", "label"),
        ),
        (page(f"<main>{TITLE}<dl>{TERMS}</dl>{TEXT}</main>"), ("2026-03-01T09:30", "label", "2026-03-02", "label")),
        (
            page(f"<main>{TITLE}<div class=date>1 наурыз 2026 ж. · 214 рет қаралды</div>{TEXT}</main>"),
            ("2026-03-01", "near-title", "", ""),
        ),
        (page(f"<main><span>01.03.2026</span><h2>Қабылдау кестесі</h2>{TEXT}</main>"), ("2026-03-01", "near-title", "", "")),
        (page(f"<main><article>{TITLE}{TIMES}{TEXT}</article></main>"), (EXACT, "time", "2026-03-02", "time")),
        (page(f"<main>{TITLE}{TEXT}{PROPERTIES}</main>"), ("2026-03-01", "microdata", "2026-03-02", "microdata")),
        (page(f"<main>{TITLE}{TEXT}</main>", JSON), (EXACT, "json-ld", LATER, "json-ld")),
        (page(f"<main>{TITLE}{TEXT}</main>", META), (EXACT, "meta", "2026-03-02", "meta")),
        (page(f"<main>{TITLE}<p>Бүгін, 14:30</p>{TEXT}</main>"), ("2026-11-20T14:30", "near-title", "", "")),
    ],
    ids=["table", "definition-list", "beside-title", "above-title", "time", "microdata", "json-ld", "meta", "today"],
)
def test_posting_and_change(read: Callable[..., list[Record]], content: str, expected: tuple[str, str, str, str]) -> None:
    assert told(read, content) == expected


def test_readers_words_come_before_machines(read: Callable[..., list[Record]]) -> None:
    content = page(f"<main><h1>Қабылдау кестесі</h1><p>Жарияланды: 28.02.2026</p>{TEXT}</main>", JSON + META)
    assert told(read, content) == ("2026-02-28", "label", "2026-03-02T10:00:00+05:00", "json-ld")
    dates = [(item.value, item.role, item.method) for item in read(content) if isinstance(item, DateRecord)]
    assert dates == [
        ("2026-02-28", "posted", "label"),
        ("2026-03-01T09:30:00+05:00", "posted", "json-ld"),
        ("2026-03-02T10:00:00+05:00", "changed", "json-ld"),
        ("2026-03-01T09:30:00+05:00", "posted", "meta"),
        ("2026-03-02", "changed", "meta"),
    ]


def listing(item: str) -> str:
    rows = "".join(item.format(day=day, link=f"<a href=/n/{day}>{LONG} {day}</a>") for day in range(10, 20))
    return f"<main><h1>Жаңалықтар</h1>{rows}</main>"


@pytest.mark.parametrize(
    "body",
    [
        listing("<div><span>{day}.03.2026</span>{link}</div>"),
        listing("<div><h3>{link}</h3><p>{day}.03.2026</p></div>"),
        listing("<p>Опубликовано: {day}.03.2026 {link}</p>"),
        f"<main>{TITLE}{TEXT}</main><footer>Сайт жаңартылды: 01.03.2026</footer>",
        f"<header>Бүгін: 20 қараша 2026</header><main>{TITLE}{TEXT}</main>",
        f"<main>{TITLE}{TEXT}<p>Тіркелген: 2026 жылғы 1 наурыздағы № 15 бұйрық</p></main>",
        f"<main>{TITLE}<p>Опубликовано: 01.03.2031</p>{TEXT}</main>",
        f"<main>{TITLE}<p style='display:none'>Опубликовано: 01.03.2026</p>{TEXT}</main>",
        f"<main>{TITLE}<p>Опубликовано: 31.02.2026</p><p>10-12 наурыз 2026</p>{TEXT}</main>",
    ],
    ids=["list", "titles-first", "labelled-list", "footer", "today", "act", "future", "hidden", "impossible"],
)
def test_no_date_is_guessed(read: Callable[..., list[Record]], body: str) -> None:
    assert told(read, page(body)) == ("", "", "", "")


def test_article_among_related_news_keeps_its_own_date(read: Callable[..., list[Record]]) -> None:
    related = "".join(f"<div><p>{day}.02.2026</p><a href=/n/{day}>{LONG} {day}</a></div>" for day in range(10, 15))
    content = page(f"<main><h1>Қабылдау кестесі</h1><p>01.03.2026 09:30</p>{TEXT}<h3>Басқа жаңалықтар</h3>{related}</main>")
    assert told(read, content) == ("2026-03-01T09:30", "near-title", "", "")
    assert sum(isinstance(item, DateRecord) for item in read(content)) == 6


def test_quote_and_place_prove_a_date(read: Callable[..., list[Record]]) -> None:
    content = page(f"<main><h1>Қабылдау кестесі</h1>{TEXT}<p>Жарияланды: 28.02.2026</p></main>")
    (date,) = [item for item in read(content) if isinstance(item, DateRecord)]
    assert (date.quote, date.place, date.xpath) == ("Жарияланды: 28.02.2026", "main", "/html/body/main[1]/p[2]")
