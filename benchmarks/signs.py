"""``python -m benchmarks.signs``: whether the words that a site is the official one are found on pictures, as row 2.10 of appendix 14 asks.

Banners are drawn with the words in every family of fonts that has Kazakh letters, in sizes and colours of real headers, plain and over
noise, with other words beside. Told: read for certain (met), badly read (a person decides), lost (would be called absent).
"""

from __future__ import annotations

import argparse
import random
import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from benchmarks.report import RESULTS
from checks.graphics import badly_read, surely
from checks.marks import official
from checks.words import fold
from crawler.scans import engine
from crawler.scans.graphics import bordered
from store.lexicon import load_lexicons
from tests.settings import ROOT

WORDS = (
    "Ресми интернет-ресурсы",
    "Официальный интернет-ресурс",
    "ОФИЦИАЛЬНЫЙ САЙТ АКИМАТА",
    "Министрліктің ресми сайты",
    "Добро пожаловать на официальный сайт",
)
# Height of letters in pixels of CSS, ink and ground.
SIZES = (11, 14, 20, 32)
COLOURS = (("#ffffff", "#1d4f91"), ("#222222", "#f4f4f4"), ("#e8c96a", "#0b3a5b"))
SCALE = 2
SEED = 12


class Sign(NamedTuple):
    """A banner: words, font, height of letters, whether it lies over noise, and the picture."""

    words: str
    font: str
    size: int
    noisy: bool
    body: bytes


def fonts() -> list[tuple[str, str]]:
    """Families of the machine with Kazakh letters, each with one file."""
    told = subprocess.run(["fc-list", ":lang=kk", "family", "file"], capture_output=True, text=True, check=True).stdout
    found: dict[str, str] = {}
    for line in sorted(told.splitlines()):
        file, _, family = line.partition(":")
        if Path(file.strip()).suffix.lower() in (".ttf", ".otf"):
            found.setdefault(family.split(",")[0].strip(), file.strip())
    return sorted(found.items())


def signs() -> Iterator[Sign]:
    """Every banner."""
    chance = random.Random(SEED)
    for number, (family, file) in enumerate(fonts()):
        for size in SIZES:
            for words in WORDS:
                ink, ground = COLOURS[(number + size) % len(COLOURS)]
                for noisy in (False, True):
                    yield Sign(words, family, size, noisy, _drawn(words, file, size, ink, ground, chance if noisy else None))


def _drawn(words: str, file: str, size: int, ink: str, ground: str, chance: random.Random | None) -> bytes:
    font = ImageFont.truetype(file, size * SCALE)
    image = Image.new("RGB", (int(font.getlength(words)) + 60 * SCALE, (size * 3 + 20) * SCALE), ground)
    if chance is not None:
        spots = Image.frombytes("L", (75, image.height // 16), chance.randbytes(75 * (image.height // 16)))
        spots = spots.resize(image.size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(4))
        image = Image.blend(image, Image.merge("RGB", (spots, spots, spots)), 0.25)
    ImageDraw.Draw(image).text((30 * SCALE, (size + 8) * SCALE), words, fill=ink, font=font)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def fate(sign: Sign, phrases: tuple[str, ...], greeting: tuple[str, ...], before: tuple[str, ...]) -> str:
    """What the check would say of a banner: ``met``, ``person`` or ``lost``."""
    lines = engine.scattered(bordered(sign.body))
    if lines is None:
        return "person"
    if official(phrases, surely(lines), before, greeting):
        return "met"
    heads = frozenset(fold(phrase).split()[0] for phrase in phrases)
    return "person" if badly_read(lines, heads) else "lost"


def main() -> None:
    """Draws and reads every banner, and writes the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--results", type=Path, default=RESULTS)
    folder = options.parse_args().results
    lexicon = load_lexicons(ROOT / "config")["interaction"]
    phrases, greeting = lexicon.phrases("official"), lexicon.phrases("official-greeting")
    before = tuple(f" {fold(one)}" for one in lexicon.phrases("official-spoken-of"))
    told: dict[tuple[str, str], Counter[str]] = {}
    lost: list[str] = []
    for sign in signs():
        end = fate(sign, phrases, greeting, before)
        for key in (
            ("all", ""),
            ("letters", f"{sign.size} px"),
            ("ground", "noise" if sign.noisy else "plain"),
            ("font", sign.font),
        ):
            told.setdefault(key, Counter())[end] += 1
        if end == "lost":
            lost.append(f"- {sign.words} · {sign.font} · {sign.size} px{' · noise' if sign.noisy else ''}")
    lines = ["# Words of the official site on pictures", "", f"{engine.tool()}; `python -m benchmarks.signs`.", ""]
    lines += ["| | | read | for a person | lost |", "|---|---|---|---|---|"]
    for (what, name), count in told.items():
        whole = count.total()
        lines.append(
            f"| {what} | {name} | "
            + " | ".join(f"{count[end]} ({100 * count[end] / whole:.0f} %)" for end in ("met", "person", "lost"))
            + " |"
        )
    lines += ["", "Lost:", "", *lost] if lost else []
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "signs.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
