"""A harvest made of pages written in a test: captures, objects and ledger without any network."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection, create_engine, insert

from crawler.extract.capture import extract_page
from crawler.extract.run import extract
from store import schema
from store.base import Text
from store.harvest import Body, Capture, CrawlPlan, Device, Ledger, LedgerEntry, Limits, Site
from store.lexicon import Lexicon
from store.objects import ObjectStore
from store.records import Record
from store.strictyaml import read_strict

R = TypeVar("R", bound=Record)
ROOT = Path(__file__).parents[3]
WHEN = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
HTML = "text/html; charset=utf-8"
SITE = "http://mam.example.kz/"
NAMES = ("navigation", "language-switch", "contacts", "feeds", "dates", "posts", "hosts")


def read_lexicon(name: str) -> Lexicon:
    values = dict(read_strict(ROOT / "config" / "lexicon" / f"{name}.yaml").value)
    assert values.pop("schema") == "openness/lexicon/1"
    return Lexicon.model_validate(values)


@pytest.fixture(scope="session")
def lexicons() -> dict[str, Lexicon]:
    return {name: read_lexicon(name) for name in NAMES}


def make_plan(*sites: str, limits: Limits | None = None, page_only: bool = False) -> CrawlPlan:
    return CrawlPlan(
        run_id="run-1",
        body=Body(
            code="mam",
            kind="central",
            name=Text(kk="Мәдениет және ақпарат министрлігі", ru="Министерство культуры и информации"),
            sites=tuple(Site(url=site) for site in sites or (SITE,)),
        ),
        methodology="kz-2017",
        edition="2017-12-01",
        as_of=date(2026, 11, 20),
        period="2026",
        user_agent="test",
        limits=limits or Limits(),
        seed=1,
        key="key",
        config_sha256="0" * 64,
        software="0",
        out="out",
        page_only=page_only,
    )


@pytest.fixture
def plan() -> CrawlPlan:
    return make_plan()


@pytest.fixture
def planned() -> Callable[..., CrawlPlan]:
    return make_plan


def make_capture(url: str, body: bytes, content_type: str, lane: str = "*", device: Device = Device.HTTP) -> Capture:
    digest = hashlib.sha256(body).hexdigest()
    return Capture(
        id=hashlib.sha256(f"{url} {lane} {digest}".encode()).hexdigest()[:16],
        url=url,
        lane=lane,
        device=device,
        requested_at=WHEN,
        status=200,
        headers=(("Content-Type", content_type),) if content_type else (),
        object_sha256=digest,
        size=len(body),
        media_type=content_type.partition(";")[0].strip(),
    )


@pytest.fixture
def read(plan: CrawlPlan, lexicons: dict[str, Lexicon]) -> Callable[..., list[Record]]:
    """Extracts one page given as text or bytes."""

    def call(
        content: str | bytes,
        url: str = f"{SITE}kk/news/1",
        content_type: str = HTML,
        lane: str = "*",
        device: Device = Device.HTTP,
        own_plan: CrawlPlan | None = None,
    ) -> list[Record]:
        body = content.encode() if isinstance(content, str) else content
        capture = make_capture(url, body, content_type, lane, device)
        entry = LedgerEntry(url=url, lane=lane, ledger=Ledger.FETCHED, status=200, depth=2, capture_id=capture.id)
        return extract_page(capture, body, own_plan or plan, lexicons, entry)

    return call


class Harvest:
    """A stored harvest under construction, and its extraction."""

    def __init__(self, db: Connection, objects: ObjectStore, lexicons: dict[str, Lexicon]) -> None:
        self.db = db
        self.objects = objects
        self.lexicons = lexicons
        self.entries: list[LedgerEntry] = []
        self.captures: list[Capture] = []

    def page(
        self,
        url: str,
        content: str | bytes,
        content_type: str = HTML,
        lane: str = "*",
        depth: int = 1,
        parent: str | None = None,
        device: Device = Device.HTTP,
        ledger: Ledger = Ledger.FETCHED,
    ) -> None:
        body = content.encode() if isinstance(content, str) else content
        capture = make_capture(url, body, content_type, lane, device)
        self.objects.put(body)
        self.captures.append(capture)
        self.entries.append(
            LedgerEntry(url=url, lane=lane, ledger=ledger, status=200, depth=depth, parent=parent, capture_id=capture.id)
        )

    def entry(self, entry: LedgerEntry) -> None:
        self.entries.append(entry)

    def redirect(self, url: str, target: str, depth: int = 1) -> None:
        self.entries.append(LedgerEntry(url=url, ledger=Ledger.REDIRECTED, status=302, redirect_to=target, depth=depth))

    def extract(self, plan: CrawlPlan, progress: Callable[[int, int], None] | None = None) -> None:
        self.db.execute(
            insert(schema.runs).values(
                id=plan.run_id, key=plan.key, body="mam", state="harvested", plan=plan.model_dump_json(), out="out", started_at=""
            )
        )
        schema.write(self.db, plan.run_id, [*self.captures, *self.entries])
        extract(self.db, self.objects, plan, self.lexicons, progress)

    def records(self, kind: type[R], **equal: object) -> list[R]:
        return list(schema.read_records(self.db, kind, "run-1", **equal))


@pytest.fixture
def harvest(tmp_path: Path, lexicons: dict[str, Lexicon]) -> Iterator[Harvest]:
    engine = create_engine("sqlite://")
    schema.metadata.create_all(engine)
    with engine.connect() as db:
        yield Harvest(db, ObjectStore(str(tmp_path / "objects")), lexicons)
