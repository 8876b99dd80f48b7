"""References of a page: found by an HTML5 parser, resolved as a browser does, told apart by scope."""

from __future__ import annotations

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


@lru_cache(maxsize=100_000)
def resolve(base: str, raw: str) -> tuple[str, str]:
    """Absolute address (normalised, ``""`` if not HTTP) and fragment of a reference as written in a page."""
    written = raw.strip(_STRIPPED).replace("\n", "").replace("\r", "").replace("\t", "")
    address, mark, fragment = written.partition("#")
    try:
        joined = urljoin(base, address) if address else base
    except ValueError:
        return "", ""
    return normalise(joined), fragment if mark else ""


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
