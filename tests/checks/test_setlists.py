"""Titles of the list and of the portal: what is the same set, what may be, what is not."""

from __future__ import annotations

import pytest

from checks.opensets import OpenSet
from checks.setlists import Listed, folded, matched
from store.items import ItemRecord


def on_portal(key: str, ru: str, kk: str = "", modified: str = "2026-01-01") -> OpenSet:
    facts = {"title-ru": ru, "title-kk": kk, "modified": modified}
    return OpenSet(
        ItemRecord(capture_id="c", url="u", seq=0, portal="open-data", source="sets", kind="dataset", key=key, facts=facts)
    )


def listed(ru: str, kk: str = "", address: str = "") -> Listed:
    return Listed({"ru": ru, "kk": kk}, "monthly", ("kk", "ru"), 0, None, address, "B2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("824. Перечень региональных молодежных организаций", "Перечень региональных молодёжных организаций"),
        ("Устав АО «НГК «Казгеология»", 'УСТАВ АО "НГК "Казгеология"'),
        ("Перечень  дорог.", "перечень дорог"),
        ("Aлматы қаласы", "Алматы қаласы"),
    ],
)
def test_spellings_of_one_title(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_set_serves_one_line_and_the_newest_of_twins_is_taken() -> None:
    old, new = on_portal("a", "Дороги", modified="2024-01-01"), on_portal("b", "Дороги", modified="2026-01-01")
    first, second, third = matched([listed("Дороги"), listed("Дороги"), listed("Дороги")], [old, new])
    assert (first.found, second.found, third.found) == (new, old, None)
    assert first.others == (old,)


def test_an_address_goes_before_titles() -> None:
    (found,) = matched([listed("Дороги", address="b")], [on_portal("a", "Дороги"), on_portal("b", "Мосты")])
    assert found.found is not None
    assert (found.found.key, found.doubtful) == ("b", False)


def test_titles_under_each_others_language_are_told() -> None:
    (found,) = matched([listed("Дороги района", "Аудан жолдары")], [on_portal("a", "Аудан жолдары", "Дороги района")])
    assert (found.found is not None, found.swapped) == (True, True)


def test_a_close_title_is_doubtful_and_another_is_none() -> None:
    close, other = matched(
        [listed("Перечень организаций образования района"), listed("Перечень больниц")],
        [on_portal("a", "Перечень организаций образования районов")],
    )
    assert (close.doubtful, close.found is not None) == (True, True)
    assert other.found is None


def test_empty_titles_are_never_the_same() -> None:
    (found,) = matched([listed("", "")], [on_portal("a", "", "")])
    assert found.found is None
