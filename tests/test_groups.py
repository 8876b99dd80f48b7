"""Tests that share what is dear to build (a browser, a harvest) run on one worker: the plug-in and pytest must agree on that."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.xdist_group("groups")


def test_a_group_stays_on_one_worker(request: pytest.FixtureRequest) -> None:
    """The plug-in keeps a group together by the end of its tests' names."""
    if not request.config.getoption("loadgroup", False):
        pytest.skip("only under --dist loadgroup")
    assert request.node.nodeid.endswith("@groups")
