"""Takes out of hostile markup what makes an HTML5 parser slow: endless nesting, endless attributes, endless tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.extract.page.depth import FORMATTING, Depth

MAX_CHARACTERS = 10_000_000
MAX_TAGS = 250_000
MAX_NESTING = 1_000
MAX_ATTRIBUTES = 500
# A choice of more takes time by the square of them.
MAX_OPTIONS = 8_000
# Formatting that is left open is opened anew in each element that follows; beyond these it is left out.
MAX_FORMATTING = 50
# So much formatting may be open at once without being counted anew for each element that follows.
USUAL_FORMATTING = 5
# Below these a page is read as it is: even built on purpose it costs little.
CALM_TAGS = 3_000
CALM_FORMATTING = 60
CALM_GAP = 20_000

_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>)))?+"
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:{_ATTRIBUTE})*+)[\s/]*+>")
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
_FORMATTING = re.compile(rf"<(?:{'|'.join(sorted(FORMATTING))})[\s/>]", re.IGNORECASE)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


def tame(text: str) -> tuple[str, str]:
    """Markup that parses in time linear to its length, and what was taken out of it (``""`` for nearly every page).

    Nesting beyond ``MAX_NESTING`` is flattened by leaving out opening tags, as browsers flatten it at 512; text and links stay.
    """
    note = ""
    if len(text) > MAX_CHARACTERS:
        text, note = text[:MAX_CHARACTERS], f"cut after {MAX_CHARACTERS} characters"
    if text.count("<") <= CALM_TAGS and max(map(len, text.split("<"))) <= CALM_GAP and _is_plain(text):
        return text, note
    changes = _Changes()
    parts = list(_tamed(text, changes))
    notes = [note] if note else []
    if changes.flattened:
        notes.append(f"nesting deeper than {MAX_NESTING} flattened")
    if changes.shortened:
        notes.append(f"attributes after the first {MAX_ATTRIBUTES} of an element left out")
    if changes.crowded:
        notes.append(f"choices after the first {MAX_OPTIONS} left out")
    if changes.cut:
        notes.append(f"cut after {MAX_TAGS} elements")
    return ("".join(parts) if changes.any else text), "; ".join(notes)


def _is_plain(text: str) -> bool:
    return next(islice(_FORMATTING.finditer(text), CALM_FORMATTING, None), None) is None


class _Changes:
    flattened = shortened = cut = crowded = False

    @property
    def any(self) -> bool:
        return self.flattened or self.shortened or self.cut or self.crowded


def _tamed(text: str, changes: _Changes) -> Iterator[str]:
    position, tags, kept, options = 0, 0, 0, 0
    depth = Depth()
    while (start := text.find("<", position)) >= 0:
        match = _TAG.match(text, start)
        if match is None:
            position = _after_other(text, start)
            continue
        position = match.end()
        name = match["name"].lower()
        if match["end"]:
            depth.close(name)
            continue
        tags += 1 + max(0, depth.formatting - USUAL_FORMATTING)
        if tags > MAX_TAGS:
            changes.cut = True
            yield text[kept:start]
            return
        options += name == "option"
        if name == "option" and options > MAX_OPTIONS:
            changes.crowded = True
            yield text[kept:start]
            kept = position
            continue
        deeper = depth.adds(name)
        if deeper and (depth.total >= MAX_NESTING or (name in FORMATTING and depth.formatting >= MAX_FORMATTING)):
            changes.flattened = True
            yield text[kept:start]
            kept = position
            continue
        if len(match["attributes"]) > MAX_ATTRIBUTES * 2:
            last = _last_attribute(text, match.start("attributes"), match.end("attributes"))
            if last < match.end("attributes"):
                changes.shortened = True
                yield text[kept:last] + ">"
                kept = position
        if name in _RAW and not depth.foreign:
            position = _after_raw(text, position, name)
        else:
            depth.open(name, deeper, text[match.end("name") : position - 1])
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
