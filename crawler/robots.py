"""robots.txt of a host as RFC 9309 reads it: absent means allowed, unreachable means forbidden, Crawl-delay is kept."""

from __future__ import annotations

from protego import Protego

MAX_DELAY = 60.0
MAX_SIZE = 500 * 1024


class Robots:
    """The rules of one host. ``status`` None stands for no answer at all, for which ``failure`` is the reason."""

    def __init__(self, status: int | None, body: bytes, agent: str, failure: str = "") -> None:
        self.agent = agent
        self.failure = failure
        self.unreachable = status is None or status >= 500 or status == 429
        self._rules = Protego.parse(body[:MAX_SIZE].decode("utf-8", "replace")) if status is not None and status < 300 else None

    def allows(self, url: str) -> bool:
        """Whether our agent may ask this address."""
        if self.unreachable:
            return False
        return self._rules is None or bool(self._rules.can_fetch(url, self.agent))

    @property
    def delay(self) -> float:
        """Crawl-delay in seconds, 0 where none is asked for, at most a minute."""
        asked = self._rules.crawl_delay(self.agent) if self._rules is not None else None
        return min(float(asked), MAX_DELAY) if asked else 0.0

    @property
    def sitemaps(self) -> list[str]:
        """Sitemap addresses that the file names."""
        return list(self._rules.sitemaps) if self._rules is not None else []
