"""Contact data of a site: what was read, how surely visitors find it, and places that look like it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks.counters import shows_count
from checks.derived import derived
from checks.headlines import sentence
from checks.newsitems import news_item
from checks.personlines import named_alone
from checks.support import unseen
from checks.sweep import sweep
from checks.targets import Standing, judge
from checks.unread import silent
from checks.words import Naming, holds
from store.base import Language
from store.records import ContactRecord, PageRecord, PersonRecord
from store.snapshot import Snapshot

LABELS = {"postal": "address-label", "email": "email", "phone": "phone", "social": "social"}
PLACES = ("contact-page", "contact-block", "home-page", "named-line", "writing-page", "own-line", "other-version", "text")


class Candidate(NamedTuple):
    """A datum with its page; ``rank`` says by ``PLACES`` how surely visitors find it there, the last that it stands inside other texts."""

    rank: int
    contact: ContactRecord
    page: PageRecord


WEAK = len(PLACES) - 1
TITLE = 60
# Data that are the same in every language.
NEUTRAL = frozenset({"phone", "email", "social"})
# Signs by which any number after a word may be a house; words and abbreviations that stand in every address.
FIGURED = frozenset({"block", "footer", "header", "mark"})
PLACED = ("address-label", "street-after", "street-before", "settlement-after", "settlement-before", "settlement-name", "house")
SHORTEST = 4
# So many lines below a name tell of the same person: the post, the telephone.
BELOW_NAME = 3
_WORD = re.compile(r"\w+")
_ABBREVIATED = re.compile(r"\b[^\W\d_]{1,3}\.(?!$)")


def order(item: Candidate) -> tuple[int, int, str, int]:
    """The surest first, then those nearest to the home page."""
    return item.rank, item.page.depth, item.page.url, item.contact.seq


def apart(snapshot: Snapshot, kind: str) -> Iterator[Candidate]:
    """The datum on pages whose text is of no language, whatever language their markup claims."""
    for contact in snapshot.contacts():
        page = snapshot.page(contact.url, contact.lane) if contact.kind == kind else None
        if page is not None and page.text_language is None and page.language_method in ("", "lang-attr"):
            yield Candidate(0 if page.url in contact_pages(snapshot).read else WEAK, contact, page)


def candidates(snapshot: Snapshot, kind: str, language: Language) -> Iterator[Candidate]:
    """The datum on pages of a language."""
    labels = snapshot.lexicon("contacts").phrases(LABELS[kind])
    for contact in snapshot.contacts(language):
        page = snapshot.page(contact.url, contact.lane) if contact.kind == kind else None
        if page is not None:
            yield Candidate(_rank(snapshot, contact, page, labels), contact, page)


def _rank(snapshot: Snapshot, contact: ContactRecord, page: PageRecord, labels: tuple[str, ...]) -> int:
    if page.url in contact_pages(snapshot).read:
        return 0
    if contact.place in ("footer", "header"):
        return 1
    if page.is_home:
        return 2
    if of_somebody(snapshot, contact):
        return WEAK
    # A label in a page of the top levels is the body's own; deeper it may belong to whomever the news tells of.
    if page.depth <= 1 and holds(contact.quote, labels):
        return PLACES.index("named-line")
    return PLACES.index("writing-page") if _to_write_to(snapshot, contact, page) else WEAK


def _to_write_to(snapshot: Snapshot, contact: ContactRecord, page: PageRecord) -> bool:
    """Whether a page on how to write to the body gives one mailbox and no other: «Как обратиться»."""
    if contact.kind != "email" or news_item(snapshot, page.url):
        return False
    called = snapshot.lexicon("contacts").phrases("writing-pages")
    if not any(text and holds(text, called) for text in (page.h1, page.title[:TITLE])):
        return False
    boxes = {one.value for one in snapshot.records(ContactRecord, url=page.url, lane=page.lane) if one.kind == "email"}
    return len(boxes) == 1


def of_somebody(snapshot: Snapshot, contact: ContactRecord) -> bool:
    """Whether a mailbox stands with a person's name, in one line or below it: «Ахметов Канат Ержанович», «тел. …», «k.akhmetov@…»."""
    if contact.kind != "email":
        return False
    if any(contact.value in one.emails for one in snapshot.records(PersonRecord, url=contact.url, lane=contact.lane)):
        return True
    record = snapshot.text(contact.url, contact.lane)
    lines = record.text.split("\n") if record is not None else []
    near = (lines[max(0, at - BELOW_NAME) : at] for at, line in enumerate(lines) if contact.value in line)
    return any(named_alone(snapshot, line) for above in near for line in above)


# Signs of a place where the datum may stand, the surest first.
SIGNS = ("label", "sentence", "veiled", "microdata", "block", "footer", "header", "mark", "map", "picture")


def traces(snapshot: Snapshot, kind: str, language: Language) -> Iterator[Candidate]:
    """Places of that language that look like the datum, though none was read there."""
    for contact in snapshot.contacts(language):
        page = snapshot.page(contact.url, contact.lane) if contact.kind == "trace" and contact.value == kind else None
        if page is not None and not _is_figure(snapshot, contact) and not _is_stamp(contact, page):
            rank = SIGNS.index(contact.detail) if contact.detail in SIGNS else len(SIGNS)
            yield Candidate(rank, contact, page)


def _is_stamp(contact: ContactRecord, page: PageRecord) -> bool:
    """Whether a line of a block tells when the page was posted or changed, and no other figure."""
    rest = contact.quote
    for stamp in (page.published_text, page.modified_text):
        rest = rest.replace(stamp, " ") if stamp else rest
    return contact.detail in FIGURED and rest != contact.quote and not any(map(str.isdigit, rest))


def _is_figure(snapshot: Snapshot, contact: ContactRecord) -> bool:
    """Whether what looks like an address is a number in a sentence or of visitors: nothing there names a street, a house or a settlement."""
    if contact.value != "postal" or contact.detail not in FIGURED:
        return False
    counted = shows_count(contact.quote, snapshot.lexicon("interaction").phrases("counter-hints"))
    words_of = snapshot.lexicon("contacts")
    kinds = (LABELS["postal"],) if _nameless(contact.quote) else PLACED
    placed = [phrase for name in kinds for phrase in words_of.phrases(name) if len(phrase) >= SHORTEST]
    says = bool(counted) or sentence(contact.quote)
    return says and not holds(contact.quote, placed) and _ABBREVIATED.search(contact.quote) is None


def _nameless(line: str) -> bool:
    """Whether a line has no figure and no name, so that «квартал» or «район» in it tells no place: «проверяет каждый квартал»."""
    return not any(map(str.isdigit, line)) and not any(word[0].isupper() for word in _WORD.findall(line)[1:])


class ContactPages(NamedTuple):
    """Contact pages that were read, and the addresses of such pages that were not, with the language of the link's page.

    ``offered`` tells from which languages links named contacts lead to those that were read.
    """

    read: frozenset[str]
    offered: dict[str, set[Language | None]]
    unread: tuple[tuple[str, Language | None], ...]


@derived
def contact_pages(snapshot: Snapshot) -> ContactPages:
    """Pages whose title or heading names contacts, or to which a link named so leads."""
    named = Naming.contacts(snapshot)
    read = {page.url for page in snapshot.pages() if named(page.h1) or named(page.title[:TITLE])}
    offered: dict[str, set[Language | None]] = {}
    unread: dict[tuple[str, Language | None], None] = {}
    for (target, lane), languages in sweep(snapshot).contacts.items():
        verdict = judge(snapshot, target, lane)
        page = snapshot.page(verdict.end, lane) or snapshot.page(verdict.end)
        if page is not None and not page.is_home:
            read.add(page.url)
            offered.setdefault(page.url, set()).update(languages)
        broken = verdict.standing is Standing.DEAD and (verdict.status or 0) >= 500
        if broken or verdict.standing in (Standing.OPEN, Standing.UNASKED) or (page is not None and unseen(page)):
            unread.update(dict.fromkeys((verdict.end, language) for language in languages))
    return ContactPages(frozenset(read), offered, tuple(sorted(unread, key=str)))


def unread_pages(snapshot: Snapshot, language: Language) -> list[str]:
    """Contact pages that could not be read, pages that show nothing without scripts, and every address that gave no answer."""
    known = contact_pages(snapshot).unread
    own = {url for url, spoken in known if spoken in (None, language)}
    shells = {page.url for page in snapshot.pages(language) if unseen(page)}
    return sorted(own | shells | (set(silent(snapshot)) - {url for url, _ in known}))
