"""How much of the contact data in labelled lines the readers find: lines that we wrote, and real ones of the corpus."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.crawler.extract.contactkit import KINDS, corpus_cases, held_out, own_cases


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
