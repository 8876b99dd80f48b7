"""What a telephone is shown: which version loads by itself, whether it fits the screen, where the link between versions is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from crawler.books.seen import RESTS_ON
from crawler.browser.look.rests import rests_on
from crawler.browser.look.visit import Arrival, arrive
from crawler.browser.page import shots
from crawler.browser.page.faults import words_of
from crawler.browser.page.folded import folded
from crawler.browser.page.shots import Shot
from crawler.browser.page.state import read_state
from crawler.browser.page.warden import Watch
from crawler.browser.probes import fit, touch
from store.harvest import Device
from store.mobile import is_mobile_address

# An Android of 360 pixels across, as most of them are; what fits there fits the others.
PROFILES = {Device.PHONE_IPHONE: "iPhone 13", Device.PHONE_ANDROID: "Galaxy S24"}
NARROW = Device.PHONE_ANDROID
HOME, TEMPLATE = "home", "template"
# More letters than this are no page that a telephone shows; what is cut is not judged.
TEXT = """() => document.body ? document.body.innerText.slice(0, 60000) : ''"""
LINKS = """() => [...document.querySelectorAll('a[href]')].slice(0, 5000).map(a => [a.href, (a.innerText || a.title || '').trim().slice(0, 100)])"""


class Call(NamedTuple):
    """A page to be shown on a telephone.

    ``why`` it is tried: a ``home`` page is always pictured, one of a ``template`` where something does not fit. ``words`` are names of links
    to the mobile and to the main version; ``timeout`` and ``hydrate`` (seconds) as of a visit, and so is ``digest``.
    """

    url: str
    device: Device
    why: str
    words: dict[str, tuple[str, ...]]
    timeout: float
    hydrate: float
    digest: str = ""


class Shown(NamedTuple):
    """What a telephone was shown: the measurement as a JSON value, a picture, when, and what the page fetched."""

    found: dict[str, Any]
    shot: Shot | None
    at: datetime
    requests: tuple[Any, ...] = ()


async def look(page: Any, call: Call) -> Shown:
    """Shows a page on a telephone. What goes wrong stands in the measurement."""
    at, url, words = datetime.now(UTC), call.url, call.words
    try:
        there = await arrive(page, url, call.timeout, call.hydrate)
        await there.warden.hold(Watch.STILL)
        state = await read_state(page, there.world, there.listener, there.status)
        links = await there.world.call(LINKS)
        text = await there.world.call(TEXT)
        behind = await folded(there.world)
        laid = await _told(fit.measure(there.session, there.world, there.warden.frame, page.viewport_size["width"]))
        shot = await _picture(there, state) if call.why == HOME or _sticks_out(laid) else None
        targets = await _told(touch.measure(there.world))
    except Exception as fault:
        return failed(call, words_of(fault))
    moved = is_mobile_address(page.url) and not is_mobile_address(url)
    found = {
        "url": url,
        "device": call.device.value,
        "why": call.why,
        "ok": state["status"] is not None and state["status"] < 400,
        "status": state["status"],
        "final_url": page.url,
        "viewport_meta": state["viewport_meta"],
        "inner_width": state["inner_width"],
        "scroll_width": state["scroll_width"],
        "scroll_height": state["scroll_height"],
        "text_length": state["text_length"],
        "text": text,
        "folded": behind,
        "screen_width": page.viewport_size["width"],
        "redirected_to_mobile": moved,
        "mobile_link": link_to(links, words["mobile-version"], page.url, mobile=True),
        "main_link": link_to(links, words["main-version"], page.url, mobile=False),
        "main_address": link_back(links, url) if moved else None,
        "console_errors": state["console_errors"],
        "failed_resources": state["failed_resources"],
        "fit": laid,
        "touch": targets,
    }
    if call.digest:
        found[RESTS_ON] = rests_on(call.digest, url, page.url, there.listener)
    return Shown(found, shot, at, tuple(there.listener.finished))


def failed(call: Call, reason: str) -> Shown:
    """A measurement that did not come about, with its reason."""
    found = {"url": call.url, "device": call.device.value, "why": call.why, "ok": False, "reason": reason}
    return Shown(found, None, datetime.now(UTC))


def _sticks_out(laid: dict[str, Any]) -> bool:
    """Whether a picture could show a person something: all of it is stored, and nothing is judged by it."""
    return laid["status"] == "done" and bool(laid["reach"] > laid["layout"] + 2 or laid["crushed"] or laid["outside"])


async def _picture(there: Arrival, state: dict[str, Any]) -> Shot | None:
    try:
        whole = await shots.whole_page(there.session, state["inner_width"], state["scroll_height"])
        stored: Shot = await asyncio.to_thread(shots.kept, whole, shots.opened(whole))
    except Exception:
        return None
    return stored


async def _told(measured: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    try:
        return {"status": "done", **await measured}
    except Exception as fault:
        return {"status": "failed", "reason": words_of(fault)}


def link_to(links: list[list[str]], words: tuple[str, ...], here: str, mobile: bool) -> str | None:
    """The first link to the other version: by its words, to a mobile one also by its address."""
    spelled = tuple(word.casefold() for word in words)
    for address, text in links:
        if address.split("#")[0] == here.split("#", maxsplit=1)[0]:
            continue
        said = any(word in text.casefold() for word in spelled)
        if said or (mobile and is_mobile_address(address) and not is_mobile_address(here)):
            return str(address)[:2048]
    return None


def link_back(links: list[list[str]], main: str) -> str | None:
    """The first link, whatever its words, to the page that was asked for or to the home page of its host."""
    asked = urlsplit(main)
    goals = {(_host(asked.netloc), path) for path in (asked.path.rstrip("/"), "")}
    for address, _ in links:
        there = urlsplit(address)
        if (_host(there.netloc), there.path.rstrip("/")) in goals:
            return str(address)[:2048]
    return None


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")
