"""A filled form before it is put on paper: every text in one plain line, so that no paper has to know where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.forms.printed import Printed, Words
from store.base import Language
from store.visible import line

LENGTH = 4000
# The two signs of Unicode's first plane that XML refuses and that are no sign of control.
_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF))


def plain(text: str, length: int = LENGTH) -> str:
    """A text of unknown origin in one line without signs that steer, hide or that XML cannot hold."""
    return line(text.translate(_NO_XML), length)


@dataclass(frozen=True)
class Row:
    """A row of the table by its columns; ``strong`` for those that sum up."""

    cells: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True)
class Part:
    """A heading of the analysis and its sentences; those that belong to the one before stand further in."""

    head: str
    sentences: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Filled:
    """A form with everything that stands in it.

    ``draft`` is the word across the page while anything is open, else empty; ``open_rows`` their number; ``notes`` stand below the form
    and say what it was made from.
    """

    form: Printed
    language: Language
    body: str
    period: str
    rows: tuple[Row, ...]
    parts: tuple[Part, ...]
    conclusions: tuple[str, ...]
    notes: tuple[str, ...]
    draft: str = ""
    open_rows: int = 0
    words: Words = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", self.form.words.of(self.language))

    @property
    def name(self) -> str:
        """How its files are called, without the ending."""
        return f"{self.form.name}.{self.language}" + (".draft" if self.draft else "")
