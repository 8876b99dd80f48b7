"""Places of totals that may still be ranges: never a made-up middle, always the best and the worst place that can come true."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal


def place_ranges(totals: Sequence[tuple[Decimal, Decimal]]) -> list[tuple[int, int]]:
    """The best and the worst place of each total among all of them.

    A body stands behind everyone who has more; bodies with equal points share a place. So the best place counts who has more whatever is
    decided, the worst who can come to have more.

    :param totals: the least and the most points of each body, low ≤ high.
    :returns: (best, worst) in the order given, counted from 1.
    """
    lows = sorted(low for low, _ in totals)
    highs = sorted(high for _, high in totals)
    count = len(totals)
    made = []
    for low, high in totals:
        ahead = count - bisect_right(lows, high)
        # Its own upper end is no rival.
        may_be = count - bisect_right(highs, low) - (high > low)
        made.append((1 + ahead, 1 + may_be))
    return made


def bins(shares: Sequence[tuple[Decimal, Decimal]], edges: Sequence[Decimal]) -> list[tuple[int, int]]:
    """How many shares lie in each part of a scale: for certain, and at most.

    :param shares: both ends of each body's share of the most there is. :param edges: inner bounds of the parts, rising; a share on a
        bound belongs to the part above it.
    :returns: for each part the number of bodies that lie in it whatever is decided, and of those that can.
    """
    found = [[0, 0] for _ in range(len(edges) + 1)]
    for low, high in shares:
        first, last = bisect_right(edges, low), bisect_right(edges, high)
        found[first][0] += first == last
        for part in range(first, last + 1):
            found[part][1] += 1
    return [(sure, most) for sure, most in found]


def part_of(share: Decimal, edges: Sequence[Decimal]) -> int:
    """The part of the scale in which one share lies."""
    return bisect_right(edges, share)
