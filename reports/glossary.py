"""The glossary of the program: ``docs/glossary/terms.yaml`` as data, and its page. ``python -m reports.glossary`` writes the page."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field
from ruamel.yaml import YAML

from reports.markdown import grid, md
from store.base import Frozen

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "glossary"
DATA, PAGE = FOLDER / "terms.yaml", FOLDER / "README.md"
SOURCES = {"law": "law · закон · заң", "sites": "state sites · сайты · сайттар", "ours": "our choice · наш выбор · өз таңдауымыз"}
HEADER = ("English", "Русский", "Қазақша", "Not · не так · бұлай емес", "Source · источник · дереккөз", "Why, or how often")
INTRODUCTION = """# Glossary · Глоссарий · Сөздік

One word for one thing. The data is `terms.yaml`; this page is written from it by `python -m reports.glossary`. A test holds the
catalogues, the texts of the checks and the pages in docs to the fourth column.

Counts are occurrences on real pages of state bodies and in their data sets.
"""


class Term(Frozen):
    """A term in three languages. ``wrong`` (in the file: ``not``) are words that stand for it nowhere, by language."""

    en: str
    ru: str
    kk: str
    wrong: dict[Literal["kk", "ru"], tuple[str, ...]] = Field(default={}, alias="not")
    kind: Literal["term", "form"] = "term"
    source: Literal["law", "sites", "ours"]
    why: str = ""
    count: str = ""

    def faults(self, text: str, language: Literal["kk", "ru"]) -> list[str]:
        """The forbidden words that a text holds, as whole words with any ending of their own case left alone."""
        return [word for word in self.wrong.get(language, ()) if _form(word).search(text)]


def _form(word: str) -> re.Pattern[str]:
    tail = r"(?!\w)" if word[-1].isalnum() else ""
    return re.compile(rf"(?<!\w){re.escape(word)}{tail}", re.IGNORECASE)


def terms(path: Path = DATA) -> list[Term]:
    """The terms of the file, each proved. Raises ValidationError for a term without source, and ValueError for one without reason."""
    found = [Term.model_validate(item) for item in YAML(typ="safe").load(path)]
    for term in found:
        if not (term.why or term.count):
            raise ValueError(f"{path.name}: «{term.kk}» says neither why nor how often")
    return found


def page(found: list[Term]) -> str:
    """The page of the glossary."""
    return INTRODUCTION + "\n" + "\n".join(_lines(found)) + "\n"


def _lines(found: list[Term]) -> Iterator[str]:
    rows: list[list[Any]] = []
    for term in sorted(found, key=lambda item: item.en.lower()):
        wrong = "; ".join(", ".join(words) for words in term.wrong.values())
        said = "; ".join(filter(None, (term.count, term.why)))
        rows.append([md(term.en), md(term.ru), f"**{md(term.kk)}**", md(wrong) or "–", SOURCES[term.source], md(said)])
    yield from grid(HEADER, rows)


def main() -> int:
    """Writes the page."""
    PAGE.write_text(page(terms()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
