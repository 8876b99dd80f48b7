"""Names of the sections of appendix 15: as menus say them, and as the act prints its indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from checks.letters import words
from checks.named import LONG_NAME
from checks.phrases import extra, in_label, phrases
from store.base import OFFICIAL, Language
from tests.checks.casekit import HERE, ROOT, indicators
from tests.plainyaml import read_yaml

EDITION = ROOT / "config" / "methodology" / "kz-2017" / "2017-12-28"
SAID: dict[str, dict[Language, list[str]]] = read_yaml(HERE / "names_general.yaml")
EDITORS: dict[str, dict[Language, list[str]]] = read_yaml(HERE / "names_of_editors.yaml")
BRACKETS = re.compile(r"\s*\([^)]*\)?")


def _names(concept: str, language: Language, label: str) -> bool:
    """Whether a label names the concept: its words stand there, nothing says that it is another thing, and little else is said."""
    indicator = indicators()[concept]
    excluded = indicator.excluded.of(language)
    if excluded and in_label(phrases(excluded, language), label) is not None:
        return False
    found = [in_label(phrases([name], language), label) for name in indicator.names.of(language)]
    return any(match is not None and extra(match, words(label)) <= LONG_NAME for match in found)


@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize("concept", SAID)
def test_a_concept_is_known_by_the_names_that_menus_give_it(concept: str, language: Language) -> None:
    assert not [label for label in SAID[concept][language] if not _names(concept, language, label)]


@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize("concept", EDITORS)
def test_a_concept_is_known_by_names_that_were_set_down_without_the_lexicon(concept: str, language: Language) -> None:
    assert not [label for label in EDITORS[concept][language] if not _names(concept, language, label)]


def _rows(node: Any) -> Iterator[dict[str, Any]]:
    """Every row and element of a table with its printed title."""
    if isinstance(node, dict):
        if "id" in node and "title" in node:
            yield node
        for value in node.values():
            yield from _rows(value)
    elif isinstance(node, list):
        for value in node:
            yield from _rows(value)


@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize("table", ["a15-t1", "a15-t2"])
def test_an_indicator_is_known_by_its_printed_title(table: str, language: Language) -> None:
    mapping = read_yaml(EDITION / "mapping.yaml")["mapping"]
    titles = {row["id"]: row["title"][language] for row in _rows(read_yaml(EDITION / f"{table}.yaml"))}
    unknown = []
    for row, served in mapping.items():
        for order in served["checks"]:
            concept = order.get("options", {}).get("concept")
            if row in titles and concept in SAID:
                whole = BRACKETS.sub("", titles[row])
                parts = (titles[row], whole, whole.partition(";")[0])
                if not any(_names(concept, language, part) for part in parts):
                    unknown.append((row, concept, whole))
    assert not unknown
