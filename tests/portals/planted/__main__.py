"""``python -m tests.portals.planted --seed 3 --kind local --plant absent:strategy:kk``: serves a planted site until Ctrl-C."""

from __future__ import annotations

import argparse
import sys
import threading

from tests.portals.planted.running import serving
from tests.portals.planted.shortcomings import drawn, expected
from tests.portals.planted.site import DELIVERIES


def main() -> int:
    """Exit status 0 after a stop, 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="python -m tests.portals.planted", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", choices=("central", "local"), default="central")
    parser.add_argument("--delivery", choices=DELIVERIES, default="static")
    parser.add_argument(
        "--plant", default="", metavar="NAME,NAME", help="what to plant; `drawn` for what the seed draws (default: nothing)"
    )
    wanted = parser.parse_args()
    named = (
        drawn(wanted.seed, wanted.kind) if wanted.plant == "drawn" else tuple(name for name in wanted.plant.split(",") if name)
    )
    try:
        for name in named:
            expected(name, wanted.kind)
    except ValueError as fault:
        parser.error(str(fault))
    with serving(wanted.seed, wanted.kind, frozenset(named), wanted.delivery) as site:
        print(site, *named, sep="\n", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
