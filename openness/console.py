"""Results on standard output, words to the user on standard error; wide enough where no terminal sets the width.

Everything that the program prints goes through ``Terminal``: what pages and packages wrote cannot steer the reader's terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from store.visible import plain

PLAIN_WIDTH = 120


class Terminal(Console):
    """A console that prints texts as they read: no sign among them steers it, and no bracket is taken for markup."""

    def __init__(self, **how: Any) -> None:
        super().__init__(markup=False, emoji=False, **how)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The pieces of a renderable, plain; what the program itself steers the terminal by (colours, the live line) stays."""
        for piece in super().render(renderable, options):
            said = piece.text if piece.control else plain(piece.text)
            # What lies within another renderable comes by here once more for each that it lies in: mostly it is plain already.
            yield piece if said is piece.text else Segment(said, piece.style)


def tell(result: Any) -> None:
    """A table, or one line of text that is never broken."""
    console = Terminal(width=None if sys.stdout.isatty() else PLAIN_WIDTH)
    if isinstance(result, str):
        console.print(Text(" ".join(result.splitlines())), soft_wrap=True, highlight=False)
    else:
        console.print(result)


def say(words: str) -> None:
    """One line on standard error."""
    Terminal(stderr=True).print(Text(" ".join(words.split())), soft_wrap=True, highlight=False)
