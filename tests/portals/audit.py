"""``make audit``: audits the bundled stand-ins on loopback – the website of a state body and the portals of open government – or with
``--body CODE`` a body of the register on its real site."""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
from pathlib import Path

from tests.portals.launch import portals, portals_at_hand, standin
from tests.portals.register import bodies, configured

# The same ports for every call, so that the same command finds its unfinished run; other ones only where one is taken.
PORT = 18573
BODY = "dala"
# The day that the portals' scenarios are written for.
AS_OF = "2026-11-20"
RU = bodies()[BODY]["name"]["ru"]
KK = bodies()[BODY]["name"]["kk"]


def free_port(wanted: int = PORT) -> int:
    """The usual port, or any free one."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on loopback")


def main() -> int:
    """Exit status of the audit."""
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("--body", help="code of a body in the register")
    wanted, rest = parser.parse_known_args()
    program = [sys.executable, "-m", "openness", "audit"]
    if wanted.body:
        return subprocess.run([*program, wanted.body, *rest], check=False).returncode
    ports = {name: free_port(PORT + 1 + number) for number, name in enumerate(sorted(portals_at_hand()))}
    # An address that answers 403 cannot be read, and an audit that could not read something ends with status 1.
    with standin("--without", "forbidden-cabinet", port=free_port()) as site, portals(ports) as asked:
        named = [BODY, "--allow-private", "--config", str(configured(Path("var") / "standins", {BODY: site}))]
        named += [part for name, address in asked.items() for part in ("--portal", f"{name}={address}")]
        if not _given(rest, "--as-of"):
            named += ["--as-of", AS_OF]
        return subprocess.run([*program, *named, *rest], check=False).returncode


def _given(rest: list[str], option: str) -> bool:
    return any(one.partition("=")[0] == option for one in rest)


if __name__ == "__main__":
    sys.exit(main())
