"""How deep the tree of a page grows, reckoned tag by tag without building it. Where in doubt, deeper than it is.

Source: HTML Standard, 13.2.6 tree construction. Authors leave many elements open by right; the parser closes those itself, but
only where they follow each other, and never inside pictures and formulas, whose elements know no such right.
"""

from __future__ import annotations

from collections import Counter

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
# Closed by the parser before the next of their kind, or left out where they stand a second time.
_IMPLIED = frozenset({"p", "td", "th", "tr", "option", "thead", "tbody", "tfoot", "a", "html", "head", "body", "colgroup"})
_ITEMS = {"li": "li", "dt": "dt", "dd": "dt"}
_LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
# Closed by the next of their kind only inside these.
_INSIDE = {"rt": "ruby", "rp": "ruby", "rb": "ruby", "rtc": "ruby", "optgroup": "select"}
_FOREIGN = frozenset({"svg", "math"})
# Inside a picture or a formula, these hold HTML again.
_HTML_AGAIN = frozenset({"foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"})
# These end a picture or a formula that was left open.
_BREAKS_OUT = frozenset({
    "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span",
    "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var",
})  # fmt: skip
# Left open, these are opened anew in everything that follows.
FORMATTING = frozenset({"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
# Of those that are alike, the parser keeps so many. Source: HTML Standard, 13.2.4.3.
NOAH = 3
# What is open outside of these cannot be closed from inside.
_WALLS = frozenset({"object", "marquee", "applet", "template", "td", "th", "caption"})
_CELLS = frozenset({"td", "th", "caption"})
_CELL_ENDS = frozenset({"td", "th", "tr", "caption", "thead", "tbody", "tfoot", "table", "colgroup"})


class Depth:
    """``total`` is the depth so far, ``formatting`` how many of the open elements are opened anew wherever they were cut off."""

    def __init__(self) -> None:
        self.total = 0
        self.formatting = 0
        self._rooms: list[tuple[str, dict[str, list[str]]]] = [("", {})]
        self._alike: Counter[str] = Counter()
        self._modes: list[str] = []
        self._item = ""

    @property
    def foreign(self) -> bool:
        """Whether the place is inside a picture or a formula, where tags have no meaning of HTML."""
        return bool(self._modes) and self._modes[-1] == "foreign"

    def adds(self, name: str) -> bool:
        """Whether an opening tag of this name makes the tree deeper here."""
        self._leave_for(name)
        if name in _FOREIGN or self.foreign:
            return True
        if name in VOID:
            return False
        if name in _ITEMS:
            return self._item not in ("", _ITEMS[name])
        if name in _INSIDE:
            return not any(counts.get(_INSIDE[name]) for _, counts in self._rooms)
        return name not in _IMPLIED

    def open(self, name: str, counts: bool, attributes: str) -> None:
        """Notes an opening tag. ``counts`` is what ``adds`` said, ``attributes`` all that stands between name and end."""
        closed = attributes.endswith("/")
        if self.foreign and closed:
            return
        if self.foreign and name in _HTML_AGAIN:
            self._modes.append("html")
        elif name in _FOREIGN and not closed:
            self._modes.append("foreign")
        if name in _ITEMS:
            self._item = _ITEMS[name]
        elif name in _LISTS:
            self._item = ""
        if name in _WALLS and not self.foreign:
            self._rooms.append((name, {}))
        if counts and not (closed and name in _FOREIGN):
            room = self._rooms[-1][1]
            kind = name + attributes if name in FORMATTING else ""
            room.setdefault(name, []).append(kind)
            self.total += 1
            if kind:
                self._alike[kind] += 1
                self.formatting += self._alike[kind] <= NOAH

    def close(self, name: str) -> None:
        """Notes a closing tag; one that closes nothing changes nothing."""
        if name in _ITEMS or name in _LISTS:
            self._item = ""
        if self._modes and ((name in _FOREIGN and self.foreign) or (name in _HTML_AGAIN and not self.foreign)):
            self._modes.pop()
        if name in _CELL_ENDS and name not in _CELLS:
            self._end_cell()
        if name in _WALLS and len(self._rooms) > 1 and self._rooms[-1][0] == name:
            self._end_room()
            return
        room = self._rooms[-1][1]
        if room.get(name):
            self._forget(room[name].pop())

    def _leave_for(self, name: str) -> None:
        if name in _BREAKS_OUT:
            while self.foreign:
                self._modes.pop()
        if name in _CELL_ENDS and not self.foreign:
            self._end_cell()

    def _end_cell(self) -> None:
        if self._rooms[-1][0] in _CELLS:
            self._end_room()

    def _end_room(self) -> None:
        _, counts = self._rooms.pop()
        for kinds in counts.values():
            for kind in kinds:
                self._forget(kind)

    def _forget(self, kind: str) -> None:
        self.total -= 1
        if kind:
            self.formatting -= self._alike[kind] <= NOAH
            self._alike[kind] -= 1
