"""Links that leave the site: whether they open a window of their own, and whether a visitor is told so."""

from __future__ import annotations

import html
import re
from typing import NamedTuple
from urllib.parse import urlsplit

from checks.derived import derived
from checks.ownscripts import own_scripts
from checks.source import markup, representatives
from checks.sweep import CLICKED, Key
from checks.words import fold
from store.records import LinkRecord
from store.snapshot import Snapshot

SAME_WINDOW = frozenset({"", "_self", "_top", "_parent"})
# What scripts write where they open windows themselves.
OPENING = ("_blank", "window.open", "<base target", "noopener")
_ANCHOR = re.compile(r"<(?:a|area)\b[^<>]*>", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


class Leaving(NamedTuple):
    """External links: all of them, those in the same window, those that do not tell; and whether something else may open or tell."""

    links: tuple[LinkRecord, ...]
    same: tuple[LinkRecord, ...]
    untold: tuple[LinkRecord, ...]
    may_open: bool
    may_tell: bool


@derived
def leaving(snapshot: Snapshot) -> Leaving:
    """Links of pages to other sites."""
    words = tuple(fold(phrase) for phrase in snapshot.lexicon("interaction").phrases("new-window"))
    own = _own_names(snapshot)
    away = (link for link in snapshot.records(LinkRecord, scope="external", tag=CLICKED) if _of_web(link))
    links = tuple(link for link in away if link.switch is None and _host(link) not in own)
    same = tuple(link for link in links if link.window.lower() in SAME_WINDOW)
    mute = tuple(link for link in links if not any(word in fold(f"{link.text} {link.label}") for word in words))
    marks = tuple(snapshot.lexicon("interaction").phrases("external-marks"))
    scripts = own_scripts(snapshot)
    sources = " ".join(fold(markup(snapshot, page)) for page in representatives(snapshot)) if links else ""
    may_open = any(sign in scripts for sign in OPENING) or "<base target" in sources
    may_tell = any(sign in text for sign in (*words, *marks) for text in (scripts, sources))
    return Leaving(links, same, _without_title(snapshot, mute, words) if may_tell else mute, may_open, may_tell)


def _own_names(snapshot: Snapshot) -> frozenset[str]:
    """Hosts that the pages give as the site's own name (``canonical``), under which it was not asked."""
    links = snapshot.records(LinkRecord, scope="external", tag="link")
    return frozenset(_host(link) for link in links if "canonical" in link.rel.split()) - {""}


def _host(link: LinkRecord) -> str:
    return (urlsplit(link.target).hostname or "").removeprefix("www.")


def _without_title(snapshot: Snapshot, links: tuple[LinkRecord, ...], words: tuple[str, ...]) -> tuple[LinkRecord, ...]:
    """Those whose title says nothing of a new window either."""
    titled: dict[Key, set[str]] = {}
    for key in dict.fromkeys((link.url, link.lane) for link in links):
        page = snapshot.page(*key)
        tags = _ANCHOR.findall(markup(snapshot, page)) if page is not None else []
        told = (tag for tag in tags if any(word in fold(html.unescape(tag)) for word in words))
        titled[key] = {match.group(1) for tag in told for match in [_HREF.search(html.unescape(tag))] if match}
    return tuple(link for link in links if link.raw not in titled[link.url, link.lane])


def _of_web(link: LinkRecord) -> bool:
    return urlsplit(link.target).scheme in ("http", "https")
