"""Faults of content: what it claims to be, characters, size, endless sites, pages that only seem to exist."""

from __future__ import annotations

import secrets
from functools import cache
from typing import Any

from store.harvest import Ledger
from tests.hostile.faults import Look, fault

CYRILLIC = "Министерство рассматривает обращения граждан. Министрлік азаматтардың өтініштерін қарайды. "
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
CHALLENGE = """<!doctype html><html lang="en"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow">
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></head>
<body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>"""
CAPTCHA = """<!doctype html><html lang="ru"><head><title>Проверка безопасности</title></head><body><form method="post">
<p>Подтвердите, что запросы отправляли вы, а не робот</p><img src="/pixel.png" alt=""><input name="code"><button>Я не робот</button>
</form></body></html>"""


@fault("page that calls itself a picture", "/picture-page", Ledger.FETCHED, "document")
def picture_page(page: Any) -> None:
    page.send(200, page.text("not a picture"), Content_Type="image/png")


@fault("picture that calls itself a page", "/page-picture", Ledger.FETCHED, browser=Look.READ)
def page_picture(page: Any) -> None:
    page.send(200, PNG * 50, Content_Type="text/html; charset=utf-8")


@fault("charset that it is not", "/wrong-charset", Ledger.FETCHED, browser=Look.READ)
def wrong_charset(page: Any) -> None:
    page.send(
        200, page.text("неверная кодировка", CYRILLIC * 10).encode("cp1251", "replace"), Content_Type="text/html; charset=utf-8"
    )


@fault("no charset at all", "/no-charset", Ledger.FETCHED, browser=Look.READ)
def no_charset(page: Any) -> None:
    page.send(200, page.text("без кодировки", CYRILLIC * 10).encode("cp1251", "replace"), Content_Type="text/html")


@fault("charset that nobody knows", "/odd-charset", Ledger.FETCHED, browser=Look.READ)
def odd_charset(page: Any) -> None:
    page.send(200, page.text("странная кодировка", CYRILLIC), Content_Type="text/html; charset=x-klingon")


@fault("UTF-16 without a word", "/utf16", Ledger.FETCHED, browser=Look.READ)
def utf16(page: Any) -> None:
    page.send(200, page.text("шестнадцать", CYRILLIC).encode("utf-16"), Content_Type="text/html")


@fault("invalid UTF-8", "/bad-utf8", Ledger.FETCHED, browser=Look.READ)
def bad_utf8(page: Any) -> None:
    page.send(200, page.text("битый", CYRILLIC).encode() + b"\xff\xfe\xc3\x28\x00\xed\xa0\x80" * 200)


@fault("one line of 10 MB", "/long-line", Ledger.FETCHED, browser=Look.READ)
def long_line(page: Any) -> None:
    page.send(200, _long_line())


@cache
def _long_line() -> bytes:
    return f"<html lang=ru><title>Строка</title><p>{'слово ' * 900_000}</p></html>".encode()


@fault("200,000 links", "/many-links", Ledger.FETCHED, browser=Look.READ)
def many_links(page: Any) -> None:
    number = page.path.removeprefix("/many-links").strip("/")
    if number and not number.isdigit():
        page.send(404, "<h1>404</h1>")
        return
    page.send(200, page.text(page.path) if number else _many_links())


@cache
def _many_links() -> bytes:
    links = "".join(f'<a href="/many-links/{number}">{number}</a> ' for number in range(200_000))
    return f"<html lang=ru><title>Ссылки</title>{links}</html>".encode()


@fault("nesting of 200,000", "/nested", Ledger.FETCHED, browser=Look.READ)
def nested(page: Any) -> None:
    page.send(200, page.text("nested", "<div>" * 200_000 + "deep"))


@fault("50,000 attributes", "/attributes", Ledger.FETCHED, browser=Look.READ)
def attributes(page: Any) -> None:
    page.send(200, page.text("attributes", "<p " + " ".join(f"a{number}=x" for number in range(50_000)) + ">many</p>"))


@fault("endless calendar", "/calendar?month=0", Ledger.FETCHED, browser=Look.READ)
def calendar(page: Any) -> None:
    month = int(page.path.rpartition("=")[2] or 0)
    links = "".join(f'<a href="/calendar?month={month + step}">{month + step}</a> ' for step in (-12, -2, -1, 1, 2, 12))
    page.send(200, page.text("Календарь событий", f"<p>Событий нет</p>{links}"))


@fault("session ids in paths", "/session/start", Ledger.FETCHED, browser=Look.READ)
def session(page: Any) -> None:
    drawn = page.path.removeprefix("/session/").removesuffix("/news")
    if drawn != "start" and (len(drawn) != 24 or not set(drawn) <= set("0123456789abcdef")):
        page.send(404, "<h1>404</h1>")
        return
    links = "".join(f'<a href="/session/{secrets.token_hex(12)}/news">Новости</a> ' for _ in range(5))
    page.send(200, page.text("Новости", links))


@fault("paths that grow by themselves", "/grow/", Ledger.FETCHED, browser=Look.READ)
def grow(page: Any) -> None:
    page.send(200, page.text("Раздел", '<a href="grow/">дальше</a>'))


@fault("case twin", "/Twin", Ledger.FETCHED, browser=Look.READ)
@fault("its other half", "/twin", Ledger.FETCHED, browser=Look.READ)
def twin(page: Any) -> None:
    page.send(200, page.text("twin"))


@fault("challenge of a protection service with 200", "/challenge", Ledger.BLOCKED, "challenge")
def challenge(page: Any) -> None:
    page.send(200, CHALLENGE)


@fault("captcha with 200", "/captcha", Ledger.BLOCKED, "challenge")
def captcha(page: Any) -> None:
    page.send(200, CAPTCHA)


@fault("soft 404", "/soft/no-such-page", Ledger.HTTP_ERROR, "soft-404", confirmed=True)
@fault("page beside soft 404s", "/soft/real", Ledger.FETCHED, browser=Look.READ)
def soft(page: Any) -> None:
    if page.path == "/soft/real":
        page.send(200, page.text("Есть", "<p>Эта страница на месте и говорит о деле: приём граждан по средам.</p>"))
    else:
        page.send(200, page.text("Не найдено", f"<p>Извините, страница {page.path} не найдена или была удалена.</p>"))


@fault("absent address that leads home", "/gohome/nothing", Ledger.HTTP_ERROR, "redirect-home", confirmed=True)
def gohome(page: Any) -> None:
    page.send(302, "", Location="/")


@fault("feed with a bomb of entities", "/feed.xml", Ledger.FETCHED, "document")
def feed(page: Any) -> None:
    layers = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{layers}]><rss version="2.0"><channel><title>&l11;</title></channel></rss>'
    page.send(200, bomb, Content_Type="application/rss+xml")


@fault("address longer than any", "/long/" + "x" * 4_000, Ledger.OUT_OF_SCOPE, "url-too-long")
def long(page: Any) -> None:
    page.send(200, page.text("long"))


@fault("download instead of a page", "/download", Ledger.FETCHED, "document", Look.UNASKED)
def download(page: Any) -> None:
    page.send(200, b"\0\1\2\3" * 500, Content_Type="application/octet-stream", Content_Disposition="attachment; filename=x.bin")


@fault("page that is offered as a file", "/attached", Ledger.FETCHED, browser=Look.UNREAD)
def attached(page: Any) -> None:
    page.send(200, page.text("attached"), Content_Disposition="attachment; filename=page.html")


@fault("meta refresh in a circle", "/turn", Ledger.FETCHED, browser=Look.PARTLY)
@fault("the way back", "/turn-back", Ledger.FETCHED, browser=Look.PARTLY, linked=False)
def turn(page: Any) -> None:
    goal = "/turn-back" if page.path == "/turn" else "/turn"
    page.send(200, page.text(page.path, f'<meta http-equiv="refresh" content="0; url={goal}">'))


@fault("meta refresh to ever new addresses", "/onward", Ledger.FETCHED, browser=Look.PARTLY)
@fault("the ninth of those addresses", "/onward?9", Ledger.FAILED, "redirect-loop", linked=False)
def onward(page: Any) -> None:
    number = int(page.path.partition("?")[2] or 0) + 1
    page.send(200, page.text(f"onward {number}", f'<meta http-equiv="refresh" content="0; url=/onward?{number}"><p>{number}</p>'))
