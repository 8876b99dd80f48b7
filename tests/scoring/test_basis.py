"""The word for where a rule comes from: what was assumed or taken over never stands under «law», and each open rule has a reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoring.readings import READINGS, unnamed, unread
from store.strictyaml import read_strict
from tests.scoring.kit import EDITIONS

ASSUMED = {"ru": re.compile(r"\b(?<!не )принят[оа]\b", re.IGNORECASE), "kk": re.compile(r"қабылдан(ды|ған)", re.IGNORECASE)}
NAMES = [folder.parent.name for folder in EDITIONS]


def rules(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "basis" in value and "citation" in value:
            yield value
        for below in value.values():
            yield from rules(below)
    elif isinstance(value, list):
        for below in value:
            yield from rules(below)


def betrayed(rule: dict[str, Any]) -> list[str]:
    """Words of a note that say that the act itself does not say it, under the basis «law»."""
    note = rule.get("note") or {}
    found = (ASSUMED[language].search(note.get(language, "")) for language in ASSUMED)
    return [match.group(0) for match in found if match] if rule["basis"] == "law" else []


@pytest.mark.parametrize("folder", EDITIONS, ids=NAMES)
def test_no_note_under_law_says_that_something_was_assumed(folder: Path) -> None:
    said = {
        f"{path.name}: {rule['note']['ru'][:80]}": betrayed(rule)
        for path in sorted(folder.glob("*.yaml"))
        if path.name != READINGS
        for rule in rules(read_strict(path).value)
        if betrayed(rule)
    }
    assert said == {}


@pytest.mark.parametrize(
    ("basis", "kk", "ru", "found"),
    [
        ("law", "Орташа мән (қабылданды).", "Среднее.", ["қабылданды"]),
        ("law", "Орташа мән.", "Принято: среднее.", ["Принято"]),
        ("law", "Бақылау комиссиясы шешім қабылдайды.", "Комиссия принимает решение, которое орган не принял.", []),
        ("assumed", "Орташа мән (қабылданды).", "Среднее (принято).", []),
    ],
)
def test_the_words_are_told_from_their_likes(basis: str, kk: str, ru: str, found: list[str]) -> None:
    assert betrayed({"basis": basis, "note": {"kk": kk, "ru": ru}}) == found


@pytest.mark.parametrize("folder", EDITIONS, ids=NAMES)
def test_every_rule_that_is_no_sentence_of_the_act_has_a_reading_and_every_reading_a_rule(folder: Path) -> None:
    assert unread(folder) == []
    assert unnamed(folder) == []
