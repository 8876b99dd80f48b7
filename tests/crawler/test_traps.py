"""Endless sites are told from large ones."""

import pytest

from crawler.web.traps import Traps, repeats, shape_of


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("http://a.kz/news/12", "http://a.kz/news/345", True),
        ("http://a.kz/cal?month=2026-11", "http://a.kz/cal?month=2027-01", True),
        ("http://a.kz/s/4f8a9c01d2e3b7/x", "http://a.kz/s/00ffaa11bb22cc/x", True),
        ("http://a.kz/p;jsessionid=ABC?x=1", "http://a.kz/p;jsessionid=XYZ?x=1", True),
        ("http://a.kz/p?PHPSESSID=qwertyuiop", "http://a.kz/p?PHPSESSID=asdf", True),
        ("http://a.kz/news/12", "http://a.kz/docs/12", False),
        ("http://a.kz/Twin", "http://a.kz/twin", False),
        ("http://a.kz/ministerstvo-kultury", "http://a.kz/ministerstvo-finansov", False),
    ],
)
def test_shapes(one: str, other: str, alike: bool) -> None:
    assert (shape_of(one) == shape_of(other)) is alike


def test_paths_that_go_round_in_themselves() -> None:
    assert repeats("http://a.kz/grow/grow/grow/grow/grow/")
    assert not repeats("http://a.kz/2026/11/20/news/20/11/")
    assert not repeats("http://a.kz/")


def read(traps: Traps, url: str, text: str) -> None:
    if traps.wants(url):
        traps.look(url, text)


def test_sessions_are_a_trap_at_any_depth() -> None:
    traps = Traps(40)
    for number in range(60):
        read(traps, f"http://a.kz/s/{number:016x}/news", f"Новости {number}")
    assert traps.trapped("http://a.kz/s/deadbeefdeadbeef/news", 2)
    assert not traps.trapped("http://a.kz/news/1", 20)


def test_numbered_pages_that_look_alike_are_left_out_only_when_deep() -> None:
    traps = Traps(40)
    for number in range(60):
        read(traps, f"http://a.kz/cal?m={number}", f"Календарь {number}: событий нет")
    assert not traps.trapped("http://a.kz/cal?m=99", 12)
    assert traps.trapped("http://a.kz/cal?m=99", 13)


def test_a_large_archive_is_no_trap() -> None:
    traps = Traps(40)
    for number in range(400):
        read(traps, f"http://a.kz/news/{number}", f"Новость о событии {'абвгдежзик'[number % 10] * (number // 10 + 1)}")
    assert not traps.trapped("http://a.kz/news/999", 30)
