"""What the command line prints: the summary of a run, the page of a parameter."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest
from rich.console import Console, RenderableType

from openness.example import example_of
from reports.i18n import LANGUAGES
from reports.law import Place, act_of, every, find, tables, touching
from reports.law_pages import explain_place
from reports.pages import Example, explain_parameter
from reports.read import read_result
from reports.summary import summary_table
from store.base import Basis
from store.findings import Message
from store.methodology import CheckUse, Element, Methodology, Parameter
from tests.reports.conftest import Run
from tests.reports.sample import rule, text
from tests.reports.test_rules import LAWS


def printed(what: RenderableType, width: int = 160) -> list[str]:
    console = Console(width=width, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(what)
    return [" ".join(line.replace("│", " ").replace("┃", " ").split()) for line in capture.get().splitlines()]


def test_summary_in_russian(run: Run) -> None:
    lines = printed(summary_table(read_result(run.out), "ru"))
    assert lines[0] == "Министерство культуры и информации Республики Казахстан · kz-2017 2017-12-20"
    assert lines[1] == "№ Требование Язык Факты Баллы Максимум Диапазон Состояние"
    assert lines[3] == "3 Доступность интернет-ресурса 0,15 5,00 0,15–0,45 не решены 2 строки, решено 94 %"
    assert "2.9 Доступность гипертекстовых ссылок 7 0,00 0,60 0,00–0,40 не решено" in lines
    assert lines[-2:] == ["Всего 0,15 20,00 0,15–15,45", "Решённая доля баллов: 23 %."]


def test_summary_in_kazakh_and_english(run: Run) -> None:
    kazakh = printed(summary_table(read_result(run.out), "kk"))
    assert "2.4 Навигациялық тізбектердің болуы 1 0,00 1,00 – орындалмады" in kazakh
    english = printed(summary_table(read_result(run.out), "en"))
    assert english[-2:] == ["Together 0.15 20.00 0.15–15.45", "Decided share of the points: 23%."]


def test_markup_of_the_terminal_in_a_title_stays_text(run: Run) -> None:
    result = read_result(run.out)
    result["criteria"][0]["indicators"][0]["title"]["ru"] = "[bold red]Заголовок[/bold red]"
    assert any("[bold red]Заголовок[/bold red]" in line for line in printed(summary_table(result, "ru")))


class Meta(NamedTuple):
    id: str
    version: str
    title: Message
    needs: tuple[str, ...]
    messages: dict[str, Message]
    standards: tuple[str, ...]


class Told(NamedTuple):
    kk: str
    ru: str
    en: str


class Mend(NamedTuple):
    mend: Told
    before: Told
    after: Told


MEND = Mend(
    Told("Мекенжайды түзетіңіз.", "Замените адрес.", "Replace the address."),
    Told("<a href=/kk/ескі>", "<a href=/ru/старый>", ""),
    Told("<a href=/kk/жаңа>", "<a href=/ru/новый>", ""),
)


class Known(NamedTuple):
    meta: Meta
    pages: dict[str, str]
    mend: Mend | None = None

    def page(self, language: str) -> str:
        return self.pages[language]


LINKS = Meta(
    id="internal-links-and-fragments-live",
    version="1",
    title=Message(kk="Ішкі сілтемелер жұмыс істейді", ru="Внутренние ссылки работают", en="Internal links are live"),
    messages={"dead": Message(kk="{target} сілтемесі жұмыс істемейді.", ru="Ссылка {target} не работает.", en="Dead link.")},
    needs=("pages", "axe"),
    standards=("WCAG 2.1",),
)
PAGES = {
    "kk": "Ішкі сілтемелер.\n\nТексерілетіні: [сілтемелер].",
    "ru": "Внутренние ссылки.\n\nЧто проверяется: [ссылки].",
    "en": "Internal links.\n\nWhat it checks: [links].",
}
CHECKS = {LINKS.id: Known(LINKS, PAGES)}


def parameter() -> Parameter:
    element = Element(
        id="kz-2017:a14.2.9.1",
        title=text("сілтемелер жұмыс істейді", "отсутствие неактивных ссылок"),
        checks=(CheckUse(check="internal-links-and-fragments-live", options={"max_clicks": "5", "kind": ["postal"]}),),
        machine="full",
        deduction=Decimal("0.2"),
    )
    person = Element(
        id="kz-2017:a14.2.9.3", title=text("жаңа терезе", "открытие в новом окне"), checks=(CheckUse(check="absent-one"),)
    )
    return Parameter(
        id="kz-2017:a14.2.9",
        number="2.9",
        title=text("Сілтемелердің қолжетімділігі", "Доступность гипертекстовых ссылок"),
        weight=Decimal("0.6"),
        languages=("kk", "ru"),
        applies=("central", "local"),
        formula="elements",
        elements=(element, person),
        rule=rule("2.9", Basis.RECONSTRUCTED, text("Ескертпе", "Примечание")),
        how=text("Әрқайсысы үшін 0,2", "Вычет 0,2 за каждое"),
    )


def test_page_of_a_row() -> None:
    lines = printed(explain_parameter(parameter(), None, CHECKS, "ru"))
    assert lines == [
        "2.9. Доступность гипертекстовых ссылок",
        "kz-2017:a14.2.9",
        "",
        "Закон: № 314-НҚ, V1700016160, приложение 14, строка 2.9",
        "Вес: 0,60",
        "Оценивается по каждому языку: казахский, русский",
        "Применяется к органам: центральный государственный орган, местный исполнительный орган",
        "Источник правила: восстановлено по закону. Примечание",
        "Правило расчета: У каждого требования свой вычет; строка не опускается ниже 0.",
        "Порядок распределения баллов: Вычет 0,2 за каждое",
        "",
        "отсутствие неактивных ссылок kz-2017:a14.2.9.1",
        "Правило расчета: Вычет 0,2, один раз.",
        "Кто решает: Решает автоматическая проверка.",
        "Проверка: Внутренние ссылки сайта ведут на существующие страницы и места (вид данных: почтовый адрес; "
        "предел переходов: 5)",
        "Внутренние ссылки.",
        "",
        "Что проверяется: [ссылки].",
        "",
        "Факт записывается так:",
        "• Ссылка ‹Адрес, на который ведёт ссылка› не работает.",
        "Что читает: страницы; измерения axe-core",
        "Стандарты: WCAG 2.1",
        "",
        "открытие в новом окне kz-2017:a14.2.9.3",
        "Кто решает: Проверка для этого не создана либо решает человек; строка остаётся нерешённой.",
        "Проверка: absent-one",
        "Этой проверки нет в каталоге.",
    ]


def test_the_page_of_a_check_that_serves_several_requirements_stands_once_with_their_names() -> None:
    row = parameter()
    again = row.elements[0].model_copy(update={"id": "kz-2017:a14.2.9.2"})
    row = row.model_copy(update={"elements": (row.elements[0], again, *row.elements[1:])})
    lines = printed(explain_parameter(row, None, CHECKS, "ru"))
    title = "Внутренние ссылки сайта ведут на существующие страницы и места"
    assert lines.count("Что проверяется: [ссылки].") == 1
    assert sum(line.startswith(f"Проверка: {title}") for line in lines) == 2
    at = lines.index(title)
    assert lines[at + 1 : at + 3] == ["Используется для: kz-2017:a14.2.9.1, kz-2017:a14.2.9.2", "Внутренние ссылки."]
    assert at > lines.index("открытие в новом окне kz-2017:a14.2.9.3")
    alone = printed(explain_parameter(row, again, CHECKS, "ru"))
    assert (alone.count("Что проверяется: [ссылки]."), title in alone) == (1, False)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("kk", "Қалай түзетуге болады: Мекенжайды түзетіңіз."),
        ("ru", "Как исправить: Замените адрес."),
        ("en", "How to mend it: Replace the address."),
    ],
)
def test_a_page_tells_how_to_mend_what_the_check_finds(language: str, told: str) -> None:
    checks = {LINKS.id: Known(LINKS, PAGES, MEND)}
    lines = printed(explain_parameter(parameter(), None, checks, language))
    assert told in lines
    # Examples are markup, for the published page of the check: a line of the terminal is read, not copied.
    assert not any("href" in line for line in lines)


@pytest.mark.parametrize(("language", "said"), [("kk", "Салмағы: 0,60"), ("en", "Weight: 0.60")])
def test_page_of_one_requirement(language: str, said: str) -> None:
    row = parameter()
    lines = printed(explain_parameter(row, row.elements[0], CHECKS, language))
    assert said in lines
    assert any(line.endswith("kz-2017:a14.2.9.1") for line in lines)
    assert not any("2.9.3" in line for line in lines)


def explained(name: str, language: str) -> list[str]:
    """The page of a real row with its table, exemptions and an example."""
    law = LAWS[name.partition(":")[0]]
    place = find(law, name)
    assert place is not None
    assert place.parameter is not None
    example, act = example_of(law, place), act_of(law, place.parameter.rule.citation.law)
    page = explain_parameter(place.parameter, place.element, {}, language, place.indicator, touching(law, place), example, act)
    return printed(page, 600)


def test_page_of_a_row_that_is_counted_from_figures() -> None:
    lines = explained("kz-2025:a10.t2.10", "ru")
    for said in (
        "Вес: 1,50",
        "Оценивается по каждому языку: казахский, русский",
        "Правило расчета: Формула: 1,5 × «Из них рассмотрено с ответом» ÷ «Число поступивших предложений и комментариев». "
        "Если считать нечего, дается полный вес. Основание: «В случае отсутствия по плану разработки законопроектов и/или нормативных "
        "правовых актов, а также отсутствия предложений и комментариев пользователей, госоргану присваивается максимальный балл весового "
        "значения соответствующего параметра» – п. 81 Методики 2017 года (утратила силу). По этому образцу – если комментариев и "
        "предложений не поступало.",
        "Сведение: Число поступивших предложений и комментариев (`comments`)",
        "Кто решает: Сведения поступают через импорт: отчетные данные органа (`openness import report`); до этого их может внести человек.",
        "Как таблица переводится в баллы: Формула: сумма строк.",
        "Пример факта:",
        "Тогда строка дает: 1,125 / 1,50",
        "• Баллы: 1,5 × 9 ÷ 12 = 1,125.",
    ):
        assert said in lines
    assert lines[3].startswith("Акт: Совместный приказ")
    assert [line.split(" – ")[0] for line in lines if line.startswith("Исключение: ")] == [
        "Исключение: nationalbank",
        "Исключение: органы с секретным бюджетом",
    ]


def test_weights_of_kinds_and_the_role_are_told() -> None:
    lines = explained("kz-2025:a10.t6.4.3", "kk")
    assert "Салмағы: ОМО: 0,50; ЖАО: 1,00" in lines
    assert "Жолдың рөлі: коэффициент" in explained("kz-2025:a10.t7-1.p83", "kk")
    duty = explained("kz-2025-portal:p4", "ru")
    assert "Роль строки: обязанность без баллов" in duty
    assert not any(line.startswith("Вес") for line in duty)


def test_a_penalty_tells_what_is_taken_off() -> None:
    assert "Тогда строка снимает: 1,125 / 1,50" in explained("kz-2025:a10.t9.1", "ru")
    assert "Тогда строка снимает: 0,40 / 5,00" in explained("kz-2025:p12-15", "ru")


@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
def test_every_row_and_everything_above_has_a_page_in_each_language(law: Methodology) -> None:
    for row in every(law):
        for name in (row.id, *(element.id for element in row.elements[:1])):
            place = find(law, name)
            assert place is not None
            example = example_of(law, place)
            assert example is not None, f"{name} has no example"
            for language in LANGUAGES:
                text_ = "\n".join(explained_at(law, place, example, language))
                assert name in text_
                assert "{" not in text_.replace("{target}", "")
    for table in tables(law):
        assert table.indicator is not None
        assert table.criterion is not None
        for name in (table.indicator.id, table.criterion.id, *(section.id for section in table.indicator.sections)):
            place = find(law, name)
            assert place is not None
            for language in LANGUAGES:
                lines = printed(page_above(law, place, language), 200)
                assert any(name in line for line in lines)
    for direction in law.directions:
        place = find(law, direction.id)
        assert place is not None
        assert any(direction.criteria[0].id in line for line in printed(explain_place(place, (), "kk"), 200))


def explained_at(law: Methodology, place: Place, example: Example, language: str) -> list[str]:
    assert place.parameter is not None
    page = explain_parameter(place.parameter, place.element, {}, language, place.indicator, touching(law, place), example)
    return printed(page, 300)


def page_above(law: Methodology, place: Place, language: str) -> RenderableType:
    """A table and a row may share an id; the row is found first."""
    if place.parameter is not None:
        return explain_parameter(place.parameter, None, {}, language)
    return explain_place(place, touching(law, place), language)
