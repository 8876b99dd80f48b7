"""Contrast by pixels where axe-core cannot tell: text over pictures, gradients, pseudo-elements, overlapping boxes.

The same place is pictured with the text and with the text made transparent. Where the two differ a letter is drawn; what
the second shows there is the background that lies under it. WCAG 2.2, success criterion 1.4.3; the highest contrast that
each character reaches counts, as in ACT rule afw4f7.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from statistics import median
from typing import Any, cast

from PIL import Image, ImageChops

from crawler.browser.page.shots import Shot, cut_out, grab
from crawler.browser.probes.base import Measured, Probe, Scene
from crawler.browser.probes.script import script
from store.harvest import ArtifactKind

RULES = ("color-contrast",)
MAX_NODES = 100
MAX_SIGHTS = 8
ABOVE = 40
MAX_CHARACTERS = 48
MAX_PICTURES = 6
# A letter's pixel differs at least so much (of 255) from the same place without the letter.
DRAWN = 24
# Letters reach so far beyond the box of their element.
NEAR = 6
# A character with fewer drawn pixels than this is a dot or is covered by something.
ENOUGH = 4
HIGH = 0.95
# Where nothing is drawn and the colours are as near as this, the letter is there and cannot be seen.
PLAIN = 1.6
# Rounding of colours in pictures: below the demand by less than this is left to a person.
MARGIN = 0.97
# Colours that lie within the same step of four are counted as one.
COARSE = [min(255, (value + 2) // 4 * 4) for value in range(256)] * 3
FIND = script("contrast-find")
VEIL = script("contrast-veil")
SCROLL = script("contrast-scroll")


@dataclass(frozen=True)
class Sight:
    """One viewport with and without the text; ``left`` and ``top`` are its place in the page."""

    left: int
    top: int
    shown: Image.Image
    bare: Image.Image

    @cached_property
    def coarse(self) -> Image.Image:
        """The ground in few colours: once for all characters, for a table of colours costs more than a character's pixels."""
        return self.bare.point(COARSE)


async def look(scene: Scene) -> Measured:
    """Contrast of each text that axe-core left open.

    A text with the same words in the same place on the same ground that was found legible on another page of the site is not
    pictured again: ``on`` names that page. What was not found legible is pictured on every page.
    """
    targets = _targets(scene.axe)
    if not targets:
        return Measured({"texts": []}, applies=False)
    places = await scene.world.call(FIND, targets, MAX_CHARACTERS)
    wanted = [(target, _spanned(place)) for target, place in zip(targets, places, strict=True) if place and place["cells"]]
    known = {_key(place): seen for _, place in wanted if (seen := scene.memory.get(_key(place))) is not None}
    sights = await _sights(scene, [(target, place) for target, place in wanted if _key(place) not in known])
    texts: list[dict[str, Any]] = []
    pictures: list[Shot | None] = []
    for target, place in wanted:
        before = known.get(_key(place))
        if before is not None:
            texts.append({"target": target, **_said(place), **before})
            continue
        sight = next((item for item in sights if _inside(place, item)), None)
        judged = _judge(place, sight) if sight else {"verdict": "unseen"}
        text = {"target": target, **_said(place), **judged, "on": ""}
        texts.append(text)
        if judged["verdict"] == "enough":
            scene.memory[_key(place)] = {**judged, "on": scene.url}
        if sight and text["verdict"] == "low" and len(pictures) < MAX_PICTURES:
            pictures.append(_picture(sight, place, str(target[-1])))
    return Measured({"texts": texts, "asked": len(targets)}, tuple(item for item in pictures if item))


def _targets(axe: dict[str, Any] | None) -> list[list[Any]]:
    rules = [rule for rule in (axe or {"incomplete": []})["incomplete"] if rule["id"] in RULES]
    found = [node["target"] for rule in rules for node in rule["nodes"] if len(node["target"]) == 1]
    return found[:MAX_NODES]


def _spanned(place: dict[str, Any]) -> dict[str, Any]:
    """The place with the heights between which its characters lie: they are asked for again and again."""
    cells = place["cells"]
    return {**place, "top": min(cell[1] for cell in cells), "bottom": max(cell[1] + cell[3] for cell in cells)}


def _key(place: dict[str, Any]) -> str:
    left, _, width, height = place["box"]
    looks = (place["color"], place["alpha"], place["opacity"], place["size"], place["bold"], place["blended"], place["shadow"])
    return f"contrast {place['text']}|{left} {width} {height}|{looks}|{place['ground']}"


def _said(place: dict[str, Any]) -> dict[str, Any]:
    kept = {name: place[name] for name in ("text", "color", "alpha", "size", "bold", "large", "box")}
    return {**kept, "required": 3.0 if place["large"] else 4.5}


async def _sights(scene: Scene, wanted: list[tuple[list[Any], dict[str, Any]]]) -> list[Sight]:
    """Pictures of as many screens as hold all places, each only as high as its places need, with and without the texts."""
    if not wanted:
        return []
    targets, boxes = [target for target, _ in wanted], [place["box"] for _, place in wanted]
    # All texts are hidden once for all screens: to hide and show them again costs as much as the pictures.
    await scene.world.call(VEIL, targets, True)
    try:
        bare = await _screens(scene, [place for _, place in wanted])
    finally:
        await scene.world.call(VEIL, targets, False)
    sights = []
    for top, picture in bare:
        shown = _whole(scene, top, picture, boxes)
        if shown is None:
            await scene.world.call(SCROLL, top)
            clip = {"x": 0, "y": top, "width": picture.width, "height": picture.height}
            shown = _opened(await grab(scene.session, clip, lossless=True))
        sights.append(Sight(0, top, shown, picture))
    return sights


async def _screens(scene: Scene, places: list[dict[str, Any]]) -> list[tuple[int, Image.Image]]:
    """Screen after screen with the texts hidden: its top in the page and its picture."""
    found: list[tuple[int, Image.Image]] = []
    for place in sorted(places, key=lambda item: float(item["box"][1])):
        if len(found) >= MAX_SIGHTS or any(_held(place, top, picture.height) for top, picture in found):
            continue
        _, top, width, height = (int(value) for value in await scene.world.call(SCROLL, max(0, place["box"][1] - ABOVE)))
        lowest = max(int(other["bottom"]) for other in places if other["bottom"] <= top + height or other is place)
        clip = {"x": 0, "y": top, "width": width, "height": max(1, min(height, lowest - top + ABOVE))}
        found.append((top, _opened(await grab(scene.session, clip, lossless=True))))
    return found


def _whole(scene: Scene, top: int, bare: Image.Image, boxes: list[list[int]]) -> Image.Image | None:
    """The same part of the picture of the whole page, where nothing beside the texts has changed since; else None."""
    if scene.whole is None or bare.width != scene.whole.width or top + bare.height > scene.whole.height:
        return None
    shown = scene.whole.crop((0, top, bare.width, top + bare.height))
    beside = ImageChops.difference(shown, bare)
    for left, above, width, height in boxes:
        beside.paste((0, 0, 0), (left - NEAR, above - top - NEAR, left + width + NEAR, above - top + height + NEAR))
    most = cast("tuple[tuple[int, int], ...]", beside.getextrema())
    return None if any(high >= DRAWN for _, high in most) else shown


def _opened(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB")


def _inside(place: dict[str, Any], sight: Sight) -> bool:
    return _held(place, sight.top, sight.shown.height)


def _held(place: dict[str, Any], above: int, height: int) -> bool:
    """Whether a screen holds a place."""
    top = place["top"]
    return bool(above <= top and min(place["bottom"], top + height) <= above + height)


def _judge(place: dict[str, Any], sight: Sight) -> dict[str, Any]:
    """Contrast of each sampled character at its best, and what follows from all of them."""
    best, spread = _flat(place, sight)
    for left, top, width, height in place["cells"] if not best else ():
        box = (left - sight.left, top - sight.top, left - sight.left + width, top - sight.top + height)
        if box[0] < 0 or box[1] < 0 or box[2] > sight.shown.width or box[3] > sight.shown.height:
            continue
        seen = _contrasts(sight, box, place)
        if seen:
            best.append(_at(seen, HIGH))
            spread.append(_at(seen, 1 - HIGH))
    if not best:
        return {"verdict": "unseen", "characters": 0}
    required = 3.0 if place["large"] else 4.5
    low = sum(value < required * MARGIN for value in best)
    # A single character may be a sign and no text: axe-core leaves it to a person for that reason, and so do we.
    alone = len(place["text"].strip()) < 2
    verdict = "unclear" if low and alone else "low" if low else "enough" if min(spread) >= required else "unclear"
    figures = {"lowest": min(best), "typical": median(best), "under": min(spread)}
    return {"verdict": verdict, "characters": len(best), "low": low, **{name: round(value, 2) for name, value in figures.items()}}


def _flat(place: dict[str, Any], sight: Sight) -> tuple[list[float], list[float]]:
    """The same where all characters lie on one plain colour, which is most of what axe-core leaves open; else nothing."""
    cells = place["cells"]
    left, top = min(cell[0] for cell in cells) - sight.left, place["top"] - sight.top
    right = max(cell[0] + cell[2] for cell in cells) - sight.left
    box = (left, top, right, place["bottom"] - sight.top)
    if place["blended"] or left < 0 or top < 0 or right > sight.bare.width or box[3] > sight.bare.height:
        return [], []
    grounds = sight.bare.crop(box).getcolors(1)
    if not grounds or ImageChops.difference(sight.shown.crop(box), sight.bare.crop(box)).getbbox() is None:
        return [], []
    ground = cast("tuple[int, int, int]", grounds[0][1])
    value = _ratio(_over(place, ground), ground)
    return [value] * len(cells), [value] * len(cells)


def _contrasts(sight: Sight, box: tuple[int, int, int, int], place: dict[str, Any]) -> list[tuple[float, int]]:
    """(contrast, number of pixels) under one character; empty where nothing of it is drawn."""
    shown, bare = sight.shown.crop(box), sight.bare.crop(box)
    red, green, blue = ImageChops.difference(shown, bare).split()
    depth = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    _, deepest = cast("tuple[int, int]", depth.getextrema())
    mask = depth.point(_from(max(DRAWN, deepest * 0.5)))
    drawn = mask.histogram()[255]
    if drawn < ENOUGH:
        # What is not drawn at all is no visible text (ACT rule afw4f7); of a letter that leaves a faint trace the colours tell.
        if not deepest:
            return []
        return [] if place["blended"] else _plain(bare, place)
    nothing = Image.new("RGB", bare.size, (1, 2, 3))
    colours = _colours(Image.composite(sight.coarse.crop(box), nothing, mask))
    ink = _ink(shown, depth, deepest) if place["blended"] else None
    found = [(_ratio(ink or _over(place, ground), ground), count) for count, ground in colours if ground != (1, 2, 3)]
    return sorted(found)


def _plain(bare: Image.Image, place: dict[str, Any]) -> list[tuple[float, int]]:
    grounds = _colours(bare)
    found = [(_ratio(_over(place, ground), ground), count) for count, ground in grounds[:16]]
    return sorted(found) if found and max(found)[0] < PLAIN else []


def _colours(image: Image.Image) -> list[tuple[int, tuple[int, int, int]]]:
    return cast("list[tuple[int, tuple[int, int, int]]]", image.getcolors(image.width * image.height) or [])


@cache
def _from(least: float) -> list[int]:
    """A table that keeps what is at least so much."""
    return [255 if value >= least else 0 for value in range(256)]


def _ink(shown: Image.Image, depth: Image.Image, deepest: int) -> tuple[int, int, int] | None:
    core = depth.point(_from(deepest * 0.9))
    colours = _colours(Image.composite(shown, Image.new("RGB", shown.size, (1, 2, 3)), core))
    kept = [(count, colour) for count, colour in colours if colour != (1, 2, 3)]
    return max(kept)[1] if kept else None


def _over(place: dict[str, Any], ground: tuple[int, int, int]) -> tuple[float, ...]:
    cover = place["alpha"] * place["opacity"]
    return tuple(ink * cover + under * (1 - cover) for ink, under in zip(place["color"], ground, strict=True))


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance of an sRGB colour in 0..255, by WCAG 2.2."""
    linear = [value / 255 / 12.92 if value <= 10.31 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _ratio(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _at(values: list[tuple[float, int]], share: float) -> float:
    """The contrast below which this share of the pixels lies; ``values`` are sorted."""
    wanted, passed = share * sum(count for _, count in values), 0
    for value, count in values:
        passed += count
        if passed >= wanted:
            return value
    return values[-1][0]


def _picture(sight: Sight, place: dict[str, Any], selector: str) -> Shot | None:
    left, top, width, height = place["box"]
    return cut_out(sight.shown, selector, [left - sight.left, top - sight.top, width, height], "contrast")


PROBE = Probe("contrast", ArtifactKind.CONTRAST, "2", look, cap=20.0)
