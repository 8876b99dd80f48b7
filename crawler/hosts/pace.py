"""How fast one host is asked: slower at once by half when it says it is overloaded, faster again in small steps (AIMD).

Source: D.-M. Chiu, R. Jain, Analysis of the Increase and Decrease Algorithms for Congestion Avoidance, 1989.
"""

from __future__ import annotations

from store.harvest import Limits

MAX_DELAY = 60.0
MAX_SILENCE = 300.0
STEP = 0.5
NO_DELAY = 0.02


class Pace:
    """The pace of one host. ``delay`` seconds lie between two requests, none goes out before ``not_before`` (monotonic seconds).

    ``floor`` is the delay that the host's Crawl-delay or the plan demands; the pace never falls below it. After the host said that it is
    overloaded it is at least ``overload_delay`` of the plan's limits.
    """

    def __init__(self, limits: Limits, floor: float = 0.0) -> None:
        self._first = limits.overload_delay
        self.floor = floor
        self.delay = floor
        self.not_before = 0.0
        self.strained = False
        self._eased_at = float("-inf")

    def hold(self, floor: float) -> None:
        """Keeps at least ``floor`` seconds between requests from now on."""
        self.floor = max(self.floor, floor)
        self.delay = max(self.delay, self.floor)

    def overloaded(self, asked_at: float, now: float, retry_after: float = 0.0) -> bool:
        """Halves the rate after an answer 429 or 503; answers to requests sent before the last halving change nothing more.

        :param asked_at: when the request went out, monotonic seconds.
        :param now: monotonic seconds.
        :param retry_after: seconds the host asks to be left alone, bounded by ``MAX_SILENCE``.
        :returns: whether the pace was changed.
        """
        self.not_before = max(self.not_before, now + min(retry_after, MAX_SILENCE))
        if asked_at <= self._eased_at:
            return False
        self._eased_at = now
        self.strained = True
        self.delay = min(max(self.delay * 2, self._first), MAX_DELAY)
        return True

    def answered(self) -> None:
        """Adds a step to the rate after a good answer, until nothing holds the host back but its floor."""
        if not self.strained:
            return
        self.delay = 1 / (1 / self.delay + STEP)
        if self.delay <= max(self.floor, NO_DELAY):
            self.delay = self.floor
            self.strained = False
