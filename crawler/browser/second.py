"""A browser's own look at an address that failed: only where it leads is of interest, nothing is measured."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.answer import Answer
from crawler.browser.faults import words_of
from crawler.challenge import challenged
from crawler.confirmation import SecondLook
from store.harvest import FailureReason
from store.warc import Exchange

BODY_CAP = 5.0
# Chromium's words for what went wrong on the wire; everything else is our own browser's fault.
REASONS = (
    ("ERR_NAME_NOT_RESOLVED", FailureReason.DNS),
    ("ERR_CONNECTION_TIMED_OUT", FailureReason.TIMEOUT),
    ("ERR_TIMED_OUT", FailureReason.TIMEOUT),
    ("ERR_CONNECTION_RESET", FailureReason.RESET),
    ("ERR_CONNECTION_CLOSED", FailureReason.RESET),
    ("ERR_EMPTY_RESPONSE", FailureReason.RESET),
    ("ERR_CONTENT_LENGTH_MISMATCH", FailureReason.RESET),
    ("ERR_INCOMPLETE_CHUNKED_ENCODING", FailureReason.RESET),
    ("ERR_CONNECTION_", FailureReason.CONNECT),
    ("ERR_ADDRESS_", FailureReason.CONNECT),
    ("ERR_INTERNET_DISCONNECTED", FailureReason.BROWSER),
    ("ERR_CERT_", FailureReason.TLS),
    ("ERR_SSL_", FailureReason.TLS),
    ("ERR_BAD_SSL", FailureReason.TLS),
    ("ERR_TOO_MANY_REDIRECTS", FailureReason.REDIRECT_LOOP),
    ("ERR_CONTENT_DECODING_FAILED", FailureReason.DECODE),
    ("ERR_INVALID_HTTP_RESPONSE", FailureReason.PROTOCOL),
    ("ERR_INVALID_RESPONSE", FailureReason.PROTOCOL),
    ("ERR_HTTP2_", FailureReason.PROTOCOL),
)


async def second_look(page: Any, url: str, timeout: float) -> tuple[SecondLook, str]:
    """Goes to an address and tells what it met, with the browser's words where nothing came. ``timeout`` in seconds."""
    at = datetime.now(UTC)
    met: list[Any] = []

    def hear(response: Any) -> None:
        if response.request.is_navigation_request() and response.frame == page.main_frame:
            met.append(response)

    page.on("response", hear)
    try:
        await page.goto(url, wait_until="commit", timeout=timeout * 1000)
    except Exception as failure:
        if not met or 300 <= met[-1].status < 400:
            return SecondLook(at, None, reason_of(failure).value), words_of(failure)
    if not met:
        return SecondLook(at, None, FailureReason.BROWSER.value), "no answer was heard of"
    return SecondLook(at, met[-1].status, "", await _challenged(met[-1])), ""


def reason_of(failure: Exception) -> FailureReason:
    """The harvest's class of a failed navigation."""
    if isinstance(failure, (PlaywrightTimeout, TimeoutError)):
        return FailureReason.TIMEOUT
    said = str(failure)
    return next((reason for words, reason in REASONS if words in said), FailureReason.BROWSER)


async def _challenged(response: Any) -> bool:
    """Whether a protection service answers instead of the site; a body that does not come is judged by its headers alone."""
    headers = await response.all_headers()
    body = b""
    with suppress(Exception):
        async with asyncio.timeout(BODY_CAP):
            body = await response.body()
    exchange = Exchange(
        url=response.url,
        at=datetime.now(UTC),
        method="GET",
        request_headers=[],
        status=response.status,
        reason="",
        response_headers=list(headers.items()),
        body=b"",
        remote_addr=None,
    )
    return challenged(Answer(exchange, body))
