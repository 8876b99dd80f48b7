"""The key that a portal's operator gave us: it goes out with each question and stands in no evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from crawler.hosts.answer import Answer
from crawler.portals.reading.seam import Authorisation
from store.warc import Headers

WITHHELD = "(withheld)"
CODING = "content-encoding"


class Key(NamedTuple):
    """The value, and the header or the field of the query that carries it."""

    value: str
    header: str
    field: str

    @classmethod
    def of(cls, agreed: Authorisation | None, environment: Mapping[str, str]) -> Key | None:
        """The key of an agreement; None where none was given."""
        if agreed is None or not agreed.variable or not (agreed.header or agreed.field):
            return None
        value = environment.get(agreed.variable, "")
        return cls(value, agreed.header, agreed.field) if value else None

    def added(self, request: Any) -> Any:
        """A request with the key."""
        if self.header:
            headers = request.headers.copy()
            headers[self.header] = self.value
            return request.replace(headers=headers)
        mark = "&" if "?" in request.url else "?"
        return request.replace(url=f"{request.url}{mark}{self.field}={quote(self.value, safe='')}")

    def withheld(self, answer: Answer, url: str) -> Answer:
        """The answer without the key, wherever it stood: in what was asked, or where the portal repeated it.

        :param url: the address that was asked, as the ledger knows it.
        """
        exchange = answer.exchange
        body = self._hidden(answer.body)
        headers, wire = self._quiet(exchange.response_headers), self._hidden(exchange.body)
        if body != answer.body and wire == exchange.body:
            # The key stood under a coding: what is kept is the content without it, and says no longer that it is coded.
            headers, wire = [pair for pair in headers if pair[0].lower() != CODING], body
        kept = exchange._replace(
            url=url, request_headers=self._quiet(exchange.request_headers), response_headers=headers, body=wire
        )
        return answer._replace(exchange=kept, body=body)

    def _quiet(self, headers: Headers) -> Headers:
        return [(name, self._hidden(value.encode()).decode()) for name, value in headers]

    def _hidden(self, data: bytes) -> bytes:
        for spelt in {self.value, quote(self.value, safe="")}:
            data = data.replace(spelt.encode(), WITHHELD.encode())
        return data
