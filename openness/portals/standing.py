"""What is on record of each portal's readings: when, what every source yielded in each language, what failed and why, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from crawler.portals.reading.seam import PortalRules
from crawler.portals.registry import is_whole
from openness.portals.found import Reading, readings, sources_of
from openness.registers import load_portals, load_rules
from store.harvest import CrawlPlan
from store.items import SourceRecord
from store.portalview import READ

# The worst state of a source in any body is told of it.
WORST = ("refused", "failed", "cut", "short", "unread", READ)


def every(engine: Engine | None, config: Path, now: datetime) -> list[dict[str, Any]]:
    """The portals that this version reads as a whole, each with its newest readings.

    :param engine: None where there is no database yet.
    :param now: against which ages are reckoned.
    """
    portals = load_portals(config)
    wholes = [rules for rules in load_rules(config) if isinstance(rules, PortalRules) and is_whole(rules.portal)]
    return [_told(engine, rules, portals[rules.portal].url if rules.portal in portals else "", now) for rules in wholes]


def _told(engine: Engine | None, rules: PortalRules, url: str, now: datetime) -> dict[str, Any]:
    found = list(readings(engine, rules.portal)) if engine is not None else []
    whole = next((one for one in found if one.finished and one.whole), None)
    last = found[0] if found else None
    due = whole.ended + timedelta(hours=rules.every) if whole is not None and whole.ended else None
    return {
        "portal": rules.portal,
        "address": url,
        "whole": _reading(engine, whole, now),
        "last": _reading(engine, last, now),
        "due": due.isoformat(timespec="seconds") if due is not None else None,
        "overdue": due is None or due < now,
    }


def _reading(engine: Engine | None, one: Reading | None, now: datetime) -> dict[str, Any] | None:
    if one is None or engine is None:
        return None
    ended = one.ended
    return {
        "run": one.plan.run_id,
        "address": one.plan.body.sites[0].url,
        "state": one.state,
        "finished": one.finished,
        "bodies": list(one.plan.portal_bodies),
        "started_at": one.started.isoformat(timespec="seconds"),
        "ended_at": ended.isoformat(timespec="seconds") if ended is not None else None,
        "age_hours": int((now - ended).total_seconds() // 3600) if ended is not None else None,
        "sources": yields(engine, one.plan),
    }


def yields(engine: Engine, plan: CrawlPlan) -> list[dict[str, Any]]:
    """What each source of a reading yielded in each language, all bodies together."""
    with engine.connect() as db:
        return list(_summed(sources_of(db, plan)))


def _summed(sources: Iterable[SourceRecord]) -> Iterator[dict[str, Any]]:
    groups: dict[tuple[str, str], list[SourceRecord]] = {}
    for source in sources:
        groups.setdefault((source.source, source.lane), []).append(source)
    for (name, lane), some in sorted(groups.items()):
        worst = min(some, key=lambda one: WORST.index(one.state))
        totals = [one.total for one in some if one.total is not None]
        yield {
            "source": name,
            "language": None if lane == "*" else lane,
            "state": worst.state,
            "why": worst.why,
            "url": worst.url,
            "bodies": len({one.body for one in some if one.body}),
            "asked": sum(one.asked for one in some),
            "answered": sum(one.answered for one in some),
            "items": sum(one.items for one in some),
            "least": worst.least,
            "total": sum(totals) if totals else None,
        }


def short(rules: PortalRules, sources: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of a reading's sources that yielded less than they must and that something rests on."""
    return [
        one
        for one in sources
        if one["state"] != READ and not (one["source"] in rules.sources and rules.sources[one["source"]].optional)
    ]
