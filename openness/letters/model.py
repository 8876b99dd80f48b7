"""A letter before it is put on paper: blocks of plain text in their order.

What pages, registers and findings say is taken in through ``Letter.add`` alone, in one line without signs that steer, hide or
that XML cannot hold; so no paper has to know which of its texts came from elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reports.charts.drawing import Chart
from store.visible import line

# A block of a letter is a paragraph, and an address may be long.
LENGTH = 2000
# The two signs of Unicode's first plane that XML refuses and that are no sign of control.
_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF))


class Kind(StrEnum):
    """What a block is: whom the letter is for, its title, a heading, a paragraph, a numbered thing, what belongs to the thing, a step from
    the maximum to the certain points, and a chart."""

    TO = "to"
    TITLE = "title"
    HEAD = "head"
    TEXT = "text"
    ITEM = "item"
    DETAIL = "detail"
    STEP = "step"
    CHART = "chart"


@dataclass(frozen=True)
class Block:
    """A paragraph and what it is; a step has points besides, a chart its drawing, and its text is for who cannot see it."""

    kind: Kind
    text: str
    points: str = ""
    strong: bool = False
    chart: Chart | None = None


@dataclass
class Letter:
    """A letter in one language (``ru``, ``kk`` or ``en``)."""

    language: str
    blocks: list[Block] = field(default_factory=list)

    def add(self, kind: Kind, text: str, length: int = LENGTH) -> None:
        """Adds a paragraph of at most ``length`` letters; an empty one is left out."""
        said = line(text.translate(_NO_XML), length)
        if said:
            self.blocks.append(Block(kind, said))

    def step(self, name: str, points: str, strong: bool) -> None:
        """Adds a step; steps that follow one another make a table. ``strong``: where it begins and ends."""
        self.blocks.append(Block(Kind.STEP, line(name.translate(_NO_XML), LENGTH), points, strong))

    def chart(self, chart: Chart | None, said: str) -> None:
        """Adds a chart and what it shows in words; papers of plain text leave it out, and so does a letter that has none."""
        if chart is not None:
            self.blocks.append(Block(Kind.CHART, line(said.translate(_NO_XML), LENGTH), chart=chart))

    @property
    def title(self) -> str:
        """The title, which is the subject of a mail."""
        return next((one.text for one in self.blocks if one.kind is Kind.TITLE), "")
