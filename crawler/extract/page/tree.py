"""One walk over the parsed page: elements in order with their place, locator and the stretch of text they hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.page.folded import is_hidden, is_opened, is_panel, opened
from crawler.extract.page.guard import tame
from crawler.extract.page.place import place_of
from crawler.extract.text.clean import TEXT_LIMIT, clean

MAX_LOCATOR_DEPTH = 120
# So many hidden elements of a page are looked into, whether a click opens them.
MOST_ASKED = 500
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "title", "tr", "ul",
})  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "iframe", "object", "textarea", "noframes"})
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9-]*")
_UNNUMBERED = frozenset({"html", "head", "body"})


Shows = Callable[[LexborNode, dict[str, str | None]], bool]


class Element:
    """One element: its node, attributes, parent, place on the page, and its stretch ``start:end`` of the page's text pieces."""

    __slots__ = ("attributes", "counts", "depth", "end", "foreign", "hidden", "key", "node", "parent", "place", "silent", "start",
                 "step", "tag")  # fmt: skip

    def __init__(
        self, node: LexborNode, tag: str, attributes: dict[str, str | None], parent: Element | None, shows: Shows
    ) -> None:
        self.node = node
        self.key = node.mem_id
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.counts: dict[str, int] = {}
        self.start = self.end = 0
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.foreign: bool = tag in ("svg", "math") or (
            parent is not None and parent.foreign and parent.tag not in ("foreignobject", "desc", "title")
        )
        self.silent: bool = tag in _SILENT or (parent is not None and (parent.silent or (self.foreign and tag == "title")))
        self.hidden: bool = (parent is not None and parent.hidden) or (is_hidden(attributes) and not shows(node, attributes))
        self.place: str = place_of(tag, attributes, "main" if parent is None else parent.place, self.depth)
        self.step = _step(self, parent)

    def get(self, name: str) -> str:
        """The attribute's value, ``""`` where it is absent or empty."""
        return self.attributes.get(name) or ""

    @property
    def xpath(self) -> str:
        """A positional locator that a browser's ``document.evaluate`` understands; ``""`` when nested beyond reason."""
        if self.depth > MAX_LOCATOR_DEPTH:
            return ""
        steps: list[str] = []
        element: Element | None = self
        while element is not None:
            steps.append(element.step)
            element = element.parent
        return "/" + "/".join(reversed(steps))

    def ancestors(self) -> Iterator[Element]:
        """The elements around this one, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


def _step(element: Element, parent: Element | None) -> str:
    name = element.tag
    if name in _UNNUMBERED and element.depth < 2:
        return name
    counts = parent.counts if parent is not None else {}
    counts["*"] = counts.get("*", 0) + 1
    if not _PLAIN_NAME.fullmatch(name):
        return f"*[{counts['*']}]"
    if element.foreign:
        # Elements of SVG and MathML have a namespace, which a plain name test in an HTML document does not match.
        counts["svg:" + name] = counts.get("svg:" + name, 0) + 1
        return f"*[name()='{name}'][{counts['svg:' + name]}]"
    counts[name] = counts.get(name, 0) + 1
    return f"{name}[{counts[name]}]"


class Outline:
    """A page read once from top to bottom. ``elements`` in document order; ``pieces`` its visible text with line breaks."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.tree = tree
        self.elements: list[Element] = []
        self.pieces: list[str] = []
        self.owners: list[Element] = []
        self.by_tag: dict[str, list[Element]] = {}
        self.by_key: dict[int, Element] = {}
        self._by_id: dict[str, Element] | None = None
        self._opened: frozenset[str] | None = None
        self._asked = 0
        self._headings: list[Element] | None = None
        if tree.root is not None:
            self._walk(tree.root)

    def _walk(self, root: LexborNode) -> None:
        open_elements: list[Element] = []
        node: LexborNode | None = root
        while node is not None:
            child = self._enter(node, open_elements)
            if child is not None:
                node = child
                continue
            following = node.next if open_elements or node is not root else None
            while following is None and open_elements:
                closed = open_elements.pop()
                self._leave(closed)
                following = closed.node.next if open_elements else None
            node = following

    def _enter(self, node: LexborNode, open_elements: list[Element]) -> LexborNode | None:
        tag = node.tag
        if tag == "-text":
            if open_elements:
                self._read(node, open_elements[-1])
            return None
        if tag is None or tag.startswith("-"):
            return None
        element = Element(node, tag, node.attributes, open_elements[-1] if open_elements else None, self._shows)
        self.elements.append(element)
        self.by_tag.setdefault(tag, []).append(element)
        self.by_key[element.key] = element
        if tag in BLOCKS:
            self._break(element)
        element.start = len(self.pieces)
        child = node.first_child
        if child is None:
            element.end = element.start
            return None
        open_elements.append(element)
        return child

    def _shows(self, node: LexborNode, attributes: dict[str, str | None]) -> bool:
        """Whether a click shows what an element hides."""
        if is_panel(attributes):
            return True
        # A page of thousands within each other would be read as often.
        self._asked += 1
        if self._asked > MOST_ASKED:
            return False
        if self._opened is None:
            self._opened = opened(self.tree)
        return is_opened(node, attributes, self._opened)

    def _leave(self, element: Element) -> None:
        element.end = len(self.pieces)
        if element.tag in BLOCKS:
            self._break(element)

    def _break(self, element: Element) -> None:
        if self.pieces and self.pieces[-1] != "\n":
            self.pieces.append("\n")
            self.owners.append(element)

    def _read(self, node: LexborNode, parent: Element) -> None:
        if parent.silent:
            return
        text = node.text_content
        if not text:
            return
        line = " ".join(text.split())
        line = (" " if text[0].isspace() else "") + line + (" " if line and text[-1].isspace() else "")
        self.pieces.append(line)
        self.owners.append(parent)

    def text(self, element: Element, limit: int = TEXT_LIMIT) -> str:
        """The element's own text and that of everything inside it, in one line."""
        if element.end - element.start > 2000:
            return clean("".join(self.pieces[element.start : element.start + 2000]), limit)
        return clean("".join(self.pieces[element.start : element.end]), limit)

    def all(self, *tags: str) -> Iterator[Element]:
        """Elements with one of these names, in document order for each name."""
        for tag in tags:
            yield from self.by_tag.get(tag, ())

    def inside(self, element: Element) -> Iterator[Element]:
        """Elements within this one, in document order."""
        for index in range(self._index(element) + 1, len(self.elements)):
            if self.elements[index].depth <= element.depth:
                return
            yield self.elements[index]

    def _index(self, element: Element) -> int:
        if not hasattr(self, "_indexes"):
            self._indexes = {item.key: index for index, item in enumerate(self.elements)}
        return self._indexes[element.key]

    def headings_before(self, element: Element, most: int) -> list[Element]:
        """The last headings of the page that are shown and end before an element, so many at most, in document order."""
        if self._headings is None:
            self._headings = sorted((one for one in self.all(*HEADINGS) if not one.hidden), key=lambda one: one.start)
        until = bisect_right(self._headings, element.start, key=lambda one: one.start)
        return [one for one in self._headings[max(0, until - most) : until] if one.end <= element.start]

    def by_id(self, identity: str) -> Element | None:
        """The first element with this id."""
        if self._by_id is None:
            self._by_id = {}
            for element in self.elements:
                name = element.attributes.get("id")
                if name:
                    self._by_id.setdefault(name, element)
        return self._by_id.get(identity)

    def visible(self, places: frozenset[str] | None = None, limit: int = 200_000) -> str:
        """Text a reader sees, line by line; of some places of the page or of all. ``limit`` in characters."""
        parts: list[str] = []
        size = 0
        for piece, owner in zip(self.pieces, self.owners, strict=True):
            if owner.hidden or (places is not None and owner.place not in places):
                continue
            parts.append(piece)
            size += len(piece)
            if size > limit:
                break
        return "".join(parts)


def parse(text: str) -> tuple[LexborHTMLParser, str]:
    """The page's tree, built in bounded time, and what had to be left out for that (``""`` for nearly every page)."""
    tamed, note = tame(text)
    return LexborHTMLParser(tamed.encode("utf-8", "replace")), note
