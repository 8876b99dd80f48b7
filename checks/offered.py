"""Versions of a site that a switch offers and nobody read: behind a script, on another host, or behind an address that gave no answer.

A version of which no page was read is not absent where a visitor is offered it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

from checks.derived import derived, derived_by
from checks.source import markup, representatives, spoken
from checks.sweep import CLICKED, sweep
from checks.targets import Standing, judge
from checks.words import fold
from store.base import Language
from store.records import LinkRecord
from store.snapshot import Snapshot

# An element that holds a few words and no other one, and a button with whatever it holds; bounded, so that reading stays linear in any markup.
_LEAF = re.compile(
    r"<(?P<tag>[a-z][a-z0-9]*)\b(?P<rest>[^<>]*)>(?P<text>[^<>]{0,60})(?=</|<img\b|<svg\b|<option\b)", re.IGNORECASE
)
_BUTTON = re.compile(r"<button\b[^<>]*>(?P<text>.{0,400}?)</button", re.IGNORECASE | re.DOTALL)
_VALUE = re.compile(r"\b(?:aria-label|title|value|alt)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.IGNORECASE)
# What stands at the head of a table names its columns: «ru» beside «kk» is a list of translations.
_HEADS = frozenset({"th", "caption"})
_HREF = re.compile(r"\bhref\s*=\s*[\"']?\s*(?!#|javascript:)[^\s\"'>]", re.IGNORECASE)
# What a visitor presses; other elements are pressed only where scripts made them so.
_PRESSED = frozenset({"a", "button", "option", "label", "input"})
_MADE = re.compile(r"\bon(?:click|change)\s*=|\brole\s*=|\btabindex\s*=|lang|locale", re.IGNORECASE)


class _Label(NamedTuple):
    """A few words of a page that are no link, and whether the element that bears them is one to press."""

    text: str
    pressed: bool


@derived_by
def unread_version(snapshot: Snapshot, language: Language) -> tuple[str, ...]:
    """Where a version without pages is offered.

    :returns: addresses that switches lead to and that were not read, and pages whose switches only scripts follow; nothing where the
        version has pages, where no switch names it, or where all its switches lead to addresses that are gone.
    """
    if any(True for _ in snapshot.pages(language)):
        return ()
    led = {target for target in sweep(snapshot).switches.get(language, ()) if _unread(snapshot, target)}
    return tuple(sorted(led | _by_links(snapshot).get(language, set()) | _by_controls(snapshot).get(language, set())))


def _unread(snapshot: Snapshot, target: str) -> bool:
    """Whether a switch leads to an address that was neither read as a page of the site nor proved to be gone."""
    return snapshot.page(target) is None and judge(snapshot, target).standing is not Standing.DEAD


@derived
def _by_links(snapshot: Snapshot) -> dict[Language, set[str]]:
    """Pages with a link named as a switch that leads nowhere but to themselves: what it does its script knows."""
    found: dict[Language, set[str]] = {}
    for link in snapshot.records(LinkRecord, tag=CLICKED):
        if link.switch is not None and (not link.target or link.raw.strip().startswith("#")):
            found.setdefault(link.switch, set()).add(link.url)
    return found


@derived
def _by_controls(snapshot: Snapshot) -> dict[Language, set[str]]:
    """Pages with a button, an entry of a list or the like that is named as a switch; looked for on one page of a kind."""
    names = {
        fold(one): language for language in get_args(Language) for one in snapshot.lexicon("language-switch").phrases(language)
    }
    found: dict[Language, set[str]] = {}
    for page in representatives(snapshot):
        before: Language | None = None
        for one in _labels(markup(snapshot, page)):
            language = names.get(fold(one.text))
            # Two languages named side by side are a switch, whatever bears their names.
            beside = before if language is not None and before not in (None, language) else None
            for offer in (language if one.pressed or beside else None, beside):
                if offer is not None:
                    found.setdefault(offer, set()).add(page.url)
            before = language
    return found


def _labels(source: str) -> Iterator[_Label]:
    for leaf in _LEAF.finditer(source):
        tag, rest = leaf["tag"].lower(), leaf["rest"]
        if tag in ("script", "style", "title") or _HREF.search(rest):
            continue
        pressed = tag in _PRESSED or _MADE.search(rest) is not None
        if tag in _HEADS and not pressed:
            continue
        if leaf["text"].strip():
            yield _Label(html.unescape(leaf["text"]), pressed)
        if pressed:
            yield from (_Label(html.unescape(one or other), True) for one, other in _VALUE.findall(rest))
    for button in _BUTTON.finditer(source):
        yield _Label(spoken(button["text"]), True)
