"""Key presses by the debugging protocol: one message down, one up, without Playwright's round trips."""

from __future__ import annotations

import asyncio
from typing import Any

from crawler.browser.page.world import send
from crawler.browser.probes.base import Scene

CODES = {"Tab": 9, "Enter": 13, "Escape": 27, "Space": 32, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}
CODES |= {f"F{number}": 111 + number for number in range(1, 13)}
TEXT = {"Enter": "\r", "Space": " "}
MODIFIERS = {"Alt": 1, "Ctrl": 2, "Shift": 8}


async def press(scene: Scene, keys: str, times: int = 1) -> None:
    """Presses keys such as ``Tab``, ``Shift+Tab`` or ``Ctrl+M``, let go after the last of ``times``.

    Raises as ``send``; KeyError for a key not in the table that is no letter or digit.
    """
    *held, key = keys.split("+")
    letter = len(key) == 1
    code = ord(key.upper()) if letter else CODES[key]
    stroke: dict[str, Any] = {
        "key": key.lower() if letter else " " if key == "Space" else key,
        "code": f"Key{key.upper()}" if letter and key.isalpha() else f"Digit{key}" if letter else key,
        "windowsVirtualKeyCode": code,
        "nativeVirtualKeyCode": code,
        "modifiers": sum(MODIFIERS[name] for name in held),
    }
    down = {**stroke, "type": "keyDown", "text": TEXT[key]} if key in TEXT else {**stroke, "type": "rawKeyDown"}
    await asyncio.gather(*(send(scene.session, "Input.dispatchKeyEvent", down) for _ in range(times)))
    await send(scene.session, "Input.dispatchKeyEvent", {**stroke, "type": "keyUp"})
