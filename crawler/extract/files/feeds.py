"""Feed records: whether an RSS or Atom feed parses, and what it holds."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from crawler.addresses.links import resolve
from crawler.extract.files.xmlform import refusal
from crawler.extract.text.clean import clean
from crawler.extract.text.language import language_of, language_of_address
from store.harvest import Capture, LedgerEntry
from store.records import UNREAD, FeedRecord

MAX_BYTES = 5 * 1024 * 1024
MAX_ENTRIES = 100
# An encoding that differs from the header or a wrong media type hinders no reader of feeds.
_HARMLESS = frozenset({"CharacterEncodingOverride", "NonXMLContentType"})


def read_feed(capture: Capture, body: bytes, entry: LedgerEntry) -> FeedRecord:
    """The record of one feed. ``valid`` only for well-formed XML of a known version of RSS or Atom."""
    facts = _facts(body, entry.url)
    words = " ".join([facts["title"], *(title for title, _, _ in facts["entries"][:20])])
    language = language_of_address(entry.url) or language_of(words)[0]
    return FeedRecord(
        capture_id=capture.id,
        url=entry.url,
        lane=entry.lane,
        language=language,
        captured_at=capture.requested_at,
        object_sha256=capture.object_sha256,
        **facts,
    )


def _facts(body: bytes, url: str) -> dict[str, Any]:
    fault = "empty" if not body.strip() else ""
    if len(body) > MAX_BYTES:
        fault = f"{UNREAD}: larger than {MAX_BYTES} bytes"
    elif why := refusal(body):
        fault = f"{UNREAD}: {why}"
    if fault:
        return _record("", fault, "", ())
    import feedparser

    try:
        parsed = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        return _record("", f"not parsed: {type(error).__name__}", "", ())
    version = str(parsed.get("version") or "")
    fault = _fault(parsed, version)
    entries = tuple(_entry(item, url) for item in parsed.entries[:MAX_ENTRIES])
    return _record(version, fault, clean(parsed.feed.get("title", "")), entries)


def _record(kind: str, fault: str, title: str, entries: tuple[tuple[str, str, str], ...]) -> dict[str, Any]:
    return {"kind": kind, "valid": not fault, "fault": fault, "title": title, "entries": entries}


def _fault(parsed: Any, version: str) -> str:
    error = parsed.get("bozo_exception")
    if parsed.get("bozo") and error is not None and type(error).__name__ not in _HARMLESS:
        getter = getattr(error, "getMessage", None)
        line = getattr(error, "getLineNumber", lambda: None)()
        words = getter() if callable(getter) else str(error)
        return clean(f"not well-formed: {words}" + (f" (line {line})" if line else ""), 200)
    return "" if version else "neither RSS nor Atom"


def _entry(item: Any, url: str) -> tuple[str, str, str]:
    link = str(item.get("link") or "")
    published = item.get("published") or item.get("updated") or ""
    return clean(str(item.get("title") or "")), resolve(url, link)[0] if link else "", clean(str(published), 60)
