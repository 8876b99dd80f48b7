"""``python -m tests.portals.govkz [--port N]``: the stand-in until it is interrupted."""

from __future__ import annotations

import argparse

from tests.portals.govkz.content import CODE
from tests.portals.govkz.server import Platform


def main() -> None:
    """Serves until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--closed", default="", help="content types that refuse everybody, with commas between")
    parser.add_argument("--tired", type=int, default=0, help="every so many questions one fails")
    given = parser.parse_args()
    server = Platform(given.port, frozenset(filter(None, given.closed.split(","))), given.tired)
    print(f"http://127.0.0.1:{server.server_address[1]}/memleket/entities/{CODE}?lang=ru", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
