"""Markdown of one language: tables, escaping, and the mark of titles that are no wording of an act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reports.i18n import N_, t
from reports.numbers import printed
from store.base import Text

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
STAR = "†"
"""Behind a title that is a translation of ours; a star is a mark that acts print."""
NOTE = N_("Translation by the authors of the methodology file; the Kazakh wording of the act itself is not at hand.")


def md(text: str) -> str:
    """Text on one line, with the letters that mean something in Markdown made plain."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; cells are Markdown already. A cell without text stays a cell."""
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return [*lines, *("| " + " | ".join(cell or " " for cell in row) + " |" for row in rows)]


def undotted(number: str, language: str) -> str:
    """A printed number without a full stop behind it."""
    return printed(number, language).rstrip(".")


class Page:
    """A page being written: blocks with a line between them, and a footnote where a title is a translation of ours."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._blocks: list[str] = []
        self._starred = False

    def own(self, text: Text) -> str:
        """A text in the language of the page."""
        return text.kk if self.language == "kk" else text.ru

    def title(self, text: Text) -> str:
        """A title of the law; a Kazakh one that stands in no act is starred, and told once at the end of the page."""
        if self.language != "kk" or text.kk_official:
            return md(self.own(text))
        self._starred = True
        return md(self.own(text)) + STAR

    def head(self, level: int, key: str) -> None:
        """A heading; ``key`` is a message of the catalogues."""
        self.line(f"{'#' * level} {t(key, self.language)}")

    def item(self, key: str, value: str) -> str:
        """A property with its name in words, as an item of a list; ``value`` is Markdown already."""
        return f"- {t(key, self.language)}: {value}"

    def table(self, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table whose columns are messages of the catalogues."""
        self.lines(grid([t(name, self.language) for name in names], rows))

    def line(self, text: str) -> None:
        """A block of one line."""
        self._blocks.append(text)

    def lines(self, block: Iterable[str]) -> None:
        """A block of several lines."""
        self._blocks.append("\n".join(block))

    def text(self) -> str:
        """The whole page."""
        note = [f"{STAR} {t(NOTE, self.language)}"] if self._starred else []
        return "\n\n".join([*self._blocks, *note]) + "\n"
