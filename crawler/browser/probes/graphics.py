"""Every picture that a home page draws or keeps for later (slides, backgrounds, drawings), one by one, so that words on them can be read."""

from __future__ import annotations

from contextlib import suppress
from math import sqrt
from typing import Any

from crawler.browser.page.shots import Shot, grab
from crawler.browser.probes.base import DESKTOP, Measured, Probe, Scene
from crawler.browser.probes.script import script
from store.harvest import ArtifactKind

FIND = script("graphics-find")
ALONE = script("graphics-alone")
# Smaller on its longer side, in CSS pixels, it is an icon.
LEAST = 24
MAX_FOUND = 80
# Letters are read best when they are drawn at twice their size; a picture of more pixels than this is drawn smaller, at last not at all.
SCALE = 2.0
MAX_PIXELS = 16_000_000
# All pictures of a page together.
MAX_ALL = 80_000_000
NOTE = "graphic"
# Why there is no picture: it cannot be loaded, so that nobody sees it; it is an icon; it has more pixels than are taken.
BROKEN, ICON, TOO_LARGE = "broken", "icon", "too-large"
# A picture and the number of its pixels.
Taken = tuple[bytes, int]


async def look(scene: Scene) -> Measured:
    """Pictures with their place and size in CSS pixels; ``picture`` counts in ``pictures``, ``why`` says why there is none."""
    told = await scene.world.call(FIND, [LEAST, MAX_FOUND])
    shots: list[Shot] = []
    left = MAX_ALL
    for index, item in enumerate(told["found"]):
        if item["broken"]:
            item["why"] = BROKEN
            continue
        taken = await _placed(scene, item, left) if item["shown"] else await _alone(scene, item, index, left)
        if isinstance(taken, str):
            item["why"] = taken
            continue
        shot, pixels = taken
        left -= pixels
        item["picture"] = len(shots)
        shots.append(Shot(shot, "image/png", item["xpath"], NOTE))
    return Measured({"graphics": told["found"], "more": told["more"]}, tuple(shots), applies=bool(told["found"]))


async def _placed(scene: Scene, item: dict[str, Any], left: int) -> Taken | str:
    x, y, width, height = item["box"]
    clip = {"x": max(0, x), "y": max(0, y), "width": width, "height": height}
    return await _taken(scene, clip, left, beyond=True)


async def _alone(scene: Scene, item: dict[str, Any], index: int, left: int) -> Taken | str:
    """A picture that is not to be seen now, drawn over the page for a moment."""
    try:
        size = await scene.world.call(ALONE, [index, DESKTOP["width"], DESKTOP["height"]])
        if size is None or not all(size):
            return BROKEN
        if max(size) < LEAST:
            return ICON
        if not (item["width"] and item["height"]):
            item["width"], item["height"] = map(round, size)
        return await _taken(scene, {"x": 0, "y": 0, "width": size[0], "height": size[1]}, left, beyond=False)
    finally:
        with suppress(Exception):
            await scene.world.call(ALONE, [-1, 0, 0])


async def _taken(scene: Scene, clip: dict[str, float], left: int, beyond: bool) -> Taken | str:
    area = clip["width"] * clip["height"]
    scale = min(SCALE, sqrt(MAX_PIXELS / max(1.0, area)))
    pixels = int(area * scale * scale)
    if scale < 1 or pixels > left:
        return TOO_LARGE
    return await grab(scene.session, clip, lossless=True, beyond=beyond, scale=scale), pixels


PROBE = Probe("graphics", ArtifactKind.GRAPHICS, "1", look, cap=25.0)
