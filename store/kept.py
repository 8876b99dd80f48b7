"""What a snapshot keeps of a whole harvest in memory: a large site has a hundred thousand pages and many more addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

from store.base import Frozen, Language
from store.records import PageRecord
from store.rows import reader_of

M = TypeVar("M", bound=Frozen)
Key = tuple[str, str]
# Where an address of several languages is looked for when no lane is named.
LANES = ("*", "kk", "ru", "en")


class _Texts(dict[str, str]):
    def __init__(self, like: Callable[[str], str] | None) -> None:
        super().__init__()
        self._like = like

    def __missing__(self, text: str) -> str:
        self[text] = kept = text if self._like is None else self._like(text)
        return kept


class Spelled:
    """Texts, moments and lists of texts that many items bear: each is kept once. Menus, trails, names and addresses repeat.

    ``text`` gives the same text, kept once; no call of ours for those that are known.

    :param like: gives a text as it is kept elsewhere already, or the text itself.
    """

    def __init__(self, like: Callable[[str], str] | None = None) -> None:
        self.text = _Texts(like).__getitem__
        self._others: dict[Any, Any] = {}

    def once(self, value: Any) -> Any:
        """The same value, kept once; what is neither text, list nor moment is left as it is."""
        # No subclass: a member of an enumeration equals its text.
        if type(value) is str:
            return self.text(value)
        if type(value) is tuple and value:
            parts = tuple([self.once(one) for one in value])
            return self._others.setdefault(parts, parts)
        # Moments of two zones may be equal and are not written alike.
        if type(value) is datetime and value.tzinfo is UTC:
            return self._others.setdefault(value, value)
        return value


def spelled_once(items: Iterable[M]) -> Iterator[M]:
    """The items with each text that several of them bear kept once."""
    spelled = Spelled()
    for item in items:
        values = vars(item)
        for name, value in values.items():
            values[name] = spelled.once(value)
        yield item


class Again:
    """Items that are asked for again and again by the same question, kept while they are few.

    :param room: how many items are kept in all; answers beyond it are read each time.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: dict[Any, tuple[Any, ...]] = {}

    def asked(self, question: Any, read: Callable[[], Iterator[M]]) -> Iterator[M]:
        """The items that ``read`` gives for a question, from memory where they were read to their end before."""
        kept = self._kept.get(question)
        return self._noting(question, read()) if kept is None else iter(kept)

    def _noting(self, question: Any, items: Iterator[M]) -> Iterator[M]:
        noted: list[M] = []
        for item in items:
            if len(noted) <= self._room:
                noted.append(item)
            yield item
        if len(noted) <= self._room and question not in self._kept:
            self._room -= len(noted)
            self._kept[question] = tuple(noted)


class Addresses(Generic[M]):
    """Items by address and lane in their order, as values alone: each is looked at seldom, and an item takes four times as much.

    :param bears: gives the key of an item.
    :param spelled: keeps texts that others bear too once.
    """

    def __init__(self, model: type[M], items: Iterable[M], bears: Callable[[M], Key], spelled: Spelled | None = None) -> None:
        self._reader = reader_of(model)
        self._url = self._reader.names.index("url")
        spelled = spelled or Spelled()
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

    def spelling(self, url: str) -> str:
        """The same address as the text that is kept here, where it is known: whoever keeps it too keeps no second one."""
        row = self.first(url)
        known: str = url if row is None else row[self._url]
        return known


class Pages(Addresses[PageRecord]):
    """Pages by address and lane as values alone, without the excerpts of their texts: of a page in memory they would be the largest part.

    A page is made where it is looked at, and is one object while anybody holds it.

    :param like: gives a text as it is kept elsewhere already, or the text itself.
    """

    def __init__(self, pages: Iterable[PageRecord], like: Callable[[str], str] | None = None) -> None:
        super().__init__(PageRecord, map(_without_excerpt, pages), lambda page: (page.url, page.lane), Spelled(like))
        self._language, self._home = map(self._reader.names.index, ("language", "is_home"))
        self._held: WeakValueDictionary[Key, PageRecord] = WeakValueDictionary()

    def __iter__(self) -> Iterator[PageRecord]:
        return self.of(None)

    def of(self, language: Language | None) -> Iterator[PageRecord]:
        """Pages of one language or of all, in their order."""
        wanted, at = language, self._language
        return (self._page(key, row) for key, row in self._rows.items() if wanted is None or row[at] == wanted)

    def homes(self) -> Iterator[PageRecord]:
        """Home pages in their order."""
        return (self._page(key, row) for key, row in self._rows.items() if row[self._home])

    def addresses(self, language: Language | None) -> list[str]:
        """Addresses of the pages of one language or of all, in their order; no page is made for them."""
        at, url = self._language, self._url
        return [row[url] for row in self._rows.values() if language is None or row[at] == language]

    def at(self, url: str, lane: str) -> PageRecord | None:
        """The page at this address in this lane."""
        row = self._rows.get((url, lane))
        return None if row is None else self._page((url, lane), row)

    def _page(self, key: Key, row: tuple[Any, ...]) -> PageRecord:
        page = self._held.get(key)
        if page is None:
            page = self._held[key] = self._reader.made(row)
        return page


def _without_excerpt(page: PageRecord) -> PageRecord:
    vars(page)["text_excerpt"] = ""
    return page
