"""``python -m benchmarks.kills --kills 200``: audits of small sites by two workers while something is killed at random, again and again.

A worker, the process that forks for it, that of an audit, a harvest lane, a process of a browser or the whole PostgreSQL is ended by
``kill -9`` (the server: as by a crash). At the end every audit must have come to what it comes to undisturbed, no answer and no look may be
on record twice, and no site may have been asked by two at once. Only what tells a crawler its manners (robots.txt, how a host answers for
what does not exist) is asked at every beginning.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from benchmarks.report import RESULTS
from openness.jobs.standing import Standing
from store import schema
from store.harvest import ProbeLimits
from tests.conftest import Server, postgres
from tests.crawler.servant import serving
from tests.openness.jobs.kit import Yard, slow_site, told, yard
from tests.openness.jobs.watching import Watch
from tests.settings import PROBES

VICTIMS = ("worker", "warm", "audit", "lane", "browser", "server")
# The server is what costs most to bring back; it is every twenty-fifth victim. A browser is there only for some of the time.
SHARES = (6, 2, 6, 6, 5, 1)
ATTEMPTS = "100"
# Seconds that the next kill waits at most for something to come about.
STILL = 90.0
# What must be there as often as undisturbed.
ASKED = ("crawl", "external", "browser", "render")
# Every look made anew, without the dear probes: what counts here is how looks are put on record.
LOOKS = {
    "max_rendered": 3,
    "visit_days": 0,
    "probes": ProbeLimits(off=tuple(name for name in PROBES if name != "skip-links"), engines=0, phone_pages=1),
}


class Killer:
    """Ends something at random and keeps the number of workers up."""

    def __init__(self, place: Yard, server: Server, seed: int) -> None:
        self._place, self._server = place, server
        self._draw = random.Random(seed)
        self.counts: Counter[str] = Counter()

    def keep(self, number: int) -> None:
        """As a supervisor would: a worker that is gone is started again."""
        alive = [one for one in self._place.workers if one.poll() is None]
        for _ in range(number - len(alive)):
            self._place.worker("--urgent-slots", "0")

    def strike(self) -> None:
        """One kill."""
        (kind,) = self._draw.choices(VICTIMS, SHARES)
        if kind == "server":
            self._place.engine.dispose()
            self._server.stop()
            self._server.start()
            self.counts[kind] += 1
            return
        workers = [one.pid for one in self._place.workers if one.poll() is None]
        place = self._place
        ways = {"warm": place.warm, "audit": place.children, "lane": place.lanes, "browser": place.browsers}
        found = ways[kind]() if kind in ways else workers
        if found:
            with suppress(ProcessLookupError):
                os.kill(self._draw.choice(sorted(found)), signal.SIGKILL)
                self.counts[kind] += 1


def main() -> int:
    """Exit status 0 where every audit came to the same, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--looks", type=int, default=5, help="so many more audits, with the browser")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pause", type=float, default=1.5, help="seconds between two kills, on average")
    wanted = parser.parse_args()
    watch = Watch()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pages = {path: watch.watched(page) for path, page in slow_site(0.1).items()}
        site = stack.enter_context(serving(pages)).url
        server = stack.enter_context(postgres())
        place = stack.enter_context(yard(server.address, folder, attempts=ATTEMPTS))
        return _story(place, server, site, watch, wanted)


def _story(place: Yard, server: Server, site: str, watch: Watch, wanted: argparse.Namespace) -> int:
    kinds = {False: {}, True: {"render": True, "limits": LOOKS}}
    firsts = {place.ordered(site, **kinds[looked]): looked for looked in ((False, True) if wanted.looks else (False,))}
    place.worker("--until-empty").wait()
    for first in firsts:
        if place.row(first).standing != Standing.DONE:
            raise SystemExit(f"{place.row(first)}\n{place.said()}")
    expected = {looked: (told(place.storage, first), _rows(place, first)) for first, looked in firsts.items()}
    looks = [n < wanted.looks for n in range(wanted.runs + wanted.looks)]
    random.Random(wanted.seed).shuffle(looks)
    runs = {place.ordered(site, **kinds[looked]): looked for looked in looks}
    killer, draw, begun = Killer(place, server, wanted.seed), random.Random(wanted.seed), time.monotonic()
    before: tuple[int, ...] = ()
    while sum(killer.counts.values()) < wanted.kills:
        killer.keep(2)
        before = _moved(place, before)
        time.sleep(draw.uniform(0, 2 * wanted.pause))
        killer.strike()
        if all(place.row(run).standing == Standing.DONE for run in runs):
            runs |= {place.ordered(site, **kinds[looked]): looked for looked in looks[:5]}
    killer.keep(2)
    rows = [place.ended(run) for run in runs]
    wrong = [run for run, looked in runs.items() if told(place.storage, run) != expected[looked][0]]
    doubled = [run for run, looked in runs.items() if _rows(place, run) != expected[looked][1]]
    for run in doubled:
        found, asked = _rows(place, run), expected[runs[run]][1]
        sys.stderr.write(f"{run}: more {dict(found - asked)}, less {dict(asked - found)}; {place.stages(run)}\n")
        sys.stderr.write("".join(f"  {line}\n" for key in found - asked for line in _history(place, run, key[-1])))
        sys.stderr.write("".join(f"  {line}\n" for line in _failed(place, run)))
    for run in wrong:
        sys.stderr.write(f"{run}: {_differs(told(place.storage, run), expected[runs[run]][0])}\n")
    lines = [
        f"kills: {sum(killer.counts.values())} ({', '.join(f'{kind} {killer.counts[kind]}' for kind in VICTIMS)})",
        f"audits: {len(runs)}, {sum(runs.values())} of them with the browser, done {sum(row.standing == Standing.DONE for row in rows)}, "
        f"attempts {sum(row.attempt for row in rows)}, {(time.monotonic() - begun) / 60:.1f} min",
        f"other results than undisturbed: {len(wrong)}; answers or looks on record otherwise than undisturbed: {len(doubled)}; "
        f"moments with two audits at one site: {watch.overlaps}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    told_of = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-kills.md"
    head = "" if told_of.exists() else "# Kills at random\n"
    # A run of the same day has its results there already.
    with told_of.open("a", encoding="utf-8") as page:
        page.write(f"{head}\n## Seed {wanted.seed}\n\n" + "".join(f"- {line}\n" for line in lines))
    return 1 if wrong or doubled or watch.overlaps else 0


def _moved(place: Yard, before: tuple[int, ...]) -> tuple[int, ...]:
    """Waits until there is more on record than before, a while at most: what is killed while it loads proves nothing."""
    end = time.monotonic() + STILL
    tables = (schema.captures, schema.artifacts, schema.findings)
    while True:
        with place.engine.connect() as db:
            now = tuple(db.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
        if now != before or time.monotonic() > end:
            return now
        time.sleep(0.2)


def _rows(place: Yard, run: str) -> Counter[tuple[str, ...]]:
    """What was asked and what was looked at, each as often as it is on record."""
    found: Counter[tuple[str, ...]] = Counter()
    with place.engine.connect() as db:
        for one in schema.read_captures(db, run):
            found[one.purpose, one.device.value, one.url] += one.purpose in ASKED
        for item in schema.read_artifacts(db, run):
            found[item.kind.value, item.device.value, item.url] += 1
    return +found


def _history(place: Yard, run: str, url: str) -> list[str]:
    """When an address was asked, and what the ledger says of it."""
    with place.engine.connect() as db:
        asked = [
            f"{one.requested_at} {one.purpose} {one.device} {one.lane} {one.status}" for one in schema.read_captures(db, run, url)
        ]
        return asked + [str(entry) for entry in schema.read_ledger(db, run) if entry.url == url]


def _failed(place: Yard, run: str) -> list[str]:
    """The looks that came to nothing, and why."""
    with place.engine.connect() as db:
        return [f"{one.url} {one.kind} {one.device} {one.note}" for one in schema.read_artifacts(db, run) if not one.ok]


def _differs(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    return {key: ([x for x in one[key] if x not in other[key]], [x for x in other[key] if x not in one[key]]) if key == "found"
            else (one[key], other[key]) for key in one if one[key] != other[key]}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
