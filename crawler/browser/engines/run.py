"""The second look of a few pages in every engine at hand; what is not installed is listed as not tested."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from crawler.browser.engines.base import CHROMIUM, ENGINES, Engine, build, missing
from crawler.browser.engines.compare import compared, opinions
from crawler.browser.engines.gate import Gate
from crawler.browser.engines.hand import Hand
from crawler.browser.probes.base import DESKTOP
from store.harvest import Artifact, ArtifactKind
from store.objects import ObjectStore

ADDRESS = re.compile(r"https?://[^\s()<>]+")


class Subject(NamedTuple):
    """A page to be looked at, its lane, and what axe-core found in it in the first engine."""

    url: str
    lane: str
    axe: dict[str, Any] | None


class Outlook(NamedTuple):
    """What one engine gave of one page: a JSON value, a picture where there is one, the engine with its version."""

    subject: Subject
    engine: Engine
    value: dict[str, Any]
    picture: bytes
    tool: str


class Behaviour(NamedTuple):
    """How the engines go about: vetted addresses by host, robots.txt, the turn of a host, names, the cap of loading, and the user as
    whom Chromium gets its sandbox where root started the program."""

    places: Mapping[str, str]
    allows: Callable[[str], bool]
    wait: Callable[[str], Awaitable[None]]
    agent: str
    accept: str
    timeout: float
    user: str = ""


async def look(subjects: list[Subject], done: Iterable[tuple[str, str, str]], how: Behaviour) -> AsyncIterator[Outlook]:
    """Every engine's outlook on every page, engine by engine. ``done`` are (address, lane, engine) that are stored already."""
    known = set(done)
    chromium: dict[str, dict[str, Any]] = {}
    async with Gate(how.places, how.allows) as gate:
        for engine in ENGINES:
            left = [one for one in subjects if (one.url, one.lane, engine.name) not in known]
            absent = missing(engine)
            if absent:
                for one in left:
                    yield Outlook(one, engine, _told(engine, one.url, "not-tested", absent), b"", engine.layout)
                continue
            # A comparison needs Chromium's page again where an earlier run was cut off after it.
            wanted = subjects if engine is CHROMIUM and _others_wait(subjects, known) else left
            async with _hand(engine, gate, how) as hand:
                for one in wanted:
                    await how.wait(one.url)
                    outlook = _outlook(one, engine, hand, await hand.ask(one.url, how.timeout), chromium, how)
                    if one in left:
                        yield outlook


def engine_subjects(
    stored: Iterable[Artifact], first: list[tuple[str, str]], objects: ObjectStore, most: int
) -> tuple[list[Subject], list[tuple[str, str, str]]]:
    """The pages to look at: the first of a list, all of one lane, that the first engine measured; and what was done before.

    :param stored: the run's artifacts. :param first: (address, lane) in the order of the sample. :param most: bound of pages.
    """
    axe: dict[tuple[str, str], dict[str, Any]] = {}
    done = []
    for item in stored:
        if item.kind is ArtifactKind.AXE and item.ok:
            axe[item.url, item.lane] = json.loads(objects.get(item.object_sha256))
        elif item.kind is ArtifactKind.ENGINE:
            done.append((item.url, item.lane, str(json.loads(objects.get(item.object_sha256))["engine"])))
    wanted = [(url, lane) for url, lane in first if (url, lane) in axe and lane == first[0][1]]
    return [Subject(url, lane, axe[url, lane]) for url, lane in wanted[:most]], done


def _others_wait(subjects: list[Subject], known: set[tuple[str, str, str]]) -> bool:
    others = [engine for engine in ENGINES[1:] if not missing(engine)]
    return any((one.url, one.lane, engine.name) not in known for one in subjects for engine in others)


@asynccontextmanager
async def _hand(engine: Engine, gate: Gate, how: Behaviour) -> AsyncIterator[Hand]:
    hand = Hand(engine, gate.address, how.agent, how.accept, DESKTOP, how.user)
    try:
        yield hand
    finally:
        await hand.end()


def _outlook(
    one: Subject, engine: Engine, hand: Hand, found: dict[str, Any], chromium: dict[str, dict[str, Any]], how: Behaviour
) -> Outlook:
    tool = f"{engine.layout} {hand.version}".strip()
    if "fault" in found:
        return Outlook(one, engine, _told(engine, one.url, "failed", str(found["fault"])), b"", tool)
    page = found["page"]
    if engine is CHROMIUM:
        chromium[one.url] = page
    value = _told(engine, one.url, "done", "")
    there = chromium.get(one.url)
    value |= {
        "version": hand.version,
        "build": build(engine),
        "page": {**page, "text": hashlib.sha256(page["text"].encode("utf-8", "replace")).hexdigest()},
        "errors": _theirs(found["errors"], how),
        "failed": _theirs(found["failed"], how),
        "compared": compared(page, there) if there is not None and engine is not CHROMIUM else None,
        "axe": found.get("axe"),
        "axe_fault": found.get("axe_fault", ""),
        "opinions": opinions(one.axe, found.get("axe")),
    }
    return Outlook(one, engine, value, b64decode(found["picture"]), tool)


def _theirs(faults: list[Any] | None, how: Behaviour) -> list[Any] | None:
    """Faults without those that our own gate made by letting nobody through to hosts that were not vetted."""
    if faults is None:
        return None

    def ours(fault: Any) -> bool:
        said = fault if isinstance(fault, str) else str(fault["url"])
        hosts = {(urlsplit(address).hostname or "").lower() for address in ADDRESS.findall(said)}
        return bool(hosts) and not hosts & set(how.places)

    return [fault for fault in faults if not ours(fault)]


def _told(engine: Engine, url: str, status: str, reason: str) -> dict[str, Any]:
    return {"engine": engine.name, "layout": engine.layout, "url": url, "status": status, "reason": reason}
