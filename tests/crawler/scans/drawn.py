"""Pages of text drawn as pictures, as a scanner would leave them."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

KAZAKH = "Қазақстан Республикасының министрлігі туралы ереже"
RUSSIAN = "Положение о министерстве утверждено приказом"


def page(*lines: str) -> Image.Image:
    """An A4 page at 150 dots an inch with these lines."""
    image = Image.new("L", (1240, 1754), 255)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype("DejaVuSans.ttf", 34)
    for number, line in enumerate(lines):
        draw.text((90, 120 + 70 * number), line, fill=0, font=font)
    return image


def pdf(*pages: Image.Image) -> bytes:
    """A PDF of pictures alone."""
    out = BytesIO()
    pages[0].save(out, "PDF", resolution=150, save_all=True, append_images=pages[1:])
    return out.getvalue()
