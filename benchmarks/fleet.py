"""``python -m benchmarks.fleet``: what 40, 1,200 and 20,000 bodies cost with 2, 10 and 50 workers: a discrete-event simulation of the engine.

Each audit waits for a slot, is taken from the queue (one database), talks to its site – alone on its own host, or at the shared pace of a
portal's host –, and is read, judged and reported by the cores of its machine. What is measured and what is assumed is told with the result.
Source: SimPy 4, process-based simulation with shared resources.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import simpy

from benchmarks.report import RESULTS
from openness.registers import load_bodies, load_portals
from store.harvest import Limits
from tests.tools import ROOT

# Requests to a shared host that are reserved in one step of the simulation.
BATCH = 25


@dataclass(frozen=True)
class Costs:
    """Of one body: ``requests`` to its site, ``gap`` seconds between two of them on a host of its own, ``apart`` on a shared one, ``cpu``
    seconds of one core, ``browser`` requests more. ``fetch``: seconds of the database for taking a job. ``shared``: share of bodies on one host."""

    requests: int = 400
    gap: float = 0.25
    apart: float = Limits().shared_apart
    cpu: float = 49.0
    fetch: float = 0.012
    shared: float = 0.0
    spread: float = 0.5


@dataclass(frozen=True)
class Told:
    """What a night of so many bodies took: hours from the first to the last, and the share of that time in which each thing was busy."""

    bodies: int
    workers: int
    hours: float
    an_hour: float
    cores: float
    shared: float
    database: float

    @property
    def bottleneck(self) -> str:
        """What ends last: the thing that was busiest, or the slots, where none of them was."""
        busiest = max(("cores", self.cores), ("shared host", self.shared), ("database", self.database), key=lambda one: one[1])
        return busiest[0] if busiest[1] > 0.8 else "slots (politeness of own hosts)"


class Fleet:
    """One night. Each worker is a machine with ``cores`` and ``slots``."""

    def __init__(self, bodies: int, workers: int, costs: Costs, seed: int = 1, slots: int = 2, cores: int = 2) -> None:
        self._env = simpy.Environment()
        self._costs, self._draw = costs, random.Random(seed)
        self._database = simpy.Resource(self._env, 1)
        self._host = simpy.Resource(self._env, 1)
        self._machines = [simpy.Resource(self._env, cores) for _ in range(workers)]
        self._slots = simpy.Store(self._env)
        self._slots.items.extend(number for number in range(workers) for _ in range(slots))
        self._busy = {"cores": 0.0, "shared": 0.0, "database": 0.0}
        self._cores = workers * cores
        self.bodies, self.workers = bodies, workers

    def run(self) -> Told:
        """The night from its first to its last body."""
        size = [max(0.1, self._draw.gauss(1, self._costs.spread)) if self._costs.spread else 1.0 for _ in range(self.bodies)]
        # As the engine does: who takes longest begins first.
        for factor in sorted(size, reverse=True):
            self._env.process(self._body(factor, self._draw.random() < self._costs.shared))
        self._env.run()
        span = self._env.now or 1.0
        busy = self._busy
        return Told(self.bodies, self.workers, span / 3600, 3600 * self.bodies / span, busy["cores"] / span / self._cores,
                    busy["shared"] / span, busy["database"] / span)  # fmt: skip

    def _body(self, size: float, shared: bool) -> Generator[Any, Any, None]:
        costs = self._costs
        machine = yield self._slots.get()
        yield from self._use(self._database, "database", costs.fetch)
        requests = round(costs.requests * size)
        if shared:
            for begun in range(0, requests, BATCH):
                yield from self._use(self._host, "shared", min(BATCH, requests - begun) * costs.apart)
        else:
            yield self._env.timeout(requests * costs.gap)
        yield from self._use(self._machines[machine], "cores", costs.cpu * size)
        yield self._slots.put(machine)

    def _use(self, what: simpy.Resource, name: str, seconds: float) -> Generator[Any, Any, None]:
        with what.request() as turn:
            yield turn
            yield self._env.timeout(seconds)
            self._busy[name] += seconds


def shared_share(config: Path) -> float:
    """The share of the register's bodies whose site lies on a host of a portal."""
    hosts = {urlsplit(portal.url).netloc for portal in load_portals(config).values()}
    bodies = list(load_bodies(config).values())
    return sum(any(urlsplit(site.url).netloc in hosts for site in body.sites) for body in bodies) / len(bodies)


def lines(costs: Costs, counts: tuple[int, ...], workers: tuple[int, ...]) -> Iterator[str]:
    """The result as a table."""
    yield "| bodies | workers | hours | bodies an hour | cores busy | shared host busy | database busy | what holds it back |"
    yield "|---:|---:|---:|---:|---:|---:|---:|---|"
    for count in counts:
        for number in workers:
            told = Fleet(count, number, costs).run()
            shares = " | ".join(f"{100 * share:.0f} %" for share in (told.cores, told.shared, told.database))
            yield f"| {count} | {number} | {told.hours:.1f} | {told.an_hour:.0f} | {shares} | {told.bottleneck} |"


def main() -> int:
    """Exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fleet", description=__doc__)
    parser.add_argument("--bodies", type=int, nargs="*", default=[40, 1200, 20000])
    parser.add_argument("--workers", type=int, nargs="*", default=[2, 10, 50])
    wanted = parser.parse_args()
    share = shared_share(ROOT / "config")
    costs, asked = Costs(shared=share), (tuple(wanted.bodies), tuple(wanted.workers))
    told = [
        "# Nights on paper", "",
        "Each worker is a machine of 2 cores with 2 slots. Measured: 49 s of a core for a body with the browser (engine.md, an audit of the",
        "stand-in), 12 ms for a job taken while 50,000 wait. From the configuration: a shared host is asked every 0.1 s by all together;",
        f"{100 * share:.0f} % of the register's bodies lie on one.",
        "Assumed: 400 requests a body (spread by half), 0.25 s apart on a host of its own.", "",
        f"## With the register as it is: {100 * share:.0f} % on a shared host", "", *lines(costs, *asked), "",
        "## With every body on a host of its own", "", *lines(Costs(), *asked), "",
    ]  # fmt: skip
    (RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-fleet.md").write_text("\n".join(told), encoding="utf-8")
    sys.stdout.write("\n".join(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
