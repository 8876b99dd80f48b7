"""What a snapshot keeps of a whole harvest in memory: a large site has a hundred thousand pages and many more addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

from store.base import Frozen
from store.records import PageRecord
from store.rows import reader_of

M = TypeVar("M", bound=Frozen)
Key = tuple[str, str]
# Where an address of several languages is looked for when no lane is named.
LANES = ("*", "kk", "ru", "en")


class _Texts(dict[str, str]):
    def __missing__(self, text: str) -> str:
        self[text] = text
        return text


class Spelled:
    """Texts, and lists of texts, that many items bear: each is kept once. Menus, trails, names and addresses repeat.

    ``text`` gives the same text, kept once; no call of ours for those that are known.
    """

    def __init__(self) -> None:
        self.text = _Texts().__getitem__
        self._lists: dict[tuple[Any, ...], tuple[Any, ...]] = {}

    def once(self, value: Any) -> Any:
        """The same value, kept once; what is neither text nor a list is left as it is."""
        # No subclass: a member of an enumeration equals its text.
        if type(value) is str:
            return self.text(value)
        if type(value) is tuple and value:
            parts = tuple([self.once(one) for one in value])
            return self._lists.setdefault(parts, parts)
        return value


def spelled_once(pages: Iterable[PageRecord]) -> Iterator[PageRecord]:
    """The pages with each text and list that several of them bear kept once, and without the excerpts of their texts.

    Both are read from the database by who wants them; of a page in memory an excerpt would be the largest part.
    """
    spelled = Spelled()
    for page in pages:
        values = vars(page)
        values["text_excerpt"] = ""
        for name, value in values.items():
            values[name] = spelled.once(value)
        yield page


class Addresses(Generic[M]):
    """Items by address and lane in their order, as values alone: each is looked at seldom, and an item takes four times as much.

    :param bears: gives the key of an item.
    """

    def __init__(self, model: type[M], items: Iterable[M], bears: Callable[[M], Key]) -> None:
        self._reader = reader_of(model)
        spelled = Spelled()
        self._rows: dict[Key, tuple[Any, ...]] = {}
        for item in items:
            self._rows[bears(item)] = tuple([spelled.once(value) for value in vars(item).values()])

    def __iter__(self) -> Iterator[M]:
        return map(self._reader.made, self._rows.values())

    def find(self, url: str, lane: str) -> M | None:
        """The item of this address in this lane, else in the first lane that has one."""
        row = self._rows.get((url, lane)) or self.first(url)
        return None if row is None else self._reader.made(row)

    def first(self, url: str) -> tuple[Any, ...] | None:
        """The values of the item of this address in the first lane that has one."""
        return next((self._rows[url, lane] for lane in LANES if (url, lane) in self._rows), None)
