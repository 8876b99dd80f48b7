"""Whether the focus is seen: each kind of control pictured without and with it. WCAG 2.2, success criterion 2.4.7."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from math import ceil, floor
from typing import Any

from PIL import Image, ImageChops

from crawler.browser.page.shots import Shot, grab
from crawler.browser.probes.base import Scene
from crawler.browser.probes.script import script
from store.harvest import ArtifactKind

AROUND = 16
# The outermost pixels of such a picture, where no focus is drawn.
FRAME = 4
MAX_SIDE = 600
# A pixel has changed when a channel differs by so much of 255; a hair less is the noise of drawing anew.
CHANGED = 20
ENOUGH = 8
# It fades in within this time of the page, in milliseconds.
FADE = 400
PICTURES = 4
PREPARE = script("focus-prepare")
ON = script("focus-on")
OFF = script("focus-off")
WAITED = script("waited")


async def look(scene: Scene, stops: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[Shot]]:
    """For each kind of control whether its focus is seen, how many pixels change; pictures of those where nothing does.

    ``outside`` is said of what stays beyond the edge of the window though it has the focus and was scrolled to.
    A kind (element, classes, place, computed styles with and without the focus; ``kind`` names it) that was pictured on another page of
    the site is not pictured again: ``on`` names that page. Where no focus was seen, it is pictured on a second page before that is learnt.
    """
    names = {stop["number"]: stop for stop in stops}
    kinds = await scene.world.call(PREPARE, list(names))
    found: list[dict[str, Any]] = []
    pictures: list[Shot] = []
    left = scene.limits.focus_pictures
    for kind in kinds:
        first, *others = kind["numbers"]
        place = {name: names[first][name] for name in ("xpath", "tag", "name")}
        name = sha256(kind["key"].encode()).hexdigest()
        key = f"focus {name}"
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
        seen["kind"] = name[:16]
        found.append({**place, **seen, "on": "", "alike": alike})
        # One picture may fail by accident; a second page shows whether it did.
        if seen["visible"] or scene.memory.get(f"doubted {key}"):
            scene.memory[key] = {**seen, "on": scene.url}
        scene.memory[f"doubted {key}"] = True
        if not seen["visible"] and len(pictures) < PICTURES:
            pictures.append(Shot(shot, "image/png", place["xpath"], ArtifactKind.KEYBOARD.value))
    return found, pictures


async def _one(scene: Scene, number: int) -> tuple[dict[str, Any] | None, bytes]:
    place = await scene.world.call(ON, number)
    if place["outside"]:
        # A link that leads past the menu may slide in when it is reached.
        await scene.world.call(WAITED, FADE)
        place = await scene.world.call(ON, number)
    if not place["held"]:
        return None, b""
    seen, shot = await _pictured(scene, number, place)
    return {**seen, "covered": place["covered"], "outside": place["outside"]}, shot


async def _pictured(scene: Scene, number: int, place: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    clip = _clip(place["box"])
    if clip is None:
        return {"visible": False, "pixels": 0, "how": "no-size"}, await grab(scene.session, lossless=True)
    lit = await grab(scene.session, clip, lossless=True)
    restless = await scene.world.call(OFF, number)
    before = _before(scene, clip, lit)
    if before >= ENOUGH and not restless:
        return {"visible": True, "pixels": before, "how": "pixels"}, lit
    dark = await grab(scene.session, clip, lossless=True)
    pixels = changed(lit, dark)
    if pixels < ENOUGH:
        # It may fade in, or a script may draw it a moment later.
        await scene.world.call(ON, number)
        await scene.world.call(WAITED, FADE)
        lit = await grab(scene.session, clip, lossless=True)
        pixels = changed(lit, dark)
    noise = changed(dark, await _again(scene, number, clip)) if pixels >= ENOUGH and restless else 0
    visible = pixels >= ENOUGH and pixels > 2 * noise
    how = "noise" if not visible and pixels >= ENOUGH else "caret" if not visible and place["typed"] else "pixels"
    return {"visible": visible or how in ("caret", "noise"), "pixels": pixels, "how": how}, lit


def _before(scene: Scene, clip: dict[str, float], lit: bytes) -> int:
    """How many pixels differ from the picture of the whole page, where a frame around the control shows that nothing else does.

    Zero where the frame differs or lies outside: then the place must be pictured again without the focus.
    """
    if scene.whole is None:
        return 0
    left, top, right, bottom = (
        round(value) for value in (clip["x"], clip["y"], clip["x"] + clip["width"], clip["y"] + clip["height"])
    )
    with Image.open(BytesIO(lit)) as picture:
        shown = picture.convert("RGB")
    if shown.size != (right - left, bottom - top) or right > scene.whole.width or bottom > scene.whole.height:
        return 0
    depth = _depth(shown, scene.whole.crop((left, top, right, bottom)))
    inner = (FRAME, FRAME, shown.width - FRAME, shown.height - FRAME)
    within = depth.crop(inner)
    depth.paste(0, inner)
    if any(depth.histogram()[CHANGED:]):
        return 0
    return sum(within.histogram()[CHANGED:])


async def _again(scene: Scene, number: int, clip: dict[str, float]) -> bytes:
    await scene.world.call(OFF, number)
    return await grab(scene.session, clip, lossless=True)


def _clip(box: list[float]) -> dict[str, float] | None:
    left, top, width, height = box
    if width < 1 or height < 1 or left + width < 0 or top + height < 0:
        return None
    x, y = max(0, floor(left - AROUND)), max(0, floor(top - AROUND))
    right, bottom = ceil(left + min(width, MAX_SIDE) + AROUND), ceil(top + min(height, MAX_SIDE) + AROUND)
    return {"x": x, "y": y, "width": max(1.0, right - x), "height": max(1.0, bottom - y)}


def changed(one: bytes, other: bytes) -> int:
    """How many pixels differ between two pictures of one place."""
    with Image.open(BytesIO(one)) as first, Image.open(BytesIO(other)) as second:
        if first.size != second.size:
            return first.width * first.height
        depth = _depth(first.convert("RGB"), second.convert("RGB"))
    return sum(depth.histogram()[CHANGED:])


def _depth(one: Image.Image, other: Image.Image) -> Image.Image:
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)
