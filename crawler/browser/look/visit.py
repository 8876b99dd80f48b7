"""One visit: load, let it settle, measure, picture, try. What the page gives is bounded; a fault gives a reason, never a finding."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Literal, NamedTuple

from PIL import Image
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.books.seen import RESTS_ON
from crawler.browser.look.rests import rests_on
from crawler.browser.page import shots
from crawler.browser.page.axe import inject, run_axe
from crawler.browser.page.calm import Calm
from crawler.browser.page.crash import unless_astray, unless_crashed
from crawler.browser.page.faults import Disturbed, Heavy, ScriptFault, words_of
from crawler.browser.page.settle import RESTLESS, Stillness, settle, unwatch, watch
from crawler.browser.page.shots import Shot, cut_out, opened, places
from crawler.browser.page.state import MAX_ELEMENTS, Listener, read_state
from crawler.browser.page.warden import Warden, Watch
from crawler.browser.page.world import World
from crawler.browser.probes.base import DESKTOP, Probe, Report, Scene
from crawler.browser.probes.run import LEAST, run_probes
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
# What a page says that stayed bare for as long as slow frameworks need, and how long the next one of its site is waited for.
BARE = "bare"
AGAIN = 6.0
# What a page says that never stood still, and how long the next one of its site is waited for.
MOVING = "restless"
MOVING_AGAIN = 1.0
# Of a visit's time the last part is left to storing what it brought.
PROBING = 0.65


Prepare = Callable[[World], Awaitable[None]]


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

    ``timeout`` in seconds is the cap of loading. ``light`` orders nothing but the state, ``trial`` nothing but the probes. ``memory`` is
    shared by the visits to one site. ``digest`` stands for all that the look rests on beside the page; without one that is not told.
    ``axe`` are options of axe-core instead of ours.
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
    trial: bool = False
    digest: str = ""
    memory: dict[str, Any] = field(default_factory=dict)
    axe: dict[str, Any] | None = None


class Arrival(NamedTuple):
    """A page that was loaded and has settled, with our hands on it."""

    session: Any
    world: World
    warden: Warden
    listener: Listener
    status: int | None
    stillness: Stillness


async def arrive(
    page: Any, url: str, timeout: float, hydrate: float, prepare: Prepare | None = None, restless: float = RESTLESS
) -> Arrival:
    """Loads a page and waits until it stands still, following where it moves by itself. Raises what ``fault_of`` classes.

    A page that moves on and on is held where it is at last, one that does so faster than it loads at once; one whose resources do not all
    come is taken as it is.

    :param prepare: what is to be put into the page's world while the rest loads; whoever needs it looks whether it is there.
    :param restless: how long a page that never stands still is waited for, in seconds.
    """
    listener = Listener(page)
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Page.getFrameTree")
    warden = Warden(page, session, str(tree["frameTree"]["frame"]["id"]))
    response = await page.goto(url, wait_until="commit", timeout=timeout * 1000)
    status = response.status if response else None
    for move in range(MOVES + 1):
        held = move == MOVES or listener.astray.is_set()
        if held:
            await warden.hold(Watch.STILL)
        try:
            coming = _came(page, "domcontentloaded", timeout)
            loaded = await (coming if held else unless_astray(listener.astray, coming))
            world = await World.open(session)
            await watch(world)
            if prepare is not None:
                with suppress(ScriptFault):
                    await prepare(world)
            # Once the document is there, the rest is waited for no longer than a moment.
            loaded = loaded and await _came(page, "load", min(timeout, LOADING))
            stillness = await settle(world, hydrate, listener.pending, restless)
            await unwatch(world)
            if not loaded:
                stillness = stillness._replace(still=False, why="loading")
            return Arrival(session, world, warden, listener, status, stillness)
        except Disturbed:
            # A refresh or a script led on: where it leads is the page that a visitor sees.
            continue
    raise Disturbed("the page moves on without end")


async def _came(page: Any, state: Literal["domcontentloaded", "load"], seconds: float) -> bool:
    try:
        await page.wait_for_load_state(state, timeout=seconds * 1000)
    except PlaywrightTimeout:
        return False
    return True


async def visit(page: Any, order: Order) -> Visit:
    """Looks at one page on a desktop."""
    at = datetime.now(UTC)
    deadline = monotonic() + order.limits.visit * PROBING
    calm = Calm()

    async def prepare(world: World) -> None:
        await calm.begin(world)
        await inject(world)

    try:
        there = await arrive(page, order.url, order.timeout, _patience(order), None if order.light else prepare, _rest(order))
        if there.stillness.why in (BARE, MOVING):
            order.memory[there.stillness.why] = True
        await there.warden.hold(Watch.STILL)
        return await _measure(page, order, there, calm, at, deadline)
    except asyncio.CancelledError:
        raise
    except Exception as failure:
        return Visit.failed(order.url, words_of(failure))


def _patience(order: Order) -> float:
    """How long a page may take to fill: a site one page of which stayed bare to the end is waited for no longer than a moment."""
    return min(order.limits.hydrate, AGAIN) if order.memory.get(BARE) else order.limits.hydrate


def _rest(order: Order) -> float:
    """How long a page may take to stand still: where one of the site never did, no other is waited for as long."""
    return MOVING_AGAIN if order.memory.get(MOVING) else RESTLESS


async def _measure(page: Any, order: Order, there: Arrival, calm: Calm, at: datetime, deadline: float) -> Visit:
    stillness = there.stillness
    crashed = there.listener.crashed
    began = monotonic()
    state = await unless_crashed(crashed, read_state(page, there.world, there.listener, there.status))
    state |= {"still": stillness.still, "restless": stillness.why}
    html = await _safely(page.content()) or ""
    if order.light:
        return _light(page, order, there, state, html, at)
    if order.trial:
        scene = replace(_scene(page, order, there, state, None, deadline), calm=calm)
        tried = await run_probes(scene, order.probes, _heavy(state, 0.0))
        return Visit(at, page.url, there.status, {}, None, "", (), html, tuple(there.listener.finished), "", tuple(tried))
    axe, axe_fault = None, ""
    heavy = _heavy(state, monotonic() - began)
    try:
        if heavy:
            raise Heavy(heavy)
        await unless_crashed(crashed, calm.hold(there.world))
        axe = await unless_crashed(crashed, _within(deadline, run_axe(there.world, order.axe)))
    except Exception as failure:
        axe_fault = words_of(failure)
    whole = shots.whole_page(there.session, state["inner_width"], state["scroll_height"])
    picture = await _safely(unless_crashed(crashed, _within(deadline, whole)))
    pictures: list[Shot] = []
    image = await asyncio.to_thread(opened, picture) if picture else None
    if image:
        pictures = await _safely(unless_crashed(crashed, _pictures(there.world, image, axe, order.elements))) or []
    scene = replace(_scene(page, order, there, state, axe, deadline), whole=image, calm=calm)
    probed = run_probes(scene, order.probes, heavy)
    if picture and image:
        reports, whole_picture = await asyncio.gather(probed, asyncio.to_thread(shots.kept, picture, image))
        pictures.insert(0, whole_picture)
    else:
        reports = await probed
    state |= _rests(page, order, there)
    state |= {"held_back": there.warden.blocked, "dialogs": there.warden.questions, "popups": there.warden.popups}
    requests = tuple(there.listener.finished)
    return Visit(at, page.url, there.status, state, axe, axe_fault, tuple(pictures), html, requests, "", tuple(reports))


def _light(page: Any, order: Order, there: Arrival, state: dict[str, Any], html: str, at: datetime) -> Visit:
    told = {**state, "light": True, **_rests(page, order, there)}
    return Visit(at, page.url, there.status, told, None, "", (), html, tuple(there.listener.finished))


def _rests(page: Any, order: Order, there: Arrival) -> dict[str, Any]:
    return {RESTS_ON: rests_on(order.digest, order.url, page.url, there.listener)} if order.digest else {}


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
        again = await arrive(tab, page.url, order.timeout, order.limits.hydrate, restless=_rest(order))
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


async def _pictures(
    world: World, whole: Image.Image, axe: dict[str, Any] | None, elements: Iterable[tuple[str, str]]
) -> list[Shot]:
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
    for (selector, why), box in zip(wanted, boxes, strict=True):
        if box is None or len(taken) >= MAX_PICTURES or (selector.startswith("/") and why in shown):
            continue
        shot = cut_out(whole, selector, box, why[:300])
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
