"""Tap targets on a telephone: those smaller than 24 and than 44 CSS pixels. WCAG 2.2, success criteria 2.5.8 and 2.5.5.

Exceptions of 2.5.8: a link inside a line of text, a target with enough room around it (a circle of 24 pixels at its middle
meets no other target), one whose size the browser decides. What sticks out of the screen is listed too.
"""

from __future__ import annotations

from typing import Any

from crawler.browser.page.world import World
from crawler.browser.probes.script import script

MAX_LIST = 40
MAX_TARGETS = 1500
SMALL_TEXT = 12
MEASURE = script("touch-measure")


async def measure(world: World) -> dict[str, Any]:
    """Counts and places of small targets, small letters and of what sticks out, on the page as it stands."""
    found: dict[str, Any] = await world.call(MEASURE, [MAX_TARGETS, MAX_LIST, SMALL_TEXT])
    return found
