"""Types from configuration to harvest and from harvest to extraction: body, plan, capture, ledger, artifact."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field, field_validator, model_validator

from store.base import BodyKind, Frozen, Language, Text
from store.ledger import READ, FailureReason, Kind, Ledger, LedgerEntry, Look, Reason
from store.limits import Limits, ProbeLimits
from store.tenancy import Tenancy
from store.told import refusal


class Site(Frozen):
    """One address of a body's website; ``language`` None: it serves several; ``scope``: the path its pages lie below on a host of many bodies."""

    url: str
    scope: str = ""
    language: Language | None = None


class Body(Frozen):
    """A state body under audit. Refused without a name in each of the two languages.

    ``traits`` are properties that the law treats apart and that no crawler sees, such as ``secret-budget``. ``portals`` gives the name that
    a portal of open government itself has for the body (portal → its id); where none is given, the portal's own list is searched by name.
    """

    code: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    kind: BodyKind
    name: Text
    sites: tuple[Site, ...]
    slug: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    render: str = "auto"
    traits: tuple[str, ...] = ()
    portals: dict[str, str] = {}

    @field_validator("name")
    @classmethod
    def _both_names(cls, name: Text) -> Text:
        if not name.kk.strip() or not name.ru.strip():
            raise refusal("a body needs name.kk and name.ru; write both")
        return name


class Portal(Frozen):
    """A portal of open government, its address and, where its operator agreed to the crawl, that agreement's reference."""

    name: str
    url: str
    title: Text
    authorised: str | None = None


class CrawlPlan(Frozen):
    """Everything the harvest needs to know; written down before the first request, with the seed of its samples.

    ``moved`` names the portals that the command asks at another address than the register's; ``browser_user`` the user that the browser runs as
    where root started the program, none where it is empty. ``readings`` are the choices made otherwise than by default. ``portal`` names the
    portal of open government whose reading this is: then ``body`` is the portal itself, nothing but its sources is asked, and ``portal_bodies``
    are the state bodies that it is read for, by the portal's own names (none: all); ``portal_sources`` the sources that it is asked for (none:
    all). ``reads`` names the portals that may be asked for this body.
    """

    run_id: str
    body: Body
    portals: tuple[Portal, ...] = ()
    moved: tuple[str, ...] = ()
    tenancies: tuple[Tenancy, ...] = ()
    methodology: str
    edition: str
    as_of: date
    period: str
    allow_private: bool = False
    authorised: str | None = None
    user_agent: str
    browser_user: str = ""
    limits: Limits = Limits()
    seed: int
    key: str
    config_sha256: str
    software: str
    out: str
    page_only: bool = False
    readings: dict[str, str] = {}
    portal: str = ""
    portal_bodies: tuple[str, ...] = ()
    portal_sources: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _of_one_portal(cls, value: Any) -> Any:
        """Plans of versions that knew one portal name its rules ``platform``."""
        if not isinstance(value, dict) or "platform" not in value:
            return value
        rest = {name: item for name, item in value.items() if name != "platform"}
        rules = value["platform"]
        if rules is not None:
            rest["tenancies"] = [{"portal": rules["portal"], "files": rules.get("files", ()), "rules": rules}]
        return rest


class Device(StrEnum):
    """With what a page was read."""

    HTTP = "http"
    DESKTOP = "desktop"
    PHONE_ANDROID = "phone-android"
    PHONE_IPHONE = "phone-iphone"


class Capture(Frozen):
    """What came back for one request. Identity: url + lane + device + time + digest (two languages may give equal bytes)."""

    id: str
    url: str
    lane: str = "*"
    device: Device = Device.HTTP
    requested_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    object_sha256: str
    size: int
    media_type: str
    remote_addr: str | None = None
    redirect_to: str | None = None
    revisit_of: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    warc_record_id: str | None = None
    purpose: str = "crawl"

    @property
    def good(self) -> bool:
        """Whether the server gave what was asked for, or said that it is what it gave before (RFC 9110, 15.4.5)."""
        return self.status in (200, 304)


class FetchFailure(Frozen):
    """Nothing came back: when, from where, and why (closed list), with the words of the fault shortened."""

    id: str
    url: str
    lane: str = "*"
    device: Device = Device.HTTP
    requested_at: datetime
    reason: FailureReason
    detail: str = ""
    purpose: str = "crawl"


class ArtifactKind(StrEnum):
    """What the browser measured or pictured during the harvest."""

    SCREENSHOT = "screenshot"
    ELEMENT = "element-screenshot"
    AXE = "axe"
    PAGE = "page-state"
    DOM = "dom"
    PHONE = "phone"
    PROBE_PICTURE = "probe-picture"
    CONTRAST = "contrast"
    KEYBOARD = "keyboard"
    JUMPS = "jumps"
    ZOOM = "zoom"
    MOTION = "motion"
    SEARCH = "search"
    FORMS = "forms"
    EMBLEM = "emblem"
    GRAPHICS = "graphics"
    GRAPHIC_WORDS = "graphic-words"
    ENGINE = "engine"
    AUTHORISATION = "authorisation"
    POSITIONS = "search-positions"
    ACT = "act-rules"
    SCAN = "scan-text"


class Artifact(Frozen):
    """A stored measurement or picture of one page: a JSON or PNG object with its place in the page where it has one.

    ``unchanged_at``: when a later run found everything the same that it rests on, and took it over.
    """

    id: str
    kind: ArtifactKind
    url: str
    lane: str = "*"
    language: Language | None = None
    device: Device
    captured_at: datetime
    object_sha256: str
    media_type: str
    selector: str = ""
    tool: str = ""
    ok: bool = True
    note: str = ""
    unchanged_at: datetime | None = None


class Fonts(Frozen):
    """Fonts of the machine that rendered: how many, digest of names, styles and versions, which families stand for those asked for."""

    count: int
    sha256: str
    defaults: dict[str, str]


class Coverage(Frozen):
    """What of the site was seen; ``truncated`` when a budget ended the crawl, ``unreadable`` when the home page gave nothing.

    ``render_sandbox`` is false when the browser had to run without its own sandbox, which keeps pages off the machine. ``unseen`` names parts of a
    site on a platform whose interface refused or failed and which no browser showed either, with language and reason: «news/kk: notAllowed».
    ``rendered_kept`` counts looks of the browser that were taken over from an earlier run because nothing they rest on had changed.
    ``browser`` and ``fonts`` are those that the pages were measured with; ``browser`` says so where it ran as another user than the program, or
    without its sandbox. ``programs``: stage of judging and digest of the program that did it.
    """

    pages: dict[str, int] = {}
    documents: dict[str, int] = {}
    rendered: dict[str, int] = {}
    rendered_kept: int = 0
    ledger: dict[str, int] = {}
    truncated: bool = False
    truncated_by: str = ""
    home_read: bool = False
    unreachable: tuple[LedgerEntry, ...] = ()
    render_available: bool = False
    render_note: str = ""
    render_sandbox: bool = True
    browser: str = ""
    fonts: Fonts | None = None
    unseen: tuple[str, ...] = ()
    portals: dict[str, str] = {}
    portals_unread: dict[str, str] = {}
    programs: dict[str, str] = {}


__all__ = [
    "READ",
    "Artifact",
    "ArtifactKind",
    "Body",
    "Capture",
    "Coverage",
    "CrawlPlan",
    "Device",
    "FailureReason",
    "FetchFailure",
    "Fonts",
    "Kind",
    "Ledger",
    "LedgerEntry",
    "Limits",
    "Look",
    "Portal",
    "ProbeLimits",
    "Reason",
    "Site",
    "Tenancy",
]
