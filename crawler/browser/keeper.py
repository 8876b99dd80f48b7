"""Puts what a visit brought into the store: artifacts with their objects, and the exchanges of the browser in WARC."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from crawler.browser.shots import Shot
from crawler.browser.visit import Visit
from crawler.frontier import Target
from crawler.middleware import phrase
from crawler.recorder import Recorder
from store.base import Language
from store.harvest import Artifact, ArtifactKind, Device
from store.warc import Exchange

MAX_RESOURCE = 5 * 1024 * 1024
# The browser hands bodies over decoded and whole; these headers spoke of the coded ones.
UNDONE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class Keeper:
    """One lane's hand to the recorder; remembers which resources were stored already."""

    def __init__(self, recorder: Recorder, tool: str) -> None:
        self.recorder = recorder
        self.tool = tool
        self._stored: set[str] = set()

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
    ) -> None:
        """Stores one artifact. ``place`` is (address, lane, language, device)."""
        url, lane, language, device = place
        digest = self.recorder.objects.put(data)
        text = "\n".join((kind.value, url, lane, device.value, at.isoformat(), selector, digest))
        self.recorder.keep(
            Artifact(
                id=hashlib.sha256(text.encode()).hexdigest()[:32],
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

    def json(
        self,
        kind: ArtifactKind,
        place: tuple[str, str, Language | None, Device],
        at: datetime,
        value: Any,
        ok: bool = True,
        tool: str = "",
    ) -> None:
        """Stores a measurement as canonical JSON."""
        data = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")
        note = "" if ok else str(value.get("reason", ""))[:300]
        self.put(kind, place, at, data, "application/json", ok=ok, note=note, tool=tool)

    def shot(self, place: tuple[str, str, Language | None, Device], at: datetime, shot: Shot) -> None:
        """Stores a picture."""
        kind = ArtifactKind.ELEMENT if shot.selector else ArtifactKind.SCREENSHOT
        self.put(kind, place, at, shot.data, shot.media_type, shot.selector, note=shot.note)

    def visit(self, place: tuple[str, str, Language | None, Device], seen: Visit) -> None:
        """Stores everything of a desktop visit."""
        if seen.fault:
            self.json(ArtifactKind.PAGE, place, seen.at, {"url": place[0], "reason": seen.fault}, ok=False)
            return
        if seen.axe is not None:
            self.json(ArtifactKind.AXE, place, seen.at, seen.axe, tool=f"axe-core {seen.axe['axe_version']} · {self.tool}")
        else:
            self.json(ArtifactKind.AXE, place, seen.at, {"url": place[0], "reason": seen.axe_fault}, ok=False)
        for shot in seen.pictures:
            self.shot(place, seen.at, shot)
        self.exchanges(seen.requests, place[3], seen.at)
        self.json(ArtifactKind.PAGE, place, seen.at, seen.state)

    def exchanges(self, requests: tuple[Any, ...], device: Device, at: datetime) -> None:
        """Stores each resource the browser fetched, once for each address."""
        for request in requests:
            url = request.url
            if url in self._stored or urlsplit(url).scheme not in ("http", "https"):
                continue
            self._stored.add(url)
            try:
                response = request.response()
                body = response.body() if response and response.status not in (204, 304) and response.status // 100 != 3 else b""
                if response is None or len(body) > MAX_RESOURCE:
                    continue
                exchange = Exchange(
                    url=url,
                    at=at,
                    method=request.method,
                    request_headers=[(item["name"], item["value"]) for item in request.headers_array()],
                    status=response.status,
                    reason=phrase(response.status),
                    response_headers=[
                        (f"X-Archive-Orig-{name}" if name.lower() in UNDONE else name, value.replace("\n", ", "))
                        for name, value in ((item["name"], item["value"]) for item in response.headers_array())
                    ],
                    body=body,
                    remote_addr=None,
                )
            except Exception:  # noqa: S112 - a body the browser no longer holds cannot be stored
                continue
            self.recorder.exchange(Target(url, "*", 0, None), exchange, body, "browser", device)
