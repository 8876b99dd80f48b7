"""Flashes by the general flash and red flash thresholds of WCAG 2.2 (success criterion 2.3.1).

A flash is a pair of opposing changes of relative luminance of a tenth of its maximum or more, the darker below 0.80; more
than three within a second over a contiguous area of 21,824 CSS pixels (a quarter of ten degrees of the visual field) are too
many. A red flash is a pair of opposing changes of (R − G − B) × 320 by more than 20 to or from a saturated red.

Frames that are missing hide flashes and make none: a number above the limit holds however few there were, one below it only
where the page was looked at often enough.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import reduce
from itertools import pairwise
from typing import Any

from PIL import Image, ImageChops

from crawler.browser.page.faults import Fault
from crawler.browser.probes.frames import CELL, SCALE, Frame, celled

STEP = 0.1
DARK = 0.8
AREA = 21_824
MOST = 3
# How long the slowest flashing that is too fast stays light or dark, in seconds; each such half must be met more than twice.
HALF = 1 / (2 * (MOST + 1))
OFTEN = 2 / HALF
RED_STEP = 20.0
SATURATED = 0.8
LINEAR = [value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in range(256)]

Colour = tuple[int, int, int]
Series = list[tuple[float, float, float]]


def count(frames: list[Frame], beats: Iterable[float] = (), late: float = 0.0) -> dict[str, Any]:
    """The most flashes seen in any second over a dangerous area.

    :param frames: as they were drawn.
    :param beats: times at which the browser was ready to draw, on the clock of the frames: a page that does not change is not drawn.
    :param late: seconds after which the latest of the frames reached us; a browser drops frames while others wait.
    :returns: ``general`` and ``red``, each None with the ``fault`` where nothing above the limit was seen and frames were too
        sparse to see it; how many ``frames`` there were in how many seconds (``watched``), and the longest ``gap`` without a look.
    """
    looks = sorted({*(frame.at for frame in frames), *beats})
    gap = max((later - earlier for earlier, later in pairwise(looks)), default=0.0)
    sparse = late > HALF or gap > HALF or not _often(looks)
    found = _counted(frames) if len(frames) > 1 else {"general": 0, "red": 0}
    told = {kind: None if sparse and number <= MOST else number for kind, number in found.items()}
    return {
        **told,
        "fault": Fault.SPARSE.value if None in told.values() else "",
        "frames": len(frames),
        "watched": round(looks[-1] - looks[0], 2) if looks else 0.0,
        "gap": round(gap, 3),
        "late": round(late, 3),
        "area": AREA,
        "limit": MOST,
    }


def _often(looks: list[float]) -> bool:
    """Whether every whole second of the looks holds enough of them; there must be one."""
    whole = [start for start, at in enumerate(looks) if at + 1 <= looks[-1]]
    return bool(whole) and all(bisect_left(looks, looks[start] + 1) - start > OFTEN for start in whole)


def _counted(frames: list[Frame]) -> dict[str, int]:
    pictures = [celled(frame) for frame in frames]
    times = [frame.at - frames[0].at for frame in frames]
    grids = [_colours(picture) for picture in pictures]
    columns = pictures[0].width
    general: dict[tuple[int, int], list[float]] = {}
    red: dict[tuple[int, int], list[float]] = {}
    for number, (least, most) in enumerate(_ranges(pictures)):
        place = (number % columns, number // columns)
        # Most of what moves never differs enough: its times need not be gone through.
        if _light(most) - _light(least) >= STEP:
            lights = [(at, _light(grid[number])) for at, grid in zip(times, grids, strict=True)]
            general[place] = _turns([(at, light, 1.0 if light < DARK else 0.0) for at, light in lights], STEP)
        if _redness((most[0], *least[1:])) >= RED_STEP:
            colours = [(at, grid[number]) for at, grid in zip(times, grids, strict=True)]
            red[place] = _turns([(at, _redness(colour), _saturation(colour)) for at, colour in colours], RED_STEP)
    return {"general": _worst(general), "red": _worst(red)}


def _ranges(pictures: list[Image.Image]) -> list[tuple[Colour, Colour]]:
    """Of each cell that all pictures have the least and the most of every colour."""
    if len({picture.size for picture in pictures}) > 1:
        return [((0, 0, 0), (255, 255, 255))] * min(picture.width * picture.height for picture in pictures)
    return list(zip(_colours(reduce(ImageChops.darker, pictures)), _colours(reduce(ImageChops.lighter, pictures)), strict=True))


def _colours(picture: Image.Image) -> list[Colour]:
    data = picture.tobytes()
    return [(data[at], data[at + 1], data[at + 2]) for at in range(0, len(data), 3)]


def _light(colour: Colour) -> float:
    return 0.2126 * LINEAR[colour[0]] + 0.7152 * LINEAR[colour[1]] + 0.0722 * LINEAR[colour[2]]


def _redness(colour: Colour) -> float:
    red, green, blue = (LINEAR[value] for value in colour)
    return max(0.0, red - green - blue) * 320


def _saturation(colour: Colour) -> float:
    total = sum(LINEAR[value] for value in colour)
    return 1.0 if total and LINEAR[colour[0]] / total >= SATURATED else 0.0


def _turns(series: Series, step: float) -> list[float]:
    """Times of changes by ``step`` or more, each opposed to the one before; the third value of one end must be 1."""
    found: list[float] = []
    direction = 0
    low = high = series[0]
    for point in series[1:]:
        if direction >= 0 and point[1] > high[1]:
            high = point
        if direction <= 0 and point[1] < low[1]:
            low = point
        if direction <= 0 and point[1] - low[1] >= step and max(low[2], point[2]):
            found.append(point[0])
            direction, high = 1, point
        elif direction >= 0 and high[1] - point[1] >= step and max(high[2], point[2]):
            found.append(point[0])
            direction, low = -1, point
    return found


def _worst(turns: dict[tuple[int, int], list[float]]) -> int:
    """The largest number of flashes (pairs of changes) within a second that a contiguous area of the size shares."""
    most = 0
    starts = sorted({time for times in turns.values() for time in times})
    need = -(-AREA // (CELL * SCALE) ** 2)
    for start in starts:
        flashes = {place: sum(start <= time < start + 1 for time in times) // 2 for place, times in turns.items()}
        while True:
            cells = {place for place, number in flashes.items() if number > most}
            if len(cells) < need or _largest(cells) < need:
                break
            most += 1
    return most


def _largest(cells: set[tuple[int, int]]) -> int:
    left, largest = set(cells), 0
    while left:
        waiting, size = [left.pop()], 0
        while waiting:
            column, row = waiting.pop()
            size += 1
            near = {(column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)} & left
            left -= near
            waiting.extend(near)
        largest = max(largest, size)
    return largest
