"""Takes out of hostile markup what makes an HTML5 parser slow: endless nesting, endless attributes, endless tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_CHARACTERS = 10_000_000
MAX_TAGS = 250_000
MAX_NESTING = 1_000
MAX_ATTRIBUTES = 500
# Below these a page is read as it is: even built on purpose it costs less than 100 ms.
CALM_TAGS = 3_000
CALM_GAP = 20_000

_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>)))?+"
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:{_ATTRIBUTE})*+)[\s/]*+>")
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
# Authors leave these open by right; the parser closes them itself, so an open one is no nesting. A link is never dropped.
_IMPLIED = frozenset({
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot", "rt", "rp", "a", "html", "head",
    "body", "colgroup",
})  # fmt: skip


def tame(text: str) -> tuple[str, str]:
    """Markup that parses in time linear to its length, and what was taken out of it (``""`` for nearly every page).

    Nesting beyond ``MAX_NESTING`` is flattened by leaving out opening tags, as browsers flatten it at 512; text and links stay.
    """
    note = ""
    if len(text) > MAX_CHARACTERS:
        text, note = text[:MAX_CHARACTERS], f"cut after {MAX_CHARACTERS} characters"
    if text.count("<") <= CALM_TAGS and max(map(len, text.split("<"))) <= CALM_GAP:
        return text, note
    changes = _Changes()
    parts = list(_tamed(text, changes))
    notes = [note] if note else []
    if changes.flattened:
        notes.append(f"nesting deeper than {MAX_NESTING} flattened")
    if changes.shortened:
        notes.append(f"attributes after the first {MAX_ATTRIBUTES} of an element left out")
    if changes.cut:
        notes.append(f"cut after {MAX_TAGS} elements")
    return ("".join(parts) if changes.any else text), "; ".join(notes)


class _Changes:
    flattened = shortened = cut = False

    @property
    def any(self) -> bool:
        return self.flattened or self.shortened or self.cut


def _tamed(text: str, changes: _Changes) -> Iterator[str]:
    position, nesting, tags, foreign = 0, 0, 0, False
    kept = 0
    while (start := text.find("<", position)) >= 0:
        match = _TAG.match(text, start)
        if match is None:
            position = _after_other(text, start)
            continue
        position = match.end()
        name = match["name"].lower()
        foreign = foreign or name in ("svg", "math")
        if match["end"]:
            nesting -= name not in _IMPLIED and name not in _VOID and nesting > 0
            continue
        tags += 1
        if tags > MAX_TAGS:
            changes.cut = True
            yield text[kept:start]
            return
        if name not in _VOID and name not in _IMPLIED:
            if nesting >= MAX_NESTING:
                changes.flattened = True
                yield text[kept:start]
                kept = position
                continue
            nesting += 1
        if len(match["attributes"]) > MAX_ATTRIBUTES * 2:
            last = _last_attribute(text, match.start("attributes"), match.end("attributes"))
            if last < match.end("attributes"):
                changes.shortened = True
                yield text[kept:last] + ">"
                kept = position
        if name in _RAW and not foreign:
            nesting -= 1
            position = _after_raw(text, position, name)
    yield text[kept:]


def _last_attribute(text: str, start: int, end: int) -> int:
    for count, match in enumerate(_ONE_ATTRIBUTE.finditer(text, start, end), 1):
        if count == MAX_ATTRIBUTES:
            return match.end()
    return end


def _after_raw(text: str, position: int, name: str) -> int:
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, position)
    if match is None:
        return len(text)
    end = text.find(">", match.end())
    return len(text) if end < 0 else end + 1


def _after_other(text: str, start: int) -> int:
    """Where reading goes on after a ``<`` that opens no complete tag: a comment, a declaration, a stray sign, an endless tag."""
    if text.startswith(("<!-->", "<!--->"), start):
        return text.index(">", start) + 1
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        return len(text) if end < 0 else end + 3
    sign = text[start + 1 : start + 2]
    if sign in ("!", "?", "/"):
        name = text[start + 2 : start + 3]
        if not (sign == "/" and name.isascii() and name.isalpha()):
            end = text.find(">", start)
            return len(text) if end < 0 else end + 1
        return len(text)
    # An opening tag that never ends swallows the rest of the page, in a browser too.
    return len(text) if sign.isascii() and sign.isalpha() else start + 1
