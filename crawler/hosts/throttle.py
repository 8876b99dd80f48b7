"""Scrapy's automatic throttle, for which «not modified» is as good an answer as a page.

Scrapy lowers the pause between requests only after status 200; a second harvest, which hears 304 nearly always, would keep the
cautious pause that it begins with to its end.
"""

from __future__ import annotations

from typing import Any

from scrapy.extensions.throttle import AutoThrottle

NOT_MODIFIED = 304


class Throttle(AutoThrottle):  # type: ignore[misc]
    """Learns the pause between requests from the latency of pages and of answers that nothing changed."""

    def _adjust_delay(self, slot: Any, latency: float, response: Any) -> None:
        heard = response.replace(status=200) if response.status == NOT_MODIFIED else response
        super()._adjust_delay(slot, latency, heard)
