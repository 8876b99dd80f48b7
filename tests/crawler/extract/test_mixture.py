"""What of a page is in another language or in two alphabets."""

from __future__ import annotations

from collections.abc import Callable

from store.records import PageRecord, Record

KK = "<p>Министрлік азаматтарды жеке мәселелері бойынша қабылдау кестесін бекітті және сайтта жариялады.</p>"
RU = "<p>Министерство утвердило график личного приёма граждан и опубликовало его на сайте в разделе 2026 года.</p>"


def page(read: Callable[..., list[Record]], body: str, url: str = "http://mam.example.kz/kk/1") -> PageRecord:
    first = read(
        f"<!doctype html><html><body><nav><a href=/>Министерство культуры и информации</a></nav><main>{body}</main></body></html>",
        url=url,
    )[0]
    assert isinstance(first, PageRecord)
    return first


def test_russian_paragraph_in_a_kazakh_page(read: Callable[..., list[Record]]) -> None:
    record = page(read, KK * 3 + RU)
    assert (record.language, record.text_language) == ("kk", "kk")
    assert 20 <= record.foreign_share <= 35
    assert record.foreign_text == (
        "Министерство утвердило график личного приёма граждан и опубликовало его на сайте в разделе 2026 года.",
    )


def test_sham_version_is_foreign_as_a_whole(read: Callable[..., list[Record]]) -> None:
    record = page(read, RU * 3)
    assert (record.language, record.text_language, record.foreign_share) == ("kk", "ru", 100)


def test_page_in_one_language_has_nothing_foreign(read: Callable[..., list[Record]]) -> None:
    for body, url in ((KK * 3, "http://mam.example.kz/kk/1"), (RU * 3, "http://mam.example.kz/ru/1")):
        record = page(read, body, url)
        assert (record.foreign_share, record.foreign_text, record.mixed_script) == (0, (), ())


def test_latin_letters_in_cyrillic_words(read: Callable[..., list[Record]]) -> None:
    record = page(read, "<p>Мемлекеттiк қызмет көрсету мерзiмi өтiнiш тiркелген күннен бастап есептеледі.</p>")
    assert record.text_language == "kk"
    assert record.mixed_script == ("Мемлекеттiк", "мерзiмi", "өтiнiш", "тiркелген")


def test_figures_of_the_main_text(read: Callable[..., list[Record]]) -> None:
    record = page(read, "<p>2026 жылы 1450 адам, 37,5 пайыз, 5 ауыл, А12 бұйрығы, 2026 жыл</p>")
    assert record.numbers == ("2026", "1450", "37.5")
