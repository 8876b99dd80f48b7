"""``python -m benchmarks.portals``: a portal of open legal acts as large as the real one is read whole, and once more a day later.

The stand-in makes its pages as they are asked for and keeps none. The first reading is to stay within 400 MB; the second one, after some cards
came into the archive, is to ask no more than three of a hundred addresses. Cards are closed by robots.txt as on the real portal, so that the
lists are what is read; ``--open`` opens them.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.measure import MEMORY_METHOD, Measurement, run
from benchmarks.report import machine
from tests.portals.opennpa.content import OPEN, Bulk
from tests.portals.opennpa.server import Site, serve

ROOT = Path(__file__).parents[1]
NEWEST = date(2026, 9, 20)
# Cards under discussion for each so many of the archive, and the days in which they were created, as counted on the portal in September 2026.
ACTIVE_ONE_IN, ACTIVE_DAYS = 45, 60
MEMORY, SHARE = 400_000_000, 3
PATIENCE = 24 * 3600.0


def bulk(cards: int, moved: int = 0) -> dict[str, Bulk]:
    """The archive and what is under discussion."""
    since = NEWEST - timedelta(days=ACTIVE_DAYS)
    under_way = Bulk(cards // ACTIVE_ONE_IN, NEWEST, first=since, status=OPEN, base=30_000_000)
    return {"bulk": Bulk(cards, NEWEST, moved), "active": under_way}


def configured(folder: Path) -> Path:
    """The product's configuration without pauses between requests, for they are the stand-in's to bear."""
    shutil.copytree(ROOT / "config", folder / "config")
    path = folder / "config" / "portals" / "opennpa.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^(pace|pause): .*$", r'\1: "0.0001"', text, flags=re.MULTILINE), encoding="utf-8")
    return folder / "config"


def read(site: Site, folder: Path, config: Path) -> tuple[Measurement, int]:
    """One reading of the whole portal, and how many addresses it asked."""
    site.asked.clear()
    command = [
        sys.executable,
        "-m",
        "openness",
        "portal",
        "read",
        "open-npa",
        "--portal",
        f"open-npa={site.root}",
        "--allow-private",
        "--json",
    ]
    measured = run([*command, "--db", f"sqlite:///{folder}/bench.db", "--config", str(config)], ROOT, PATIENCE)
    asked = sum(count for path, count in site.asked.items() if path != "/robots.txt")
    return measured, asked


def told(name: str, measured: Measurement, asked: int) -> dict[str, Any]:
    """What is said of one reading."""
    if measured.status not in (0, 1):
        raise SystemExit(f"{name}: status {measured.status}\n{measured.errors}")
    states = sorted({f"{one['source']}: {one['state']}" for one in json.loads(measured.output)["sources"]})
    memory = round(measured.peak_memory / 1e6)
    return {"reading": name, "addresses": asked, "seconds": round(measured.wall), "memory, MB": memory, "sources": states}


def main() -> int:
    """Exit status 1 where a bound is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.portals", description=__doc__)
    parser.add_argument("--cards", type=int, default=150_000, help="cards of the archive (default: %(default)s)")
    parser.add_argument("--moved", type=int, default=40, help="cards that come in between the readings (default: %(default)s)")
    parser.add_argument("--open", action="store_true", help="robots.txt leaves cards open")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, serve(closed=not given.open, **bulk(given.cards)) as site:
        folder = Path(place)
        config = configured(folder)
        first, asked = read(site, folder, config)
        site.bulk = bulk(given.cards, given.moved)["bulk"]
        second, again = read(site, folder, config)
    share = 100 * again / max(1, asked)
    lines = [told("first", first, asked), told("second", second, again)]
    kept = first.peak_memory <= MEMORY and share <= SHARE
    bounds = {"share of addresses, %": round(share, 2), "kept": kept, "memory is": MEMORY_METHOD}
    print(json.dumps({"cards": given.cards, "machine": machine(), "readings": lines, **bounds}, ensure_ascii=False, indent=1))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
