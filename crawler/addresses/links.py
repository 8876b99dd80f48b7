"""References of a page: found by an HTML5 parser, resolved as a browser does, told apart by scope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import ada_url
from selectolax.lexbor import LexborHTMLParser, LexborNode
from w3lib.encoding import http_content_type_encoding, resolve_encoding
from w3lib.url import safe_url_string

from store.harvest import CrawlPlan

SCHEMES = frozenset({"http", "https"})
# Which attributes of an element name an address. Whether a reader meets it there is for the checks to say.
REFERENCES: dict[str, tuple[str, ...]] = {
    "a": ("href", "xlink:href"),
    "area": ("href",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "frame": ("src",),
    "form": ("action",),
    "script": ("src",),
    "embed": ("src",),
    "source": ("src", "srcset"),
    "audio": ("src",),
    "video": ("src", "poster"),
    "input": ("src",),
    "object": ("data",),
    "track": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_SELECTOR = ",".join(tag if len(attrs) > 1 else f"{tag}[{attrs[0]}]" for tag, attrs in REFERENCES.items())
# One candidate of ``srcset``: an address without white space, then its descriptor up to a comma outside brackets.
_CANDIDATE = re.compile(r"[\s,]*(?P<url>[^\s,]\S*)(?P<descriptor>(?:[^,(]|\([^)]*\))*)")
_STRIPPED = "".join(map(chr, range(0x21)))
_LINE_ENDS = {ord("\n"): None, ord("\r"): None, ord("\t"): None}
_PATH = re.compile(r"[^?#]*")
_BEFORE_HOST = re.compile(r"(https?:)?//+(?=[^/])", re.IGNORECASE)
_WHOLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/]")
# An address that is in its one spelling already, as nearly all are; the careful way costs thirty times as much.
_CLEAN = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*[a-z0-9](?::(?!80/|443/)(?:\d{1,4}|[1-5]\d{4}))?/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*(?:\?(?:[A-Za-z0-9\-._~!$&()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?"
)
# What may be a dot segment. Source: WHATWG URL, "single-dot URL path segment".
_DOTTED = re.compile(r"/(?:\.|%2e)", re.IGNORECASE)
_UNKNOWN = "xmlcharrefreplace"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# Of ``href`` and its old spelling in SVG a browser reads the first that is there.
NAMED_TWICE = frozenset(tag for tag, attrs in REFERENCES.items() if "xlink:href" in attrs)
MAX_CANDIDATES = 50


class Reference(NamedTuple):
    """One reference: ``target`` absolute without fragment, ``""`` where the address leads nowhere over HTTP."""

    node: LexborNode
    tag: str
    attr: str
    raw: str
    target: str
    fragment: str


def normalise(url: str, encoding: str = "utf-8") -> str:
    """One spelling for one address: lower-case scheme and host, no default port, no fragment, path percent-encoded.

    Returns ``""`` for an address that is no HTTP address. Query order and path case are kept: servers tell them apart.
    ``encoding`` is that of the page the address stands in; letters of a query are sent in it (WHATWG URL, "query state").
    """
    if _CLEAN.fullmatch(url) and not _DOTTED.search(url):
        return url
    try:
        address = ada_url.normalize_url(safe_url_string(url.strip(_STRIPPED), encoding=encoding)).partition("#")[0]
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES or not host:
        return ""
    return address.replace(parts.netloc, f"[{host}]{port}" if ":" in host else host + port, 1)


def join(base: str, address: str, encoding: str = "utf-8") -> str:
    """The address that a reference leads to from an absolute one, as a browser joins them.

    :param encoding: that of the page; letters of a query are sent in it, what it lacks as a numeric reference.
    :raises ValueError: the address is none.
    """
    if not address.isascii():
        path, mark, query = address.partition("?")
        address = path + mark + _NOT_ASCII.sub(lambda match: quote(match.group(), encoding=encoding, errors=_UNKNOWN), query)
    return ada_url.join_url(base, address)


def resolve(base: str, raw: str, encoding: str = "utf-8") -> tuple[str, str]:
    """Absolute address (normalised, ``""`` if not HTTP) and fragment of a reference as written in a page of this encoding."""
    return _resolved(_start_of(base) if _same_in_folder(raw) else base, raw, encoding)


@lru_cache(maxsize=50_000)
def _same_in_folder(raw: str) -> bool:
    """Whether a reference leads to the same address from every page of a folder."""
    address = _written(raw).partition("#")[0]
    if not address or address[0] in "?\\" or address[:2] in ("//", "/\\"):
        return False
    return ":" not in address.partition("/")[0] or _WHOLE.match(address) is not None


def _written(raw: str) -> str:
    """An address in the form in which a browser reads it: no line ends, slashes that lean the right way, two before a host."""
    text = raw.strip(_STRIPPED).translate(_LINE_ENDS)
    if "\\" in text:
        path = _PATH.match(text)
        text = path.group().replace("\\", "/") + text[path.end() :] if path else text
    host = _BEFORE_HOST.match(text)
    return f"{host.group(1) or ''}//{text[host.end() :]}" if host else text


@lru_cache(maxsize=2_000)
def _start_of(base: str) -> str:
    """As much of the base as most references depend on, so that a menu repeated on every page is resolved once."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}/"


@lru_cache(maxsize=50_000)
def _resolved(start: str, raw: str, encoding: str) -> tuple[str, str]:
    address, mark, fragment = _written(raw).partition("#")
    try:
        target = normalise(join(start, address + mark, encoding).partition("#")[0] if address else start, encoding)
    except ValueError:
        target = ""
    return target, fragment if mark else ""


def base_of(tree: LexborHTMLParser, url: str) -> str:
    """The address that relative references of the page start from (its own, or that of ``<base href>``)."""
    node = tree.css_first("base[href]")
    if node is None:
        return url
    try:
        base = join(url, (node.attributes.get("href") or "").strip(_STRIPPED))
    except ValueError:
        return url
    return base if urlsplit(base).scheme in SCHEMES else url


def encoding_of(tree: LexborHTMLParser) -> str:
    """The codec that a page declares in its markup; UTF-8 where it declares none that is known."""
    for node in tree.css("meta[charset],meta[http-equiv][content]")[:10]:
        declared = node.attributes.get("charset")
        if declared is None and (node.attributes.get("http-equiv") or "").strip().lower() == "content-type":
            declared = http_content_type_encoding(node.attributes.get("content"))
        known = resolve_encoding(declared) if declared else None
        if known and not known.startswith("utf-16"):
            return str(known)
    return "utf-8"


def references(tree: LexborHTMLParser, url: str, limit: int) -> Iterator[Reference]:
    """References in page order, at most ``limit`` of them; addresses of other schemes come with an empty target."""
    base = base_of(tree, url)
    encoding = ""
    count = 0
    for node in tree.css(_SELECTOR):
        tag = node.tag or ""
        for attr, raw in _addresses(tag, node.attributes):
            if count >= limit:
                return
            count += 1
            if raw.isascii():
                target, fragment = resolve(base, raw)
            else:
                encoding = encoding or encoding_of(tree)
                target, fragment = resolve(base, raw, encoding)
            yield Reference(node, tag, attr, raw, target, fragment)


def _addresses(tag: str, attributes: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    """Attributes of an element that name addresses, with each address as written."""
    if tag == "input" and (attributes.get("type") or "").strip().lower() != "image":
        return
    names = REFERENCES[tag]
    if tag not in NAMED_TWICE:
        for attr in names:
            if attr in attributes:
                written = attributes[attr] or ""
                yield from ((attr, part) for part in (candidates(written) if attr == "srcset" else (written,)))
        return
    known = next((attr for attr in names if attr in attributes), None)
    if known is not None:
        yield known, attributes[known] or ""


def candidates(srcset: str) -> list[str]:
    """Addresses of a ``srcset`` as a browser takes it apart: a comma ends an address only where white space follows it."""
    found: list[str] = []
    place = 0
    while place < len(srcset) and len(found) < MAX_CANDIDATES:
        match = _CANDIDATE.match(srcset, place)
        if match is None:
            break
        address = match["url"]
        if address.endswith(","):
            found.append(address.rstrip(","))
            place = match.end("url")
        else:
            found.append(address)
            place = match.end() + 1
    return list(dict.fromkeys(found))


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
    """The scope of a plan, from its body's sites, and the files of all bodies where they share a portal."""
    shared = [path for tenancy in plan.tenancies for path in tenancy.files]
    return Scope((site.url, path) for site in plan.body.sites for path in (site.scope, *shared))


def in_scope(url: str, sites: Scope | frozenset[str]) -> bool:
    """Whether an address belongs to the audited body (``sites``: a Scope, or hosts as given by ``host_of``)."""
    return url in sites if isinstance(sites, Scope) else host_of(url) in sites
