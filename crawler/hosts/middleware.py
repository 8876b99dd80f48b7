"""Keeps what really went over the wire: headers as sent and body before its content coding is undone."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from store.warc import Exchange, Headers


def _plain(headers: Any) -> Headers:
    return [
        (name.decode("latin-1").replace("\r", "").replace("\n", ""), value.decode("latin-1").replace("\r", "").replace("\n", ""))
        for name, values in headers.items()
        for value in values
    ]


def phrase(status: int) -> str:
    """The standard words of a status, empty for one that has none."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


class ExchangeMiddleware:
    """Sits below Scrapy's decompression and leaves the raw exchange in ``request.meta``."""

    def process_request(self, request: Any) -> None:
        """Notes when the request was handed over."""
        request.meta["asked_at"] = datetime.now(UTC)

    def process_response(self, request: Any, response: Any) -> Any:
        """Keeps the answer before anything changes it."""
        request.meta["exchange"] = Exchange(
            url=request.url,
            at=request.meta["asked_at"],
            method=request.method,
            request_headers=_plain(request.headers),
            status=response.status,
            reason=phrase(response.status),
            response_headers=_plain(response.headers),
            body=response.body,
            remote_addr=str(response.ip_address) if response.ip_address else None,
        )
        return response
