"""What stands between a hostile page's text and the report: bounds, addresses that may be links, anchors."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from store.visible import TURNING

MAX_HREF = 2048
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


def href(url: str) -> str | None:
    """The address if a reader may follow it: http or https with a host and of bounded length; else None."""
    if len(url) > MAX_HREF:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def clean(text: str) -> str:
    """Text without control letters and without letters that turn its direction; each becomes a visible sign."""
    return "".join(_visible(letter) for letter in text)


def _visible(letter: str) -> str:
    if ord(letter) in TURNING:
        return "\N{REPLACEMENT CHARACTER}"
    if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\n":
        return "\N{REPLACEMENT CHARACTER}"
    return letter


def cut(text: str, most: int) -> str:
    """Text of at most ``most`` letters; what is left out shows as an ellipsis."""
    text = clean(text[: most + 1])
    return text if len(text) <= most else text[: most - 1] + "…"


def anchor(*names: str | None) -> str:
    """An id for the page made of names of rows and findings."""
    return "-".join(_UNSAFE.sub("_", name) for name in names if name) or "_"
