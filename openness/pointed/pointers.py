"""Addresses that a body's report names, with what it says of each, and what the harvest found there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from store.base import Language
from store.harvest import Ledger, LedgerEntry
from store.items import ItemRecord
from store.records import UNREAD, DocumentRecord, PageRecord
from store.reported import LINK, Fact, StoredImport
from store.snapshot import Snapshot
from store.zone import day_told

REPORT = "report"
LANE = "reported"
HOPS = 8
# A page of fewer letters that has scripts is what a one-page application sends before it draws anything.
SHELL = 200


@dataclass(frozen=True)
class Pointer:
    """One address of a report: the cell it stands in, the words, languages and day that the report gives it, and whose site it lies on."""

    url: str
    cell: str
    words: str
    languages: tuple[str, ...]
    day: str
    owner: str
    others: bool


@dataclass(frozen=True)
class Seen:
    """What was read at an address. ``text`` is whole where ``complete``; ``languages`` are those that text and page are in."""

    url: str
    title: str
    text: str
    complete: bool
    language: Language | str
    posted: str
    sha256: str
    at: datetime | None
    readable: bool


def pointers(item: StoredImport) -> Iterator[Pointer]:
    """The addresses of an imported report, in the order of its lines."""
    for fact in item.facts:
        if fact.name == LINK and "address" in fact.details:
            yield _pointer(fact)


def _pointer(fact: Fact) -> Pointer:
    given = fact.details
    spoken = tuple(one for one in given.get("languages", "").split(",") if one)
    return Pointer(
        given["address"],
        fact.places[0] if fact.places else "",
        given.get("said", ""),
        spoken,
        given.get("dated", ""),
        given.get("owner", ""),
        bool(given.get("others")),
    )


def entry_of(snapshot: Snapshot, url: str) -> LedgerEntry | None:
    """The line of the ledger that says what came of an address: of the crawl where it met it, else of what was opened for the report."""
    entry = snapshot.ledger_entry(url)
    asked = snapshot.ledger_entry(url, LANE)
    if asked is not None and asked.lane == LANE and (entry is None or entry.ledger in (Ledger.OUT_OF_SCOPE, Ledger.QUEUED)):
        return asked
    return entry


def seen_at(snapshot: Snapshot, pointer: Pointer) -> Seen | None:
    """What was read there, in a language of the claim where the site gives several; None where nothing was."""
    url = pointer.url
    for _ in range(HOPS):
        page = _page(snapshot, url, pointer.languages)
        if page is not None:
            return _of_page(snapshot, page)
        document = next(iter(snapshot.records(DocumentRecord, url=url)), None)
        if document is not None:
            return _of_document(snapshot, document)
        entry = snapshot.ledger_entry(url)
        if entry is None or entry.ledger is not Ledger.REDIRECTED or not entry.redirect_to:
            break
        url = entry.redirect_to
    item = next(iter(snapshot.records(ItemRecord, url=pointer.url, lane=LANE)), None)
    return None if item is None else _of_item(snapshot, item)


def _page(snapshot: Snapshot, url: str, languages: tuple[str, ...]) -> PageRecord | None:
    for lane in languages:
        page = snapshot.page(url, lane)
        if page is not None:
            return page
    return snapshot.page(url)


def _of_page(snapshot: Snapshot, page: PageRecord) -> Seen:
    text = snapshot.text(page.url, page.lane)
    said = _excerpt(snapshot, page) if text is None else text.text
    return Seen(
        page.url,
        page.title,
        " ".join((page.title, page.h1, said)),
        text is not None and text.complete,
        page.text_language or "",
        day_told(page.published),
        page.object_sha256,
        page.captured_at,
        not page.note.startswith(UNREAD) and not (page.scripts and page.text_length < SHELL),
    )


def _excerpt(snapshot: Snapshot, page: PageRecord) -> str:
    return next(snapshot.records(PageRecord, url=page.url, lane=page.lane)).text_excerpt


def _of_document(snapshot: Snapshot, one: DocumentRecord) -> Seen:
    text = snapshot.text(one.url, one.lane)
    said = "" if text is None else text.text
    return Seen(
        one.url,
        one.title,
        f"{one.title} {said}",
        text is not None and text.complete,
        one.text_language or "",
        "",
        one.object_sha256,
        one.captured_at,
        bool(said.strip()),
    )


def _of_item(snapshot: Snapshot, item: ItemRecord) -> Seen:
    capture = snapshot.capture(item.capture_id)
    facts = item.facts
    said = " ".join(str(facts.get(name, "")) for name in ("h1", "text"))
    shell = bool(facts.get("scripts")) and int(facts.get("length", 0)) < SHELL
    return Seen(
        item.key,
        item.title,
        f"{item.title} {said}",
        bool(facts.get("complete")),
        str(facts.get("text_language", "")),
        day_told(str(facts.get("published", ""))),
        str(facts["sha256"]),
        None if capture is None else capture.requested_at,
        bool(said.strip()) and not str(facts.get("note", "")).startswith(UNREAD) and not shell,
    )
