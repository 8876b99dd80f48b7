"""Puts what a visit brought into the store: artifacts with their objects, and the exchanges of the browser in WARC."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from crawler.books.frontier import Target
from crawler.books.recorder import Recorder
from crawler.browser.engines.run import Outlook
from crawler.browser.look.visit import Visit
from crawler.browser.page.shots import Shot
from crawler.browser.probes.base import Report
from crawler.hosts.middleware import phrase
from store.base import Language
from store.harvest import Artifact, ArtifactKind, Device
from store.warc import Exchange

MAX_RESOURCE = 5 * 1024 * 1024
# Bounds of asking the browser for one body and for all of a page, in seconds.
BODY_CAP = 5.0
BODIES_CAP = 10.0
# So begins the note of a picture that another engine gave.
OF_ENGINE = "engine "
# The browser hands bodies over decoded and whole; these headers spoke of the coded ones.
UNDONE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class Keeper:
    """One lane's hand to the recorder; remembers which resources were stored already.

    :param stored: those that were stored before the lane was cut off.
    """

    def __init__(self, recorder: Recorder, tool: str, stored: Iterable[str] = ()) -> None:
        self.recorder = recorder
        self.tool = tool
        self.stored = set(stored)
        self._kept: set[str] = set()

    def put(
        self,
        kind: ArtifactKind,
        place: tuple[str, str, Language | None, Device],
        at: datetime,
        data: bytes,
        media_type: str,
        selector: str = "",
        ok: bool = True,
        note: str = "",
        tool: str = "",
    ) -> str:
        """Stores one artifact and returns the digest of its bytes. ``place`` is (address, lane, language, device)."""
        url, lane, language, device = place
        digest = self.recorder.objects.put(data)
        text = "\n".join((kind.value, url, lane, device.value, at.isoformat(), selector, digest))
        name = hashlib.sha256(text.encode()).hexdigest()[:32]
        if name in self._kept:
            # Two probes of one visit may picture the same thing alike.
            return digest
        self._kept.add(name)
        self.recorder.keep(
            Artifact(
                id=name,
                kind=kind,
                url=url,
                lane=lane,
                language=language,
                device=device,
                captured_at=at,
                object_sha256=digest,
                media_type=media_type,
                selector=selector,
                tool=tool or self.tool,
                ok=ok,
                note=note,
            )
        )
        return digest

    def json(
        self,
        kind: ArtifactKind,
        place: tuple[str, str, Language | None, Device],
        at: datetime,
        value: Any,
        ok: bool = True,
        tool: str = "",
        note: str = "",
    ) -> None:
        """Stores a measurement as canonical JSON."""
        data = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")
        said = note if ok else str(value.get("reason", ""))[:300]
        self.put(kind, place, at, data, "application/json", ok=ok, note=said, tool=tool)

    def shot(self, place: tuple[str, str, Language | None, Device], at: datetime, shot: Shot) -> None:
        """Stores a picture."""
        kind = ArtifactKind.ELEMENT if shot.selector else ArtifactKind.SCREENSHOT
        self.put(kind, place, at, shot.data, shot.media_type, shot.selector, note=shot.note)

    def report(self, place: tuple[str, str, Language | None, Device], at: datetime, report: Report) -> None:
        """Stores what a probe brought: its pictures, and a JSON value that names them by digest."""
        pictures = []
        for shot in report.pictures:
            digest = self.put(ArtifactKind.PROBE_PICTURE, place, at, shot.data, shot.media_type, shot.selector, note=shot.note)
            pictures.append({"sha256": digest, "selector": shot.selector, "shows": shot.note})
        value = {
            "probe": report.probe.name,
            "version": report.probe.version,
            "url": place[0],
            "status": report.status,
            "reason": report.reason,
            **report.data,
            "pictures": pictures,
        }
        self.json(report.probe.kind, place, at, value, ok=report.ok)

    def outlook(self, place: tuple[str, str, Language | None, Device], outlook: Outlook) -> None:
        """Stores what another engine gave of a page, with its picture by digest."""
        at, value = datetime.now(UTC), dict(outlook.value)
        if outlook.picture:
            shows = f"{OF_ENGINE}{outlook.engine.name}"
            digest = self.put(ArtifactKind.PROBE_PICTURE, place, at, outlook.picture, "image/png", note=shows, tool=outlook.tool)
            value["pictures"] = [{"sha256": digest, "selector": "", "shows": shows}]
        self.json(ArtifactKind.ENGINE, place, at, value, ok=value["status"] == "done", tool=outlook.tool)

    def missed(self, place: tuple[str, str, Language | None, Device], seen: Visit) -> None:
        """Stores that a page was not seen, and why."""
        self.json(ArtifactKind.PAGE, place, seen.at, {"url": place[0], "reason": seen.fault}, ok=False)

    async def visit(self, place: tuple[str, str, Language | None, Device], seen: Visit) -> None:
        """Stores everything of a desktop visit that went well."""
        await self.fetched(seen.requests, place[3], seen.at)
        if seen.axe is not None:
            self.json(ArtifactKind.AXE, place, seen.at, seen.axe, tool=f"axe-core {seen.axe['axe_version']} · {self.tool}")
        elif seen.axe_fault:
            self.json(ArtifactKind.AXE, place, seen.at, {"url": place[0], "reason": seen.axe_fault}, ok=False)
        for shot in seen.pictures:
            self.shot(place, seen.at, shot)
        for report in seen.reports:
            self.report(place, seen.at, report)
        self.json(ArtifactKind.PAGE, place, seen.at, seen.state, note="light" if seen.state.get("light") else "")

    async def trial(self, place: tuple[str, str, Language | None, Device], seen: Visit) -> None:
        """Stores what the probes of a trial brought, and nothing else of its page; of one that went wrong nothing."""
        if not all(report.ok for report in seen.reports):
            return
        await self.fetched(seen.requests, place[3], seen.at)
        for report in seen.reports:
            self.report(place, seen.at, report)

    async def fetched(self, requests: tuple[Any, ...], device: Device, at: datetime) -> None:
        """Stores what a page fetched, as far as there is time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(BODIES_CAP):
                await self._exchanges(requests, device, at)

    async def _exchanges(self, requests: tuple[Any, ...], device: Device, at: datetime) -> None:
        """Stores each resource the browser fetched, once for each address."""
        for request in requests:
            url = request.url
            if url in self.stored or urlsplit(url).scheme not in ("http", "https"):
                continue
            self.stored.add(url)
            # A body that the browser no longer holds, or will not hand over in time, cannot be stored.
            with suppress(Exception):
                async with asyncio.timeout(BODY_CAP):
                    await self._exchange(request, device, at)

    async def _exchange(self, request: Any, device: Device, at: datetime) -> None:
        response = await request.response()
        if response is None:
            return
        body = await response.body() if response.status not in (204, 304) and response.status // 100 != 3 else b""
        if len(body) > MAX_RESOURCE:
            return
        headers = [(item["name"], item["value"]) for item in await response.headers_array()]
        exchange = Exchange(
            url=request.url,
            at=at,
            method=request.method,
            request_headers=[(item["name"], item["value"]) for item in await request.headers_array()],
            status=response.status,
            reason=phrase(response.status),
            response_headers=[
                (f"X-Archive-Orig-{name}" if name.lower() in UNDONE else name, value.replace("\n", ", "))
                for name, value in headers
            ],
            body=body,
            remote_addr=None,
        )
        self.recorder.exchange(Target(request.url, "*", 0, None), exchange, body, "browser", device)
