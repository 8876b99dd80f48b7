"""Pictures: the whole page once, and from it the place of each finding with its surroundings."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image

from crawler.browser.page.world import World, send

MAX_HEIGHT = 12_000
MARGIN = 24
MAX_SIDE = 1_600
QUALITY = 75
SHOT_CAP = 20.0
# Places of elements in the page, or null for those that nobody sees. An XPath begins with a slash, a CSS selector never does.
PLACES = """(selectors) => selectors.map((selector) => {
  try {
    const found = selector.startsWith('/')
      ? document.evaluate(selector, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue
      : document.querySelector(selector);
    if (!found || !found.checkVisibility({opacityProperty: true, visibilityProperty: true})) return null;
    const box = found.getBoundingClientRect();
    return [box.x + window.scrollX, box.y + window.scrollY, box.width, box.height].map(Math.round);
  } catch (fault) { return null; }
})"""


class Shot(NamedTuple):
    """One picture and the selector it shows (empty for the whole page)."""

    data: bytes
    media_type: str
    selector: str = ""
    note: str = ""


async def whole_page(session: Any, width: int, height: int) -> Shot:
    """The page from top to bottom, at most ``MAX_HEIGHT`` CSS pixels high, without loss: see ``kept``."""
    tall = height > MAX_HEIGHT
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, MAX_HEIGHT)}
    data = await grab(session, clip, lossless=True, beyond=True)
    return Shot(data, "image/png", note="cut" if tall else "")


def kept(picture: Shot, image: Image.Image) -> Shot:
    """A picture, decoded, as it is stored, in JPEG: done here, in a thread, it takes no time of the browser's."""
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return picture._replace(data=out.getvalue(), media_type="image/jpeg")


async def grab(
    session: Any, clip: Mapping[str, float] | None = None, lossless: bool = False, beyond: bool = False, scale: float = 1
) -> bytes:
    """A picture of the viewport or of ``clip`` in CSS pixels of the page, JPEG or PNG.

    :param beyond: also what lies outside the viewport, which lays the page out anew. :param scale: pixels of the picture to one of CSS.
    """
    asked: dict[str, Any] = {"format": "png", "optimizeForSpeed": True} if lossless else {"format": "jpeg", "quality": QUALITY}
    if clip is not None:
        asked["clip"] = {**clip, "scale": scale}
        asked["captureBeyondViewport"] = beyond
    found = await send(session, "Page.captureScreenshot", asked, cap=SHOT_CAP)
    return b64decode(found["data"])


async def places(world: World, selectors: Sequence[str]) -> list[list[int] | None]:
    """Left, top, width and height of each element in CSS pixels of the whole page; None for one that is not to be seen."""
    found: list[list[int] | None] = await world.call(PLACES, list(selectors))
    return found


def opened(whole: Shot) -> Image.Image:
    """The whole picture, decoded once for all its cuttings."""
    with Image.open(BytesIO(whole.data)) as picture:
        return picture.convert("RGB")


def cut_out(picture: Image.Image, selector: str, box: list[int], note: str = "") -> Shot | None:
    """The part of the whole picture around an element; None where it lies outside the picture."""
    left, top = max(0, box[0] - MARGIN), max(0, box[1] - MARGIN)
    right = min(picture.width, box[0] + box[2] + MARGIN, left + MAX_SIDE)
    bottom = min(picture.height, box[1] + box[3] + MARGIN, top + MAX_SIDE)
    if box[2] < 1 or box[3] < 1 or right <= left or bottom <= top:
        return None
    out = BytesIO()
    picture.crop((left, top, right, bottom)).save(out, "PNG", compress_level=6)
    return Shot(out.getvalue(), "image/png", selector, note)
