"""Movement that was watched on another page of the site: known again by what moves and by all that makes it move.

Two pages move alike where the same elements change or are animated while the clock is run ahead, by the same scripts and style sheets. What
lies at a place that moves, and what can be pressed there, is told of each page by itself; how long it moves, whether it was stopped and
how it flashes is told of the page that was watched.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any, NamedTuple

from crawler.browser.probes.base import Scene
from crawler.browser.probes.frames import TALL
from crawler.browser.probes.script import script

MOVERS = script("motion-movers")
MOST_MOVERS = 200
# What a region tells of the time that it was watched.
TIMES = ("first", "last", "changes", "long")
Mover = tuple[str, int, int, int, int]


class Moves(NamedTuple):
    """What moves on a page: ``name`` stands for all that makes it move; ``movers`` are paths and boxes of the elements, in their order."""

    name: str
    movers: list[Mover]


class Known(NamedTuple):
    """What was seen on the page ``url``: its regions and flashes, each region with the number of the mover that it lies by."""

    url: str
    regions: list[tuple[int, dict[str, Any]]]
    flashes: dict[str, Any]
    movers: list[Mover]


async def moves(scene: Scene, signs: list[str]) -> Moves | None:
    """What moves on a page whose clock was run ahead; None where nothing tells what, or too much."""
    found = await scene.world.call(MOVERS, signs, MOST_MOVERS)
    if not found or not found["movers"]:
        return None
    return Moves(sha256(found["key"].encode("utf-8", "replace")).hexdigest(), [tuple(mover) for mover in found["movers"]])


def learn(scene: Scene, own: Moves | None, regions: list[dict[str, Any]], flashes: dict[str, Any]) -> None:
    """Keeps what was watched for the pages that move alike.

    Where frames were too sparse to see flashes, that is learnt from a second page only.
    """
    if own is None or not regions:
        return
    doubt = f"doubted movement {own.name}"
    if flashes["fault"] and not scene.memory.get(doubt):
        scene.memory[doubt] = True
        return
    by = [(_nearest(own.movers, region["box"]), region) for region in regions]
    scene.memory.setdefault(f"movement {own.name}", Known(scene.url, by, flashes, own.movers))


def known(scene: Scene, own: Moves | None) -> Known | None:
    """What was watched on a page that moves alike, if one was."""
    found: Known | None = scene.memory.get(f"movement {own.name}") if own is not None else None
    return found


def placed(before: Known, own: Moves) -> list[list[int]] | None:
    """Where the regions lie on this page: beside their movers as there.

    None where a mover is laid out in another size, or a region would lie outside what is pictured.
    """
    boxes = []
    for number, region in before.regions:
        (_, left, top, *size), (_, *there) = before.movers[number], own.movers[number]
        if any(abs(one - other) > 2 for one, other in zip(size, there[2:], strict=True)):
            return None
        x, y, width, height = region["box"]
        box = [x + there[0] - left, y + there[1] - top, width, height]
        if min(box[:2]) < 0 or box[0] + width > TALL["width"] or box[1] + height > TALL["height"]:
            return None
        boxes.append(box)
    return boxes


def elements(before: Known) -> list[list[str]]:
    """The element of each region on the page that was watched: path, tag and classes."""
    return [[region[name] for name in ("xpath", "tag", "class")] for _, region in before.regions]


def taken(before: Known, boxes: list[list[int]], told: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """The regions as they are on this page. None where something else can be pressed there than on the page that was watched.

    :param told: what lies at each of the boxes.
    """
    regions = []
    for (_, region), box, what in zip(before.regions, boxes, told, strict=True):
        if _named(region) != _named(what):
            return None
        stopped = {"stopped": region["stopped"]} if "stopped" in region else {}
        regions.append({**{name: region[name] for name in TIMES}, "box": box, **what, **stopped})
    return regions


def _named(region: dict[str, Any]) -> str | None:
    return region["control"]["name"] if region["control"] else None


def _nearest(movers: list[Mover], box: list[int]) -> int:
    """The smallest mover around the middle of a box, else the nearest."""
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2

    def far(mover: Mover) -> tuple[float, int]:
        _, left, top, width, height = mover
        beside = max(left - x, 0, x - left - width) + max(top - y, 0, y - top - height)
        return beside, width * height

    return min(range(len(movers)), key=lambda number: far(movers[number]))
