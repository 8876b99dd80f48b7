"""A drawing by matplotlib as SVG and PNG: letters as outlines, the same bytes for the same figures, colours that follow the page's scheme.

matplotlib is imported where something is drawn and not before: most commands draw nothing, and it takes half a second to load.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]
from markupsafe import Markup

from store.visible import line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
# Of the light scheme of the report, for paper is never dark; in the page the names of the style sheet take their place.
COLOURS = {
    "ink": ("#1c2430", "--ink"), "soft": ("#4a5462", "--soft"), "line": ("#c9d0d8", "--line"), "most": ("#7d8793", "--edge"),
    "lost": ("#8a1a16", "--missing"), "open": ("#b9c3dd", "--maybe"), "sure": ("#123f6d", "--accent"),
    "ground": ("#ffffff", "--paper"),
}  # fmt: skip
COLOURS["other"] = COLOURS["lost"]
SCHEME = {code: f"var({name})" for code, name in COLOURS.values()}
# Points of a printer, of which an inch has 72: so large are the letters on paper.
LETTERS = 9.0
DOTS = 200
SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "openness", "svg.fonttype": "path", "svg.image_inline": True, "text.parse_math": False, "text.usetex": False,
    "axes.unicode_minus": True, "path.simplify": False,
}  # fmt: skip
# What the library tells of itself and of the day: two drawings of the same figures would differ.
SILENT = {"svg": dict.fromkeys(("Creator", "Date", "Format", "Type")), "png": {"Software": None}}
_COLOUR = re.compile("|".join(SCHEME))
_OWN = re.compile(r"url\(#([^)]+)\)")
# The library keeps its settings in one place for all threads.
_LOCK = Lock()
# That a home is closed to its cache is no news to anybody.
logging.getLogger("matplotlib").setLevel(logging.ERROR)


def colour(name: str) -> str:
    """The colour of a part of a drawing on paper."""
    return COLOURS[name][0]


@dataclass(frozen=True)
class Chart:
    """What is drawn: ``draw`` puts it on axes of ``width`` by ``height`` points of a printer that span the whole drawing, in those units, from
    the lower left corner."""

    width: float
    height: float
    draw: Callable[[Axes], None]

    def svg(self) -> str:
        """The drawing as a whole file, which needs no font."""
        return str(etree.tostring(self._tree(), encoding="unicode"))

    def png(self) -> bytes:
        """The same as a picture, for programs that read no SVG."""
        return self._saved("png")

    def inline(self, name: str, label: str) -> Markup:
        """The same within a page, in the colours of its style sheet.

        :param name: the beginning of every id in it, one of its own in the page. :param label: what readers of screens are told.
        """
        tree = self._tree()
        for node in tree.iter():
            _belong(node, name)
        for size in ("width", "height"):
            tree.attrib.pop(size)
        tree.attrib.update({"class": "chart", "role": "img", "aria-label": label})
        return Markup(etree.tostring(tree, encoding="unicode"))  # noqa: S704 - every text in it is an outline or escaped by lxml

    def _tree(self) -> Any:
        """The drawing without what the library says of itself: comments, and a style that would hold for the whole page around it."""
        tree = etree.fromstring(
            self._saved("svg"), etree.XMLParser(remove_comments=True, remove_blank_text=True, no_network=True)
        )
        for style in list(tree.iter(f"{SVG}style")):
            style.getparent().getparent().remove(style.getparent())
        tree.set("stroke-linejoin", "round")
        used = {node.get(LINK, "")[1:] for node in tree.iter()} | set(_OWN.findall(" ".join(tree.xpath("//@clip-path"))))
        for node in tree.iter():
            if node.get("id", "") not in used:
                node.attrib.pop("id", None)
            if "d" in node.attrib:
                node.set("d", " ".join(node.get("d").split()))
        return tree

    def _saved(self, form: str) -> bytes:
        held = BytesIO()
        with _settled():
            from matplotlib.figure import Figure

            figure = Figure(figsize=(self.width / 72, self.height / 72))
            axes = figure.add_axes((0, 0, 1, 1))
            axes.set_axis_off()
            axes.set(xlim=(0, self.width), ylim=(0, self.height))
            self.draw(axes)
            paper = {"transparent": True} if form == "svg" else {"facecolor": colour("ground"), "dpi": DOTS}
            figure.savefig(held, format=form, metadata=SILENT[form], **paper)
        return held.getvalue()


def _belong(node: Any, name: str) -> None:
    if "id" in node.attrib:
        node.set("id", f"{name}-{node.get('id')}")
    if LINK in node.attrib:
        node.set(LINK, f"#{name}-{node.get(LINK)[1:]}")
    if "clip-path" in node.attrib:
        node.set("clip-path", _OWN.sub(rf"url(#{name}-\1)", node.get("clip-path")))
    if "style" in node.attrib:
        node.set("style", _COLOUR.sub(lambda found: SCHEME[found.group()], node.get("style")))


@contextmanager
def _settled() -> Iterator[None]:
    """The library with settings of its own making: a file of settings in the user's or the current folder changes no chart."""
    with _LOCK:
        import matplotlib as library

        with library.rc_context():
            library.rcdefaults()
            library.rcParams.update(SETTINGS)
            yield


@cache
def font(strong: bool = False) -> FontProperties:
    """The font that the library brings with it, whichever fonts the machine has: DejaVu Sans, which has every letter of Kazakh."""
    from matplotlib import get_data_path
    from matplotlib.font_manager import FontProperties

    name = "DejaVuSans-Bold.ttf" if strong else "DejaVuSans.ttf"
    return FontProperties(fname=str(Path(get_data_path()) / "fonts" / "ttf" / name), size=LETTERS)


def write(axes: Axes, place: tuple[float, float], text: str, shade: str = "ink", strong: bool = False, **stands: Any) -> None:
    """Puts a text at a place of the drawing. ``stands``: ``ha`` and ``va``, by which of its sides it is placed."""
    axes.text(*place, text, fontproperties=font(strong), color=colour(shade), **stands)


def block(axes: Axes, corner: tuple[float, float], size: tuple[float, float], shade: str, edge: str | None = None) -> None:
    """Puts a rectangle at its lower left corner, with a thin edge where one is named."""
    from matplotlib.patches import Rectangle

    drawn = {"linewidth": 0.0} if edge is None else {"linewidth": 0.6, "edgecolor": colour(edge)}
    axes.add_patch(Rectangle(corner, *size, facecolor=colour(shade), **drawn))


# Each name is measured several times to be broken and cut, and stands in charts of several papers.
@lru_cache(maxsize=10_000)
def width_of(text: str, strong: bool = False) -> float:
    """How wide a text is, in points of a printer."""
    from matplotlib.textpath import text_to_path

    wide, _, _ = text_to_path.get_text_width_height_descent(text, font(strong), ismath=False)
    return float(wide)


def broken(text: str, room: float, lines: int, strong: bool = False) -> list[str]:
    """A text of anybody in lines no wider than ``room``; what ``lines`` of them do not hold shows as an ellipsis.

    :returns: no line for an empty text.
    """
    told: list[str] = []
    words = _legible(text).split()
    while words and len(told) < lines:
        taken = 1
        while taken < len(words) and width_of(" ".join(words[: taken + 1]), strong) <= room:
            taken += 1
        told.append(_narrowed(" ".join(words[:taken]), room, strong))
        words = words[taken:]
    if words and not told[-1].endswith("…"):
        told[-1] = _narrowed(f"{told[-1]} …", room, strong)
    return told


def _legible(text: str) -> str:
    """A text of anybody in signs that the font has; the library would warn of each other one."""
    from matplotlib.font_manager import get_font

    held = get_font(str(font().get_file()))
    return "".join(sign if sign == " " or held.get_char_index(ord(sign)) else "\N{REPLACEMENT CHARACTER}" for sign in line(text))


def _narrowed(text: str, room: float, strong: bool) -> str:
    """A line that is too wide without its end."""
    if width_of(text, strong) <= room:
        return text
    least, most = 0, len(text)
    while least < most:
        half = (least + most + 1) // 2
        least, most = (half, most) if width_of(f"{text[:half].rstrip()}…", strong) <= room else (least, half - 1)
    return f"{text[:least].rstrip()}…"
