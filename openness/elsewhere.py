"""Portals that a command asks at another address than the register's: who reads the result must know of it."""

from __future__ import annotations

from functools import partial

from reports.explain import own
from reports.i18n import N_, t
from reports.notes import noted
from store.base import Note, Text
from store.harvest import CrawlPlan

MOVED = N_("The portal «{title}» was asked at the address {address}, which the command named instead of its own.")


def elsewhere(plan: CrawlPlan) -> dict[str, str]:
    """Addresses by portal, of the portals that were moved and that the body lies on."""
    return {portal.name: portal.url for portal in plan.portals if portal.name in plan.moved and _asked(plan, portal.name)}


def unread(plan: CrawlPlan) -> tuple[str, ...]:
    """Portals that were moved although nothing of this body is asked there."""
    return tuple(name for name in plan.moved if not _asked(plan, name))


def told_elsewhere(plan: CrawlPlan) -> tuple[Note, ...]:
    """A note for each portal that was asked elsewhere."""
    titles = {portal.name: portal.title for portal in plan.portals}
    return tuple(noted(partial(_moved, titles[name], url)) for name, url in sorted(elsewhere(plan).items()))


def _moved(title: Text, address: str, language: str) -> str:
    return t(MOVED, language, title=own(title, language), address=address)


def _asked(plan: CrawlPlan, name: str) -> bool:
    return name in plan.reads or any(tenancy.portal == name for tenancy in plan.tenancies)
