"""Key presses by the debugging protocol: one message down, one up, without Playwright's round trips."""

from __future__ import annotations

import asyncio
from typing import Any

from crawler.browser.probes.base import Scene
from crawler.browser.world import send

CODES = {"Tab": 9, "Enter": 13, "Escape": 27, "Space": 32, "ArrowDown": 40}
TEXT = {"Enter": "\r", "Space": " "}
SHIFT = 8


async def press(scene: Scene, keys: str, times: int = 1) -> None:
    """Presses a key such as ``Tab`` or ``Shift+Tab``, let go after the last of ``times``.

    Raises as ``send``; KeyError for a key not in the table.
    """
    shift, _, key = keys.rpartition("+")
    name = " " if key == "Space" else key
    stroke: dict[str, Any] = {
        "key": name,
        "code": key,
        "windowsVirtualKeyCode": CODES[key],
        "nativeVirtualKeyCode": CODES[key],
        "modifiers": SHIFT if shift == "Shift" else 0,
    }
    down = {**stroke, "type": "keyDown", "text": TEXT[key]} if key in TEXT else {**stroke, "type": "rawKeyDown"}
    await asyncio.gather(*(send(scene.session, "Input.dispatchKeyEvent", down) for _ in range(times)))
    await send(scene.session, "Input.dispatchKeyEvent", {**stroke, "type": "keyUp"})
