"""Contact data by how surely they are the body's own, whatever page bears them.

What stands where visitors look for it (``contacts.PLACES``) may be of an event, of a list of organisations or regions or for another use: then it
is no surer than what stands inside other texts. And what stands inside other texts is the body's own where it is said so: its line tells where
letters go or where «we» are to be found, an account is told as «ours», or the other version gives the very same where visitors look for it.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from checks.above import itself, of_another_kind, of_authority, of_superior
from checks.contacts import PLACES, WEAK, Candidate, candidates, of_somebody, order, traces
from checks.derived import derived_by
from checks.labels import most
from checks.lent import headed_below, is_lent, said_of
from checks.letters import latin, words
from checks.newsitems import news_item
from checks.own import Spot, own
from checks.towns import post_code
from checks.twins import OTHER
from checks.venues import is_venue
from checks.whose import among_others, in_series
from checks.words import holds
from store.base import Language
from store.records import ContactRecord
from store.snapshot import Snapshot

# Places where the home page or a line of a page may tell of others; contact pages, headers and footers tell of the body.
LENDING = frozenset(map(PLACES.index, ("home-page", "named-line", "writing-page", "own-line", "other-version")))
# Names of accounts of one holder in several networks begin alike.
SEVERAL, ALIKE = 2, 5
# Letters of a word that tells something.
TELLING = 4
# The sign of an address that a sentence tells of a house in a street of a settlement.
SENTENCE = "sentence"
# A longer line is no heading.
LABEL = 120
_FIGURES = re.compile(r"\d+")
_SIGNS = re.compile(r"[\W_]+")


def placed(snapshot: Snapshot, item: Candidate) -> Candidate:
    """The datum as sure as it is the body's."""
    lifted = _lifted(snapshot, item) if item.rank == WEAK else item
    return lifted._replace(rank=WEAK) if _lent(snapshot, lifted) else lifted


def told_in_sentence(snapshot: Snapshot, language: Language) -> Candidate | None:
    """A postal address that a sentence of the body about itself tells with its post code: «Мы занимаем дом 27 по улице Жамбыла в городе Теренсай,
    почтовый индекс 142200»."""
    for item in sorted(traces(snapshot, "postal", language), key=order):
        said = item.contact.detail == SENTENCE and post_code(item.contact.quote) and item.page.text_language == language
        if not said or news_item(snapshot, item.page.url) or not _own(snapshot, item.contact.quote, "own-address"):
            continue
        told = item._replace(
            rank=PLACES.index("own-line"), contact=item.contact.model_copy(update={"kind": "postal", "value": item.contact.quote})
        )
        if not _lent(snapshot, told):
            return told
    return None


def _lent(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether a datum is one of an event, of a list of organisations or regions, or for another use."""
    named = item.rank == PLACES.index("named-line")
    return (
        (named and _of_page_of_others(snapshot, item))
        or is_lent(snapshot, item)
        or in_series(snapshot, item)
        or (item.rank in LENDING and (is_venue(snapshot, item) or among_others(snapshot, item)))
    )


def _of_page_of_others(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether a page tells by its name of other organisations, or what heads a line there names an akim below the body."""
    others = snapshot.lexicon("contacts").phrases("pages-of-others")
    told = holds(f"{item.page.h1}\n{item.page.title}", others)
    return told or headed_below(snapshot, item)


def _lifted(snapshot: Snapshot, item: Candidate) -> Candidate:
    """A datum inside other texts at the place that its own words, or the other version, give it; no news tell where the body is reached."""
    language = item.page.language
    if item.contact.kind == "phone" or language not in OTHER or news_item(snapshot, item.page.url):
        return item
    if of_somebody(snapshot, item.contact):
        return item
    if _says_own(snapshot, item, language):
        return item._replace(rank=PLACES.index("own-line"))
    same = any(_same(item, value) for value in _sure(snapshot, (item.contact.kind, OTHER[language])))
    strange = (of_superior, of_another_kind, of_authority)
    lifts = same and not any(of(snapshot, said_of(snapshot, item)) for of in strange)
    return item._replace(rank=PLACES.index("other-version")) if lifts else item


def _says_own(snapshot: Snapshot, item: Candidate, language: Language) -> bool:
    """Whether what stands around a datum says that it is the body's own, and of nobody else's."""
    if item.contact.kind == "postal":
        return _own(snapshot, said_of(snapshot, item), "own-address")
    if item.contact.kind == "email":
        return _at_home(snapshot, item) or _own(snapshot, said_of(snapshot, item), "own-mailbox")
    return item.contact.value in _of_frame(snapshot, language) or _own_account(snapshot, item) or _called_after(snapshot, item)


def _own_account(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether the line of a link says «ours», or a page of several accounts that are called alike says so anywhere."""
    place = own(snapshot, Spot(item.page.url, item.page.lane))
    texts = {link.text.strip() for link in place.links if link.target.rstrip("/") == item.contact.value.rstrip("/")} - {""}
    said = [line for line in place.lines if any(text in line for text in (*texts, item.contact.value))]
    called = [_name(one) for one in _accounts(snapshot, item)]
    if len(called) >= SEVERAL and len({one[:ALIKE] for one in called}) == 1:
        said += [item.page.h1, item.page.title, *item.page.headings, *(line for line in place.lines if len(line) <= LABEL)]
    return any(_own(snapshot, text, "own-account") for text in said)


def _called_after(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether an account is called by several words of what the site calls itself, in whatever transliteration: «emhana33_almaty» is that of
    «№33 Қалалық емхана». The kinds of body that stand above others tell nobody from those."""
    bodies = tuple(map(latin, snapshot.lexicon("contacts").phrases("bodies")))
    name = _name(item.contact.value)
    figures = {one for one in _FIGURES.findall(itself(snapshot)) if len(one) >= SEVERAL and one in _FIGURES.findall(name)}
    told = {latin(one) for one in words(itself(snapshot)) if len(one) >= TELLING and not any(map(str.isdigit, one))}
    return len(figures) + len({one for one in told if one in latin(name) and not one.startswith(bodies)}) >= SEVERAL


def _at_home(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether a mailbox is one of the site's own host, whatever page tells it; the host of a portal is many bodies'."""
    if snapshot.plan.tenancies:
        return False
    host = (urlsplit(item.page.url).hostname or "").removeprefix("www.")
    return item.contact.value.rpartition("@")[2].casefold() == host


@derived_by
def _of_frame(snapshot: Snapshot, language: Language) -> frozenset[str]:
    """Accounts that most pages of a version bear: those of its frame, whatever its markup calls that."""
    pages = {page.url for page in snapshot.pages(language)}
    found = {(one.value, one.url) for one in snapshot.contacts(language) if one.kind == "social"}
    counted = Counter(value for value, url in found if url in pages)
    return frozenset(value for value, number in counted.items() if most(number, len(pages)))


def _own(snapshot: Snapshot, text: str, words: str) -> bool:
    """Whether a text says so, and tells of nobody else."""
    lexicon = snapshot.lexicon("contacts")
    if not holds(text, lexicon.phrases(words)) or holds(text, lexicon.phrases("other-use")):
        return False
    return not (of_superior(snapshot, text) or of_another_kind(snapshot, text))


def _accounts(snapshot: Snapshot, item: Candidate) -> list[str]:
    """The accounts that a page names, but for those of telephones."""
    found = {one.value for one in snapshot.records(ContactRecord, url=item.page.url, lane=item.page.lane) if one.kind == "social"}
    return sorted(one for one in found if not _name(one).isdigit())


def _name(account: str) -> str:
    """The name of an account without signs: «sayahat_kasip» and «sayahat.kasip» are one."""
    return _SIGNS.sub("", account.rstrip("/").rpartition("/")[2]).casefold()


@derived_by
def _sure(snapshot: Snapshot, of: tuple[str, Language]) -> frozenset[str]:
    """The data of a kind that a version gives where visitors look for them."""
    found = (item for item in candidates(snapshot, *of) if item.rank < WEAK and item.page.text_language in (None, of[1]))
    return frozenset(item.contact.value for item in found if not _lent(snapshot, item))


def _same(item: Candidate, value: str) -> bool:
    """Whether a datum is the very same; of addresses, which each language writes in its words, the post code and the house."""
    if item.contact.kind != "postal":
        return item.contact.value == value
    mine, other = post_code(item.contact.value), post_code(value)
    houses = [set(_FIGURES.findall(text.replace(mine, " "))) for text in (item.contact.value, value)]
    return mine != "" and mine == other and bool(houses[0] & houses[1])


__all__ = ["placed", "told_in_sentence"]
