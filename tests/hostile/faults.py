"""The list of faults: what is wrong, at which path, and where the address must end in each lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from store.harvest import Ledger

if TYPE_CHECKING:
    from tests.hostile.server import Hostile

Behaviour = Callable[[Any], None]


class Look(StrEnum):
    """What the browser lane makes of an address: ``read`` (looked at, all else measured), ``partly`` (looked at, some probe
    gives a reason instead of a measurement), ``unread`` (a reason, no page), ``unasked`` (the HTTP lane read no page there)."""

    READ = "read"
    PARTLY = "partly"
    UNREAD = "unread"
    UNASKED = "unasked"


@dataclass(frozen=True)
class Fault:
    """One fault. ``host`` names the origin (``main`` or one with a bad certificate); ``reason`` is that of the ledger;
    ``confirmed`` whether the failure counts after spaced requests; ``linked`` whether the home page leads to it."""

    name: str
    path: str
    ledger: Ledger
    reason: str
    browser: Look
    behaviour: Behaviour
    confirmed: bool = False
    host: str = "main"
    linked: bool = True

    def address(self, server: Hostile) -> str:
        """The whole address on a running server."""
        return server.origins[self.host].rstrip("/") + self.path


FAULTS: list[Fault] = []
SERVED: dict[str, Behaviour] = {}


def fault(
    name: str, path: str, ledger: Ledger, reason: str = "page", browser: Look = Look.UNASKED, **more: Any
) -> Callable[[Behaviour], Behaviour]:
    """Enters a behaviour in the list; several paths may share one behaviour."""

    def enter(behaviour: Behaviour) -> Behaviour:
        FAULTS.append(Fault(name, path, ledger, reason, browser, behaviour, **more))
        SERVED[path.partition("?")[0].strip("/").partition("/")[0]] = behaviour
        return behaviour

    return enter
