"""What a second reading of the portal of open legal acts need not ask: what one language shows as it was, and cards whose lines did not change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.items import ItemRecord
from tests.crawler.portals.opennpa.kit import COMMENTS, PORTAL, asked, draft, listed
from tests.portals.opennpa.content import OPEN, Draft

WINDOW = "/list?createBeginDate=01.09.2026&createEndDate=11.09.2026"
MANY = [draft(number, status=OPEN) for number in range(23)]


def test_only_where_drafts_change_no_more_the_last_page_settles_those_before() -> None:
    archived = [draft(number) for number in range(23)]
    last = listed(archived, f"{WINDOW}&status=IN_ARCHIVE&page=5", page=5)
    assert PORTAL.settled(asked(f"{WINDOW}&status=IN_ARCHIVE&page=5"), last, last)
    active = listed(MANY, f"{WINDOW}&page=5", page=5)
    assert not PORTAL.settled(asked(f"{WINDOW}&page=5"), active, active)


def test_pages_follow_the_other_language_only_where_nothing_came_or_went() -> None:
    question, last = asked(f"{WINDOW}&page=5"), listed(MANY, f"{WINDOW}&page=5", page=5)
    assert PORTAL.mirrored(question, last, last)
    for other in ([draft(99, status=OPEN), *MANY], MANY[1:], [*MANY[:-1], draft(98, status=OPEN)]):
        assert not PORTAL.mirrored(question, listed(other, f"{WINDOW}&page=5", page=5), last)
    middle = listed(MANY, f"{WINDOW}&page=3", page=3)
    assert not PORTAL.mirrored(asked(f"{WINDOW}&page=3"), middle, middle)
    first = listed(MANY[:3], f"{WINDOW}&page=1")
    assert not PORTAL.mirrored(asked(f"{WINDOW}&page=1"), first, first)
    assert [(one.url, one.lane) for one in PORTAL.twins(question)] == [(question.url, "kk")]


@pytest.mark.parametrize(
    ("one", "same"),
    [
        (MANY[11], True),
        (replace(MANY[11], title={"ru": "Иное", "kk": "Басқа"}), True),
        (replace(MANY[11], comments=COMMENTS), False),
        (replace(MANY[11], until=date(2026, 9, 30)), False),
        (replace(MANY[11], type="3813"), False),
        (draft(99, status=OPEN), False),
    ],
)
def test_two_languages_mirror_each_other_in_all_but_words(one: Draft, same: bool) -> None:
    now = [*MANY[:11], one, *MANY[12:]]
    kazakh = listed(now, f"{WINDOW}&page=3", lane="kk", page=3)
    russian = listed(MANY, f"{WINDOW}&page=3", page=3)
    assert PORTAL.mirrors(kazakh, russian) is same


def test_a_state_in_a_word_that_nobody_knows_mirrors_nothing() -> None:
    unknown = listed(MANY, f"{WINDOW}&page=1", lane="kk")
    unknown = unknown._replace(items=tuple(one._replace(facts={**one.facts, "status": ""}) for one in unknown.items))
    assert unknown.items
    assert not PORTAL.mirrors(unknown, unknown)


def known(one: Draft, lane: str = "ru") -> ItemRecord:
    """A draft's line as the reading before had it on record."""
    item = listed([one], f"{WINDOW}&page=1", lane=lane).items[0]
    return ItemRecord(
        **item._asdict(),
        capture_id="c",
        url="https://legalacts.example/list",
        lane=lane,
        portal="open-npa",
        source="active",
        seq=0,
    )


@pytest.mark.parametrize(
    ("before", "spared"),
    [
        ([known(MANY[0])], True),
        # Another language tells nothing of this one's card.
        ([known(MANY[0], "kk")], False),
        ([known(replace(MANY[0], title={"ru": "Иное"}))], False),
        ([known(replace(MANY[0], comments=COMMENTS))], False),
        ([known(MANY[0]), known(replace(MANY[0], until=date(2026, 9, 30)))], False),
        ([], False),
    ],
)
def test_a_card_is_taken_over_where_its_line_is_as_before(before: list[ItemRecord], spared: bool) -> None:
    page = listed([draft(50, status=OPEN), MANY[0]], f"{WINDOW}&page=1")
    wanted = str(MANY[0].id)
    found = list(
        PORTAL.unmoved(asked(f"{WINDOW}&page=1"), page, lambda kind, key: before if (kind, key) == ("draft", wanted) else [])
    )
    assert [one.question.url.rpartition("=")[2] for one in found] == ([wanted] if spared else [])
