"""``python -m benchmarks.kills --kills 200``: audits of small sites by two workers while something is killed at random, again and again.

A worker, the process of an audit, a harvest lane or the whole PostgreSQL is ended by ``kill -9`` (the server: as by a crash). At the end every
audit must have come to what it comes to undisturbed, no page may be on record twice, and no site may have been asked by two at once.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.report import RESULTS
from openness.jobs.standing import Standing
from tests.conftest import Server, postgres
from tests.crawler.servant import serving
from tests.openness.jobs.kit import Yard, slow_site, told, yard

VICTIMS = ("worker", "audit", "lane", "server")
# The server is what costs most to bring back; it is every twentieth victim.
SHARES = (6, 7, 6, 1)
ATTEMPTS = "100"


@dataclass
class Watch:
    """Who asks a site at each moment: the ports of its visitors, and the most audits that were there at once."""

    overlaps: int = 0
    here: Counter[int] = field(default_factory=Counter)
    changing: threading.Lock = field(default_factory=threading.Lock)

    def watched(self, page: Callable[[Any, bool], None]) -> Callable[[Any, bool], None]:
        """The page, with a look at which process asks for it."""

        def answer(servant: Any, body: bool) -> None:
            lane = owner(servant.client_address[1])
            with self.changing:
                self.here[lane] += 1
                self.overlaps += len([one for one, count in self.here.items() if count and one]) > 1
            try:
                page(servant, body)
            finally:
                with self.changing:
                    self.here[lane] -= 1

        return answer


def owner(port: int) -> int:
    """The group of the process that holds a port of this machine; 0 where it is gone."""
    inode = ""
    with suppress(OSError):
        for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
            parts = line.split()
            if int(parts[1].rpartition(":")[2], 16) == port:
                inode = parts[9]
    for folder in Path("/proc").glob("[0-9]*") if inode else ():
        with suppress(OSError):
            if any(os.readlink(link) == f"socket:[{inode}]" for link in (folder / "fd").iterdir()):
                return os.getpgid(int(folder.name))
    return 0


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
        found = {"worker": workers, "audit": self._place.children(), "lane": self._place.lanes()}[kind]
        if found:
            with suppress(ProcessLookupError):
                os.kill(self._draw.choice(sorted(found)), signal.SIGKILL)
                self.counts[kind] += 1


def main() -> int:
    """Exit status 0 where every audit came to the same, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--runs", type=int, default=20)
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
    first = place.ordered(site)
    place.worker("--until-empty").wait()
    if place.row(first).standing != Standing.DONE:
        raise SystemExit(f"{place.row(first)}\n{place.said()}")
    expected, asked = told(place.storage, first), _pages(place, first)
    runs = [place.ordered(site) for _ in range(wanted.runs)]
    killer, draw, begun = Killer(place, server, wanted.seed), random.Random(wanted.seed), time.monotonic()
    while sum(killer.counts.values()) < wanted.kills:
        killer.keep(2)
        time.sleep(draw.uniform(0, 2 * wanted.pause))
        killer.strike()
        if all(place.row(run).standing == Standing.DONE for run in runs):
            runs += [place.ordered(site) for _ in range(5)]
    killer.keep(2)
    rows = [place.ended(run) for run in runs]
    wrong = [run for run in runs if told(place.storage, run) != expected]
    doubled = [run for run in runs if _pages(place, run) != asked]
    for run in doubled:
        more, less = _pages(place, run) - asked, asked - _pages(place, run)
        sys.stderr.write(f"{run}: more {dict(more)}, less {dict(less)}; {place.stages(run)}\n")
    lines = [
        f"kills: {sum(killer.counts.values())} ({', '.join(f'{kind} {killer.counts[kind]}' for kind in VICTIMS)})",
        f"audits: {len(runs)}, done {sum(row.standing == Standing.DONE for row in rows)}, "
        f"attempts {sum(row.attempt for row in rows)}, {(time.monotonic() - begun) / 60:.1f} min",
        f"other results than undisturbed: {len(wrong)}; pages on record otherwise than undisturbed: {len(doubled)}; "
        f"moments with two audits at one site: {watch.overlaps}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    (RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-kills.md").write_text(
        "# Kills at random\n\n" + "\n".join(f"- {line}" for line in lines) + "\n", encoding="utf-8"
    )
    return 1 if wrong or doubled or watch.overlaps else 0


def _pages(place: Yard, run: str) -> Counter[str]:
    return Counter(url for url in place.captures(run) if "/ru/" in url)


if __name__ == "__main__":
    sys.exit(main())
