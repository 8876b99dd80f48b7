"""``python -m benchmarks.portals``: a portal as large as the real one is read whole, and once more a day later.

The stand-ins make their pages as they are asked for. The first reading is to stay within 400 MB; the second one, after a night of changes, is to
ask no more than three of a hundred addresses. Cards of drafts are closed by robots.txt as on the real portal, so that the lists are what is
read; ``--open`` opens them. ``--portal open-data`` reads a catalogue of data sets with their passports instead.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.measure import Measurement, run
from benchmarks.report import machine
from tests.portals.opendata.server import serve as serve_sets
from tests.portals.opennpa.content import OPEN, Bulk
from tests.portals.opennpa.night import Changes, after_a_night
from tests.portals.opennpa.server import Site, serve

ROOT = Path(__file__).parents[1]
NEWEST = date(2026, 9, 20)
# Cards under discussion for each so many of the archive, and the days in which they were created, as counted on the portal in September 2026.
ACTIVE_ONE_IN, ACTIVE_DAYS = 45, 60
MEMORY, SHARE = 400_000_000, 3
PATIENCE = 24 * 3600.0
# A reading takes hours: looking more often would cost more than it does.
SAMPLING = 0.5
MEMORY_METHOD = "PSS of the process tree from /proc/*/smaps_rollup, sampled every half second"
# The description of a set bears the set's name and version in its path.
_META = re.compile(r"(/meta/).*")
# Sets that come to the catalogue in a night, and sets that are brought up to date.
NEW_SETS, CHANGED_SETS = 20, 50


class Standin(NamedTuple):
    """A stand-in: its address, which addresses it was asked since it was last asked this (by path), and what a night does to it."""

    root: str
    asked: Callable[[], Counter[str]]
    night: Callable[[], None]


@contextmanager
def drafts(cards: int, still: bool, opened: bool) -> Iterator[Standin]:
    """The portal of open legal acts with so many cards in the archive."""
    archive = Bulk(cards, NEWEST)
    active = Bulk(cards // ACTIVE_ONE_IN, NEWEST, first=NEWEST - timedelta(days=ACTIVE_DAYS), status=OPEN, base=30_000_000)
    with serve(closed=not opened, bulk=archive, active=active) as site:
        yield Standin(site.root, lambda: _asked(site), lambda: None if still else _night(site, archive, active))


def _asked(site: Site) -> Counter[str]:
    found = by_path(site.asked.elements())
    site.asked.clear()
    return found


def by_path(addresses: Iterable[str]) -> Counter[str]:
    """How many addresses were asked, by path; robots.txt is none of the portal's."""
    paths = (_META.sub(r"\1", address.partition("?")[0]) for address in addresses)
    return Counter(path for path in paths if path != "/robots.txt")


def _night(site: Site, archive: Bulk, active: Bulk) -> None:
    site.bulk, site.active = after_a_night(archive, active, Changes())


@contextmanager
def sets(many: int, still: bool) -> Iterator[Standin]:
    """The portal of open data with so many sets."""
    server = serve_sets()
    server.content.grow(many)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()

    def asked() -> Counter[str]:
        told = by_path(server.asked)
        server.asked.clear()
        return told

    try:
        root = f"http://127.0.0.1:{server.server_address[1]}"
        yield Standin(root, asked, lambda: None if still else server.content.night(NEW_SETS, CHANGED_SETS))
    finally:
        server.shutdown()
        server.server_close()


def configured(folder: Path) -> Path:
    """The product's configuration without pauses between requests, for they are the stand-in's to bear."""
    shutil.copytree(ROOT / "config", folder / "config")
    for path in (folder / "config" / "portals").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^(pace|pause): .*$", r'\1: "0.0001"', text, flags=re.MULTILINE), encoding="utf-8")
    return folder / "config"


def read(portal: str, standin: Standin, folder: Path, config: Path) -> tuple[Measurement, Counter[str]]:
    """One reading of the whole portal, and which addresses it asked."""
    command = [sys.executable, "-m", "openness", "portal", "read", portal]
    where = ["--portal", f"{portal}={standin.root}", "--allow-private", "--json"]
    stored = ["--db", f"sqlite:///{folder}/bench.db", "--config", str(config)]
    return run([*command, *where, *stored], ROOT, PATIENCE, sampling=SAMPLING), standin.asked()


def told(name: str, measured: Measurement, asked: Counter[str]) -> dict[str, Any]:
    """What is said of one reading."""
    if measured.status not in (0, 1):
        raise SystemExit(f"{name}: status {measured.status}\n{measured.errors}")
    states = sorted({f"{one['source']}: {one['state']}" for one in json.loads(measured.output)["sources"]})
    memory = round(measured.peak_memory / 1e6)
    spent = {"seconds": round(measured.wall), "processor": round(measured.processor), "memory, MB": memory}
    line = {"reading": name, "addresses": asked.total(), "by path": dict(sorted(asked.items())), **spent, "sources": states}
    print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)
    return line


def main() -> int:
    """Exit status 1 where a bound is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.portals", description=__doc__)
    parser.add_argument("--portal", choices=("open-npa", "open-data"), default="open-npa")
    parser.add_argument("--cards", type=int, default=150_000, help="cards of the archive (default: %(default)s)")
    parser.add_argument("--sets", type=int, default=4_000, help="data sets (default: %(default)s)")
    parser.add_argument("--still", action="store_true", help="nothing changes between the readings")
    parser.add_argument("--open", action="store_true", help="robots.txt leaves cards open")
    given = parser.parse_args()
    made = drafts(given.cards, given.still, given.open) if given.portal == "open-npa" else sets(given.sets, given.still)
    with tempfile.TemporaryDirectory() as place, made as standin:
        folder = Path(place)
        config = configured(folder)
        first, asked = read(given.portal, standin, folder, config)
        lines = [told("first", first, asked)]
        standin.night()
        second, again = read(given.portal, standin, folder, config)
        lines.append(told("second", second, again))
    share = 100 * again.total() / max(1, asked.total())
    kept = first.peak_memory <= MEMORY and share <= SHARE
    bounds = {"share of addresses, %": round(share, 2), "kept": kept, "memory is": MEMORY_METHOD}
    size = {"cards": given.cards} if given.portal == "open-npa" else {"sets": given.sets}
    print(json.dumps({**size, "machine": machine(), "readings": lines, **bounds}, ensure_ascii=False, indent=1))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
