"""One visit: load, let it settle, measure, picture. What the page gives is bounded; a fault gives a reason, never a finding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from time import monotonic
from typing import Any, NamedTuple

from crawler.browser import shots
from crawler.browser.axe import run_axe
from crawler.browser.shots import Shot, cut_out, opened, places
from crawler.browser.state import Listener, read_state

DESKTOP = {"width": 1280, "height": 800}
SETTLE = 3.0
QUIET_FOR = 300
# Rules whose places are pictured: each finding of theirs is shown to the commission.
PICTURED = ("color-contrast", "image-alt", "input-image-alt", "area-alt", "svg-img-alt", "role-img-alt", "object-alt")
MAX_PICTURES = 60
MAX_PLACES = 400
WATCH = """() => {
  if (window.__opennessQuiet !== undefined) return;
  window.__opennessQuiet = performance.now();
  new MutationObserver(() => { window.__opennessQuiet = performance.now(); })
    .observe(document.documentElement, {childList: true, subtree: true, attributes: true, characterData: true});
}"""


class Visit(NamedTuple):
    """What one visit brought; ``fault`` is empty when it went well."""

    at: datetime
    final_url: str
    status: int | None
    state: dict[str, Any]
    axe: dict[str, Any] | None
    axe_fault: str
    pictures: tuple[Shot, ...]
    html: str
    requests: tuple[Any, ...]
    fault: str = ""


def settle(page: Any) -> bool:
    """Waits until the page has been still for a moment; False where it never was within the bound."""
    end = monotonic() + SETTLE
    page.evaluate(WATCH)
    while monotonic() < end:
        if page.evaluate("() => performance.now() - window.__opennessQuiet") > QUIET_FOR:
            return True
        page.wait_for_timeout(100)
    return False


def visit(page: Any, url: str, timeout: float, elements: Iterable[tuple[str, str]] = ()) -> Visit:
    """Looks at one page on a desktop. ``elements`` are (xpath, why) to picture; ``timeout`` in seconds."""
    at = datetime.now(UTC)
    listener = Listener(page)
    try:
        response = page.goto(url, wait_until="load", timeout=timeout * 1000)
        status = response.status if response else None
        still = settle(page)
        state = {**read_state(page, listener, status), "still": still}
    except Exception as fault:
        return Visit(at, url, None, {}, None, "", (), "", (), _words(fault))
    picture = _safely(lambda: shots.whole_page(page, state["inner_width"], state["scroll_height"]))
    axe, axe_fault = None, ""
    try:
        axe = run_axe(page)
    except Exception as fault:
        axe_fault = _words(fault)
    pictures = [picture] if picture else []
    if picture:
        pictures += _safely(lambda: _pictures(page, picture, axe, elements)) or []
    html = _safely(page.content) or ""
    return Visit(at, page.url, status, state, axe, axe_fault, tuple(pictures), html, tuple(listener.finished))


def _pictures(page: Any, whole: Shot, axe: dict[str, Any] | None, elements: Iterable[tuple[str, str]]) -> list[Shot]:
    """Cuts the places of findings out of the picture of the page: dead links first, one for each address, then axe's."""
    reasons: dict[str, str] = {}
    for selector, why in (*elements, *_axe_places(axe)):
        reasons.setdefault(selector, why)
    wanted = list(reasons.items())[:MAX_PLACES]
    boxes = places(page, [selector for selector, _ in wanted])
    taken: list[Shot] = []
    shown: set[str] = set()
    picture = opened(whole)
    for (selector, why), box in zip(wanted, boxes, strict=True):
        if box is None or len(taken) >= MAX_PICTURES or (selector.startswith("/") and why in shown):
            continue
        shot = cut_out(picture, selector, box, why[:300])
        if shot is not None:
            shown.add(why)
            taken.append(shot)
    return taken


def _axe_places(axe: dict[str, Any] | None) -> Iterable[tuple[str, str]]:
    for rule in (axe or {"violations": []})["violations"]:
        if rule["id"] in PICTURED:
            for node in rule["nodes"]:
                if len(node["target"]) == 1 and isinstance(node["target"][0], str):
                    yield node["target"][0], rule["id"]


def _safely(action: Any) -> Any:
    try:
        return action()
    except Exception:
        return None


def _words(fault: Exception) -> str:
    return " ".join(str(fault).split())[:300] or type(fault).__name__
