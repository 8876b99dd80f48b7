"""What one request brought: the exchange on the wire and the decoded content."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from store.warc import Exchange

HTML = frozenset({"text/html", "application/xhtml+xml", "application/xml+html", ""})
XML = frozenset({"application/xml", "text/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml"})
PACKED = frozenset({"application/gzip", "application/x-gzip"})


class Answer(NamedTuple):
    """One answer of a server. ``body`` is the content after its coding was undone."""

    exchange: Exchange
    body: bytes

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.exchange.status

    def header(self, name: str) -> str:
        """A header by its lower-case name, or an empty text."""
        return next((value for key, value in self.exchange.response_headers if key.lower() == name), "")

    @property
    def media_type(self) -> str:
        """The media type the answer gives itself, in lower case, without parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def html(self) -> bool:
        """Whether the answer calls itself a page (or calls itself nothing and begins like one)."""
        media = self.media_type
        return media in HTML and (bool(media) or self.body.lstrip()[:1] == b"<")

    @property
    def retry_after(self) -> float:
        """Seconds the server asks to be left alone (RFC 9110, 10.2.3: seconds or a date), 0 where it asks nothing."""
        asked = self.header("retry-after").strip()
        if asked.isdigit():
            return float(asked[:9])
        try:
            until = parsedate_to_datetime(asked)
        except (ValueError, TypeError, IndexError):
            return 0.0
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0.0, (until - datetime.now(UTC)).total_seconds())
