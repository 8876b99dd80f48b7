"""Portals that nobody reads whole: what the harvest of a body names is looked up in them, once that harvest was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine

from checks.acts import named
from crawler.portals.reading.seam import LookedUp, PortalRules
from openness.belonging import at_hand
from openness.portals.found import readings
from openness.registers import load_rules
from store.harvest import CrawlPlan, Portal
from store.snapshot import Snapshot
from store.zone import ASTANA

Named = Callable[[Snapshot], tuple[str, ...]]
# What a harvest names of each kind of thing that a portal may know.
NAMED: Mapping[LookedUp, Named] = {"acts": named}


class Lookup(NamedTuple):
    """What a portal is asked for after a harvest: ``names`` gives them, of which it is asked for the first ``most``."""

    most: int
    names: Named

    def asked(self, snapshot: Snapshot) -> tuple[str, ...]:
        """The names of a harvest that the portal is asked for."""
        return self.names(snapshot)[: self.most]


def looked_up(config: Path) -> dict[str, Lookup]:
    """The portals that are looked things up in, as their files say."""
    rules = [one for one in load_rules(config) if isinstance(one, PortalRules)]
    return {one.portal: Lookup(one.looked_up, NAMED[one.looks_up]) for one in rules if one.looked_up}


def reading_of(engine: Engine, portal: Portal, names: tuple[str, ...]) -> CrawlPlan | None:
    """A finished reading of today that was asked for all of these; None where there is none."""
    today = datetime.now(ASTANA).date()
    for one in readings(engine, portal.name):
        same = one.finished and one.day == today and one.plan.body.sites[0].url == portal.url
        if same and set(names) <= set(one.plan.portal_bodies) and at_hand(engine, one.plan):
            return one.plan
    return None
