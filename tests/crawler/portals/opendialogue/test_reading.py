"""The portal of open dialogue: what its pages say, what they lack, and which addresses are its own. No network."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.portals.opendialogue.place import Rules
from crawler.portals.opendialogue.portal import Portal
from crawler.portals.reading.seam import Authorisation, Question
from openness.registers import load_rules
from tests.conftest import ROOT

PAGES = Path(__file__).parent / "pages"
HOST = "https://dialog.egov.kz"
RULES = next(rules for rules in load_rules(ROOT / "config") if isinstance(rules, Rules))
PORTAL = Portal(RULES, HOST)


def page(name: str) -> bytes:
    return (PAGES / name).read_bytes()


def questions(lane: str = "ru") -> Question:
    return PORTAL.ask("questions", lane, "4811")


def test_a_reading_of_a_body_asks_its_lists_in_both_languages_and_nothing_that_robots_txt_closes() -> None:
    asked = list(PORTAL.first(("4811",)))
    assert {(one.source, one.lane) for one in asked} == {
        (source, lane) for source in ("blog", "posts", "questions", "conferences", "polls") for lane in ("kk", "ru")
    }
    assert not any("/search" in one.url or "/blogs/all-questions" in one.url for one in asked)
    assert [one.url for one in PORTAL.first(())] == [f"{HOST}/blogs?page=1"] * 2


def test_with_the_operators_agreement_the_search_is_asked_too() -> None:
    agreed = Portal(RULES.model_copy(update={"authorisation": Authorisation(reference="letter 1")}), HOST)
    searches = [one for one in agreed.first(("4811",)) if one.source == "search"]
    assert len(searches) == 2
    assert all("govAgencyBlog=4811&" in one.url and "overdue=true" in one.url for one in searches)


def test_every_address_that_is_asked_is_known_again_by_itself() -> None:
    for question in [*PORTAL.first(()), *PORTAL.first(("4811",)), PORTAL.ask("posts", "kk", "4811", 17)]:
        assert PORTAL.at(question.url, question.lane) == question
    assert PORTAL.at(f"{HOST}/blogs/4811/posts?page=1", "en") is None
    assert PORTAL.at(f"{HOST}/application/help", "ru") is None
    assert PORTAL.at("https://dialog.egov.kz.example/blogs?page=1", "ru") is None


def test_questions_come_with_their_answers_and_without_the_names_of_applicants() -> None:
    reading = PORTAL.read(questions(), 200, page("questions_ru.html"))
    assert (reading.language, reading.lacks, reading.more) == ("ru", "", ())
    first, second = reading.items
    assert (first.kind, first.key, first.day, first.body) == ("question", "765824", "2026-10-05", "4811")
    assert first.facts == {
        "text": "Когда починят мост через Карасу?",
        "category": "Дороги",
        "views": 1204,
        "answers": 2,
        "answered": ["2026-10-12", "2026-10-20"],
        "page": 1,
        "pages": 1,
    }
    assert "Аманов" not in repr(reading)
    assert (second.key, second.facts["answers"], second.facts["answered"]) == ("765111", 0, [])


def test_a_day_that_no_calendar_has_is_no_day() -> None:
    assert PORTAL.read(questions(), 200, page("questions_ru.html")).items[1].day == ""


def test_the_first_page_leads_to_all_others() -> None:
    reading = PORTAL.read(PORTAL.ask("posts", "kk", "4811"), 200, page("posts_kk.html"))
    assert [(item.key, item.title, item.day) for item in reading.items] == [
        ("4811a", "Көктемгі жөндеу", "2026-11-16"),
        ("4811b", "Қысқы дайындық", "2026-11-09"),
    ]
    assert [one.url for one in reading.more] == [f"{HOST}/blogs/4811/posts?page={number}" for number in (2, 3)]
    later = PORTAL.read(PORTAL.ask("posts", "kk", "4811", 2), 200, page("posts_kk.html"))
    assert later.more == ()
    assert [item.facts["page"] for item in later.items] == [2, 2]


def test_the_language_is_that_of_the_page_and_not_that_asked_for() -> None:
    assert PORTAL.read(PORTAL.ask("posts", "ru", "4811"), 200, page("posts_kk.html")).language == "kk"


@pytest.mark.parametrize(
    ("old", "new", "lacks"),
    [
        # Each renamed mark makes the page no page of this list; none of them makes it a list of nothing.
        ("blog-info", "blog-data", RULES.lists["posts"].card),
        ("readmore", "read-more", RULES.lists["posts"].card),
        ("tab-pane", "tab", "div.tab-pane"),
        ("/blogs/posts/", "/entries/", RULES.lists["posts"].card),
    ],
)
def test_a_mark_that_is_not_there_is_named(old: str, new: str, lacks: str) -> None:
    reading = PORTAL.read(PORTAL.ask("posts", "kk", "4811"), 200, page("posts_kk.html").replace(old.encode(), new.encode()))
    assert (reading.lacks, reading.items, reading.more) == (lacks, (), ())


@pytest.mark.parametrize(
    ("inner", "lacks"),
    [
        ("<p>Нет данных</p>", ""),
        ("<p>Деректер  жоқ</p>", ""),
        ("<p></p>", RULES.lists["polls"].card),
        # A page behind the last one says nothing of the list.
        ("<p>Нет данных</p><script>totalPages: 4</script>", RULES.lists["polls"].card),
    ],
)
def test_a_list_is_empty_only_where_it_says_so(inner: str, lacks: str) -> None:
    text = f'<html lang="ru"><body><div class="tab-pane">{inner}</div></body></html>'
    reading = PORTAL.read(PORTAL.ask("polls", "ru", "4811"), 200, text.encode())
    assert (reading.lacks, reading.items) == (lacks, ())


def test_words_of_an_empty_list_elsewhere_on_the_page_do_not_count() -> None:
    text = '<html lang="ru"><body><aside>Нет данных</aside><div class="tab-pane"><div class="card">…</div></div></body></html>'
    assert PORTAL.read(PORTAL.ask("polls", "ru", "4811"), 200, text.encode()).lacks


def test_a_full_page_without_the_number_of_pages_is_no_whole_list() -> None:
    card = '<div class="row"><h3>Т</h3><ul class="blog-info"><li><i class="fa fa-calendar"></i> 01.02.2026</li></ul>{}</div>'
    cards = "".join(card.format(f'<a class="readmore" href="/surveys/{number}">…</a>') for number in range(10))
    text = f'<html lang="ru"><body><div class="tab-pane">{cards}</div></body></html>'
    assert PORTAL.read(PORTAL.ask("polls", "ru", "4811"), 200, text.encode()).lacks == RULES.last_page
    told = text.replace("</body>", "<script>totalPages: 1</script></body>")
    assert len(PORTAL.read(PORTAL.ask("polls", "ru", "4811"), 200, told.encode()).items) == 10


def test_a_poll_bears_its_first_and_last_day_and_who_took_part() -> None:
    text = (
        '<html lang="ru"><div class="tab-pane"><div class="row"><h3>Дворы</h3><ul class="blog-info"><li><i class="fa fa-calendar"></i> '
        '10.08.2026 – 31.08.2026</li><li><i class="fa fa-users"></i> 1 096</li></ul><a class="readmore" href="/surveys/780">…</a></div></div>'
    )
    (poll,) = PORTAL.read(PORTAL.ask("polls", "ru", "4811"), 200, text.encode()).items
    assert (poll.day, poll.facts["days"], poll.facts["participants"]) == ("2026-08-10", ["2026-08-10", "2026-08-31"], 1096)


def test_other_statuses_than_200_say_nothing() -> None:
    assert PORTAL.read(questions(), 404, page("questions_ru.html")).lacks == "status 404"


def test_a_list_that_brings_news_on_its_first_page_is_settled_by_it_and_questions_never_are() -> None:
    asked = PORTAL.ask("posts", "kk", "4811")
    reading = PORTAL.read(asked, 200, page("posts_kk.html"))
    changed = PORTAL.read(asked, 200, page("posts_kk.html").replace(b"4811a", b"4811c"))
    assert PORTAL.settled(asked, reading, reading)
    assert not PORTAL.settled(asked, reading, changed)
    assert not PORTAL.settled(asked, reading, None)
    answers = PORTAL.read(questions(), 200, page("questions_ru.html"))
    assert not PORTAL.settled(questions(), answers, answers)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(sorted(RULES.sources)), st.integers(0, 2000))
def test_whatever_comes_is_read_without_a_fault(content: bytes, source: str, cut: int) -> None:
    question = PORTAL.ask(source, "ru", "4811")
    for body in (content, page("questions_ru.html")[:cut] + content + page("questions_ru.html")[cut:]):
        reading = PORTAL.read(question, 200, body)
        assert all(item.kind and item.key for item in reading.items)


def test_endless_nesting_is_read_in_bounded_time() -> None:
    hostile = b'<html lang="ru"><div class="tab-pane">' + b'<div class="row"><ul class="blog-info">' * 50_000
    assert PORTAL.read(questions(), 200, hostile).items == ()
