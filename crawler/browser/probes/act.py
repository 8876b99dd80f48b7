"""A second engine's reading of the page by the W3C's ACT rules, beside axe-core: QualWeb's act-rules, in the isolated world of the visit.

It marks elements with attributes of its own, so it comes after all that is measured. What it finds is advice: no row of an act rests on it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from crawler.browser.probes.base import Measured, Probe, Scene
from crawler.browser.probes.script import script
from store.harvest import ArtifactKind

VENDOR = Path(__file__).parents[1] / "vendor" / "qualweb"
VERSION = "0.7.5"
MAKE_PAGE = "void (globalThis.qwPage = new QWPage(document, window, true))"
READ = script("act-read")
# Seven of the eleven pages that this rule flags among the W3C's cases should not be flagged.
LEFT_OUT = ("2ee8b8",)
MAX_NODES = 20
MAX_HTML = 300
CAP = 6.0


@cache
def _source(name: str) -> str:
    return (VENDOR / f"{name}.js").read_text(encoding="utf-8")


async def look(scene: Scene) -> Measured:
    """Rules that failed, each with its ACT id, its criteria and its first places."""
    world = scene.world
    await world.run(_alone(_source("qw-page")), cap=CAP)
    await world.run(MAKE_PAGE, cap=CAP)
    for name in ("util", "act-rules"):
        await world.run(_alone(_source(name)), cap=CAP)
    failed: list[dict[str, Any]] = await world.call(READ, list(LEFT_OUT), MAX_NODES, MAX_HTML, cap=CAP)
    return Measured({"tool": f"QualWeb act-rules {VERSION}", "failed": failed})


def _alone(source: str) -> str:
    """The script as a value that is nothing: what a bundle ends with need not be sendable."""
    return f"(() => {{ {source} }})()"


PROBE = Probe("act", ArtifactKind.ACT, "1", look, cap=CAP)
