"""Whose contact data are that stand in tables and lists of other texts: those of an organisation that is named beside them and is not the body.

``among_others`` needs no table: several organisations on one page, each named above its own datum, are a list in whatever markup.

Nothing is said where the row names a unit («Управление финансов», «Канцелярия») or shares a word with what the site calls itself.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

from checks.contacts import Candidate
from checks.derived import derived, derived_by
from checks.labels import most
from checks.letters import words
from checks.words import holds
from store.base import Language
from store.records import ContactRecord, PageRecord
from store.snapshot import Snapshot

# Lines of a row before the datum that may name whose it is, and the longest name.
BEFORE, LONGEST = 3, 140
# So many entries with an address each are a list of others, and a name has so many words.
SERIES, NAMING = 3, 2
# Letters by which words are compared, and the shortest that tell a name.
LIKE, TELLING = 5, 4
_ROW = re.compile(r"/(?:tr|li)\b")
_PARTS = re.compile(r"\s+[–—|·•»:-]\s+|\s*\|\s*")


def of_another(snapshot: Snapshot, item: Candidate) -> str:
    """The name of another organisation whose datum this is for certain; empty where it may be the body's."""
    record = snapshot.text(item.page.url, item.page.lane)
    own = _own_words(snapshot, item.page.language) if item.page.language is not None else frozenset()
    if record is None or not own or not _ROW.search(item.contact.xpath):
        return ""
    lines, quote = [line.strip() for line in record.text.split("\n")], item.contact.quote.strip()
    places = [number for number, line in enumerate(lines) if line == quote]
    names = [_named(snapshot, item.page, lines[max(0, number - BEFORE) : number]) for number in places]
    told = next(iter(names), "")
    return told if told and all(names) and not any(_like(own, name) for name in names) else ""


def among_others(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether a datum is that of one of several organisations that its page lists, and nothing says that this one is the body."""
    owners = _owners(snapshot, (item.page.url, item.page.lane, item.contact.kind))
    name = owners.get(item.contact.quote.strip(), "")
    own = _own_words(snapshot, item.page.language) if item.page.language is not None else frozenset()
    return name != "" and not _like(own, name) and len(set(owners.values()) - {""}) > 1


def in_series(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether a datum stands in one of several entries of a kind that have an address each, as inspections of regions have: a body has one;
    or is that of one of several organisations with such data, whose name says more than the body's: «Областная детская больница» on the
    site of the region's department."""
    if _of_list(snapshot, item):
        return True
    heads = _heads(snapshot, (item.page.url, item.page.lane, item.contact.kind))
    return heads.get(item.contact.quote.strip(), "") in _branches(snapshot, (item.page.url, item.page.lane))


def _of_list(snapshot: Snapshot, item: Candidate) -> bool:
    owners = _owners(snapshot, (item.page.url, item.page.lane, item.contact.kind))
    if len(set(owners.values()) - {""}) < SERIES or item.page.language is None:
        return False
    own, kinds = _own_words(snapshot, item.page.language), _kinds(snapshot, alone=True)
    name = owners.get(item.contact.quote.strip(), "")
    if not name:
        # A row of the same list whose name holds no word for an organisation: «Станция скорой помощи».
        return bool(own) and _ROW.search(item.contact.xpath) is not None
    return bool(own) and any(
        word[:LIKE] not in own | kinds for word in words(name) if len(word) >= TELLING and not word.isdigit()
    )


@derived_by
def _branches(snapshot: Snapshot, page: tuple[str, str]) -> frozenset[str]:
    """What heads the addresses of a page, where it is so many names that end in the same word: «Ертіс инспекциясы», «Есіл инспекциясы»."""
    heads = set(_heads(snapshot, (*page, "postal")).values()) - {""}
    ends = Counter(words(head)[-1][:LIKE] for head in heads)
    return frozenset(head for head in heads if ends[words(head)[-1][:LIKE]] >= SERIES)


@derived_by
def _heads(snapshot: Snapshot, of: tuple[str, str, str]) -> dict[str, str]:
    """By the lines of a page that hold data of a kind, the name above each: a few words, none of them a datum; data of other kinds may stand
    between."""
    page, kind = (of[0], of[1]), of[2]
    record, data = snapshot.text(*page), _data(snapshot, page)
    lines = [line.strip() for line in record.text.split("\n")] if record is not None else []
    same = {one.quote.strip() for one in snapshot.records(ContactRecord, url=page[0], lane=page[1]) if one.kind == kind}
    heads: dict[str, str] = {}
    for number, line in enumerate(lines):
        if line in same:
            near = (one for one in reversed(lines[max(0, number - BEFORE) : number]) if one not in data)
            name = next((one for one in near if len(one) <= LONGEST and len(words(one)) >= NAMING), "")
            heads.setdefault(line, name)
    return heads


@derived_by
def _owners(snapshot: Snapshot, of: tuple[str, str, str]) -> dict[str, str]:
    """By the lines of a page that hold data of a kind, the organisation named above each; data of other kinds may stand between."""
    page, kind = (of[0], of[1]), of[2]
    record = snapshot.text(*page)
    lines = [line.strip() for line in record.text.split("\n")] if record is not None else []
    same = {one.quote.strip() for one in snapshot.records(ContactRecord, url=page[0], lane=page[1]) if one.kind == kind}
    owners: dict[str, str] = {}
    for number, line in enumerate(lines):
        if line in same:
            above = takewhile(lambda one: one not in same, reversed(lines[max(0, number - BEFORE) : number]))
            near = (one for one in above if len(one) <= LONGEST and one not in _data(snapshot, page))
            owners.setdefault(line, next((one for one in near if _is_organisation(snapshot, one)), ""))
    return owners


def _named(snapshot: Snapshot, page: PageRecord, before: list[str]) -> str:
    """The organisation that the lines before a datum name, the nearest first; a datum of its own ends the row."""
    data = _data(snapshot, (page.url, page.lane))
    for line in reversed(before):
        if line in data:
            return ""
        if len(line) <= LONGEST and _is_organisation(snapshot, line):
            return line
    return ""


def _is_organisation(snapshot: Snapshot, line: str) -> bool:
    lexicon = snapshot.lexicon("contacts")
    short = {word for phrase in lexicon.phrases("organisation-short") for word in words(phrase)}
    return holds(line, lexicon.phrases("organisation")) or not short.isdisjoint(words(line))


@derived_by
def _data(snapshot: Snapshot, page: tuple[str, str]) -> frozenset[str]:
    """Lines of a page that are contact data."""
    return frozenset(one.quote.strip() for one in snapshot.records(ContactRecord, url=page[0], lane=page[1]))


def _like(own: frozenset[str], name: str) -> bool:
    return any(word[:LIKE] in own for word in words(name))


@derived_by
def _own_words(snapshot: Snapshot, language: Language) -> frozenset[str]:
    """Beginnings of the words by which the site calls itself, without those that only say the kind of organisation; none where no name tells
    it from others."""
    kinds = _kinds(snapshot)
    said = (word for name in (*_registered(snapshot), *_titled(snapshot, language)) for word in words(name))
    return frozenset(word[:LIKE] for word in said if len(word) >= TELLING and not word.isdigit()) - kinds


def _kinds(snapshot: Snapshot, alone: bool = False) -> frozenset[str]:
    """Beginnings of the words that only say what kind of organisation something is.

    :param alone: only of those that say it alone: «детский» does in «детский сад», and tells a hospital from others.
    """
    said = [words(phrase) for phrase in snapshot.lexicon("contacts").phrases("organisation")]
    return frozenset(word[:LIKE] for phrase in said if not alone or len(phrase) == 1 for word in phrase)


@derived
def _registered(snapshot: Snapshot) -> tuple[str, ...]:
    """Names of the body as it was entered; an address is none."""
    body = snapshot.plan.body
    return tuple(name for name in (body.name.kk, body.name.ru) if not any(sign in name for sign in "./:"))


@derived_by
def _titled(snapshot: Snapshot, language: Language) -> tuple[str, ...]:
    """Parts of titles that most pages of a version share, and what its home page is headed."""
    pages = list(snapshot.pages(language))
    counted = Counter(part for page in pages for part in set(_PARTS.split(page.title)))
    homes = [text for page in pages if page.is_home for text in (page.title, page.h1)]
    return (*(part for part, number in counted.items() if most(number, len(pages))), *homes)
