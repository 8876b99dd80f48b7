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


class Bits(Generic[T]):
    """A dictionary from values to a byte of bits, in its order, as numbers of a table."""

    __slots__ = ("_bits", "_numbers", "_table")

    def __init__(self, table: Table[T], held: Mapping[int, int]) -> None:
        self._table, self._numbers, self._bits = table, array("I", held), bytes(held.values())

    def items(self) -> Iterator[tuple[T, int]]:
        """Values with their bits."""
        values = self._table.values
        return zip((values[number] for number in self._numbers), self._bits, strict=True)


@dataclass(slots=True)
class Offered:
    """What one page offers to click: addresses and links named like sections with bits of their places, in page order; where its frames
    lead; and whether a link names a site map."""

    _places: Bits[str]
    _entries: Bits[Entry]
    frames: tuple[str, ...]
    map_link: bool

    @property
    def places(self) -> dict[str, int]:
        """Address → bits of its places; made anew each time."""
        return dict(self._places.items())

    @property
    def entries(self) -> dict[Entry, int]:
        """The same of links named like sections."""
        return dict(self._entries.items())

    def at(self, place: int) -> Iterable[str]:
        """Addresses that stand in this place."""
        return (target for target, places in self._places.items() if places & place)
