"""One page in Kazakh and one in Russian, with every record that they must give."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.extract.capture import template_of
from crawler.extract.page.tree import parse
from store.harvest import Device
from store.records import ContactRecord, FormRecord, ImageRecord, LinkRecord, PageRecord, Record, TextRecord

KAZAKH = """<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><title>Байланыс – Мәдениет министрлігі</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="alternate" hreflang="ru" href="/ru/contacts">
<link rel="alternate" type="application/rss+xml" href="/kk/rss">
</head><body>
<header class="site-header"><a href="/kk"><img src="/logo.svg" alt="Мәдениет министрлігі"></a>
<div class="langs"><a href="/kk/contacts">ҚАЗ</a>
<a href="/ru/contacts">РУС</a> <a href="/en/contacts" title="English"><img src="/i/gb.png" alt=""></a></div>
<form role="search" action="/kk/search"><input type="search" name="q" aria-label="Сайттан іздеу"><button>Табу</button></form></header>
<nav class="main-menu" aria-label="Басты мәзір"><ul>
<li><a href="/kk/news">Жаңалықтар</a></li><li><a href="/kk/contacts" id="here">Байланыс</a></li></ul></nav>
<ul class="breadcrumb"><li><a href="/kk">Басты бет</a></li><li>Байланыс</li></ul>
<main><h1>Байланыс</h1>
<p>Министрлік азаматтардың өтініштерін жұмыс күндері қабылдайды және жауап береді.</p>
<p>Мекенжайы: 010000, Астана қаласы, Мәңгілік Ел даңғылы, 8</p>
<p>Қабылдау бөлмесі: <a href="tel:+77172740976">8 (7172) 74-09-76</a>, <a href="mailto:info@mam.gov.kz?subject=a">info@mam.gov.kz</a></p>
<img src="/map.png"><img src="/line.gif" alt="">
<a href="https://egov.kz/" target="_blank" rel="noopener">Электрондық үкімет</a> <a href="#here">Жоғары</a>
<a href="javascript:void(0)"><svg aria-hidden="true"><path/></svg></a>
</main>
<footer><a name="bottom"></a><a href="/kk/sitemap">Сайт картасы</a></footer>
</body></html>"""
URL = "http://mam.example.kz/kk/contacts"


def of(records: list[Record], kind: type) -> list:  # type: ignore[type-arg]
    return [record for record in records if type(record) is kind]


def test_text_of_the_page_and_what_stands_beside_it(read: Callable[..., list[Record]]) -> None:
    (text,) = of(read(KAZAKH, url=URL), TextRecord)
    assert text.complete
    assert text.text.split("\n")[:2] == [
        "Байланыс",
        "Министрлік азаматтардың өтініштерін жұмыс күндері қабылдайды және жауап береді.",
    ]
    assert text.beside.split("\n") == ["ҚАЗ РУС", "Табу", "Сайт картасы", "Жаңалықтар", "Байланыс"]


def test_what_stands_beside_a_text_is_bounded_and_takes_nothing_of_it(read: Callable[..., list[Record]]) -> None:
    (text,) = of(read(f"<nav>{'<p>жол</p>' * 9000}</nav><main><p>Мәтін</p></main><footer>Қабылдау: 16:00</footer>"), TextRecord)
    assert (text.text, text.complete) == ("Мәтін", True)
    assert len(text.beside) == 20_000
    assert text.beside.startswith("Қабылдау: 16:00\nжол\n")


def test_page_record(read: Callable[..., list[Record]]) -> None:
    page = read(KAZAKH, url=URL)[0]
    assert isinstance(page, PageRecord)
    assert page.model_dump(include={"language", "language_method", "text_language", "lang_attr", "title", "h1", "viewport"}) == {
        "language": "kk",
        "language_method": "address",
        "text_language": "kk",
        "lang_attr": "ru",
        "title": "Байланыс – Мәдениет министрлігі",
        "h1": "Байланыс",
        "viewport": "width=device-width, initial-scale=1",
    }
    assert page.depth == 2
    assert page.landmarks == ("banner", "search", "navigation", "main", "contentinfo")
    assert page.nav_links == 2
    assert page.breadcrumb == (("Басты бет", "http://mam.example.kz/kk"), ("Байланыс", ""))
    assert page.breadcrumb_method == "class"
    assert page.hreflang == (("ru", "http://mam.example.kz/ru/contacts"),)
    assert page.feeds == ("http://mam.example.kz/kk/rss",)
    assert page.anchors == ("here", "bottom")
    assert page.headings == ("Байланыс",)
    assert (page.charset_header, page.charset_meta, page.charset_bytes, page.charset_valid) == ("utf-8", "utf-8", "utf-8", True)
    assert (page.frames, page.scripts, page.rendered, page.note, page.is_home) == (0, 0, False, "", False)
    assert page.text_excerpt.startswith("Байланыс Министрлік азаматтардың өтініштерін")


def test_link_records(read: Callable[..., list[Record]]) -> None:
    links: list[LinkRecord] = of(read(KAZAKH, url=URL), LinkRecord)
    told = [
        (link.tag, link.target.removeprefix("http://mam.example.kz"), link.scope, link.place, link.label, link.switch)
        for link in links
    ]
    assert told == [
        ("link", "/ru/contacts", "internal", "main", "", None),
        ("link", "/kk/rss", "internal", "main", "", None),
        ("a", "/kk", "internal", "header", "Мәдениет министрлігі", None),
        ("img", "/logo.svg", "internal", "header", "Мәдениет министрлігі", None),
        ("a", "/kk/contacts", "internal", "header", "ҚАЗ", "kk"),
        ("a", "/ru/contacts", "internal", "header", "РУС", "ru"),
        ("a", "/en/contacts", "internal", "header", "English", "en"),
        ("img", "/i/gb.png", "internal", "header", "", None),
        ("form", "/kk/search", "internal", "header", "", None),
        ("a", "/kk/news", "internal", "nav", "Жаңалықтар", None),
        ("a", "/kk/contacts", "internal", "nav", "Байланыс", None),
        ("a", "/kk", "internal", "breadcrumb", "Басты бет", None),
        ("a", "", "other", "main", "8 (7172) 74-09-76", None),
        ("a", "", "other", "main", "info@mam.gov.kz", None),
        ("img", "/map.png", "internal", "main", "", None),
        ("img", "/line.gif", "internal", "main", "", None),
        ("a", "https://egov.kz/", "external", "main", "Электрондық үкімет", None),
        ("a", "/kk/contacts", "internal", "main", "Жоғары", None),
        ("a", "", "other", "main", "", None),
        ("a", "/kk/sitemap", "internal", "footer", "Сайт картасы", None),
    ]
    assert [link.seq for link in links] == list(range(20))
    assert {link.language for link in links} == {"kk"}
    assert (links[16].window, links[16].rel) == ("_blank", "noopener")
    assert (links[17].raw, links[17].fragment) == ("#here", "here")
    assert [link.raw for link in links if link.image_only] == ["/kk", "/en/contacts", "javascript:void(0)"]
    assert links[9].xpath == "/html/body/nav[1]/ul[1]/li[1]/a[1]"
    assert links[16].xpath == "/html/body/main[1]/a[1]"


def test_image_records(read: Callable[..., list[Record]]) -> None:
    images: list[ImageRecord] = of(read(KAZAKH, url=URL), ImageRecord)
    told = [(image.tag, image.alt, image.in_link, image.link_text, image.hidden, image.xpath) for image in images]
    assert told == [
        ("img", "Мәдениет министрлігі", True, "", False, "/html/body/header[1]/a[1]/img[1]"),
        ("img", "", True, "English", False, "/html/body/header[1]/div[1]/a[3]/img[1]"),
        ("img", None, False, "", False, "/html/body/main[1]/img[1]"),
        ("img", "", False, "", False, "/html/body/main[1]/img[2]"),
        ("svg", None, True, "", True, "/html/body/main[1]/a[3]/*[name()='svg'][1]"),
    ]
    assert images[0].html == '<img src="/logo.svg" alt="Мәдениет министрлігі">'
    assert images[1].link_target == "http://mam.example.kz/en/contacts"


def test_form_and_contact_records(read: Callable[..., list[Record]]) -> None:
    records = read(KAZAKH, url=URL)
    forms: list[FormRecord] = of(records, FormRecord)
    assert [(form.action, form.method, form.fields, form.role, form.search, form.place) for form in forms] == [
        ("http://mam.example.kz/kk/search", "get", (("q", "search"), ("", "submit")), "search", True, "header")
    ]
    contacts: list[ContactRecord] = of(records, ContactRecord)
    assert [(contact.kind, contact.value, contact.quote, contact.xpath) for contact in contacts] == [
        (
            "postal",
            "010000, Астана қаласы, Мәңгілік Ел даңғылы, 8",
            "Мекенжайы: 010000, Астана қаласы, Мәңгілік Ел даңғылы, 8",
            "/html/body/main[1]/p[2]",
        ),
        ("email", "info@mam.gov.kz", "info@mam.gov.kz", "/html/body/main[1]/p[3]/a[2]"),
        ("phone", "+77172740976", "8 (7172) 74-09-76", "/html/body/main[1]/p[3]/a[1]"),
    ]


def test_same_bytes_give_the_same_records(read: Callable[..., list[Record]]) -> None:
    assert read(KAZAKH, url=URL) == read(KAZAKH, url=URL)


def test_rendered_dom_is_marked(read: Callable[..., list[Record]]) -> None:
    page = read("<html><body><div id=app><p>Жаңалықтар мен хабарландырулар</p></div></body></html>", device=Device.DESKTOP)[0]
    assert isinstance(page, PageRecord)
    assert (page.rendered, page.anchors, page.text_length) == (True, ("app",), 30)


def test_names_of_a_picture(read: Callable[..., list[Record]]) -> None:
    page = """<p id=n>Герб</p><svg role="img"><title>Туы</title></svg><div role="img" aria-label="Сызба"></div>
    <img src=a aria-labelledby="n x"><a href="/b"><img src=b title="Карта"> Толығырақ <img src=c alt="Қ"></a>
    <video src=v><track src=t><track src=u></video><object data=o>Мәтін</object><input type=image src=i alt="Жіберу">
    <map><area href=/z alt="Астана"></map><noscript><img src=counter></noscript><img src=d width="120px" height=x role=presentation>"""
    images: list[ImageRecord] = of(read(page), ImageRecord)
    assert [(image.tag, image.alt, image.label) for image in images] == [
        ("svg", None, "Туы"),
        ("div", None, "Сызба"),
        ("img", None, "Герб"),
        ("img", None, "Карта"),
        ("img", "Қ", ""),
        ("video", None, ""),
        ("object", None, "Мәтін"),
        ("input", "Жіберу", ""),
        ("area", "Астана", ""),
        ("img", None, ""),
        ("img", None, ""),
    ]
    assert [image.link_text for image in images if image.in_link] == ["Толығырақ Қ", "Толығырақ Карта"]
    assert [image.src for image in images if image.hidden] == ["counter", "d"]
    assert (images[5].tracks, images[10].width, images[10].height) == (2, 120, None)


def test_search_is_told_from_other_forms(read: Callable[..., list[Record]]) -> None:
    page = """<form action=/a><input name=q></form>
    <form action=/b><input name=word placeholder="Поиск по сайту"></form>
    <form action=/c><input name=word><input type=submit value="Іздеу"></form>
    <form action=/login><input name=text><input type=password></form>
    <form action=/feedback><input name=text><textarea name=message></textarea></form>
    <form action=/subscribe><input type=email name=mail></form>
    <div role=search><input type=text></div><p><input type=search name=find></p>"""
    forms: list[FormRecord] = of(read(page), FormRecord)
    assert [(form.action.rsplit("/", 1)[-1], form.search) for form in forms] == [
        ("a", True),
        ("b", True),
        ("c", True),
        ("login", False),
        ("feedback", False),
        ("subscribe", False),
        ("", True),
        ("", True),
    ]


DOCUMENTS = """<header><a href="/kk">KK</a> <a href="/ru">RU</a></header><main><h2>Құжаттар</h2>
<p>Ұйымның жарғысы <a href="https://drive.example.com/1">kk</a> <a href="https://drive.example.com/2">ru</a></p>
<p>Білім туралы заң <a href="https://acts.example.kz/kaz/1">kk</a> <a href="https://acts.example.kz/rus/1">ru</a></p></main>"""
KEPT = '<p>Жарғы <a href="https://drive.google.com/file/d/1/view">kk</a> <a href="https://disk.yandex.kz/i/2">ru</a></p>'
ELSEWHERE = """<div><a href="https://kk.example.kz/">Қазақша</a> <a href="https://en.example.kz/">English</a></div>
<main><p>Устав <a href="https://drive.example.com/1">Қазақша</a></p></main>"""


@pytest.mark.parametrize(
    ("body", "switches"),
    [(DOCUMENTS, ["kk", "ru", None, None, None, None]), (ELSEWHERE, ["kk", "en", None]), (KEPT, [None, None])],
    ids=["documents", "versions-elsewhere", "one-document"],
)
def test_languages_of_documents_are_no_switch(read: Callable[..., list[Record]], body: str, switches: list[str | None]) -> None:
    links = [record for record in read(body) if isinstance(record, LinkRecord)]
    assert [link.switch for link in links if link.tag == "a"] == switches


def test_switches_are_told_from_links(read: Callable[..., list[Record]]) -> None:
    page = """<a href="/ru/news/1">Русский</a><a href="/docs/ru.pdf">Русский</a><a href="/kk/x">Қазақстан Республикасы</a>
    <a href="/set-language/kk"><img src="/flags/kz.svg"></a><a href="/en/news/1"><i class="flag-icon flag-icon-gb"></i></a>
    <a href="/other" hreflang="kk-KZ">Нұсқа</a><a href="#">KZ</a><a href="/ru/news/1">r</a><a href="/ru/news/2">r</a>"""
    links: list[LinkRecord] = of(read(page, url="http://mam.example.kz/kk/news/1"), LinkRecord)
    assert [link.switch for link in links if link.tag == "a"] == ["ru", None, None, "kk", "en", "kk", "kk", "ru", None]


ARTICLE = """<html><body class="page"><div class="wrap"><header class="header"><nav class="menu"><ul><li>a</li></ul></nav></header>
<main class="news"><article class="post"><h1>{title}</h1><div class="body">{body}</div></article></main>
<aside class="side"><div class="card">1</div>{cards}</aside></div></body></html>"""


def test_two_articles_share_a_template_and_a_list_does_not() -> None:
    first = ARTICLE.format(title="А", body="<p>1</p><p>2</p>", cards="")
    second = ARTICLE.format(
        title="Б", body="<table><tr><td>x</td></tr></table><p>1</p><div><img></div>", cards='<div class="card"></div>' * 7
    )
    listing = ARTICLE.format(title="В", body='<div class="item"><div class="date"></div></div>', cards="")
    templates = [template_of(parse(page)[0]) for page in (first, second, listing)]
    assert templates[0] == templates[1] != templates[2]
    assert len(templates[0]) == 16
