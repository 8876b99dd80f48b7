"""Language of texts, addresses and pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.extract.text.language import language_of, language_of_address, other_addresses, page_language
from crawler.extract.text.wordforms import mixed_words
from store.base import Language

KK = "Министрлік азаматтарды жеке мәселелері бойынша қабылдау кестесін бекітті және оны ресми сайтта жариялады."
RU = "Министерство утвердило график личного приёма граждан и опубликовало его на официальном сайте."
EN = "The ministry approved the schedule of personal reception of citizens and published it on the official website."


@pytest.mark.parametrize(
    ("text", "hint", "expected"),
    [
        (KK, None, ("kk", "text")),
        (RU, "kk", ("ru", "text")),
        (EN, "ru", ("en", "text")),
        ("Байланыс ақпараты", None, ("kk", "letters")),
        ("Басты бетке оралу", "kk", ("kk", "text")),
        ("Экология", "ru", ("ru", "hint")),
        ("Мечеть «Өтеміс» находится в селе Өтеміс Целиноградского района области.", None, ("ru", "text")),
        ("RSS", "kk", ("kk", "hint")),
        ("2026", None, (None, "")),
        ("2026", "ru", ("ru", "hint")),
        ("哈萨克斯坦共和国政府官方网站新闻", None, (None, "text")),
        ("", None, (None, "")),
    ],
)
def test_language_of_text(text: str, hint: Language | None, expected: tuple[Language | None, str]) -> None:
    assert language_of(text, hint) == expected


@pytest.mark.parametrize(
    ("url", "language"),
    [
        ("http://mam.gov.kz/kk/news", "kk"),
        ("http://mam.gov.kz/kz/news", "kk"),
        ("http://mam.gov.kz/kaz/", "kk"),
        ("http://mam.gov.kz/ru", "ru"),
        ("http://mam.gov.kz/news?lang=kz&id=3", "kk"),
        ("http://mam.gov.kz/?locale=ru_RU", "ru"),
        ("http://kk.mam.gov.kz/news", "kk"),
        ("http://mam.gov.kz/index_kz.html", "kk"),
        ("http://mam.gov.kz/about-en.php", "en"),
        ("http://mam.gov.kz/news/1", None),
        ("http://mam.kz/", None),
        ("http://ru.kz/", None),
        ("http://mam.gov.kz/kkm/order", None),
        ("http://[broken", None),
    ],
)
def test_language_of_address(url: str, language: Language | None) -> None:
    assert language_of_address(url) == language


@pytest.mark.parametrize(
    ("url", "language", "expected"),
    [
        ("http://mam.gov.kz/ru/news/1", "kk", "http://mam.gov.kz/kz/news/1"),
        ("http://mam.gov.kz/ru/news/1", "kk", "http://mam.gov.kz/news/1"),
        ("http://mam.gov.kz/news/1", "kk", "http://mam.gov.kz/kk/news/1"),
        ("http://mam.gov.kz/n?lang=kk&id=1", "ru", "http://mam.gov.kz/n?lang=ru&id=1"),
        ("http://kz.mam.gov.kz/n", "ru", "http://ru.mam.gov.kz/n"),
        ("http://mam.gov.kz/index_kz.html", "ru", "http://mam.gov.kz/index_ru.html"),
        ("http://mam.gov.kz/index_kz.html", "ru", "http://mam.gov.kz/index.html"),
        ("http://mam.gov.kz/index.html", "kk", "http://mam.gov.kz/index_kz.html"),
    ],
)
def test_where_the_other_version_may_lie(url: str, language: Language, expected: str) -> None:
    assert expected in other_addresses(url, language)
    assert url not in other_addresses(url, language)


@pytest.mark.parametrize(
    ("url", "lane", "attribute", "text", "expected"),
    [
        ("http://m.kz/kk/a", "*", "ru", KK, ("kk", "address", "kk")),
        ("http://m.kz/kk/a", "*", "kk", RU, ("kk", "address", "ru")),
        ("http://m.kz/a", "kk", "ru", RU, ("kk", "lane", "ru")),
        ("http://m.kz/a", "*", "en", KK, ("kk", "text", "kk")),
        ("http://m.kz/a", "*", "ru", KK, ("kk", "text", "kk")),
        ("http://m.kz/a", "*", "kk", "Порталы", ("kk", "lang-attr", "kk")),
        ("http://m.kz/a", "*", "en", "Порталы", ("kk", "text", "kk")),
        ("http://m.kz/a", "*", "en", "", (None, "", None)),
    ],
)
def test_version_and_language_of_a_page(
    url: str, lane: str, attribute: str, text: str, expected: tuple[Language | None, str, Language | None]
) -> None:
    assert page_language(url, lane, attribute, text, text) == expected


def labelled(name: str) -> list[list[str]]:
    return [line.split("\t") for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()]


def test_labels_of_menus() -> None:
    """Labels of menus and buttons in our own wording; a quarter of them Kazakh without one Kazakh letter."""
    rows = labelled("labels.tsv")
    bare = [text for language, text in rows if language == "kk" and not set("әғқңөұүһі") & set(text.lower())]
    assert len(rows) >= 300
    assert len(bare) >= 80
    alone = [(language, text) for language, text in rows if language_of(text)[0] != language]
    hinted = [(language, text) for language, text in rows if language_of(text, language)[0] != language]  # type: ignore[arg-type]
    assert len(alone) <= len(rows) * 0.03, alone
    assert hinted == []


def test_paragraphs() -> None:
    """Paragraphs in our own wording: plain ones, names of the other language, Latin look-alikes, Kazakh typed without its letters."""
    rows = labelled("paragraphs.tsv")
    assert len(rows) >= 200
    assert [(language, text) for language, text in rows if language_of(text)[0] != language] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Мемлекеттiк қызмет мерзiмi", ("Мемлекеттiк", "мерзiмi")),
        ("Сведения oбновляются на cайте", ("oбновляются", "cайте")),
        ("ҚAЗAҚСТАН", ("ҚAЗAҚСТАН",)),
        ("Infоrmation", ("Infоrmation",)),
        ("Kaspi-де, IT-мектеп, e-mail, XXші ғасыр, 5G желісі, egov.kz порталы", ()),
        ("Қазақстан Республикасы", ()),
        ("WhatsAppқа жазыңыз", ()),
    ],
)
def test_words_of_two_alphabets(text: str, words: tuple[str, ...]) -> None:
    assert mixed_words(text) == words
