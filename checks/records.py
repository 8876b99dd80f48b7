"""Telephones, e-mail addresses and persons of one block in both languages, told apart where one stands in the place of another.

Two versions of a block are compared only where they are as long as each other: then what differs stands in the same place. A number
written with and without its code is one number; a Kazakh and a Russian form of a name are one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from checks.derived import derived
from checks.likeness import level
from checks.twins import Twin, twins
from store.base import Language
from store.records import ContactRecord, PageRecord, PersonRecord
from store.snapshot import Snapshot

FRAME = frozenset({"footer", "header", "nav"})
# Local numbers have at least six digits that those with a code end in.
LOCAL = 6
BEGINNING = 4
SHORT_NAME = 3
# What differs in more places than this share is another block.
MOST_DIFFERENT = 0.5
Key = tuple[str, str]
_WORD = re.compile(r"[^\W\d_]+")


class Clash(NamedTuple):
    """One datum for another in the same place: ``phone``, ``email``, ``person`` or a datum ``of-person``, as both sides write it."""

    kind: str
    kk: str
    ru: str
    place: str


class Block(NamedTuple):
    """A block that both versions of a page have, and what clashes in it."""

    kk: PageRecord
    ru: PageRecord
    shared: bool
    clashes: tuple[Clash, ...]


class _Held(NamedTuple):
    phones: tuple[ContactRecord, ...]
    emails: tuple[ContactRecord, ...]
    persons: tuple[PersonRecord, ...]


@derived
def blocks(snapshot: Snapshot) -> tuple[Block, ...]:
    """Every pair of pages, and the frame of the home pages, with the data that clash."""
    found = []
    for twin in twins(snapshot).claimed:
        if twin.verdict == "other":
            continue
        for shared in (False, True) if twin.kk.is_home and twin.ru.is_home else (False,):
            found.append(Block(twin.kk, twin.ru, shared, tuple(_clashes(snapshot, twin, shared))))
    return tuple(found)


def held(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether a page bears any of these data of its own."""
    return any(_of(snapshot, page, shared=False))


def _clashes(snapshot: Snapshot, twin: Twin, shared: bool) -> Iterator[Clash]:
    kk, ru = _of(snapshot, twin.kk, shared), _of(snapshot, twin.ru, shared)
    named = list(_persons(kk.persons, ru.persons))
    yield from named
    told = {value for clash in named for value in (clash.kk, clash.ru)}
    for kind, mine, yours in (("phone", kk.phones, ru.phones), ("email", kk.emails, ru.emails)):
        for one, two in _replaced([item.value for item in mine], [item.value for item in yours], kind):
            if not {one, two} & told:
                yield Clash(kind, one, two, next(item.quote for item in mine if item.value == one))


def _of(snapshot: Snapshot, page: PageRecord, shared: bool) -> _Held:
    contacts, people = _by_page(snapshot)
    key = page.url, page.lane

    def data(kind: str) -> tuple[ContactRecord, ...]:
        found: dict[str, ContactRecord] = {}
        for item in contacts.get(key, ()):
            if item.kind == kind and (item.place in FRAME) == shared and item.detail != "obfuscated":
                found.setdefault(datum_key(kind, item.value), item)
        return tuple(found.values())

    persons = () if shared else people.get(key, ())
    return _Held(data("phone"), data("email"), tuple(item for item in persons if item.place not in FRAME))


@derived
def _by_page(snapshot: Snapshot) -> tuple[dict[Key, list[ContactRecord]], dict[Key, list[PersonRecord]]]:
    """Contact data and persons by the page that tells them."""
    contacts: dict[Key, list[ContactRecord]] = {}
    persons: dict[Key, list[PersonRecord]] = {}
    for item in snapshot.contacts():
        contacts.setdefault((item.url, item.lane), []).append(item)
    for person in snapshot.persons():
        persons.setdefault((person.url, person.lane), []).append(person)
    return contacts, persons


def datum_key(kind: str, value: str) -> str:
    """In what a telephone or an address is compared: the last digits of a number, letters of any case."""
    digits = re.sub(r"\D", "", value)
    return digits[-LOCAL:] if kind == "phone" else value.casefold()


def _replaced(kk: Sequence[str], ru: Sequence[str], kind: str) -> list[tuple[str, str]]:
    """Values in the same place of two lists as long as each other, where most places agree or there is but one."""
    if len(kk) != len(ru):
        return []
    keys = {"kk": {datum_key(kind, value) for value in kk}, "ru": {datum_key(kind, value) for value in ru}}
    pairs = [(one, two) for one, two in zip(kk, ru, strict=True) if datum_key(kind, one) != datum_key(kind, two)]
    apart = all(datum_key(kind, one) not in keys["ru"] and datum_key(kind, two) not in keys["kk"] for one, two in pairs)
    few = len(pairs) <= max(1.0, MOST_DIFFERENT * len(kk))
    return pairs if apart and few else []


def _persons(kk: Sequence[PersonRecord], ru: Sequence[PersonRecord]) -> Iterator[Clash]:
    """Persons named in one version where the other names somebody else, and data of one person that differ."""
    for one in kk:
        same = [two for two in ru if same_person(one.name, two.name)]
        twice = [other for other in kk if same_person(one.name, other.name)]
        if len(same) == 1 and len(twice) == 1:
            for kind, mine, yours in (("phone", one.phones, same[0].phones), ("email", one.emails, same[0].emails)):
                for left, right in _replaced(mine, yours, kind):
                    yield Clash(kind, left, right, f"{one.name} – {same[0].name}")
    if len(kk) == len(ru):
        strangers = [(one, two) for one, two in zip(kk, ru, strict=True) if strange(one.name, two.name)]
        known = [(one, two) for one, two in zip(kk, ru, strict=True) if same_person(one.name, two.name)]
        alone = len(strangers) == 1 and len(known) == len(kk) - 1
        if alone and (known or _one_post(*strangers[0])):
            one, two = strangers[0]
            if not any(same_person(one.name, other.name) for other in ru):
                yield Clash("person", one.name, two.name, f"{one.post} – {two.post}")


def _one_post(one: PersonRecord, two: PersonRecord) -> bool:
    """Whether two persons bear one telephone or address, so that they stand for one place."""
    phones = {datum_key("phone", value) for value in one.phones} & {datum_key("phone", value) for value in two.phones}
    return bool(phones or {value.casefold() for value in one.emails} & {value.casefold() for value in two.emails})


def same_person(first: str, second: str) -> bool:
    """Whether two names, in Kazakh, in Russian or with initials, are of one person: a whole name and another name or initial agree."""
    mine, yours = _names(first), _names(second)
    whole = [(one, two) for one in mine for two in yours if len(one) > SHORT_NAME and one[:BEGINNING] == two[:BEGINNING]]
    if len(whole) > 1:
        return True
    if not whole:
        return False
    rest = [name for name in mine if name != whole[0][0]], [name for name in yours if name != whole[0][1]]
    initials = {name[0] for name in rest[0]}, {name[0] for name in rest[1]}
    short = any(len(name) == 1 for names in rest for name in names)
    return short and bool(initials[0] & initials[1])


def begins(name: str) -> frozenset[str]:
    """How the names of a person begin; two forms of one person's name share a beginning."""
    return frozenset(one[:BEGINNING] for one in _names(name) if len(one) > SHORT_NAME)


def strange(first: str, second: str) -> bool:
    """Whether two names can be of no one person: no name of one is like a name of the other."""
    mine, yours = _names(first), _names(second)
    long = [[name for name in names if len(name) > SHORT_NAME] for names in (mine, yours)]
    return bool(long[0] and long[1]) and not any(one[:2] == two[:2] for one in long[0] for two in long[1])


def _names(name: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(name.casefold()) if word not in ("ұлы", "қызы", "улы", "кызы")]


def _plain(word: str) -> str:
    """A levelled name; a doubled letter counts once, as the two languages double differently."""
    levelled = level(word)
    return "".join(one for one, two in pairwise(levelled + " ") if one != two)


def sides(clash: Clash, language: Language) -> str:
    """The datum as a language writes it."""
    return clash.kk if language == "kk" else clash.ru
