"""What a whole harvest knows of its pages and addresses, in memory no larger than addresses and languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, select

from crawler.extract.text.language import code_of
from store import schema
from store.base import Language
from store.harvest import Ledger, LedgerEntry
from store.records import LinkRecord, PageRecord

HOPS = 10
Key = tuple[str, str]


class PageFact(NamedTuple):
    """A page of the first pass: what pairing needs of it."""

    url: str
    lane: str
    capture_id: str
    language: Language | None
    text_language: Language | None
    method: str
    alternates: tuple[tuple[Language, str], ...]


class Switch(NamedTuple):
    """A link that offers another language, or an alternate that the page's head names."""

    language: Language
    target: str
    text: str
    xpath: str
    method: str


class SiteFacts:
    """Pages, their switches, and the ends of addresses, read from one run."""

    def __init__(self, db: Connection, run_id: str) -> None:
        self._db = db
        self._run = run_id
        self.pages: dict[Key, PageFact] = {}
        self.switches: dict[Key, list[Switch]] = {}
        self.final = lru_cache(maxsize=200_000)(self._final)
        self._entry = lru_cache(maxsize=50_000)(self._read_entry)
        self._read_pages()
        self._read_switches()

    def _read_pages(self) -> None:
        for page in schema.read_records(self._db, PageRecord, self._run):
            alternates = tuple((language, url) for code, url in page.hreflang if (language := code_of(code)) is not None)
            fact = PageFact(
                page.url, page.lane, page.capture_id, page.language, page.text_language, page.language_method, alternates
            )
            self.pages[page.url, page.lane] = fact
            if alternates:
                self.switches[page.url, page.lane] = []

    def _read_switches(self) -> None:
        table = schema.table_of(LinkRecord)
        columns = (table.c.url, table.c.lane, table.c.switch, table.c.target, table.c.text, table.c.label, table.c.xpath)
        query = select(*columns).where(table.c.run_id == self._run, table.c.switch.is_not(None))
        for url, lane, language, target, text, label, xpath in self._db.execute(
            query.order_by(table.c.url, table.c.lane, table.c.seq)
        ):
            self.switches.setdefault((url, lane), []).append(Switch(language, target, text or label, xpath, "switch"))
        for key, links in self.switches.items():
            fact = self.pages[key]
            links.extend(Switch(language, url, "", "", "hreflang") for language, url in fact.alternates)

    def entry(self, url: str, lane: str) -> LedgerEntry | None:
        """The ledger's line of an address in a lane, or in any lane that has it."""
        for name in (lane, "*", "kk", "ru", "en"):
            found = self._entry(url, name)
            if found is not None:
                return found
        return None

    def _read_entry(self, url: str, lane: str) -> LedgerEntry | None:
        table = schema.ledger
        row = self._db.execute(select(table).where(table.c.run_id == self._run, table.c.url == url, table.c.lane == lane)).first()
        return None if row is None else schema.from_row(LedgerEntry, row)

    def _final(self, url: str, lane: str) -> str:
        """Where an address ends after the redirects that the harvest saw."""
        seen = {url}
        for _ in range(HOPS):
            entry = self.entry(url, lane)
            if entry is None or entry.ledger is not Ledger.REDIRECTED or not entry.redirect_to or entry.redirect_to in seen:
                return url
            url = entry.redirect_to
            seen.add(url)
        return url

    def page_at(self, url: str, *lanes: str) -> PageFact | None:
        """The page at an address, in the first of these lanes that has it, else in any."""
        for lane in (*lanes, "*", "kk", "ru", "en"):
            fact = self.pages.get((url, lane))
            if fact is not None:
                return fact
        return None

    def starts(self) -> Iterator[PageFact]:
        """Pages from which the harvest began, those among them that the site offers without an address."""
        table = schema.ledger
        query = select(table.c.url, table.c.lane).where(table.c.run_id == self._run, table.c.depth == 0)
        for url, lane in self._db.execute(query.order_by(table.c.url, table.c.lane)):
            if (url, lane) in self.pages:
                yield self.pages[url, lane]

    def lanes_of(self, url: str) -> Iterator[PageFact]:
        """The pages of one address in all lanes."""
        for lane in ("*", "kk", "ru", "en"):
            if (url, lane) in self.pages:
                yield self.pages[url, lane]
