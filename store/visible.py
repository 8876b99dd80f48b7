"""What of a text may reach a terminal: nothing that steers it, turns the direction of reading or takes no room.

Titles, addresses and file names come from pages and packages of anybody. An escape sequence among them could rewrite lines
that were printed before, a turn of direction could make an address read as another one (Unicode Technical Report 36).
"""

from __future__ import annotations

import unicodedata

# Letters that turn the direction of text.
TURNING = frozenset({*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C})
# Control signs, signs of format (among them every turn of direction and everything of no width), halves of letters.
_STEERING = frozenset({"Cc", "Cf", "Cs"})
_BREAKS = frozenset({"Zl", "Zp"})
# Fillers of Korean writing: letters by name, blank by look.
_BLANK = frozenset({"\u115f", "\u1160", "\u3164", "\uffa0"})
# No letters at all, and what XML cannot hold.
_NONE = frozenset({"\ufffe", "\uffff"})
LENGTH = 200


def plain(text: str, keep: str = "\n\t") -> str:
    """The text without signs that steer, turn or hide.

    :param keep: control signs that stay; every other one is left out, so that what is seen takes the same room as before.
    """
    if _clean(text):
        return text
    return "".join(_letter(letter, keep) for letter in text)


def _clean(text: str) -> bool:
    return text.isprintable() and _BLANK.isdisjoint(text)


def _letter(letter: str, keep: str) -> str:
    if letter in keep:
        return letter
    kind = unicodedata.category(letter)
    if kind in _BREAKS:
        return " "
    return "" if kind in _STEERING or letter in _BLANK or letter in _NONE else letter


def line(text: object, length: int = LENGTH) -> str:
    """A value of unknown origin in one plain line of at most ``length`` letters; what is left out shows as an ellipsis."""
    words = " ".join(plain(str(text)[: length * 8]).split())
    return words if len(words) <= length else words[: length - 1] + "…"


def escaped(json: str) -> str:
    """JSON in which the same signs stand as ``\\uXXXX``: the value stays what it was, and a terminal sees letters only."""
    return "\n".join(part if _clean(part) else "".join(map(_safe, part)) for part in json.split("\n"))


def _safe(letter: str) -> str:
    return letter if _letter(letter, "") == letter else _code(letter)


def _code(letter: str) -> str:
    """A letter as JSON escapes it: by the units of UTF-16."""
    units = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))
