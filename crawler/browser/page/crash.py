"""A page whose process died, or that leads on without end, answers nobody: what waits for it is let go at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from crawler.browser.page.faults import Crashed, Disturbed

T = TypeVar("T")


async def unless_crashed(crash: asyncio.Event, action: Coroutine[Any, Any, T]) -> T:
    """The result of an action, or Crashed as soon as the page's process has died."""
    return await _unless(crash, action, Crashed("the page's process died"))


async def unless_astray(astray: asyncio.Event, action: Coroutine[Any, Any, T]) -> T:
    """The result of an action, or Disturbed as soon as the page is known to lead on and on."""
    return await _unless(astray, action, Disturbed("the page leads on and on"))


async def _unless(event: asyncio.Event, action: Coroutine[Any, Any, T], fault: Exception) -> T:
    doing = asyncio.ensure_future(action)
    happening = asyncio.ensure_future(event.wait())
    try:
        await asyncio.wait({doing, happening}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            return doing.result()
        raise fault
    finally:
        happening.cancel()
        if not doing.done():
            doing.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await doing
