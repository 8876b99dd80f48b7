"""The size at which the State Emblem is drawn: pictures whose words, address, class or SVG title name it."""

from __future__ import annotations

from typing import Any

from crawler.browser.page.shots import Shot, grab
from crawler.browser.probes.base import Measured, Probe, Scene
from crawler.browser.probes.script import script
from store.harvest import ArtifactKind

MAX_FOUND = 20
MAX_PICTURES = 3
MARGIN = 10
FIND = script("emblem-find")


async def look(scene: Scene) -> Measured:
    """Pictures that say they are the emblem, with their drawn size in CSS pixels."""
    words, names = scene.words("emblem", "emblem"), scene.words("emblem", "file-names")
    found = await scene.world.call(FIND, [words, names], MAX_FOUND)
    pictures = []
    for item in [one for one in found if one["visible"]][:MAX_PICTURES]:
        pictures.append(await _picture(scene, item))
    return Measured({"emblems": found}, tuple(pictures), applies=bool(found))


async def _picture(scene: Scene, item: dict[str, Any]) -> Shot:
    left, top, width, height = item["box"]
    clip = {
        "x": max(0, left - MARGIN),
        "y": max(0, top - MARGIN),
        "width": min(800, width + 2 * MARGIN),
        "height": min(800, height + 2 * MARGIN),
    }
    return Shot(await grab(scene.session, clip, lossless=True, beyond=True), "image/png", item["xpath"], "emblem")


PROBE = Probe("emblem", ArtifactKind.EMBLEM, "1", look, cap=8.0)
