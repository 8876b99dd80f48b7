"""Types from configuration to harvest and from harvest to extraction: body, plan, capture, ledger, artifact."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field, field_validator

from store.base import BodyKind, Frozen, Language, Text


class Site(Frozen):
    """One address of a body's website; ``language`` is None where one address serves several languages.

    ``scope`` is the path the body's pages lie below where many bodies share one host.
    """

    url: str
    scope: str = ""
    language: Language | None = None


class Body(Frozen):
    """A state body under audit. Refused without a name in each of the two languages.

    ``traits`` are properties that the law treats apart and that no crawler sees, such as ``secret-budget``.
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

    @field_validator("name")
    @classmethod
    def _both_names(cls, name: Text) -> Text:
        if not name.kk.strip() or not name.ru.strip():
            raise ValueError("a body needs name.kk and name.ru")
        return name


class Portal(Frozen):
    """A portal of open government, its address and, where its operator agreed to the crawl, that agreement's reference."""

    name: str
    url: str
    title: Text
    authorised: str | None = None


class Limits(Frozen):
    """Bounds of one harvest. Sizes in bytes, times in seconds."""

    max_pages: int = 2500
    max_time: float = 14400.0
    max_depth: int = 30
    max_redirects: int = 8
    max_body: int = 50 * 1024 * 1024
    fetch_timeout: float = 60.0
    max_url_length: int = 2048
    max_links_per_page: int = 20000
    confirm_spacing: float = 2.0
    confirm_times: int = 1
    concurrency: int = 16
    concurrency_per_host: int = 8
    delay: float = 0.0
    autothrottle: bool = True
    max_rendered: int = 60
    render_timeout: float = 30.0
    sample_share_percent: int = 33
    evidence_pages: int = 10


class CrawlPlan(Frozen):
    """Everything the harvest needs to know; written down before the first request, with the seed of its samples."""

    run_id: str
    body: Body
    portals: tuple[Portal, ...] = ()
    methodology: str
    edition: str
    as_of: date
    period: str
    allow_private: bool = False
    authorised: str | None = None
    user_agent: str
    limits: Limits = Limits()
    seed: int
    key: str
    config_sha256: str
    software: str
    out: str
    page_only: bool = False


class Device(StrEnum):
    """With what a page was read."""

    HTTP = "http"
    DESKTOP = "desktop"
    PHONE_ANDROID = "phone-android"
    PHONE_IPHONE = "phone-iphone"


class Ledger(StrEnum):
    """Where an address ended. Each address of a harvest stands in exactly one class."""

    QUEUED = "queued"
    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    REDIRECTED = "redirected"
    HTTP_ERROR = "http-error"
    BLOCKED = "blocked"
    ROBOTS = "blocked-by-robots"
    OUT_OF_SCOPE = "out-of-scope"
    TOO_LARGE = "too-large"
    FAILED = "failed"
    BEYOND_BUDGET = "beyond-budget"
    REFUSED = "refused-address"


class FailureReason(StrEnum):
    """Closed list of why nothing came back."""

    DNS = "dns"
    CONNECT = "connect"
    TIMEOUT = "timeout"
    TLS = "tls"
    RESET = "reset"
    PROTOCOL = "protocol"
    DECODE = "decode"
    REDIRECT_LOOP = "redirect-loop"
    PRIVATE_ADDRESS = "private-address"
    BROWSER = "browser"
    OTHER = "other"


class LedgerEntry(Frozen):
    """One address and lane of the harvest with its class.

    ``lane`` is the language asked for when one address serves several languages (``*`` otherwise). ``reason`` is a
    ``FailureReason``, a status or a scope word; ``status`` the last HTTP status; ``attempts`` counts requests made.
    ``confirmed`` is true when a failure was seen again by a later, spaced request.
    """

    url: str
    lane: str = "*"
    ledger: Ledger
    reason: str = ""
    status: int | None = None
    depth: int = 0
    parent: str | None = None
    redirect_to: str | None = None
    capture_id: str | None = None
    attempts: int = 0
    confirmed: bool = False


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


class Coverage(Frozen):
    """What of the site was seen; ``truncated`` when a budget ended the crawl, ``unreadable`` when the home page gave nothing."""

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
