"""Decoding as browsers do it."""

from __future__ import annotations

import pytest

from crawler.extract.text.decode import Decoded, decode

KAZAKH = "Қазақстан Республикасының Үкіметі: жаңалықтар, хабарландырулар"
RUSSIAN = "Правительство Республики Казахстан: новости и объявления, государственные закупки"
UTF8 = (("Content-Type", "text/html; charset=UTF-8"),)
CP1251 = (("content-type", "text/html; charset=windows-1251"),)
PLAIN = (("Content-Type", "text/html"),)


def page(text: str, meta: str = "") -> str:
    return f"<!doctype html><html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"


def facts(decoded: Decoded) -> tuple[str, str, str, bool]:
    return decoded[1:]


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        (page(KAZAKH).encode(), UTF8, ("utf-8", "", "utf-8", True)),
        (page(KAZAKH, '<meta charset="utf-8">').encode(), PLAIN, ("", "utf-8", "utf-8", True)),
        (page(KAZAKH).encode("utf-8-sig"), CP1251, ("windows-1251", "", "utf-8", True)),
        (page(RUSSIAN).encode("cp1251"), CP1251, ("windows-1251", "", "windows-1251", True)),
        (page(RUSSIAN, '<meta charset="windows-1251">').encode("cp1251"), PLAIN, ("", "windows-1251", "windows-1251", True)),
        (page(RUSSIAN).encode("cp1251"), PLAIN, ("", "", "windows-1251", True)),
        (page(KAZAKH).encode(), PLAIN, ("", "", "utf-8", True)),
        (page(KAZAKH).encode(), CP1251, ("windows-1251", "", "utf-8", False)),
        (page(RUSSIAN).encode("cp1251"), UTF8, ("utf-8", "", "windows-1251", False)),
        (page("x", '<meta charset="utf-16">').encode(), PLAIN, ("", "utf-8", "utf-8", True)),
        (page(KAZAKH).encode("utf-16"), PLAIN, ("", "", "utf-16-le", True)),
        (page("x").encode(), (("Content-Type", "text/html; charset=no-such-thing"),), ("", "", "utf-8", True)),
        (b"", (), ("", "", "utf-8", True)),
    ],
    ids=[
        "header",
        "meta",
        "mark-beats-header",
        "header-1251",
        "meta-1251",
        "undeclared-1251",
        "undeclared-utf8",
        "header-lies-1251",
        "header-lies-utf8",
        "meta-utf16",
        "utf16-by-mark",
        "unknown-label",
        "empty",
    ],
)
def test_what_says_how_the_bytes_are_encoded(
    body: bytes, headers: tuple[tuple[str, str], ...], expected: tuple[str, str, str, bool]
) -> None:
    assert facts(decode(body, headers)) == expected


def test_declared_encoding_decides_the_text() -> None:
    assert RUSSIAN in decode(page(RUSSIAN).encode("cp1251"), CP1251).text
    assert RUSSIAN in decode(page(RUSSIAN).encode("cp1251"), PLAIN).text
    assert KAZAKH in decode(page(KAZAKH).encode("utf-16"), PLAIN).text
    assert KAZAKH not in decode(page(KAZAKH).encode(), CP1251).text


def test_few_broken_bytes_leave_a_page_in_utf8() -> None:
    decoded = decode(page(KAZAKH * 20).encode() + b"\xd0", UTF8)
    assert facts(decoded) == ("utf-8", "", "utf-8", False)
    assert KAZAKH in decoded.text
