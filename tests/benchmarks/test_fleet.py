"""The simulation of nights against cases whose answer is known."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.fleet import Costs, Fleet, shared_share
from tests.tools import ROOT

EVEN = Costs(requests=100, gap=0.5, apart=0.1, cpu=10.0, fetch=1.0, spread=0.0)


def test_one_body_takes_the_sum_of_its_costs() -> None:
    assert Fleet(1, 1, EVEN).run().hours * 3600 == pytest.approx(1 + 50 + 10)


def test_a_shared_host_takes_its_time_however_many_work() -> None:
    told = Fleet(40, 50, Costs(requests=100, apart=0.1, cpu=1.0, fetch=0.0, shared=1.0, spread=0.0)).run()
    assert told.hours * 3600 == pytest.approx(40 * 100 * 0.1 + 1, rel=0.01)
    assert told.bottleneck == "shared host"


def test_cores_hold_back_where_politeness_does_not() -> None:
    told = Fleet(40, 2, Costs(requests=1, gap=0.1, cpu=60.0, fetch=0.0, spread=0.0)).run()
    assert told.hours * 3600 == pytest.approx(40 * 60 / 4, rel=0.05)
    assert told.bottleneck == "cores"


@pytest.mark.parametrize("bodies", [1, 7, 40])
def test_more_workers_are_never_slower(bodies: int) -> None:
    hours = [Fleet(bodies, workers, Costs(shared=0.3)).run().hours for workers in (1, 2, 5, 20)]
    assert all(later <= earlier * 1.001 for earlier, later in pairwise(hours))
    assert hours == [Fleet(bodies, workers, Costs(shared=0.3)).run().hours for workers in (1, 2, 5, 20)], (
        "the same seed, the same night"
    )


def test_the_share_is_that_of_the_register() -> None:
    assert 0 < shared_share(ROOT / "config") <= 1
