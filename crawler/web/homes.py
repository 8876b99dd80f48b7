"""The start addresses of a site and what they gave: by them other pages are judged."""

from __future__ import annotations

from crawler.addresses.links import normalise
from crawler.hosts.answer import Answer
from store.harvest import Capture, CrawlPlan


class Homes:
    """Start addresses in their one spelling (``urls``), the answers at depth 0 by address, and the first capture of each lane."""

    def __init__(self, plan: CrawlPlan) -> None:
        self.urls = [home for home in (normalise(site.url) for site in plan.body.sites) if home]
        self.answers: dict[str, Answer] = {}
        self._known = frozenset(self.urls)
        self._captures: dict[str, Capture] = {}

    def __contains__(self, url: str) -> bool:
        return url in self._known

    def saw(self, url: str, lane: str, answer: Answer, capture: Capture) -> None:
        """Notes what a page at depth 0 gave."""
        self.answers[url] = answer
        self._captures.setdefault(lane, capture)

    def capture(self, lane: str) -> Capture | None:
        """The home page in a lane, or else as it is without one."""
        return self._captures.get(lane) or self._captures.get("*")
