"""How much of a site a harvest may read, how much it has, and what ended it."""

from __future__ import annotations

from time import monotonic

from store.harvest import Limits


class Bounds:
    """Time and pages of one harvest. ``pages`` were read, ``soft`` turned out to be none; ``truncated_by`` is what cut it short."""

    def __init__(self, limits: Limits) -> None:
        self._most = limits.max_pages
        self.deadline = monotonic() + limits.max_time
        self.truncated_by = ""
        self.pages = 0
        self.soft = 0

    def count(self, pages: int) -> None:
        """Notes pages that were read."""
        self.pages += pages

    def over(self) -> bool:
        """Whether the time is spent."""
        return monotonic() > self.deadline

    def room(self, asked: int) -> bool:
        """Whether another page may be read beside those that are being asked."""
        return self.pages + self.soft + asked < self._most

    def cut(self, why: str) -> None:
        """Notes what cut the harvest short; the first word stays."""
        self.truncated_by = self.truncated_by or why

    def stop(self, why: str) -> None:
        """Ends it now."""
        self.truncated_by = why
        self.deadline = monotonic()
