"""The portal of open budgets, read purely: passports in the form that public code knows, lists, documents, and answers that are none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.portals.openbudget.papers import kind_of
from crawler.portals.openbudget.portal import Portal
from crawler.portals.reading.seam import Item, Question, Reading
from tests.portals.openbudget.content import KINDS
from tests.portals.openbudget.walking import rules

ROOT = "https://budget.egov.kz"
RULES = rules()
PORTAL = Portal(RULES, ROOT)
PASSPORT = f"{ROOT}/budgetprogram/budgetprogram?govAgencyId=3568&budgetId=2271590&lang=ru"
CARD = f"{ROOT}/budgetreport/view?id=7001&govAgencyId=3568&lang=kk"
LIST = f"{ROOT}/application/search?budgetStatus=ALL&govAgencyId=3568&page=1&searchType=ALL"
FRAME = "<html><head><title>Открытые бюджеты</title></head><body><header>Открытые бюджеты</header>{}</body></html>"
TAB = """
<div id="tab-PROJECT" class="tab-pane"><table><tbody>
<tr><td>Администратор бюджетной программы <a href="#">Комментировать</a></td><td>Управление дорог</td></tr>
<tr><td>Бюджетная программа</td><td>015 Ремонт дорог</td></tr>
<tr><td>Руководитель бюджетной программы</td><td> – </td></tr>
<tr><td colspan="2">Вид бюджетной программы</td></tr>
<tr><td>в зависимости от уровня государственного управления</td><td>областная</td></tr>
<tr><td>Плановый период</td><td>2027-2029 годы</td></tr>
<!--indicatorlist--><tr><td>Расходы, всего</td><td>тысяч тенге</td><td>152 400</td></tr>
<!--direct indicators--><tr><td>Протяженность</td><td>км</td><td></td></tr>
</tbody></table>
<!--filelist-->
<table><tbody><tr><td>1</td><td>Проект</td><td>14.05.2026</td><td><a href="/application/downloadfile?id=9">pdf</a></td></tr>
<tr><td>2</td><td>Приложение</td><td>20.05.2026</td><td></td></tr></tbody></table>
<div class="comments">
 <div class="media"><div class="media-body"><h4 class="media-heading">Ким О.</h4><h4>15.05.2026</h4><p id="77">Добавьте объезд</p>
  <div class="media"><div class="media-body"><h4><i class="fa fa-tags"></i> Управление 20.05.2026</h4><p>Учтено</p></div></div></div></div>
 <div class="media"><div class="media-body"><h4 class="media-heading">Ли В.</h4><h4>01.06.2026</h4><p id="78">А мост?</p></div></div>
</div></div>
<div id="tab-APPROVED"></div>
"""


def asked(url: str, lane: str = "ru") -> Question:
    question = PORTAL.at(url, lane)
    assert question is not None
    return question


def reading(url: str, body: str, lane: str = "ru") -> Reading:
    return PORTAL.read(asked(url, lane), 200, FRAME.format(body).encode())


def items(found: Reading, kind: str) -> list[Item]:
    return [item for item in found.items if item.kind == kind]


def test_a_passport_tells_its_tabs_rows_files_and_comments() -> None:
    found = reading(PASSPORT, f"<h1>015 Ремонт дорог</h1>{TAB}")
    assert (found.lacks, found.language) == ("", "ru")
    programme = items(found, "programme")[0]
    assert (programme.key, programme.body, programme.facts["code"], programme.facts["years"]) == (
        "2271590",
        "3568",
        "015",
        [2027, 2029],
    )
    project, approved = items(found, "stage")
    assert (project.key, project.day, project.facts["day_of"]) == ("2271590:project", "2026-05-14", "file")
    # An empty row, and indicators without a figure; a row that the page does not have is not empty.
    assert project.facts["empty"] == ["head", "indicators"]
    assert [file["link"] for file in project.facts["files"]] == ["/application/downloadfile?id=9", ""]
    assert (approved.facts["files_shown"], approved.facts["comments_shown"], approved.day) == (False, False, "")
    first, second = items(found, "comment")
    assert (first.key, first.day, first.facts["answered"], first.facts["answer_day"]) == (
        "2271590:project:77",
        "2026-05-15",
        True,
        "2026-05-20",
    )
    assert (first.facts["text"], second.facts["text"], second.facts["answered"]) == ("Добавьте объезд", "А мост?", False)
    json.dumps([dict(item.facts) for item in found.items])


def test_a_day_of_its_own_row_goes_before_that_of_files() -> None:
    tab = TAB.replace("<!--indicatorlist-->", "<tr><td>Дата размещения</td><td>12.05.2026 10:20</td></tr><!--indicatorlist-->")
    project = items(reading(PASSPORT, f"<h1>x</h1>{tab}"), "stage")[0]
    assert (project.day, project.facts["day_of"]) == ("2026-05-12", "row")


def test_a_list_leads_to_cards_and_pages_of_this_body_alone() -> None:
    form = '<form action="/application/search"><select id="govAgencyId"><option value="3568">Алматы</option></select></form>'
    body = (
        f'{form}<h2><a href="/budgetprogram/budgetprogram?govAgencyId=3568&budgetId=11">001</a></h2><p>Дата изменения: 02.11.2026</p>'
        '<h2><a href="/budgetprogram/budgetprogram?budgetId=12&govAgencyId=999">чужая</a></h2>'
        '<h2><a href="https://evil.example/budgetprogram/budgetprogram?budgetId=13">x</a></h2>'
        '<h2><a href="/budgetprogram/budgetprogram?govAgencyId=3568&budgetId=../../etc">y</a></h2>'
        "<script>$('.p').twbsPagination({ totalPages: 3, visiblePages: 5 });</script>"
    )
    found = reading(LIST, body)
    assert [(item.key, item.facts["changed"]) for item in items(found, "listed")] == [("11", "2026-11-02")]
    assert [item.key for item in items(found, "body")] == ["3568"]
    assert [question.url.partition("?")[2] for question in found.more] == [
        "govAgencyId=3568&budgetId=11&lang=ru",
        "budgetStatus=ALL&govAgencyId=3568&page=2&searchType=ALL",
        "budgetStatus=ALL&govAgencyId=3568&page=3&searchType=ALL",
    ]
    assert all(PORTAL.at(question.url, "ru") == question for question in found.more)
    second = reading(LIST.replace("page=1", "page=2"), body)
    assert [question.source for question in second.more] == ["programme"]


def test_a_list_of_documents_as_it_was_is_settled_and_one_of_programmes_never() -> None:
    url = f"{ROOT}/budgetreport/list?govAgencyId=3568&page=1"
    entry = '<h2><a href="/budgetreport/view?id=5&govAgencyId=3568">Отчет</a></h2>'
    dated = reading(url, f'<div id="documentlist">{entry}<p>Дата изменения: 02.11.2026</p></div>')
    bare = reading(url, f'<div id="documentlist">{entry}</div>')
    assert [item.key for item in items(dated, "filed")] == ["5"]
    assert PORTAL.settled(asked(url), dated, dated)
    assert not PORTAL.settled(asked(url), dated, None)
    assert not PORTAL.settled(asked(url), bare, bare)
    assert not PORTAL.settled(asked(url), dated, bare)
    assert not PORTAL.settled(asked(LIST), dated, dated)


def test_a_body_that_the_search_does_not_know_has_no_empty_list() -> None:
    form = '<form action="/application/search"><select id="govAgencyId"><option value="1">Другой</option></select></form>'
    assert reading(LIST, form).lacks == "govAgencyId=3568"


def test_more_pages_than_a_list_may_have_are_no_list() -> None:
    form = '<form action="/application/search"><select id="govAgencyId"><option value="3568">Алматы</option></select></form>'
    assert reading(LIST, f"{form}<script>totalPages: 99999</script>").lacks.startswith("most_pages")


def test_a_document_tells_its_kind_year_and_days() -> None:
    card = """<h1>2025 жылғы мемлекеттік органның даму жоспарын іске асыру туралы есеп</h1><div id="document-card"><table><tbody>
    <tr><td>Құжат түрі</td><td>Есеп</td></tr><tr><td>Есепті кезең</td><td>2025</td></tr>
    <tr><td>Қалыптастырылған күні</td><td>10.02.2026</td></tr><tr><td>Орналастырылған күні</td><td>03.03.2026</td></tr></tbody></table></div>"""
    found = PORTAL.read(asked(CARD, "kk"), 200, FRAME.format(card).replace("Открытые бюджеты", "Ашық бюджеттер").encode())
    assert found.language == "kk"
    facts = found.items[0].facts
    assert (facts["kind"], facts["year"], facts["formed"], found.items[0].day) == (
        "plan-report",
        2025,
        "2026-02-10",
        "2026-03-03",
    )
    assert (facts["files_shown"], facts["received"]) == (False, "")


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_are_known_by_their_official_names_in_both_languages(kind: str) -> None:
    assert [kind_of(RULES, name) for name in KINDS[kind]] == [kind, kind]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Аудиторский отчет и консолидированная финансовая отчетность за 2024 год", "statement"),
        ("2024 жылғы шоғырландырылған қаржылық есептілік", "statement"),
        ("Отчет о реализации стратегического плана за 2025 год", "plan-report"),
        ("Меморандум", ""),
    ],
)
def test_other_names(title: str, kind: str) -> None:
    assert kind_of(RULES, title) == kind


@pytest.mark.parametrize(
    ("content", "lacks", "refusal"),
    [
        (b"", "page", ""),
        (b"<html><body><h1>x</h1></body></html>", "div[id^='tab-']", ""),
        ("<html><body>Я не робот<i id=captchaSuccess></i></body></html>".encode(), "h1", "captcha"),
        ("<html><body>проводятся технические работы</body></html>".encode(), "h1", "maintenance"),
        (b"\x00\xff" * 1000, "h1", ""),
        (b"%PDF-1.4", "h1", ""),
    ],
    ids=["nothing", "no tab", "captcha", "maintenance", "binary", "another kind"],
)
def test_an_answer_without_its_marks_is_no_answer(content: bytes, lacks: str, refusal: str) -> None:
    found = PORTAL.read(asked(PASSPORT), 200, content)
    assert (found.lacks, found.refusal, found.items, found.more) == (lacks, refusal, (), ())


def test_a_status_other_than_200_is_no_answer() -> None:
    assert PORTAL.read(asked(PASSPORT), 404, FRAME.format(f"<h1>x</h1>{TAB}").encode()).lacks == "page"


PIECES = [
    TAB[:400],
    TAB[400:900],
    TAB[900:],
    "<h1>x</h1>",
    "<div id='tab-REPORT'>",
    "</table>",
    "<!--filelist-->",
    "\x00",
    "<td>",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_broken_markup_never_stops_the_reading(pieces: list[str]) -> None:
    found = reading(PASSPORT, "".join(pieces))
    assert found.lacks or found.items


def test_deep_and_wide_markup_is_read_within_bounds() -> None:
    deep = "<div>" * 20_000 + f"<h1>x</h1>{TAB}"
    assert PORTAL.read(asked(PASSPORT), 200, FRAME.format(deep).encode()).refusal == ""
    rows = "<tr><td>Цель</td><td>y</td></tr>" * 20_000
    found = reading(PASSPORT, f"<h1>x</h1><div id='tab-PROJECT'><table><tbody>{rows}</tbody></table></div>")
    assert items(found, "stage")[0].facts["known"] == ["aim"]


@pytest.mark.parametrize(
    "url",
    [
        f"{ROOT}/application/search?budgetStatus=ALL&govAgencyId=&page=1&searchType=ALL",
        f"{ROOT}/application/search?budgetStatus=PROJECT&govAgencyId=1&page=1&searchType=ALL",
        f"{ROOT}/budgetprogram/budgetprogram?govAgencyId=1&budgetId=2",
        f"{ROOT}/budgetprogram/budgetprogram?govAgencyId=1&budgetId=2%0d%0a&lang=ru",
        "https://other.example/application/search",
        f"{ROOT}.evil.example/application/search",
    ],
)
def test_other_addresses_are_no_questions(url: str) -> None:
    assert PORTAL.at(url, "ru") is None


def test_addresses_are_told_in_whatever_order() -> None:
    question = asked(f"{ROOT}/application/search?govAgencyId=3568&searchType=ALL&page=1&budgetStatus=ALL", "kk")
    assert (question.source, question.body, question.headers) == ("programmes", "3568", (("Accept-Language", "kk"),))


def test_a_plan_keeps_the_rules_whole() -> None:
    assert type(RULES).model_validate(RULES.model_dump(mode="json")) == RULES
