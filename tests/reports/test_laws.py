"""Reports under the editions of 2017 and 2025: penalties, directions, averages, figures, imports, people's decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.numbers import from_fraction, range_words
from reports.result import finding_ids, rows
from reports.summary import summary_table
from store.base import Language
from store.findings import Outcome
from tests.reports import scored
from tests.reports.scored import Scored
from tests.reports.test_html import words
from tests.reports.test_terminal import printed
from tests.scoring.kit import flawless

LANGUAGES = ("kk", "ru")


@pytest.fixture(scope="module")
def ministry(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    """A central body under kz-2025: the survey has not come in, a penalty row is open, reviewers decided four findings."""
    law = scored.edition("kz-2025")
    found = scored.open_rows(law, "central", ("kz-2025:a10.t7-1.3", "kz-2025:a10.t10.1"))
    rulings = (
        scored.ruling("r-stale", "0" * 16),
        scored.ruling("r-one", found[0].id),
        scored.ruling("r-other", found[0].id, Outcome.MISSING),
        scored.ruling("r-old", found[1].id),
        scored.ruling("r-new", found[1].id, supersedes="r-old"),
    )
    return scored.run(tmp_path_factory.mktemp("ministry"), law, "central", found, rulings=rulings)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    """The National Bank under kz-2025, which is not scored on eight rows of the budget."""
    law = scored.edition("kz-2025")
    return scored.run(tmp_path_factory.mktemp("bank"), law, "central", flawless(law, "central"), code="nationalbank")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    """A flawless central body under all three directions of kz-2017."""
    law = scored.edition("kz-2017")
    return scored.run(tmp_path_factory.mktemp("three"), law, "central", flawless(law, "central"))


def section(run: Scored, language: str, name: str) -> str:
    return words(run.page(language).css_first(f"section[aria-labelledby='{name}'], div[data-row='{name}']"))


def test_a_criterion_of_penalties_runs_below_zero(ministry: Scored) -> None:
    criterion = ministry.result["criteria"][-1]
    assert (criterion["id"], criterion["role"], criterion["max"]) == ("kz-2025:a7.7", "penalty", "0.00")
    assert (criterion["points"], criterion["range"]) == ("-1.00", ["-1.00", "0.00"])
    assert [one["role"] for one in ministry.result["criteria"][:-1]] == ["points"] * 6
    summary = section(ministry, "ru", "summary")
    assert "7. Открытость подведомственных организаций штраф 0,00 … −9,00 −1,00 −1,00 … 0,00" in summary
    table = section(ministry, "kk", "table-kz-2025_a10.t10")
    assert "Айыппұл балдары: жол бойынша оның салмағынан артық шегерілмейді" in table
    assert "ҚАЗ −0,50 −0,50 −0,50 … 0,00 шешілмеген" in table
    assert "айыппұл жоқ" in table


def test_the_bar_of_penalties_tells_what_is_taken(ministry: Scored) -> None:
    bar = ministry.page("ru").css_first("section[aria-labelledby=summary] svg.bar-loss")
    assert bar.attributes["aria-label"] == "Снято наверняка: 0,00 из 9,00; возможно: до 1,00."
    assert bar.css_first(".bar-open").attributes["width"] == "111"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "3: ожидаются сведения; они поступают через импорт: социологический опрос населения (`openness import survey`)."),
        (
            "kk",
            "3: мәліметтер күтілуде; олар импорт арқылы түседі: халыққа жүргізілген әлеуметтанушылық сауалнама (`openness import survey`).",
        ),
    ],
)
def test_what_awaits_an_import_says_which(ministry: Scored, language: str, said: str) -> None:
    assert said in section(ministry, language, "open")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ru", "Количество поступивших запросов масс-медиа (a): 12."),
        ("kk", "Келіп түскен масс-медиа сұрау салуларының саны (a): 12."),
    ],
)
def test_figures_are_told_by_their_titles(ministry: Scored, language: Language, title: str) -> None:
    row = next(row for row in rows(ministry.result) if row["id"] == "kz-2025:a10.t7-1.2")
    assert title in row["explanation"][language]
    assert ministry.result["methodology"]["figures"][row["id"]]["requests"][language] == title.removesuffix(": 12.")
    card = words(ministry.page(language).css_first("div[data-row='row-kz-2025_a10.t7-1.2-kk'] details.technical"))
    assert title.removesuffix(".").replace(": ", " ") in card


def test_every_ruling_is_listed_with_what_became_of_it(ministry: Scored) -> None:
    states = {one["id"]: (one["state"], one["by"]) for one in ministry.result["rulings"]}
    assert states == {
        "r-stale": ("stale", []),
        "r-one": ("conflicting", ["r-other"]),
        "r-other": ("conflicting", ["r-one"]),
        "r-old": ("superseded", ["r-new"]),
        "r-new": ("applied", []),
    }
    russian, kazakh = (section(ministry, language, "rulings") for language in ("ru", "kk"))
    for said in ("r-stale", "факта, о котором оно принято, больше нет", "противоречит другому решению", "r-old"):
        assert said in russian
    assert "кейінгі шешіммен ауыстырылған" in kazakh
    assert "r-new" in russian
    assert len(ministry.page("ru").css("section[aria-labelledby=rulings] tbody tr")) == 5


def test_without_such_rulings_there_is_no_section(bank: Scored) -> None:
    assert bank.page("ru").css_first("#rulings") is None


def test_an_exempt_body_gets_the_average_and_the_law_is_named(bank: Scored) -> None:
    row = next(row for row in rows(bank.result) if (row["id"], row["language"]) == ("kz-2025:a10.t2.10", "kk"))
    assert (row["status"], row["basis"], row["points"]) == ("exempt", "average", "1.50")
    averages = [one for one in bank.result["averages"] if one["parameter"] == "kz-2025:a10.t2.10"]
    assert averages == [
        {
            "parameter": "kz-2025:a10.t2.10",
            "language": language,
            "low": "1.50",
            "high": "1.50",
            "of": ["abc", "xyz"],
            "values": [{"body": body, "low": "1.50", "high": "1.50"} for body in ("abc", "xyz")],
        }
        for language in ("kk", "ru")
    ]
    said = section(bank, "ru", "row-kz-2025_a10.t2.10-kk")
    assert "не оценивается 1,50 из 1,50" in said
    assert "Не оценивается на основании: V2500036070 приложение 10 таблица 2 (допущение файла методики)" in said
    assert "Средний балл взят по органам: abc – 1,50; xyz – 1,50." in said
    assert bank.result["total"]["final"] == "100.00"


def test_a_subordinate_body_has_penalties_only(tmp_path: Path) -> None:
    law = scored.edition("kz-2025")
    run = scored.run(tmp_path, law, "subordinate", [])
    assert (run.result["total"]["max"], run.result["total"]["range"]) == ("0.00", ["-9.00", "0.00"])
    said = words(run.page("kk").css_first("section.score"))
    assert "тек айыппұл балдары, ең нашар жағдайда −9,00" in said
    assert "заң мұндай органға баға бермейді" in said


def test_directions_have_totals_rows_and_a_joint_total(three: Scored) -> None:
    result = three.result
    assert [one["number"] for one in result["directions"]] == ["2", "4"]
    assert [one["total"]["max"] for one in result["directions"]] == ["100.00", "100.00"]
    assert result["overall"]["final"] == "100.00"
    assert {"kz-2017:a14.3.6", "kz-2017:p66", "kz-2017:p108"} <= {row["id"] for row in rows(result)}
    assert "kz-2017:p108" in finding_ids(result).values()
    for language, said in (
        ("ru", "Направление: Открытость государственного органа"),
        ("kk", "Бағыт: Мемлекеттік органның ашықтығы"),
    ):
        assert said in section(three, language, "summary")
    score = words(three.page("ru").css_first("section.score"))
    assert "Направления оценки" in score
    assert "(100 + 100 + 100) ÷ 3 = 100" in score
    lines = printed(summary_table(result, "ru"))
    overall = next(number for number, line in enumerate(lines) if line.startswith("Общая оценка"))
    assert lines[overall : overall + 2] == [
        "Общая оценка эффективности взаимодействия государственного 100,00 100,00 –",
        "органа с гражданами",
    ]
    assert "Открытость государственного органа 100,00 100,00 –" in lines


def test_every_row_of_every_direction_stands_in_the_report(three: Scored) -> None:
    for language in LANGUAGES:
        cells = three.page(language).css("table.printed tbody tr:not(.group) td.no")
        assert len(cells) == len(rows(three.result))


@pytest.mark.parametrize(("language", "basis"), [("ru", "Основание баллов:"), ("kk", "Балдардың негізі:")])
def test_paper_leaves_out_only_what_stands_right_above(ministry: Scored, language: str, basis: str) -> None:
    """The second language of a requirement does not say its place in the act and the basis of its points again where they are the same."""
    above: dict[str, str] = {}
    left, every = {"place": 0, "basis": 0}, {"place": 0, "basis": 0}
    for row in ministry.page(language).css("#in-findings .row"):
        if row.css_first("h4 .paper") is None:
            above = {}
        said = {
            "place": row.css(".row-line > .reference"),
            "basis": [one for one in row.css("p.small") if words(one).startswith(basis)],
        }
        for name, one in ((name, one) for name, found in said.items() for one in found):
            text = words(one) if name == "place" else words(one).partition(".")[0]
            every[name] += 1
            if "screen" in str(one.attributes["class"]):
                assert text == above[name]
                left[name] += 1
            above[name] = text
    assert all(0 < left[name] < every[name] for name in every), (left, every)


def test_without_directions_the_score_stands_as_before(bank: Scored) -> None:
    assert (bank.result["directions"], bank.result["overall"]) == ([], None)
    assert bank.page("ru").css_first("#directions") is None
    assert bank.page("ru").css_first("tr.part") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_hold_no_raw_values(ministry: Scored, three: Scored, language: str) -> None:
    for run in (ministry, three):
        said = words(run.page(language).css_first("main"))
        for raw in ("kk_official", "Text(", "kk=", "score.", "{count}"):
            assert raw not in said


def test_an_average_without_end_is_rounded_to_twelve_places() -> None:
    assert [str(from_fraction(text)) for text in ("25/12", "3/2", "7")] == ["2.083333333333", "1.5", "7"]


def test_ranges_with_a_sign_do_not_meet_the_dash() -> None:
    nbsp = "\N{NO-BREAK SPACE}"
    assert range_words("0.15", "0.45", "ru") == "0,15–0,45"
    assert range_words("-9", "0", "ru") == f"\N{MINUS SIGN}9,00{nbsp}…{nbsp}0,00"
    assert range_words("0.5", "0.5", "kk") == "0,50"
