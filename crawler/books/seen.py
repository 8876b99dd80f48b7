"""What the browser saw of a body's site in an earlier run: the looks that may be taken over, and what each of them rests on."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, select

from crawler.books.recorder import Earlier
from store import schema
from store.course import State, since
from store.harvest import Artifact, ArtifactKind, Capture, CrawlPlan, Device
from store.objects import ObjectDamaged, ObjectMissing, ObjectStore
from store.place import evidence_of, plan_of

# The purpose of requests that find out whether what a page drew itself with is what it was.
RESOURCE = "resource"
# Where the state of a page says what its measurement rests on.
RESTS_ON = "rests_on"
SPREAD = 1000
# What says of a page how a desktop or a telephone showed it.
TELLING = frozenset({ArtifactKind.PAGE, ArtifactKind.PHONE})


class Rests(NamedTuple):
    """What one look rests on: ``order`` is the digest of what was to be done and with what, ``addresses`` everything that the page
    fetched, ``unanswered`` what it asked in vain; ``moving`` says why nobody can tell whether it would look the same again, empty where
    one can."""

    order: str
    addresses: tuple[str, ...]
    unanswered: tuple[str, ...]
    moving: str


class Look(NamedTuple):
    """A page as a browser of an earlier run saw it, or a telephone: the artifact that says so, and what that rests on."""

    state: Artifact
    rests: Rests


def seen_before(engine: Engine, db: Connection, plan: CrawlPlan) -> CrawlPlan | None:
    """The plan of the newest earlier run over the same body and sites in which a browser looked at pages, its files at hand."""
    runs, artifacts = schema.runs.c, schema.artifacts.c
    looked = select(artifacts.id).where(artifacts.run_id == runs.id, artifacts.kind == ArtifactKind.PAGE.value)
    started = select(runs.started_at).where(runs.id == plan.run_id).scalar_subquery()
    rows = db.execute(
        select(runs.id, runs.out, runs.plan)
        .where(
            runs.body == plan.body.code,
            runs.id != plan.run_id,
            runs.started_at <= started,
            runs.state.in_(since(State.HARVESTED)),
            looked.exists(),
        )
        .order_by(runs.started_at.desc(), runs.id)
    )
    for row in rows.all():
        before = plan_of(engine, row)
        if before.body.sites == plan.body.sites and before.page_only == plan.page_only and Path(before.out).is_dir():
            return before
    return None


def looks(db: Connection, before: CrawlPlan, days: float, now: datetime) -> Iterator[Look]:
    """The looks of an earlier run that may be taken over where nothing changed: none of which it cannot be told, none that is due anew.

    :param days: the age, in days, that no look may reach. :param now: the time of this run.
    """
    objects = ObjectStore(evidence_of(before))
    for item in schema.read_artifacts(db, before.run_id):
        if item.kind not in TELLING or not item.ok or due(item, days, now):
            continue
        try:
            state = json.loads(objects.get(item.object_sha256))
        except (ObjectMissing, ObjectDamaged):
            continue
        rests = _rests(state)
        if rests is not None and not rests.moving:
            yield Look(item, rests)


def _rests(state: dict[str, Any]) -> Rests | None:
    known = state.get(RESTS_ON)
    if known is None:
        return None
    unanswered = (item["url"] for item in state["failed_resources"] if not item["reason"].isdigit())
    return Rests(known["order"], tuple(known["addresses"]), tuple(unanswered), known["moving"])


def due(item: Artifact, days: float, now: datetime) -> bool:
    """Whether a look is to be made anew for its age: after half of the days to all of them, by the page's address, so that a site is not
    due whole in one night."""
    share = zlib.crc32(f"{item.url}\n{item.lane}".encode()) % SPREAD / SPREAD
    return now - item.captured_at >= timedelta(days=days * (1 + share) / 2)


def drawn_with(db: Connection, before: CrawlPlan, seen: list[Look]) -> Iterator[Earlier]:
    """What the pages of these looks drew themselves with, as the earlier run stored it; the pages themselves are asked anyway."""
    objects = ObjectStore(evidence_of(before))
    wanted = {url for look in seen for url in look.rests.addresses} - {look.state.url for look in seen}
    met: set[str] = set()
    for capture in schema.read_captures(db, before.run_id) if wanted else ():
        if fetched(capture) and capture.url in wanted and capture.url not in met:
            met.add(capture.url)
            yield Earlier(capture, objects)


def fetched(capture: Capture) -> bool:
    """Whether a capture is what the browser fetched, not the document that it drew."""
    return capture.device is not Device.HTTP and capture.purpose != "render"


def fetched_by_browser(db: Connection, run_id: str) -> list[str]:
    """Addresses of what browsers fetched so far in a run."""
    table = schema.captures.c
    query = select(table.url).where(table.run_id == run_id, table.device != Device.HTTP.value, table.purpose != "render")
    return list(db.execute(query).scalars())


def told(order: str, addresses: Iterable[str], moving: str) -> dict[str, Any]:
    """What a look rests on, as the state of the page says it."""
    return {"order": order, "addresses": sorted(set(addresses)), "moving": moving}
