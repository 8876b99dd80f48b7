"""What the second engine tells of the W3C's ACT rules, in kinds that a reader can mend at once; rules that rows of acts judge are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checks.measured import reports
from store.harvest import ArtifactKind
from store.snapshot import Snapshot

# Kind of fault → ACT rules. Alternatives, contrast, focus, zoom and links past repeated parts are rows of the act and judged there.
KINDS: dict[str, tuple[str, ...]] = {
    "act-aria": ("674b10", "5c01ea", "5f99a7", "4e8ab6", "ff89c9", "6a7281", "bc4a75", "in6db8"),
    "act-hidden-focus": ("6cfa84", "307n5z", "akn7bn"),
    "act-sound": ("80f0bf", "aaa1bf", "4c31df"),
    "act-orientation": ("b33eff",),
    "act-refresh": ("bc659a", "bisz58"),
    "act-language-of-parts": ("de46e4",),
    "act-tables": ("a25f45", "d0f69e"),
    "act-empty-headings": ("ffd0e9",),
    "act-same-names": ("b20e66", "4b1c6c", "fd3a94"),
    "act-scrolling": ("0ssw9k",),
    "act-autocomplete": ("73f2c2",),
    "act-text-spacing": ("24afc2", "78fd32", "9e45ec"),
    "act-menu-names": ("m6b1q3",),
    "act-media-text": ("c5a4ea", "eac66b", "e7aa44", "c3232f", "1ec09b", "2eb176", "f51b46", "1a02b0"),
    "act-high-contrast": ("09o5cg",),
}
_KIND = {rule: kind for kind, rules in KINDS.items() for rule in rules}


class Broken(NamedTuple):
    """A kind of fault on one page."""

    kind: str
    url: str


def broken(snapshot: Snapshot) -> Iterator[Broken]:
    """Kinds of faults on pages that the second engine read, by address."""
    for item, data, _ in reports(snapshot, ArtifactKind.ACT):
        told = data.get("failed", ()) if item.ok else ()
        rules = {str(one.get("rule")) for one in told if isinstance(one, dict)}
        for kind in sorted({_KIND[rule] for rule in rules if rule in _KIND}):
            yield Broken(kind, item.url)
