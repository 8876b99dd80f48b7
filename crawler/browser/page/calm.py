"""What a page draws without end is slowed while nothing of it is measured: it takes most of the processor's time of a look.

Animations without end, or with seconds left to run, stand where they are. Callbacks of frames that ask for the next frame over and over are
answered four times a second; what is asked for once, or for two seconds of a movement, comes as ever. Both go on as before when they are let go.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from playwright.async_api import Error as ProtocolFault

from crawler.browser.page.world import World, send

# So many frames, each asked for within the one before, are no movement that ends; and how far apart they come then, in milliseconds.
CHAIN, APART = 120, 250
# The page's own function, for only it is called by the page; what it holds nobody else can reach.
SLOW = """((chain, apart) => {
  const page = window, own = page.requestAnimationFrame, cancel = page.cancelAnimationFrame, {setTimeout, clearTimeout} = page;
  const waiting = new Map();
  let depth = 0, last = 2 ** 30, held = true;
  const run = (callback, mine) => (at) => {
    const before = depth;
    depth = mine;
    try { return callback.call(page, at); } finally { depth = before; }
  };
  const begin = (id) => {
    const [callback, mine] = waiting.get(id);
    waiting.set(id, [callback, mine, 0, own.call(page, (at) => { waiting.delete(id); run(callback, mine)(at); })]);
  };
  const slow = {requestAnimationFrame(callback) {
    const mine = depth + 1, fine = held && typeof callback === 'function';
    if (!fine || mine <= chain) return own.call(page, fine ? run(callback, mine) : callback);
    const id = ++last;
    waiting.set(id, [callback, mine, setTimeout.call(page, () => begin(id), apart), 0]);
    return id;
  }, cancelAnimationFrame(id) {
    const one = waiting.get(id);
    if (!one) return cancel.call(page, id);
    waiting.delete(id);
    if (one[3]) cancel.call(page, one[3]); else clearTimeout.call(page, one[2]);
  }};
  const put = () => Object.assign(page, slow);
  put();
  return {
    stop() { held = true; chain = 0; },
    free() {
      held = false;
      for (const [id, one] of waiting) if (!one[3]) { clearTimeout.call(page, one[2]); begin(id); }
    },
  };
})(%d, %d)"""
# What the compositor moves by itself stands once a frame was drawn; a page that draws none is waited for no longer than a moment.
STILL = """() => {
  const held = globalThis.opennessCalm = globalThis.opennessCalm || new Set(), before = held.size;
  for (const one of document.getAnimations()) {
    if (one.playState !== 'running' || !one.effect) continue;
    const left = one.effect.getComputedTiming().endTime - (one.currentTime || 0);
    if (left > 5000) { one.pause(); held.add(one); }
  }
  return held.size === before || new Promise((done) => { setTimeout(done, 200); requestAnimationFrame(() => requestAnimationFrame(done)); });
}"""
GO = """() => {
  for (const one of globalThis.opennessCalm || []) if (one.playState === 'paused') one.play();
  globalThis.opennessCalm = undefined;
}"""


class Calm:
    """Holds and lets go what one page draws without end. A page that hinders it only takes longer to look at."""

    def __init__(self) -> None:
        self._frames = ""

    async def begin(self, world: World) -> None:
        """Watches over callbacks of frames from now on, in the document that is there; raises as ``send``."""
        made = await send(world.session, "Runtime.evaluate", {"expression": SLOW % (CHAIN, APART)})
        self._frames = "" if "exceptionDetails" in made else str(made["result"].get("objectId") or "")

    async def hold(self, world: World) -> None:
        """Holds animations that run on; raises as ``World.run``, as the other two do."""
        await world.call(STILL)

    async def free(self, world: World) -> None:
        """Lets everything go on."""
        await world.call(GO)
        await self._frames_are(world.session, "free")

    async def stop(self, world: World) -> None:
        """Holds everything for good: callbacks of frames come late, or never where the page's clock was stopped."""
        await self._frames_are(world.session, "stop")
        await world.call(STILL)

    async def _frames_are(self, session: Any, way: str) -> None:
        if self._frames:
            asked = {"objectId": self._frames, "functionDeclaration": f"function () {{ this.{way}(); }}"}
            with suppress(ProtocolFault):
                await send(session, "Runtime.callFunctionOn", asked)
