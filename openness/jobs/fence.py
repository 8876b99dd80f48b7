"""The fence: a worker that could not work, or not reach the database, ends its audits before another worker takes them over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

logger = logging.getLogger("openness.jobs")
_TICKS = 8


class Fence:
    """Two threads: one asks the database, one looks at how long ago it answered. Neither stands still where the worker's loop does.

    :param seconds: without an answer after which ``kill`` is called.
    """

    def __init__(self, engine: Engine, seconds: float, kill: Callable[[], int]) -> None:
        self._engine, self._seconds, self._kill = engine, seconds, kill
        self._heard = monotonic()
        self._over = Event()

    def __enter__(self) -> Fence:
        for name, work in (("fence-ask", self._ask), ("fence-look", self._look)):
            Thread(target=work, name=name, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    @property
    def silence(self) -> float:
        """Seconds since the database answered."""
        return monotonic() - self._heard

    def _ask(self) -> None:
        while not self._over.wait(self._seconds / _TICKS):
            try:
                with self._engine.connect() as db:
                    db.execute(text("SELECT 1"))
            except SQLAlchemyError:
                continue
            self._heard = monotonic()

    def _look(self) -> None:
        while not self._over.wait(self._seconds / _TICKS):
            if self.silence > self._seconds and (count := self._kill()):
                logger.warning("the database was silent for %.0f s: %d audits were ended here", self.silence, count)
