"""What a snapshot keeps in memory says the same as what was stored, and links to an address are looked up instead of read through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from weakref import ref

from sqlalchemy import Engine, text

from store import schema
from store.harvest import Kind, Ledger, LedgerEntry
from store.kept import Addresses, Again, Pages, Spelled, spelled_once
from store.records import LinkRecord, PageRecord

DAY = datetime(2026, 11, 20, tzinfo=UTC)


def entry(url: str, lane: str = "*", **more: object) -> LedgerEntry:
    return LedgerEntry.model_validate(
        {"url": url, "lane": lane, "ledger": Ledger.FETCHED, "kind": Kind.PAGE, "reason": "page"} | more
    )


def page(number: int) -> PageRecord:
    return PageRecord(
        capture_id=f"c{number}", url=f"https://a.kz/{number}", captured_at=DAY, object_sha256="0" * 64, final_url=f"https://a.kz/{number}",
        title="Ереже" + "лер", landmarks=("navigation", "main"), text_excerpt="Ережелер " * 9, breadcrumb=(("Басты", "https://a.kz/"),),
    )  # fmt: skip


def test_answers_read_to_their_end_are_kept_while_there_is_room() -> None:
    asked: list[str] = []
    again = Again(room=3)

    def read(name: str, items: int) -> list[LedgerEntry]:
        def answer() -> Iterator[LedgerEntry]:
            asked.append(name)
            yield from (entry(f"https://a.kz/{name}/{number}") for number in range(items))

        return list(again.asked(name, answer))

    assert read("few", 2) == read("few", 2)
    assert len(read("none", 0)) == len(read("none", 0)) == 0
    assert [one.url for one in read("many", 2)] == [one.url for one in read("many", 2)]
    assert asked == ["few", "none", "many", "many"]


def test_an_answer_that_was_left_half_read_is_read_anew() -> None:
    again = Again(room=9)
    items = [entry("https://a.kz/1"), entry("https://a.kz/2")]
    assert next(again.asked("q", lambda: iter(items))) == items[0]
    assert list(again.asked("q", lambda: iter(items))) == items


def test_addresses_give_back_their_items_in_order_and_by_lane() -> None:
    items = [
        entry("https://a.kz/", "ru"),
        entry("https://a.kz/", "kk"),
        entry("https://a.kz/1", status=200, parent="https://a.kz/"),
    ]
    known = Addresses(LedgerEntry, items, lambda one: (one.url, one.lane))
    assert list(known) == items == list(known)
    assert known.find("https://a.kz/", "ru") == items[0]
    # Without that lane the first in the fixed order that has it.
    assert known.find("https://a.kz/", "en") == items[1] == known.find("https://a.kz/", "*")
    assert known.find("https://a.kz/2", "*") is None


def test_a_member_of_an_enumeration_is_not_taken_for_its_text() -> None:
    one = entry("https://a.kz/")
    (told,) = Addresses(LedgerEntry, [one], lambda item: (item.url, item.lane))
    assert (type(told.kind), type(told.ledger), type(told.reason)) == (Kind, Ledger, str)
    spelled = Spelled()
    assert spelled.once("page") == "page"
    assert spelled.once(Kind.PAGE) is Kind.PAGE
    assert [type(value) for value in spelled.once(("page", Kind.PAGE))] == [str, Kind]
    assert [spelled.once(one) for one in (True, 1)] == [True, 1]
    assert spelled.once(True) is True


def test_moments_of_one_zone_are_kept_once_and_those_of_another_as_they_are() -> None:
    spelled, elsewhere = Spelled(), DAY.astimezone(timezone(timedelta(hours=5)))
    assert spelled.once(DAY.replace(microsecond=0)) is spelled.once(DAY.replace(microsecond=0))
    assert spelled.once(elsewhere) is elsewhere


def test_items_that_are_spelled_once_are_the_same_and_share_their_texts() -> None:
    first, second = spelled_once(
        [entry("https://a.kz/1", parent="https://a.kz/" + str(0)), entry("https://a.kz/2", parent="https://a.kz/0")]
    )
    assert (first.url, second.url) == ("https://a.kz/1", "https://a.kz/2")
    assert first.parent is second.parent
    assert first == entry("https://a.kz/1", parent="https://a.kz/0")


def test_pages_share_what_they_bear_alike_and_leave_excerpts_to_the_database() -> None:
    pages = Pages([page(1), page(2)])
    first, second = pages
    for name in ("title", "breadcrumb", "landmarks", "captured_at"):
        assert getattr(first, name) is getattr(second, name)
    assert first == page(1).model_copy(update={"text_excerpt": ""})


def test_a_page_is_one_object_while_anybody_holds_it_and_made_anew_afterwards() -> None:
    pages = Pages([page(1), page(2)])
    first = next(iter(pages))
    assert pages.at("https://a.kz/1", "*") is first
    assert pages.at("https://a.kz/1", "ru") is None
    kept = ref(first)
    del first
    assert kept() is None
    assert pages.at("https://a.kz/1", "*") == page(1).model_copy(update={"text_excerpt": ""})


def test_pages_are_told_by_language_and_as_homes() -> None:
    made = [page(number).model_copy(update={"language": ("kk", "ru")[number % 2], "is_home": number == 2}) for number in range(4)]
    pages = Pages(made)
    assert [one.url for one in pages.of("ru")] == pages.addresses("ru") == ["https://a.kz/1", "https://a.kz/3"]
    assert [one.url for one in pages] == pages.addresses(None) == [one.url for one in made]
    assert [one.url for one in pages.homes()] == ["https://a.kz/2"]


def test_an_address_that_is_known_is_kept_by_one_text() -> None:
    known = Addresses(LedgerEntry, [entry("https://a.kz/" + str(1))], lambda one: (one.url, one.lane))
    (held,) = known
    spelled = Spelled(known.spelling)
    assert spelled.text("https://a.kz/" + str(1)) is held.url
    assert spelled.text("https://a.kz/2") == "https://a.kz/2"
    (told,) = Pages([page(1)], known.spelling)
    assert told.url is held.url


def test_links_to_an_address_are_looked_up_by_their_index_and_told_in_page_order(database: Engine) -> None:
    # A session left open would hold its rows against the next test.
    with database.connect() as db:
        row = {"id": "r", "key": "k", "body": "b", "state": "extracted", "plan": "{}", "out": "", "started_at": DAY.isoformat()}
        db.execute(schema.runs.insert().values(**row))
        made = [
            LinkRecord(
                capture_id=f"c{number}", url=f"https://a.kz/{number:03}", seq=seq, raw="x", target=f"https://a.kz/{seq % 3}", scope="internal",
                tag="a", attr="href",
            )
            for number in (7, 3, 11)
            for seq in (5, 1, 4, 2)
        ]  # fmt: skip
        schema.write(db, "r", made)
        wanted = sorted((one for one in made if one.target == "https://a.kz/1"), key=lambda one: (one.url, one.lane, one.seq))
        assert list(schema.read_records(db, LinkRecord, "r", target="https://a.kz/1")) == wanted
        assert list(schema.read_records(db, LinkRecord, "r", target=frozenset({"https://a.kz/1"}), tag="a")) == wanted
        if database.dialect.name != "sqlite":
            return
        query = schema._records_query(LinkRecord, ("target",), frozenset()).params(of_run="r", of_target="https://a.kz/1")
        way = db.execute(text(f"EXPLAIN QUERY PLAN {query.compile(db, compile_kwargs={'literal_binds': True})}")).all()
        assert any("ix_links_target" in line[-1] for line in way), way
