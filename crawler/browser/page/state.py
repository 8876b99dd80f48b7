"""What the browser says of a loaded page: size, text, anchors, accessible names, faults and failed resources."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from crawler.browser.page.faults import Heavy
from crawler.browser.page.world import World

MAX_ITEMS = 200
MAX_TEXT = 300
MAX_TREE = 200_000
MAX_ELEMENTS = 40_000
ANCHORS = 20_000
# No page leads its readers on so often: it is given no time to go on.
MAX_MOVES = 20
READ = """(limit) => {
  const root = document.documentElement, body = document.body;
  const names = new Set();
  for (const node of document.querySelectorAll('[id], a[name]')) {
    if (names.size >= limit) break;
    if (node.id) names.add(node.id);
    if (node.name && node.tagName === 'A') names.add(node.name);
  }
  const meta = document.querySelector('meta[name=viewport i]');
  return {
    elements: document.getElementsByTagName('*').length,
    title: document.title.slice(0, 300),
    lang: (root.getAttribute('lang') || '').slice(0, 20),
    inner_width: window.innerWidth,
    inner_height: window.innerHeight,
    scroll_width: Math.max(root.scrollWidth, body ? body.scrollWidth : 0),
    scroll_height: Math.max(root.scrollHeight, body ? body.scrollHeight : 0),
    text_length: body ? body.innerText.length : 0,
    viewport_meta: meta ? (meta.getAttribute('content') || '').slice(0, 300) : '',
    anchors: [...names].sort(),
  };
}"""


class Listener:
    """Hears what goes wrong while a page loads. Attach before going there."""

    def __init__(self, page: Any) -> None:
        self.errors: list[str] = []
        self.failed: list[dict[str, Any]] = []
        self.finished: list[Any] = []
        self.crashed = asyncio.Event()
        self.astray = asyncio.Event()
        self.sockets = 0
        self._asked: set[Any] = set()
        self._moves = 0
        page.on("console", self._console)
        page.on("pageerror", lambda fault: self._note(self.errors, str(fault)[:MAX_TEXT]))
        page.on("request", self._request)
        page.on("requestfailed", self._request_failed)
        page.on("requestfinished", self._request_finished)
        page.on("response", self._response)
        page.on("crash", self._crash)
        page.on("websocket", self._socket)

    def pending(self) -> int:
        """How many requests made by scripts are under way."""
        return len(self._asked)

    @staticmethod
    def _note(items: list[Any], item: Any) -> None:
        if len(items) < MAX_ITEMS:
            items.append(item)

    def _crash(self, _page: Any) -> None:
        self.crashed.set()

    def _socket(self, _socket: Any) -> None:
        self.sockets += 1

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self._note(self.errors, message.text[:MAX_TEXT])

    def _request(self, request: Any) -> None:
        if request.resource_type == "document" and _leads_on(request):
            self._moves += 1
            if self._moves > MAX_MOVES:
                self.astray.set()
        if request.resource_type in ("fetch", "xhr", "script") and len(self._asked) < MAX_ITEMS:
            self._asked.add(request)

    def _request_finished(self, request: Any) -> None:
        self._asked.discard(request)
        self._note(self.finished, request)

    def _request_failed(self, request: Any) -> None:
        self._asked.discard(request)
        self._note(
            self.failed, {"url": request.url[:2048], "type": request.resource_type, "reason": (request.failure or "")[:MAX_TEXT]}
        )

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            kind = response.request.resource_type
            self._note(self.failed, {"url": response.url[:2048], "type": kind, "reason": str(response.status)})


def _leads_on(request: Any) -> bool:
    """Whether it is for another document in the place of the page; where redirects lead counts as one."""
    with suppress(Exception):
        return bool(request.is_navigation_request() and request.redirected_from is None and request.frame.parent_frame is None)
    return False


async def read_state(page: Any, world: World, listener: Listener, status: int | None) -> dict[str, Any]:
    """The state as a JSON value; everything bounded, lists sorted where order means nothing."""
    state: dict[str, Any] = await world.call(READ, ANCHORS)
    try:
        if state["elements"] > MAX_ELEMENTS:
            raise Heavy(f"{state['elements']} elements")
        tree = (await page.locator("body").aria_snapshot(timeout=5000))[:MAX_TREE]
    except Exception:
        tree = ""
    return {
        **state,
        "url": page.url,
        "status": status,
        "console_errors": listener.errors,
        "failed_resources": sorted(listener.failed, key=lambda item: (item["url"], item["reason"])),
        "accessible_names": tree,
    }
