"""Accounts in social networks that a page links to; links that share the page itself are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from crawler.extract.page.tree import Element, Outline

_NETWORKS = {
    "facebook.com": "facebook", "fb.com": "facebook", "instagram.com": "instagram", "t.me": "telegram", "telegram.me": "telegram",
    "youtube.com": "youtube", "x.com": "x", "twitter.com": "x", "tiktok.com": "tiktok", "vk.com": "vk", "ok.ru": "ok",
    "linkedin.com": "linkedin", "wa.me": "whatsapp", "threads.net": "threads", "threads.com": "threads",
}  # fmt: skip
_PREFIX = re.compile(r"^(?:www|m|mobile|kk-kz|ru-ru|kz)\.")
_SHARING = frozenset(
    {
        "share",
        "share.php",
        "sharer",
        "sharer.php",
        "sharearticle",
        "intent",
        "dialog",
        "plugins",
        "embed",
        "watch",
        "offer",
        "home",
    }
)


def accounts(outline: Outline) -> Iterator[tuple[str, str, Element]]:
    """Addresses of accounts with the network's name, in page order."""
    for element in outline.all("a", "area"):
        if element.hidden:
            continue
        found = account_of(element.get("href").strip()[:500])
        if found is not None:
            yield *found, element


def account_of(address: str) -> tuple[str, str] | None:
    """The account's address without what follows it, and the network's name; None for any other address."""
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
    except ValueError:
        return None
    host = _PREFIX.sub("", (parts.hostname or "").lower())
    network = _NETWORKS.get(host)
    steps = [step for step in parts.path.split("/") if step]
    if parts.scheme not in ("http", "https") or network is None or not steps:
        return None
    if any(step.lower() in _SHARING for step in steps):
        return None
    if steps[0] == "profile.php":
        number = parse_qs(parts.query).get("id", [""])[0]
        return (f"https://{host}/profile.php?id={number}", network) if number.isdigit() else None
    return f"https://{host}/{'/'.join(steps[:2])}", network
