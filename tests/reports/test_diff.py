"""Two editions compared: matching by printed place and by title, what counts as a change, and the table that people read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console
from selectolax.lexbor import LexborHTMLParser

from reports.comparable import printed_rows
from reports.diff import Comparison, compare, related
from reports.diff_view import FIELD, diff_html, diff_table, summary
from store.base import Basis, Text
from store.demands import Due
from store.methodology import (
    CheckUse,
    Citation,
    Criterion,
    Element,
    Exemption,
    Grade,
    Indicator,
    Methodology,
    Parameter,
    Rule,
    Section,
)
from store.readings import Choice, Reading, Source
from tests.reports import sample
from tests.reports.sample import text
from tests.reports.test_rules import LAWS

GOLDEN = Path(__file__).parent / "golden"


def rule(row: str, basis: Basis = Basis.LAW) -> Rule:
    return Rule(basis=basis, citation=Citation(law="V1", appendix="10", table="1", row=row))


def row(law: str, place: str, title: Text, weight: str = "2", **more: object) -> Parameter:
    values = {"formula": "presence", "rule": rule(place), "applies": ("central", "local"), **more}
    return Parameter(id=f"{law}:a10.t1.{place}", number=place, title=title, weight=Decimal(weight), **values)  # type: ignore[arg-type]


def edition(law: str, rows: tuple[Parameter, ...], most: str, **more: object) -> Methodology:
    table = Indicator(
        id=f"{law}:a10.t1",
        title=text("Ашық деректер", "Открытые данные"),
        max=Decimal(most),
        printed_total=Decimal(most),
        formula="sum",
        rule=rule(""),
        sections=(Section(id=f"{law}:a10.t1.rows", number="", title=text("Жолдар", "Строки"), parameters=rows),),
    )
    criterion = Criterion(
        id=f"{law}:a7.1", title=text("Ашық деректер", "Открытые данные"), max=Decimal(most), rule=rule("1"), indicators=(table,)
    )
    values = {
        "id": law,
        "edition": "2025-01-01",
        "criteria": (criterion,),
        "max": {"central": Decimal(most)},
        "partial": None,
        **more,
    }
    return sample.methodology().model_copy(update=values)


SETS = text("Жарияланған деректер жиынтықтарының саны", "Количество публикаций наборов данных")
TERMS = text("Мерзімдерді сақтау", "Соблюдение сроков публикаций")
ANSWERS = text("Сұрақтарға жауап беру", "Ответы на вопросы")
OLD = edition("kz-old", (row("kz-old", "1", SETS), row("kz-old", "2", TERMS), row("kz-old", "3", ANSWERS)), "6")
NEW = edition(
    "kz-new",
    (
        row("kz-new", "1", SETS, "1.5", weights={"local": Decimal(1)}, rule=rule("1", Basis.ASSUMED)),
        row(
            "kz-new",
            "2",
            text("Блог жүргізу", "Ведение блога руководителя"),
            formula="deductions",
            options={"per_shortcoming": "0.1", "cap_share": "0.75"},
        ),
        row("kz-new", "4", ANSWERS),
    ),
    "5.5",
    exemptions=(
        Exemption(id="kz-new:note", bodies=("mod",), parameters=("kz-new:a10.t1.4",), instead="average", rule=rule("4")),
    ),
    grades=(Grade(id="high", title=text("жоғары", "высокая степень эффективности"), low=Decimal(85), rule=rule("18")),),
)


def found(entries: Comparison, group: str) -> list[tuple[str, str, str]]:
    return [(one.state, one.before, one.after) for one in entries.entries if one.group == group]


def test_rows_are_matched_by_place_then_by_title() -> None:
    assert found(compare(OLD, NEW), "row") == [
        ("changed", "kz-old:a10.t1.1", "kz-new:a10.t1.1"),
        ("added", "", "kz-new:a10.t1.2"),
        ("changed", "kz-old:a10.t1.3", "kz-new:a10.t1.4"),
        ("removed", "kz-old:a10.t1.2", ""),
    ]


def test_what_changed_is_told_in_both_languages() -> None:
    first, moved = (one for one in compare(OLD, NEW).entries if one.group == "row" and one.state == "changed")
    assert {change.field: (change.before.ru, change.after.ru) for change in first.changes} == {
        "weight": ("ЦГО, МИО: 2", "ЦГО: 1,5; МИО: 1"),
        "basis": ("текст закона", "допущение файла методики"),
    }
    assert first.changes[0].after.kk == "ОМО: 1,5; ЖАО: 1"
    assert [change.field for change in moved.changes] == ["citation"]


def test_an_edition_does_not_differ_from_itself_and_order_of_keys_is_irrelevant() -> None:
    assert compare(NEW, NEW).entries == ()
    assert compare(NEW, NEW).same == 3
    options = {"cap_share": "0.75", "per_shortcoming": "0.1"}
    turned = NEW.criteria[0].indicators[0].sections[0].parameters[1].model_copy(update={"options": options})
    rows = (*NEW.criteria[0].indicators[0].sections[0].parameters[:1], turned)
    assert [one.state for one in compare(NEW, edition("kz-new", rows, "5.5")).entries if one.group == "row"] == ["removed"]


def test_a_mended_kazakh_translation_is_no_change_of_the_law() -> None:
    mended = edition(
        "kz-old",
        (row("kz-old", "1", text("Басқа аударма", SETS.ru)), *OLD.criteria[0].indicators[0].sections[0].parameters[1:]),
        "6",
    )
    assert compare(OLD, mended).entries == ()


def test_exemptions_grades_and_totals_are_compared() -> None:
    everything = compare(OLD, NEW)
    assert found(everything, "exemption") == [("added", "", "kz-new:note")]
    assert found(everything, "grade") == [
        ("changed", "high", "high"),
        ("removed", "middle", ""),
        ("removed", "low", ""),
        ("removed", "none", ""),
    ]
    head = next(one for one in everything.entries if one.group == "head")
    assert ("total", "ЦГО: 6", "ЦГО: 5,5") in [(change.field, change.before.ru, change.after.ru) for change in head.changes]


def test_requirements_and_checks_inside_a_row_are_compared() -> None:
    def made(deduction: str, check: str) -> Methodology:
        element = Element(
            id="kz-old:a10.t1.1.1",
            title=text("талап", "требование"),
            deduction=Decimal(deduction),
            checks=(CheckUse(check=check),),
        )
        return edition("kz-old", (row("kz-old", "1", SETS, formula="elements", elements=(element,)),), "2")

    row_of, served = compare(made("0.2", "one"), made("0.3", "two")).entries
    assert [(change.field, change.mark, change.before.ru, change.after.ru) for change in row_of.changes] == [
        ("requirement", "1", "требование. Вычет 0,2, один раз.", "требование. Вычет 0,3, один раз."),
    ]
    assert (served.group, served.after) == ("mapping", "kz-old:a10.t1.1.1")
    assert [(change.field, change.mark, change.before.ru, change.after.ru) for change in served.changes] == [
        ("check", "one", "one", ""),
        ("check", "two", "", "two"),
    ]
    (only,) = compare(made("0.2", "one"), made("0.2", "two")).entries
    assert only.group == "mapping"


def test_readings_are_compared_apart_from_the_law() -> None:
    def made(default: str, *others: str) -> Methodology:
        choices = [
            Choice(id=name, default=name == default, sentence=text(f"{name} түсінігі", f"прочтение {name}"),
                   source=Source(basis=Basis.ASSUMED))
            for name in (default, *others)
        ]  # fmt: skip
        asked = Reading(
            id="late", question=text("сұрақ", "вопрос"), citation=Citation(law="V1", point="1"), choices=tuple(choices)
        )
        return OLD.model_copy(update={"readings": (asked,)})

    (entry,) = compare(made("placed", "absent"), made("absent", "placed", "half")).entries
    assert (entry.group, entry.state, entry.after) == ("reading", "changed", "late")
    assert [(change.field, change.mark, change.before.ru, change.after.ru) for change in entry.changes] == [
        ("default", "", "placed", "absent"),
        ("choice", "half", "", "прочтение half"),
    ]
    (gone,) = compare(made("placed"), OLD).entries
    assert (gone.group, gone.state) == ("reading", "removed")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Размещение отчетов", "Размещение отчётов о реализации", True),
        ("Ответы на вопросы", "ответы на вопросы.", True),
        ("Ведение блога", "Соблюдение сроков", False),
        ("Блог", "Блог", True),
        ("Блог ЦГО", "Блог МИО", False),
    ],
)
def test_titles_are_related_by_a_longer_word(one: str, other: str, same: bool) -> None:
    assert related(text("", one), text("", other)) is same


@pytest.mark.parametrize(("before", "after"), [("kz-2017", "kz-2025"), ("kz-2023", "kz-2025"), ("kz-2025", "kz-2025-portal")])
def test_no_row_of_a_real_edition_is_lost(before: str, after: str) -> None:
    made = compare(LAWS[before], LAWS[after])
    states = [one.state for one in made.entries if one.group == "row"]
    old, new = (len(list(printed_rows(LAWS[name]))) for name in (before, after))
    assert states.count("added") + states.count("changed") + made.same == new
    assert states.count("removed") + states.count("changed") + made.same == old
    assert {change.field for one in made.entries for change in one.changes} <= set(FIELD)


def test_the_dialogue_of_2023_is_matched_row_by_row_with_that_of_2025() -> None:
    rows = [one for one in compare(LAWS["kz-2023"], LAWS["kz-2025"]).entries if one.group == "row" and one.state == "changed"]
    assert [(one.before.partition(":")[2], one.after.partition(":")[2]) for one in rows] == [
        (place, place)
        for place in (
            "a10.t6.1",
            "a10.t6.2",
            "a10.t6.3",
            "a10.t6.4.1",
            "a10.t6.4.2",
            "a10.t6.4.3",
            "a10.t6.4.4",
            "a10.t11.1",
            "a10.t11.2",
        )
    ]


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_golden_table(language: str) -> None:
    console = Console(width=110, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(diff_table(compare(OLD, NEW), language))
    lines = [line.rstrip() for line in capture.get().splitlines()]
    golden = GOLDEN / f"diff.{language}.txt"
    assert "\n".join(lines) + "\n" == golden.read_text("utf-8"), f"differs from {golden.name}"


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_html_is_self_contained_and_tells_every_entry(language: str) -> None:
    made = compare(OLD, NEW)
    html = diff_html(made, language)
    tree = LexborHTMLParser(html)
    assert tree.css_first("html").attributes["lang"] == language
    assert [len(tree.css(name)) for name in ("h1", "main", "script", "link", "img", "[src]")] == [1, 1, 0, 0, 0, 0]
    assert len(tree.css("tbody")) == len(made.entries)
    assert summary(made, language) in tree.css_first("main").text()
    cells = {" ".join(cell.text(separator=" ").split()) for cell in tree.css("td")}
    assert ("ЦГО: 1,5; МИО: 1" if language == "ru" else "ОМО: 1,5; ЖАО: 1") in cells


def test_html_escapes_titles() -> None:
    hostile = edition("kz-new", (row("kz-new", "1", text("<script>k</script>", "<script>alert(1)</script>")),), "2")
    html = diff_html(compare(OLD, hostile), "ru")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_partial_edition_says_so() -> None:
    html = diff_html(compare(LAWS["kz-2023"], LAWS["kz-2025"]), "ru")
    assert LAWS["kz-2023"].partial is not None
    assert LAWS["kz-2023"].partial.ru.split(":")[0] in html


def test_a_term_that_changed_is_a_change_of_the_law() -> None:
    law = LAWS["kz-2025"]
    term = law.demands.terms[0]
    assert term.due.after is not None
    longer = term.model_copy(update={"due": Due(after=term.due.after.model_copy(update={"days": 10}))})
    terms = (longer, *law.demands.terms[2:])
    changed = law.model_copy(update={"demands": law.demands.model_copy(update={"terms": terms})})
    found = [entry for entry in compare(law, changed).entries if entry.group == "demand"]
    assert [(entry.state, entry.before, entry.after) for entry in found] == [
        ("changed", term.id, term.id),
        ("removed", law.demands.terms[1].id, ""),
    ]
    (change,) = found[0].changes
    assert change.field == "due"
    assert change.before.ru.startswith("5 рабочих дней после события: ")
    assert change.after.kk.startswith("мына оқиғадан кейін 10 жұмыс күні: ")
    assert "Сроки, обязанности и подтверждения" in diff_html(compare(law, changed), "ru")
