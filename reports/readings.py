"""The open questions of a result and what their other readings would change, those that move most first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Move:
    """Another choice of a question with what it would change."""

    reading: dict[str, Any]
    other: dict[str, Any]

    @property
    def name(self) -> str:
        """How the choice is written on the command line."""
        return f"{self.reading['id']}={self.other['choice']}"

    @property
    def size(self) -> Decimal:
        """By how many points the total moves at most, at either end."""
        return _size(self.other["total"])

    @property
    def moves(self) -> bool:
        """Whether it changes anything at all."""
        places = self.other.get("places")
        placed = places is not None and places["before"] != places["after"]
        return bool(self.size or self.other["rows"] or self.other["others"] or placed)


def _size(total: dict[str, Any] | None) -> Decimal:
    if total is None:
        return Decimal(0)
    ends = zip(total["before"], total["after"], strict=True)
    return max(abs(Decimal(after) - Decimal(before)) for before, after in ends)


def every(readings: Iterable[dict[str, Any]]) -> Iterator[Move]:
    """Every other choice, in the order of the act."""
    for reading in readings:
        for other in reading.get("others", []):
            yield Move(reading, other)


def moving(readings: Iterable[dict[str, Any]]) -> list[Move]:
    """Choices that change something, the largest change of the total first, then the one of most rows."""
    found = [one for one in every(readings) if one.other["possible"] and one.moves]
    return sorted(found, key=lambda one: (-one.size, -len(one.other["rows"]), one.name))


def idle(readings: Iterable[dict[str, Any]]) -> list[Move]:
    """Choices that change nothing for this body."""
    return [one for one in every(readings) if one.other["possible"] and not one.moves]


def clashing(readings: Iterable[dict[str, Any]]) -> list[Move]:
    """Choices that cannot stand beside those that were made."""
    return [one for one in every(readings) if not one.other["possible"]]


def otherwise(readings: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Questions that were read otherwise than by default."""
    return [one for one in readings if not one["default"]]
