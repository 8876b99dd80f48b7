"""What the walk by Tab met: faults that are proved, and what looks like one and is for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from checks.measured import Report
from checks.sampled import Fault

# Frames hold pages of their own; what lies in them was not walked.
FRAMES = frozenset({"iframe", "frame", "object", "embed"})
CONTROLS = frozenset({"a", "area", "button", "input", "select", "textarea", "summary"})
# So many controls must have been measured to have no focus drawn before any is charged.
SURE = 2
PLAYERS = frozenset({"audio", "video", "label", "option"})


def walked(report: Report) -> bool:
    """Whether the walk came to an end, be it that of the page or a trap."""
    return report.artifact.ok and report.data.get("ended") in ("end", "trap")


def measured_twice(walks: Iterable[Report], drawn: frozenset[str] = frozenset()) -> bool:
    """Whether more than one control was itself seen without any focus drawn: one alone may be an accident of its picture."""
    return sum(1 for report in walks for item in _focus(report, drawn) if _undrawn(report, item) and not item.get("on")) >= SURE


def drawn(walks: Iterable[Report]) -> frozenset[str]:
    """Kinds of controls whose focus was seen on some page: where another page's picture shows none, the picture failed."""
    return frozenset(
        item["kind"] for report in walks for item in report.data.get("focus") or () if item["visible"] and item.get("kind")
    )


def certain(report: Report, styled: bool = True, drawn: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Traps, what only a mouse can use, controls whose focus is not drawn at all, menus that open under the mouse alone.

    ``styled`` is false where a style sheet of the page did not come, which may be what draws the focus, and where only one control was
    measured to have none. ``drawn`` are kinds of controls whose focus was seen elsewhere.
    """
    trap = report.data.get("trap")
    if trap and not trap["frame"] and not (trap["shift-tab"] or trap["escape"] or trap.get("told")):
        yield Fault(report, "trap", trap["at"]["xpath"], trap["at"]["name"])
    yield from (Fault(report, "unreached", item["xpath"], item["name"]) for item in _unreached(report) if _by_mouse_alone(item))
    for item in _focus(report, drawn):
        if styled and _undrawn(report, item):
            yield Fault(report, "unseen", item["xpath"], item["name"])
    for menu in report.data.get("menus") or ():
        if menu["opens_by"] == "mouse" and not _is_link(menu["xpath"]):
            yield Fault(report, "menu", menu["xpath"], menu["name"])


def doubtful(report: Report, styled: bool = True, drawn: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """A trap that only the way back leaves; what may be usable otherwise; a focus that is hardly drawn, covered or
    beyond the edge of the window."""
    trap = report.data.get("trap")
    if trap and (trap["frame"] or trap["shift-tab"] or trap["escape"] or trap.get("told")):
        yield Fault(report, "unsure", trap["at"]["xpath"], trap["at"]["name"], {"fault": "trap-with-a-way-out"})
    for item in _unreached(report):
        if not _by_mouse_alone(item):
            yield Fault(report, "unsure", item["xpath"], item["name"], {"fault": "passed-by-keyboard"})
    for item in _focus(report, drawn):
        if item["how"] == "pixels" and not (styled and _undrawn(report, item)):
            yield Fault(report, "unsure", item["xpath"], item["name"], {"fault": "faint-focus"})
    for item in report.data.get("focus") or ():
        # The label of a field may show what the field does not.
        if item.get("outside") and item["tag"] != "input" and item["name"].strip():
            yield Fault(report, "unsure", item["xpath"], item["name"], {"fault": "focus-outside"})
    for menu in report.data.get("menus") or ():
        if menu["opens_by"] == "mouse" and _is_link(menu["xpath"]):
            yield Fault(report, "unsure", menu["xpath"], menu["name"], {"fault": "menu-of-a-link"})


def _unreached(report: Report) -> list[dict[str, Any]]:
    """Controls that the walk passed by and nothing else on the page stands for: named, not hidden from assistive technology."""
    named = {str(stop["name"]).casefold() for stop in report.data.get("stops") or ()}
    return [
        item
        for item in report.data.get("unreached") or ()
        if item["tag"] not in FRAMES | PLAYERS
        and item["name"].strip()
        and item["name"].casefold() not in named
        and not (item["holds_reached"] or item["repeats"] or item["cloaked"])
    ]


def _by_mouse_alone(item: dict[str, Any]) -> bool:
    """Whether an element takes clicks, shows so by its cursor, and can never have the focus."""
    takes = item["listener"] or item.get("written") or item["role"] in ("button", "link")
    return bool(item["why"] == "not-focusable" and takes and item.get("pointer"))


def _undrawn(report: Report, item: dict[str, Any]) -> bool:
    """Whether a control looks to the pixel the same; a box that only scrolls is no control."""
    acts = item["tag"] in CONTROLS or any(stop["role"] for stop in report.data["stops"] if stop["xpath"] == item["xpath"])
    return bool(acts and item["how"] == "pixels" and not item["pixels"] and not item["covered"])


def _focus(report: Report, drawn: frozenset[str]) -> list[dict[str, Any]]:
    return [
        item
        for item in report.data.get("focus") or ()
        if not item["visible"] and item["name"].strip() and item.get("kind") not in drawn
    ]


def _is_link(xpath: str) -> bool:
    return xpath.rpartition("/")[2].partition("[")[0] == "a"
