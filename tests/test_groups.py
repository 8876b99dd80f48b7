"""Tests that share what is dear to build (a browser, a harvest) run on one worker: the plug-in and pytest must agree on that."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.xdist_group("groups")


def test_a_group_stays_on_one_worker(request: pytest.FixtureRequest) -> None:
    """The plug-in keeps a group together by the end of its tests' names, and leaves them alone where it is not asked to."""
    grouped = bool(request.config.getoption("loadgroup", False))
    assert request.node.nodeid.endswith("@groups") is grouped
