"""Words on scans are read in both languages; what is no scan, or too much of one, gives nothing and harms nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.scans import engine
from crawler.scans.confined import Bounds, run
from tests.crawler.scans.drawn import KAZAKH, RUSSIAN, page, pdf

pytestmark = pytest.mark.needs("tesseract")


def test_both_languages_are_read_from_one_page() -> None:
    (drawn,) = engine.pages(pdf(page(KAZAKH, RUSSIAN)), 3)
    told = engine.words(drawn)
    assert told is not None
    assert told.text.splitlines() == [KAZAKH, RUSSIAN]
    assert told.confidence > 80


def test_no_more_pages_are_drawn_than_are_asked_for() -> None:
    assert len(list(engine.pages(pdf(*[page(RUSSIAN)] * 3), 2))) == 2


@pytest.mark.parametrize("body", [b"", b"%PDF-1.4 and no more", b"\x89PNG\r\n\x1a\n", b"<html>", b"\x00" * 4096], ids=range(5))
def test_what_is_no_scan_gives_nothing(body: bytes) -> None:
    assert list(engine.pages(body, 3)) == []


def test_words_of_which_the_engine_is_not_sure_are_left_out() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t91.5\tПриказ",
        "5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t12\tмусор",
        "5\t1\t1\t1\t2\t1\t0\t0\t9\t9\t80\t№",
    ]
    assert engine.parsed("\n".join([head, *rows])) == ("Приказ\n№", 60 + 1)


def test_a_table_that_is_none_is_read_as_no_words() -> None:
    for told in ("", "level\tconf\ttext\n5\tmany\tслово", "\x00\t\n\n\t"):
        assert engine.parsed(told).text == ""


def test_a_tool_that_spins_or_grows_is_ended() -> None:
    small = Bounds(seconds=1, memory=400_000_000)
    assert run(["sh", "-c", "while :; do :; done"], b"", small) is None
    assert run(["python3", "-c", "x = bytearray(900_000_000); print('grown')"], b"", small) is None
    assert run(["no-such-tool-at-all"], b"", small) is None
    assert run(["cat"], b"given", small) == b"given"


def test_without_the_engine_nothing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    engine.tool.cache_clear()
    try:
        assert engine.tool() == ""
    finally:
        engine.tool.cache_clear()
