"""The portal of open data as a reading sees it.

Items: ``body`` (a name of a state body) and ``statistics`` (what the portal counts of it: ``required``, ``placed``, ``up-to-date`` sets of the
Unified List, ``all`` sets and ``all-up-to-date``; ``name-kk``, ``name-ru``, ``name-en``) of the statistics; ``dataset`` of the catalogue
(``title-kk``, ``title-ru``, ``description-…``, ``keywords``, ``categories-…``, ``period``, ``created``, ``modified``, ``up-to-date``, ``status``);
``passport`` of its page in each language (``description``, ``owner``, ``category``, ``keywords``, ``period``, ``created``, ``modified``, ``version``,
``versions``, ``proxied``); ``description`` (``fields``: type and labels of each column, ``title-…``, ``description-…``); ``data`` of the first rows
(see ``profile``). All items of a set bear its address on the portal (``apiUri``) as key.

A second reading asks the whole catalogue, which tells what is new, gone or changed (titles, descriptions, keywords, period, day of change) at once,
and the passport, description and rows of what it tells so. A change that leaves the day of change as it was is found at the age of ``keep``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from crawler.portals.opendata import catalogue, passport
from crawler.portals.opendata.addresses import Addresses
from crawler.portals.opendata.profile import profile
from crawler.portals.opendata.rules import Rules
from crawler.portals.opendata.values import count, mapping, parsed
from crawler.portals.opendata.xmlrows import is_xml
from crawler.portals.reading.seam import Item, Knew, Question, Reading, Unmoved
from store.base import Language
from store.items import ItemRecord

STATISTICS = ("statistics-central", "statistics-local", "statistics-quasi")
SCRIPTED = (("X-Requested-With", "XMLHttpRequest"),)
MOST_PAGES = 5_000
# What may be the portal's doing or that of the way there, and says nothing of the set.
NOT_READ = frozenset({"empty", "cut-off", "refused"})
BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")
BEGINNING = 1000
# A message in plain text may have a comma in each of its two lines.
FEWEST_ROWS = 2
_OK = 200


class Portal:
    """The portal at one address, under its rules.

    :param root: without a slash at its end.
    """

    def __init__(self, rules: Rules, root: str) -> None:
        self._rules = rules
        self._addresses = Addresses(rules, root)
        self._readers: dict[str, Callable[[Question, bytes], Reading]] = {
            **dict.fromkeys(STATISTICS, self._statistics),
            "count": self._count,
            "sets": self._sets,
            "passport": self._passport,
            "description": self._description,
            "rows": self._rows,
        }

    def first(self, bodies: tuple[str, ...]) -> Iterable[Question]:
        """Counts of all bodies, and how many sets there are of each body asked for, or of all."""
        for source in STATISTICS:
            yield Question(self._addresses.make(source), source, headers=SCRIPTED)
        for body in bodies or ("",):
            yield self._asked("count", body, body=body)

    def at(self, url: str, lane: str) -> Question | None:
        """The question that an address is; None for one that is none of the portal's."""
        found = self._addresses.find(url)
        if found is None:
            return None
        headers = () if found.source == "passport" else SCRIPTED
        return Question(url, found.source, lane, headers=headers, body=found.fields.get("body", ""))

    def read(self, question: Question, status: int, content: bytes) -> Reading:
        """What an answer says; never raises."""
        if status != _OK:
            return Reading(lacks=f"HTTP {status}")
        return (
            self._readers[question.source](question, content) if question.source in self._readers else Reading(lacks=question.url)
        )

    def settled(self, question: Question, reading: Reading, before: Reading | None) -> bool:  # noqa: ARG002
        """Sets are told one by one; see ``unmoved``."""
        return False

    def unmoved(self, question: Question, reading: Reading, knew: Knew) -> Iterator[Unmoved]:
        """Passports of the sets of a page of the catalogue that it tells as before, on whatever page they stood then.

        A set that changed on the day on which it was read may have changed once more that day, and is asked.
        """
        if question.source != "sets":
            return
        for item in reading.items:
            known = knew(item.kind, item.key)
            if known and item.day and all(_told(item) == _told(one) for one in known):
                yield from (Unmoved(passport, item.day) for passport in self._passports([item]))

    def _asked(self, source: str, about: str = "", lane: str = "*", **fields: str) -> Question:
        headers = () if source == "passport" else SCRIPTED
        return Question(self._addresses.make(source, **fields), source, lane, headers=headers, body=about)

    def _statistics(self, question: Question, content: bytes) -> Reading:
        found = parsed(content)
        if not isinstance(found.value, list):
            return self._unread(question, content, "[")
        return Reading(tuple(catalogue.statistics(found.value)))

    def _count(self, question: Question, content: bytes) -> Reading:
        total = count(mapping(parsed(content).value).get("totalCount"))
        if total is None:
            return self._unread(question, content, "totalCount")
        pages = min(-(-total // self._rules.page_size), MOST_PAGES)
        more = tuple(self._asked("sets", question.body, body=question.body, page=str(page)) for page in range(1, pages + 1))
        about = Item("count", question.body or "*", body=question.body, facts={"sets": total})
        return Reading((about,), more, total=total)

    def _sets(self, question: Question, content: bytes) -> Reading:
        value = mapping(parsed(content).value)
        if not isinstance(value.get("datasets"), list):
            return self._unread(question, content, "datasets")
        items = tuple(catalogue.sets(value, self._rules))
        return Reading(items, tuple(self._passports(items)), total=count(value.get("totalCount")))

    def _passports(self, items: Iterable[Item]) -> Iterator[Question]:
        for item in items:
            for language in self._rules.languages:
                yield self._asked("passport", lane=language, index=item.key)

    def _passport(self, question: Question, content: bytes) -> Reading:
        index = self._index(question)
        page = passport.page(index, content, self._rules)
        if page.item is None:
            return Reading(lacks=page.lacks) if b"<table" in content else self._unread(question, content, page.lacks)
        more: tuple[Question, ...] = ()
        if page.language == self._rules.languages[0]:
            more = tuple(self._asked(source, index=index, version=page.version) for source in ("description", "rows"))
        return Reading((page.item,), more, language=page.language)

    def _description(self, question: Question, content: bytes) -> Reading:
        item = passport.description(self._index(question), parsed(content).value)
        return Reading((item,)) if item is not None else self._unread(question, content, "fields")

    def _rows(self, question: Question, content: bytes) -> Reading:
        facts = profile(content, self._rules.rows)
        if facts["problem"] in NOT_READ or (not _is_data(content) and (facts["problem"] or facts["rows"] < FEWEST_ROWS)):
            return self._unread(question, content, "[")
        return Reading((Item("data", self._index(question), facts=facts),))

    def _index(self, question: Question) -> str:
        found = self._addresses.find(question.url)
        return found.fields.get("index", "") if found is not None else ""

    def _unread(self, question: Question, content: bytes, mark: str) -> Reading:
        """An answer that is none of the source's: a refusal in words, else the mark that it lacks."""
        said = content[:200_000].decode("utf-8", "replace").casefold()
        language: Language | None = question.lane if question.lane in ("kk", "ru") else None  # type: ignore[assignment]
        for name, texts in self._rules.refusals.items():
            if any(one.casefold() in said for one in texts):
                return Reading(refusal=name, language=language)
        return Reading(lacks=mark)


def _told(item: Item | ItemRecord) -> tuple[object, ...]:
    return item.title, item.body, item.body_name, item.day, dict(item.facts)


def _is_data(content: bytes) -> bool:
    """Whether an answer begins as data do: what begins otherwise may be a page of whoever stands between, and says nothing of the set."""
    return BEGINS.match(content[:BEGINNING]) is not None or is_xml(content)
