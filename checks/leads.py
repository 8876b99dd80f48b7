"""Links of one version as its pages write them: each with its first place and on how many pages it stands. A large site has a few for each page."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from checks.offers import Table
from checks.written import Written
from store.records import LinkRecord

Key = tuple[str, str]
MENU_PLACES = frozenset({"nav", "header"})
LONGEST = 300


class Lead(NamedTuple):
    """A link as its pages write it; where the markup says that it is one of a menu."""

    text: str
    target: str
    fragment: str
    menu: bool


class Leads:
    """Links of one version: first place and number of pages of each; read once ``close`` was called.

    :param spelled: gives the texts of addresses as they are kept elsewhere already.
    """

    def __init__(self, spelled: Callable[[str], str] = str) -> None:
        self._spelled: Callable[[str], str] = spelled
        self.shared: frozenset[tuple[str, str]] = frozenset()
        self._targets: Counter[tuple[str, str]] = Counter()
        self._rows: dict[Lead, int] = {}
        # Texts are written down, values that many links share kept once and named by their numbers.
        self._texts, self._values = Written(), Table[str]()
        self._keys: list[Key] = []
        self._pages, self._menus = array("I"), bytearray()
        self._columns = tuple(array("I") for _ in ("text", "target", "fragment", "xpath"))
        self._page: Key = ("", "")
        self._seen: set[object] = set()

    def add(self, link: LinkRecord) -> None:
        """Takes one more link; they have to come page by page."""
        key = (link.url, link.lane)
        if key != self._page:
            self._page, self._seen = (self._spelled(link.url), link.lane), set()
        goal = (link.target, link.fragment)
        if goal not in self._seen:
            self._seen.add(goal)
            self._targets[goal] += 1
        for text in dict.fromkeys(filter(None, (link.text, link.label))):
            lead = Lead(text[:LONGEST], *goal, link.place in MENU_PLACES)
            if lead not in self._seen:
                self._seen.add(lead)
                number = self._rows.setdefault(lead, len(self._pages))
                if number == len(self._pages):
                    self._put(lead, link.xpath)
                self._pages[number] += 1

    def _put(self, lead: Lead, xpath: str) -> None:
        value = self._values.number
        numbers = (self._texts.number(lead.text)[0], value(self._spelled(lead.target)), value(lead.fragment), value(xpath))
        for column, number in zip(self._columns, numbers, strict=True):
            column.append(number)
        self._pages.append(0)
        self._menus.append(lead.menu)
        self._keys.append(self._page)

    def close(self, enough: Callable[[int], bool]) -> None:
        """Lets go of what only adding needs.

        :param enough: whether so many pages are enough to call what leads from them shared; what is, stays in ``shared``.
        """
        self.shared = frozenset(goal for goal, number in self._targets.items() if enough(number))
        self._targets, self._rows, self._seen = Counter(), {}, set()
        # What is kept for a snapshot may not hold it, or neither would ever be let go.
        self._spelled = str
        self._texts.close()
        self._values.close()

    def first(self) -> Iterator[tuple[Lead, Key, str, int]]:
        """Each link with the page and place where it stands first, and the number of pages that bear it."""
        values = self._values.values
        for row, (text, target, fragment, xpath) in enumerate(zip(*self._columns, strict=True)):
            lead = Lead(self._texts[text], values[target], values[fragment], bool(self._menus[row]))
            yield lead, self._keys[row], values[xpath], self._pages[row]
