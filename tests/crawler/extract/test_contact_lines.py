"""How much of the contact data in labelled lines the readers find: lines that we wrote, and real ones of the corpus."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from store.lexicon import Lexicon
from tests.crawler.extract.contactkit import KINDS, compare, corpus_cases, held_out, own_cases, precision, recall, tallies


def test_own_lines_cover_every_kind_with_lines_that_hold_it_and_lines_that_look_alike() -> None:
    cases = own_cases()
    held = Counter(kind for case in cases for kind in {kind for kind, _ in case.label.expected})
    assert len({case.key for case in cases}) >= 120
    assert all(held[kind] >= 5 for kind in KINDS)
    assert sum(not case.label.expected for case in cases) >= 30
    assert Counter(case.label.language for case in cases).keys() == {"kk", "ru", "en"}


@pytest.mark.corpus
def test_labelled_lines_of_the_corpus_are_found_again(corpus: Path) -> None:
    cases = corpus_cases(corpus)
    held = Counter(kind for case in cases for kind in {kind for kind, _ in case.label.expected})
    assert len(cases) == 531
    assert sum(not case.label.expected for case in cases) > 150
    assert min(held[kind] for kind in ("postal", "phone", "email", "person", "hours")) >= 40
    assert 0.3 < sum(map(held_out, cases)) / len(cases) < 0.36


@pytest.mark.parametrize("kind", KINDS)
def test_own_lines_are_read(lexicons: dict[str, Lexicon], kind: str) -> None:
    tally = tallies(own_cases(), lexicons)[kind]
    told = [item for case in own_cases() for item in compare(case, lexicons) if item[0] == kind and item[1] != "right"]
    assert recall(tally) >= 0.97, told
    assert precision(tally) >= 0.97, told


@pytest.mark.corpus
@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    ("kind", "found", "true"),
    [("postal", 0.95, 0.97), ("phone", 0.97, 0.98), ("email", 0.98, 0.98), ("person", 0.95, 0.97), ("hours", 0.75, 0.95)],
)
def test_real_lines_are_read(
    corpus: Path, lexicons: dict[str, Lexicon], language: str, kind: str, found: float, true: float
) -> None:
    """Before the readers were mended: addresses 0.71, telephones 0.85, e-mail 0.98, persons 0.82, hours 0.52."""
    cases = [case for case in corpus_cases(corpus) if case.label.language == language]
    tally = tallies(cases, lexicons)[kind]
    told = [item for case in cases for item in compare(case, lexicons) if item[0] == kind and item[1] != "right"]
    assert recall(tally) >= found, told
    assert precision(tally) >= true, told
