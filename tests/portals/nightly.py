"""``make nightly``: a night over stand-in bodies on this machine: PostgreSQL, two workers, forty websites, portals, and some organisations.

Everything is started here and ended here; what the night found stays in ``var/standins/night``. ``--bodies N`` makes it smaller,
``--nights 2`` makes a second one over the same sites, ``--no-render`` leaves the browser out.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic

from tests.conftest import postgres
from tests.portals.launch import portals
from tests.portals.planted.running import serving
from tests.portals.planted.shortcomings import drawn
from tests.portals.register import bodies, configured

FOLDER = Path("var") / "standins" / "night"
PROGRAM = (sys.executable, "-m", "openness")
NAME = "republic"
AS_OF = "2026-11-20"
# Bodies of the scenarios first: those are known to the stand-ins of portals.
KNOWN = ("dala", "tasbulaq", "qazyna-bank", "qorghan")
PARENT, ORGANISATIONS = "dala", 3
HEADER = ("code", "parent", "name-kk", "name-ru", "form", "site-kk", "site-ru", "since")


def chosen(number: int) -> list[tuple[str, str]]:
    """Code and kind of each body: half of them central, half local."""
    told = [(code, str(bodies()[code]["kind"])) for code in KNOWN[:number]]
    for count in range(number):
        kind = "central" if sum(of == "central" for _, of in told) < (number + 1) // 2 else "local"
        if len(told) < number:
            told.append((f"{kind}-{count:02}", kind))
    return told


@contextmanager
def sites(told: list[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """The website of each body, each with shortcomings of its own, and those of the organisations."""
    with ExitStack() as stack:
        found = {}
        for seed, (code, kind) in enumerate(told):
            found[code] = stack.enter_context(serving(seed, kind, frozenset(drawn(seed, kind))))
        for number in range(ORGANISATIONS):
            found[f"organisation-{number}"] = stack.enter_context(serving(900 + number, "central"))
        yield found


def registered(told: list[tuple[str, str]], addresses: Mapping[str, str]) -> Path:
    """The configuration with these bodies for its register."""
    known = [code for code, _ in told if code in KNOWN]
    config = configured(FOLDER, {code: addresses[code] for code in known})
    others = [
        {"code": code, "kind": kind, "name": {"ru": f"Орган {code} (вымышленный)", "kk": f"{code} органы (ойдан шығарылған)"},
         "sites": [{"url": addresses[code]}]}
        for code, kind in told if code not in KNOWN
    ]  # fmt: skip
    register = {"schema": "openness/bodies/1", "source": "tests/portals/nightly.py: invented bodies", "bodies": others}
    if others:
        (config / "bodies" / "others.yaml").write_text(json.dumps(register, ensure_ascii=False, indent=1), encoding="utf-8")
    return config


def organisations(addresses: Mapping[str, str]) -> Path:
    """The register of subordinate organisations of one body, as it would be handed in."""
    path = FOLDER / "organisations.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        for number in range(ORGANISATIONS):
            code = f"organisation-{number}"
            site = addresses[code]
            table.writerow((code, PARENT, f"Ұйым {number}", f"Организация {number}", "quasi-state", site, site, "2024-01-01"))
    return path


class Night:
    """The commands of one night, all with one database."""

    def __init__(self, address: str, config: Path, render: bool) -> None:
        self._common = ("--db", address)
        self._config = ("--config", str(config))
        self._render = render

    def call(self, *words: str, status: tuple[int, ...] = (0,)) -> int:
        """One command. Raises SystemExit where it ends otherwise than it may."""
        done = subprocess.run([*PROGRAM, *words, *self._common], check=False).returncode
        if done not in status:
            raise SystemExit(done)
        return done

    def prepare(self, asked: Mapping[str, str], register: Path) -> None:
        """Takes the organisations in and adds the schedule."""
        self.call("import", "subordinates", str(register), "--body", PARENT, "--period", "2026", *self._config)
        named = [part for name, url in asked.items() for part in ("--portal", f"{name}={url}")]
        looks = () if self._render else ("--no-render",)
        self.call(
            "schedule", "add", NAME, "--cron", "0 1 * * *", "--subordinates", "--allow-private", "--as-of", AS_OF,
            "--methodology", "kz-2025", *looks, *named,
        )  # fmt: skip

    @contextmanager
    def workers(self, number: int) -> Iterator[None]:
        """So many workers, ended afterwards."""
        with ExitStack() as stack:
            for count in range(number):
                log = stack.enter_context((FOLDER / f"worker-{count}.log").open("wb"))
                command = [*PROGRAM, "worker", *self._common, *self._config]
                worker = stack.enter_context(subprocess.Popen(command, stdout=log, stderr=log))
                stack.callback(worker.terminate)
            yield

    def run(self) -> int:
        """One night from its making to its table; its exit status."""
        begun = monotonic()
        status = self.call("nightly", NAME, "--follow", *self._config, status=(0, 1))
        sys.stderr.write(f"{(monotonic() - begun) / 60:.1f} min\n")
        return status


def main() -> int:
    """Exit status of the last night."""
    parser = argparse.ArgumentParser(prog="make nightly", description=__doc__)
    parser.add_argument("--bodies", type=int, default=40)
    parser.add_argument("--nights", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-render", dest="render", action="store_false")
    wanted = parser.parse_args()
    shutil.rmtree(FOLDER, ignore_errors=True)
    (FOLDER / "storage").mkdir(parents=True)
    os.environ["OPENNESS_STORAGE"] = str((FOLDER / "storage").resolve())
    told = chosen(wanted.bodies)
    status = 0
    with postgres() as server, portals() as asked, sites(told) as addresses:
        night = Night(server.address, registered(told, addresses), wanted.render)
        night.prepare(asked, organisations(addresses))
        with night.workers(wanted.workers):
            for _ in range(wanted.nights):
                status = night.run()
    return status


if __name__ == "__main__":
    sys.exit(main())
