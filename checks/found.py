"""At which place search systems show the site, as their stored answers tell."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from checks.derived import derived
from checks.measured import reports
from store.harvest import Artifact, ArtifactKind
from store.snapshot import Snapshot


class Place(NamedTuple):
    """What one system answered to one name: the first place of the site (None where it is not among ``looked`` results), or why not."""

    artifact: Artifact
    source: str
    query: str
    position: int | None
    looked: int
    reason: str
    address: str
    evidence: tuple[str, ...]


@derived
def places(snapshot: Snapshot) -> tuple[Place, ...]:
    """All answers that were stored, by system and words."""
    found = []
    for report in reports(snapshot, ArtifactKind.POSITIONS):
        data = report.data
        results = [str(one) for one in data.get("results", [])]
        at = next((number for number, url in enumerate(results, 1) if _own(snapshot, url)), None)
        # A page of results that broke off tells nothing of what would have followed.
        reason = str(data.get("reason", "")) if at is None else ""
        answers = [str(one["sha256"]) for one in data.get("answers", []) if one.get("sha256")]
        proof = tuple(dict.fromkeys((report.artifact.object_sha256, *(one for one in answers if snapshot.objects.has(one)))))
        address = results[at - 1] if at is not None else ""
        depth = int(data.get("depth", len(results)))
        found.append(Place(report.artifact, str(data.get("source")), str(data.get("query")), at, depth, reason, address, proof))
    return tuple(sorted(found, key=lambda one: (one.source, one.query)))


def _own(snapshot: Snapshot, url: str) -> bool:
    """Whether a result lies on one of the body's sites; of many bodies on one host, in its part of it."""
    parts = urlsplit(url)
    host = _host(parts.hostname or "")
    for site in snapshot.plan.body.sites:
        own = urlsplit(site.url)
        inside = not site.scope or parts.path == site.scope or parts.path.startswith(site.scope.rstrip("/") + "/")
        if host and host == _host(own.hostname or "") and inside:
            return True
    return False


def _host(name: str) -> str:
    return name.lower().removeprefix("www.")
