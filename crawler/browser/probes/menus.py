"""Whether menus that open under the mouse open by keyboard too. WCAG 2.2, success criterion 2.1.1."""

from __future__ import annotations

from typing import Any

from crawler.browser.page.world import send
from crawler.browser.probes.base import AWAY, Scene
from crawler.browser.probes.keys import press
from crawler.browser.probes.script import script

MAX_MENUS = 4
# A menu opens within this time of the page, in milliseconds.
OPENING = 120
FIND = script("menus-find")
FOCUS = script("menus-focus")
OPEN = script("menus-open")
WAITED = script("waited")
BLUR = "() => { if (document.activeElement) document.activeElement.blur(); }"


async def look(scene: Scene) -> list[dict[str, Any]]:
    """For each kind of menu with a hidden part by which means it opens: ``focus``, a key, ``mouse`` alone, or nothing we tried.

    A kind that was tried on another page of the site is not tried again: ``on`` names that page.
    """
    found = []
    for number, menu in enumerate(await scene.world.call(FIND, MAX_MENUS)):
        key = f"menu {menu['kind']}"
        known = scene.memory.get(key)
        seen = known or {"opens_by": await _opens(scene, number, menu), "on": ""}
        scene.memory.setdefault(key, {**seen, "on": scene.url})
        found.append({"xpath": menu["xpath"], "name": menu["name"], **seen})
    return found


async def _opens(scene: Scene, number: int, menu: dict[str, Any]) -> str:
    at = await scene.world.call(FOCUS, number)
    if at["held"]:
        await scene.world.call(WAITED, OPENING)
        if await scene.world.call(OPEN, number):
            return "focus"
        for key in ("Enter", "Space", "ArrowDown") if menu["toggles"] else ("ArrowDown",):
            await press(scene, key)
            await scene.world.call(WAITED, OPENING)
            if await scene.world.call(OPEN, number):
                await press(scene, "Escape")
                return key.casefold()
        at = await scene.world.call(FOCUS, number)
        await scene.world.call(BLUR)
    left, top = at["middle"]
    await send(scene.session, "Input.dispatchMouseEvent", {"type": "mouseMoved", "x": left, "y": top})
    await scene.world.call(WAITED, 2 * OPENING)
    opened = await scene.world.call(OPEN, number)
    await send(scene.session, "Input.dispatchMouseEvent", AWAY)
    return "mouse" if opened else ""
