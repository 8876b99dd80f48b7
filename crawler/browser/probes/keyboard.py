"""The walk by Tab: what is reached, in which order, where the walk is caught, whether the focus is seen, whether menus open.

WCAG 2.2, success criteria 2.1.1, 2.1.2, 2.4.3 and 2.4.7; ACT rules a1b64e, 80af7b, ebe86a, oj04fd, 0ssw9k.
"""

from __future__ import annotations

import asyncio
from typing import Any

from crawler.browser.page.world import send
from crawler.browser.probes import focus, menus
from crawler.browser.probes.base import Measured, Probe, Scene
from crawler.browser.probes.keys import press
from crawler.browser.probes.script import script
from store.harvest import ArtifactKind

# So many keys at once at most; at the end of a page as many as lead past the controls that are left, but no fewer than the second.
BATCH, FEWEST = 32, 8
# Scripts that call the focus back do so within this time of the page, in milliseconds.
CALL_BACK = 30
SLOW = 60
MAX_SLOW = 60
SAME = 3
CALM = 8
MAX_LISTENERS = 60
MAX_LIST = 100
BEGIN = script("keyboard-begin")
STATE = script("keyboard-state")
END = script("keyboard-end")
LISTENED = script("keyboard-listened")
TOLD = script("keyboard-told")
HELP = script("keyboard-help")
RESET = script("run-reset")
PAINTED = script("painted")


async def look(scene: Scene) -> Measured:
    """One walk from the top of the page, then pictures of the focus and trials of menus."""
    limit = scene.limits.tab_stops
    # A key pressed on a page that was not drawn since its styles were put back can bring the browser down.
    await scene.world.call(PAINTED, 1)
    controls = int(await scene.world.call(BEGIN, 4 * limit))
    await _listened(scene)
    walk = Walk(scene, limit, controls)
    await walk.run()
    ended = await scene.world.call(END, walk.order, MAX_LIST)
    shown, pictures = await focus.look(scene, walk.stops)
    return Measured(
        {
            "stops": walk.stops,
            "presses": walk.presses,
            "ended": walk.ended,
            "trap": walk.trap,
            "unreached": ended["left"] if walk.ended == "end" else [],
            "against_document_order": ended["ahead"],
            "positive_tabindex": ended["positive"],
            "focus": shown,
            "menus": await menus.look(scene),
        },
        tuple(pictures),
    )


async def _listened(scene: Scene) -> None:
    """Adds elements that hear clicks and are no control by their markup."""
    root = await scene.world.object_of("document")
    if root is None:
        return
    asked = {"objectId": root, "depth": -1, "pierce": True}
    found = await send(scene.session, "DOMDebugger.getEventListeners", asked)
    # Without this the page's process died later on pages with slides (seen in Chromium 156). Handles that the walk left over are the likely
    # cause, not a proved one.
    await send(scene.session, "HeapProfiler.collectGarbage")
    wanted = {
        one["backendNodeId"] for one in found["listeners"] if one["type"] in ("click", "mousedown") and "backendNodeId" in one
    }
    nodes = []
    for number in sorted(wanted)[:MAX_LISTENERS]:
        asked = {"backendNodeId": number, "executionContextId": scene.world.context}
        nodes.append(send(scene.session, "DOM.resolveNode", asked))
    objects = [
        item["object"]["objectId"] for item in await asyncio.gather(*nodes, return_exceptions=True) if isinstance(item, dict)
    ]
    if objects:
        call = {"functionDeclaration": LISTENED, "executionContextId": scene.world.context}
        given = [{"objectId": name} for name in objects]
        await send(scene.session, "Runtime.callFunctionOn", {**call, "arguments": given})


class Walk:
    """One walk: presses Tab in batches while all goes well, one by one where scripts move the focus.

    :param controls: how many controls the page seems to hold; there may be more.
    """

    def __init__(self, scene: Scene, limit: int, controls: int) -> None:
        self.scene = scene
        self.limit = limit
        self.controls = controls
        self.stops: list[dict[str, Any]] = []
        self.order: list[int] = []
        self.presses = 0
        self.ended = ""
        self.trap: dict[str, Any] | None = None
        self._held = 0
        self._calm = 0
        self._again = False
        self._recent: list[int] = []
        self._called: set[int] = set()

    async def run(self) -> None:
        """Walks until the end of the page, a trap, or the limit."""
        slow = 0
        careful = False
        while not self.ended and self.presses < 2 * self.limit:
            if careful:
                slow += 1
                careful = await self._one()
                if slow > MAX_SLOW:
                    self.ended = self.ended or "limit"
            else:
                careful = not await self._batch()
                careful = careful or await self._goes_on()
            if len(self.stops) >= self.limit:
                self.ended = self.ended or "limit"
        self.ended = self.ended or "limit"

    async def _batch(self) -> bool:
        """False where the focus is not where the last press left it."""
        times = min(BATCH, max(FEWEST, self.controls - len(self.order) + 2))
        seen = await self._pressed(times, CALL_BACK)
        if seen["moved"] and not self._again:
            await self._anew()
            return False
        last, known = None, len(self.order)
        for stop in seen["stops"]:
            if self._take(stop, may_end=not seen["moved"]):
                return True
            last = stop
        if len(seen["stops"]) == times and len(self.order) == known:
            # A script that answers within the key's own task moves the focus unseen: so many keys and no new place.
            return False
        if seen["now"] is None or len(seen["stops"]) < times:
            return not self._finish(seen)
        return bool(last and seen["now"]["number"] == last["number"] and not seen["now"]["frame"])

    async def _goes_on(self) -> bool:
        """Whether the end of a batch is none: a script that calls the focus back to where the last key left it is seen by one key more."""
        if self.ended != "end" or self._again or not (await self._pressed(1, CALL_BACK))["moved"]:
            return False
        self.ended = ""
        await self._anew()
        return True

    async def _anew(self) -> None:
        """Back to the top, for a walk press by press: scripts move the focus faster than a batch can tell."""
        self._again = True
        self.stops.clear()
        self.order.clear()
        await self.scene.world.call(RESET)
        await self.scene.world.call(STATE, SLOW)

    def _take(self, stop: dict[str, Any] | None, may_end: bool = True) -> bool:
        """Notes a stop; True where the walk has come round to its beginning."""
        if stop is None:
            return False
        if stop["number"] in self.order:
            if may_end and stop["number"] == self.order[0] and len(self.order) > 1:
                self.ended = "end"
                return True
            return False
        self.order.append(stop["number"])
        self.stops.append(stop)
        return False

    def _finish(self, seen: dict[str, Any]) -> bool:
        """Whether what looks like an end must be looked at press by press."""
        if seen["now"] is None:
            self.ended = "end"
            return False
        return True

    async def _one(self) -> bool:
        """One press, long enough for scripts to call the focus back; tells a trap. False after a while without one."""
        before = self.order[-1] if self.order else None
        seen = await self._pressed(1, SLOW)
        now = seen["now"]
        if now is None:
            self.ended = "end"
            return False
        known = len(self.order)
        # Where a script moved the focus, the first place met again is no end of the page.
        if self._take(now, may_end=not seen["moved"]):
            return False
        self._calm = self._calm + 1 if len(self.order) > known else 0
        self._held = self._held + 1 if now["number"] == before or now["number"] in self._recent else 0
        self._recent = [*self._recent[-5:], now["number"]]
        self._called = self._called | {*seen["called"]} if self._held else set()
        if self._held >= (SAME * 8 if now["frame"] else SAME * 2):
            await self._caught(now)
        return self._calm < CALM

    async def _caught(self, now: dict[str, Any]) -> None:
        """Tries the other ways out of a trap: its elements are those where the keys end and those that scripts call the focus back to."""
        caught = {*self._recent, *self._called}
        elements = [stop for stop in self.stops if stop["number"] in caught]
        # A way is tried from within the trap alone: none is told after one that led out.
        self.trap = {"at": now, "elements": elements, "frame": now["frame"], "shift-tab": None, "escape": None, "told": ""}
        self.ended = "trap"
        for way, keys in (("shift-tab", ("Shift+Tab",) * (len(caught) + 2)), ("escape", ("Escape", "Tab", "Tab"))):
            for key in keys:
                await press(self.scene, key)
                seen = await self.scene.world.call(STATE, SLOW)
            self.trap[way] = _out(seen, caught)
            if self.trap[way]:
                return
        self.trap["told"] = await self._told(caught)

    async def _told(self, caught: set[int]) -> str:
        """The keys that lead out and that the page names, at once or after its help inside the trap was asked for; else empty."""
        for ask in (False, True):
            if ask:
                await self.scene.world.call(HELP, sorted(caught))
            for keys in await self.scene.world.call(TOLD):
                for key in (keys, "Tab"):
                    await press(self.scene, key)
                    seen = await self.scene.world.call(STATE, SLOW)
                    if _out(seen, caught):
                        return str(keys)
        return ""

    async def _pressed(self, times: int, wait: int) -> dict[str, Any]:
        await press(self.scene, "Tab", times)
        self.presses += times
        found: dict[str, Any] = await self.scene.world.call(STATE, wait)
        return found


def _out(seen: dict[str, Any], caught: set[int]) -> bool:
    """Whether the focus has left the places of a trap and no script called it back."""
    return seen["now"] is None or not caught & {seen["now"]["number"], *seen["called"]}


PROBE = Probe("keyboard", ArtifactKind.KEYBOARD, "5", look, cap=25.0)
