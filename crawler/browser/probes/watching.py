"""A page watched in real time: its frames as the browser draws them."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from time import time
from typing import Any, NamedTuple

from crawler.browser.page.world import send
from crawler.browser.probes.base import Scene
from crawler.browser.probes.frames import SCALE, TALL, Frame
from crawler.browser.probes.script import script

MAX_FRAMES = 400
# After so many frames every second one is enough: what is drawn so often is no single stroke.
MANY = 40
# How often it is asked whether enough was seen, in seconds.
STEP = 1.0
# How long a page may lay itself out anew, in seconds.
LAYING = 0.2
BEATS = script("motion-beats")
BEATEN = "() => { const beats = globalThis.opennessBeats; globalThis.opennessBeats = null; return beats; }"


class Watched(NamedTuple):
    """Frames in the order in which they were drawn, when the browser was ready to draw, and after how long the latest frame came."""

    frames: list[Frame]
    beats: list[float]
    late: float


async def tall(scene: Scene, small: bool = False) -> None:
    """Gives the page a screen as tall as what is pictured of it; raises as ``send``.

    :param small: draw it as small as its frames are. The page sees nothing of it; a browser without a graphics card takes most of its time to
        make big frames small, and on a busy machine too few of them come, and the page itself moves slowly.
    """
    size = {**TALL, "deviceScaleFactor": 1, "mobile": False}
    drawn = {"viewport": {"x": 0, "y": 0, **TALL, "scale": 1 / SCALE}} if small else {}
    await send(scene.session, "Emulation.setDeviceMetricsOverride", {**size, **drawn})
    await asyncio.sleep(LAYING)


async def watch(scene: Scene, seconds: float, most: float = 0.0, enough: Callable[[list[Frame]], bool] | None = None) -> Watched:
    """Frames of so many seconds, a still page gives one; raises as ``send``.

    :param most: how much longer it is watched, in seconds, while what was seen is not ``enough``.
    """
    frames: list[Frame] = []
    waited: list[float] = [0.0]
    acknowledged: set[asyncio.Task[Any]] = set()

    def take(event: dict[str, Any]) -> None:
        if len(frames) < MAX_FRAMES:
            frames.append(Frame(float(event["metadata"].get("timestamp") or time()), b64decode(event["data"])))
            waited.append(time() - frames[-1].at)
        tasks = [asyncio.ensure_future(_acknowledge(scene, int(event["sessionId"])))]
        if len(frames) == MANY:
            tasks.append(asyncio.ensure_future(_fewer(scene)))
        for task in tasks:
            acknowledged.add(task)
            task.add_done_callback(acknowledged.discard)

    scene.session.on("Page.screencastFrame", take)
    # A change that is drawn at one stroke is a single frame: none is left out before many came.
    await _begin(scene, 1)
    beats: list[float] = []
    with suppress(Exception):
        await scene.world.call(BEATS)
    await asyncio.sleep(seconds)
    # In a thread: a frame that is not answered for holds the next ones up.
    while enough is not None and most > 0 and not await asyncio.to_thread(enough, list(frames)):
        await asyncio.sleep(min(STEP, most))
        most -= STEP
    await send(scene.session, "Page.stopScreencast")
    scene.session.remove_listener("Page.screencastFrame", take)
    # A page whose scripts hold it up, or that went elsewhere, has frames alone to tell.
    with suppress(Exception):
        beats = await scene.world.call(BEATEN) or []
    return Watched(frames, beats, max(waited))


async def _begin(scene: Scene, nth: int) -> None:
    size = {"maxWidth": TALL["width"] // SCALE, "maxHeight": TALL["height"] // SCALE}
    await send(scene.session, "Page.startScreencast", {"format": "jpeg", "quality": 80, "everyNthFrame": nth, **size})


async def _fewer(scene: Scene) -> None:
    with suppress(Exception):
        await send(scene.session, "Page.stopScreencast")
        await _begin(scene, 2)


async def _acknowledge(scene: Scene, number: int) -> None:
    with suppress(Exception):
        await scene.session.send("Page.screencastFrameAck", {"sessionId": number})
