"""The readings that the audit of a body rests on: found on record, or made now for this body."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from checks import runner
from openness import runs
from openness.faults import Interrupted
from openness.portals import found
from openness.portals.holding import reading_alone
from openness.portals.lookups import looked_up, reading_of
from openness.portals.plans import key_of, make_portal_plan, rules_of
from openness.registers import load_lexicons
from store import course
from store.base import Text
from store.course import State
from store.faults import within
from store.findings import CheckOrder
from store.harvest import CrawlPlan, Portal
from store.objects import ObjectStore
from store.place import evidence_of
from store.snapshot import Snapshot
from store.zone import ASTANA

Progress = Callable[[str, dict[str, Any]], None]
# Draws a reading to its items: harvest and extraction of its run.
Draw = Callable[[CrawlPlan, Progress], None]
# Why a portal was not read, as coverage notes it.
NOT_ASKED, UNKNOWN, FAILED, NOT_READ = "portal-not-asked", "portal-body-unknown", "portal-reading-failed", "portal-not-known"
NOTHING = "portal-nothing-to-ask"
logger = logging.getLogger("openness.portals")


class Readings:
    """Makes and finds readings of one database.

    :param draw: walks the run of a reading as far as its items.
    """

    def __init__(self, engine: Engine, config: Path, progress: Progress, draw: Draw) -> None:
        self._engine = engine
        self._config = config
        self._progress = progress
        self._draw = draw

    def gather(self, plan: CrawlPlan, orders: Iterable[CheckOrder]) -> None:
        """Notes with a body's run the readings that it rests on, and why it rests on none of a portal. Each is sought once a run.

        :param orders: of the run's edition: what their checks judge is read; portals that are looked things up in come later.
        """
        self._note(plan, _judged(orders) - looked_up(self._config).keys(), self._for_body)

    def look_up(self, plan: CrawlPlan, orders: Iterable[CheckOrder]) -> None:
        """Looks up what the body's harvest, once it was read, names in the portals that are there for it, each once a run."""
        known = looked_up(self._config)
        wanted = _judged(orders) & known.keys()
        names: dict[str, tuple[str, ...]] = {}
        if wanted & set(plan.reads):
            with self._engine.connect() as db:
                seen = Snapshot(db, ObjectStore(evidence_of(plan)), plan, load_lexicons(self._config))
                names = {name: known[name].asked(seen) for name in wanted}
        self._note(plan, wanted, lambda plan, portal: self._for_names(plan, portal, names[portal.name]))

    def _note(
        self, plan: CrawlPlan, needed: frozenset[str], read: Callable[[CrawlPlan, Portal], tuple[CrawlPlan | None, str]]
    ) -> None:
        with self._engine.connect() as db:
            seen = course.read_coverage(db, plan.run_id)
        rested, missed = dict(seen.portals), dict(seen.portals_unread)
        portals = {portal.name: portal for portal in plan.portals}
        for name in sorted(needed - rested.keys() - missed.keys()):
            if name not in plan.reads:
                missed[name] = NOT_ASKED
            elif name not in portals:
                missed[name] = NOT_READ
            else:
                reading, why = read(plan, portals[name])
                if reading is not None:
                    rested[name] = reading.run_id
                else:
                    missed[name] = why
            with self._engine.begin() as db:
                course.note_coverage(db, plan.run_id, portals=rested, portals_unread=missed)

    def _for_body(self, plan: CrawlPlan, portal: Portal) -> tuple[CrawlPlan | None, str]:
        """The reading of a portal that serves the body."""
        return self._alone(portal, lambda: self._sought(plan, portal))

    def _for_names(self, plan: CrawlPlan, portal: Portal, names: tuple[str, ...]) -> tuple[CrawlPlan | None, str]:
        """A reading of today that was asked for these names, or one made now."""
        if not names:
            return None, NOTHING
        return self._alone(portal, lambda: (reading_of(self._engine, portal, names) or self._now(plan, portal, names), ""))

    def _alone(self, portal: Portal, seek: Callable[[], tuple[CrawlPlan | None, str]]) -> tuple[CrawlPlan | None, str]:
        """What is sought while nobody else reads the portal. A portal that cannot be read never ends the audit: whatever fails is noted by
        its kind, for its words may name this machine's folders."""
        try:
            with reading_alone(self._engine, portal.name, self._progress):
                return seek()
        except Exception as fault:
            if isinstance(fault, Interrupted) or within(fault) is not None:
                raise
            logger.debug("portal %s was not read", portal.name, exc_info=True)
            return None, f"{FAILED}: {type(fault).__name__}"

    def _now(self, plan: CrawlPlan, portal: Portal, bodies: tuple[str, ...] = (), sources: tuple[str, ...] = ()) -> CrawlPlan:
        """A reading made for a body's audit, within the time that the audit may take."""
        time = min(plan.limits.max_time, rules_of(self._config, portal.name).time)
        return self.read(portal, bodies, sources, plan.allow_private, time)

    def _sought(self, plan: CrawlPlan, portal: Portal) -> tuple[CrawlPlan | None, str]:
        day = datetime.now(ASTANA).date()
        known = found.name_on(self._engine, portal, plan.body)
        before = found.of_day(self._engine, portal, day, known)
        if before is not None:
            return before, ""
        directory = rules_of(self._config, portal.name).directory
        if known is None and directory:
            self._now(plan, portal, sources=directory)
            known = found.name_on(self._engine, portal, plan.body)
            if known is None:
                return None, UNKNOWN
        return self._now(plan, portal, (known,) if known else ()), ""

    def read(
        self,
        portal: Portal,
        bodies: tuple[str, ...] = (),
        sources: tuple[str, ...] = (),
        allow_private: bool = False,
        max_time: float | None = None,
    ) -> CrawlPlan:
        """Reads a portal now, going on with the same reading where it was cut off. The caller holds the portal (``reading_alone``)."""
        plan = runs.unfinished(self._engine, key_of(portal, bodies, sources), State.EXTRACTED)
        if plan is None:
            today = datetime.now(ASTANA).date()
            plan = make_portal_plan(self._engine, self._config, portal, today, bodies, sources, allow_private, max_time)
            runs.begin(self._engine, plan)
        self._draw(plan, _as_portal(self._progress, portal.title))
        return plan


def _as_portal(progress: Progress, title: Text) -> Progress:
    """What a reading tells of itself, told as the reading of a portal."""

    def told(stage: str, facts: dict[str, Any]) -> None:
        if stage == "http":
            facts = {**facts, "phase": "portal", "number": facts.get("pages", 0), "of": None}
        progress(stage, {**facts, "what": {**title.model_dump(include={"kk", "ru"}), "en": title.ru}})

    return told


def _judged(orders: Iterable[CheckOrder]) -> frozenset[str]:
    """The portals whose readings the checks of these orders judge."""
    checks = runner.catalogue()
    return frozenset(name for order in orders for name in checks[order.check].meta.portals)
