"""From a command to a plan: which body, which law, which bounds; and which unfinished run the same command goes on with."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from crawler.hosts.address import literal_address, spells_private
from crawler.portals.registry import is_whole
from openness import __version__
from openness.faults import WrongUse
from openness.periods import default_period
from openness.registers import CrawlFile, digest_of, load_bodies, load_crawl, load_portals, load_rules, nearest
from openness.tenancies import settled
from openness.traits import with_traits
from reports.i18n import N_
from store.base import BodyKind, Language, Text
from store.harvest import Body, CrawlPlan, Limits, Portal, Site
from store.methodology import PeriodKind
from store.place import default_out
from store.strictyaml import ConfigError

PERIOD = re.compile(r"^\d{4}(-H[12]|-Q[1-4])?$")
NOT_A_CHOICE = N_("--reading «{given}»: ID=CHOICE was expected; `openness readings list` names them")
# What a command may ask for since later versions: where it does not, its key stays what it was.
LATER = frozenset({"readings", "probes", "no_portals", "subordinates", "organisation"})
SOFTWARE = f"openness {__version__}"


@dataclass
class Wish:
    """What a user asked for on the command line."""

    body: str | None = None
    site: str | None = None
    site_kk: str | None = None
    site_ru: str | None = None
    kind: BodyKind = "central"
    name_ru: str | None = None
    name_kk: str | None = None
    methodology: str | None = None
    as_of: date | None = None
    period: str | None = None
    portals: tuple[str, ...] = ()
    allow_private: bool = False
    max_pages: int | None = None
    max_time: float | None = None
    render: bool = True
    out: Path | None = None
    config: Path = Path("config")
    page_only: bool = False
    limits: dict[str, int] = field(default_factory=dict)
    probes: dict[str, object] = field(default_factory=dict)
    readings: tuple[str, ...] = ()
    no_portals: bool = False
    subordinates: bool = False
    """Audit the body's subordinate organisations too."""
    organisation: Body | None = None
    """The body itself, where a register of subordinate organisations tells it."""

    def key(self) -> str:
        """Digest of the command's meaning: the same command finds its own unfinished run by it."""
        given = {name: value for name, value in vars(self).items() if name != "config" and (name not in LATER or value)}
        parts = [repr(value) for _, value in sorted(given.items())]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def checked_address(option: str, url: str) -> str:
    """An http(s) address with a host. Raises WrongUse."""
    text = url.strip()
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise WrongUse(
            N_(
                "{option} «{given}»: an address with http:// or https:// and a host was expected; write for example https://mam.gov.kz/"
            ),
            option=option,
            given=url,
        )
    return text


def _site_body(wish: Wish) -> Body:
    given: list[tuple[str, str | None, Language | None]] = [
        ("--site", wish.site, None),
        ("--site-kk", wish.site_kk, "kk"),
        ("--site-ru", wish.site_ru, "ru"),
    ]
    sites = tuple(Site(url=checked_address(option, url), language=language) for option, url, language in given if url)
    host = urlsplit(sites[0].url).netloc.lower()
    code = "site-" + re.sub(r"[^a-z0-9.]+", "-", host).strip("-.")
    return Body(
        code=code,
        kind=wish.kind,
        name=Text(ru=wish.name_ru or wish.name_kk or host, kk=wish.name_kk or wish.name_ru or host),
        sites=sites,
        source="command line",
    )


def _registered(wish: Wish) -> Body:
    if wish.organisation is not None:
        return wish.organisation
    bodies = load_bodies(wish.config)
    code = wish.body or ""
    if code not in bodies:
        raise WrongUse(
            N_("body «{given}» is not in the register {folder}{hint}; see `openness bodies list`"),
            given=code,
            folder=wish.config / "bodies",
            hint=nearest(code, bodies),
        )
    return bodies[code]


def portals_of(wish: Wish) -> dict[str, Portal]:
    """The register of portals with the addresses that the command names instead. Raises WrongUse for one that nobody would ask."""
    portals = load_portals(wish.config)
    read = {rules.portal for rules in load_rules(wish.config)}
    moved: set[str] = set()
    for text in wish.portals:
        name, mark, url = text.partition("=")
        if not mark or name not in portals:
            known = ", ".join(portals)
            raise WrongUse(N_("--portal «{given}»: NAME=URL was expected, with NAME one of {known}"), given=text, known=known)
        if name in moved:
            raise WrongUse(N_("--portal {name} is given twice; keep one address for it"), name=name)
        moved.add(name)
        address = checked_address(f"--portal {name}", url)
        if name not in read:
            raise WrongUse(
                N_(
                    "--portal {name}: this version does not read the portal {name} yet; leave the option out (portals read: {read})"
                ),
                name=name,
                read=", ".join(sorted(read)) or "–",
            )
        refuse_private(address, wish)
        portals[name] = portals[name].model_copy(update={"url": address})
    return portals


def refuse_private(address: str, wish: Wish) -> None:
    if spells_private(address) and not wish.allow_private:
        raise WrongUse(
            N_("{address} is a private or loopback address; add --allow-private if it is yours to audit"), address=address
        )


def limits_of(wish: Wish, crawl: CrawlFile) -> Limits:
    change: dict[str, object] = {}
    if wish.allow_private:
        change |= crawl.private_limits
    if wish.max_pages is not None:
        change["max_pages"] = wish.max_pages
    if wish.max_time is not None:
        change["max_time"] = wish.max_time
    if not wish.render:
        change["max_rendered"] = 0
    if wish.probes:
        off = (*crawl.limits.probes.off, *cast("tuple[str, ...]", wish.probes.get("off", ())))
        change["probes"] = crawl.limits.probes.model_copy(update={**wish.probes, "off": tuple(dict.fromkeys(off))})
    return crawl.limits.model_copy(update=change | wish.limits)


def parsed(given: Iterable[str]) -> dict[str, str]:
    """Choices as the command line writes them, reading → choice. Raises WrongUse."""
    found: dict[str, str] = {}
    for text in given:
        reading, mark, choice = text.partition("=")
        if not (reading and mark and choice):
            raise WrongUse(NOT_A_CHOICE, given=text)
        if found.setdefault(reading, choice) != choice:
            raise WrongUse(N_("--reading {name} is given twice, each otherwise; keep one of them"), name=reading)
    return found


def make_plan(wish: Wish, edition: tuple[str, str], today: date, each: PeriodKind = "year") -> CrawlPlan:
    """The plan of a new run.

    :param edition: (methodology id, edition); ``each``: the period that it assesses, taken where the wish names none.
    :raises WrongUse: a wish that cannot be carried out; ConfigError: a register that cannot be read.
    """
    if (wish.body is None) == (not (wish.site or wish.site_kk or wish.site_ru)):
        raise WrongUse(N_("name either a BODY of the register or --site URL with --kind; see `openness audit --help`"))
    portals = portals_of(wish)
    body = _registered(wish) if wish.body else _site_body(wish)
    body, tenancies, agreement = settled(body, load_rules(wish.config), portals.values())
    for site in body.sites:
        refuse_private(site.url, wish)
    crawl = load_crawl(wish.config)
    as_of = wish.as_of or today
    body = with_traits(body, wish.config, as_of) if wish.body else body
    period = wish.period or default_period(each, as_of)
    if not PERIOD.match(period):
        raise WrongUse(
            N_("--period «{given}»: a year, half-year or quarter was expected; write 2026, 2026-H2 or 2026-Q4"), given=period
        )
    now = datetime.now(UTC)
    run_id = f"{body.code}-{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    out = wish.out or default_out(run_id)
    return CrawlPlan(
        run_id=run_id,
        body=body,
        portals=tuple(portals.values()),
        moved=tuple(sorted(text.partition("=")[0] for text in wish.portals)),
        tenancies=tenancies,
        authorised=agreement,
        methodology=edition[0],
        edition=edition[1],
        as_of=as_of,
        period=period,
        allow_private=wish.allow_private,
        user_agent=crawl.user_agent,
        browser_user=crawl.browser_user,
        limits=_with_forms(limits_of(wish, crawl), body, wish),
        seed=crawl.seed,
        key=wish.key(),
        config_sha256=digest_of(wish.config),
        software=SOFTWARE,
        out=str(out.absolute()),
        page_only=wish.page_only,
        reads=_reads(wish),
    )


def _reads(wish: Wish) -> tuple[str, ...]:
    """Portals of open government that may be asked for the body: those that the command names; for a body of the register all."""
    if wish.no_portals or wish.page_only:
        return ()
    named = {text.partition("=")[0] for text in wish.portals}
    return tuple(
        sorted(
            rules.portal for rules in load_rules(wish.config) if is_whole(rules.portal) and (wish.body or rules.portal in named)
        )
    )


def _with_forms(limits: Limits, body: Body, wish: Wish) -> Limits:
    """The limits with the hosts whose forms may be sent: beside those that the configuration names a stand-in on this machine's loopback,
    where private addresses are allowed. Nobody but the auditor answers there."""
    allowed = wish.allow_private and not wish.page_only
    hosts = {urlsplit(site.url).hostname or "" for site in body.sites} if allowed else set()
    here = {host for host in hosts if (spelt := literal_address(host)) and ipaddress.ip_address(spelt).is_loopback}
    probes = limits.probes.model_copy(update={"send_forms": tuple(sorted({*limits.probes.send_forms, *here}))})
    return limits.model_copy(update={"probes": probes})


__all__ = ["ConfigError", "Wish", "WrongUse", "checked_address", "make_plan", "parsed"]
