"""What enlarging to 200 % took away: faults that are proved, and what looks like one and is for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import Field

from checks.measured import Report
from checks.sampled import Fault, Sampled

# What may need two dimensions by its nature (WCAG 2.2, success criterion 1.4.10).
_BROAD = re.compile(r"/(?:table|pre|code|svg|math|iframe|canvas|video|map)\b")
_CONTROL = re.compile(r"/(?:a|button|label)(?:\[\d+\])?(?:/[a-z]+(?:\[\d+\])?){0,2}$")
_SCALE = re.compile(r"maximum-scale\s*=\s*([\d.]+)", re.IGNORECASE)
_FIXED = re.compile(r"user-scalable\s*=\s*(?:no|0)\b", re.IGNORECASE)
DOUBLE = 2.0
SEEN = 0.9


class Means(Sampled):
    """``means``: how letters are enlarged; each way named must keep everything. ``overflow_percent``: how far beyond the window a page
    may reach sideways, in per cent of its width."""

    means: tuple[str, ...] = Field(min_length=1)
    overflow_percent: int = Field(ge=0)


def certain(report: Report, options: Means) -> Iterator[Fault]:
    """Text that stands half beyond the edge, labels of controls that are cut."""
    for found in _found(report, options):
        if _reaches(found, options):
            yield from (Fault(report, "sideways", item["xpath"], item["text"]) for item in found["beyond"] if _plain(item))
        for item in found["clipped"]:
            if item["axis"] == "y" and _parted(item) and _CONTROL.search(item["xpath"]):
                yield Fault(report, "cut", item["xpath"], item["text"])


def doubtful(report: Report, options: Means) -> Iterator[Fault]:
    """A page that reaches sideways by a picture or a table, other text of which less is left, links that went and nothing opens them,
    letters that do not fit when they alone grow, telephones that must not enlarge."""
    meta = str(report.data.get("viewport_meta") or "")
    if _locked(meta):
        yield Fault(report, "unsure", words=meta, facts={"fault": "zoom-forbidden"})
    alone = report.data.get("text")
    if "text" not in options.means and isinstance(alone, dict) and _reaches(alone, options):
        for item in alone["beyond"]:
            if item["share"] < SEEN and item["letters"] > 1 and not _BROAD.search(item["xpath"]):
                yield Fault(report, "unsure", item["xpath"], item["text"], {"fault": "text-alone"})
    for found in _found(report, options):
        if found["sideways"] and _reaches(found, options):
            things = [item for item in found["wide"] if item.get("xpath")] or [{"xpath": "", "tag": "body"}]
            yield from (
                Fault(report, "unsure", item["xpath"], f"<{item['tag']}>", {"fault": "wide-thing"}) for item in things[:3]
            )
        if found.get("gone") and not found.get("opens"):
            yield Fault(report, "unsure", words=", ".join(found["gone"][:5]), facts={"fault": "links-gone"})
        for item in found["clipped"]:
            if _parted(item):
                yield Fault(report, "unsure", item["xpath"], item["text"], {"fault": "text-cut"})


def _found(report: Report, options: Means) -> list[dict[str, Any]]:
    return [found for mean in options.means if isinstance(found := report.data.get(mean), dict)]


def _reaches(found: dict[str, Any], options: Means) -> bool:
    wide = found["scroll_width"] * 100 > found["width"] * (100 + options.overflow_percent)
    return bool(wide and (found["sideways"] or found["cut_sideways"]))


def _plain(item: dict[str, Any]) -> bool:
    """Text that begins within the window and goes on beyond it, and is no part of what needs two dimensions."""
    return 0 < item["share"] < SEEN and item["letters"] > 1 and not _BROAD.search(item["xpath"])


def _parted(item: dict[str, Any]) -> bool:
    return 0 < item["share"] < SEEN and item["letters"] > 1 and not (item["ellipsis"] or item["whole"])


def _locked(meta: str) -> bool:
    """Whether a page keeps telephones from enlarging it twofold (ACT rule b4f0c3)."""
    scale = _SCALE.search(meta)
    try:
        return bool(_FIXED.search(meta)) or (scale is not None and 0 <= float(scale.group(1)) < DOUBLE)
    except ValueError:
        return False
