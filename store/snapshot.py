"""A sealed harvest as checks see it: records, ledger, captures, artifacts and words, read-only and in fixed order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar
from weakref import ref

from sqlalchemy import Connection, select

from store import schema
from store.acts import FileOfActs, LegalDatabase
from store.base import Language
from store.calendar import Calendar
from store.harvest import Artifact, ArtifactKind, Capture, Coverage, CrawlPlan, FetchFailure, LedgerEntry
from store.indicators import Indicator
from store.kept import LANES, Addresses, Again, Pages
from store.lexicon import Lexicon
from store.objects import ObjectStore
from store.portalview import PortalView
from store.records import (
    ContactRecord,
    DateRecord,
    DocumentRecord,
    FeedRecord,
    FormRecord,
    ImageRecord,
    LinkRecord,
    PageRecord,
    PairRecord,
    PersonRecord,
    Record,
    ScanRecord,
    TextRecord,
)
from store.reported import StoredImport, imports_for

R = TypeVar("R", bound=Record)
# Letters of texts that one snapshot keeps in memory; the texts beyond them are read each time.
TEXTS_KEPT = 10_000_000
# Each check asks for the links of the same pages: so many records are kept, those of a site of some hundred pages.
RECORDS_KEPT = 40_000


class Snapshot:
    """What one harvest stored, after extraction. Everything iterates in one fixed order; nothing here touches network or clock."""

    def __init__(
        self,
        connection: Connection,
        objects: ObjectStore,
        plan: CrawlPlan,
        lexicons: dict[str, Lexicon],
        indicators: Mapping[str, Indicator] | None = None,
        acts: LegalDatabase | None = None,
        portals: Mapping[str, PortalView] | None = None,
        calendar: Calendar | None = None,
        unasked: Mapping[str, Indicator] | None = None,
    ) -> None:
        self._db = connection
        self.objects = objects
        self.plan = plan
        self._lexicons = lexicons
        self._indicators = indicators or {}
        self._unasked = unasked or {}
        self.acts: LegalDatabase = acts or FileOfActs(())
        self._portals = portals or {}
        self._calendar = calendar
        self._again = Again(RECORDS_KEPT)

    def portal(self, name: str) -> PortalView | None:
        """The reading of a portal that this run rests on; None where none was read (``coverage.portals_unread`` says why)."""
        return self._portals.get(name)

    @property
    def portals(self) -> Mapping[str, PortalView]:
        """All readings that this run rests on, by portal."""
        return self._portals

    @cached_property
    def calendar(self) -> Calendar:
        """Working days of the country (config/calendar); public holidays alone where none was given."""
        return self._calendar or Calendar({})

    def imported(self, kind: str) -> StoredImport | None:
        """The file of one kind that counts for the body and the period of the audit; None where none was taken in."""
        found = imports_for(self._db, self.plan.body.code, self.plan.period)
        return next((item for item in found if item.kind == kind), None)

    def records(self, kind: type[R], /, **equal: Any) -> Iterator[R]:
        """Records of one kind in the order of their key; those whose fields have these values (or one of a set), or all."""
        # Texts have room of their own, and what is asked of all pages is asked seldom.
        if "url" not in equal or kind in (TextRecord, ScanRecord) or not all(isinstance(value, str) for value in equal.values()):
            return self._read(kind, equal)
        return self._again.asked((kind, *sorted(equal.items())), lambda: self._read(kind, equal))

    def _read(self, kind: type[R], equal: dict[str, Any]) -> Iterator[R]:
        return schema.read_records(self._db, kind, self.plan.run_id, not equal, **equal)

    def pages(self, language: Language | None = None) -> Iterator[PageRecord]:
        """HTML pages read with status 200, by address and lane; of one language or of all. Excerpts of texts are left to ``records``."""
        return self._pages.of(language)

    def addresses(self, language: Language | None = None) -> list[str]:
        """Addresses of the same pages in the same order."""
        return self._pages.addresses(language)

    @cached_property
    def _pages(self) -> Pages:
        return Pages(self.records(PageRecord), self.spelled)

    def page(self, url: str, lane: str | None = None) -> PageRecord | None:
        """The page at this address, in this lane or in the first lane that has it."""
        if lane is not None:
            return self._pages.at(url, lane)
        return next((page for name in LANES if (page := self._pages.at(url, name)) is not None), None)

    def homes(self) -> Iterator[PageRecord]:
        """The home page of each language version that was read."""
        return iter(self._homes)

    @cached_property
    def _homes(self) -> tuple[PageRecord, ...]:
        return tuple(self._pages.homes())

    def links(self, page: PageRecord | None = None) -> Iterator[LinkRecord]:
        """References in page order, of one page or of all pages."""
        if page is not None:
            return self.records(LinkRecord, url=page.url, lane=page.lane)
        return self.records(LinkRecord)

    def links_to(self, target: str) -> Iterator[LinkRecord]:
        """References of all pages to one address (without fragment), page by page."""
        return self.records(LinkRecord, target=target)

    def images(self, page: PageRecord | None = None) -> Iterator[ImageRecord]:
        """Picture-like elements, of one page or of all."""
        if page is not None:
            return self.records(ImageRecord, url=page.url, lane=page.lane)
        return self.records(ImageRecord)

    def forms(self, page: PageRecord | None = None) -> Iterator[FormRecord]:
        """Forms, of one page or of all."""
        if page is not None:
            return self.records(FormRecord, url=page.url, lane=page.lane)
        return self.records(FormRecord)

    def documents(self) -> Iterator[DocumentRecord]:
        """Fetched files that are not pages."""
        return self.records(DocumentRecord)

    def feeds(self) -> Iterator[FeedRecord]:
        """Fetched RSS and Atom feeds, valid or not."""
        return self.records(FeedRecord)

    def contacts(self, language: Language | None = None) -> Iterator[ContactRecord]:
        """Contact data of pages in one language or in all."""
        for contact in self.records(ContactRecord):
            if language is None or contact.language == language:
                yield contact

    def persons(self, language: Language | None = None) -> Iterator[PersonRecord]:
        """Persons named with their posts on pages in one language or in all."""
        for person in self.records(PersonRecord):
            if language is None or person.language == language:
                yield person

    def dates(self, url: str | None = None, lane: str = "*") -> Iterator[DateRecord]:
        """Complete dates in order, of one page or document or of all."""
        if url is not None:
            return self.records(DateRecord, url=url, lane=lane)
        return self.records(DateRecord)

    def text(self, url: str, lane: str = "*") -> TextRecord | None:
        """The main text of a page or the text of a document, or None where none was read."""
        return self._text(url, lane)

    @cached_property
    def _text(self) -> Callable[[str, str], TextRecord | None]:
        """Each check goes over the same pages: their texts are read once while they are few enough to be kept."""
        kept: dict[tuple[str, str], TextRecord | None] = {}
        room = TEXTS_KEPT
        # A snapshot that held itself would be let go late, and of a large site two find no room.
        held = ref(self)

        def text(url: str, lane: str) -> TextRecord | None:
            nonlocal room
            snapshot = held()
            assert snapshot is not None  # noqa: S101 - who asks has it
            key = url, lane
            if key not in kept:
                found = next(snapshot.records(TextRecord, url=url, lane=lane), None)
                room -= len(found.text) if found is not None else 0
                if room < 0:
                    return found
                kept[key] = found
            return kept[key]

        return text

    def scan(self, url: str, lane: str = "*") -> ScanRecord | None:
        """What was read on the pictures of a document without a text of its own; None where none was read."""
        return next(self.records(ScanRecord, url=url, lane=lane), None)

    def texts(self) -> Iterator[TextRecord]:
        """Main texts of all pages and texts of all documents."""
        return self.records(TextRecord)

    def pairs(self) -> Iterator[PairRecord]:
        """Language switches of pages and where they lead."""
        return self.records(PairRecord)

    @cached_property
    def _ledger(self) -> Addresses[LedgerEntry]:
        return Addresses(LedgerEntry, schema.read_ledger(self._db, self.plan.run_id), lambda entry: (entry.url, entry.lane))

    def ledger(self) -> Iterator[LedgerEntry]:
        """Every address of the harvest with its class, sorted by address and lane."""
        return iter(self._ledger)

    def ledger_entry(self, url: str, lane: str = "*") -> LedgerEntry | None:
        """The class of one address (without fragment); falls back to another lane of the same address."""
        return self._ledger.find(url, lane)

    def spelled(self, url: str) -> str:
        """The same address as the text that the ledger keeps, or as it is: what is kept of many pages names each address by one text."""
        return self._ledger.spelling(url)

    def capture(self, capture_id: str) -> Capture | None:
        """A capture by its identity, or None."""
        return schema.read_capture(self._db, self.plan.run_id, capture_id)

    def captures(self, url: str) -> tuple[Capture, ...]:
        """All captures of one address in order of time."""
        return tuple(schema.read_captures(self._db, self.plan.run_id, url))

    def failures(self, url: str | None = None) -> tuple[FetchFailure, ...]:
        """Failed attempts, at one address or at all."""
        return tuple(schema.read_failures(self._db, self.plan.run_id, url))

    def artifacts(self, kind: ArtifactKind | None = None, url: str | None = None) -> tuple[Artifact, ...]:
        """What the browser stored, by address, lane, device and kind."""
        return tuple(item for item in self._artifacts if (kind is None or item.kind == kind) and (url is None or item.url == url))

    @cached_property
    def _artifacts(self) -> tuple[Artifact, ...]:
        return tuple(schema.read_artifacts(self._db, self.plan.run_id))

    @cached_property
    def coverage(self) -> Coverage:
        """What of the site was seen."""
        row = self._db.execute(select(schema.runs.c.coverage).where(schema.runs.c.id == self.plan.run_id)).scalar_one()
        return Coverage.model_validate_json(row)

    def lexicon(self, name: str) -> Lexicon:
        """A word list of config/lexicon by its name; KeyError names the list that is missing."""
        return self._lexicons[name]

    def indicator(self, concept: str) -> Indicator:
        """What the site must tell under this concept (config/lexicon/indicators); KeyError names the concept that is missing."""
        return self._indicators[concept]

    @cached_property
    def every_indicator(self) -> dict[str, Indicator]:
        """The indicators of this run and those that the edition does not ask for: what bears the name of one of these is that."""
        return {**self._unasked, **self._indicators}

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """Every concept of config/lexicon/indicators, sorted."""
        return tuple(sorted(self._indicators))

    def keep(self, basis: Any) -> str:
        """Stores what an absence rests on (pages searched, words, failed attempts) as canonical JSON; returns its digest."""
        text = json.dumps(basis, ensure_ascii=False, sort_keys=True, indent=1, default=str)
        return self.objects.put(text.encode())

    def json(self, digest: str) -> Any:
        """A stored JSON object."""
        return json.loads(self.objects.get(digest))
