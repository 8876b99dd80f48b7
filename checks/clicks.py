"""How many clicks every page and document lies from the home page, by breadth-first search over stored links."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple
from urllib.parse import urljoin

from checks.derived import derived
from checks.support import unseen
from checks.sweep import sweep
from checks.targets import Standing, judge
from checks.wayfinding import refresh_of
from store.records import DocumentRecord
from store.snapshot import Snapshot

DEEPEST = 50
_NOT_MATERIAL = ("image/", "font/", "audio/", "video/", "text/css", "text/javascript", "application/javascript")


class Clicks(NamedTuple):
    """``depth`` of every material that was read (None where no click leads to it); ``unread`` addresses by their depth."""

    depth: dict[str, int | None]
    unread: dict[str, int]


@derived
def clicks(snapshot: Snapshot) -> Clicks:
    """Pages and documents with their distance from the nearest home page."""
    starts = sorted({page.url for page in snapshot.homes()})
    reached: dict[str, int] = {}
    waiting = deque((start, 0) for start in starts)
    while waiting:
        here, depth = waiting.popleft()
        if here in reached:
            continue
        reached[here] = depth
        waiting.extendleft((target, depth) for target in _shown_with(snapshot).get(here, ()) if target not in reached)
        waiting.extend((target, depth + 1) for target in _edges(snapshot).get(here, ()) if target not in reached)
    materials = _materials(snapshot)
    open_targets = _open_targets(snapshot)
    unread = {url: depth for url, depth in reached.items() if url not in materials and url in open_targets}
    if any(unseen(page) for page in snapshot.pages()):
        # Where pages were not drawn, nobody knows what they lead to: what has no way may have a short one.
        unread |= dict.fromkeys(materials - reached.keys(), 0)
    read = {url: reached.get(url) for url in sorted(materials) if url not in unread}
    return Clicks(read, dict(sorted(unread.items())))


@derived
def _ends(snapshot: Snapshot) -> dict[str, tuple[str, Standing]]:
    verdicts = ((target, judge(snapshot, target)) for target in sorted(sweep(snapshot).clicked))
    return {target: (verdict.end, verdict.standing) for target, verdict in verdicts}


@derived
def _edges(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Where links of a page lead, over all lanes of its address."""
    ends = _ends(snapshot)
    found: dict[str, tuple[str, ...]] = {}
    for (url, _), offered in sweep(snapshot).pages.items():
        found[url] = tuple(dict.fromkeys((*found.get(url, ()), *(ends[target][0] for target in offered.places))))
    return found


@derived
def _shown_with(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """What opens with a page without a click: content of its frames, and the page it leads on to at once."""
    found: dict[str, dict[str, None]] = {}
    for (url, _), offered in sweep(snapshot).pages.items():
        if offered.frames:
            found.setdefault(url, {}).update(dict.fromkeys(offered.frames))
    for page in snapshot.pages():
        order = refresh_of(page)
        if order is not None and order.address:
            found.setdefault(page.url, {})[urljoin(page.url, order.address)] = None
    return {url: tuple(judge(snapshot, target).end for target in targets) for url, targets in found.items()}


@derived
def _materials(snapshot: Snapshot) -> frozenset[str]:
    seen = sweep(snapshot)
    inner = seen.framed - seen.clicked
    pages = {page.url for page in snapshot.pages() if page.is_home or page.url not in inner}
    return frozenset(pages | {item.url for item in linked_documents(snapshot)})


@derived
def linked_documents(snapshot: Snapshot) -> tuple[DocumentRecord, ...]:
    """Files that a visitor can open by a link, each content of an address once; pictures, styles and scripts are none."""
    clicked = {end for end, _ in _ends(snapshot).values()}
    found: dict[tuple[str, str], DocumentRecord] = {}
    for item in snapshot.documents():
        if item.url in clicked and not item.media_type.startswith(_NOT_MATERIAL):
            found.setdefault((item.url, item.object_sha256), item)
    return tuple(found.values())


@derived
def _open_targets(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(end for end, standing in _ends(snapshot).values() if standing is Standing.OPEN)


def within(known: Clicks, limit: int) -> int:
    """How many materials that were read lie within so many clicks."""
    return sum(1 for depth in known.depth.values() if depth is not None and depth <= limit)


def table(known: Clicks) -> dict[str, object]:
    """Materials by clicks and the deepest of them, for a reader who checks the sum."""
    numbers = sorted(depth for depth in known.depth.values() if depth is not None)
    deepest = sorted(known.depth.items(), key=lambda item: (-(item[1] if item[1] is not None else 10**6), item[0]))
    return {
        "materials by clicks": {str(depth): numbers.count(depth) for depth in sorted(set(numbers))},
        "materials without a way": sum(1 for depth in known.depth.values() if depth is None),
        "deepest": [{"address": url, "clicks": depth} for url, depth in deepest[:DEEPEST]],
        "addresses not read": len(known.unread),
    }
