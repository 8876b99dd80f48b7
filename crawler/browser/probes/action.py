"""Where a form leads: its ``action`` joined to its page as a browser joins them."""

from __future__ import annotations

from crawler.addresses.links import join


def reached(page: str, action: str | None) -> str:
    """The address that a form is sent to: that of the page where it names none; empty where what it names is no address."""
    try:
        return join(page, (action or "").strip()) if action else page
    except ValueError:
        return ""
