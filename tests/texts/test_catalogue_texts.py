"""Every text of the catalogues and of the checks, in Russian and Kazakh, says what it says without code words and English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checks import pages, support
from checks.runner import catalogue as checks
from reports import catalogue
from store import checkwords, codes, codewords, factnames, reasonwords
from tests.texts.plain import strange

OFFICIAL = ("ru", "kk")
# Keys of the files that are written by hand, and names of values; a text that speaks of them quotes them.
QUOTED = re.compile(r"«[^«»]*»|\"[^\"]*\"")
# Words that a user types: values of options, keys and values of a methodology's file, names of columns.
_TYPED = """
central local subordinate harvest extract check score report NAME BODY KIND RUN ID true false machine full negative none role valid_to
valid_from name at least figure figures element elements requires met deficiency missing point appendix table reported low upto per scale
chromium events events-public yes key LOCK checks NUL valid edition to from audit urgent control
"""
TYPED = frozenset(_TYPED.split())


@pytest.mark.parametrize("language", OFFICIAL)
def test_texts_of_the_catalogue_hold_no_english(language: str) -> None:
    faults = {}
    for name, message in catalogue.messages(catalogue.read(language)).items():
        for text in catalogue.strings(message):
            found = strange(QUOTED.sub(" ", text), allowed=TYPED)
            if found:
                faults[str(name)] = found
    assert faults == {}


@pytest.mark.parametrize("language", OFFICIAL)
def test_texts_of_the_checks_hold_no_english(language: str) -> None:
    faults = {}
    for name, check in checks().items():
        texts = {"title": check.meta.title, **check.meta.messages, **support.COMMON}
        for key, message in texts.items():
            found = strange(getattr(message, language))
            if found:
                faults[name, key] = found
        found = strange(re.sub(r"«image»|«www\.»", "", check.page(language)))
        if found:
            faults[name, "page"] = found
    assert faults == {}


@pytest.mark.parametrize("language", OFFICIAL)
def test_words_of_codes_hold_no_english(language: str) -> None:
    tables = [table for module in (checkwords, codewords, reasonwords) for name, table in vars(module).items() if name.isupper()]
    texts = [getattr(message, language) for table in [*tables, factnames.NAMES, factnames.OPTIONS] for message in table.values()]
    assert len(texts) > 200
    assert {text: strange(text, allowed=("n",)) for text in texts if strange(text, allowed=("n",))} == {}


# What a sentence must not point to without naming it.
POINTERS = {
    "ru": re.compile(r"\b(?:таких данных|этот элемент|это содержание|такой канал|этом языке|эти данные)\b", re.IGNORECASE),
    "kk": re.compile(r"(?:мұндай дерек|бұл навигация элементі|бұл мазмұн|мұндай арна|осы тілдегі)", re.IGNORECASE),
}


@pytest.mark.parametrize("language", OFFICIAL)
def test_messages_name_what_they_speak_of(language: str) -> None:
    texts = [getattr(message, language) for check in checks().values() for message in check.meta.messages.values()]
    texts += [getattr(message, language) for message in support.COMMON.values()]
    assert [text for text in texts if POINTERS[language].search(text)] == []


def test_messages_that_every_check_may_say_name_the_check_or_the_page() -> None:
    for key, message in support.COMMON.items():
        for text in (message.kk, message.ru, message.en):
            assert "{title_of_check}" in text or "{address}" in text, key


@pytest.mark.parametrize("name", sorted(checks()))
def test_the_page_of_a_check_is_translated_whole_and_of_the_present_wording(name: str) -> None:
    check = checks()[name]
    for language in pages.TRANSLATED:
        digest, text = pages.stored(name, language)
        assert text, f"checks/pages/{name}.{language}.txt is missing"
        assert [line for line in text.splitlines() if line in {head[language] for head in pages.HEADINGS.values()}] == [
            head[language] for head in pages.HEADINGS.values()
        ]
        now = pages.digest(check.doc)
        assert digest == now, (
            f"the page of {name} was changed: bring checks/pages/{name}.{language}.txt up to it, first line {now}"
        )


def test_facts_of_codes_are_told_in_the_language() -> None:
    assert codes.value("reasons", ["not-asked", "blocked-by-robots"], "kk") == "сұралмаған, robots.txt жапқан"
    assert codes.value("devices", ["phone-android", "phone-iphone"], "ru") == "телефон Android, телефон iPhone"
    assert codes.value("reasons", ["418", "timeout"], "ru") == "код ответа 418, нет ответа в отведённое время"
    assert codes.value("fault", "not well-formed: no element found (line 1)", "kk") == "XML бұзылған, 1-жол"
    assert codes.value("fault", "not parsed: ValueError", "ru") == "файл не удалось разобрать"
    assert codes.value("relations", ["canonical", "nonesuch"], "ru") == "основной адрес страницы, «nonesuch»"
    assert codes.value("percent", "98.1", "ru") == "98,1"
    assert codes.value("percent", "98.1", "en") == "98.1"
    assert codes.value("alt", "2.5", "ru") == "2.5"
    assert codes.value("seen", "phone-android http://a/: none", "ru") == "телефон Android, http://a/: мобильной версии нет"
    said = codes.value("note", "text on 0 of 1 pages read, of 1; 2 pages could not be read", "kk")
    assert said == "мәтіні бар беттер: 0, оқылғаны: 1, барлығы: 1; оқылмаған беттер: 2"


def test_closed_lists_of_the_store_have_words() -> None:
    from reports.words import DEVICE, LEDGER, LEDGER_REASON
    from store.harvest import Device, FailureReason, Ledger

    assert {item.value for item in Device} == set(DEVICE)
    assert {item.value for item in FailureReason} <= set(LEDGER_REASON)
    assert {item.value for item in Ledger} <= set(reasonwords.REASON) & set(LEDGER)


def test_parts_of_a_platform_that_were_not_seen_are_named() -> None:
    from reports.notes import _parts

    unseen = ("news/kk: blocked", "questions/ru: timeout")
    assert _parts(unseen, "ru") == (
        "новости (казахский): закрыто для автоматических запросов; вопросы и ответы (русский): нет ответа в отведённое время"
    )
    assert _parts(unseen, "kk") == (
        "жаңалықтар (қазақ тілі): автоматты сұрауға жабық; сұрақтар мен жауаптар (орыс тілі): уақытында жауап болмады"
    )


def test_every_part_of_the_platform_has_a_word() -> None:
    config = Path(__file__).resolve().parents[2] / "config"
    parts = set(re.findall(r"\bpart: (\w+)", (config / "portals" / "govkz.yaml").read_text("utf-8")))
    assert parts
    assert parts <= set(codewords.PART)
