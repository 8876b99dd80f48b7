"""The catalogues: complete in three languages, with the same fields, and in step with code, templates and scoring."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import get_args

import pytest

from checks.meta import MEASURED, Measured, Stored
from checks.runner import catalogue as checks
from reports import catalogue, words
from reports.explain import sentence
from reports.html.groups import ORDER
from reports.i18n import LANGUAGES, t, tn, translator
from reports.needs import NEED
from reports.numbers import exact, shown
from store.base import Basis
from store.conclusion import Status, Step
from store.findings import GATHERED, MANUAL, REPORTED, Outcome
from store.harvest import Device, FailureReason, Ledger
from store.indicators import NO_PHRASE
from store.told import Told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_fuzzy(language: str) -> None:
    found = catalogue.messages(catalogue.read(language))
    assert len(found) > 250
    assert [name for name, message in found.items() if not all(catalogue.strings(message))] == []
    assert [name for name, message in found.items() if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_fields_are_the_same_in_all_languages(language: str) -> None:
    english = catalogue.messages(catalogue.read("en"))
    for name, message in catalogue.messages(catalogue.read(language)).items():
        wanted = set().union(*(catalogue.fields(text) for text in catalogue.strings(english[name])))
        for text in catalogue.strings(message):
            assert catalogue.fields(text) == wanted, f"{language}: {name!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_and_templates_use_exactly_what_the_catalogue_holds(language: str) -> None:
    held = {name for name in catalogue.messages(catalogue.read(language)) if not catalogue.is_step(name)}
    used = catalogue.used()
    assert sorted(map(str, used - held)) == [], "run `python -m reports.catalogue` and translate what it names"
    assert sorted(map(str, held - used)) == [], "run `python -m reports.catalogue`; it drops what no code uses"


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_of_the_catalogue_are_steps_of_scoring_and_titles_of_checks(language: str) -> None:
    """tests/scoring/test_steps.py proves that the code names the very same steps."""
    found = {str(name) for name in catalogue.messages(catalogue.read(language)) if catalogue.is_step(name)}
    steps = {name for name in found if name.startswith("score.")}
    assert len(steps) > 60
    assert found - steps == {f"check.{name}" for name in (*checks(), GATHERED, MANUAL, REPORTED)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_a_check_in_the_catalogue_is_its_title(language: str) -> None:
    found = catalogue.messages(catalogue.read(language))
    for name, check in checks().items():
        assert str(found[f"check.{name}"].string) == getattr(check.meta.title, language), f"{language}: copy the title of {name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_files_are_as_the_tool_writes_them(language: str, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = catalogue.path_of(language).read_bytes()
    fresh = catalogue.updated(language, catalogue.used())
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    catalogue.write(language, fresh)
    assert catalogue.path_of(language).read_bytes() == before


def test_kazakh_is_not_russian() -> None:
    kazakh, russian = (catalogue.messages(catalogue.read(name)) for name in ("kk", "ru"))
    same = {
        str(name)
        for name, message in kazakh.items()
        if catalogue.strings(message)[0] == catalogue.strings(russian[name])[0] and not str(name).startswith("score.")
    }
    places = {"ACT", "BODY", "CODE", "COMMAND", "EDITION", "FILE", "FINDING", "ID", "PARAMETER"}
    words = {"No.", "Parameter", "The element", "The site", "Website", "coefficient", "telephone", "('{n} case', '{n} cases')"}
    assert same == words | places | {"{title}: {count}"}


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (words.STATUS, Status),
        (words.STATUS_MEANING, Status),
        (words.OUTCOME, Outcome),
        (words.LEDGER, Ledger),
        (words.LEDGER_MEANING, Ledger),
        (words.REASON, FailureReason),
        (words.RULE_BASIS, Basis),
        (words.DEVICE, Device),
    ],
)
def test_closed_lists_are_complete(table: dict[str, str], names: type[StrEnum]) -> None:
    assert set(table) == set(names)


def test_order_of_telling_knows_every_outcome() -> None:
    assert set(ORDER) == set(Outcome)


def test_plural_forms() -> None:
    one, many = "{n} row is open.", "{n} rows are open."
    assert [tn(one, many, n, "ru") for n in (1, 3, 5, 21)] == [
        "Не решена 1 строка.",
        "Не решены 3 строки.",
        "Не решено 5 строк.",
        "Не решена 21 строка.",
    ]
    assert tn(one, many, 5, "kk") == "5 жол шешілмеген."
    assert (tn(one, many, 1, "en"), tn(one, many, 2, "en")) == ("1 row is open.", "2 rows are open.")


def test_values_are_written_as_the_language_writes_them() -> None:
    key = "Final score: {points} of {max}."
    values = {"points": Decimal("13.8"), "max": Decimal(20)}
    assert t(key, "ru", **values) == "Итоговый балл: 13,80 из 20,00."
    assert t(key, "kk", **values) == "Қорытынды балл: 20,00 балдан 13,80."
    assert t(key, "en", **values) == "Final score: 13.80 of 20.00."
    assert t("status {number}", "ru", number=date(2026, 11, 20)) == "код 20 ноября 2026\N{NARROW NO-BREAK SPACE}г."
    moment = datetime(2026, 11, 20, 20, 3, 11, tzinfo=UTC)
    assert t("status {number}", "kk", number=moment) == "2026 жылғы 21 қараша, 01:03:11 (UTC+5) коды"


def test_unknown_key_is_its_own_text_and_unknown_language_is_refused() -> None:
    assert t("No such message, {name}.", "kk", name="x") == "No such message, x."
    with pytest.raises(ValueError, match="language 'de' is not one of kk, ru, en"):
        translator("de")


def test_a_hostile_value_is_not_read_as_a_field() -> None:
    assert t("Finding {id}", "ru", id="{id.__class__} %s {0}") == "Факт {id.__class__} %s {0}"


def test_steps_write_commas_in_arithmetic_and_keep_numbers_of_rows() -> None:
    step = Step(
        key="score.deduction.per-fact",
        values={"place": "2.9", "count": "6", "deduction": "0.2", "text": "min(6 · 0.2; 0.30) = 0.30"},
    )
    assert sentence(step, "ru") == "Требование 2.9: недостатков: 6, вычет за каждый: 0,2; наименьшее(6 · 0,2; 0,30) = 0,30."
    assert (
        sentence(step, "kk") == "2.9 талабы: кемшіліктер саны: 6, әрқайсысы үшін шегерім: 0,2; ең кішісі(6 · 0,2; 0,30) = 0,30."
    )
    assert sentence(step, "en") == "Requirement 2.9: shortcomings: 6, deduction for each: 0.2; min(6 · 0.2; 0.30) = 0.30."


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0.3", "0.30"),
        ("0.30", "0.30"),
        ("0.1350", "0.135"),
        ("10", "10.00"),
        ("1E+1", "10.00"),
        ("1E-7", "0.0000001"),
        ("-0.00", "0.00"),
        ("-0.2", "-0.20"),
        ("0", "0.00"),
    ],
)
def test_exact_text_of_points(number: str, text: str) -> None:
    assert exact(Decimal(number)) == text


def test_exact_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="finite"):
        exact(Decimal("NaN"))


def test_shown_points_are_rounded_only_when_endless() -> None:
    assert shown("0.135", "ru") == "0,135"
    assert shown("19.166666666667", "kk") == "≈ 19,1667"
    assert shown("-0.2", "ru") == "\N{MINUS SIGN}0,20"
    assert shown("0.5", "en") == "0.50"


def test_everything_that_a_check_may_read_has_a_name() -> None:
    assert set(NEED) == {*get_args(Stored), *get_args(Measured)}
    assert set(MEASURED) == set(get_args(Measured))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_is_told_whatever_its_fields_are_called(language: str) -> None:
    fault = Told(NO_PHRASE, language="kk", where="a.yaml:3")
    line = fault.line(partial(words.told, language))
    assert line.startswith("a.yaml:3: ")
    assert "«kk»" in line
