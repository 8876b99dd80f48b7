"""The register of subordinate organisations on record: which of them belong to a body on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from sqlalchemy import Connection

from store import reported
from store.base import Language, Text
from store.calendar import period_days
from store.harvest import Site
from store.reported import Fact, StoredImport
from store.subordinates import ENDLESS, ORGANISATION, SUBORDINATES, Organisation

# Columns of the register that hold a portal's own name of an organisation end so.
ID = "-id"


@dataclass(frozen=True)
class Register:
    """The file that tells the organisations of a body, and those that belong to it on the day."""

    item: StoredImport
    day: date
    organisations: tuple[Organisation, ...]


def register_of(db: Connection, body: str, period: str, as_of: date) -> Register | None:
    """The organisations of a body for an audit; None where no register was taken in.

    They are those that belong to it on the day of the audit, no later than the last day of the period. A register holds on until a newer
    one comes: of those whose period has begun the newest counts.
    """
    last = period_days(period)[1]
    known = [one for one in reported.all_imports(db, body) if one.kind == SUBORDINATES and period_days(one.period)[0] <= last]
    if not known:
        return None
    item = max(known, key=lambda one: (period_days(one.period)[0], one.seq))
    day = min(as_of, last)
    found = [one for one in every(item) if one.since <= day <= (one.until or ENDLESS)]
    return Register(item, day, tuple(sorted(found, key=lambda one: one.code)))


def every(item: StoredImport) -> list[Organisation]:
    """All lines of a register, whatever their days, in the order of the file."""
    return [_organisation(fact, item.body) for fact in item.facts if fact.name == ORGANISATION]


def organisation_on(db: Connection, code: str, day: date) -> tuple[Organisation, StoredImport] | None:
    """An organisation by its code, as the newest register tells it that holds it on the day; else as the newest one ever did."""
    known = [item for item in reported.all_imports(db) if item.kind == SUBORDINATES]
    standing = {(item.body): item for item in known}
    told = [(one, item) for item in standing.values() for one in every(item) if one.code == code]
    now = [pair for pair in told if pair[0].since <= day <= (pair[0].until or ENDLESS)]
    return max(now or told, key=lambda pair: (pair[0].since, pair[1].seq), default=None)


def _organisation(fact: Fact, parent: str) -> Organisation:
    told = fact.details
    return Organisation(
        code=fact.subject,
        name=Text(kk=told["name-kk"], ru=told["name-ru"]),
        parent=parent,
        form=told.get("form", ""),
        sites=_sites(told),
        portals={name.removesuffix(ID): told[name] for name in told if name.endswith(ID)},
        since=date.fromisoformat(told["since"]),
        until=date.fromisoformat(told["until"]) if "until" in told else None,
        act=told.get("act", ""),
        cell=", ".join(fact.places),
    )


def _sites(told: dict[str, str]) -> tuple[Site, ...]:
    """The addresses, one for each language or one for both; of a section the pages below its path only."""
    languages: tuple[Language, ...] = ("kk", "ru")
    given = {language: told[f"site-{language}"] for language in languages if f"site-{language}" in told}
    section = told.get("section") == "yes"
    if len(set(given.values())) == 1 and len(given) > 1:
        return (_site(given["kk"], None, section),)
    return tuple(_site(url, language, section) for language, url in given.items())


def _site(url: str, language: Language | None, section: bool) -> Site:
    return Site(url=url, language=language, scope=urlsplit(url).path.rstrip("/") if section else "")
