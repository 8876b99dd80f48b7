"""Results of axe-core as the harvest stored them, read defensively: they come from pages that nobody controls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from store.harvest import Artifact, ArtifactKind
from store.records import PageRecord
from store.snapshot import Snapshot

DEEP = 20


class Violation(NamedTuple):
    """One element that a rule of axe-core reports, on the page it was met; ``evidence`` is the digest of the result."""

    page: PageRecord
    rule: str
    selector: str
    html: str
    data: dict[str, Any]
    evidence: str
    axe: str


def results(snapshot: Snapshot) -> Iterator[tuple[PageRecord, Artifact, dict[str, Any]]]:
    """Pages that axe-core finished with, the artifact and its content."""
    for item in snapshot.artifacts(ArtifactKind.AXE):
        page = snapshot.page(item.url, item.lane) or snapshot.page(item.url)
        data = snapshot.json(item.object_sha256) if item.ok and page is not None else None
        if page is not None and isinstance(data, dict) and isinstance(data.get("violations"), list):
            yield page, item, data


def violations(snapshot: Snapshot, rules: Sequence[str], part: str = "violations") -> Iterator[Violation]:
    """Elements reported by these rules, by page; ``part`` may be ``incomplete`` for what axe-core could not tell."""
    for page, item, data in results(snapshot):
        for found in _dicts(data.get(part)):
            if found.get("id") in rules:
                for node in _dicts(found.get("nodes")):
                    yield Violation(
                        page,
                        str(found["id"]),
                        selector_of(node.get("target")),
                        str(node.get("html") or "")[:2000],
                        _data(node),
                        item.object_sha256,
                        str(data.get("axe_version") or "")[:40],
                    )


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
