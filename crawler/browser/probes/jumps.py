"""The link that skips to the content and the link that leads back up, both tried.

WCAG 2.2, success criterion 2.4.1; ACT rules cf77f2 and ye5d6e.
"""

from __future__ import annotations

import asyncio
from typing import Any

from crawler.browser.page.world import send
from crawler.browser.probes.base import AWAY, Measured, Probe, Scene
from crawler.browser.probes.keys import press
from crawler.browser.probes.script import script
from store.harvest import ArtifactKind

FIRST = 5
SMOOTH = 1.2
# How long, in screens, the longest page was on which the link up stayed hidden.
LOOKED = "jumps up"
PAINTED = script("painted")
STEP = 0.1
TOP = 60
FOCUSED = script("jumps-focused")
LANDED = script("jumps-landed")
PASSED = script("jumps-passed")
HIDDEN = script("jumps-hidden")
UP = script("jumps-up")
WHERE = script("jumps-where")
TALL = "() => document.documentElement.scrollHeight / innerHeight"


async def look(scene: Scene) -> Measured:
    """Tries both links; for a page of less than two screens the second is not looked for."""
    await scene.world.call(PAINTED, 1)
    skip = await _skip(scene)
    up = await _up(scene)
    return Measured({"skip": skip, "up": up})


async def _skip(scene: Scene) -> dict[str, Any]:
    words = scene.words("navigation", "skip")
    for number in range(1, FIRST + 1):
        await press(scene, "Tab")
        at = await scene.world.call(FOCUSED, words)
        if at is None:
            break
        passed = await scene.world.call(PASSED)
        if not at["inside"] or not (at["worded"] or at["content"] or (number == 1 and passed > 2)):
            continue
        before = await scene.world.run("scrollY")
        await press(scene, "Enter")
        await scene.world.call(PAINTED, 2)
        scrolled = await scene.world.run("scrollY")
        await press(scene, "Tab")
        landed = await scene.world.call(LANDED)
        works = at["target_exists"] and bool(landed["after"])
        return {"found": True, "stop": number, **at, "passes": passed, "scrolled": scrolled - before, **landed, "works": works}
    other = await scene.world.call(HIDDEN, words)
    return {"found": False, "elsewhere": other}


async def _up(scene: Scene) -> dict[str, Any]:
    screens = float(await scene.world.call(TALL))
    if screens < 2:
        return {"screens": round(screens, 2), "found": False, "looked": False}
    seen = await scene.world.call(UP, scene.words("navigation", "up"), scene.memory.get(LOOKED, 0))
    base = {"screens": round(screens, 2), "looked": True, "found": seen["link"] is not None}
    if seen["link"] is None:
        scene.memory[LOOKED] = max(screens, scene.memory.get(LOOKED, 0))
        return base
    left, top, before = await scene.world.call(WHERE)
    for kind in ("mousePressed", "mouseReleased"):
        await send(
            scene.session, "Input.dispatchMouseEvent", {"type": kind, "x": left, "y": top, "button": "left", "clickCount": 1}
        )
    after = before
    for _ in range(int(SMOOTH / STEP)):
        await asyncio.sleep(STEP)
        after = await scene.world.run("scrollY")
        if after <= TOP:
            break
    await send(scene.session, "Input.dispatchMouseEvent", AWAY)
    return {**base, **seen["link"], "from": before, "to": after, "works": after <= TOP < before}


PROBE = Probe("jumps", ArtifactKind.JUMPS, "1", look, cap=12.0)
