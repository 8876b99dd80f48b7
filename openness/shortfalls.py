"""Why an audit that was done ends with status 1."""

from __future__ import annotations

from collections.abc import Iterable

from store.findings import Finding
from store.harvest import Coverage


def shortfalls(seen: Coverage, findings: Iterable[Finding], wanted_render: bool) -> list[str]:
    """Keys of what was asked for and could not be reached or read."""
    found = []
    if not seen.home_read:
        found.append("home")
    if seen.truncated:
        found.append("truncated")
    if seen.unreachable:
        found.append("unreachable")
    if wanted_render and (not seen.render_available or seen.render_note):
        found.append("render")
    if any(item.facts.get("reason") == "check-crashed" for item in findings):
        found.append("crashed")
    return found
