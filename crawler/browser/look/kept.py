"""Looks of an earlier run that need not be made again: nothing changed of what they rest on – the page's bytes, what the page drew itself
with, what was to be done, the browser, its fonts, this program. What was measured then is taken over with its time, and says when it was
found unchanged (compare HTTP's 304)."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine

from crawler.books.recorder import Earlier, Recorder
from crawler.books.seen import RESOURCE, Look, due, fetched, looks, seen_before
from crawler.browser.engines.base import ENGINES, build
from crawler.browser.look.keeper import OF_ENGINE
from crawler.browser.look.tokens import drawn_alike
from store import schema
from store.harvest import READ, Artifact, ArtifactKind, Capture, CrawlPlan, Device
from store.objects import ObjectDamaged, ObjectMissing, ObjectStore
from store.place import evidence_of

NOT_MODIFIED, REDIRECTING, FAILING = 304, 300, 400
# Measured by other hands and at other times than a visit.
ASIDE = frozenset({ArtifactKind.SCAN, ArtifactKind.GRAPHIC_WORDS, ArtifactKind.POSITIONS})
# What a try of the search leaves: the site answers it, not the page. One that answered every word well is taken for good for some days,
# any other is tried anew each time: what is held against a site was seen today.
TRIED = "search"
WELL = ("own_address", "finds_page", "kept")
Page = tuple[str, str]
Place = tuple[str, str, Device]


class Kept:
    """What may be taken over from the newest earlier run in which a browser looked.

    :param places: hosts that the browser may reach in this run.
    """

    def __init__(self, engine: Engine, recorder: Recorder, plan: CrawlPlan, places: Iterable[str]) -> None:
        self._recorder = recorder
        self._places = frozenset(places)
        self._now = datetime.now(UTC)
        self._search_days = plan.limits.search_days
        self._looks: dict[Place, Look] = {}
        self._artifacts: dict[Place, list[Artifact]] = defaultdict(list)
        self._outlooks: dict[Page, list[Artifact]] = defaultdict(list)
        self._taken: set[Place] = set()
        self._then: dict[Page, str] = {}
        self._today: dict[Page, str] = {}
        self._drawn: dict[str, Capture] = {}
        self._answers: dict[str, Capture] = {}
        self._stored: set[str] = set()
        self._objects = recorder.objects
        with engine.connect() as db:
            before = seen_before(engine, db, plan)
            if before is not None:
                self._read(db, before, plan)

    def _read(self, db: Connection, before: CrawlPlan, plan: CrawlPlan) -> None:
        self._objects = ObjectStore(evidence_of(before))
        self._looks = {
            (look.state.url, look.state.lane, look.state.device): look
            for look in looks(db, before, plan.limits.visit_days, self._now)
        }
        for item in schema.read_artifacts(db, before.run_id) if self._looks else ():
            place = item.url, item.lane, item.device
            if place in self._looks and item.kind not in ASIDE:
                (self._outlooks[place[:2]] if _of_engine(item) else self._artifacts[place]).append(item)
        self._then, self._today = _pages(db, before.run_id), _pages(db, plan.run_id)
        for capture in schema.read_captures(db, before.run_id):
            if fetched(capture):
                self._drawn.setdefault(capture.url, capture)
        for capture in schema.read_captures(db, plan.run_id):
            if capture.purpose == RESOURCE:
                self._answers[capture.url] = capture
            elif fetched(capture):
                # By a browser of this very run, before it was cut off.
                self._stored.add(capture.url)

    @property
    def count(self) -> int:
        """How many looks were taken over."""
        return len(self._taken)

    def holds(self, place: Place, digest: str) -> bool:
        """Whether everything is the same that the look at this page rests on.

        :param place: the page's address and lane, and the device. :param digest: that of what is to be done there in this run.
        """
        look = self._looks.get(place)
        if look is None or look.rests.order != digest or not self._whole(place) or not self._same_page(place[:2]):
            return False
        if any(_host(url) in self._places for url in look.rests.unanswered):
            # What did not answer then may answer today.
            return False
        return all(self._same(url, place[1]) for url in look.rests.addresses if url != place[0])

    def searched(self, place: Place) -> bool:
        """Whether the look met a search of the site that is to be tried anew."""
        return any(self._to_try(item) for item in self._artifacts[place] if item.kind is ArtifactKind.SEARCH)

    def _to_try(self, item: Artifact) -> bool:
        value = json.loads(self._objects.get(item.object_sha256))
        if not value.get("found"):
            return False
        tries = value.get("tried", [])
        well = item.ok and bool(tries) and all(one.get(name) for one in tries for name in WELL)
        return not well or any(one["blocked"] for one in tries) or due(item, self._search_days, self._now)

    def take(self, place: Place, stored: set[str], tried: bool = False) -> bool:
        """Takes a look over; false where its stored bytes are not at hand whole.

        :param stored: addresses whose answers are among those of this run's browser; those taken over are added.
        :param tried: whether the search was tried anew, so that the earlier try is left behind.
        """
        items = [item for item in self._artifacts[place] if not (tried and _of_search(item))]
        stored |= self._stored
        captures = [self._drawn[url] for url in self._looks[place].rests.addresses if url in self._drawn and url not in stored]
        if not self._brought(items, captures):
            return False
        for capture in captures:
            self._recorder.kept(Earlier(capture, self._objects))
        stored.update(capture.url for capture in captures)
        self._taken.add(place)
        return True

    def outlooks(self, page: Page) -> list[str]:
        """Takes over how other engines showed a page whose look was taken over, where they are the engines of then.

        :return: the names of the engines that need not be asked.
        """
        if (*page, Device.DESKTOP) not in self._taken:
            return []
        engines = [item for item in self._outlooks[page] if item.kind is ArtifactKind.ENGINE and item.ok]
        told = [(item, json.loads(self._objects.get(item.object_sha256))) for item in engines]
        builds = {engine.name: build(engine) for engine in ENGINES}
        same = [(item, value) for item, value in told if value.get("build") == builds[value["engine"]]]
        shown = {picture["sha256"] for _, value in same for picture in value.get("pictures", ())}
        items = [item for item, _ in same] + [item for item in self._outlooks[page] if item.object_sha256 in shown]
        return [value["engine"] for _, value in same] if self._brought(items, ()) else []

    def _brought(self, items: Collection[Artifact], captures: Iterable[Capture]) -> bool:
        """Whether all these bytes are at hand; then the artifacts are noted."""
        try:
            for digest in sorted({one.object_sha256 for one in items} | {one.object_sha256 for one in captures}):
                self._recorder.objects.take_over(self._objects, digest)
        except (ObjectMissing, ObjectDamaged):
            return False
        for item in items:
            # An answer of the search was not asked for: it is as old as it says, and nobody found it unchanged.
            self._recorder.keep(item if _of_search(item) else item.model_copy(update={"unchanged_at": self._now}))
        return True

    def _whole(self, place: Place) -> bool:
        """Whether everything was measured and pictured that a visit measures; a light one only reads the state."""
        items = self._artifacts[place]
        if place[2] is not Device.DESKTOP or any(item.kind is ArtifactKind.PAGE and item.note == "light" for item in items):
            return True
        return all(item.ok for item in items) and any(item.kind is ArtifactKind.SCREENSHOT for item in items)

    def _same_page(self, page: Page) -> bool:
        then, now = self._then.get(page), self._today.get(page)
        if then is None or now is None or then == now:
            return then is not None and then == now
        try:
            return drawn_alike(self._objects.get(then), self._recorder.objects.get(now))
        except (ObjectMissing, ObjectDamaged):
            return False

    def _same(self, url: str, lane: str) -> bool:
        """Whether an address that the page fetched gives what it gave: asked anew, or a page that the crawl read both times."""
        then, now = self._drawn.get(url), self._answers.get(url)
        if then is None:
            return False
        if now is None:
            return self._same_page((url, lane)) or self._same_page((url, "*"))
        if now.status == NOT_MODIFIED:
            return now.object_sha256 == then.object_sha256
        if now.status != then.status:
            return False
        if now.status >= FAILING:
            return True
        return _goal(now) == _goal(then) if now.status >= REDIRECTING else self._same_bytes(then, now)

    def _same_bytes(self, then: Capture, now: Capture) -> bool:
        """The browser hands a text over without the mark of its encoding, which the server sends."""
        if now.object_sha256 == then.object_sha256:
            return True
        try:
            sent = self._recorder.objects.get(now.object_sha256)
        except (ObjectMissing, ObjectDamaged):
            return False
        return sent.startswith(BOM_UTF8) and sha256(sent.removeprefix(BOM_UTF8)).hexdigest() == then.object_sha256


def _pages(db: Connection, run_id: str) -> dict[Page, str]:
    """The bytes of each page that the crawl read, by address and lane."""
    digests = {one.id: one.object_sha256 for one in schema.read_captures(db, run_id) if one.device is Device.HTTP}
    read = (entry for entry in schema.read_ledger(db, run_id) if entry.ledger in READ and entry.capture_id in digests)
    return {(entry.url, entry.lane): digests[entry.capture_id] for entry in read if entry.capture_id is not None}


def _of_search(item: Artifact) -> bool:
    return item.kind is ArtifactKind.SEARCH or (item.kind is ArtifactKind.PROBE_PICTURE and item.note == TRIED)


def _of_engine(item: Artifact) -> bool:
    return item.kind is ArtifactKind.ENGINE or (item.kind is ArtifactKind.PROBE_PICTURE and item.note.startswith(OF_ENGINE))


def _goal(capture: Capture) -> str:
    return next((value for name, value in capture.headers if name.lower() == "location"), "")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()
