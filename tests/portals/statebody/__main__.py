"""``python -m tests.portals.statebody``: serves the stand-in until it is told to stop (SIGTERM or Ctrl-C)."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from tests.portals.statebody.planted import switches_on
from tests.portals.statebody.server import start
from tests.portals.statebody.site import MODES


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.portals.statebody", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    parser.add_argument("--port-file", type=Path, help="the port is written here once the site answers")
    parser.add_argument("--lang-mode", choices=MODES, default="address", help="what carries the language (default: %(default)s)")
    parser.add_argument("--flawless", action="store_true", help="plant no shortcoming")
    parser.add_argument("--only", default="", metavar="ID,ID", help="plant exactly these shortcomings of planted.yaml")
    parser.add_argument("--also", default="", metavar="ID,ID", help="plant these besides")
    parser.add_argument("--without", default="", metavar="ID,ID", help="leave these out")
    parser.add_argument("--news", type=Path, metavar="FILE", help="further news, as content/pages/news.yaml holds them")
    parser.add_argument("--verbose", action="store_true", help="log each request on stderr")
    return parser


def main() -> int:
    """Exit status 0 after a stop, 2 for wrong use or a port that cannot be had."""
    parser = arguments()
    wanted = parser.parse_args()
    lists = (wanted.only, wanted.also, wanted.without)
    only, also, without = ([name for name in text.split(",") if name] for text in lists)
    try:
        server = start(wanted.host, wanted.port, wanted.lang_mode, switches_on(wanted.flawless, only, also, without), wanted.news)
    except ValueError as fault:
        parser.error(str(fault))
    except OSError as fault:
        parser.error(f"cannot listen on {wanted.host}:{wanted.port}: {fault.strerror}")
    server.quiet = not wanted.verbose

    def stop(*_: object) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"{server.site.origin}/", flush=True)
    if wanted.port_file:
        _write_whole(wanted.port_file, f"{server.server_address[1]}\n")
    server.serve_forever(poll_interval=0.1)
    server.server_close()
    return 0


def _write_whole(path: Path, text: str) -> None:
    """Readers that wait for the file never see half of it."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


if __name__ == "__main__":
    sys.exit(main())
