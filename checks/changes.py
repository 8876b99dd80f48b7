"""Contact data, leaders, posts and hours that the run before read otherwise on the same pages.

A datum is gone only where its page was read both times and no page of its version tells it now; so a page that could not be read, and a
datum that moved, are no change. Pages of the same bytes cannot differ, and runs of different versions of the program are not compared:
they may read one page differently. What changed is no shortcoming by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checks.letters import words
from checks.records import begins, datum_key, same_person
from checks.words import fold
from store.advice import Change
from store.base import OFFICIAL, Language
from store.records import ContactRecord, PageRecord, PersonRecord
from store.snapshot import Snapshot

KINDS = ("phone", "email", "postal", "hours")
Key = tuple[str, str]


class _Both(NamedTuple):
    """One page as both runs read it."""

    old: PageRecord
    new: PageRecord
    language: Language
    # The texts of the page then and now, letters and figures alone: what still stands there is not gone.
    was: str
    now: str


class _Told:
    """What one run read: data and persons by page, and what the pages of each version tell anywhere."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.pages = {(page.url, page.lane): page for page in snapshot.pages()}
        self.contacts: dict[Key, list[ContactRecord]] = {}
        self.persons: dict[Key, list[PersonRecord]] = {}
        self.values: set[tuple[Language | None, str, str]] = set()
        self.names: dict[tuple[Language | None, str], set[str]] = {}
        for item in snapshot.contacts():
            if item.kind in KINDS and item.detail != "obfuscated":
                self.contacts.setdefault((item.url, item.lane), []).append(item)
                self.values.add((item.language, item.kind, _key(item.kind, item.value)))
        for one in snapshot.persons():
            self.persons.setdefault((one.url, one.lane), []).append(one)
            for beginning in begins(one.name):
                self.names.setdefault((one.language, beginning), set()).add(one.name)
            for kind, values in (("phone", one.phones), ("email", one.emails), ("hours", (one.hours,))):
                self.values.update((one.language, kind, _key(kind, value)) for value in values if value)

    def names_person(self, language: Language | None, name: str) -> bool:
        """Whether any page of a version names this person."""
        alike = {other for beginning in begins(name) for other in self.names.get((language, beginning), ())}
        return any(same_person(name, other) for other in alike)


def changes(now: Snapshot, before: Snapshot) -> tuple[Change, ...]:
    """Data of official versions that differ between two runs of one body, each once, by language, address and kind.

    :param before: the harvest of the run before, extracted by the same version of the program; else nothing is compared.
    """
    if now.plan.software != before.plan.software:
        return ()
    new, old = _Told(now), _Told(before)
    found: dict[tuple[str, ...], Change] = {}
    for key in sorted(new.pages.keys() & old.pages.keys()):
        was, here = old.pages[key], new.pages[key]
        language = here.language
        same = was.object_sha256 == here.object_sha256
        if same or language is None or language not in OFFICIAL or was.language != language:
            continue
        both = _Both(was, here, language, _said(before, was), _said(now, here))
        for one in _of_page(both, old, new):
            told = one.language, one.kind, one.about, one.before, one.after
            known = found.get(told)
            found[told] = one if known is None else known.model_copy(update={"pages": known.pages + 1})
    return tuple(sorted(found.values(), key=lambda one: (one.language, one.url, one.kind, one.about, one.before, one.after)))


def _of_page(both: _Both, old: _Told, new: _Told) -> Iterator[Change]:
    key = both.new.url, both.new.lane
    people = list(_people(both, old, new, old.persons.get(key, []), new.persons.get(key, [])))
    yield from people
    told = {value for one in people for value in (one.before, one.after)}
    for kind in KINDS:
        gone = _lost(old.contacts.get(key, ()), kind, new.values, both.now)
        come = _lost(new.contacts.get(key, ()), kind, old.values, both.was)
        for left, right in _places(gone, come):
            if not {left, right} & told:
                yield _change(both, kind, left, right)


def _said(snapshot: Snapshot, page: PageRecord) -> str:
    record = snapshot.text(page.url, page.lane)
    return _bare(record.text if record is not None else "")


def _bare(text: str) -> str:
    return "".join(words(text))


def _lost(
    items: Iterable[ContactRecord], kind: str, elsewhere: set[tuple[Language | None, str, str]], text: str
) -> list[ContactRecord]:
    """Data of a kind that the other run read nowhere in the version, and whose words its page does not bear either."""
    found: dict[str, ContactRecord] = {}
    for item in items:
        key = _key(kind, item.value)
        if item.kind == kind and (item.language, kind, key) not in elsewhere and not _stands(kind, item.value, text):
            found.setdefault(key, item)
    return list(found.values())


def _places(gone: list[ContactRecord], come: list[ContactRecord]) -> Iterator[tuple[str, str]]:
    """What stands in the place of what: by the place in the page, or where there is but one of each; the rest stand alone."""
    left = {item.xpath: item for item in come if item.xpath}
    alone = []
    taken: set[str] = set()
    for item in gone:
        other = left.get(item.xpath)
        if other is not None and other.value not in taken:
            taken.add(other.value)
            yield item.value, other.value
        else:
            alone.append(item.value)
    rest = [item.value for item in come if item.value not in taken]
    if len(alone) == len(rest) == 1:
        yield alone[0], rest[0]
        return
    yield from ((value, "") for value in alone)
    yield from (("", value) for value in rest)


def _people(both: _Both, old: _Told, new: _Told, was: list[PersonRecord], here: list[PersonRecord]) -> Iterator[Change]:
    """Posts that another person holds, persons who came or went, and data of one person that differ."""
    gone = [one for one in was if not new.names_person(both.language, one.name) and _bare(one.name) not in both.now]
    come = [one for one in here if not old.names_person(both.language, one.name) and _bare(one.name) not in both.was]
    for one in gone:
        heirs = [other for other in come if fold(other.post) == fold(one.post)]
        single = len(heirs) == 1 and sum(fold(other.post) == fold(one.post) for other in gone) == 1
        if single:
            come.remove(heirs[0])
        yield _change(both, "person", one.name, heirs[0].name if single else "", one.post)
    for one in come:
        yield _change(both, "person", "", one.name, one.post)
    for one in was:
        same = [other for other in here if same_person(one.name, other.name)]
        twice = [other for other in was if same_person(one.name, other.name)]
        if len(same) == len(twice) == 1:
            yield from _of_person(both, one, same[0])


def _of_person(both: _Both, one: PersonRecord, other: PersonRecord) -> Iterator[Change]:
    if fold(one.post) != fold(other.post) and _bare(one.post) not in both.now and _bare(other.post) not in both.was:
        yield _change(both, "post", one.post, other.post, other.name)
    data = (("phone", one.phones, other.phones), ("email", one.emails, other.emails), ("hours", (one.hours,), (other.hours,)))
    for kind, was, here in data:
        gone = [value for value in was if value and not _stands(kind, value, both.now)]
        come = [value for value in here if value and not _stands(kind, value, both.was)]
        if len(gone) == len(come) == 1:
            yield _change(both, kind, gone[0], come[0], other.name)


def _stands(kind: str, value: str, text: str) -> bool:
    """Whether a text bears a datum, however it is written there."""
    return _key(kind, value) in text if kind == "phone" else _bare(value) in text


def _key(kind: str, value: str) -> str:
    return datum_key(kind, value) if kind in ("phone", "email") else _bare(value)


def _change(both: _Both, kind: str, before: str, after: str, about: str = "") -> Change:
    return Change(
        kind=kind, about=about, before=before, after=after, language=both.language, url=both.new.url,
        pages=1, before_at=both.old.captured_at, after_at=both.new.captured_at,
        objects=(both.old.object_sha256, both.new.object_sha256),
    )  # fmt: skip
