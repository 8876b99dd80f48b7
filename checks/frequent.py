"""What many pages share, found in bounded memory: a large site has millions of lines, of which a handful stand on many pages."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable

# Counters of the first pass; items of one counter are told apart in the second.
BUCKETS = 1 << 16


def frequent(groups: Callable[[], Iterable[Iterable[str]]], least: int) -> frozenset[str]:
    """Items that stand in at least so many groups.

    Groups are gone through twice: where all items of a counter together are too few, each of them is, and none is kept to be counted by itself.

    :param groups: gives the groups anew each time, the same ones; an item counts once in each.
    :param least: at least 1.
    """
    counted = array("I", bytes(BUCKETS * 4))
    for group in groups():
        for item in set(group):
            counted[hash(item) % BUCKETS] += 1
    found: Counter[str] = Counter()
    for group in groups():
        found.update(item for item in set(group) if counted[hash(item) % BUCKETS] >= least)
    return frozenset(item for item, number in found.items() if number >= least)
