"""Content that moves by itself for more than five seconds, and flashes: seen in the differences of frames.

First the page's clock is run ahead (virtual time). Where that changes neither the document nor anything that is animated,
nothing moves; where something may, pictures of further seconds tell. Patches of our own that change with the page's clock show
whether a change would be seen in them. Where pictures differ, or prove nothing, a second tab is watched in real time. WCAG 2.2,
success criteria 2.2.2 and 2.3.1; ACT rules efbfc7, aaa1bf.
"""

from __future__ import annotations

import asyncio
from base64 import b64decode
from contextlib import suppress
from io import BytesIO
from time import time
from typing import Any, NamedTuple

from PIL import Image, ImageChops

from crawler.browser.page.shots import Shot
from crawler.browser.page.world import send
from crawler.browser.probes import flashes, moved
from crawler.browser.probes.base import Measured, Probe, Scene
from crawler.browser.probes.frames import TALL, Frame, boxes, changes
from crawler.browser.probes.script import script
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
MAX_FRAMES = 400
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
BEATS = script("motion-beats")
BEATEN = "() => { const beats = globalThis.opennessBeats; globalThis.opennessBeats = null; return beats; }"
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


class Watched(NamedTuple):
    """Frames in the order in which they were drawn, when the browser was ready to draw, and after how long the latest frame came."""

    frames: list[Frame]
    beats: list[float]
    late: float


async def look(scene: Scene) -> Measured:
    """Regions that move, how long they were seen to, by what they stop; and flashes where something moves.

    ``still`` is True where it is proved that nothing moves, None where nothing was seen to and too little was looked at to tell. What
    has a clock of its own (frames, films, pictures that may be animated) is watched once for a site, by its address; what moves
    alike on two pages is watched on one of them: ``on`` names it.
    """
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
    if scene.fresh is None:
        raise RuntimeError("no second tab")
    second = await scene.fresh()
    await _viewport(second)
    frames, beats, late = await _watch(second, scene.limits.watch)
    regions = boxes(changes(frames), LONG)[:MAX_REGIONS]
    if regions:
        words = scene.words("motion", "stop")
        told = await second.world.call(WHAT, [region["box"] for region in regions], words)
        regions = [{**region, **what} for region, what in zip(regions, told, strict=True)]
    pictures = [Shot(frame, "image/jpeg", "", "motion") for frame in _ends(frames)] if regions else []
    flashing = flashes.count(frames, beats, late)
    await _tried(second, regions)
    still = False if regions else (True if not flashing["fault"] or _at_rest(frames, beats) else None)
    if still:
        watched.still.update(apart)
    moved.learn(scene, own, regions, flashing)
    seen = {
        "still": still,
        "moving": regions,
        "signs": signs,
        "ahead": ahead.steps,
        "watched": round(_length(frames), 2),
        "frames": len(frames),
        "flashes": flashing,
        "on": "",
    }
    return Measured(seen, tuple(pictures[:MAX_PICTURES]))


async def _moves(scene: Scene, signs: list[str]) -> moved.Moves | None:
    await _viewport(scene)
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


async def _viewport(scene: Scene) -> None:
    await send(scene.session, "Emulation.setDeviceMetricsOverride", {**TALL, "deviceScaleFactor": 1, "mobile": False})
    await asyncio.sleep(0.2)


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


async def _watch(scene: Scene, seconds: float) -> Watched:
    """Frames as the browser draws them; a still page gives one."""
    frames: list[Frame] = []
    waited: list[float] = [0.0]
    acknowledged: set[asyncio.Task[Any]] = set()

    def take(event: dict[str, Any]) -> None:
        if len(frames) < MAX_FRAMES:
            frames.append(Frame(float(event["metadata"].get("timestamp") or time()), b64decode(event["data"])))
            waited.append(time() - frames[-1].at)
        task = asyncio.ensure_future(_acknowledge(scene, int(event["sessionId"])))
        acknowledged.add(task)
        task.add_done_callback(acknowledged.discard)

    scene.session.on("Page.screencastFrame", take)
    size = {"maxWidth": int(TALL["width"] * SMALL), "maxHeight": int(TALL["height"] * SMALL)}
    await send(scene.session, "Page.startScreencast", {"format": "jpeg", "quality": 80, "everyNthFrame": 2, **size})
    beats: list[float] = []
    with suppress(Exception):
        await scene.world.call(BEATS)
    await asyncio.sleep(seconds)
    await send(scene.session, "Page.stopScreencast")
    scene.session.remove_listener("Page.screencastFrame", take)
    # A page whose scripts hold it up, or that went elsewhere, has frames alone to tell.
    with suppress(Exception):
        beats = await scene.world.call(BEATEN) or []
    return Watched(frames, beats, max(waited))


async def _acknowledge(scene: Scene, number: int) -> None:
    with suppress(Exception):
        await scene.session.send("Page.screencastFrameAck", {"sessionId": number})


async def _tried(scene: Scene, regions: list[dict[str, Any]]) -> None:
    """Presses the control of each region that has one and watches again whether the region stands still."""
    for number, region in enumerate(regions):
        if region["control"] is None or not region["long"]:
            continue
        await scene.world.call(STOP, number)
        await scene.world.call(WAITED, STOPPING)
        again = boxes(changes((await _watch(scene, AFTER)).frames), 0.0)
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


PROBE = Probe("motion", ArtifactKind.MOTION, "5", look, cap=30.0)
