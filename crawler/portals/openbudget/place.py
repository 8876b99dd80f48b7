"""The portal's rules. No state body keeps its website here, so nothing of a body is moved to it."""

from __future__ import annotations

from crawler.portals.openbudget.rules import Rules as Rules  # noqa: PLC0414 - the registry looks for it here
from crawler.portals.seam import Settled
from store.harvest import Body


def settle(rules: Rules, body: Body, address: str) -> Settled | None:  # noqa: ARG001
    """No website of a body lies on this portal."""
    return None
