"""Our own functions in a page, in an isolated world: what the page did to its natives does not reach us, nor we it.

Each call has a wall-clock cap. A page whose script never ends is freed by ending that script through the debugging protocol.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from crawler.browser.page.faults import Disturbed, Endless, ScriptFault

NAME = "openness"
CAP = 10.0
# After the end of an endless script the page must answer at once, or it is given up.
MERCY = 2.0
GONE = (
    "navigated or closed",
    "cannot find context",
    "no frame",
    "context was destroyed",
    "uniquecontextid not found",
    "frame with the given id",
)


class World:
    """The isolated world of one frame of a page. ``session`` is a debugging session of the page."""

    def __init__(self, session: Any, frame: str, context: int) -> None:
        self.session = session
        self.frame = frame
        self.context = context

    @classmethod
    async def open(cls, session: Any, frame: str | None = None, cap: float = CAP) -> World:
        """A world in the page's main frame, or in the frame of this id. Raises Disturbed where there is no such frame."""
        if frame is None:
            tree = await send(session, "Page.getFrameTree", cap=cap)
            frame = str(tree["frameTree"]["frame"]["id"])
        made = await send(session, "Page.createIsolatedWorld", {"frameId": frame, "worldName": NAME}, cap=cap)
        return cls(session, frame, int(made["executionContextId"]))

    async def run(self, expression: str, cap: float = CAP) -> Any:
        """Value of an expression, awaited where it is a promise. ``cap`` in seconds.

        :raises Disturbed: the document went away. :raises ScriptFault: the expression threw.
        :raises TimeoutError: no answer within ``cap``. :raises Endless: the page's own script had to be ended.
        """
        # As text: faster than the protocol's own way, and no value is too deep for it.
        asked = {
            "expression": f"Promise.resolve({expression}).then((value) => JSON.stringify(value))",
            "contextId": self.context,
            "awaitPromise": True,
            "returnByValue": True,
            "timeout": cap * 1000,
        }
        found = await send(self.session, "Runtime.evaluate", asked, cap=cap + 0.5)
        if "exceptionDetails" in found:
            said = found["exceptionDetails"].get("exception", {}).get("description") or found["exceptionDetails"].get("text", "")
            raise ScriptFault(str(said).partition("\n")[0][:300])
        text = found["result"].get("value")
        return json.loads(text) if isinstance(text, str) else None

    async def call(self, function: str, *values: Any, cap: float = CAP) -> Any:
        """What a JavaScript function returns for these JSON values."""
        given = ",".join(json.dumps(value, ensure_ascii=True) for value in values)
        return await self.run(f"({function})({given})", cap)

    async def object_of(self, expression: str, cap: float = CAP) -> str | None:
        """Id of the object that an expression gives; None where it gives none."""
        asked = {"expression": expression, "contextId": self.context}
        found = await send(self.session, "Runtime.evaluate", asked, cap=cap)
        name = found["result"].get("objectId")
        return str(name) if name else None


async def send(session: Any, method: str, params: Mapping[str, Any] | None = None, cap: float = CAP) -> dict[str, Any]:
    """One command of the debugging protocol with a cap in seconds. Raises as ``World.run`` does."""
    try:
        async with asyncio.timeout(cap):
            return dict(await session.send(method, dict(params or {})))
    except TimeoutError:
        await free(session)
        raise
    except Exception as failure:
        text = str(failure).casefold()
        if "execution was terminated" in text:
            raise TimeoutError(method) from failure
        if any(word in text for word in GONE):
            raise Disturbed(method) from failure
        raise


async def free(session: Any) -> None:
    """Ends the script that holds the page, and forbids it more where it begins anew at once. Raises Endless.

    Returns quietly where the page answers by itself: then it was our own call that took too long.
    """
    if await _answers(session):
        return
    for forbid in (False, True):
        with suppress(Exception):
            async with asyncio.timeout(MERCY):
                if forbid:
                    await session.send("Emulation.setScriptExecutionDisabled", {"value": True})
                await session.send("Runtime.terminateExecution")
        if await _answers(session):
            raise Endless("the page's script held it and was ended")
    raise Endless("the page's script could not be ended")


async def _answers(session: Any) -> bool:
    try:
        async with asyncio.timeout(MERCY):
            await session.send("Runtime.evaluate", {"expression": "1", "returnByValue": True})
    except Exception:
        return False
    return True
