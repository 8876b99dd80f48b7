"""A body's organisations audited one after the other in its job: each by a run of its own, with a smaller budget; a finished one is not
audited again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from openness.faults import LaneDied, WrongUse
from openness.pipeline import Pipeline
from openness.planning import Wish
from openness.registers import load_crawl
from openness.subordinates.register import Register, register_of
from openness.subordinates.standings import counts_organisations, newest
from reports.i18n import N_
from store.harvest import CrawlPlan
from store.subordinates import Organisation

Progress = Callable[[str, dict[str, Any]], None]
NOT_CENTRAL = N_(
    "--subordinates: by the note of table 8 only subordinate organisations of central bodies are assessed, and {body} is none; "
    "leave the option out"
)
NOT_HELD = N_(
    "--subordinates: {law} does not assess subordinate organisations; leave the option out, or name --methodology kz-2025"
)
NO_REGISTER = N_(
    "--subordinates: no register tells of the organisations of {body} in {period}; take it in by "
    "`openness import subordinates FILE --body {body}`"
)


@dataclass
class Done:
    """What became of the organisations of a body: how many were audited now, were audited before, have no site; and whose audit failed, with
    why."""

    audited: int = 0
    known: int = 0
    without_site: int = 0
    failed: list[tuple[Organisation, WrongUse]] = field(default_factory=list)


def proven(pipeline: Pipeline, plan: CrawlPlan) -> Register:
    """The register that the job rests on.

    :raises WrongUse: a body whose organisations nobody assesses, or no register.
    """
    edition, _ = pipeline.edition(plan.methodology, plan.as_of)
    if plan.body.kind != "central":
        raise WrongUse(NOT_CENTRAL, body=plan.body.code)
    if not counts_organisations(edition):
        raise WrongUse(NOT_HELD, law=edition.id)
    with pipeline.engine.connect() as db:
        found = register_of(db, plan.body.code, plan.period, plan.as_of)
    if found is None:
        raise WrongUse(NO_REGISTER, body=plan.body.code, period=plan.period)
    return found


def audit_all(pipeline: Pipeline, plan: CrawlPlan, wish: Wish, today: date) -> Done:
    """Audits every organisation of the body that has a site and no audit fresh enough; goes on where it was cut off.

    :param plan: of the body's run. :param wish: its command: portals, manners and readings hold for its organisations too.
    :raises WrongUse: as ``proven``. Interrupted, StorageFault: as a harvest; what is finished stays.
    """
    found, done = proven(pipeline, plan), Done()
    fresh = timedelta(days=load_crawl(pipeline.config).subordinates.fresh_days)
    known = newest(pipeline.engine, [one.code for one in found.organisations], plan, fresh, datetime.now(UTC))
    for number, one in enumerate(found.organisations, 1):
        if not one.sites:
            done.without_site += 1
        elif one.code in known:
            done.known += 1
        else:
            _audit(pipeline, wish_for(one, found, plan, wish), _told(pipeline.progress, one, number, found), one, done, today)
    return done


def _audit(pipeline: Pipeline, wish: Wish, progress: Progress, one: Organisation, done: Done, today: date) -> None:
    mine = Pipeline(pipeline.engine, pipeline.address, pipeline.config, progress)
    try:
        plan, _ = mine.begin(wish, today)
        mine.all(plan)
    except WrongUse as fault:
        # One organisation whose address nobody may ask, or whose lane died, leaves the others alone; its rows stay open.
        done.failed.append((one, fault))
    else:
        done.audited += 1


def wish_for(one: Organisation, found: Register, plan: CrawlPlan, wish: Wish) -> Wish:
    """The command that audits one organisation: the law, day and period of its body's run, within the bounds of organisations."""
    limits = dict(load_crawl(wish.config).subordinates.limits)
    return Wish(
        body=one.code,
        organisation=one.body(found.item.name),
        kind="subordinate",
        methodology=plan.methodology,
        as_of=plan.as_of,
        period=plan.period,
        portals=wish.portals,
        no_portals=wish.no_portals,
        allow_private=wish.allow_private,
        render=wish.render,
        config=wish.config,
        limits=limits if wish.render else {**limits, "max_rendered": 0},
        readings=wish.readings,
    )


def _told(progress: Progress, one: Organisation, number: int, found: Register) -> Progress:
    """What the audit of an organisation tells, under its name and its place in the job."""
    name = {"kk": one.name.kk, "ru": one.name.ru, "en": one.name.ru}
    place = {"organisation": name, "organisation_number": number, "organisations": len(found.organisations)}
    return lambda stage, facts: progress(stage, {**facts, **place})


__all__ = ["Done", "LaneDied", "audit_all", "proven", "wish_for"]
