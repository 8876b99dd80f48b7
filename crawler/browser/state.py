"""What the browser says of a loaded page: size, text, anchors, accessible names, faults and failed resources."""

from __future__ import annotations

from typing import Any

MAX_ITEMS = 200
MAX_TEXT = 300
MAX_TREE = 200_000
ANCHORS = 20_000
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
        page.on("console", self._console)
        page.on("pageerror", lambda fault: self._note(self.errors, str(fault)[:MAX_TEXT]))
        page.on("requestfailed", self._request_failed)
        page.on("requestfinished", lambda request: self._note(self.finished, request))
        page.on("response", self._response)
        page.on("dialog", lambda dialog: dialog.dismiss())

    @staticmethod
    def _note(items: list[Any], item: Any) -> None:
        if len(items) < MAX_ITEMS:
            items.append(item)

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self._note(self.errors, message.text[:MAX_TEXT])

    def _request_failed(self, request: Any) -> None:
        self._note(
            self.failed, {"url": request.url[:2048], "type": request.resource_type, "reason": (request.failure or "")[:MAX_TEXT]}
        )

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            kind = response.request.resource_type
            self._note(self.failed, {"url": response.url[:2048], "type": kind, "reason": str(response.status)})


def read_state(page: Any, listener: Listener, status: int | None) -> dict[str, Any]:
    """The state as a JSON value; everything bounded, lists sorted where order means nothing."""
    state: dict[str, Any] = page.evaluate(READ, ANCHORS)
    try:
        tree = page.locator("body").aria_snapshot(timeout=5000)[:MAX_TREE]
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
