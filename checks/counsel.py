"""Advice without points, from what a harvest stored: transport, headers, mixed content, repeated and unlinked pages, weight.

No act takes points for these, so they are no checks: nothing here becomes a finding. Each tells how often, and the first pages.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from checks.actrules import KINDS, broken
from checks.axe import violations
from checks.changes import changes
from checks.measured import reports
from store.advice import Counsel
from store.harvest import ArtifactKind, Capture, Device
from store.ledger import Kind, Ledger
from store.records import PageRecord
from store.snapshot import Snapshot

# Response headers that tell browsers to be careful, with what else has the same effect.
HEADERS = {
    "Content-Security-Policy": "content-security-policy",
    "X-Content-Type-Options": "x-content-type-options",
    "Referrer-Policy": "referrer-policy",
    "X-Frame-Options": "x-frame-options",
}
SECURE_HEADERS = {**HEADERS, "Strict-Transport-Security": "strict-transport-security"}
_ANCESTORS = re.compile(r"\bframe-ancestors\b", re.IGNORECASE)
# Shorter main texts are equal by chance: a title, an empty list.
LETTERS = 400
# A page with its own pictures, scripts and styles takes longer than this many bytes at 10 Mbit/s to come in four seconds.
HEAVY_PAGE = 5_000_000
HEAVY_PICTURE = 1_000_000
LISTED, MOST_CHANGES = 10, 100
# Rules of axe-core for criteria of WCAG 2.2 that no row of the law asks for.
RULES = (
    "button-name",
    "document-title",
    "frame-title",
    "html-has-lang",
    "html-lang-valid",
    "label",
    "link-name",
    "nested-interactive",
    "select-name",
    "target-size",
)
LEADING = frozenset({"a", "area", "iframe", "frame", "form"})
LOADED = frozenset({"img", "script", "iframe", "link", "source", "video", "audio", "embed", "object"})


@dataclass
class _Seen:
    """What one reading of all links tells: pages led to, what each page loads, and pages that load over an insecure line."""

    reached: set[str] = field(default_factory=set)
    loaded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    insecure: set[str] = field(default_factory=set)


def counsel(snapshot: Snapshot, before: Snapshot | None = None) -> list[Counsel]:
    """What to mend though no act takes points for it; in a fixed order, nothing where nothing is wrong.

    :param before: the harvest of the run before over the same body, where there was one.
    """
    pages, seen = list(snapshot.pages()), _seen(snapshot)
    found = (
        _transport(pages),
        _headers(snapshot),
        _mixed(pages, seen),
        _repeated(snapshot, pages),
        _orphans(snapshot, pages, seen),
        *_heavy(snapshot, pages, seen),
        _standards(snapshot),
        _second(snapshot),
        _targets(snapshot),
        _changed(snapshot, before),
    )
    return [one for one in found if one is not None]


def _seen(snapshot: Snapshot) -> _Seen:
    seen = _Seen()
    for link in snapshot.links():
        if link.tag in LEADING:
            seen.reached.add(link.target)
        if link.tag in LOADED:
            seen.loaded[link.url].add(link.target)
            if link.target.startswith("http://"):
                seen.insecure.add(link.url)
    return seen


def _told(code: str, pages: Iterable[str], names: Iterable[str] = (), count: int | None = None) -> Counsel | None:
    urls = sorted(set(pages))
    many = len(urls) if count is None else count
    return Counsel(code=code, count=many, names=tuple(names), pages=tuple(urls[:LISTED])) if many else None


def _transport(pages: list[PageRecord]) -> Counsel | None:
    """Pages that came over a line that anyone on it can read and change."""
    return _told("no-tls", (page.final_url for page in pages if urlsplit(page.final_url).scheme == "http"))


def _headers(snapshot: Snapshot) -> Counsel | None:
    """Headers that no home page bears."""
    homes = [home.final_url for home in snapshot.homes()]
    answers = [capture for url in homes for capture in snapshot.captures(url) if _plain(capture)]
    if not answers:
        return None
    wanted = SECURE_HEADERS if all(urlsplit(url).scheme == "https" for url in homes) else HEADERS
    lacking = [name for name, key in wanted.items() if not any(_bears(capture, key) for capture in answers)]
    return _told("security-headers", homes, lacking, len(lacking)) if lacking else None


def _plain(capture: Capture) -> bool:
    return capture.device is Device.HTTP and capture.good and capture.purpose == "crawl"


def _bears(capture: Capture, key: str) -> bool:
    values = {name.lower(): value for name, value in capture.headers}
    if key == "x-frame-options" and _ANCESTORS.search(values.get("content-security-policy", "")):
        return True
    return bool(values.get(key, "").strip())


def _mixed(pages: list[PageRecord], seen: _Seen) -> Counsel | None:
    """Secure pages that load something over an insecure line; browsers block or mark it."""
    secure = {page.url for page in pages if urlsplit(page.final_url).scheme == "https"}
    return _told("mixed-content", secure & seen.insecure)


def _repeated(snapshot: Snapshot, pages: list[PageRecord]) -> Counsel | None:
    """Groups of addresses of one language that show the very same main text."""
    known = {(page.url, page.lane): page for page in pages}
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for text in snapshot.texts():
        page = known.get((text.url, text.lane))
        if page is not None and sum(map(str.isalpha, text.text)) >= LETTERS:
            digest = hashlib.sha256(" ".join(text.text.split()).encode()).hexdigest()
            groups[page.language or "", digest].add(page.final_url)
    repeated = [urls for urls in groups.values() if len(urls) > 1]
    return _told("repeated-pages", (url for urls in repeated for url in urls), count=len(repeated))


def _orphans(snapshot: Snapshot, pages: list[PageRecord], seen: _Seen) -> Counsel | None:
    """Pages to which no page leads: met in a site map or a feed alone."""
    entries = list(snapshot.ledger())
    reached = seen.reached | {entry.redirect_to for entry in entries if entry.redirect_to and entry.url in seen.reached}
    reached |= {site.url for site in snapshot.plan.body.sites}
    lonely = (page.url for page in pages if not page.is_home and reached.isdisjoint({page.url, page.final_url}))
    return _told("orphan-pages", lonely)


def _heavy(snapshot: Snapshot, pages: list[PageRecord], seen: _Seen) -> Iterator[Counsel | None]:
    """Pictures and whole pages that take long on a slow line."""
    assets = sorted(entry.url for entry in snapshot.ledger() if entry.kind is Kind.ASSET and entry.ledger is Ledger.FETCHED)
    sizes = {url: _size(snapshot, url) for url in assets}
    yield _told("heavy-pictures", (url for url in assets if sizes[url] > HEAVY_PICTURE))
    heavy = (page.url for page in pages if _whole(snapshot, page, seen, sizes) > HEAVY_PAGE)
    yield _told("heavy-pages", heavy)


def _whole(snapshot: Snapshot, page: PageRecord, seen: _Seen, sizes: dict[str, int]) -> int:
    return _size(snapshot, page.final_url) + sum(sizes.get(url, 0) for url in seen.loaded[page.url])


def _size(snapshot: Snapshot, url: str) -> int:
    return max((one.size for one in snapshot.captures(url) if one.device is Device.HTTP), default=0)


def _standards(snapshot: Snapshot) -> Counsel | None:
    """Faults by WCAG 2.2 outside the rows of the law, by rule."""
    found = list(violations(snapshot, RULES))
    known = {item.rule for item in found}
    return _told("standards", (item.page.url for item in found), (rule for rule in RULES if rule in known))


def _second(snapshot: Snapshot) -> Counsel | None:
    """The same by the W3C's ACT rules, as the second engine reads them."""
    found = list(broken(snapshot))
    known = {item.kind for item in found}
    return _told("act-rules", (item.url for item in found), (kind for kind in KINDS if kind in known))


def _targets(snapshot: Snapshot) -> Counsel | None:
    """Pages on which a finger can hardly tell one small link or button from the next."""
    loads = reports(snapshot, ArtifactKind.PHONE)
    return _told("phone-targets", (item.url for item, data, _ in loads if _crowded(data.get("touch"))))


def _changed(snapshot: Snapshot, before: Snapshot | None) -> Counsel | None:
    """Contact data, leaders, posts and hours that the run before read otherwise."""
    found = changes(snapshot, before) if before is not None else ()
    if before is None or not found:
        return None
    pages = tuple(dict.fromkeys(one.url for one in found))[:LISTED]
    return Counsel(code="records-changed", count=len(found), pages=pages, since=before.plan.run_id, changes=found[:MOST_CHANGES])


def _crowded(touch: object) -> bool:
    count = touch.get("crowded_24", 0) if isinstance(touch, dict) else 0
    return isinstance(count, int) and count > 0
