"""What stands between a hostile page's text and the report: bounds, addresses that may be links, anchors."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from store.visible import TURNING

MAX_HREF = 2048
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")
# Letters of no width, but for the soft hyphen, by which pages hyphenate their words: two addresses may differ in one of them alone.
_WIDTHLESS = "\u180e\u200b-\u200d\u2060-\u2064\ufeff\u115f\u1160\u3164\uffa0\U000e0000-\U000e007f"
# Control letters but tab and line feed, halves of letters, no letters at all, and what turns the direction or hides: a report holds millions
# of letters to look at.
_UNSEEN = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{_WIDTHLESS}{''.join(map(chr, sorted(TURNING)))}]")


def href(url: str) -> str | None:
    """The address if a reader may follow it: http or https with a host, of bounded length and all of it to be seen; else None."""
    if len(url) > MAX_HREF or _UNSEEN.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def clean(text: str) -> str:
    """Text without letters that control, turn its direction or take no room; each becomes a visible sign."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def cut(text: str, most: int) -> str:
    """Text of at most ``most`` letters; what is left out shows as an ellipsis."""
    text = clean(text[: most + 1])
    return text if len(text) <= most else text[: most - 1] + "…"


def anchor(*names: str | None) -> str:
    """An id for the page made of names of rows and findings."""
    return "-".join(_UNSAFE.sub("_", name) for name in names if name) or "_"
