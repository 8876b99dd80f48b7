"""``make audit``: audits the bundled stand-ins on loopback – the website of a state body and the portals of open government, with what the
body reports – or with ``--body CODE`` a body of the register on its real site."""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.portals.handed import handed_in
from tests.portals.launch import portals, portals_at_hand, standin
from tests.portals.noticed import written
from tests.portals.register import bodies, configured
from tests.portals.scenarios.files import AS_OF, PERIODS

# The same ports for every call, so that the same command finds its unfinished run; other ones only where one is taken.
PORT = 18573
BODY = "dala"
FOLDER = Path("var") / "standins"
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


def main(arguments: Sequence[str] | None = None, program: Sequence[str] = (sys.executable, "-m", "openness")) -> int:
    """Audits what the arguments name.

    :param arguments: those of the command line unless given.
    :param program: the beginning of a command of the program.
    :returns: exit status of the audit, or of the first file that could not be taken in.
    """
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("--body", help="code of a body in the register")
    wanted, rest = parser.parse_known_args(arguments)
    if wanted.body:
        return subprocess.run([*program, "audit", wanted.body, *rest], check=False).returncode
    ports = {name: free_port(PORT + 1 + number) for number, name in enumerate(sorted(portals_at_hand()))}
    with portals(ports) as asked:
        news = str(written(BODY, asked, FOLDER / "news.json").resolve())
        # An address that answers 403 cannot be read, and an audit that could not read something ends with status 1.
        with standin("--without", "forbidden-cabinet", "--news", news, port=free_port()) as site:
            config = str(configured(FOLDER, {BODY: site}))
            status = _take_in([*program, "import"], config, rest)
            if status:
                return status
            named = [BODY, "--allow-private", "--config", config]
            named += [part for name, address in asked.items() for part in ("--portal", f"{name}={address}")]
            if not _given(rest, "--as-of"):
                named += ["--as-of", AS_OF]
            return subprocess.run([*program, "audit", *named, *rest], check=False).returncode


def _take_in(program: list[str], config: str, rest: list[str]) -> int:
    """What the body reports to those who assess it, and what they established: figures that no portal shows. Exit status of the first fault."""
    shared = [part for name in ("--db", "--lang") if _given(rest, name) for part in (name, _value(rest, name))]
    shared += ["--body", BODY, "--as-of", AS_OF, "--config", config]
    for law, period in PERIODS.items():
        for kind, path in handed_in(BODY, law, FOLDER):
            words = [*program, kind, str(path), "--period", period, "--methodology", law, *shared]
            done = subprocess.run(words, check=False, capture_output=True, text=True)
            if done.returncode:
                sys.stderr.write(done.stderr)
                return done.returncode
    return 0


def _given(rest: list[str], option: str) -> bool:
    return any(one.partition("=")[0] == option for one in rest)


def _value(rest: list[str], option: str) -> str:
    place = next(number for number, one in enumerate(rest) if one.partition("=")[0] == option)
    _, equal, value = rest[place].partition("=")
    return value if equal else "".join(rest[place + 1 : place + 2])


if __name__ == "__main__":
    sys.exit(main())
