"""The ledger of a harvest: each address with its class, what it is, and why it fell into that class."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from store.base import Frozen


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


# The classes in which an address was read, in this harvest or in one before it.
READ = frozenset({Ledger.FETCHED, Ledger.UNCHANGED})


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


class Reason(StrEnum):
    """Why an address fell into its class, where no failure (``FailureReason``), status or word of a portal says it.

    ``ELSEWHERE`` and ``LIVE`` are said of the answers of other sites: not asked for want of budget, and well. ``LANGUAGE`` and ``MARK`` are
    said of a portal's answers: in another language than asked for, and without a mark that they bear (named behind a colon).
    """

    CHALLENGE = "challenge"
    SOFT = "soft-404"
    SOFT_HOME = "redirect-home"
    BAD_LOCATION = "bad-location"
    OWN_OUTAGE = "own-outage"
    GIVEN_UP = "host-given-up"
    ROBOTS = "robots"
    ROBOTS_UNREACHABLE = "robots-unreachable"
    TOO_LONG = "url-too-long"
    TOO_LARGE = "size"
    DEPTH = "depth"
    PAGES = "pages"
    TIME = "time"
    IDLE = "idle"
    TRAP = "trap"
    LISTED = "listed-by-interface"
    ELSEWHERE = "external"
    LIVE = "live"
    LANGUAGE = "language"
    MARK = "mark"


class Kind(StrEnum):
    """What an address is, as far as the harvest knows; ``NONE`` where nothing was read there.

    ``INTERFACE`` is an answer of a portal's programming interface, ``ITEM`` a page whose matter such an answer gave and which was not
    opened itself, ``RENDER`` a page that only a browser can read, ``FILE`` a file that a page drawn by the browser links to, ``REPORTED`` what only
    the body's own report names.
    """

    NONE = ""
    PAGE = "page"
    ASSET = "asset"
    DOCUMENT = "document"
    INTERFACE = "interface"
    ITEM = "interface-item"
    EXTERNAL = "external"
    FORM = "post-form"
    RENDER = "render"
    FILE = "file"
    REPORTED = "reported-link"


class Look(StrEnum):
    """What a browser met where the HTTP lane had failed: the same failure, another one, a live page, or nothing through its own fault."""

    NONE = ""
    SAME = "same"
    DIFFERS = "differs"
    LIVES = "lives"
    UNSEEN = "unseen"


class LedgerEntry(Frozen):
    """One address and lane of the harvest with its class.

    ``lane`` is the language asked for when one address serves several languages (``*`` otherwise). ``kind`` says what the address is,
    ``reason`` why it fell into its class (as ``reason_known`` allows), ``status`` the last HTTP status; ``attempts`` counts requests
    made. ``confirmed`` is true when a failure was seen again by every later, spaced request. An address of another site stays
    ``out-of-scope``; ``answer`` and ``answer_reason`` then say in which class its own answer would have put it.
    ``second_look`` is what the browser lane met there afterwards.

    Over the runs of one body: ``first_seen`` and ``last_seen`` are the first and the last time the address answered well,
    ``content_since`` the first time it gave the bytes it gives now, ``failing_since`` the beginning of its present failure,
    ``next_check`` when that failure is to be looked at again.
    """

    url: str
    lane: str = "*"
    ledger: Ledger
    kind: Kind = Kind.NONE
    reason: str = ""
    status: int | None = None
    depth: int = 0
    parent: str | None = None
    redirect_to: str | None = None
    capture_id: str | None = None
    attempts: int = 0
    confirmed: bool = False
    answer: Ledger | None = None
    answer_reason: str = ""
    second_look: Look = Look.NONE
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    content_since: datetime | None = None
    failing_since: datetime | None = None
    next_check: datetime | None = None

    @property
    def said(self) -> str:
        """The reason or, where there is none to give, the kind: what a reader is told beside the class."""
        return self.reason or self.kind.value


_REASONS = frozenset(reason.value for reason in (*Reason, *FailureReason))
STATUS_DIGITS = 3


def reason_known(ledger: Ledger, reason: str) -> bool:
    """Whether a line of this class may bear this reason: a word of the closed lists, a status, or nothing. A portal that turns a
    visitor away (class ``blocked``) does so in a word of its own, which its rules name.

    :param ledger: the class.
    :param reason: the reason as it is to be written.
    """
    reason, _, named = reason.partition(": ")
    if named and reason != Reason.MARK:
        return ledger is Ledger.BLOCKED
    status = len(reason) == STATUS_DIGITS and reason.isdecimal()
    return not reason or reason in _REASONS or status or ledger is Ledger.BLOCKED
