"""Keeps a page where it is while it is measured: no navigation, nothing sent, no second window, no question left open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import StrEnum
from typing import Any

from crawler.browser.page.world import send

READING = frozenset({"GET", "HEAD"})
MAX_NOTES = 50


class Watch(StrEnum):
    """How much a page may do: load freely, read wherever it leads, stay where it is and read, or reach nobody at all."""

    OPEN = "open"
    READING = "reading"
    STILL = "still"
    SEALED = "sealed"


class Warden:
    """One page's guard over what it asks of the network; ``blocked`` lists what was refused while it was measured."""

    def __init__(self, page: Any, session: Any, frame: str) -> None:
        self.page = page
        self.session = session
        self.frame = frame
        self.watch = Watch.OPEN
        self.blocked: list[dict[str, str]] = []
        self.questions: list[dict[str, str]] = []
        self.popups = 0
        self._tasks: set[asyncio.Task[None]] = set()
        session.on("Fetch.requestPaused", self._paused)
        page.on("dialog", self._question)
        page.on("popup", self._popup)

    async def hold(self, watch: Watch) -> None:
        """From now on the page is watched so; for the rest of its life."""
        if self.watch is Watch.OPEN:
            await send(self.session, "Fetch.enable", {"patterns": [{"urlPattern": "*", "requestStage": "Request"}]})
        self.watch = watch

    @asynccontextmanager
    async def sealed(self) -> AsyncIterator[None]:
        """While inside, no request of the page goes out at all, by whatever means it is made."""
        cut = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        await send(self.session, "Network.enable")
        await send(self.session, "Network.emulateNetworkConditions", cut)
        before = self.watch
        await self.hold(Watch.SEALED)
        try:
            yield
        finally:
            self.watch = before
            with suppress(Exception):
                await send(self.session, "Network.emulateNetworkConditions", {**cut, "offline": False}, cap=2)
                await send(self.session, "Network.disable", cap=2)

    def _paused(self, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._answer(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, event: dict[str, Any]) -> None:
        why = self._refusal(event)
        number = {"requestId": event["requestId"]}
        # A page that went away takes its questions with it.
        with suppress(Exception):
            if not why:
                await self.session.send("Fetch.continueRequest", number)
                return
            await self.session.send("Fetch.failRequest", {**number, "errorReason": "Aborted"})
            if len(self.blocked) < MAX_NOTES:
                self.blocked.append({"url": str(event["request"]["url"])[:2048], "why": why})

    def _refusal(self, event: dict[str, Any]) -> str:
        if self.watch is Watch.OPEN:
            return ""
        if self.watch is Watch.SEALED:
            return "sealed"
        if self.watch is Watch.STILL and event.get("resourceType") == "Document" and event.get("frameId") == self.frame:
            return "navigation"
        return "" if event["request"]["method"] in READING else "sending"

    async def _question(self, dialog: Any) -> None:
        if len(self.questions) < MAX_NOTES:
            self.questions.append({"type": dialog.type, "message": dialog.message[:300]})
        # To refuse «leave this page?» would hold us on it for ever.
        with suppress(Exception):
            await (dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())

    async def _popup(self, popup: Any) -> None:
        self.popups += 1
        with suppress(Exception):
            await popup.close()
