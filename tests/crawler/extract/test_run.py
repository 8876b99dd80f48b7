"""Extraction of a whole stored harvest: order, homes, pairs, lanes, feeds, and the same again when repeated."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from typing import Any

import pytest

from crawler.extract import run
from store import schema
from store.harvest import Capture, CrawlPlan, Device, FailureReason, Kind, Ledger, LedgerEntry, Limits
from store.objects import ObjectDamaged, ObjectMissing
from store.records import ContactRecord, DocumentRecord, FeedRecord, LinkRecord, PageRecord, PairRecord, Record

ROOT = "http://mam.example.kz/"
KK = "Министрлік азаматтарды жеке мәселелері бойынша қабылдау кестесін бекітті және ресми сайтта жариялады."
RU = "Министерство утвердило график личного приёма граждан и опубликовало его на официальном сайте."


def page(text: str, *links: tuple[str, str], head: str = "") -> str:
    anchors = "".join(f'<a href="{href}">{label}</a> ' for href, label in links)
    return f"<!doctype html><html><head><title>т</title>{head}</head><body><header>{anchors}</header><main><p>{text}</p></main></body></html>"


def pairs(harvest: Any) -> list[tuple[str, str, str, str | None, str, str, tuple[str, ...]]]:
    return [
        (
            pair.url.removeprefix(ROOT),
            pair.target_language,
            pair.final.removeprefix(ROOT),
            pair.final_language,
            pair.ledger,
            pair.counterpart.removeprefix(ROOT),
            pair.signs,
        )
        for pair in harvest.records(PairRecord)
    ]


def homes(harvest: Any) -> list[tuple[str, str, str | None]]:
    return [(item.url.removeprefix(ROOT), item.lane, item.language) for item in harvest.records(PageRecord) if item.is_home]


def test_switches_by_address(harvest: Any, plan: CrawlPlan) -> None:
    """The inner Kazakh page switches to the Russian home instead of its counterpart; one page switches to an address that is gone."""
    harvest.redirect(ROOT, f"{ROOT}ru", depth=0)
    harvest.page(f"{ROOT}ru", page(RU, ("/kk", "Қазақша"), ("/ru/a", "А")), depth=0)
    harvest.page(f"{ROOT}kk", page(KK, ("/ru", "Русский")))
    harvest.page(f"{ROOT}ru/a", page(RU, ("/kk/a", "Қазақша")))
    harvest.page(f"{ROOT}kk/a", page(KK, ("/ru", "Русский"), ("/en/a", "English")))
    harvest.entry(LedgerEntry(url=f"{ROOT}en/a", ledger=Ledger.HTTP_ERROR, status=404, confirmed=True))
    harvest.extract(plan)
    assert homes(harvest) == [("kk", "*", "kk"), ("ru", "*", "ru")]
    assert pairs(harvest) == [
        ("kk", "ru", "ru", "ru", "fetched", "ru", ("address", "mutual")),
        ("kk/a", "en", "en/a", None, "http-error", "", ()),
        ("kk/a", "ru", "ru", "ru", "fetched", "ru/a", ("address",)),
        ("ru", "kk", "kk", "kk", "fetched", "kk", ("address", "mutual")),
        ("ru/a", "kk", "kk/a", "kk", "fetched", "kk/a", ("address",)),
    ]
    assert [pair.status for pair in harvest.records(PairRecord)] == [200, 404, 200, 200, 200]


def test_sham_version_without_language_in_its_address(harvest: Any, plan: CrawlPlan) -> None:
    """Two pages that switch to each other are a pair, though the «Kazakh» one is in Russian; its parts are told so too."""
    harvest.page(ROOT, page(RU, ("/second", "ҚАЗ"), ("/", "РУС")), depth=0)
    harvest.page(f"{ROOT}second", page(f"{RU} info@mam.kz", ("/second", "ҚАЗ"), ("/", "РУС")))
    harvest.extract(plan)
    told = [(item.url, item.language, item.language_method, item.text_language) for item in harvest.records(PageRecord)]
    assert told == [(ROOT, "ru", "text", "ru"), (f"{ROOT}second", "kk", "switch", "ru")]
    assert {link.language for link in harvest.records(LinkRecord, url=f"{ROOT}second")} == {"kk"}
    assert [contact.language for contact in harvest.records(ContactRecord)] == ["kk"]
    assert homes(harvest) == [("", "*", "ru"), ("second", "*", "kk")]
    assert pairs(harvest) == [
        ("", "kk", "second", "kk", "fetched", "second", ("mutual",)),
        ("second", "ru", "", "ru", "fetched", "", ("mutual",)),
    ]


def test_switch_that_leads_nowhere_makes_no_kazakh_page(harvest: Any, plan: CrawlPlan) -> None:
    harvest.page(ROOT, page(RU, ("/", "ҚАЗ"), ("/", "РУС"), ("javascript:void(0)", "English")), depth=0)
    harvest.page(f"{ROOT}news", page(RU, ("/", "ҚАЗ")))
    harvest.extract(plan)
    assert [item.language for item in harvest.records(PageRecord)] == ["ru", "ru"]
    assert pairs(harvest) == [
        ("", "en", "", None, "", "", ()),
        ("", "kk", "", "ru", "fetched", "", ()),
        ("news", "kk", "", "ru", "fetched", "", ()),
    ]


def test_alternates_of_the_head_pair_pages(harvest: Any, plan: CrawlPlan) -> None:
    head = f'<link rel="alternate" hreflang="ru" href="{ROOT}o-nas"><link rel="alternate" hreflang="kk" href="{ROOT}biz-turaly">'
    harvest.page(ROOT, page(KK), depth=0)
    harvest.page(f"{ROOT}biz-turaly", page(KK, head=head))
    harvest.page(f"{ROOT}o-nas", page(RU, head=head))
    harvest.extract(plan)
    assert pairs(harvest) == [
        ("biz-turaly", "ru", "o-nas", "ru", "fetched", "o-nas", ("mutual", "hreflang")),
        ("o-nas", "kk", "biz-turaly", "kk", "fetched", "biz-turaly", ("mutual", "hreflang")),
    ]
    assert {pair.method for pair in harvest.records(PairRecord)} == {"hreflang"}


def test_lanes_of_one_address_are_two_pages(harvest: Any, plan: CrawlPlan) -> None:
    harvest.page(ROOT, page(KK, ("/lang/ru", "Рус")), lane="kk", depth=0)
    harvest.page(ROOT, page(RU, ("/lang/kk", "Қаз")), lane="ru", depth=0)
    for code in ("kk", "ru"):
        for lane in ("kk", "ru"):
            harvest.entry(
                LedgerEntry(url=f"{ROOT}lang/{code}", lane=lane, ledger=Ledger.REDIRECTED, status=302, redirect_to=ROOT)
            )
    harvest.extract(plan)
    assert homes(harvest) == [("", "kk", "kk"), ("", "ru", "ru")]
    assert pairs(harvest) == [
        ("", "ru", "", "ru", "fetched", "", ("lane",)),
        ("", "kk", "", "kk", "fetched", "", ("lane",)),
    ]


def test_order_feeds_files_and_what_is_left_out(harvest: Any, plan: CrawlPlan) -> None:
    rss = '<rss version="2.0"><channel><title>RSS</title><item><title>1</title></item></channel></rss>'
    harvest.page(f"{ROOT}kk", page(KK, ("/feed", "RSS"), ("/old-feed", "RSS"), ("/scan", "Жоспар")))
    harvest.page(f"{ROOT}feed", rss, "text/xml", parent=f"{ROOT}kk")
    harvest.redirect(f"{ROOT}old-feed", f"{ROOT}feed")
    harvest.page(f"{ROOT}scan", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", parent=f"{ROOT}kk")
    harvest.page(f"{ROOT}logo.png", b"\x89PNG\r\n\x1a\n", "image/png")
    harvest.page(f"{ROOT}a", page(RU), ledger=Ledger.UNCHANGED)
    harvest.page(f"{ROOT}404", page(RU), ledger=Ledger.HTTP_ERROR)
    harvest.page(f"{ROOT}spa", "<html><body><p>Жаңалықтар</p></body></html>", device=Device.DESKTOP)
    harvest.entry(LedgerEntry(url=f"{ROOT}dead", ledger=Ledger.FAILED, reason=FailureReason.TIMEOUT))
    harvest.entry(LedgerEntry(url=f"{ROOT}head.css", ledger=Ledger.FETCHED, kind=Kind.ASSET, capture_id=harvest.captures[0].id))
    steps: list[tuple[int, int]] = []
    harvest.extract(plan, lambda done, total: steps.append((done, total)))
    assert [(item.url.removeprefix(ROOT), item.rendered) for item in harvest.records(PageRecord)] == [
        ("a", False),
        ("kk", False),
        ("spa", True),
    ]
    assert harvest.records(PageRecord, url=f"{ROOT}kk")[0].feeds == (f"{ROOT}feed", f"{ROOT}old-feed")
    assert [(item.url.removeprefix(ROOT), item.kind, item.language) for item in harvest.records(DocumentRecord)] == [
        ("scan", "ole", "kk")
    ]
    assert [(item.url.removeprefix(ROOT), item.valid, item.language) for item in harvest.records(FeedRecord)] == [
        ("feed", True, "kk")
    ]
    assert steps == [(number, 6) for number in range(1, 7)]


def rows(harvest: Any) -> list[list[tuple[Any, ...]]]:
    return [[tuple(row) for row in harvest.db.execute(table.select())] for table, _ in schema.RECORD_TABLES.values()]


def test_repeated_extraction_gives_the_same_rows(harvest: Any, plan: CrawlPlan) -> None:
    from crawler.extract.run import extract

    for number in range(120):
        links = tuple((f"/ru/{other}", f"Страница {other}") for other in range(number, number + 5))
        harvest.page(f"{ROOT}ru/{number}", page(f"{RU} {number} тел. 8 (7172) 74-09-76", *links, (f"/kk/{number}", "Қаз")))
    harvest.extract(plan)
    first = rows(harvest)
    extract(harvest.db, harvest.objects, plan, harvest.lexicons)
    assert rows(harvest) == first
    assert [len(table) for table in first] == [120, 120, 0, 720, 0, 0, 0, 0, 0, 120, 0, 120, 0, 0]


def test_page_that_breaks_the_reader_says_so(harvest: Any, plan: CrawlPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    from crawler.extract import run

    real: Callable[..., Any] = run.extract_page

    def breaking(capture: Any, *rest: Any) -> Any:
        if capture.url.endswith("bad"):
            raise IndexError("beyond")
        return real(capture, *rest)

    monkeypatch.setattr(run, "extract_page", breaking)
    harvest.page(f"{ROOT}bad", page(RU))
    harvest.page(f"{ROOT}good", page(RU))
    harvest.extract(plan)
    assert [(item.url.removeprefix(ROOT), item.note, item.language) for item in harvest.records(PageRecord)] == [
        ("bad", "not read: IndexError", None),
        ("good", "", "ru"),
    ]


def test_lost_or_changed_evidence_is_a_fault(harvest: Any, plan: CrawlPlan) -> None:
    harvest.page(ROOT, page(RU))
    path = harvest.objects.path(harvest.captures[0].object_sha256)
    with open(path, "ab") as file:
        file.write(b"x")
    with pytest.raises(ObjectDamaged):
        harvest.extract(plan)
    harvest.db.rollback()
    harvest.objects.fs.rm(path)
    with pytest.raises(ObjectMissing):
        harvest.extract(plan)


def test_inner_page_inspected_alone_is_no_home(harvest: Any, planned: Callable[..., CrawlPlan]) -> None:
    harvest.page(f"{ROOT}kk/news/1", page(KK), depth=0)
    harvest.extract(planned(f"{ROOT}kk/news/1", page_only=True))
    assert homes(harvest) == []


def article(text: str, numbers: str, picture: str) -> str:
    return (
        f"<!doctype html><html><head><title>т</title></head><body><header><img src=/logo.png></header>"
        f"<main><article class=news><p>{text} {numbers}</p><img src='{picture}'></article></main></body></html>"
    )


def test_translations_without_any_switch_are_paired_by_what_they_hold(harvest: Any, plan: CrawlPlan) -> None:
    """Neither links nor addresses tell; figures and pictures do, and what fits two pages alike is left alone."""
    harvest.page(f"{ROOT}n/1", article(KK, "1450 адам, 312 ауыл, 98713 теңге", "/f/a1.jpg"))
    harvest.page(f"{ROOT}n/2", article(RU, "1450 человек, 312 сёл, 98713 тенге", "/f/a1.jpg"))
    harvest.page(f"{ROOT}n/3", article(KK, "777 адам, 888 ауыл, 999 теңге", "/f/b1.jpg"))
    harvest.page(f"{ROOT}n/4", article(RU, "777 человек, 888 сёл, 999 тенге", "/f/b1.jpg"))
    harvest.page(f"{ROOT}n/5", article(RU, "777 человек, 888 сёл, 999 тенге", "/f/b1.jpg"))
    harvest.page(f"{ROOT}n/6", article(KK, "4001 адам", "/f/c1.jpg"))
    harvest.page(f"{ROOT}n/7", article(RU, "4001 человек", "/f/d1.jpg"))
    harvest.extract(plan)
    told = [(pair.url, pair.target_language, pair.counterpart, pair.method, pair.signs) for pair in harvest.records(PairRecord)]
    assert told == [
        (f"{ROOT}n/1", "ru", f"{ROOT}n/2", "content", ("template", "images", "numbers")),
        (f"{ROOT}n/2", "kk", f"{ROOT}n/1", "content", ("template", "images", "numbers")),
    ]


def test_pages_without_a_switch_are_paired_by_their_addresses(harvest: Any, plan: CrawlPlan) -> None:
    harvest.page(f"{ROOT}kk/about", page(KK))
    harvest.page(f"{ROOT}ru/about", page(RU))
    harvest.page(f"{ROOT}ru/other", page(RU))
    harvest.extract(plan)
    told = [
        (pair.url.removeprefix(ROOT), pair.counterpart.removeprefix(ROOT), pair.method) for pair in harvest.records(PairRecord)
    ]
    assert told == [("kk/about", "ru/about", "address"), ("ru/about", "kk/about", "address")]


def endless_at(stuck: str, how: Callable[[], None]) -> Callable[..., Any]:
    """An extraction that never comes back from one page, as only code below Python does."""
    read = run.extract_page

    def extract_page(capture: Capture, *rest: Any) -> Any:
        if capture.url == stuck:
            how()
        return read(capture, *rest)

    return extract_page


HANGS = {
    # A choice of two to the power of sixty ways, tried inside one call into C.
    "time": (lambda: re.match(r"(?:a|a)*b", "a" * 60), "reading took more than 1 s of processor time and was ended"),
    "died": (lambda: os.kill(os.getpid(), signal.SIGSEGV), "reading ended its process, which may take 300000000 bytes"),
    "memory": (lambda: bytearray(1 << 40), "reading took more than 300000000 bytes and was ended"),
    "growth": (
        lambda: [bytearray(b"x" * 10_000_000) for _ in range(10_000)],
        "reading took more than 300000000 bytes and was ended",
    ),
}


@pytest.mark.parametrize("kind", HANGS)
def test_a_page_that_holds_the_reader_up_costs_itself_alone(
    harvest: Any, planned: Callable[..., CrawlPlan], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    how, why = HANGS[kind]
    plan = planned(limits=Limits(extract_time=1, extract_memory=300_000_000))
    pages = ["", "ru/a", "ru/b", "ru/c"]
    for path in pages:
        harvest.page(ROOT + path, page(RU, ("/ru/b", "Б")), depth=0 if path == "" else 1)
    monkeypatch.setattr(run, "extract_page", endless_at(f"{ROOT}ru/a", how))
    harvest.extract(plan)
    first = [item.model_dump_json() for item in harvest.records(PageRecord)]
    notes = {item.url.removeprefix(ROOT): item.note for item in harvest.records(PageRecord)}
    assert notes == {"": "", "ru/a": f"not read: {why}", "ru/b": "", "ru/c": ""}
    assert {link.url.removeprefix(ROOT) for link in harvest.records(LinkRecord)} == {"", "ru/b", "ru/c"}
    told = [(item.url, item.purpose, item.detail) for item in schema.read_failures(harvest.db, plan.run_id)]
    assert told == [(f"{ROOT}ru/a", "extract", why)]
    # On a machine on which the page does no harm the same evidence gives the same records.
    monkeypatch.undo()
    run.extract(harvest.db, harvest.objects, plan, harvest.lexicons)
    assert [item.model_dump_json() for item in harvest.records(PageRecord)] == first


@pytest.mark.parametrize(
    ("media", "kind"), [("text/html", PageRecord), ("application/rss+xml", FeedRecord), ("application/pdf", DocumentRecord)]
)
def test_what_was_not_read_is_told_as_what_the_server_called_it(
    harvest: Any, plan: CrawlPlan, monkeypatch: pytest.MonkeyPatch, media: str, kind: type[Record]
) -> None:
    def fail(*_: Any) -> None:
        raise RecursionError

    harvest.page(f"{ROOT}x", "x", content_type=media)
    monkeypatch.setattr(run, "extract_page", fail)
    harvest.extract(plan)
    (record,) = harvest.records(kind)
    assert (getattr(record, "note", "") or getattr(record, "fault", "")) == "not read: RecursionError"
