"""The glossary holds: its page is of its data, and no text of ours uses a word that it rejects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks import pages, support
from checks.runner import catalogue as checks
from reports import catalogue, glossary
from store import checkwords, codewords, factnames, reasonwords

ROOT = Path(__file__).resolve().parents[2]
TERMS = glossary.terms()


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text of ours in one language, with where it stands."""
    for name, message in catalogue.messages(catalogue.read(language)).items():
        yield from ((f"catalogue: {name}", text) for text in catalogue.strings(message))
    for name, check in checks().items():
        said = {"title": check.meta.title, **check.meta.messages, **support.COMMON}
        yield from ((f"{name}: {key}", getattr(message, language)) for key, message in said.items())
        yield f"page of {name}", pages.stored(name, language)[1]
    tables = [table for module in (checkwords, codewords, reasonwords) for name, table in vars(module).items() if name.isupper()]
    for table in (*tables, factnames.NAMES, factnames.OPTIONS):
        yield from ((f"word of {key}", getattr(message, language)) for key, message in table.items())
    for path in [*sorted(ROOT.glob(f"docs/{language}/*.md")), ROOT / f"docs/imports.{language}.md"]:
        yield str(path.relative_to(ROOT)), path.read_text("utf-8")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_text_uses_a_word_that_the_glossary_rejects(language: str) -> None:
    found = list(texts(language))
    assert len(found) > 900
    faults = [(where, word) for where, text in found for term in TERMS for word in term.faults(text, language)]
    assert faults == []


def test_own_kazakh_texts_of_the_editions_keep_to_the_glossary() -> None:
    """The act of 2017 speaks of the media by the word of its time."""
    faults = []
    for path in sorted(ROOT.glob("config/methodology/*/*/*.yaml")):
        for place, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not re.search(r"\b(?:ru|en):", line):
                held = [term for term in TERMS if term.kk != "масс-медиа" or path.parts[-3] != "kz-2017"]
                wrong = [word for term in held for word in term.faults(line, "kk") if re.search(r"[әіңғүұқөһ]", line)]
                faults += [(path.name, place, word) for word in wrong]
    assert faults == []


def test_a_rejected_word_is_found_with_its_case_and_only_whole() -> None:
    folder = next(term for term in TERMS if term.kk == "бума")
    assert folder.faults("Папка бос", "kk") == ["папка"]
    assert folder.faults("папкалық бума", "kk") == []


def test_the_page_is_written_from_the_data() -> None:
    assert glossary.PAGE.read_text("utf-8") == glossary.page(TERMS), "run python -m reports.glossary"


def test_every_term_has_its_own_word_in_each_language() -> None:
    for language in ("en", "kk"):
        words = [getattr(term, language) for term in TERMS]
        assert len(words) == len(set(words))
