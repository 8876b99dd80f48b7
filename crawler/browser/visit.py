"""One visit: load, let it settle, measure, picture, try. What the page gives is bounded; a fault gives a reason, never a finding."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Any, NamedTuple

from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.browser import shots
from crawler.browser.axe import run_axe
from crawler.browser.crash import unless_crashed
from crawler.browser.faults import Disturbed, Heavy, words_of
from crawler.browser.probes.base import DESKTOP, Probe, Report, Scene
from crawler.browser.probes.run import LEAST, run_probes
from crawler.browser.settle import Stillness, settle
from crawler.browser.shots import Shot, cut_out, opened, places
from crawler.browser.state import MAX_ELEMENTS, Listener, read_state
from crawler.browser.warden import Warden, Watch
from crawler.browser.world import World
from store.harvest import ProbeLimits
from store.lexicon import Lexicon

__all__ = ["DESKTOP", "Order", "Visit", "arrive", "visit"]
# Rules whose places are pictured: each finding of theirs is shown to the commission.
PICTURED = ("color-contrast", "image-alt", "input-image-alt", "area-alt", "svg-img-alt", "role-img-alt", "object-alt")
MAX_PICTURES = 60
MAX_PLACES = 400
MOVES = 3
# A page whose last resource hangs is taken as it stands after so long, in seconds.
LOADING = 12.0
# Beyond MAX_ELEMENTS or this many characters, or where reading the state alone took so long (in seconds), nothing else is tried.
MAX_LETTERS = 2_000_000
SLOW = 8.0
# Of a visit's time the last part is left to storing what it brought.
PROBING = 0.65


class Visit(NamedTuple):
    """What one visit brought; ``fault`` is empty when it went well, else begins with its class."""

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
    reports: tuple[Report, ...] = ()

    @classmethod
    def failed(cls, url: str, reason: str) -> Visit:
        """A visit that brought nothing but the reason why."""
        return cls(datetime.now(UTC), url, None, {}, None, "", (), "", (), reason)


@dataclass(frozen=True)
class Order:
    """What is to be done on a page: its address, bounds, ``elements`` (xpath, why) to picture, and probes with what they need.

    ``timeout`` in seconds is the cap of loading. ``light`` orders nothing but the state. ``memory`` is shared by the visits to
    one site.
    """

    url: str
    timeout: float
    limits: ProbeLimits = field(default_factory=ProbeLimits)
    elements: tuple[tuple[str, str], ...] = ()
    probes: tuple[Probe, ...] = ()
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    asks: tuple[dict[str, Any], ...] = ()
    allows: Callable[[str], bool] = lambda _url: True
    light: bool = False
    memory: dict[str, Any] = field(default_factory=dict)


class Arrival(NamedTuple):
    """A page that was loaded and has settled, with our hands on it."""

    session: Any
    world: World
    warden: Warden
    listener: Listener
    status: int | None
    stillness: Stillness


async def arrive(page: Any, url: str, timeout: float, hydrate: float) -> Arrival:
    """Loads a page and waits until it stands still, following where it moves by itself. Raises what ``fault_of`` classes.

    A page that moves on and on is held where it is at last; one whose resources do not all come is taken as it is.
    """
    listener = Listener(page)
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Page.getFrameTree")
    warden = Warden(page, session, str(tree["frameTree"]["frame"]["id"]))
    response = await page.goto(url, wait_until="commit", timeout=timeout * 1000)
    status = response.status if response else None
    for move in range(MOVES + 1):
        if move == MOVES:
            await warden.hold(Watch.STILL)
        try:
            loaded = await _loaded(page, timeout)
            world = await World.open(session)
            stillness = await settle(world, hydrate, listener.pending)
            if not loaded:
                stillness = stillness._replace(still=False, why="loading")
            return Arrival(session, world, warden, listener, status, stillness)
        except Disturbed:
            # A refresh or a script led on: where it leads is the page that a visitor sees.
            continue
    raise Disturbed("the page moves on without end")


async def _loaded(page: Any, timeout: float) -> bool:
    """Whether everything came in time; waits no longer for the rest than ``LOADING`` once the document is there."""
    try:
        await page.wait_for_load_state("domcontentloaded", timeout=timeout * 1000)
        await page.wait_for_load_state("load", timeout=min(timeout, LOADING) * 1000)
    except PlaywrightTimeout:
        return False
    return True


async def visit(page: Any, order: Order) -> Visit:
    """Looks at one page on a desktop."""
    at = datetime.now(UTC)
    deadline = monotonic() + order.limits.visit * PROBING
    try:
        there = await arrive(page, order.url, order.timeout, order.limits.hydrate)
        await there.warden.hold(Watch.STILL)
        return await _measure(page, order, there, at, deadline)
    except asyncio.CancelledError:
        raise
    except Exception as failure:
        return Visit.failed(order.url, words_of(failure))


async def _measure(page: Any, order: Order, there: Arrival, at: datetime, deadline: float) -> Visit:
    stillness = there.stillness
    crashed = there.listener.crashed
    began = monotonic()
    state = await unless_crashed(crashed, read_state(page, there.world, there.listener, there.status))
    state |= {"still": stillness.still, "restless": stillness.why}
    html = await _safely(page.content()) or ""
    if order.light:
        return Visit(at, page.url, there.status, {**state, "light": True}, None, "", (), html, tuple(there.listener.finished))
    axe, axe_fault = None, ""
    heavy = _heavy(state, monotonic() - began)
    try:
        if heavy:
            raise Heavy(heavy)
        axe = await unless_crashed(crashed, _within(deadline, run_axe(there.world)))
    except Exception as failure:
        axe_fault = words_of(failure)
    whole = shots.whole_page(there.session, state["inner_width"], state["scroll_height"])
    picture = await _safely(unless_crashed(crashed, _within(deadline, whole)))
    pictures = [picture] if picture else []
    if picture:
        pictures += await _safely(unless_crashed(crashed, _pictures(there.world, picture, axe, order.elements))) or []
    scene = _scene(page, order, there, state, axe, deadline)
    reports = await run_probes(scene, order.probes, heavy)
    state |= {"held_back": there.warden.blocked, "dialogs": there.warden.questions, "popups": there.warden.popups}
    requests = tuple(there.listener.finished)
    return Visit(at, page.url, there.status, state, axe, axe_fault, tuple(pictures), html, requests, "", tuple(reports))


async def _within(deadline: float, action: Awaitable[Any]) -> Any:
    async with asyncio.timeout(max(LEAST, deadline - monotonic())):
        return await action


def _heavy(state: dict[str, Any], seconds: float) -> str:
    if state["elements"] > MAX_ELEMENTS:
        return f"{state['elements']} elements"
    if state["text_length"] > MAX_LETTERS:
        return f"{state['text_length']} characters"
    return f"its state took {seconds:.0f} s" if seconds > SLOW else ""


def _scene(page: Any, order: Order, there: Arrival, state: dict[str, Any], axe: dict[str, Any] | None, deadline: float) -> Scene:
    async def fresh() -> Scene:
        tab = await page.context.new_page()
        again = await arrive(tab, page.url, order.timeout, order.limits.hydrate)
        return _scene(tab, order, again, state, axe, deadline)

    return Scene(
        url=order.url,
        page=page,
        session=there.session,
        world=there.world,
        warden=there.warden,
        lexicons=order.lexicons,
        limits=order.limits,
        state=state,
        axe=axe,
        asks=order.asks,
        allows=order.allows,
        fresh=fresh,
        memory=order.memory,
        crashed=there.listener.crashed,
        deadline=deadline,
    )


async def _pictures(world: World, whole: Shot, axe: dict[str, Any] | None, elements: Iterable[tuple[str, str]]) -> list[Shot]:
    """Cuts the places of findings out of the picture of the page: dead links first, one for each address, then axe's."""
    reasons: dict[str, str] = {}
    for selector, why in (*elements, *_axe_places(axe)):
        reasons.setdefault(selector, why)
    wanted = list(reasons.items())[:MAX_PLACES]
    if not wanted:
        return []
    boxes = await places(world, [selector for selector, _ in wanted])
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


async def _safely(action: Awaitable[Any]) -> Any:
    try:
        return await action
    except Exception:
        return None
