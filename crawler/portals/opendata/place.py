"""The portal in the register of portals: the model of its rules. No body's site lies on it."""

from __future__ import annotations

from crawler.portals.opendata.rules import Rules
from crawler.portals.seam import Settled
from store.harvest import Body

__all__ = ["Rules", "settle"]


def settle(_rules: Rules, _body: Body, _address: str) -> Settled | None:
    """None: the portal keeps data of bodies, not their sites."""
    return None
