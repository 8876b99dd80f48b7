"""Trails that show where a page lies, and lines that only look like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.records import PageRecord, Record

HEAD = "<title>Бюджет – Министерство</title>"
ROOT = "http://mam.example.kz"
MICRODATA = """<div itemscope itemtype="https://schema.org/BreadcrumbList">
<span itemprop="itemListElement"><a href="/ru"><span>Главная</span></a></span>
 / <span itemprop="itemListElement"><a href="/ru/activity"><span>Деятельность</span></a></span> / <span>Бюджет</span></div><h1>Бюджет</h1>"""
ARIA = """<nav aria-label="Сіз мұндасыз"><ol><li><a href="/kk"><img src=h.png alt="Басты бет"></a></li><li><a href="/kk/a">Қызмет</a></li>
<li aria-current=page>Бюджет</li></ol></nav><h1>Бюджет</h1>"""
STRUCTURE = """<div class="top-line"><p><a href="/ru">Главная</a> &raquo;
<a href="/ru/activity">Деятельность</a> &raquo; Бюджет</p></div><h1>Бюджет</h1>"""
DRAWN = """<nav class="line"><div><a href="/ru">Главная страница</a> <img src="/arrow.png" alt="Стрелка">
<a href="/ru/activity/budget">Деятельность: бюджет</a></div></nav><h1>Исполнение</h1>"""
FOREIGN = (
    """<nav><a href="/ru/index.html">首页</a> <img src="/arrow.png"> <a href="/ru/activity/budget">预算</a></nav><h1>预算</h1>"""
)
SIGNED = """<nav><a href="/kk">Басты бет</a> <span>›</span> <a href="/ru/activity/">Қызмет</a> <span>›</span> <b>Бюджет</b></nav><h1>Бюджет</h1>"""
JSON = """<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"BreadcrumbList","itemListElement":[
{"@type":"ListItem","position":2,"item":{"@id":"/ru/activity","name":"Деятельность"}},
{"@type":"ListItem","position":1,"name":"Главная","item":"http://mam.example.kz/ru"},{"@type":"ListItem","position":3,"name":"Бюджет"}]}]}</script><h1>Бюджет</h1>"""
RU = (("Главная", f"{ROOT}/ru"), ("Деятельность", f"{ROOT}/ru/activity"), ("Бюджет", ""))


def trail(read: Callable[..., list[Record]], body: str) -> tuple[object, str]:
    page = read(HEAD + body, url=f"{ROOT}/ru/activity/budget")[0]
    assert isinstance(page, PageRecord)
    return page.breadcrumb, page.breadcrumb_method


SPANS = '<div class=way><a href="/ru">Главная</a> / <span>Деятельность</span> / <span>Бюджет</span></div><p>Бюджет</p>'
LOOSE = '<main><div class=bc><a href="/ru">Главная</a> › Деятельность › Бюджет</div><h1>Бюджет</h1><p>В 2026 году выделено 14 млн тенге.</p></main>'
YEARLY = '<main><div class=bc><a href="/ru">Главная</a> » Новости » 2025</div><h1>Новости, 2025</h1><ul><li>18.12.2025 Зажгли ёлку</li></ul></main>'
QUOTED = '<div class=way><a href="/ru">Главная</a> / <span>В доме «Достық» открыта выставка</span></div><h1>В доме «Достық» открыта выставка</h1>'
FIRST = '<p class=bc><a href="/ru">Главная</a> › <a href="/ru/activity/budget">Деятельность</a> › Бюджет</p><h1>Бюджет</h1>'
MARKED = (
    '<nav class=way><ol><li><a href="/ru">Главная</a> →</li><li><a href="/ru/work/plan.html">Деятельность</a> →</li>'
    "<li aria-current=page>Бюджет</li></ol></nav><h1>Бюджет</h1>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (MICRODATA, (RU, "microdata")),
        (ARIA, ((("Басты бет", f"{ROOT}/kk"), ("Қызмет", f"{ROOT}/kk/a"), ("Бюджет", "")), "aria-label")),
        (STRUCTURE.replace("top-line", "bread-crumbs"), (RU, "class")),
        (STRUCTURE, (RU, "structure")),
        (DRAWN, ((("Главная страница", f"{ROOT}/ru"), ("Деятельность: бюджет", f"{ROOT}/ru/activity/budget")), "structure")),
        (FOREIGN, ((("首页", f"{ROOT}/ru/index.html"), ("预算", f"{ROOT}/ru/activity/budget")), "structure")),
        (SIGNED, ((("Басты бет", f"{ROOT}/kk"), ("Қызмет", f"{ROOT}/ru/activity/"), ("Бюджет", "")), "structure")),
        (MARKED, ((("Главная", f"{ROOT}/ru"), ("Деятельность", f"{ROOT}/ru/work/plan.html"), ("Бюджет", "")), "structure")),
        # The first page of a section stands for the section as well.
        (FIRST, ((("Главная", f"{ROOT}/ru"), ("Деятельность", f"{ROOT}/ru/activity/budget"), ("Бюджет", "")), "structure")),
        (JSON, (RU, "json-ld")),
        (SPANS, ((("Главная", f"{ROOT}/ru"), ("Деятельность", ""), ("Бюджет", "")), "structure")),
        (LOOSE, ((("Главная", f"{ROOT}/ru"), ("Деятельность", ""), ("Бюджет", "")), "structure")),
        (LOOSE.replace("›", "/"), ((("Главная", f"{ROOT}/ru"), ("Деятельность", ""), ("Бюджет", "")), "structure")),
        (YEARLY, ((("Главная", f"{ROOT}/ru"), ("Новости", ""), ("2025", "")), "structure")),
        (QUOTED, ((("Главная", f"{ROOT}/ru"), ("В доме «Достық» открыта выставка", "")), "structure")),
    ],
    ids=[
        "microdata",
        "aria",
        "class",
        "structure",
        "drawn-arrow",
        "foreign-words",
        "arrows-in-nav",
        "marked-in-nav",
        "first-of-a-section",
        "json",
        "spans",
        "loose-text",
        "loose-text-with-strokes",
        "named-by-two-items",
        "quoted",
    ],
)
def test_trail_is_read(read: Callable[..., list[Record]], body: str, expected: tuple[object, str]) -> None:
    assert trail(read, body) == expected


@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="/ru">Главная</a> | <a href="/ru/map">Карта сайта</a> | Версия для слабовидящих</p><h1>Бюджет</h1>',
        '<nav><a href="/ru">Главная</a> <a href="/ru/activity/budget">Бюджет</a></nav><h1>Бюджет</h1>',
        '<ul><li><a href="/ru">Главная</a></li><li><a href="#nav">Меню</a></li><li><a href="#b">Бюджет</a></li></ul><h1>Бюджет</h1>',
        '<nav><a href="/ru">Главная</a> <img src=l.gif> <a href="/ru/news">Новости</a> <img src=l.gif>'
        ' <a href="/ru/activity/budget">Бюджет</a></nav><h1>Бюджет</h1>',
        '<nav><a href="/ru">Главная</a> <a href="/ru/activity/budget"><img src=i.svg>Бюджет</a></nav><h1>Бюджет</h1>',
        '<nav><a href="/ru">Главная</a> <img src="/arrow.png"> <a href="/ru/contacts">Контакты</a></nav><h1>Бюджет</h1>',
        MARKED.replace(" aria-current=page", ""),
        MARKED.replace(
            "<li aria-current=page>Бюджет</li>", "<li><a aria-current=page href='/ru/work/report.html'>Отчёт</a></li>"
        ),
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [</script><h1>Бюджет</h1>',
        '<script type="application/ld+json">' + "[" * 50_000 + '"BreadcrumbList"</script><h1>Бюджет</h1>',
        '<div><a href="/ru">Главная</a> Бюджет</div><h1>Бюджет</h1>',
        '<div><a href="/ru">Главная</a> › Деятельность › Контакты</div><h1>Бюджет</h1>',
        '<div class="breadcrumb" hidden><a href="/ru">Главная</a> / Бюджет</div><h1>Бюджет</h1>',
    ],
    ids=[
        "links-of-the-top",
        "menu",
        "skip-links",
        "menu-with-lines",
        "menu-with-icons",
        "line-to-another-page",
        "arrows-without-the-mark",
        "mark-on-another-page",
        "broken-json",
        "deep-json",
        "text-without-steps",
        "loose-text-to-another-page",
        "hidden",
    ],
)
def test_what_only_looks_like_a_trail_is_none(read: Callable[..., list[Record]], body: str) -> None:
    assert trail(read, body) == ((), "")
