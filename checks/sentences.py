"""Sentences of a line: a paragraph may stand in one line, and what bears a word is but one of its sentences."""

from __future__ import annotations

import re

from checks.letters import words
from checks.phrases import Phrase, met

# A full stop behind fewer letters ends an abbreviation: «г. Астана», «т.б.».
_END = re.compile(
    r"(?<=[;!?…])\s+|(?<=\w\w\w\w\.)\s+(?=[«\"(]?[^\W_a-zа-яёәіңғүұқөһ])|(?<=[)»\"]\.)\s+|(?<=\d\d\.)\s+(?=[«\"(]?[^\W\d_a-zа-яёәіңғүұқөһ])"
)


def sentences(text: str) -> list[str]:
    """The sentences of a line."""
    return [one for one in _END.split(text) if one]


def bearing(text: str, wanted: Phrase) -> list[str]:
    """The sentences of a line that bear a phrase; the whole line where none does by itself."""
    return [one for one in sentences(text) if met(wanted, words(one)) is not None] or [text]
