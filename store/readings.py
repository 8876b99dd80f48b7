"""What an act leaves open: the question, how it may be read, and what each reading changes in the edition."""

from __future__ import annotations

from typing import Any

from store.base import Basis, Frozen, Text
from store.citation import Citation


class Setting(Frozen):
    """What a choice changes at one place of the edition: a row, requirement, section, table, criterion, exemption, grade,
    direction, or the edition itself.

    ``set`` are keys of that thing as its file writes them; ``options`` are merged key by key (null takes a key away), all else
    is put in its place.
    """

    place: str
    set: dict[str, Any]


class Source(Frozen):
    """What a reading rests on."""

    basis: Basis
    note: Text | None = None


class Choice(Frozen):
    """One way to read the question. The default is what the files themselves say, so it changes nothing."""

    id: str
    default: bool = False
    sentence: Text
    source: Source
    changes: tuple[Setting, ...] = ()


class Reading(Frozen):
    """An open question of the act with the ways to read it, of which exactly one is the default."""

    id: str
    question: Text
    citation: Citation
    choices: tuple[Choice, ...]

    @property
    def default(self) -> Choice:
        """How it is read unless somebody chooses otherwise."""
        return next(choice for choice in self.choices if choice.default)

    def choice(self, name: str) -> Choice | None:
        """The choice of this id; None where there is none."""
        return next((choice for choice in self.choices if choice.id == name), None)


__all__ = ["Choice", "Reading", "Setting", "Source"]
