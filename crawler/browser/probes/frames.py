"""Frames of a page over time: which parts change, when first and last. Pixels are a quarter of the page's in each direction."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image, ImageChops

# What is pictured of a page, in CSS pixels.
TALL = {"width": 1280, "height": 2400}
SCALE = 4
# A cell of the grid: 10 pixels of a frame, 40 of the page.
CELL = 10
CHANGED = 20
FEW = 3
MASK = [255 if value >= CHANGED else 0 for value in range(256)]
# How long before a frame lies the other one that it is held against, in seconds.
APART = 0.5


@dataclass(eq=False)
class Frame:
    """One picture and when it was drawn, in seconds; what is left of it with a pixel for each cell, once it was opened."""

    at: float
    data: bytes
    cells: Image.Image | None = None


class Change(NamedTuple):
    """Cells (column, row) that differ from the frame before, and when, in seconds from the first frame."""

    at: float
    cells: frozenset[tuple[int, int]]


def opened(frame: Frame) -> Image.Image:
    """The picture of a frame in colours."""
    with Image.open(BytesIO(frame.data)) as image:
        picture = image.convert("RGB")
    frame.cells = picture.reduce(CELL)
    return picture


def celled(frame: Frame) -> Image.Image:
    """The mean colour of each cell of a frame, a pixel each."""
    return frame.cells or opened(frame).reduce(CELL)


class Changes:
    """What changed from frame to frame, told bit by bit.

    What drifts slowly differs too little from one frame to the next, and from which frame on depends on how busy the machine is: so each
    frame is held against one of half a second before as well. Such a change counts from then on.
    """

    def __init__(self) -> None:
        self.found: list[Change] = []
        self._taken = 0
        self._began = 0.0
        self._before: Image.Image | None = None
        self._mark: tuple[float, Image.Image] | None = None

    def add(self, frames: list[Frame]) -> list[Change]:
        """All changes in order of time, with those of the frames that are new.

        :param frames: all frames until now; those of the calls before are not opened again.
        """
        for frame in frames[self._taken :]:
            self._add(frame)
        self._taken = len(frames)
        return sorted(self.found, key=lambda change: change.at)

    def _add(self, frame: Frame) -> None:
        picture = opened(frame).convert("L")
        if self._before is None or self._mark is None:
            self._began, self._mark = frame.at, (frame.at, picture)
        else:
            self._compare(frame.at, self._before, picture)
            if frame.at - self._mark[0] >= APART:
                self._compare(*self._mark, picture)
                self._mark = (frame.at, picture)
        self._before = picture

    def _compare(self, at: float, before: Image.Image, after: Image.Image) -> None:
        cells = _cells(ImageChops.difference(before, after)) if before.size == after.size else frozenset()
        if cells:
            self.found.append(Change(at - self._began, cells))


def changes(frames: list[Frame]) -> list[Change]:
    """What changed from frame to frame, and within half a second of each other."""
    return Changes().add(frames)


def _cells(difference: Image.Image) -> frozenset[tuple[int, int]]:
    mask = difference.point(MASK)
    box = mask.getbbox()
    if box is None:
        return frozenset()
    columns, rows = -(-mask.width // CELL), -(-mask.height // CELL)
    grown = Image.new("L", (columns * CELL, rows * CELL))
    grown.paste(mask, (0, 0))
    shares = grown.reduce(CELL).tobytes()
    least = 255 * FEW / CELL**2
    return frozenset((number % columns, number // columns) for number, share in enumerate(shares) if share >= least)


def boxes(moved: list[Change], long: float) -> list[dict[str, Any]]:
    """Connected regions that changed, the largest first: box in CSS pixels, times of the first and last change, their number.

    ``long`` is true where a region was seen changing over more than this many seconds.
    """
    every: set[tuple[int, int]] = set().union(*(change.cells for change in moved)) if moved else set()
    found = []
    while every:
        region = _grown(every)
        times = [change.at for change in moved if change.cells & region]
        left, top = min(column for column, _ in region), min(row for _, row in region)
        right, bottom = max(column for column, _ in region) + 1, max(row for _, row in region) + 1
        side = CELL * SCALE
        found.append(
            {
                "box": [left * side, top * side, (right - left) * side, (bottom - top) * side],
                "first": round(times[0], 2),
                "last": round(times[-1], 2),
                "changes": len(times),
                "long": times[-1] - times[0] >= long or (long > 0 and len(times) > 1 and times[-1] >= long),
            }
        )
    return sorted(found, key=lambda region: (-region["box"][2] * region["box"][3], region["box"]))


def _grown(cells: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """One connected region, taken out of the cells; a gap of one cell does not part it."""
    waiting = [cells.pop()]
    region = set(waiting)
    while waiting:
        column, row = waiting.pop()
        near = {(column + x, row + y) for x in range(-2, 3) for y in range(-2, 3)} & cells
        cells -= near
        region |= near
        waiting.extend(near)
    return region
