"""References of a page: found by an HTML5 parser, resolved as a browser does, told apart by scope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode
from w3lib.url import safe_url_string

from store.harvest import CrawlPlan

SCHEMES = frozenset({"http", "https"})
# What a reader of the law's link checker (Xenu) follows; style sheets and scripts are fetched by browsers only.
REFERENCES = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "frame": "src",
    "form": "action",
    "script": "src",
    "embed": "src",
    "source": "src",
    "audio": "src",
    "video": "src",
    "input": "src",
    "object": "data",
    "track": "src",
}
_SELECTOR = ",".join(f"{tag}[{attr}]" for tag, attr in REFERENCES.items())
_STRIPPED = "".join(map(chr, range(0x21)))
_LINE_ENDS = {ord("\n"): None, ord("\r"): None, ord("\t"): None}
# An address that is in its one spelling already, as nearly all are; the careful way costs thirty times as much.
_CLEAN = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*[a-z0-9](?::(?!80/|443/)(?:\d{1,4}|[1-5]\d{4}))?/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*"
)
DEFAULT_PORTS = {"http": 80, "https": 443}


class Reference(NamedTuple):
    """One reference: ``target`` absolute without fragment, ``""`` where the address leads nowhere over HTTP."""

    node: LexborNode
    tag: str
    attr: str
    raw: str
    target: str
    fragment: str


def normalise(url: str) -> str:
    """One spelling for one address: lower-case scheme and host, no default port, no fragment, path percent-encoded.

    Returns ``""`` for an address that is no HTTP address. Query order and path case are kept: servers tell them apart.
    """
    if _CLEAN.fullmatch(url) and "/." not in url:
        return url
    try:
        parts = urlsplit(safe_url_string(url.strip(_STRIPPED), encoding="utf-8"))
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES or not host:
        return ""
    if ":" in host:
        host = f"[{host}]"
    path = parts.path or "/"
    if "/." in path:
        path = urlsplit(urljoin(f"{scheme}://{host}/", path)).path
    netloc = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    return str(urlunsplit((scheme, netloc, path, parts.query, "")))


def resolve(base: str, raw: str) -> tuple[str, str]:
    """Absolute address (normalised, ``""`` if not HTTP) and fragment of a reference as written in a page."""
    written = raw.strip(_STRIPPED).translate(_LINE_ENDS)
    address, mark, fragment = written.partition("#")
    return _absolute(_start_of(base, address), address), fragment if mark else ""


def _start_of(base: str, address: str) -> str:
    """As much of the base as the reference depends on, so that a menu repeated on every page is resolved once."""
    page, folder, origin = _parts_of(base)
    if not address or address[0] in "?\\":
        return page
    if address[0] == "/":
        return origin if address[:2] not in ("//", "/\\") else page
    return page if ":" in address.partition("/")[0] else folder


@lru_cache(maxsize=10_000)
def _parts_of(base: str) -> tuple[str, str, str]:
    parts = urlsplit(base)
    origin = f"{parts.scheme}://{parts.netloc}/"
    return base, origin + parts.path.lstrip("/").rpartition("/")[0] + ("/" if "/" in parts.path.lstrip("/") else ""), origin


@lru_cache(maxsize=200_000)
def _absolute(start: str, address: str) -> str:
    try:
        return normalise(urljoin(start, address) if address else start)
    except ValueError:
        return ""


def base_of(tree: LexborHTMLParser, url: str) -> str:
    """The address that relative references of the page start from (its own, or that of ``<base href>``)."""
    node = tree.css_first("base[href]")
    if node is None:
        return url
    try:
        base = urljoin(url, (node.attributes.get("href") or "").strip(_STRIPPED))
    except ValueError:
        return url
    return base if urlsplit(base).scheme in SCHEMES else url


def references(tree: LexborHTMLParser, url: str, limit: int) -> Iterator[Reference]:
    """References in page order, at most ``limit`` of them; addresses of other schemes come with an empty target."""
    base = base_of(tree, url)
    known: dict[str, tuple[str, str]] = {}
    for count, node in enumerate(tree.css(_SELECTOR)):
        if count >= limit:
            return
        tag = node.tag or ""
        attr = REFERENCES[tag]
        raw = node.attributes.get(attr) or ""
        if raw not in known:
            known[raw] = resolve(base, raw)
        target, fragment = known[raw]
        yield Reference(node, tag, attr, raw, target, fragment)


def host_of(url: str) -> str:
    """Host and port of an address, in lower case, without ``www.``; the unit of politeness and of scope."""
    netloc = urlsplit(url).netloc.lower()
    return netloc[4:] if netloc.startswith("www.") else netloc


class Scope:
    """What belongs to the audited body: hosts, and on hosts shared by many bodies the path below which its pages lie."""

    def __init__(self, sites: Iterable[tuple[str, str]]) -> None:
        self._paths: dict[str, set[str]] = {}
        for url, path in sites:
            self._paths.setdefault(host_of(normalise(url)), set()).add(path.rstrip("/"))

    def add_host(self, url: str) -> None:
        """Takes in the host of an address, whole."""
        self._paths.setdefault(host_of(url), set()).add("")

    def __contains__(self, url: str) -> bool:
        paths = self._paths.get(host_of(url))
        if paths is None:
            return False
        path = urlsplit(url).path.rstrip("/")
        return any(not prefix or path == prefix or path.startswith(f"{prefix}/") for prefix in paths)


def scope_of(plan: CrawlPlan) -> Scope:
    """The scope of a plan, from its body's sites."""
    return Scope((site.url, site.scope) for site in plan.body.sites)


def in_scope(url: str, sites: Scope | frozenset[str]) -> bool:
    """Whether an address belongs to the audited body (``sites``: a Scope, or hosts as given by ``host_of``)."""
    return url in sites if isinstance(sites, Scope) else host_of(url) in sites
