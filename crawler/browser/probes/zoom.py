"""Zoom to 200 %: the viewport halved as a browser's zoom does it, then text alone enlarged.

WCAG 2.2, success criteria 1.4.4 and 1.4.10. What was cut off before the zoom is no loss by the zoom and is left out: each text
is compared with itself, by how much of its lines is left to see. A text that was shortened by an ellipsis stays a shortened text.
"""

from __future__ import annotations

from typing import Any

from crawler.browser.page.shots import Shot, grab
from crawler.browser.page.world import send
from crawler.browser.probes.base import DESKTOP, Measured, Probe, Scene
from crawler.browser.probes.script import script
from store.harvest import ArtifactKind

MAX_LIST = 40
MAX_TEXTS = 3000
# A share of what was seen of a text before; less than it is a loss.
LEFT = 0.9
HALF = {"width": DESKTOP["width"] // 2, "height": DESKTOP["height"] // 2}
VIEWPORT_META = script("zoom-viewport_meta")
MEASURE = script("zoom-measure")
ENLARGE = script("zoom-enlarge")
SHRINK = script("zoom-shrink")
PAINTED = script("painted")


async def look(scene: Scene) -> Measured:
    """Overflow and clipping at 200 % by halved viewport and by text alone, against the same at 100 %."""
    whole = await scene.world.call(MEASURE, [MAX_TEXTS, MAX_TEXTS])
    pictures: list[Shot] = []
    await _viewport(scene, HALF)
    half = _against(await _measured(scene, 2), whole)
    if _bad(half):
        pictures.append(Shot(await grab(scene.session), "image/jpeg", "", "zoom-viewport"))
    await _viewport(scene, DESKTOP)
    await scene.world.call(ENLARGE, 2)
    try:
        text = _against(await _measured(scene, 1), whole)
        if _bad(text):
            pictures.append(Shot(await grab(scene.session), "image/jpeg", "", "zoom-text"))
    finally:
        await scene.world.call(SHRINK)
    meta = await scene.world.call(VIEWPORT_META)
    plain = {name: whole[name] for name in ("width", "scroll_width", "sideways", "shown", "controls")}
    return Measured({"plain": plain, "viewport": half, "text": text, "viewport_meta": meta[:300]}, tuple(pictures))


async def _viewport(scene: Scene, size: dict[str, int]) -> None:
    await send(scene.session, "Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": 1, "mobile": False})


async def _measured(scene: Scene, frames: int) -> dict[str, Any]:
    await scene.world.call(PAINTED, frames)
    found: dict[str, Any] = await scene.world.call(MEASURE, [MAX_TEXTS, MAX_TEXTS])
    return found


def _against(zoomed: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    """What the zoom took away: texts of which less is left to see than before it."""
    kept = dict(zoomed)
    for name in ("clipped", "beyond"):
        before = {(item["xpath"], item["node"]): item for item in plain[name]}
        kept[name] = [item for item in zoomed[name] if _lost(item, before.get((item["xpath"], item["node"])))][:MAX_LIST]
    lost = {(item["xpath"], item["node"]) for item in kept["clipped"]}
    kept["cut"] = [item for item in zoomed["clipped"] if _cut(item) and (item["xpath"], item["node"]) not in lost][:MAX_LIST]
    kept["gone"] = [href for href in plain["links"] if href not in set(zoomed["links"])][:MAX_LIST]
    del kept["links"]
    kept["wide"] = zoomed["wide"][:MAX_LIST]
    kept["sideways_before"] = plain["sideways"]
    return kept


def _lost(item: dict[str, Any], before: dict[str, Any] | None) -> bool:
    """Whether a letter or more went, and no small part of what was seen; a hair's breadth is the work of rounding."""
    if before is None:
        return True
    if item.get("ellipsis") and before.get("ellipsis"):
        return False
    seen, left = before["share"], item["share"]
    return bool(left < LEFT * seen and (seen - left) * item["letters"] >= 1)


def _cut(item: dict[str, Any]) -> bool:
    """Whether a text that was cut before the zoom too is seen in part, and no sign tells that there is more of it."""
    return 0 < item["share"] < LEFT and not item.get("ellipsis") and not item.get("whole")


def _bad(found: dict[str, Any]) -> bool:
    return bool(found["sideways"] or found["clipped"] or found["beyond"])


PROBE = Probe("zoom", ArtifactKind.ZOOM, "3", look, cap=20.0)
