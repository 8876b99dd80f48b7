"""Content that moves by itself for more than five seconds, and flashes: seen in the differences of frames.

First the page's clock is run ahead (virtual time). Where that changes neither the document nor anything that is animated,
nothing moves; where something may, pictures of further seconds tell. Patches of our own that change with the page's clock show
whether a change would be seen in them. Where pictures differ, or prove nothing, a second tab is watched in real time. WCAG 2.2,
success criteria 2.2.2 and 2.3.1; ACT rules efbfc7, aaa1bf.
"""

from __future__ import annotations

import asyncio
from base64 import b64decode
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image, ImageChops

from crawler.browser.page.shots import Shot
from crawler.browser.page.world import send
from crawler.browser.probes import flashes, moved
from crawler.browser.probes.base import Measured, Probe, Scene
from crawler.browser.probes.frames import TALL, Change, Changes, Frame, boxes, changes
from crawler.browser.probes.script import script
from crawler.browser.probes.watching import tall, watch
from store.harvest import ArtifactKind

# Uneven, so that what blinks in step with us is met in both its states.
STEPS = (0.7, 1.1, 1.3, 1.6, 1.9, 1.9, 2.0, 2.0)
# How far the clock is run ahead for changes of the document, and how long that may really take, in seconds.
AHEAD = 12.0
RUNNING = 5.0
SMALL = 0.25
CHANGED = 16
FEW = 3
LONG = 5.0
AFTER = 3.0
# Content comes to rest within this time of the page after its control was pressed, in milliseconds.
STOPPING = 500
# How long nothing may have changed, in seconds, and how often the browser must have been ready to draw meanwhile.
RESTING = 3.0
RESTING_BEATS = 15
MAX_REGIONS = 10
MAX_PICTURES = 2
# Where the patches of our own stand in a small picture, one beside the other.
CONTROLS = ((0, 0, 16, 16), (16, 0, 32, 16))
CONTROL = script("motion-control")
ALIGN = script("motion-align")
# What is drawn by a clock of its own, of which the patches tell nothing.
APART = frozenset({"picture", "background", "film", "canvas", "frame", "svg"})
WHAT = script("motion-what")
SIGNS = script("motion-signs")
CHANGES = script("motion-changes")
WAITED = script("waited")
STOP = """(number) => { const control = globalThis.opennessControls[number]; if (control) control.click(); return !!control; }"""


# A harvest watches in real time so many pages of a site on which nothing but frames, films and such pictures could move.
MOST_WATCHED = 12
WATCHED = "motion watched"
UNKNOWN = object()


class Seen(NamedTuple):
    """Things with a clock of their own that were watched and stood still, by their addresses, and the pages that were watched."""

    still: set[str]
    pages: list[str]


class Ahead(NamedTuple):
    """How many small pixels change in each step of the page's clock, and whether a change would have shown in every step."""

    steps: list[int]
    proved: bool


class Doubt(NamedTuple):
    """What must be watched, and what the page's clock told of it: signs, things with a clock of their own, what moves."""

    signs: list[str]
    apart: list[str]
    own: moved.Moves | None
    ahead: Ahead
    watched: Seen


async def look(scene: Scene) -> Measured:
    """Regions that move, how long they were seen to, by what they stop; and flashes where something moves.

    ``still`` is True where it is proved that nothing moves, None where nothing was seen to and too little was looked at to tell. What
    has a clock of its own (frames, films, pictures that may be animated) is watched once for a site, by its address; what moves
    alike on two pages is watched on one of them: ``on`` names it.
    """
    await scene.calm.free(scene.world)
    try:
        told = await _told_ahead(scene)
    finally:
        # The page's clock is spent: nothing that it draws from here on is looked at.
        await scene.calm.stop(scene.world)
    return told if isinstance(told, Measured) else await _watched(scene, told)


async def _told_ahead(scene: Scene) -> Measured | Doubt:
    """What is known without watching, else what the page's clock told."""
    signs, apart = await _signs(scene)
    own = await _moves(scene, signs) if signs else None
    if own is not None and (again := await _again(scene, signs, own)) is not None:
        return again
    ahead = await _ahead(scene) if signs else Ahead([], True)
    watched = scene.memory.setdefault(WATCHED, Seen(set(), []))
    # A running line is drawn by no clock that can be run ahead: pictures in which it stands still prove nothing.
    proved = ahead.proved and "marquee" not in signs
    if proved and not any(ahead.steps) and (known := _known(signs, apart, watched)) is not UNKNOWN:
        return Measured({"still": known, "moving": [], "signs": signs, "ahead": ahead.steps, "watched": 0.0, "flashes": None})
    watched.pages.append(scene.url)
    return Doubt(signs, apart, own, ahead, watched)


async def _watched(scene: Scene, doubt: Doubt) -> Measured:
    """What a second tab shows in real time."""
    if scene.fresh is None:
        raise RuntimeError("no second tab")
    second = await scene.fresh()
    try:
        await tall(second, small=True)
        # What moves at intervals may rest when five seconds are over.
        seen = Changes()
        ahead = any(doubt.ahead.steps)
        frames, beats, late = await watch(second, scene.limits.watch, LONG, lambda frames: _lasts(seen.add(frames), ahead))
        regions = boxes(seen.add(frames), LONG)[:MAX_REGIONS]
        if regions:
            words = scene.words("motion", "stop")
            lie = await second.world.call(WHAT, [region["box"] for region in regions], words)
            regions = [{**region, **what} for region, what in zip(regions, lie, strict=True)]
        await _tried(second, regions)
    finally:
        # Before anything is counted: it draws as long as it is open.
        await second.page.close()
    pictures = [Shot(frame, "image/jpeg", "", "motion") for frame in _ends(frames)] if regions else []
    flashing = flashes.count(frames, beats, late)
    still = False if regions else (True if not flashing["fault"] or _at_rest(frames, beats) else None)
    if still:
        doubt.watched.still.update(doubt.apart)
    moved.learn(scene, doubt.own, regions, flashing)
    told = {
        "still": still,
        "moving": regions,
        "signs": doubt.signs,
        "ahead": doubt.ahead.steps,
        "watched": round(_length(frames), 2),
        "frames": len(frames),
        "flashes": flashing,
        "on": "",
    }
    return Measured(told, tuple(pictures[:MAX_PICTURES]))


def _lasts(seen: list[Change], ahead: bool) -> bool:
    """Whether a longer watch would tell no more: nothing moves, or something was seen to for long.

    :param ahead: something changed while the page's clock was run ahead, and may change again at long intervals.
    """
    regions = boxes(seen, LONG)
    return any(region["long"] for region in regions) or not (regions or ahead)


async def _moves(scene: Scene, signs: list[str]) -> moved.Moves | None:
    await tall(scene)
    return await moved.moves(scene, signs)


async def _again(scene: Scene, signs: list[str], own: moved.Moves) -> Measured | None:
    """What is known of a page that moves as another one that was watched; None where it must be watched itself."""
    before = moved.known(scene, own)
    boxes = moved.placed(before, own) if before is not None else None
    if before is None or boxes is None:
        return None
    told = await scene.world.call(WHAT, boxes, scene.words("motion", "stop"), moved.elements(before))
    regions = moved.taken(before, boxes, told)
    if regions is None:
        return None
    seen = {"still": False, "moving": regions, "signs": signs, "ahead": [], "watched": 0.0}
    return Measured({**seen, "frames": 0, "flashes": before.flashes, "on": before.url})


def _known(signs: list[str], apart: list[str], watched: Seen) -> bool | object | None:
    """Whether what has a clock of its own is known to be still; None where too much of the site was watched already."""
    if not APART.intersection(signs) or watched.still.issuperset(apart):
        return True
    return UNKNOWN if len(watched.pages) < MOST_WATCHED else None


async def _signs(scene: Scene) -> tuple[list[str], list[str]]:
    """What could move: kinds of elements and animations, or changes of the document while its clock runs ahead; and by their
    addresses the things that have a clock of their own.

    The page's clock cannot be set right again: the page is of no use afterwards.
    """
    # Answers after a frame: the scrolling back of the probe before is no movement of the page.
    found: dict[str, list[str]] = await scene.world.call(SIGNS)
    await _run_ahead(scene, AHEAD)
    return sorted({*found["kinds"], *await scene.world.call(CHANGES)}), found["apart"]


async def _run_ahead(scene: Scene, seconds: float) -> None:
    over = asyncio.Event()

    def heard(_event: dict[str, Any]) -> None:
        over.set()

    scene.session.on("Emulation.virtualTimeBudgetExpired", heard)
    await send(scene.session, "Emulation.setVirtualTimePolicy", {"policy": "advance", "budget": seconds * 1000})
    async with asyncio.timeout(RUNNING):
        await over.wait()
    scene.session.remove_listener("Emulation.virtualTimeBudgetExpired", heard)


async def _ahead(scene: Scene) -> Ahead:
    clip = {"x": 0, "y": 0, **TALL}
    await scene.world.call(CONTROL)
    await scene.world.call(ALIGN, 0)
    before = await _small(scene, clip)
    found = []
    proved = True
    for step in STEPS:
        await _run_ahead(scene, step)
        await scene.world.call(ALIGN, step * 1000)
        after = await _small(scene, clip)
        proved = proved and all(_differs(before.crop(place), after.crop(place)) for place in CONTROLS)
        found.append(_differs(_masked(before), _masked(after)))
        if found[-1] or not proved:
            break
        before = after
    return Ahead(found, proved)


def _masked(picture: Image.Image) -> Image.Image:
    """The picture without our own patches."""
    rest = picture.copy()
    for place in CONTROLS:
        rest.paste(0, place)
    return rest


async def _small(scene: Scene, clip: dict[str, int]) -> Image.Image:
    asked = {"format": "png", "optimizeForSpeed": True, "clip": {**clip, "scale": SMALL}}
    data = await send(scene.session, "Page.captureScreenshot", asked)
    with Image.open(BytesIO(b64decode(data["data"]))) as image:
        return image.convert("L")


def _differs(one: Image.Image, other: Image.Image) -> int:
    if one.size != other.size:
        return one.width * one.height
    pixels = sum(ImageChops.difference(one, other).histogram()[CHANGED:])
    return pixels if pixels >= FEW else 0


async def _tried(scene: Scene, regions: list[dict[str, Any]]) -> None:
    """Presses the control of each region that has one and watches again whether the region stands still."""
    for number, region in enumerate(regions):
        if region["control"] is None or not region["long"]:
            continue
        await scene.world.call(STOP, number)
        await scene.world.call(WAITED, STOPPING)
        again = boxes(changes((await watch(scene, AFTER)).frames), 0.0)
        region["stopped"] = not any(_meet(region["box"], other["box"]) for other in again)
        return


def _at_rest(frames: list[Frame], beats: list[float]) -> bool:
    """Whether nothing more was drawn for a good while though the browser was ready to: what does not change cannot flash either."""
    after = [beat for beat in beats if not frames or beat > frames[-1].at]
    return len(after) >= RESTING_BEATS and after[-1] - after[0] >= RESTING


def _meet(one: list[int], other: list[int]) -> bool:
    apart = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
    return not (apart or one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1])


def _ends(frames: list[Frame]) -> list[bytes]:
    return [frames[0].data, frames[-1].data] if len(frames) > 1 else [frame.data for frame in frames]


def _length(frames: list[Frame]) -> float:
    return frames[-1].at - frames[0].at if frames else 0.0


PROBE = Probe("motion", ArtifactKind.MOTION, "6", look, cap=30.0)
