"""What a visit rests on: what was to be done and with what, and everything that the page fetched. Where all of it is the same in a later
run the visit need not be made again; where that cannot be told, it says why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.books.seen import told
from crawler.browser.page.state import MAX_ITEMS, Listener
from store.harvest import Fonts
from store.lexicon import Lexicon

SOURCES = frozenset({".py", ".js"})
# What bounds one look does not change what it finds, but these bound the lane.
OF_THE_LANE = frozenset({"parallel", "recycle", "engines", "phones", "phone_pages", "fragment_pages"})
# A page tells its counters that it was seen; what they answer draws nothing.
TELLING = frozenset({"ping", "cspviolationreport"})


def order_digest(order: Any, around: Mapping[str, Any]) -> str:
    """SHA-256 over what is to be done on a page, and with what.

    :param order: the visit's ``Order``; words to search for are left out, for a search is tried each time.
    :param around: what every look of the lane rests on (see ``around``), and how the language is asked for.
    """
    what = {
        "url": order.url,
        "timeout": order.timeout,
        "limits": order.limits.model_dump(mode="json", exclude=set(OF_THE_LANE)),
        "elements": order.elements,
        "probes": [(probe.name, probe.version) for probe in order.probes],
        "light": order.light,
        "around": around,
    }
    return digest_of(what)


def digest_of(what: Mapping[str, Any]) -> str:
    """SHA-256 of a JSON value."""
    return hashlib.sha256(json.dumps(what, sort_keys=True, default=str).encode()).hexdigest()


def around(lexicons: Mapping[str, Lexicon], browser: str, fonts: Fonts | None) -> dict[str, Any]:
    """What every look of a lane rests on beside the pages: the program, its words, the browser by name and version, the fonts."""
    words = {name: hashlib.sha256(lexicons[name].model_dump_json().encode()).hexdigest() for name in sorted(lexicons)}
    return {"program": _program(), "words": words, "browser": browser, "fonts": fonts.sha256 if fonts is not None else ""}


def rests_on(digest: str, url: str, final: str, listener: Listener) -> dict[str, Any]:
    """What a visit that ended rests on, as its page's state keeps it.

    :param digest: that of its order. :param url: where it went. :param final: where it arrived.
    """
    addresses = [request.url for request in listener.finished if urlsplit(request.url).scheme in ("http", "https")]
    return told(digest, addresses, _moving(url, final, listener))


def _moving(url: str, final: str, listener: Listener) -> str:
    if url.partition("#")[0] != final.partition("#")[0]:
        return "moved on"
    if listener.sockets:
        return "talks over a socket"
    if len(listener.finished) >= MAX_ITEMS or len(listener.failed) >= MAX_ITEMS:
        return "fetches too much"
    if any(request.method != "GET" and request.resource_type not in TELLING for request in listener.finished):
        return "asks by another method than GET"
    return ""


def ready() -> None:
    """Reads the sources that this process has loaded, for those that are forked from it later."""
    _program()


@cache
def _program() -> str:
    """The sources of this lane and what draws and counts for it; they do not change under a process that has loaded them."""
    root = Path(__file__).parents[1]
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in SOURCES and path.is_file():
            total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    for library in ("playwright", "pillow"):
        total.update(f"{library} {version(library)}".encode())
    return total.hexdigest()
