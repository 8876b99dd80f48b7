"""A browser's own look at an address that failed: only where it leads is of interest, nothing is measured."""

from __future__ import annotations

import asyncio
import base64
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.books.looks import SecondLook
from crawler.browser.page.faults import words_of
from crawler.browser.page.world import send
from crawler.hosts.answer import Answer
from crawler.web.challenge import MOST_BYTES, challenged
from store.harvest import FailureReason
from store.warc import Exchange

BODY_CAP = 5.0
# A navigation that was answered or failed must end within so many seconds.
ENDING = 5.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
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


class Tab:
    """One tab that goes from address to address and never shows what comes: an answer is read as it arrives, and dropped.

    So a look is one request, whatever the page would have loaded, drawn or tried. Use ``open``; a tab that is ``spent`` stands on
    the browser's own page of errors and goes nowhere any more.
    """

    def __init__(self, page: Any, session: Any) -> None:
        self.spent = False
        self._page = page
        self._session = session
        self._met: asyncio.Future[dict[str, Any]] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        session.on("Fetch.requestPaused", self._paused)

    @classmethod
    async def open(cls, context: Any) -> Tab:
        """A new tab in a context of the browser; what it is answered comes from the site and not out of a cache."""
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        await send(session, "Network.enable")
        await send(session, "Network.setCacheDisabled", {"cacheDisabled": True})
        await send(session, "Fetch.enable", {"patterns": [{"urlPattern": "*", "requestStage": "Response"}]})
        return cls(page, session)

    async def close(self) -> None:
        """Closes the tab."""
        await self._page.close()

    async def look(self, url: str, timeout: float) -> tuple[SecondLook, str]:
        """Goes to an address and tells what it met, with the browser's words where nothing came. ``timeout`` in seconds."""
        at = datetime.now(UTC)
        met = self._met = asyncio.get_running_loop().create_future()
        going = asyncio.ensure_future(self._page.goto(url, wait_until="commit", timeout=timeout * 1000))
        try:
            await asyncio.wait({going, met}, return_when=asyncio.FIRST_COMPLETED)
            if met.done():
                return await self._told(at, met.result()), ""
            self.spent = True
            failure = going.exception()
            if failure is None:
                return SecondLook(at, None, FailureReason.BROWSER.value), "no answer was heard of"
            return SecondLook(at, None, reason_of(failure).value), words_of(failure)
        finally:
            self._met = None
            await self._gone(going)

    def _paused(self, event: dict[str, Any]) -> None:
        met = self._met
        if met is None or met.done() or "responseStatusCode" not in event or _leads_on(event):
            task = asyncio.ensure_future(self._release(event))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            met.set_result(event)

    async def _release(self, event: dict[str, Any]) -> None:
        with suppress(Exception):
            await send(self._session, "Fetch.continueRequest", {"requestId": event["requestId"]})

    async def _told(self, at: datetime, event: dict[str, Any]) -> SecondLook:
        answer = _answer(event, await self._body(event))
        # An abandoned navigation leaves the tab where it was, ready for the next.
        await send(self._session, "Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "Aborted"})
        return SecondLook(at, answer.status, "", challenged(answer), answer.retry_after)

    async def _body(self, event: dict[str, Any]) -> bytes:
        """The content where it may be a page of a protection service; one that does not come is judged by its headers alone."""
        head = _answer(event, b"<")
        length = head.header("content-length")
        if not head.html or (length.isdigit() and int(length) > MOST_BYTES):
            return b""
        with suppress(Exception):
            async with asyncio.timeout(BODY_CAP):
                found = await self._session.send("Fetch.getResponseBody", {"requestId": event["requestId"]})
                body = str(found["body"])
                return base64.b64decode(body) if found["base64Encoded"] else body.encode()
        return b""

    async def _gone(self, going: asyncio.Future[Any]) -> None:
        try:
            async with asyncio.timeout(ENDING):
                await going
        except Exception as end:
            self.spent = self.spent or "ERR_ABORTED" not in str(end)


def _leads_on(event: dict[str, Any]) -> bool:
    """Whether the browser goes on from this answer by itself."""
    return event["responseStatusCode"] in REDIRECTS and bool(_answer(event, b"").header("location"))


def _answer(event: dict[str, Any], body: bytes) -> Answer:
    headers = [(item["name"], item["value"]) for item in event.get("responseHeaders", ())]
    exchange = Exchange(
        url=event["request"]["url"],
        at=datetime.now(UTC),
        method="GET",
        request_headers=[],
        status=int(event["responseStatusCode"]),
        reason="",
        response_headers=headers,
        body=b"",
        remote_addr=None,
    )
    return Answer(exchange, body)


def reason_of(failure: Exception) -> FailureReason:
    """The harvest's class of a failed navigation."""
    if isinstance(failure, (PlaywrightTimeout, TimeoutError)):
        return FailureReason.TIMEOUT
    said = str(failure)
    return next((reason for words, reason in REASONS if words in said), FailureReason.BROWSER)
