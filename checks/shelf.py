"""Sightings of labels kept in columns of numbers: a large site has millions of them, and each is looked at only where its label is asked for."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator, Sequence
from typing import Any, overload

from checks.labels import Sighting

# Columns of a sighting whose values are kept once and named by their number; how often it stands is a number itself.
NAMED = ("field", "url", "page", "fragment", "xpath", "part")


class Shelf:
    """Sightings by the number of their label, in the order in which they came."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._values: list[Any] = []
        self._columns = tuple(array("I") for _ in NAMED)
        self._pages = array("I")
        # Each sighting names the next one of its label; 0 is none, so rows count from 1.
        self._next = array("I", [0])
        self._first, self._last, self._count = array("I"), array("I"), array("I")

    def add(self, label: int, one: Sighting) -> None:
        """Puts a sighting of a label behind those there are; labels are numbered from 0 as they come."""
        row = len(self._next)
        self._next.append(0)
        numbers, values = self._numbers, self._values
        for column, value in zip(self._columns, (one.field, one.url, one.page, one.fragment, one.xpath, one.part), strict=True):
            number = numbers.get(value)
            if number is None:
                number = numbers[value] = len(values)
                values.append(value)
            column.append(number)
        self._pages.append(one.pages)
        if label == len(self._first):
            self._first.append(row)
            self._last.append(row)
            self._count.append(1)
            return
        self._next[self._last[label]] = row
        self._last[label] = row
        self._count[label] += 1

    def close(self) -> None:
        """Lets go of what only adding needs."""
        self._numbers, self._last = {}, array("I")

    def of(self, label: int, text: str) -> Places:
        """The sightings of a label."""
        return Places(self, label, text)

    def count(self, label: int) -> int:
        """How many sightings a label has."""
        return self._count[label]

    def read(self, label: int, text: str) -> Iterator[Sighting]:
        """The sightings of a label, made anew."""
        row, values, pages = self._first[label], self._values, self._pages
        field, url, page, fragment, xpath, part = self._columns
        while row:
            at = row - 1
            yield Sighting(
                text, values[field[at]], values[url[at]], values[page[at]], values[fragment[at]], values[xpath[at]], pages[at],
                values[part[at]],
            )  # fmt: skip
            row = self._next[row]


class Places(Sequence[Sighting]):
    """The sightings of one label, read from the shelf when they are asked for."""

    __slots__ = ("_label", "_shelf", "_text")

    def __init__(self, shelf: Shelf, label: int, text: str) -> None:
        self._shelf, self._label, self._text = shelf, label, text

    def __len__(self) -> int:
        return self._shelf.count(self._label)

    def __iter__(self) -> Iterator[Sighting]:
        return self._shelf.read(self._label, self._text)

    @overload
    def __getitem__(self, at: int) -> Sighting: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Sighting]: ...
    def __getitem__(self, at: int | slice) -> Sighting | Sequence[Sighting]:
        return tuple(self)[at]
