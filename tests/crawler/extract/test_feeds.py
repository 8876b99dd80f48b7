"""Feeds: what they hold when they parse, and why they do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.records import FeedRecord, Record

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Жаңалықтар</title><link>http://mam.example.kz</link>
<item><title>Министр азаматтарды қабылдады</title><link>/kk/news/1</link><pubDate>Fri, 20 Nov 2026 10:00:00 +0500</pubDate></item>
<item><title>Мемлекеттік сатып алу туралы хабарландыру</title><link>http://mam.example.kz/kk/tender/2</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Новости министерства</title>
<entry><title>Объявление о конкурсе на занятие должности</title><link href="/ru/a"/><updated>2026-11-20T10:00:00Z</updated></entry></feed>"""
ENTITIES = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title></channel></rss>"""
URL = "http://mam.example.kz/rss.xml"


def feed(read: Callable[..., list[Record]], body: str | bytes, content_type: str = "application/rss+xml") -> FeedRecord:
    (record,) = read(body, url=URL, content_type=content_type)
    assert isinstance(record, FeedRecord)
    return record


@pytest.mark.parametrize("content_type", ["application/rss+xml", "text/xml; charset=utf-8", "text/html", ""])
def test_rss(read: Callable[..., list[Record]], content_type: str) -> None:
    record = feed(read, RSS, content_type)
    assert (record.kind, record.valid, record.fault, record.title, record.language) == ("rss20", True, "", "Жаңалықтар", "kk")
    assert record.entries == (
        ("Министр азаматтарды қабылдады", "http://mam.example.kz/kk/news/1", "Fri, 20 Nov 2026 10:00:00 +0500"),
        ("Мемлекеттік сатып алу туралы хабарландыру", "http://mam.example.kz/kk/tender/2", ""),
    )


def test_atom(read: Callable[..., list[Record]]) -> None:
    record = feed(read, ATOM)
    assert (record.kind, record.valid, record.language) == ("atom10", True, "ru")
    assert record.entries == (
        ("Объявление о конкурсе на занятие должности", "http://mam.example.kz/ru/a", "2026-11-20T10:00:00Z"),
    )


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (RSS.replace("</channel>", ""), "not well-formed: mismatched tag (line 3)"),
        ("<html><body>404</body></html>", "neither RSS nor Atom"),
        ("", "empty"),
        ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa">]><rss version="2.0"><channel><title>&a;</title></channel></rss>',
         "not read: declares entities of its own"),
        (ENTITIES.encode("utf-16"), "not read: declares entities of its own"),
        (ENTITIES.encode("utf-16-le"), "not read: declares entities of its own"),
        (ENTITIES.replace("utf-8", "utf-16").encode("utf-16-be"), "not read: declares entities of its own"),
        (ENTITIES.replace("utf-8", "cp037").encode("cp037"), "not read: declares entities of its own"),
        (ENTITIES.replace("utf-8", "utf-32").encode("utf-32"), "not read: declares entities of its own"),
        (ENTITIES.replace("utf-8", "utf-7").encode("utf-7"), "not read: declares entities of its own"),
        ("<rss>" + " " * 5_300_000 + "</rss>", "not read: larger than 5242880 bytes"),
        (RSS.replace("</channel>", "<a>" * 300_000 + "</channel>"), "not read: nested deeper than 250"),
        (RSS.replace("</channel>", "<title>" * 300_000 + "</title>" * 300_000 + "</channel>"), "not read: nested deeper than 250"),
        (RSS.replace("<item>", "<item " + " ".join(f"a{number}='x'" for number in range(60_000)) + ">", 1),
         "not read: an element of more than 500 attributes"),
        (RSS.replace("</channel>", "<a/>" * 300_000 + "</channel>"), "not read: more than 250000 elements"),
    ],
    ids=["broken", "html", "empty", "entities", "entities-16", "entities-16-bare", "entities-16-be", "entities-ebcdic", "entities-32", "entities-7",
         "huge", "deep", "deep-titles", "attributes", "elements"],
)  # fmt: skip
def test_fault_of_a_feed(read: Callable[..., list[Record]], body: str | bytes, fault: str) -> None:
    record = feed(read, body)
    assert (record.valid, record.fault) == (False, fault)


def test_words_about_entities_are_no_declaration(read: Callable[..., list[Record]]) -> None:
    told = feed(read, RSS.replace("Жаңалықтар", "<![CDATA[Что значит <!ENTITY a>]]>"))
    assert (told.valid, told.fault) == (True, "")


def test_entries_are_bounded(read: Callable[..., list[Record]]) -> None:
    items = "<item><title>x</title></item>" * 300
    assert len(feed(read, f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>').entries) == 100
