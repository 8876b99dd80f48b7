"""Sentences of the explanations: complete in three languages, and every step that scoring makes has its sentence."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

import pytest

from reports import catalogue
from reports.i18n import LANGUAGES
from scoring.engine import score
from store.base import Text
from store.conclusion import Conclusion, Step
from store.methodology import Methodology

SCORING = Path(__file__).resolve().parents[2] / "scoring"
SAID = {
    language: {
        str(name): str(message.string)
        for name, message in catalogue.messages(catalogue.read(language)).items()
        if catalogue.is_step(name) and str(name).startswith("score.")
    }
    for language in LANGUAGES
}
STEPS = {key: {language: said.get(key, "") for language, said in SAID.items()} for key in sorted(set().union(*SAID.values()))}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(STEPS))
def test_a_sentence_names_the_same_values_in_every_language(key: str) -> None:
    sentences = STEPS[key]
    assert sorted(sentences) == ["en", "kk", "ru"]
    assert all(sentences.values())
    assert fields(sentences["kk"]) == fields(sentences["ru"]) == fields(sentences["en"])
    for language, text in sentences.items():
        assert text.endswith("."), (key, language)
    if key not in ("score.source", "score.figure"):
        assert len(set(sentences.values())) == 3


def test_every_key_in_the_code_has_a_sentence_and_the_other_way_round() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(SCORING.rglob("*.py")))
    named = set(re.findall(r'"(score\.[a-z.-]+[a-z])"', code))
    named |= {f"score.award.{level}" for level in ("deficiency", "missing")}
    named |= {f"score.exempted.{instead}" for instead in ("average", "full")}
    named |= {f"score.nothing.{rule}" for rule in ("full", "zero")}
    named |= {f"score.said.{whole}" for whole in ("met", "missing")}
    named |= {f"score.table.capped.{language}" for language in ("kk", "ru")}
    assert named == set(STEPS)


def steps_of(conclusion: Conclusion) -> list[Step]:
    found = list(conclusion.total.explanation)
    for criterion in conclusion.criteria:
        for indicator in criterion.indicators:
            found += indicator.explanation
            for parameter in indicator.parameters:
                found += [*parameter.explanation, *parameter.open_reasons]
    return found


@pytest.mark.parametrize("outcome", ["met", "deficiency", "missing", "not-applicable", "unverified"])
def test_every_step_can_be_said(edition: Methodology, kit: Any, outcome: str) -> None:
    found = [finding for one in kit.asked(edition, "central") for finding in kit.answer(one, outcome, count=40)]
    steps = steps_of(score(found, edition, "central"))
    assert len(steps) > 100
    for step in steps:
        assert set(step.values) == fields(STEPS[step.key]["en"]), step.key
        assert all(type(value) in (str, Text) for value in step.values.values())
        for language in ("en", "ru", "kk"):
            assert "{" not in STEPS[step.key][language].format(**step.values)
