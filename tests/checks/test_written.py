"""Texts that are written down come back by their numbers, from memory and from the file; each is kept once; a full disk is told."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from checks import written as kept
from checks.leads import Lead, Leads
from checks.written import Written
from store.faults import NoRoom
from store.records import LinkRecord

TEXTS = ("", "a", "Ережелер", "Отчёт об исполнении бюджета за 2025 год", "\ud800 alone", "Жаңалықтар\tмен", "x" * 900)


@pytest.mark.parametrize("in_memory", [1, 40, 1 << 20])
def test_texts_come_back_by_their_numbers(in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "IN_MEMORY", in_memory)
    texts = Written()
    assert [texts.number(text) for text in TEXTS] == [(number, True) for number in range(len(TEXTS))]
    assert [texts.number(text) for text in reversed(TEXTS)] == [(number, False) for number in reversed(range(len(TEXTS)))]
    texts.close()
    assert (tuple(texts[number] for number in range(len(texts))), texts[2]) == (TEXTS, TEXTS[2])


def test_a_text_of_two_kinds_has_two_numbers() -> None:
    texts = Written()
    assert [texts.number("kk", apart) for apart in (False, True, False, True)] == [(0, True), (1, True), (0, False), (1, False)]
    assert (texts[0], texts[1]) == ("kk", "kk")


def test_a_text_that_looks_like_the_digest_of_another_is_not_taken_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Same:
        def __init__(self, *_: object, **__: object) -> None:
            pass

        def digest(self) -> bytes:
            return b"0123456789abcdef"

    monkeypatch.setattr(kept, "blake2b", Same)
    texts = Written()
    assert [texts.number(text)[0] for text in ("0123456789abcdef0", "0123456789abcde", "0123456789abcdef")] == [0, 1, 0]


def test_a_full_disk_is_a_fault_of_storage_and_not_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "IN_MEMORY", 1)
    monkeypatch.setattr(kept.tempfile, "TemporaryFile", lambda: os.fdopen(os.open("/dev/full", os.O_RDWR), "r+b", buffering=0))
    texts = Written()
    with pytest.raises(NoRoom):
        texts.number("Ережелер")


def test_the_file_is_gone_with_its_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kept, "IN_MEMORY", 1)
    monkeypatch.setattr(kept.tempfile, "tempdir", str(tmp_path))
    texts = Written()
    texts.number("Ережелер")

    def opened() -> list[str]:
        held = [os.path.join("/proc/self/fd", name) for name in os.listdir("/proc/self/fd")]
        return [end for one in held if os.path.lexists(one) and (end := os.readlink(one)).startswith(str(tmp_path))]

    assert len(opened()) == 1
    del texts
    gc.collect()
    assert (opened(), list(tmp_path.iterdir())) == ([], [])


def link(page: str, seq: int, text: str, target: str, **more: str) -> LinkRecord:
    own = {
        "capture_id": page,
        "url": page,
        "seq": seq,
        "raw": target,
        "target": target,
        "scope": "internal",
        "tag": "a",
        "attr": "href",
    }
    return LinkRecord.model_validate(own | {"text": text} | more)


def test_links_of_a_version_are_told_with_their_first_place_and_their_pages() -> None:
    leads = Leads()
    for page in ("p1", "p2"):
        leads.add(link(page, 0, "Басты бет", "/kk", place="nav", xpath="/nav/a[1]"))
        leads.add(link(page, 1, "Ережелер", "/kk/1", fragment="top", label="Барлық ережелер", xpath="/main/a[1]"))
        leads.add(link(page, 2, "Ережелер", "/kk/1", fragment="top", xpath="/main/a[2]"))
    leads.add(link("p3", 0, "Ережелер", "/kk/1", fragment="top", xpath="/main/a[7]"))
    leads.close(lambda pages: pages > 2)
    told = [
        (Lead("Басты бет", "/kk", "", True), ("p1", "*"), "/nav/a[1]", 2),
        (Lead("Ережелер", "/kk/1", "top", False), ("p1", "*"), "/main/a[1]", 3),
        (Lead("Барлық ережелер", "/kk/1", "top", False), ("p1", "*"), "/main/a[1]", 2),
    ]
    assert list(leads.first()) == told
    # Whoever asks twice is told the same.
    assert list(leads.first()) == told
    assert leads.shared == {("/kk/1", "top")}
