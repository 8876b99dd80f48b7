"""Whether the focus is seen: each kind of control pictured without and with it. WCAG 2.2, success criterion 2.4.7."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops

from crawler.browser.probes.base import Scene
from crawler.browser.probes.script import script
from crawler.browser.shots import Shot, grab
from store.harvest import ArtifactKind

AROUND = 10
MAX_SIDE = 600
# A pixel has changed when a channel differs by so much of 255; a hair less is the noise of drawing anew.
CHANGED = 20
ENOUGH = 8
FADE = 0.4
PICTURES = 4
PREPARE = script("focus-prepare")
ON = script("focus-on")
OFF = script("focus-off")


async def look(scene: Scene, stops: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[Shot]]:
    """For each kind of control whether its focus is seen, how many pixels change; pictures of those where nothing does.

    A kind (element, classes, place, style sheets) that was pictured on another page of the site is not pictured again: ``on``
    names that page.
    """
    names = {stop["number"]: stop for stop in stops}
    kinds = await scene.world.call(PREPARE, list(names))
    found: list[dict[str, Any]] = []
    pictures: list[Shot] = []
    left = scene.limits.focus_pictures
    for kind in kinds:
        first, *others = kind["numbers"]
        place = {name: names[first][name] for name in ("xpath", "tag", "name")}
        key = f"focus {kind['key']}"
        known = scene.memory.get(key)
        alike = [names[number]["xpath"] for number in others][:20]
        if known is not None:
            found.append({**place, **known, "alike": alike})
            continue
        if left <= 0:
            continue
        left -= 1
        seen, shot = await _one(scene, first)
        if seen is None:
            continue
        found.append({**place, **seen, "on": "", "alike": alike})
        scene.memory[key] = {**seen, "on": scene.url}
        if not seen["visible"] and len(pictures) < PICTURES:
            pictures.append(Shot(shot, "image/png", place["xpath"], ArtifactKind.KEYBOARD.value))
    return found, pictures


async def _one(scene: Scene, number: int) -> tuple[dict[str, Any] | None, bytes]:
    place = await scene.world.call(ON, number)
    if not place["held"]:
        return None, b""
    clip = _clip(place["box"])
    if clip is None:
        return {"visible": False, "pixels": 0, "how": "no-size", "covered": place["covered"]}, await grab(
            scene.session, lossless=True
        )
    lit = await grab(scene.session, clip, lossless=True)
    await scene.world.call(OFF, number)
    dark = await grab(scene.session, clip, lossless=True)
    pixels = changed(lit, dark)
    if pixels < ENOUGH and place["fades"]:
        await scene.world.call(ON, number)
        await asyncio.sleep(FADE)
        lit = await grab(scene.session, clip, lossless=True)
        pixels = changed(lit, dark)
    noise = changed(dark, await _again(scene, number, clip)) if pixels >= ENOUGH else 0
    visible = pixels >= ENOUGH and pixels > 2 * noise
    how = "noise" if not visible and pixels >= ENOUGH else "caret" if not visible and place["typed"] else "pixels"
    return {"visible": visible or how in ("caret", "noise"), "pixels": pixels, "how": how, "covered": place["covered"]}, lit


async def _again(scene: Scene, number: int, clip: dict[str, float]) -> bytes:
    await scene.world.call(OFF, number)
    return await grab(scene.session, clip, lossless=True)


def _clip(box: list[float]) -> dict[str, float] | None:
    left, top, width, height = box
    if width < 1 or height < 1 or left + width < 0 or top + height < 0:
        return None
    x, y = max(0.0, left - AROUND), max(0.0, top - AROUND)
    right, bottom = left + min(width, MAX_SIDE) + AROUND, top + min(height, MAX_SIDE) + AROUND
    return {"x": x, "y": y, "width": max(1.0, right - x), "height": max(1.0, bottom - y)}


def changed(one: bytes, other: bytes) -> int:
    """How many pixels differ between two pictures of one place."""
    with Image.open(BytesIO(one)) as first, Image.open(BytesIO(other)) as second:
        if first.size != second.size:
            return first.width * first.height
        red, green, blue = ImageChops.difference(first.convert("RGB"), second.convert("RGB")).split()
    depth = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(depth.histogram()[CHANGED:])
