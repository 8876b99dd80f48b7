"""A look that the death of the browser, or of the page's process, cut through is no look: it is made anew, a few times at most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from crawler.browser.page.faults import Fault

T = TypeVar("T")
# How often a look is made again. The browser's death is no fault of the page; its own process dies again where the page is to blame, and
# the way to a page that the crawl has read fails once where the browser's process for the network died – Chromium tells that in the words
# of a network fault, or in those of a page that turned out to be a file.
AGAIN = {Fault.CLOSED.value: 2, Fault.CRASHED.value: 1, Fault.NETWORK.value: 1, Fault.DOWNLOAD.value: 1}


class Spare:
    """The repeats that the looks at one page have left."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def left(self, fault: str) -> bool:
        """Whether a look that ended with this fault may be made again. The fault begins with its class, or is empty."""
        kind = fault.partition(":")[0]
        return self._used[kind] < AGAIN.get(kind, 0)

    def take(self, fault: str) -> bool:
        """The same, and counts the repeat."""
        if not self.left(fault):
            return False
        self._used[fault.partition(":")[0]] += 1
        return True


async def unharmed(look: Callable[[Spare], Awaitable[T]], fault: Callable[[T], str]) -> T:
    """What a look brought, made anew where something died.

    :param look: looks once, and says so by its fault where something died and a repeat is left. :param fault: of what a look brought.
    """
    spare = Spare()
    seen = await look(spare)
    while spare.take(fault(seen)):
        seen = await look(spare)
    return seen


class Pulse:
    """Watches whether a page and its browser live."""

    def __init__(self, page: Any) -> None:
        self._browser = page.context.browser
        self._crashed = False
        page.on("crash", self._crash)

    def _crash(self, _page: Any) -> None:
        self._crashed = True

    @property
    def fault(self) -> str:
        """What died so far; empty where both live."""
        if self._browser is not None and not self._browser.is_connected():
            return f"{Fault.CLOSED.value}: it ended amid the look"
        return f"{Fault.CRASHED.value}: the page's process died" if self._crashed else ""
