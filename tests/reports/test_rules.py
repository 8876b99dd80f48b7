"""The arithmetic of every formula in words: complete over all editions, and exact where a lawyer will read it."""

from __future__ import annotations

import re

import pytest

from reports.explain import sentence
from reports.i18n import LANGUAGES
from reports.law import every, find, tables
from reports.pages import decided
from reports.rules import ROWS, element_rule, row_rule
from reports.tablerules import TABLES, table_rule
from reports.words import ASSESSMENT, IMPORT, LOCK, ROLE, RULING, RULING_MEANING, STATUS, STATUS_LOSS
from scoring.choosing import under
from scoring.formulas import row_formulas, table_formulas
from scoring.tables import ROLES
from store.base import Text
from store.conclusion import RulingState, Step
from store.methodology import REPORTS, Methodology, Parameter
from tests.scoring.kit import EDITIONS, loaded

LAWS = {folder.parent.name: loaded(folder) for folder in EDITIONS}
CYRILLIC_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)


def row(name: str) -> Parameter:
    found = find(LAWS[name.partition(":")[0]], name)
    assert found is not None
    assert found.parameter is not None
    return found.parameter


def test_every_formula_has_words() -> None:
    assert set(ROWS) == set(row_formulas())
    assert set(TABLES) == set(table_formulas())


@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_and_table_can_be_told(law: Methodology, language: str) -> None:
    for one in every(law):
        told = [*row_rule(one, language), *(element_rule(element, language) for element in one.elements), decided(one, language)]
        assert row_rule(one, language)
        assert not any(mark in said for said in told for mark in ("{", "}", "None", "['"))
        for name in one.figures if language != "en" else ():
            assert not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", " ".join(row_rule(one, language)))
    for place in tables(law):
        assert place.indicator is not None
        assert table_rule(place.indicator, language)


@pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))
def test_kazakh_sentences_are_kazakh(law: Methodology) -> None:
    for one in every(law):
        assert all(CYRILLIC_KAZAKH.search(said) for said in row_rule(one, "kk"))
        assert row_rule(one, "kk") != row_rule(one, "ru")


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        (
            "kz-2025:a10.t7-1.1",
            "ru",
            [
                "Формула: 2,5 × «Количество мероприятий с высокой степенью публичности (a)» ÷ "
                "наибольшее(«Общее количество проведенных мероприятий (b)»; 12).",
                "Если считать нечего, дается 0. Основание: «b – общее количество проведенных мероприятий, которое должно составлять не "
                "менее 12»: и без мероприятий знаменатель не меньше 12, то есть 0 ÷ 12 = 0.",
            ],
        ),
        (
            "kz-2025:a10.t7-1.3",
            "kk",
            [
                "Өлшенетіні: «Қанағаттанған респонденттердің үлесі, %».",
                "Сатылар: сұралғандардың 80 %-дан жоғарысы қанағаттанған: 1,5; сұралғандардың 69-дан 79 %-ға дейінгісі қанағаттанған: 1; "
                "сұралғандардың 58-ден 68 %-ға дейінгісі қанағаттанған: 0,8; сұралғандардың 47-ден 57 %-ға дейінгісі қанағаттанған: 0,6; "
                "сұралғандардың 36-дан 46 %-ға дейінгісі қанағаттанған: 0,4; сұралғандардың 35 %-дан кемі қанағаттанған: 0.",
                "Басылған екі сатының арасындағы мән дөңгелектенеді, жартысы үлкен жаққа; үтірден кейінгі таңба саны: 0.",
                "Жазылған екі сатының арасындағы мән төменгісіне жатады.",
                "Әрбір жағдайға жеке балл беріледі; олардың орташасы есептеледі.",
                "Есептейтін ештеңе болмаса, басқа органдардың орташа балы беріледі. Негізі: «… мемлекеттік органға осы көрсеткіш бойынша "
                "қызметтері қоғамдық мониторингке алынған мемлекеттік органдар нәтижелерінің орташа мәні қойылады» – 2017 жылғы әдістеменің "
                "31-тармағы (күші жойылған; біздің аударма). Зерттеу органды қамтымаса, сол үлгі қолданылады.",
            ],
        ),
        (
            "kz-2025:a10.t6.3",
            "ru",
            [
                "Формула: 2 × «Число открытых заседаний (коллегий) с онлайн-трансляцией» ÷ «Число проведенных открытых заседаний (коллегий)».",
                "Если считать нечего, строка остается открытой: что ставится в таком случае, акт не говорит.",
                "Если не сделано ничего, а «Число открытых заседаний (коллегий), запланированных на период» больше 0, ставится 0; если "
                "«Число открытых заседаний (коллегий), запланированных на период» не сообщено, строка остается открытой.",
            ],
        ),
        (
            "kz-2025:a10.t2.4",
            "kk",
            [
                "Есептеу формуласы: 0,5 × «Олардың ішінде он бес жұмыс күні ішінде орналастырылғандарының саны» ÷ "
                "«Кезеңде алынған аудит және бақылау нәтижелерінің саны».",
                "Есептейтін ештеңе болмаса, жол ашық қалады: мұндайда не берілетінін акт айтпайды.",
                "«Олардың ішінде мерзімнен кеш орналастырылғандарының саны»: орындалған болып саналмайды.",
            ],
        ),
        (
            "kz-2017:p15",
            "en",
            [
                "For each shortcoming 0.2 is taken off, at most 100 % of the weight in all.",
                "What is absent counts as one shortcoming.",
            ],
        ),
        (
            "kz-2017:a14.1.1",
            "ru",
            ["Среднее по источникам (google, yandex, mail.ru) баллов за позицию: ≤ 10: 1; ≤ 20: 0,5; иначе 0."],
        ),
        (
            "kz-2017:p110",
            "ru",
            [
                "Формула: наибольшее(0; 40 − («Количество жалоб и заявлений, признанных обоснованными по решению суда» + «Количество жалоб и "
                "заявлений, удовлетворенных вышестоящим органом») ÷ «Общее количество рассмотренных жалоб и заявлений» × число "
                "случаев по шкале).",
                "Число случаев в зависимости от величины «Общее количество рассмотренных жалоб и заявлений»: ≥ 10, ≤ 999: 10; "
                "≥ 1000, ≤ 4999: 100; ≥ 5000: 1000.",
                "Если считать нечего, присваивается средний балл других органов. Основание: П. 31: «В случае отсутствия видов "
                "государственных услуг оцениваемого государственного органа в общественном мониторинге … государственному органу по "
                "данному показателю выставляется среднее значение результатов государственных органов, услуги которых подверглись "
                "общественному мониторингу». Для числа обращений менее 10 в п. 110 нет коэффициента; применено по образцу п. 31 "
                "(принято).",
            ],
        ),
        (
            "kz-2017:a15.t1.1.2",
            "ru",
            [
                "За каждый недостаток вычитается 0,1; строка не опускается ниже 0.",
                "Каждый отсутствующий индикатор отнимает равную долю веса.",
            ],
        ),
        (
            "kz-2017:a12.t1.2.1",
            "kk",
            [
                "Әрбір кемшілік үшін 0,1 шегеріледі, барлығы салмақтың 75 %-ынан аспайды.",
                "Талап етілген нәрсе болмаса, шегерімнің шекті мөлшері алынады.",
            ],
        ),
        (
            "kz-2025-portal:p4",
            "ru",
            [
                "Обязанность без баллов: показывается, выполнена ли она.",
                "До этого дня года, следующего за отчетным: 01.03.",
            ],
        ),
    ],
)
def test_sentences_of_a_row(name: str, language: str, said: list[str]) -> None:
    assert row_rule(row(name), language) == said


def test_sentences_of_a_table() -> None:
    media = find(LAWS["kz-2025"], "kz-2025:a10.t7-1")
    data = find(LAWS["kz-2025"], "kz-2025:a10.t1")
    assert media is not None
    assert data is not None
    assert media.indicator is not None
    assert data.indicator is not None
    assert table_rule(media.indicator, "ru") == [
        "Формула: (баллы строк «1», «2») × баллы строки «п. 83» + баллы остальных строк."
    ]
    assert table_rule(data.indicator, "ru") == ["Формула: наименьшее(18; сумма строк + баллы строки «6»)."]


@pytest.mark.parametrize(
    ("name", "choice", "said"),
    [
        ("kz-2017:a15.t1", "language", "Предел вычетов за недостатки по таблице, в каждой языковой версии: 25."),
        ("kz-2017:a16.t2", "language", "Предел вычетов за недостатки по таблице, в каждой языковой версии: 25."),
        ("kz-2017:a16.t2", "indicator", "Предел вычетов за недостатки по таблице, на обе языковые версии вместе: 25."),
    ],
)
def test_the_cap_of_a_table_is_told(name: str, choice: str, said: str) -> None:
    place = find(under(LAWS["kz-2017"], {"shortcomings-cap-mobile": choice}), name)
    assert place is not None
    assert place.indicator is not None
    assert table_rule(place.indicator, "ru")[-1] == said


def test_a_requirement_counts_each_fact_up_to_a_cap() -> None:
    elements = {element.id: element for element in row("kz-2017:a14.2.3").elements}
    told = [element_rule(element, "ru") for element in elements.values()]
    assert "Вычет 0,15, один раз." in told
    assert "Вычет 0,1 за каждый факт, не более 50 % веса строки." in told


def test_a_formula_without_words_is_told_by_name_and_options() -> None:
    strange = row("kz-2017:p15").model_copy(update={"formula": "novel", "options": {"b": "0.5", "a": "x"}})
    assert row_rule(strange, "ru") == ["novel: a = x, b = 0,5"]


def test_closed_lists_are_complete() -> None:
    assert set(IMPORT) == set(REPORTS)
    assert set(ROLE) == {*ROLES, "penalty"} - {"points"}
    assert set(RULING) == set(RulingState.model_fields["state"].annotation.__args__)  # type: ignore[union-attr]
    assert set(RULING_MEANING) == set(RULING) - {"applied"}
    assert set(STATUS_LOSS) == set(STATUS)
    assert set(ASSESSMENT) >= {law.assessment for law in LAWS.values()}
    assert set(LOCK) == {"matches", "differs", "absent"}


def test_titles_in_steps_follow_the_language() -> None:
    title = Text(kk="Іс-шаралар саны, 2.1", ru="Количество мероприятий, 2.1")
    step = Step(key="score.figure", values={"title": title, "value": "12.5"})
    assert sentence(step, "kk") == "Іс-шаралар саны, 2.1: 12,5."
    assert sentence(step, "ru") == "Количество мероприятий, 2.1: 12,5."
    assert sentence(step, "en") == "Количество мероприятий, 2.1: 12.5."


def test_kinds_of_imports_and_numbers_below_zero_are_written_out() -> None:
    step = Step(key="score.open.import", values={"place": "4.3", "kinds": "report, survey"})
    assert sentence(step, "en") == (
        "4.3: figures are awaited; they come by import: the body's own report (`openness import report`), "
        "survey of the population (`openness import survey`)."
    )
    step = Step(key="score.total.open", values={"count": "2", "low": "-5.5", "high": "≈-3.8333"})
    assert "\N{MINUS SIGN}5,5" in sentence(step, "ru")
    assert "≈\N{MINUS SIGN}3,8333" in sentence(step, "ru")
