"""Comment or proposal: what a machine proposes, how sure it is, and on which words; a person decides."""

from __future__ import annotations

from typing import Any, cast

import pytest

from checks.opinions import VERDICT, guess
from store.snapshot import Snapshot
from tests.checks.casekit import lexicons


class Words:
    """As much of a snapshot as a guess reads: the product's own word lists."""

    def lexicon(self, name: str) -> Any:
        return lexicons()[name]


SNAPSHOT = cast(Snapshot, Words())
MESSAGES = [
    ("Предлагаем в пункте 3 слова «десять дней» заменить словами «пять дней»", "proposal", "0.9"),
    ("Пункт 7 противоречит статье 12 Закона", "proposal", "0.9"),
    ("Прошу дополнить перечень документов", "proposal", "0.75"),
    (
        "Полная версия самого проекта НПА, Пояснительная записка и Сравнительная таблица на Портал не выставлены",
        "proposal",
        "0.9",
    ),
    ("Спасибо за проект, но предлагаю увеличить срок", "proposal", "0.6"),
    ("В части второй опечатка", "proposal", "0.6"),
    ("Полностью поддерживаю, спасибо", "comment", "0.9"),
    ("Категорически против", "comment", "0.75"),
    ("Когда будет дорога?", "comment", "0.5"),
    ("3-тармақты алып тастауды ұсынамын", "proposal", "0.9"),
    ("Қағидаларды мынадай редакцияда жазу керек", "proposal", "0.75"),
    ("Жобаны толық қолдаймыз, рахмет", "comment", "0.9"),
    ("Келіспеймін", "comment", "0.75"),
    ("Жол қашан салынады?", "comment", "0.5"),
]


@pytest.mark.parametrize(("text", "kind", "confidence"), MESSAGES)
def test_a_guess_tells_its_words(text: str, kind: str, confidence: str) -> None:
    made = guess(SNAPSHOT, text)
    assert (made.kind, made.confidence) == (kind, confidence)
    assert bool(made.words) == (confidence != "0.5")
    assert all(word in text.casefold().replace("ё", "е") for word in made.words)


def test_the_body_s_own_mark_tells_that_it_took_a_message_for_a_proposal() -> None:
    made = guess(SNAPSHOT, "Дорога нужна", "refused")
    assert (made.kind, made.confidence, made.words) == ("proposal", "0.75", (VERDICT,))
