"""Results on standard output, words to the user on standard error; wide enough where no terminal sets the width."""

from __future__ import annotations

import sys
from typing import Any

from rich.console import Console
from rich.text import Text

PLAIN_WIDTH = 120


def tell(result: Any) -> None:
    """A table, or one line of text that is never broken."""
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH)
    if isinstance(result, str):
        console.print(Text(result), soft_wrap=True, highlight=False)
    else:
        console.print(result)


def say(words: str) -> None:
    """One line on standard error."""
    Console(stderr=True).print(Text(" ".join(words.split())), soft_wrap=True, highlight=False)
