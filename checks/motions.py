"""What moves by itself and flashes: faults that are proved, and what looks like one and is for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from checks.measured import Report
from checks.sampled import Fault, Sampled


class Bounds(Sampled):
    """``area``: the least area in CSS pixels of what moves; smaller signs are left to a person."""

    area: int = Field(gt=0)


# From so many changes on, of which each stroke may count twice, something moves and does not only come.
MANY = 5


def told(report: Report) -> bool:
    """Whether it is known that the page stands still, or what of it moves."""
    return report.artifact.ok and (report.data.get("still") is not None or bool(report.data.get("moving")) or _flashes(report))


def certain(report: Report, options: Bounds) -> Iterator[Fault]:
    """Flashes beyond the limit; what moves on for more than five seconds and has nothing near it that could stop it."""
    if _flashes(report):
        yield Fault(report, "flashes")
    yield from (_noted(report, "moves", region) for region in _moving(report) if _uncontrolled(region, options))


def doubtful(report: Report, options: Bounds) -> Iterator[Fault]:
    """Movement of which a person must tell what stops it, or whether it tells anything."""
    for region in _moving(report):
        if not _uncontrolled(region, options) and not region.get("stopped"):
            yield _noted(report, "unsure", region)


def _noted(report: Report, kind: str, region: dict[str, Any]) -> Fault:
    return Fault(report, kind, region["xpath"], f'<{region["tag"]} class="{region["class"]}">')


def _moving(report: Report) -> list[dict[str, Any]]:
    """What was seen to move long enough; a sign of progress is none of the page's content."""
    return [region for region in report.data.get("moving") or () if region.get("long") and not region.get("busy")]


def _uncontrolled(region: dict[str, Any], options: Bounds) -> bool:
    if region["marquee"]:
        return region["control"] is None
    width, height = region["box"][2:]
    foreign = region["frame"] or region["film"] is not None or region["tag"] == "canvas"
    bare = region["control"] is None and region.get("others") == []
    return bool(bare and not foreign and not _at_strokes(region) and width * height >= options.area)


def _at_strokes(region: dict[str, Any]) -> bool:
    """Whether a region was seen to change but at a stroke or two: slides do so at intervals, and so does a page that fills itself late."""
    return not region.get("endless") and region.get("changes", MANY) < MANY


def _flashes(report: Report) -> bool:
    seen = report.data.get("flashes") or {}
    return any(isinstance(seen.get(kind), int) and seen[kind] > seen["limit"] for kind in ("general", "red"))
