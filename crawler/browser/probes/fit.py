"""How a page lies on a telephone's screen: whether it can be moved sideways, what stands outside, words that have no room, sizes of letters.

WCAG 2.2, success criterion 1.4.10. Nothing is judged here: every figure is stored with the letters it concerns and with places.
``width_rules`` counts the rules of the page's own style sheets that ask for a width: what is called a responsive layout has some.
"""

from __future__ import annotations

from typing import Any

from crawler.browser.page.world import World, send
from crawler.browser.probes.script import script

MAX_LIST = 20
MAX_TEXTS = 3000
MEASURE = script("fit-measure")


async def measure(session: Any, world: World, frame: str, screen: int) -> dict[str, Any]:
    """The page as it stands on a screen of so many CSS pixels across; ``frame`` is its main frame."""
    found: dict[str, Any] = await world.call(MEASURE, [MAX_TEXTS, MAX_LIST, screen])
    return {**found, "width_rules": await _width_rules(session, frame)}


async def _width_rules(session: Any, frame: str) -> int:
    """Media rules that name a width, in sheets of any origin; those of frames and of the browser itself are none of the page's."""
    sheets: set[str] = set()

    def added(event: dict[str, Any]) -> None:
        header = event["header"]
        if header["frameId"] == frame and header["origin"] == "regular":
            sheets.add(header["styleSheetId"])

    session.on("CSS.styleSheetAdded", added)
    try:
        await send(session, "DOM.enable")
        await send(session, "CSS.enable")
        medias = (await send(session, "CSS.getMediaQueries"))["medias"]
    finally:
        session.remove_listener("CSS.styleSheetAdded", added)
    return sum(_asks_width(media) for media in medias if media.get("styleSheetId") in sheets)


def _asks_width(media: dict[str, Any]) -> bool:
    return any("width" in part["feature"] for query in media.get("mediaList", ()) for part in query["expressions"])
