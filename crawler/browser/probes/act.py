"""A second engine's reading of the page by the W3C's ACT rules, beside axe-core: QualWeb's act-rules, in the isolated world of the visit.

It marks elements with attributes of its own, so it comes after all that is measured. What it finds is advice: no row of an act rests on it.
Rules of which nothing is told are not run: those that rows of acts judge, by axe-core or by other probes, cost half of its time. A page
all of whose elements are of kinds that it read on other pages of the site it does not read, and says so.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from crawler.browser.probes.base import Measured, Probe, Scene
from crawler.browser.probes.script import script
from store.harvest import ArtifactKind

VENDOR = Path(__file__).parents[1] / "vendor" / "qualweb"
VERSION = "0.7.5"
TOOL = f"QualWeb act-rules {VERSION}"
KINDS = script("act-kinds")
STYLES = script("act-styles")
READ = script("act-read")
# By subject: ARIA, hidden focus, sound, orientation, refresh, languages of parts, tables, headings, equal names, scrolling,
# autocomplete, spacing of text, menus, words for media, high contrast.
RULES = (
    *("674b10", "5c01ea", "5f99a7", "4e8ab6", "ff89c9", "6a7281", "bc4a75", "in6db8"),
    *("6cfa84", "307n5z", "akn7bn"),
    *("80f0bf", "aaa1bf", "4c31df"),
    *("b33eff", "bc659a", "bisz58", "de46e4", "a25f45", "d0f69e", "ffd0e9"),
    *("b20e66", "4b1c6c", "fd3a94", "0ssw9k", "73f2c2", "24afc2", "78fd32", "9e45ec", "m6b1q3"),
    *("c5a4ea", "eac66b", "e7aa44", "c3232f", "1ec09b", "2eb176", "f51b46", "1a02b0", "09o5cg"),
)
# Attributes that decide, beside those of ARIA, what the rules may find in an element.
TELLING = (
    *("alt", "autocomplete", "contenteditable", "controls", "for", "headers", "href", "id", "lang", "scope", "src", "style"),
    *("tabindex", "title"),
)
MOST = 5000
MET = "kinds read by the second engine"
MAX_NODES = 20
MAX_HTML = 300
CAP = 6.0


@cache
def _source(name: str) -> str:
    return (VENDOR / f"{name}.js").read_text(encoding="utf-8")


async def look(scene: Scene) -> Measured:
    """Rules that failed, each with its ACT id, its criteria and its first places.

    ``on`` names the page on which most of this one's kinds of elements were read, where all of them were; this one was not read then.
    """
    kinds: list[str] = await scene.world.call(KINDS, list(TELLING), MOST, cap=CAP)
    met: dict[str, str] = scene.memory.setdefault(MET, {})
    if kinds and met.keys() >= set(kinds):
        on, _ = Counter(met[kind] for kind in kinds).most_common(1)[0]
        return Measured({"tool": TOOL, "failed": [], "on": on}, applies=False)
    failed = await _failed(scene)
    for kind in kinds:
        met.setdefault(kind, scene.url)
    return Measured({"tool": TOOL, "failed": failed, "on": ""})


async def _failed(scene: Scene) -> list[dict[str, Any]]:
    world = scene.world
    await world.call(STYLES, cap=CAP)
    # The first of them reads the page's elements and style sheets as it is loaded.
    for name in ("qw-page", "util", "act-rules"):
        await world.run(_alone(_source(name)), cap=CAP)
    failed: list[dict[str, Any]] = await world.call(READ, list(RULES), MAX_NODES, MAX_HTML, cap=CAP)
    return failed


def _alone(source: str) -> str:
    """The script as a value that is nothing: what a bundle ends with need not be sendable."""
    return f"(() => {{ {source} }})()"


PROBE = Probe("act", ArtifactKind.ACT, "3", look, cap=CAP)
