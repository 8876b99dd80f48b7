"""Types from configuration to harvest and from harvest to extraction: body, plan, capture, ledger, artifact."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field, field_validator, model_validator

from store.base import BodyKind, Frozen, Language, Text
from store.ledger import READ, FailureReason, Kind, Ledger, LedgerEntry, Look, Reason
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


class ProbeLimits(Frozen):
    """Bounds of the browser's measurements. Times in seconds.

    ``off`` names probes that are not run; ``parallel`` is the number of pages looked at side by side; ``recycle`` the pages that one browser
    serves; ``memory`` the bytes that one page's process may take; ``hydrate`` the wait for a page that draws itself late; ``visit`` the cap of one
    whole visit; ``tab_stops`` and ``focus_pictures`` bound the walk by keyboard; ``watch`` is how long movement is watched; ``search_words`` are
    asked of a search form; ``send_forms`` are hosts whose operators allow a form to be sent empty; ``engines`` is how many pages are compared in
    the other browsers at hand; ``fragment_pages`` bounds the light looks at pages in which only scripts could make what links point at;
    ``phone_pages`` the pages beside the home pages that are tried on the narrowest telephone; ``phones`` is false where no telephone is asked at
    all.
    """

    off: tuple[str, ...] = ()
    parallel: int = 2
    recycle: int = 60
    memory: int = 1_000_000_000
    hydrate: float = 25.0
    visit: float = 180.0
    tab_stops: int = 250
    focus_pictures: int = 10
    watch: float = 6.0
    search_words: int = 3
    send_forms: tuple[str, ...] = ()
    engines: int = 3
    fragment_pages: int = 200
    phone_pages: int = 6
    phones: bool = True


class Limits(Frozen):
    """Bounds of one harvest. Sizes in bytes, times in seconds.

    ``confirm_times`` further requests, ``confirm_spacing`` apart, must fail alike before a failure counts. A host with ``outage_percent`` of at
    least ``outage_least`` addresses failed, or a share of all hosts as large, is held as our own outage and asked again after ``outage_wait``. After
    many requests that hung for ``fetch_timeout`` between good answers it is waited for ``hanging_patience``. A browser looks at ``second_looks`` of
    the addresses that fail. After ``breaker_after`` failures in a row a host is left in peace for ``breaker_pause``, then twice as long,
    ``breaker_trips`` times; an overloaded one is asked ``overload_delay`` apart, then half as often. ``trap_after`` pages of like addresses whose
    texts repeat make a trap. ``extract_time`` seconds of processor time and ``extract_memory`` bytes bound the reading of one capture. ``scans``
    files are read as pictures, ``scan_pages`` of each, and ``pictures`` large ones. ``recheck``: hours after which a failure of each kind is looked
    at again. ``max_reported`` addresses of the body's report are opened, ``reported_bytes`` of each read. ``apart``: seconds between two requests to
    a host, whatever asks; ``shared_apart``: to one that many bodies share, on PostgreSQL.
    """

    max_pages: int = 2500
    max_time: float = 14400.0
    max_depth: int = 30
    max_redirects: int = 8
    max_body: int = 50 * 1024 * 1024
    fetch_timeout: float = 60.0
    hanging_patience: float = 10.0
    max_url_length: int = 2048
    max_links_per_page: int = 20000
    confirm_spacing: float = 2.0
    confirm_times: int = 2
    outage_percent: int = 50
    outage_least: int = 10
    outage_wait: float = 60.0
    second_looks: int = 200
    breaker_after: int = 20
    breaker_pause: float = 30.0
    breaker_trips: int = 2
    overload_delay: float = Field(default=0.5, gt=0)
    idle_limit: float = 900.0
    trap_after: int = 100
    max_probes: int = 12
    max_sitemaps: int = 50
    max_seeds: int = 20000
    lastmod_sample: int = 10
    lastmod_days: float = 7.0
    max_external: int = 2000
    max_external_time: float = 1800.0
    external_delay: float = 1.0
    external_bytes: int = 65536
    external_from_private: bool = False
    max_reported: int = 1000
    reported_bytes: int = 5_000_000
    recheck: dict[str, tuple[float, ...]] = {}
    concurrency: int = 16
    concurrency_per_host: int = 8
    delay: float = 0.0
    apart: float = 0.0
    shared_apart: float = 0.1
    autothrottle: bool = True
    max_rendered: int = 60
    render_timeout: float = 30.0
    sample_share_percent: int = 33
    evidence_pages: int = 10
    extract_time: float = 60.0
    extract_memory: int = 2_000_000_000
    scans: int = 40
    scan_pages: int = 3
    pictures: int = 40
    probes: ProbeLimits = ProbeLimits()


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
    ENGINE = "engine"
    AUTHORISATION = "authorisation"
    POSITIONS = "search-positions"
    ACT = "act-rules"
    SCAN = "scan-text"


class Artifact(Frozen):
    """A stored measurement or picture of one page: a JSON or PNG object with its place in the page where it has one."""

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


class Fonts(Frozen):
    """Fonts of the machine that rendered: how many, digest of names, styles and versions, which families stand for those asked for."""

    count: int
    sha256: str
    defaults: dict[str, str]


class Coverage(Frozen):
    """What of the site was seen; ``truncated`` when a budget ended the crawl, ``unreadable`` when the home page gave nothing.

    ``render_sandbox`` is false when the browser had to run without its own sandbox, which keeps pages off the machine. ``unseen`` names parts of a
    site on a platform whose interface refused or failed and which no browser showed either, with language and reason: «news/kk: notAllowed».
    ``browser`` and ``fonts`` are those that the pages were measured with; ``browser`` says so where it ran as another user than the program, or
    without its sandbox. ``programs``: stage of judging and digest of the program that did it.
    """

    pages: dict[str, int] = {}
    documents: dict[str, int] = {}
    rendered: dict[str, int] = {}
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
