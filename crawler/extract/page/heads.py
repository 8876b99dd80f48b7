"""Lines that a page's markup sets off though they are no headings: bold paragraphs, what a folded part is opened by, terms, captions.

Editors of old sites and of text fields write «<p><b>Личный приём</b></p>» where a heading is meant; modern ones fold parts of a page away.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.extract.page.tree import BLOCKS, Element, Outline

# What sets off what follows it by its own meaning (HTML Living Standard, 4.3, 4.4, 4.9, 4.11).
SETTING_OFF = ("summary", "legend", "caption", "dt")
BOLD = ("b", "strong")
# Blocks of running text; a bold cell heads a column and a bold entry is one of a list.
RUNNING = frozenset({"p", "div", "center", "blockquote"})
CELLS = frozenset({"td", "th", "li", "a", "nav", "button"})
# Characters of a line that heads; a longer one is a paragraph that someone wrote in bold letters.
LONGEST = 100
# Elements of a block that are looked at before it is no line.
MOST_AROUND = 12


def read_heads(outline: Outline, limit: int) -> tuple[str, ...]:
    """Texts of such lines in the main part of a page, in document order, each once.

    :param limit: how many are kept.
    """
    found = dict.fromkeys(outline.text(one) for one in sorted(_elements(outline), key=lambda one: one.start) if _is_seen(one))
    return tuple(text for text in found if any(map(str.isalpha, text)) and len(text) <= LONGEST)[:limit]


def _elements(outline: Outline) -> Iterator[Element]:
    yield from outline.all(*SETTING_OFF)
    yield from (one for one in outline.all("button", "div") if "aria-expanded" in one.attributes)
    yield from (one for one in outline.all(*BOLD) if _whole_line(outline, one))


def _is_seen(element: Element) -> bool:
    return not element.hidden and element.place == "main"


def _whole_line(outline: Outline, bold: Element) -> bool:
    """Whether a bold text is all that its block of running text says, with no link in it."""
    around: list[Element] = []
    for one in bold.ancestors():
        around.append(one)
        if one.tag in BLOCKS or len(around) > MOST_AROUND:
            break
    block = around[-1] if around else bold
    if block.tag not in RUNNING or any(one.tag in CELLS for one in around):
        return False
    said = outline.text(bold)
    return bool(said) and outline.text(block) == said and _goes_on(outline, block, said) and not _links(outline, bold)


def _goes_on(outline: Outline, block: Element, said: str) -> bool:
    """Whether a block is not all that its cell or entry says: editors' tools fill cells with paragraphs."""
    holder = next((one for one in block.ancestors() if one.tag in ("td", "th", "li")), None)
    return holder is None or outline.text(holder) != said


def _links(outline: Outline, bold: Element) -> bool:
    return any(one.tag == "a" for one in outline.inside(bold))


__all__ = ["read_heads"]
