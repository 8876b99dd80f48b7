"""``python -m tests.portals.govkz [--port N]``: the stand-in until it is interrupted."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from pathlib import Path

from tests.portals.govkz.content import CODE
from tests.portals.govkz.server import FAULTS, Platform


def main() -> None:
    """Serves until it is told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--port-file", type=Path, help="the port is written here once the platform answers")
    parser.add_argument("--closed", default="", help="content types that refuse everybody, with commas between")
    parser.add_argument("--tired", type=int, default=0, help="every so many questions one fails")
    parser.add_argument("--fault", choices=FAULTS, default="", help="what ails the platform all the time")
    given = parser.parse_args()
    server = Platform(given.port, frozenset(filter(None, given.closed.split(","))), given.tired, fault=given.fault)
    print(f"http://127.0.0.1:{server.server_address[1]}/memleket/entities/{CODE}?lang=ru", flush=True)

    def stop(*_: object) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if given.port_file:
        part = given.port_file.with_name(f"{given.port_file.name}.part")
        part.write_text(f"{server.server_address[1]}\n", encoding="utf-8")
        os.replace(part, given.port_file)
    server.serve_forever(poll_interval=0.1)
    server.server_close()


if __name__ == "__main__":
    main()
