"""Which of many things that words begin may stand in a text: looked up by the first letters of its words, not tried one after another.

A label is compared with hundreds of phrases, and nearly all of them begin like none of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from checks.letters import plain

T = TypeVar("T")
# By so many first letters things are looked up: more tell no fewer of them apart, and a short word has no more.
LETTERS = 3
# For each word of a phrase what it may begin with.
Starts = Sequence[Sequence[str]]


@lru_cache(maxsize=60_000)
def _keys(word: str) -> tuple[str, ...]:
    """A word's first letters, as a Russian keyboard types them: one, two and three of them."""
    begun = plain(word)[:LETTERS]
    return tuple(begun[:end] for end in range(1, len(begun) + 1))


@lru_cache(maxsize=20_000)
def _key(start: str) -> str:
    return plain(start)[:LETTERS]


class Sieve(Generic[T]):
    """Things by the words that they are said with.

    :param things: each with the beginnings of its words; of each word one must be said.
    """

    def __init__(self, things: Iterable[tuple[Starts, T]]) -> None:
        self._by: dict[str, list[tuple[int, tuple[frozenset[str], ...], T]]] = {}
        for number, (starts, thing) in enumerate(things):
            keys = [frozenset(map(_key, one)) for one in starts]
            if not keys:
                continue
            # The longest beginning leads to the fewest.
            first = max(range(len(keys)), key=lambda at: min(map(len, keys[at])))
            rest = tuple(one for at, one in enumerate(keys) if at != first)
            for key in keys[first]:
                self._by.setdefault(key, []).append((number, rest, thing))

    def likely(self, said: Iterable[str]) -> list[T]:
        """Things of which each word begins like one of these, in their order; whether it is that word is not settled."""
        begun = {key for word in said for key in _keys(word)}
        found = {
            number: thing
            for key in begun & self._by.keys()
            for number, rest, thing in self._by[key]
            if not any(begun.isdisjoint(one) for one in rest)
        }
        return [found[number] for number in sorted(found)]

    def begun(self, word: str) -> list[T]:
        """Things of one word that begin like this one."""
        return [thing for key in _keys(word) for _, _, thing in self._by.get(key, ())]


__all__ = ["Sieve"]
