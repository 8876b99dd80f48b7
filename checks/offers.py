"""What each page offers to click, kept in numbers: a large site has millions of links between the same addresses."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Entry(NamedTuple):
    """A link that may be one of a menu: where it leads (with its place in the page), how it is written but for the way up from the
    page's folder, and whether it is a picture without words, as a logo is."""

    target: str
    tail: str
    picture: bool


class Table(Generic[T]):
    """Values numbered as they come; each is kept once."""

    def __init__(self) -> None:
        self.values: list[T] = []
        self._numbers: dict[T, int] = {}

    def number(self, value: T) -> int:
        """The number of a value."""
        found = self._numbers.setdefault(value, len(self.values))
        if found == len(self.values):
            self.values.append(value)
        return found

    def close(self) -> None:
        """Lets go of what only numbering needs."""
        self._numbers = {}


class Bits(Generic[T]):
    """Dictionaries from values to a byte of bits, each in its order, as numbers of a table."""

    def __init__(self) -> None:
        self.table = Table[T]()
        self._numbers, self._bits, self._starts = array("I"), bytearray(), array("Q", [0])

    def add(self, held: Mapping[int, int]) -> int:
        """Keeps a dictionary from numbers of values; returns its place."""
        self._numbers.extend(held)
        self._bits.extend(held.values())
        self._starts.append(len(self._bits))
        return len(self._starts) - 2

    def items(self, place: int) -> Iterator[tuple[T, int]]:
        """Values with their bits."""
        start, end = self._starts[place], self._starts[place + 1]
        values = self.table.values
        return zip((values[number] for number in self._numbers[start:end]), self._bits[start:end], strict=True)


@dataclass(slots=True)
class Offered:
    """What one page offers to click: addresses and links named like sections with bits of their places, in page order; where its frames
    lead; and whether a link names a site map. ``place`` is that of both dictionaries."""

    _places: Bits[str]
    _entries: Bits[Entry]
    _place: int
    frames: tuple[str, ...]
    map_link: bool

    @property
    def places(self) -> dict[str, int]:
        """Address → bits of its places; made anew each time."""
        return dict(self._places.items(self._place))

    @property
    def entries(self) -> dict[Entry, int]:
        """The same of links named like sections."""
        return dict(self._entries.items(self._place))

    def at(self, place: int) -> Iterable[str]:
        """Addresses that stand in this place."""
        return (target for target, places in self._places.items(self._place) if places & place)
