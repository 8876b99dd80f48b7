"""Patterns of word lists that the program asks for: each is entered where it is asked for, when its module is read.

So a list that lacks one is refused before anything runs, and not by the check that comes to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Asked(NamedTuple):
    """A pattern by the list of words in which it stands and its name there; only ``asked`` makes one."""

    lexicon: str
    name: str


_askers: dict[Asked, set[str]] = {}


def asked(by: str, lexicon: str, name: str) -> Asked:
    """Enters a pattern that a module needs.

    :param by: the module, ``__name__``.
    :param lexicon: the list of words (``name`` of its file in config/lexicon).
    :param name: the pattern's name there.
    :returns: what ``Lexicon.pattern`` takes.
    """
    pattern = Asked(lexicon, name)
    _askers.setdefault(pattern, set()).add(by)
    return pattern


def everything_asked() -> Iterator[tuple[Asked, tuple[str, ...]]]:
    """The patterns that modules read so far ask for, by list and name, each with those modules, all in order of names."""
    for pattern in sorted(_askers):
        yield pattern, tuple(sorted(_askers[pattern]))
