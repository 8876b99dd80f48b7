"""The lane's hand on one engine's process: started when needed, asked page by page, ended with everything below it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from typing import Any

from crawler.browser.engines.base import Engine
from crawler.browser.program.memory import descendants

STARTING = 40.0
ENDING = 5.0
# Loading, measuring, axe-core and a picture have caps of their own; this is over all of them, beyond the cap of loading.
WORKING = 60.0
MAX_LINE = 64 * 1024 * 1024


class Hand:
    """One engine. ``ask`` never raises for the engine's sake: what fails comes back as ``{"fault": …}``."""

    def __init__(self, engine: Engine, proxy: str, agent: str, accept: str, size: dict[str, int], user: str = "") -> None:
        self.engine = engine
        self.version = ""
        order = {"name": engine.name, "proxy": proxy, "agent": agent, "accept": accept, "user": user, **size}
        self._order = json.dumps(order)
        self._process: asyncio.subprocess.Process | None = None

    async def ask(self, url: str, timeout: float) -> dict[str, Any]:
        """What the engine shows of a page. ``timeout`` in seconds is the cap of loading."""
        try:
            if self._process is None:
                await self._start()
            return await self._answer({"url": url, "timeout": timeout}, timeout + WORKING)
        except TimeoutError:
            await self.end()
            return {"fault": "timeout: the engine gave no answer in time"}
        except Exception as failure:
            await self.end()
            return {"fault": f"browser-gone: {' '.join(str(failure).split())}"[:300]}

    async def _start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "crawler.browser.engines.worker",
            self._order,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            limit=MAX_LINE,
        )
        self.version = str((await self._answer(None, STARTING))["version"])

    async def _answer(self, asked: dict[str, Any] | None, cap: float) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise RuntimeError("the engine's process is gone")
        if asked is not None:
            process.stdin.write((json.dumps(asked) + "\n").encode())
        async with asyncio.timeout(cap):
            line = await process.stdout.readline()
        if not line:
            raise RuntimeError("the engine's process ended")
        return dict(json.loads(line))

    async def end(self) -> None:
        """Ends the engine: politely, then by force with all that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        below = descendants({process.pid})
        with suppress(Exception):
            if process.stdin is not None:
                process.stdin.close()
            async with asyncio.timeout(ENDING):
                await process.wait()
        for number in (*below, process.pid):
            if number == process.pid and process.returncode is not None:
                continue
            with suppress(OSError):
                if _same_session(number, process.pid):
                    os.kill(number, signal.SIGKILL)
        with suppress(Exception):
            async with asyncio.timeout(ENDING):
                await process.wait()


def _same_session(number: int, session: int) -> bool:
    """Whether a process is of the session that we began: a number that was given anew to a stranger is not."""
    return os.getsid(number) == session
