"""Groups of tests: a file stays together, what it costs decides when it starts."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from tests.order import arrange, cost_of, group_of


class Item:
    """As much of a test as its place is told by."""

    def __init__(self, nodeid: str, group: str = "", costs: float = 0) -> None:
        self.nodeid = nodeid
        self.marks = [pytest.mark.xdist_group(group).mark] if group else []
        self.marks += [pytest.mark.costs(costs).mark] if costs else []

    def iter_markers(self, name: str) -> Any:
        return (mark for mark in self.marks if mark.name == name)

    def get_closest_marker(self, name: str) -> Any:
        return next(self.iter_markers(name), None)

    def add_marker(self, mark: Any) -> None:
        self.marks.append(mark.mark)


def items() -> list[Any]:
    return [
        Item("tests/a.py::one"),
        Item("tests/b.py::one", "shared", 30),
        Item("tests/a.py::two[x@y]"),
        Item("tests/c.py::one", costs=40),
        Item("tests/d.py::one", "shared", 20),
        Item("tests/b.py::two", "shared", 30),
    ]


def test_a_file_is_a_group_and_files_that_share_are_one() -> None:
    found = items()
    arrange(found, many=False)
    assert [group_of(item) for item in found] == ["a", "shared", "a", "c", "shared", "shared"]
    assert [item.nodeid for item in found] == [item.nodeid for item in items()]


def test_the_dearest_group_starts_first_and_each_file_counts_once() -> None:
    found = items()
    assert cost_of([item for item in found if group_of(item) == "shared"]) == 50
    arrange(found, many=True)
    assert [item.nodeid.partition("::")[0][6] for item in found] == ["b", "d", "b", "c", "a", "a"]


def test_a_file_that_says_nothing_costs_as_much_as_its_tests_may() -> None:
    found = [Item("tests/small.py::one", costs=3), *(Item(f"tests/many.py::{number}") for number in range(1000)), *items()]
    arrange(found, many=True)
    assert list(dict.fromkeys(group_of(item) for item in found)) == ["many", "shared", "c", "small", "a"]


def test_this_very_session_is_arranged(request: pytest.FixtureRequest) -> None:
    members = request.session.items
    assert all(item.get_closest_marker("xdist_group") for item in members)
    if hasattr(request.config, "workerinput"):
        groups = [list(some) for _, some in groupby(members, group_of)]
        assert len({group_of(some[0]) for some in groups}) == len(groups)
        costs = [cost_of(some) for some in groups]
        # What ``-m`` and ``-k`` leave out is left out of groups that were in order with it.
        if request.config.option.markexpr or request.config.option.keyword:
            return
        assert costs == sorted(costs, reverse=True)
