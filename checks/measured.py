"""What the browser measured, parsed once for each snapshot however many checks judge it.

``reports`` gives the measurements of one kind as they were stored; axe-core's results, which are large, and states of pages are kept as
the few things that checks ask of them (``checks.axe``, ``states``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.derived import derived, derived_by
from store.harvest import Artifact, ArtifactKind
from store.records import PageRecord
from store.snapshot import Snapshot

# What is kept of the state of a page that the browser opened; trees of names and lists of anchors are large.
KEPT = ("status", "text_length", "console_errors", "failed_resources")


class Report(NamedTuple):
    """One measurement: the artifact, its content (empty where it is no object of JSON), the page it was made on where that was read."""

    artifact: Artifact
    data: dict[str, Any]
    page: PageRecord | None


class State(NamedTuple):
    """What the browser's states of one address tell together: accessible names as one tree, anchors (None where none were listed)."""

    names: str
    anchors: frozenset[str] | None


@derived_by
def reports(snapshot: Snapshot, kind: ArtifactKind) -> tuple[Report, ...]:
    """All measurements of one kind, by address, lane and device; those that failed too (``artifact.ok``)."""
    return tuple(read(snapshot, kind))


def read(snapshot: Snapshot, kind: ArtifactKind) -> Iterator[Report]:
    """The same one by one, kept by nobody."""
    for item in snapshot.artifacts(kind):
        told = item.ok or item.media_type == "application/json"
        data = snapshot.json(item.object_sha256) if told else None
        page = snapshot.page(item.url, item.lane) or snapshot.page(item.url)
        yield Report(item, data if isinstance(data, dict) else {}, page)


def states(snapshot: Snapshot) -> dict[str, State]:
    """States of pages by address, over all looks of the browser at it."""
    return _looks(snapshot)[0]


def opened(snapshot: Snapshot) -> tuple[Report, ...]:
    """Pages that the browser opened, one by one, with what came of it: status, letters, faults of scripts and files."""
    return _looks(snapshot)[1]


@derived
def unstyled(snapshot: Snapshot) -> frozenset[str]:
    """Pages that came without a style sheet which our line did not bring: how they look to a visitor nobody saw. What a server refuses
    nobody gets, and a sheet of letters alone changes little."""
    return frozenset(look.artifact.url for look in opened(snapshot) if any(map(_lost, look.data.get("failed_resources") or ())))


def _lost(resource: Any) -> bool:
    sheet = isinstance(resource, dict) and resource.get("type") == "stylesheet"
    return sheet and not str(resource.get("reason", "")).isdigit() and "font" not in str(resource.get("url", "")).casefold()


@derived
def _looks(snapshot: Snapshot) -> tuple[dict[str, State], tuple[Report, ...]]:
    found: dict[str, State] = {}
    kept: list[Report] = []
    for item, data, page in read(snapshot, ArtifactKind.PAGE):
        kept.append(Report(item, {name: data[name] for name in KEPT if name in data}, page))
        if item.ok:
            known = found.get(item.url, State("", None))
            found[item.url] = State(_names(known, data), _anchors(known, data))
    return found, tuple(kept)


def _names(known: State, data: dict[str, Any]) -> str:
    tree = data.get("accessible_names")
    return f"{known.names}\n{tree}" if isinstance(tree, str) and tree else known.names


def _anchors(known: State, data: dict[str, Any]) -> frozenset[str] | None:
    listed = data.get("anchors")
    if not isinstance(listed, list):
        return known.anchors
    return (known.anchors or frozenset()) | {name for name in listed if isinstance(name, str)}
