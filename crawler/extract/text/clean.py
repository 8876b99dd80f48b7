"""Text as it goes into records: one line, bounded, without characters that no store or file can hold."""

from __future__ import annotations

import re
from functools import lru_cache

TEXT_LIMIT = 300
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\u200b\u00ad]")
_EDGES = " \t\n\r.,:;!|/\\«»\"'()[]{}<>→›»-–—•·*+"


def clean(text: str | None, limit: int = TEXT_LIMIT) -> str:
    """One line of at most ``limit`` characters: white space collapsed, control characters and lone surrogates removed."""
    if not text:
        return ""
    # Collapsing a page of one line to keep 300 characters would cost as much as parsing it.
    head = text[: limit * 20 + 1000] if limit else text
    line = " ".join(_UNSTORABLE.sub("", head).split())
    return line[:limit].rstrip() if limit else line


def clean_lines(text: str) -> str:
    """A text of several lines: each without spaces at its ends and without characters that cannot be stored, empty ones left out."""
    return "\n".join(line for line in (stripped.strip() for stripped in _UNSTORABLE.sub("", text).split("\n")) if line)


def storable(text: str | None, limit: int) -> str:
    """The text with its inner spaces kept, without characters that cannot be stored, cut to ``limit`` characters."""
    return _UNSTORABLE.sub("", (text or "")[:limit]).strip()


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The form in which words are compared: lower case, ё as е, one space, no punctuation at the edges."""
    return " ".join(text.casefold().replace("ё", "е").split()).strip(_EDGES)
