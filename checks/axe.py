"""Results of axe-core as the harvest stored them, read defensively: they come from pages that nobody controls."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from checks.derived import derived
from checks.measured import read
from store.harvest import Artifact, ArtifactKind
from store.records import PageRecord
from store.snapshot import Snapshot

DEEP = 20
PARTS = ("violations", "incomplete")


class Violation(NamedTuple):
    """One element that a rule of axe-core reports, on the page it was met; ``evidence`` is the digest of the result."""

    page: PageRecord
    rule: str
    selector: str
    html: str
    data: dict[str, Any]
    evidence: str
    axe: str


class Results(NamedTuple):
    """Pages that axe-core finished with, each with its artifact, and what it reports of them: (part, rule) → elements, page by page."""

    pages: tuple[tuple[PageRecord, Artifact], ...]
    elements: dict[tuple[str, str], list[tuple[int, Violation]]]


@derived
def results(snapshot: Snapshot) -> Results:
    """Everything that axe-core reported, read once; rules that were kept are left out."""
    pages: list[tuple[PageRecord, Artifact]] = []
    elements: dict[tuple[str, str], list[tuple[int, Violation]]] = {}
    turns = itertools.count()
    for item, data, page in read(snapshot, ArtifactKind.AXE):
        if item.ok and page is not None and isinstance(data.get("violations"), list):
            pages.append((page, item))
            for part, found in _reported(page, item, data):
                elements.setdefault((part, found.rule), []).append((next(turns), found))
    return Results(tuple(pages), elements)


def _reported(page: PageRecord, item: Artifact, data: dict[str, Any]) -> Iterator[tuple[str, Violation]]:
    version = str(data.get("axe_version") or "")[:40]
    for part in PARTS:
        for found in _dicts(data.get(part)):
            for node in _dicts(found.get("nodes")):
                html, target = str(node.get("html") or "")[:2000], selector_of(node.get("target"))
                yield part, Violation(page, str(found.get("id")), target, html, _data(node), item.object_sha256, version)


def violations(snapshot: Snapshot, rules: Sequence[str], part: str = "violations") -> Iterator[Violation]:
    """Elements reported by these rules, by page; ``part`` may be ``incomplete`` for what axe-core could not tell."""
    known = results(snapshot).elements
    found = [known.get((part, rule), []) for rule in dict.fromkeys(rules)]
    return (item for _, item in heapq.merge(*found, key=lambda placed: placed[0]))


def selector_of(target: Any, depth: int = 0) -> str:
    """A target of axe-core as one selector: parts lead into frames, nested parts into shadow trees."""
    if isinstance(target, str):
        return target[:1000]
    if isinstance(target, list) and depth < DEEP:
        return " ".join(part for part in (selector_of(item, depth + 1) for item in target) if part)[:1000]
    return ""


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _data(node: dict[str, Any]) -> dict[str, Any]:
    for group in ("any", "all", "none"):
        for check in _dicts(node.get(group)):
            if isinstance(check.get("data"), dict):
                return dict(check["data"])
    return {}
