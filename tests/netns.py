"""A machine of its own on this one: a network namespace joined by a wire that can be cut, as when a machine loses its power.

The wire is cut at this end, so that the machine at the other sees what a real one sees: nothing arrives any more, and nobody says so.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Machine:
    """``here`` is the address at which it reaches us, ``there`` its own; ``around`` is the beginning of a command that runs on it."""

    name: str
    here: str
    there: str

    @property
    def around(self) -> tuple[str, ...]:
        return ("ip", "netns", "exec", self.name)

    def cut(self) -> None:
        """The wire carries nothing from now on."""
        _ip("link", "set", _wire(self.name), "down")

    def join(self) -> None:
        """The wire carries again."""
        _ip("link", "set", _wire(self.name), "up")
        _ip("route", "replace", f"{self.there}/32", "dev", _wire(self.name), "src", self.here)


@contextmanager
def machine() -> Iterator[Machine]:
    """A machine until the test ends; the test is skipped where this one may not make one."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("no network namespace can be made here: root and iproute2 are needed")
    number = random.SystemRandom().randrange(1, 1 << 14)
    net = f"10.213.{number >> 6}.{(number & 63) * 4}".rsplit(".", 1)
    made = Machine(f"openness-{number}", f"{net[0]}.{int(net[1]) + 1}", f"{net[0]}.{int(net[1]) + 2}")
    try:
        _ip("netns", "add", made.name)
    except subprocess.CalledProcessError as fault:
        pytest.skip(f"no network namespace can be made here: {fault.stderr.strip()}")
    try:
        _joined(made)
        yield made
    finally:
        for words in (
            ("address", "del", f"{made.here}/32", "dev", "lo"),
            ("link", "del", _wire(made.name)),
            ("netns", "del", made.name),
        ):
            subprocess.run(["ip", *words], check=False, capture_output=True)


def _joined(made: Machine) -> None:
    """Our address stands on the loopback, where it stays when the wire is cut; the other machine knows of no other way than the wire."""
    wire, inside = _wire(made.name), ("-n", made.name)
    try:
        _ip("link", "add", wire, "type", "veth", "peer", "name", "wire", "netns", made.name)
    except subprocess.CalledProcessError as fault:
        pytest.skip(f"no wire into a network namespace can be made here: {fault.stderr.strip()}")
    _ip("address", "add", f"{made.here}/32", "dev", "lo")
    _ip(*inside, "address", "add", f"{made.there}/32", "dev", "wire")
    _ip(*inside, "link", "set", "lo", "up")
    _ip(*inside, "link", "set", "wire", "up")
    made.join()
    _ip(*inside, "route", "add", f"{made.here}/32", "dev", "wire")


def _wire(name: str) -> str:
    # Names of devices are short.
    return f"op{name.rpartition('-')[2]}"


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)
