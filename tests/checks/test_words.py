"""Of many words those that stand in a text are tried: the first place counts, and of those that begin there the longest."""

from __future__ import annotations

import pytest

from checks.words import found, holds, names

KINDS = ("министерств", "министр", "агентств", "ведомств")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Агентство и министерство", "агентств"),
        ("Министерства финансов", "министерств"),
        ("Приём у министра", "министр"),
        # No word begins with it: it stands within another.
        ("Межведомственная комиссия", ""),
        ("Межведомственная комиссия ведомства", "ведомств"),
        ("", ""),
    ],
)
def test_the_first_of_the_phrases(text: str, first: str) -> None:
    assert found(text, KINDS) == first
    assert holds(text, KINDS) is bool(first)
    assert found(text, tuple(reversed(KINDS))) == first


def test_nothing_is_found_without_phrases_and_a_name_says_little_more() -> None:
    assert not holds("Министерство", ())
    assert names("Министерство", KINDS)
    assert not names("Министерство обороны и промышленности", KINDS)
