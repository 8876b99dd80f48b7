"""Which tests stay together on one worker, and which workers take up first.

Tests of one file share what its fixtures build, so a file is a group, unless its tests name another by ``xdist_group``: then several files
share what is built for all of them. A file whose tests hold a worker for many seconds says so by ``costs``; the dearest groups come first,
so that workers end together and not one of them alone at the end.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

# Seconds that a test of those that say nothing may take (CONTRIBUTING).
A_TEST = 0.1


def group_of(item: pytest.Item) -> str:
    """The group of a test: that of its mark, else its file."""
    named = sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")})
    return "_".join(named) or item.nodeid.partition("::")[0]


def cost_of(items: list[pytest.Item]) -> float:
    """Seconds that these tests hold a worker. What a file says counts once, for it speaks of all its tests of the group; a file that says
    nothing holds it for as many times what a test may take as it has tests."""
    told = {(item.nodeid.partition("::")[0], mark.args[0]) for item in items if (mark := item.get_closest_marker("costs"))}
    return float(sum(seconds for _, seconds in told)) + A_TEST * sum(item.get_closest_marker("costs") is None for item in items)


def arrange(items: list[pytest.Item], many: bool) -> None:
    """Gives each test its group and, where there are many workers, puts the dearest groups first; else the order stays."""
    groups: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        groups[group_of(item)].append(item)
    for name, members in groups.items():
        for item in members:
            if item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group(name.removeprefix("tests/").removesuffix(".py")))
    if many:
        items[:] = [item for members in sorted(groups.values(), key=cost_of, reverse=True) for item in members]
