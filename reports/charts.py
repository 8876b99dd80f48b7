"""The bar of one step from the maximum to the certain points, for papers without style sheets: as SVG, and as PNG for programs that read none.

It bears no letters: words and figures stand beside it as text of the document, in its own fonts, to be read aloud, searched and copied.
"""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 300, 16
# Of the light scheme of the report: paper is never dark.
COLOURS = {"most": "#7d8793", "lost": "#8a1a16", "other": "#8a1a16", "open": "#b9c3dd", "sure": "#123f6d"}
GROUND, EDGE = "#ffffff", "#7d8793"
# A loss of a hundredth of a point is still seen.
LEAST = 2


def placed(start: Decimal, end: Decimal, most: Decimal) -> tuple[int, int]:
    """Left and right end of a step between 0 and ``most``, in units of the drawing."""
    if most <= 0:
        return 0, LEAST
    left, right = sorted(max(0, min(WIDTH, int(point / most * WIDTH))) for point in (start, end))
    left = min(left, WIDTH - LEAST)
    return left, max(right, left + LEAST)


def fall_svg(start: Decimal, end: Decimal, most: Decimal, kind: str) -> str:
    """The bar as a whole SVG file; equal steps have equal bytes."""
    left, right = placed(start, end, most)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" fill="{GROUND}" stroke="{EDGE}"/>'
        f'<rect x="{left}" y="1" width="{right - left}" height="{HEIGHT - 2}" fill="{COLOURS[kind]}"/></svg>'
    )


def fall_png(start: Decimal, end: Decimal, most: Decimal, kind: str, scale: int = 3) -> bytes:
    """The same bar as a picture, ``scale`` dots a unit."""
    left, right = placed(start, end, most)
    picture = Image.new("RGB", (WIDTH * scale, HEIGHT * scale), EDGE)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((scale, scale, (WIDTH - 1) * scale - 1, (HEIGHT - 1) * scale - 1), fill=GROUND)
    draw.rectangle((left * scale, scale, right * scale - 1, (HEIGHT - 1) * scale - 1), fill=COLOURS[kind])
    held = BytesIO()
    picture.save(held, "PNG", optimize=True)
    return held.getvalue()
