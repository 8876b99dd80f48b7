"""PDF papers set in DejaVu Serif, which has every letter of Kazakh: the letters that are used go into the file."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align

from openness.faults import WrongUse
from reports.i18n import N_

# Where systems keep the font.
FOLDERS = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/TTF",
    "/usr/share/fonts/dejavu-serif-fonts",
)
FACES = {"": "DejaVuSerif.ttf", "B": "DejaVuSerif-Bold.ttf"}
NO_FONT = N_(
    "the font {name} is not in {folders}; install it (`apt-get install fonts-dejavu-core`) or leave the PDF out with `--paper docx`"
)
# A file that told when it was made would never come out the same again.
MADE = datetime(2026, 1, 1, tzinfo=UTC)
LINE = 5.0


class DejaVu(FPDF):
    """Pages of A4 in this font, with their numbers below.

    :raises WrongUse: the font is in none of ``folders``.
    """

    def __init__(self, title: str, locale: str, folders: tuple[str, ...] = FOLDERS) -> None:
        super().__init__(format="A4")
        # What the library tells of a font's tables is no news to anybody.
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self.set_creation_date(MADE)
        self.set_producer("openness")
        self.set_title(title)
        self.set_lang(locale)
        for style, path in _faces(folders).items():
            self.add_font("serif", style, path)
        self.set_margins(30, 20, 15)
        self.set_auto_page_break(True, 20)
        self.set_font("serif", size=10)
        self.add_page()

    def footer(self) -> None:
        """The number of the page."""
        self.set_y(-13)
        self.set_font("serif", "", 8)
        self.cell(0, LINE, str(self.page_no()), align=Align.C)


def _faces(folders: tuple[str, ...]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for style, name in FACES.items():
        path = next((Path(folder) / name for folder in folders if (Path(folder) / name).is_file()), None)
        if path is None:
            raise WrongUse(NO_FONT, name=name, folders=", ".join(folders))
        found[style] = path
    return found
