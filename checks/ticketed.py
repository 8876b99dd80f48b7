"""Answers of an interface of the unified platform that is kept as evidence: read by the names that the platform's rules give its fields.

Some interfaces answer only sessions with a ticket. None is made: their refusal is what is known of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from store.base import Language
from store.harvest import READ, LedgerEntry
from store.snapshot import Snapshot

MOST = 100_000
OFF_PLATFORM, NEVER, UNKNOWN_FORM = "not-on-platform", "not-asked", "form-unknown"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Question(NamedTuple):
    """A question as the interface gives it: the day on which it was asked (ISO 8601, empty where it is not told), and its answer."""

    day: str
    answer: str


class Asked(NamedTuple):
    """An answer of the interface. ``whole`` says that it holds as many items as it says there are."""

    url: str
    items: tuple[Question, ...]
    whole: bool
    evidence: tuple[str, ...]
    at: datetime


class Unread(NamedTuple):
    """Why the interface told nothing: the state of the source, the reason, where, and what came back."""

    state: str
    why: str
    url: str = ""
    evidence: tuple[str, ...] = ()
    at: datetime | None = None


def answers_of(snapshot: Snapshot, portal: str, interface: str, language: Language) -> Asked | Unread:
    """What an interface answered of the audited body in one language.

    :param interface: its name in the rules of the platform, which a copy in the plan holds.
    """
    rules = next((one.rules for one in snapshot.plan.tenancies if one.portal == portal), None)
    asked = next((one for one in (rules or {}).get("interfaces", ()) if one.get("name") == interface), None)
    if asked is None:
        return Unread("unread", OFF_PLATFORM)
    entry = next(_entries(snapshot, asked, language), None)
    if entry is None:
        return Unread("unread", NEVER)
    capture = snapshot.capture(entry.capture_id) if entry.capture_id else None
    shown = (capture.object_sha256,) if capture is not None else ()
    if entry.ledger not in READ or capture is None:
        state = "failed" if entry.ledger not in READ and entry.ledger.value == "failed" else "refused"
        return Unread(state, entry.said or entry.ledger.value, entry.url, shown, capture.requested_at if capture else None)
    value = _json(snapshot.objects.get(capture.object_sha256))
    items = _at(value, str(asked.get("items") or "items"))
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return Unread("failed", UNKNOWN_FORM, entry.url, shown, capture.requested_at)
    fields: dict[str, Any] = asked.get("fields", {})
    told = tuple(
        Question(_day(_text(item, fields.get("posted", ()))), _text(item, fields.get("answer", ()))) for item in items[:MOST]
    )
    if not all(_text(item, fields.get("question", ())) for item in items[:MOST]):
        return Unread("failed", UNKNOWN_FORM, entry.url, shown, capture.requested_at)
    total = next((_at(value, path) for path in fields.get("total", ())), None)
    return Asked(entry.url, told, type(total) is int and total == len(items), shown, capture.requested_at)


def _entries(snapshot: Snapshot, asked: dict[str, Any], language: Language) -> Iterator[LedgerEntry]:
    """Lines of the ledger of this interface in this language: of a POST they follow the address as a fragment."""
    for entry in snapshot.ledger():
        address, _, name = entry.url.partition("#")
        if urlsplit(address).path == asked.get("address") and (
            name.startswith(f"{asked['name']}-{language}-") or (not name and entry.lane == language)
        ):
            yield entry


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _at(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _text(item: dict[str, Any], paths: Any) -> str:
    found = (_at(item, path) for path in paths)
    return next((one.strip() for one in found if isinstance(one, str) and one.strip()), "")


def _day(text: str) -> str:
    found = _DAY.match(text)
    return found.group() if found else ""
