"""What belongs together is committed together: an answer and the class that its address gets by it, all that one look at a page brought.

A commit may come between any two steps of a turn. Rows made in a bundle are held back until it is whole, so that a kill leaves a turn
done or not begun: what is asked again then stands on record once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_NOW: ContextVar[Bundle | None] = ContextVar("bundle", default=None)


class Bundle:
    """Rows that are of use together only. One that was opened within another is whole with that one."""

    def __init__(self, around: Bundle | None) -> None:
        self._around = around
        self._closed = False

    @property
    def whole(self) -> bool:
        """Whether its rows may be committed."""
        return self._closed and (self._around is None or self._around.whole)

    def close(self) -> None:
        """Nothing that its rows need is still to come."""
        self._closed = True


def bundle_now() -> Bundle | None:
    """The bundle of the step that asks; None outside of any."""
    return _NOW.get()


@contextmanager
def together() -> Iterator[Bundle]:
    """Rows that are made within, also by tasks that are begun within, make up one bundle. One that an exception ends is never whole."""
    bundle = Bundle(_NOW.get())
    before = _NOW.set(bundle)
    try:
        yield bundle
    finally:
        _NOW.reset(before)
    bundle.close()
