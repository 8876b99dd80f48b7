"""What is wrong with the site on purpose: ``planted.yaml`` and the switches drawn from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tests.plainyaml import read_yaml
from tests.portals.statebody.content import HERE

_PREFIX = re.compile(r"^/(kk|ru|en)/")


def load_planted() -> dict[str, Any]:
    """The whole of ``planted.yaml``."""
    planted: dict[str, Any] = read_yaml(HERE / "planted.yaml")
    return planted


def known_switches() -> dict[str, bool]:
    """Every switch of the templates and whether it is on by default."""
    planted = load_planted()
    switches = {entry["id"]: entry.get("default", True) for entry in planted["shortcomings"]}
    switches |= {entry["id"]: True for entry in planted["leave_alone"] if entry.get("switch")}
    return switches


def switches_on(
    flawless: bool = False, only: Iterable[str] = (), also: Iterable[str] = (), without: Iterable[str] = ()
) -> frozenset[str]:
    """The switches to plant.

    Args:
        flawless: plant nothing.
        only: plant exactly these.
        also: plant these besides the default ones.
        without: leave these out.

    Raises:
        ValueError: an unknown id is named.
    """
    known = known_switches()
    wanted, more, less = frozenset(only), frozenset(also), frozenset(without)
    unknown = sorted((wanted | more | less) - known.keys())
    if unknown:
        raise ValueError(f"unknown planted id {', '.join(unknown)}; planted.yaml has: {', '.join(sorted(known))}")
    if flawless:
        return more
    return (wanted or frozenset(name for name, on in known.items() if on)) - less | more


def split_language(address: str) -> tuple[str | None, str]:
    """Language and address without language of an address written for the address mode (``/ru/news/`` → ru, ``/news/``)."""
    match = _PREFIX.match(address)
    return (match.group(1), address[len(match.group(1)) + 1 :]) if match else (None, address)
