"""``make audit``: audits the bundled stand-in on loopback, or with ``--body CODE`` a body of the register on its real site."""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# One port for every call, so that the same command finds its unfinished run; another one only where this is taken.
PORT = 18573
# A stand-in that died is told at once; one that is slow to start is waited for.
PATIENCE = 600.0
RU = "Министерство степных дорог Республики Казахстан (вымышленное)"
KK = "Қазақстан Республикасының Дала жолдары министрлігі (ойдан шығарылған)"


def free_port() -> int:
    """The usual port, or any free one."""
    for port in (PORT, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on loopback")


@contextmanager
def standin(*options: str, port: int = 0) -> Iterator[str]:
    """The stand-in in a process of its own, on a free port unless one is named; gives its address once it answers."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "port"
        command = [
            sys.executable,
            "-m",
            "tests.portals.statebody",
            "--port",
            str(port),
            "--port-file",
            str(ready),
            *options,
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
            try:
                end = monotonic() + PATIENCE
                while not ready.exists():
                    if server.poll() is not None or monotonic() > end:
                        raise OSError("the stand-in did not start; run `python -m tests.portals.statebody` to see why")
                    sleep(0.05)
                yield f"http://127.0.0.1:{ready.read_text().strip()}/"
            finally:
                server.terminate()
                server.wait(timeout=PATIENCE)


def main() -> int:
    """Exit status of the audit."""
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("--body", help="code of a body in the register")
    wanted, rest = parser.parse_known_args()
    program = [sys.executable, "-m", "openness", "audit"]
    if wanted.body:
        return subprocess.run([*program, wanted.body, *rest], check=False).returncode
    # An address that answers 403 cannot be read, and an audit that could not read something ends with status 1.
    with standin("--without", "forbidden-cabinet", port=free_port()) as site:
        named = ["--site", site, "--kind", "central", "--name-ru", RU, "--name-kk", KK, "--allow-private"]
        # The stand-in's shortcomings are planted by the tables of 2017, the only ones that ask for a site's making.
        if not any(one.partition("=")[0] == "--methodology" for one in rest):
            named += ["--methodology", "kz-2017"]
        return subprocess.run([*program, *named, *rest], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
