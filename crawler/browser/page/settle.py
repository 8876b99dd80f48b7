"""Waiting until a page has drawn itself: it is still, or has been given the time that slow frameworks need."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

from crawler.browser.page.world import World

# A page that only changes what is there already (a clock, a ticker) is waited for no longer than this.
RESTLESS = 3.0
QUIET = 0.3
# A page that was quiet before it was loaded is looked at for so long yet: the end of loading may set something off.
SOON = 0.15
# A page that grew bit by bit may only be held up by a busy machine: it must have been quiet for longer.
GROWING = 3
LONGER = 1.5
STEP = 0.1
LEAST = 0.01
# Less than this beside scripts is a frame that is yet to be filled: characters, and thirty for each link, picture or field.
BARE = 80
# A request of the page that is under way is waited for so long; one that is held open for ever costs no more.
LOADING = 6.0
WATCH = """() => {
  if (globalThis.opennessWatch) return;
  const watch = globalThis.opennessWatch = {moved: performance.now(), grown: performance.now(), growths: 0, size: 0};
  const measure = () => document.getElementsByTagName('*').length;
  watch.size = measure();
  watch.observer = new MutationObserver(() => {
    watch.moved = performance.now();
    const size = measure();
    if (size > watch.size) { if (watch.moved - watch.grown > 50) watch.growths++; watch.grown = watch.moved; watch.size = size; }
  });
  watch.observer.observe(document, {childList: true, subtree: true, attributes: true, characterData: true});
}"""
ASK = """() => {
  const watch = globalThis.opennessWatch, now = performance.now(), body = document.body;
  const text = body ? body.innerText.slice(0, 2000).trim().length : 0;
  const things = body ? body.querySelectorAll('a,img,svg,canvas,video,iframe,input,button,select,textarea').length : 0;
  return {
    quiet: (now - watch.moved) / 1000, grown: (now - watch.grown) / 1000, text: text + 30 * things,
    scripts: document.scripts.length, growths: watch.growths,
    busy: !!document.querySelector('[aria-busy=true i], body > [role=progressbar i]'),
  };
}"""
STOP = "() => { const watch = globalThis.opennessWatch; if (watch) { watch.observer.disconnect(); globalThis.opennessWatch = undefined; } }"


class Stillness(NamedTuple):
    """How the wait ended: ``still``, or why not (``restless``, ``hydrating``, ``bare``), and its length in seconds."""

    still: bool
    why: str
    seconds: float


async def watch(world: World) -> None:
    """Begins to note when the document last changed; best as soon as there is a document."""
    await world.call(WATCH)


async def unwatch(world: World) -> None:
    """Ends what ``watch`` began."""
    await world.call(STOP)


async def settle(world: World, hydrate: float, pending: Callable[[], int] = lambda: 0, restless: float = RESTLESS) -> Stillness:
    """Waits until nothing has changed for a moment in a page that is watched.

    :param hydrate: bound in seconds for a page that still grows or is bare beside its scripts.
    :param pending: how many requests of the page's scripts are under way.
    :param restless: bound in seconds for a page that only changes what is there already.
    :raises Disturbed: the page moved on meanwhile; the caller opens a new world and waits again.
    """
    began = monotonic()
    while True:
        seen = await world.call(ASK)
        spent = monotonic() - began
        bare = bool(seen["scripts"]) and seen["text"] < BARE
        wanted = LONGER if seen["growths"] >= GROWING else QUIET
        waiting = "bare" if bare else "hydrating" if seen["busy"] or seen["grown"] < wanted else ""
        if not waiting and pending() and spent < min(LOADING, hydrate):
            waiting = "loading"
        if not waiting and seen["quiet"] > QUIET and spent >= SOON:
            return Stillness(True, "", spent)
        if spent > (hydrate if waiting else restless):
            return Stillness(bool(seen["quiet"] > QUIET), waiting or "restless", spent)
        # Not to sleep past the moment at which the page has been quiet for long enough.
        left = max(QUIET - seen["quiet"], SOON - spent)
        await asyncio.sleep(min(STEP, max(LEAST, left + LEAST)))
