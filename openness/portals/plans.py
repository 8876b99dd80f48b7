"""The plan of a reading: a run whose body is the portal itself, asked one question at a time and nothing but its sources."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from crawler.portals.reading.seam import PortalRules
from crawler.portals.registry import is_whole
from openness.faults import WrongUse
from openness.planning import SOFTWARE
from openness.registers import CrawlFile, digest_of, load_crawl, load_rules
from reports.i18n import N_
from store.harvest import Body, CrawlPlan, Limits, Portal, Site, Tenancy
from store.place import RUNS, database_of, default_out, root

BODY = "portal-"
# No bound but the time that the portal's file gives.
UNBOUNDED = 1_000_000_000


def rules_of(config: Path, name: str) -> PortalRules:
    """How a portal is read. Raises WrongUse for one that is not read as a whole."""
    known = {rules.portal: rules for rules in load_rules(config) if is_whole(rules.portal)}
    rules = known.get(name)
    if not isinstance(rules, PortalRules):
        words = N_("portal «{given}»: a portal that this version reads was expected: {known}")
        raise WrongUse(words, given=name, known=", ".join(sorted(known)) or "–")
    return rules


def make_portal_plan(
    engine: Engine,
    config: Path,
    portal: Portal,
    today: date,
    bodies: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    allow_private: bool = False,
    max_time: float | None = None,
) -> CrawlPlan:
    """The plan of a new reading.

    :param portal: with the address at which it is asked.
    :param bodies: the portal's own names of the state bodies that it is read for; none: all.
    :param sources: that are asked; none: all.
    :param max_time: seconds that it may take; those of the portal's file where None.
    :raises WrongUse: a portal that is not read as a whole; ConfigError: a register that cannot be read.
    """
    rules = rules_of(config, portal.name)
    crawl = load_crawl(config)
    code = BODY + portal.name
    run_id = f"{code}-{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    agreed = rules.authorisation
    return CrawlPlan(
        run_id=run_id,
        body=Body(code=code, kind="central", name=portal.title, sites=(Site(url=portal.url),), source="portal"),
        portals=(portal,),
        tenancies=(Tenancy(portal=portal.name, rules=rules.model_dump(mode="json")),),
        authorised=agreed.reference if agreed is not None else None,
        methodology="",
        edition="",
        as_of=today,
        period="",
        allow_private=allow_private,
        user_agent=crawl.user_agent,
        limits=_limits(crawl, rules, allow_private, max_time),
        seed=crawl.seed,
        key=key_of(portal, bodies, sources),
        config_sha256=digest_of(config),
        software=SOFTWARE,
        out=str(_out(engine, run_id).absolute()),
        portal=portal.name,
        portal_bodies=tuple(sorted(bodies)),
        portal_sources=sources,
    )


def key_of(portal: Portal, bodies: tuple[str, ...], sources: tuple[str, ...] = ()) -> str:
    """Digest of what a reading is to read: the same is gone on with where it was cut off."""
    return hashlib.sha256("\n".join((portal.name, portal.url, *sorted(bodies), "", *sources)).encode()).hexdigest()


def _limits(crawl: CrawlFile, rules: PortalRules, allow_private: bool, max_time: float | None) -> Limits:
    own = crawl.private_limits if allow_private else {}
    return crawl.limits.model_copy(
        update={
            **own,
            "breaker_after": min(crawl.limits.breaker_after, rules.breaker_after),
            "apart": rules.pace,
            "concurrency": 1,
            "concurrency_per_host": 1,
            "autothrottle": False,
            "delay": 0.0,
            "max_time": max_time or rules.time,
            "max_pages": UNBOUNDED,
            "max_depth": UNBOUNDED,
            "max_external": 0,
            "max_rendered": 0,
            "confirm_times": 0,
            "second_looks": 0,
        }
    )


def _out(engine: Engine, run_id: str) -> Path:
    """Beside the database, with which its runs are copied; a server's database lies in no folder of ours."""
    database = database_of(engine)
    return default_out(run_id) if root() is not None or database is None else database.parent / RUNS / run_id
