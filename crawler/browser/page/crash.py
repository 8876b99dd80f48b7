"""A page whose process died answers nobody: what waits for it is let go at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from crawler.browser.page.faults import Crashed

T = TypeVar("T")


async def unless_crashed(crash: asyncio.Event, action: Coroutine[Any, Any, T]) -> T:
    """The result of an action, or Crashed as soon as the page's process has died."""
    doing = asyncio.ensure_future(action)
    dying = asyncio.ensure_future(crash.wait())
    try:
        await asyncio.wait({doing, dying}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            return doing.result()
        raise Crashed("the page's process died")
    finally:
        dying.cancel()
        if not doing.done():
            doing.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await doing
