"""What portals of open government tell: one item a record, whatever the portal, and how much each of its sources yielded."""

from __future__ import annotations

from typing import Any, ClassVar

from store.record import SEQUENCE, Record

REPORTED_PAGE = ".reported"
"""The kind of the item that tells of an address which the body's report names; no portal names a kind so."""
ANSWER = ".answer"
"""The kind of the item that stands for a whole answer: what it yielded, for the sums of its source. No portal names a kind so."""


class ItemRecord(Record):
    """One item of a portal as one answer tells it: a data set, a draft act, a comment, a budget report, an entry of a blog.

    ``portal`` and ``source`` name where it comes from (the register's name, a source of the portal's rules); ``kind`` says what it is and
    ``key`` is the portal's own name for it: a list and a card that tell of one item bear the same key. ``body`` is the portal's own name
    of the state body, ``body_name`` the words it uses. ``day`` is the item's own date as precisely as the portal gives it (ISO 8601).
    ``facts`` are all other fields under the names that the portal's folder documents: text, whole numbers, booleans, lists and
    dictionaries of these; never floats. ``language`` is that of the answer.
    """

    TABLE: ClassVar[str] = "items"
    KEY: ClassVar[tuple[str, ...]] = SEQUENCE
    INDEXES: ClassVar[tuple[tuple[str, ...], ...]] = (("kind", "body"), ("kind", "key"))
    OF_PAGE: ClassVar[bool] = False

    seq: int
    portal: str
    source: str
    kind: str
    key: str
    body: str = ""
    body_name: str = ""
    title: str = ""
    day: str = ""
    facts: dict[str, Any] = {}


class SourceRecord(Record):
    """How one source of a portal answered in one language for one body (``body`` empty: for all).

    ``state`` is ``read`` (as much as it must yield), ``short`` (read, but fewer items or fields than the least), ``refused``, ``failed``,
    ``cut`` (bounds ended the reading) or ``unread`` (never asked). ``why`` names the refusal, failure or missing mark, ``url`` the address
    where it was met, ``capture_id`` what came back there. ``total`` is what the portal itself says it has, where it says so.
    Only what is ``read`` may prove that something is absent.
    """

    TABLE: ClassVar[str] = "portal_sources"
    KEY: ClassVar[tuple[str, ...]] = ("source", "lane", "body")
    OF_PAGE: ClassVar[bool] = False

    portal: str
    source: str
    body: str = ""
    state: str
    why: str = ""
    asked: int = 0
    answered: int = 0
    items: int = 0
    least: int = 0
    total: int | None = None
