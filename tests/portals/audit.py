"""``make audit``: audits the bundled stand-in on loopback, or with ``--body CODE`` a body of the register on its real site."""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys

from tests.portals.launch import standin

# One port for every call, so that the same command finds its unfinished run; another one only where this is taken.
PORT = 18573
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
