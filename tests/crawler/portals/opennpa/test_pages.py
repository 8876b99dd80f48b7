"""Lists and cards of the portal of open legal acts are read whole, in both languages, with their quirks."""

from __future__ import annotations

from datetime import date

import pytest

from tests.crawler.portals.opennpa.kit import COMMENTS, HOST, PORTAL, asked, card, draft, listed, paths, report
from tests.portals.opennpa.content import OPEN, Comment
from tests.portals.opennpa.pages import list_page, page


@pytest.mark.parametrize("lane", ["ru", "kk"])
def test_a_line_of_a_list(lane: str) -> None:
    one = draft(comments=COMMENTS[:1])
    found = listed([one], "/list?status=IN_ARCHIVE&governmentId=9000811", lane)
    (item,) = found.items
    assert (item.kind, item.key, item.title, item.day, item.body) == (
        "draft",
        str(one.id),
        one.title[lane],
        "2026-09-09",
        "9000811",
    )
    expected = {
        "list": "archive",
        "status": "IN_ARCHIVE",
        "type": "747",
        "created": "2026-09-09",
        "until": "2026-09-14",
        "comments": 2,
        "accepted": 0,
        "refused": 1,
        "likes": 1,
        "dislikes": 0,
        "views": 224,
        "place": f"/npa/view?id={one.id}",
    }
    assert {name: item.facts[name] for name in expected} == expected
    assert found.language == lane


def test_the_body_of_a_line_is_told_by_the_menu_and_not_by_the_list_alone() -> None:
    others = [draft(1), draft(2, body="9000822")]
    assert [item.body for item in listed(others, "/list?governmentId=9000811").items] == ["9000811", "9000822"]
    unknown = list_page("ru", [draft(1)], 1, "").replace("Министерство степных дорог", "Отдел прочих дорог", 1)
    (item,) = PORTAL.read(asked("/list"), 200, unknown.encode()).items
    assert (item.body, bool(item.body_name)) == ("", True)


def test_an_empty_list_says_so_and_one_in_new_clothes_lacks_its_mark() -> None:
    assert listed([], "/list?governmentId=9000811").lacks == ""
    assert listed([], "/list?governmentId=9000811").items == ()
    changed = PORTAL.read(asked("/list"), 200, list_page("ru", [draft()], 1, "", changed=True).encode())
    assert (changed.items, changed.lacks) == ((), "div.contentlist")
    assert PORTAL.read(asked("/list"), 200, b"<html><title>Captcha</title><p></p></html>").refusal == "captcha"
    assert PORTAL.read(asked("/list"), 200, page("ru", "<p>x</p>").encode()).lacks == "div.pagination-container"


def test_only_words_that_stand_alone_make_a_list_without_numbers_of_pages_an_empty_one() -> None:
    box = '<div class="pagination-container"></div>'
    said = {
        "<p> Нет данных </p>": "",
        "<script>alert('Нет данных')</script>": "div.contentlist",
        "<p>Нет данных о мостах</p>": "div.contentlist",
    }
    for content, lacks in said.items():
        assert PORTAL.read(asked("/list"), 200, page("ru", content + box).encode()).lacks == lacks
    numbered = page("ru", f"<p>Нет данных</p>{box}<script>totalPages: 3,</script>")
    assert PORTAL.read(asked("/list"), 200, numbered.encode()).lacks == "div.contentlist"


def test_another_language_than_asked_for_is_told() -> None:
    assert PORTAL.read(asked("/list", "ru"), 200, list_page("kk", [draft()], 1, "").encode()).language == "kk"
    assert PORTAL.read(asked("/list", "ru"), 200, list_page("kk", [], 1, "").encode()).language == "kk"


@pytest.mark.parametrize("lane", ["ru", "kk"])
def test_a_card_with_its_form_files_and_comments(lane: str) -> None:
    one = draft(comments=COMMENTS[:1])
    item, comment = card(one, lane).items
    assert (item.kind, item.key, item.title, item.body, item.day) == (
        "card",
        str(one.id),
        one.title[lane],
        "9000811",
        "2026-09-09",
    )
    assert item.facts["files"] == list(one.files[lane])
    assert item.facts["version"] in ("Версия 1", "Нұсқасы 1")
    assert len(item.facts["form"]) == 4
    assert "background" not in item.facts["content"]
    assert (item.facts["comments"], item.facts["refused"], item.facts["report"], item.facts["category"]) == (2, 1, True, "806")
    assert (comment.kind, comment.day, comment.facts["verdict"], comment.facts["card"]) == (
        "comment",
        "2026-09-09",
        "refused",
        str(one.id),
    )
    assert [(answer["day"], answer["text"]) for answer in comment.facts["answers"]] == [("2026-09-10", "Сроки указаны.")]
    assert "Пользователь" not in str(comment)


def test_a_day_without_its_year_follows_from_the_days_of_the_card_or_stays_open() -> None:
    winter = draft(
        created=date(2025, 12, 20),
        until=date(2026, 1, 20),
        comments=(Comment(1, "x", "05/01 - 10:00"), Comment(2, "y", "30/12 - 09:00")),
    )
    assert [item.day for item in card(winter).items[1:]] == ["2026-01-05", "2025-12-30"]
    long = draft(created=date(2024, 9, 1), until=date(2026, 9, 30), comments=(Comment(1, "x", "09/09 - 10:00"),))
    late = draft(comments=(Comment(1, "x", "20/10 - 10:00"),))
    endless = draft(until=None, comments=(Comment(1, "x", "09/09 - 10:00"),))
    for one in (long, late, endless):
        comment = card(one).items[1]
        assert (comment.day, bool(comment.facts["said"])) == ("", True)


def test_other_tabs_are_asked_for_where_comments_are_counted_that_the_card_does_not_show() -> None:
    whole, hidden = draft(comments=COMMENTS), draft(comments=(Comment(1, "x", "09/09 - 10:00", tab="3"),))
    assert paths(card(whole)) == [f"/report?id={whole.id}"]
    assert paths(card(hidden)) == [
        f"/npa/view?id={hidden.id}&typeComment={tab}" for tab in ("6", "3", "1", "8", "9", "10", "7", "4")
    ]
    assert [item.kind for item in card(hidden, tab="3").items] == ["card", "comment"]
    assert paths(card(hidden, tab="6")) == []


def test_cards_are_asked_for_but_not_those_of_old_drafts() -> None:
    new, old = draft(1), draft(2, created=date(2024, 12, 31))
    for path in ("/list?governmentId=9000811", "/list", "/list?status=IN_ARCHIVE&createBeginDate=01.12.2024&page=1"):
        assert paths(listed([new, old], path)) == [f"/npa/view?id={new.id}"]


def test_bodies_are_those_of_the_menu() -> None:
    found = PORTAL.read(asked("/list?searchValue="), 200, list_page("ru", [draft()], 1, "").encode())
    assert {item.kind for item in found.items} == {"body"}
    assert ("9000811", "Министерство степных дорог Республики Казахстан (вымышленное)") in {
        (item.key, item.title) for item in found.items
    }
    assert found.more == ()


BOX, ENTRY = "<div class='pagination-container'></div>", "<div class='contentlist'><h3><a href='/npa/view?id={}'>x</a></h3>"
CARD = "<div class=view-npa>{}</div><ul class=blog-info></ul>"
HOSTILE = [
    "",
    "\x00" * 100,
    "<div class='contentlist'>" * 5000,
    f"{BOX}<script>totalPages: 9999999</script>{ENTRY.format(1)}</div>",
    f"{BOX}totalPages: 2{ENTRY.format('9' * 30)}",
    f"{BOX}totalPages: 3{ENTRY.format('٣')}</div>",
    f"{BOX}totalPages: 5{ENTRY.format(1)}<div class=info><strong>Дата создания:</strong> 31/12/9999</div></div>",
    f"{BOX}totalPages: 5{ENTRY.format(1)}<div class=info><strong>Дата создания:</strong> 01/01/0001</div></div>",
    CARD.format("<small><b>Дата создания:</b> 99/99/0000</small>"),
    CARD.format("<h2></h2>") + "<div class=main-comments><div class=media><div class=media-body><p id>x</p></div></div></div>",
]


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    "path", ["/list?status=IN_ARCHIVE", "/list?searchValue=", "/npa/view?id=1", "/list?status=IN_ARCHIVE&createEndDate=xx&page=2"]
)
def test_nothing_that_an_answer_holds_stops_the_reader(path: str, content: str) -> None:
    found = PORTAL.read(asked(path), 200, content.encode())
    assert len(found.more) <= 50_000
    for question in found.more:
        assert question.url.startswith(f"{HOST}/")
        assert PORTAL.at(question.url, question.lane) == question


@pytest.mark.parametrize("lane", ["kk", "ru"])
def test_a_report_tells_what_was_answered_in_it(lane: str) -> None:
    one = draft(comments=(*COMMENTS, Comment(103, "Где карта?", "09/09 - 10:00", reported="Карта приложена.")))
    found = report(one, lane)
    assert (found.lacks, found.language) == ("", lane)
    assert [(item.kind, item.key, item.facts["rows"]) for item in found.items] == [
        ("report", str(one.id), [
            {"text": "Почему не указаны сроки?", "answer": "Сроки указаны."},
            {"text": "Поддерживаю.", "answer": ""},
            {"text": "Где карта?", "answer": "Карта приложена."},
        ])
    ]  # fmt: skip


def test_a_report_is_asked_for_only_where_a_comment_has_no_answer_and_one_is_offered() -> None:
    answered, open_one = draft(comments=COMMENTS[:1]), draft(status=OPEN, comments=COMMENTS)
    assert paths(card(answered)) == paths(card(open_one)) == []


def test_a_table_without_the_columns_is_no_report() -> None:
    strange = page("ru", "<table><tr><th>Раздел</th></tr><tr><td>1</td></tr></table>")
    found = PORTAL.read(asked("/report?id=1"), 200, strange.encode())
    assert (found.items, found.lacks) == ((), "table")
