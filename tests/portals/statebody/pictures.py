"""Draws the pictures of the site into ``static/images/``; run by hand after a change: ``python -m tests.portals.statebody.pictures``."""

from __future__ import annotations

import html
import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.portals.statebody.content import HERE, load

FOLDER = HERE / "static" / "images"
_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf")
Colour = tuple[int, int, int]

SKIES: dict[str, tuple[Colour, Colour, Colour]] = {
    "hero.jpg": ((38, 92, 140), (244, 208, 150), (150, 138, 74)),
    "winter-road.jpg": ((120, 140, 165), (226, 230, 236), (222, 226, 232)),
    "bridge.jpg": ((88, 142, 184), (214, 226, 226), (120, 134, 78)),
    "patrol.jpg": ((60, 66, 110), (232, 160, 110), (116, 98, 66)),
    "card-1.jpg": ((130, 150, 175), (232, 234, 238), (224, 228, 232)),
    "card-2.jpg": ((90, 150, 190), (220, 230, 224), (128, 142, 80)),
    "card-3.jpg": ((70, 70, 116), (238, 170, 116), (120, 100, 64)),
    "card-4.jpg": ((40, 104, 150), (246, 226, 176), (166, 150, 88)),
}
SIZES = {"hero.jpg": (1200, 420), **{f"card-{number}.jpg": (320, 150) for number in range(1, 5)}}


def blend(one: Colour, two: Colour, share: float) -> Colour:
    """A colour between two."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, two, strict=True))  # type: ignore[return-value]


def landscape(name: str) -> Image.Image:
    """A steppe under a wide sky, with a road to the horizon; grain makes it weigh what a photograph weighs."""
    seed = random.Random(name)
    width, height = SIZES.get(name, (640, 360))
    high, low, ground = SKIES[name]
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    horizon = round(height * 0.52)
    for row in range(horizon):
        draw.line((0, row, width, row), blend(high, low, row / horizon))
    draw.rectangle((0, horizon, width, height), blend(low, ground, 0.35))
    sun = (round(width * seed.uniform(0.55, 0.92)), horizon - height // 7)
    radius = height // 16
    draw.ellipse((sun[0] - radius, sun[1] - radius, sun[0] + radius, sun[1] + radius), blend(low, (255, 250, 226), 0.8))
    for layer in range(3):
        _hills(draw, seed, (width, height), horizon + layer * height // 30, blend(low, ground, 0.35 + 0.3 * layer))
    for row in range(horizon + height // 9, height):
        share = (row - horizon) / (height - horizon)
        draw.line((0, row, width, row), blend(blend(low, ground, 0.85), blend(ground, (30, 30, 20), 0.25), share))
    _road(draw, (width, height), horizon + height // 9)
    if name in ("bridge.jpg", "card-2.jpg"):
        _bridge(draw, (width, height))
    for _ in range(width * height // 220):
        x, y = seed.randrange(width), seed.randrange(horizon + height // 9, height)
        tone = picture.getpixel((x, y))
        draw.line((x, y, x + seed.randint(-1, 1), y - seed.randint(1, 4)), blend(tone, (250, 240, 200), seed.uniform(0.0, 0.3)))  # type: ignore[arg-type]
    return picture.filter(ImageFilter.GaussianBlur(0.6))


def _hills(draw: ImageDraw.ImageDraw, seed: random.Random, size: tuple[int, int], level: int, colour: Colour) -> None:
    width, height = size
    waves = [(seed.uniform(0.6, 3.2), seed.uniform(0, 6.28), seed.uniform(0.01, 0.05)) for _ in range(4)]
    points = [
        (x, level - height * sum(power * math.sin(x / width * 6.28 * pace + turn) for pace, turn, power in waves))
        for x in range(0, width + 8, 8)
    ]
    draw.polygon([(0, height), *points, (width + 8, height)], colour)


def _road(draw: ImageDraw.ImageDraw, size: tuple[int, int], begin: int) -> None:
    width, height = size
    middle = width * 0.44
    draw.polygon([(middle - 2, begin), (middle + 2, begin), (width * 0.72, height), (width * 0.2, height)], (92, 90, 88))
    for step in range(7):
        top, bottom = (step / 7) ** 2, ((step + 0.5) / 7) ** 2
        ys = [begin + (height - begin) * share for share in (top, bottom)]
        xs = [middle + (width * 0.46 - middle) * share for share in (top, bottom)]
        thick = [1 + 6 * share for share in (top, bottom)]
        draw.polygon(
            [(xs[0] - thick[0], ys[0]), (xs[0] + thick[0], ys[0]), (xs[1] + thick[1], ys[1]), (xs[1] - thick[1], ys[1])],
            (226, 220, 200),
        )


def _bridge(draw: ImageDraw.ImageDraw, size: tuple[int, int]) -> None:
    width, height = size
    deck = round(height * 0.62)
    draw.rectangle((0, deck + height // 5, width, height), (86, 124, 140))
    draw.rectangle((0, deck, width, deck + height // 18), (150, 146, 138))
    for part in range(6):
        left = round(width * (part + 0.3) / 6)
        draw.rectangle((left, deck, left + width // 34, deck + height // 4), (128, 124, 118))
    for x in range(0, width, max(8, width // 40)):
        draw.line((x, deck - height // 22, x, deck), (90, 90, 90), 2)
    draw.line((0, deck - height // 22, width, deck - height // 22), (90, 90, 90), 2)


def portrait(number: int) -> Image.Image:
    """A head and shoulders without a face: the leaders are invented."""
    picture = Image.new("RGB", (280, 340), (222, 229, 230))
    draw = ImageDraw.Draw(picture)
    coats = [(26, 52, 76), (98, 40, 62), (40, 66, 52), (60, 60, 66)]
    hair = [(46, 40, 38), (60, 36, 26), (36, 36, 40), (92, 88, 86)]
    if number == 2:
        draw.ellipse((76, 58, 204, 262), hair[1])
    draw.rounded_rectangle((26, 232, 254, 400), 90, coats[number - 1])
    draw.polygon([(108, 228), (172, 228), (140, 300)], (246, 244, 240))
    draw.rounded_rectangle((116, 190, 164, 252), 20, (214, 172, 144))
    draw.ellipse((88, 74, 192, 214), (226, 186, 158))
    draw.pieslice((82, 60, 198, 196), 180, 360, hair[number - 1])
    return picture.resize((140, 170), Image.Resampling.LANCZOS)


def banner(words: str, note: str) -> Image.Image:
    """The picture that leads to the open data."""
    picture = Image.new("RGB", (960, 140), (11, 74, 94))
    draw = ImageDraw.Draw(picture)
    for column in range(0, 380, 20):
        top = 120 - round(44 + 40 * math.sin(column / 60))
        draw.rectangle((570 + column, top, 582 + column, 140), (224, 165, 38) if column % 60 == 0 else (58, 120, 138))
    draw.text((36, 34), words, (255, 255, 255), ImageFont.truetype(str(_FONT), 27))
    draw.text((36, 84), note, (247, 226, 174), ImageFont.truetype(str(_FONT), 18))
    return picture


def emblem() -> str:
    """A round sign in blue and gold that stands for the State Emblem (a likeness, not the protected drawing)."""
    rays = "".join(
        f'<line x1="50" y1="50" x2="{50 + 40 * math.cos(math.radians(angle)):.2f}" y2="{50 + 40 * math.sin(math.radians(angle)):.2f}"/>'
        for angle in range(0, 360, 10)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100">'
        '<circle cx="50" cy="50" r="49" fill="#e0a526"/><circle cx="50" cy="50" r="44" fill="#1289b5"/>'
        f'<g stroke="#f6cf63" stroke-width="1.6">{rays}</g>'
        '<circle cx="50" cy="50" r="19" fill="#1289b5" stroke="#f6cf63" stroke-width="3"/>'
        '<path d="M38 44a17 17 0 0 1 24 0M36 50h28M38 56a17 17 0 0 0 24 0M44 38v24M50 36v28M56 38v24"'
        ' fill="none" stroke="#f6cf63" stroke-width="2.4"/>'
        "</svg>\n"
    )


def ornament() -> str:
    """One horn-shaped piece of the strip above the footer."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 18" width="48" height="18">'
        '<rect width="48" height="18" fill="#e0a526"/>'
        '<path d="M24 17V9c0-5-8-8-11-3-2 4 4 6 5 3M24 9c0-5 8-8 11-3 2 4-4 6-5 3M0 17l6-8M48 17l-6-8"'
        ' fill="none" stroke="#07333f" stroke-width="2"/></svg>\n'
    )


def structure(lang: str) -> str:
    """The organisation as a drawing: leaders above, departments below."""
    body = load().body
    boxes: list[str] = []

    def box(left: int, top: int, width: int, height: int, lines: list[str], fill: str) -> None:
        words = "".join(
            f'<text x="{left + width / 2}" y="{top + height / 2 + 5 + 17 * (row - (len(lines) - 1) / 2)}">{html.escape(line)}</text>'
            for row, line in enumerate(lines)
        )
        boxes.append(f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="6" fill="{fill}"/>{words}')

    box(300, 10, 300, 70, [body["leaders"][0]["post"][lang], body["leaders"][0]["name"][lang]], "#0b4a5e")
    for place, person in enumerate(body["leaders"][1:]):
        box(10 + 300 * place, 130, 280, 70, [person["post"][lang], *_wrapped(person["name"][lang], 30)], "#1f6d84")
    for place, unit in enumerate(body["units"]):
        box(6 + 149 * place, 260, 141, 150, _wrapped(unit["name"][lang], 16), "#5b4a14")
    lines = (
        '<path d="M450 80v25M150 130v-25h600v25M450 105v25M450 200v30M76 260v-30h747v30M225 230v30M374 230v30M523 230v30M672 230v30"'
        ' fill="none" stroke="#4a5a60" stroke-width="2"/>'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 430" width="900" height="430">'
        f'{lines}<g font-family="Noto Sans, DejaVu Sans, Arial, sans-serif" font-size="14" fill="#fff" text-anchor="middle">'
        f"{''.join(boxes)}</g></svg>\n"
    )


def _wrapped(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) + 1 > width and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def way(street: str, cross: str, house: str) -> str:
    """The sketch of how to get to the building."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" width="640" height="320">'
        '<rect width="640" height="320" fill="#eef1e6"/><path d="M0 190h640M400 0v320" stroke="#fff" stroke-width="34"/>'
        '<path d="M0 190h640M400 0v320" stroke="#c9c2ae" stroke-dasharray="8 8"/>'
        '<rect x="210" y="80" width="150" height="76" fill="#0b4a5e"/><rect x="440" y="40" width="120" height="90" fill="#c8d6b0"/>'
        '<rect x="60" y="230" width="180" height="60" fill="#d8d0bf"/>'
        '<g font-family="Noto Sans, DejaVu Sans, Arial, sans-serif" font-size="17" fill="#3d3a30">'
        f'<text x="285" y="124" fill="#fff" text-anchor="middle">{html.escape(house)}</text>'
        f'<text x="20" y="196">{html.escape(street)}</text>'
        f'<text x="396" y="306" transform="rotate(-90 396 306)" dy="10">{html.escape(cross)}</text></g></svg>\n'
    )


def main() -> None:
    """Writes every picture."""
    for name in SKIES:
        landscape(name).save(FOLDER / name, quality=82, optimize=True)
    for number in range(1, 5):
        portrait(number).save(FOLDER / f"portrait-{number}.png", optimize=True)
    banner("Дала жолдарының ашық деректері", "тізбе · координаттар · жай-күйі").save(FOLDER / "banner-kk.png", optimize=True)
    banner("Открытые данные о дорогах", "перечень · координаты · состояние").save(FOLDER / "banner-ru.png", optimize=True)
    drawings = {
        "emblem.svg": emblem(),
        "ornament.svg": ornament(),
        "structure-kk.svg": structure("kk"),
        "structure-ru.svg": structure("ru"),
        "map-kk.svg": way("Керуен жолы көшесі", "Бозторғай көшесі", "Министрлік"),
        "map-ru.svg": way("улица Керуен жолы", "улица Бозторгай", "Министерство"),
    }
    for name, drawing in drawings.items():
        (FOLDER / name).write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
