"""Pages made to hang, fill or break a reader: each is read in bounded time, and what was left out is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.extract.page.guard import MAX_NESTING, MAX_TAGS, tame
from crawler.extract.page.tree import Outline, parse
from store.harvest import CrawlPlan, Limits
from store.records import DateRecord, DocumentRecord, FeedRecord, LinkRecord, PageRecord, Record, TextRecord

pytestmark = pytest.mark.costs(25)

# Many times what each bound lets through; one that is counted against the bound of tags says so.
MANY = 20_000


HOSTILE = (
    ("<div>" * MANY, "nesting"),
    ("<ul><li>" * MANY, "nesting"),
    ("<b>" * MANY + "</i>" * MANY, "nesting"),
    ("<a href=/x><div>" * MANY, "nesting"),
    ('<div x="</div>">' * MANY, "nesting"),
    ("<a x=y'z>" + "<div>" * MANY + "<a b='1'>", "nesting"),
    ("<svg><title>" + "<div>" * MANY, "nesting"),
    ("<p " + " ".join(f"a{number}" for number in range(MANY)) + ">x", "attributes"),
    ("<p " + 'a="> " ' * MANY + ">x", "attributes"),
    ("<p>x" * (MAX_TAGS + 10), "cut after"),
    ("слово " * 2_000_000, "cut after"),
    ('<a "' * MANY, ""),
    ("<" * MANY, ""),
    ("<!--" * MANY, ""),
    ("<script>" + "<div>" * MANY, ""),
    ("<table><tr><td>" * 20_000, "nesting"),
    ("<svg><a>" * MANY, "nesting"),
    ("<svg><a>" * 100_000, "nesting"),
    ("<svg>" + "<a>" * MANY, "nesting"),
    ("<svg/><a>" * MANY, ""),
    ("<svg><foreignobject></svg><div></foreignobject><a>" * 20_000, "nesting"),
    ("<math><mi><a>" * MANY, "nesting"),
    ("<svg></div><td>" * MANY, "nesting"),
    ("<li><dt>" * MANY, "nesting"),
    ("<rt><rp>" * MANY, "nesting"),
    ("<optgroup>" * MANY, "nesting"),
    ("<div></i>" * MANY, "nesting"),
    ("<div><object></div></object>" * MANY, "nesting"),
    ("<select>" + "<option>x" * MANY, "choices"),
    ("<p>" + "".join(f"<b a={number}>" for number in range(1_400)) + "</p>" + "<p>x</p>" * 1_400, "nesting"),
    ("<p>" + "".join(f"<b a={number}>" for number in range(40)) + "</p>" + "<p>x</p>" * MANY, "cut after"),
)


@pytest.mark.parametrize(
    ("markup", "note"),
    HOSTILE,
    ids=[
        "div", "list", "formatting", "links", "close-in-quotes", "odd-quotes", "svg", "attributes", "quoted", "tags", "one-line", "open-quote",
        "stray", "comments", "script", "tables",
        "svg-links", "svg-links-more", "one-svg", "svg-closed", "svg-and-html", "math", "svg-cells", "items", "ruby", "groups", "strange-ends",
        "walls", "choices", "reopened", "reopened-long",
    ],
)  # fmt: skip
def test_hostile_markup_is_read_and_says_what_was_left_out(read: Callable[..., list[Record]], markup: str, note: str) -> None:
    page = read(markup)[0]
    assert isinstance(page, PageRecord)
    assert page.note.startswith(note)
    assert bool(page.note) is bool(note)


def test_twenty_thousand_links_are_cut_at_the_plan_s_limit(
    read: Callable[..., list[Record]], planned: Callable[..., CrawlPlan]
) -> None:
    plan = planned(limits=Limits(max_links_per_page=500))
    records = read("".join(f"<a href=/{number}>{number}</a>" for number in range(20_000)), own_plan=plan)
    links = [record for record in records if isinstance(record, LinkRecord)]
    assert [link.target.rsplit("/", 1)[-1] for link in links] == [str(number) for number in range(500)]


def test_flattening_keeps_links_and_text() -> None:
    deep = "<div>" * 5_000 + '<a href="/deep">Терең сілтеме</a>' + "</div>" * 5_000 + "<p>соңы</p>"
    tree, note = parse(deep)
    outline = Outline(tree)
    (link,) = outline.all("a")
    assert note == f"nesting deeper than {MAX_NESTING} flattened"
    assert outline.text(link) == "Терең сілтеме"
    assert link.xpath == ""
    assert "соңы" in outline.visible()


def test_ordinary_page_is_not_touched() -> None:
    page = "<div>" * 500 + "<p>мәтін<br>" * 5_000 + "</div>" * 500
    assert tame(page) == (page, "")


@pytest.mark.parametrize(
    "page",
    [
        "<ul>" + "<li>пункт <svg><path d=x /><a href=/x><g/></a></svg>" * 4_000 + "</ul>",
        "<table>" + "<tr><td>а<td><svg viewBox=0><title>знак</title></svg>б" * 4_000 + "</table>",
        "<dl>" + "<dt>слово<dd><ul><li>раз<li>два</ul>" * 4_000 + "</dl>",
        "<ruby>" + "漢<rt>хань<rp>)" * 4_000 + "</ruby>",
        "<p>текст <b>слово<b> дальше" * 450,
        "<svg>" + "<p>абзац" * 4_000,
        "<select>" + "<option>выбор" * 4_000 + "</select>",
        "<p><font color=red>слово</font> и <i>ещё</i></p>" * 4_000,
    ],
    ids=["list", "table", "definitions", "ruby", "typos", "open-picture", "choices", "formatting"],
)
def test_what_authors_leave_open_by_right_is_not_touched(page: str) -> None:
    assert tame(page) == (page, "")


def test_characters_that_cannot_be_stored_are_left_out(read: Callable[..., list[Record]]) -> None:
    page = """<title>А\x00&#xD800;Б</title><p id="a\x00b">x</p><a href="/&#0;x" title="\u200bс">т\x01</a>
    <script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"name":"\\ud800Б\\u0000","item":"/x"}]}</script>"""
    records = read(page)
    assert all("\x00" not in str(record) for record in records)
    for record in records:
        record.model_dump_json().encode("utf-8")
    first = records[0]
    assert isinstance(first, PageRecord)
    assert first.breadcrumb[0][0] == "Б"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "</", "div", " a=", '"', "'", "<p", "<a href=", "<svg>", "<!--", "-->", "<script>", "қ", "&", "\x00", "/>"]
        ),
        max_size=60,
    )
)
def test_any_markup_gives_a_page_that_can_be_stored(read: Callable[..., list[Record]], parts: list[str]) -> None:
    records = read("".join(parts) + "<")
    assert isinstance(records[0], PageRecord)
    assert all(record.model_dump_json().encode("utf-8") for record in records)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(
    st.binary(max_size=200),
    st.sampled_from(["%PDF-1.5\n", "PK\x03\x04", "{\\rtf1", "<rss>", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "AT&TFORM", "{", ""]),
)
def test_any_bytes_give_records_that_can_be_stored(read: Callable[..., list[Record]], body: bytes, start: str) -> None:
    records = read(start.encode("latin-1") + body, content_type="application/octet-stream")
    assert all(record.model_dump_json().encode("utf-8") for record in records)
    assert {type(record) for record in records[:1]} <= {DocumentRecord, FeedRecord}
    assert {type(record) for record in records[1:]} <= {TextRecord, DateRecord}
