"""A list of words that somebody emptied finds nothing, and takes nothing away."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from checks.above import _of_bodies
from checks.counters import _pair, shows_count
from store.snapshot import Snapshot


def _without_words() -> Snapshot:
    lexicon: Any = SimpleNamespace(phrases=lambda _: ())
    return cast(Snapshot, SimpleNamespace(lexicon=lambda _: lexicon))


def test_a_text_keeps_its_words() -> None:
    assert _of_bodies(_without_words(), "Министерство культуры") == "Министерство культуры"


def test_no_number_is_a_count() -> None:
    assert shows_count("Посетителей: 842", ()) == ""
    assert _pair(_without_words(), "Сегодня: 842, всего: 1 204 611") == ""
    assert shows_count("Посетителей: 842", ("посетителей",)) == "посетителей: 842"
