"""Which addresses a reading of the portal of open legal acts asks: of one body all, of the whole portal by windows of days that settle."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from crawler.portals.opennpa.addresses import windows
from tests.crawler.portals.opennpa.kit import HOST, PORTAL, asked, draft, listed, lists

DAY = timedelta(days=1)


def test_a_reading_begins_with_every_list_in_both_languages() -> None:
    for bodies in ((), ("9000811",)):
        first = list(PORTAL.first(bodies))
        assert {(question.source, question.lane) for question in first} == {
            (source, lane)
            for source in ("bodies", "active", "archive", "consultative", "consultative-archive", "arv", "arv-archive")
            for lane in ("kk", "ru")
        }
        assert all(PORTAL.at(question.url, question.lane) == question for question in first)
        assert {question.body for question in first if question.source != "bodies"} == {bodies[0] if bodies else ""}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/report",
        "/report?id=1&x=2",
        "/npa/view",
        "/npa/view?id=a",
        "/npa/view?id=1&x=2",
        "/list?page=0",
        "/list?page=a",
        "/list?page=-1",
        "/list?governmentId=1&other=2",
        "/application/advancedsearch?page=1",
    ],
)
def test_other_addresses_are_no_questions(path: str) -> None:
    assert PORTAL.at(f"{HOST}{path}", "ru") is None
    assert PORTAL.at("https://elsewhere.example/list", "ru") is None


def test_pages_of_a_body_follow_from_the_first_and_nothing_of_them_settles() -> None:
    many = [draft(number, created=date(2024, 1, 1)) for number in range(11)]
    first = listed(many, "/list?status=IN_ARCHIVE&governmentId=9000811")
    assert lists(first) == [f"/list?status=IN_ARCHIVE&governmentId=9000811&page={page}" for page in (2, 3)]
    assert lists(listed(many, "/list?status=IN_ARCHIVE&governmentId=9000811&page=2", page=2)) == []
    assert not PORTAL.settled(asked("/list?status=IN_ARCHIVE&governmentId=9000811"), first, first)


@pytest.mark.parametrize(
    "newest", [date(2026, 9, 10), date(2026, 1, 1), date(2026, 3, 31), date(2016, 2, 29), date(2015, 1, 1), date(2014, 5, 5)]
)
def test_windows_hold_every_day_and_neighbours_share_one(newest: date) -> None:
    found = windows(2014, newest)
    assert found[0][0] == found[-1][1] == ""
    assert all(one[1] == two[0] for one, two in pairwise(found))
    starts = [date(int(first[6:]), int(first[3:5]), int(first[:2])) for first, _ in found[1:]]
    assert starts == sorted(set(starts))
    assert not starts or newest < starts[-1] <= newest + 11 * DAY
    assert all(start <= newest for start in starts[:-1])
    assert len(starts) < 2 or newest - starts[-2] <= 11 * DAY


def test_tomorrow_asks_the_same_windows_of_days() -> None:
    today, tomorrow = windows(2014, date(2026, 9, 20)), windows(2014, date(2026, 9, 21))
    assert set(today) - set(tomorrow) == {("21.09.2026", "")}
    assert windows(2014, date(2026, 9, 21)) == windows(2014, date(2026, 9, 30))


def test_the_long_lists_of_the_whole_portal_are_asked_for_by_windows_and_the_short_ones_by_pages() -> None:
    many = [draft(number) for number in range(11)]
    led = lists(listed(many, "/list?status=IN_ARCHIVE"))
    assert led[0] == "/list?status=IN_ARCHIVE&createEndDate=01.01.2015&page=1"
    assert led[-2] == "/list?status=IN_ARCHIVE&createBeginDate=01.09.2026&createEndDate=11.09.2026&page=1"
    assert led[-1] == "/list?status=IN_ARCHIVE&createBeginDate=11.09.2026&page=1"
    assert lists(listed(many, "/list"))[-1] == "/list?createBeginDate=11.09.2026&page=1"
    assert lists(listed(many, "/Arvlist")) == ["/Arvlist?page=2", "/Arvlist?page=3"]
    assert lists(listed(many[:5], "/list?status=IN_ARCHIVE")) == []


WINDOW = "/list?status=IN_ARCHIVE&createBeginDate=01.09.2026&createEndDate=11.09.2026"


def test_a_window_is_read_from_both_ends_and_settles_where_its_last_page_is_as_before() -> None:
    many = [draft(number) for number in range(23)]
    assert lists(listed(many, f"{WINDOW}&page=1")) == [f"{WINDOW}&page=5"]
    last = listed(many, f"{WINDOW}&page=5", page=5)
    assert lists(last) == [f"{WINDOW}&page={page}" for page in (2, 3, 4)]
    middle = listed(many, f"{WINDOW}&page=3", page=3)
    assert lists(middle) == [f"{WINDOW}&page=5"]
    end = asked(f"{WINDOW}&page=5")
    assert PORTAL.settled(end, last, last)
    assert not PORTAL.settled(end, last, None)
    assert not PORTAL.settled(asked(f"{WINDOW}&page=3"), middle, middle)
    grown = [*many[:7], draft(99), *many[7:]]
    assert not PORTAL.settled(end, listed(grown, f"{WINDOW}&page=5", page=5), last)
    assert not PORTAL.settled(end, listed([*many[:-1], draft(22, until=date(2026, 9, 20))], f"{WINDOW}&page=5", page=5), last)


def test_a_window_that_grew_or_shrank_while_it_was_read_is_read_to_its_new_end() -> None:
    many = [draft(number) for number in range(28)]
    assert lists(listed(many, f"{WINDOW}&page=5", page=5)) == [f"{WINDOW}&page=6"]
    few = listed(many[:18], f"{WINDOW}&page=5", page=5)
    assert (few.lacks, lists(few)) == ("", [f"{WINDOW}&page=4"])


def test_a_portal_that_does_not_keep_to_the_days_it_is_asked_for_is_not_read_by_days() -> None:
    strange = listed([draft(1, created=date(2020, 1, 1))], f"{WINDOW}&page=1")
    assert (strange.items, strange.lacks) == ((), "createBeginDate")
