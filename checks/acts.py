"""Acts that a section's pages cite or host: whether the reader is led to their text, and whether they are still in force."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from checks.citations import Citation, Reader, reader
from checks.derived import derived
from checks.legalbase import database
from checks.maintext import own_lines
from checks.own import on_host
from checks.sweep import CLICKED
from checks.words import fold, holds
from store.acts import Act, plain_number
from store.base import OFFICIAL
from store.records import LinkRecord, PageRecord
from store.snapshot import Snapshot

Key = tuple[str, str]
FILES = re.compile(r"\.(?:pdf|docx?|rtf|odt|xlsx?|zip|rar|txt)(?:$|[?#])", re.IGNORECASE)
# The code of an act in the address of a legal database.
_CODE = re.compile(r"/docs/([A-Z][0-9A-Z]{5,13}_?)(?:/|$)")
WORDS = "acts-on-pages"
# A page that cites so many acts is one itself, or a list of them.
MANY = 12
OPENING_LINES = 5


class Cited(NamedTuple):
    """A citation on a page with its line, and the standing of a link to it: ``linked``, ``maybe`` or ``none``."""

    citation: Citation
    line: str
    led: str


@derived
def cited(snapshot: Snapshot) -> dict[Key, tuple[Cited, ...]]:
    """Acts cited in the own text of each page in the official languages, each act once."""
    links, hosts = _links(snapshot), snapshot.lexicon("hosts").phrases("acts")
    found: dict[Key, tuple[Cited, ...]] = {}
    for language in OFFICIAL:
        for page in snapshot.pages(language):
            key = page.url, page.lane
            own = tuple(_of_page(reader(snapshot), own_lines(snapshot, key), links.get(key, []), hosts))
            if own:
                found[key] = own
    return found


def _of_page(reader: Reader, lines: tuple[str, ...], links: list[LinkRecord], hosts: tuple[str, ...]) -> Iterator[Cited]:
    told = set()
    for line in lines:
        for citation in reader.read(line):
            if citation.key not in told:
                told.add(citation.key)
                yield Cited(citation, line, _led(citation, line, links, hosts))


def _led(citation: Citation, line: str, links: list[LinkRecord], hosts: tuple[str, ...]) -> str:
    """Whether a link leads to the act: by its number in a link's words or address, or a link that is all of its line."""
    number = plain_number(citation.number)
    for link in links:
        text = link.text or link.label
        if len(text) > 3 and (text in line or line in text):
            return "linked"
        address = unquote(link.target)
        if re.search(rf"(?<!\d){re.escape(number)}(?!\d)", plain_number(text)) or _in_address(citation, number, address):
            return "linked"
    return "maybe" if any(_may_hold(link, hosts) for link in links) else "none"


def _in_address(citation: Citation, number: str, address: str) -> bool:
    """Whether an address names the act: «Z1500000401», «zakon-401», «prikaz_105_24-08-2001»."""
    digits = re.sub(r"\D", "", number)
    padded = f"{citation.day:%y}{int(digits):08d}" if digits and len(digits) <= 8 else ""
    tail = urlsplit(address).path
    return bool(digits) and ((bool(padded) and padded in tail) or re.search(rf"(?<!\d){digits}(?!\d)", tail) is not None)


def _may_hold(link: LinkRecord, hosts: tuple[str, ...]) -> bool:
    return on_host(link.target, hosts) or FILES.search(link.target) is not None


@derived
def _links(snapshot: Snapshot) -> dict[Key, list[LinkRecord]]:
    found: dict[Key, list[LinkRecord]] = {}
    for link in snapshot.records(LinkRecord, place="main"):
        if link.tag in CLICKED and link.target and link.switch is None:
            found.setdefault((link.url, link.lane), []).append(link)
    return found


def unled(snapshot: Snapshot, page: PageRecord) -> tuple[list[Cited], bool]:
    """Citations of a page without a link, and whether that is certain.

    It is not where the page has links to legal databases or files that may be the act, is itself the text of an act, or cites very many.
    """
    found = cited(snapshot).get((page.url, page.lane), ())
    lines = own_lines(snapshot, (page.url, page.lane))
    hosts = any(_hosts_act(snapshot, text) for text in (page.h1, page.title, *lines[:2]) if text)
    approved = snapshot.lexicon(WORDS).phrases("requisite")
    # The text of an act begins with its own day and number, with what approved it and with what changed it.
    opening = [one for one in found if one.line in lines[:OPENING_LINES]]
    own = {one.citation.key for number, one in enumerate(opening) if (hosts and not number) or holds(one.line, approved)}
    lacking = [one for one in found if one.led != "linked" and one.citation.key not in own]
    return lacking, not hosts and len(found) < MANY and all(one.led == "none" for one in lacking)


def ended(snapshot: Snapshot, page: PageRecord) -> list[tuple[Cited, Act]]:
    """Acts that a page cites as if they were in force though the legal database says for certain that they ended."""
    found = []
    for one in cited(snapshot).get((page.url, page.lane), ()):
        act = database(snapshot).find(one.citation.day, one.citation.number, one.citation.kind)
        if act is not None and act.ended(snapshot.plan.as_of) and not _over(snapshot, one.line):
            found.append((one, act))
    return found


def unknown(snapshot: Snapshot, page: PageRecord) -> list[Cited]:
    """Acts that a page cites and of which the legal database knows nothing, or nothing that anybody compared with their text."""
    found = []
    for one in cited(snapshot).get((page.url, page.lane), ()):
        act = database(snapshot).find(one.citation.day, one.citation.number, one.citation.kind)
        if (act is None or act.basis != "law") and not _over(snapshot, one.line):
            found.append(one)
    return found


def named(snapshot: Snapshot) -> tuple[str, ...]:
    """The acts that pages cite, as a legal database is asked for them: «2015-11-16/law/401-V», or the code under which a link leads to one.

    Those that most pages cite come first.
    """
    seen: Counter[str] = Counter()
    hosts = snapshot.lexicon("hosts").phrases("acts")
    for key, found in cited(snapshot).items():
        links = [unquote(link.target) for link in _links(snapshot).get(key, []) if on_host(link.target, hosts)]
        for one in found:
            day, number, kind = one.citation.day, plain_number(one.citation.number), one.citation.kind
            codes = {
                code[1] for address in links if _in_address(one.citation, number, address) and (code := _CODE.search(address))
            }
            seen.update({f"{day.isoformat()}/{kind}/{number.replace('/', '')}", *codes})
    return tuple(sorted(seen, key=lambda name: (-seen[name], name)))


def archived(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether a page says that what it holds is no longer in force."""
    return any(_over(snapshot, text) for text in (page.title, page.h1, *(text for text, _ in page.breadcrumb)))


def _over(snapshot: Snapshot, text: str) -> bool:
    """Whether words say that an act ended."""
    return holds(text, snapshot.lexicon(WORDS).phrases("ended"))


def _hosts_act(snapshot: Snapshot, text: str) -> bool:
    """Whether a heading or first line is the title of an act: its kind begins it, or ends it in Kazakh."""
    said = fold(text)
    known = snapshot.lexicon(WORDS)
    begins, ends = (tuple(map(fold, known.phrases(name))) for name in ("hosted-begins", "hosted-ends"))
    return said.startswith(begins) or said.endswith(ends)
