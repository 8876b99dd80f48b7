"""Work done in a process beside this one, each piece within bounds of processor time and memory that hold inside C code as well.

The kernel ends a process that goes beyond its time; a piece that takes its process with it is named, and the next one is done by a
new process. Pieces go over some at a time and each result comes back as soon as it is there: while the caller stores one, the next are
worked on, and the first piece without a result is the one that ended its process.
"""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import pickle
import resource
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")
# A piece that waits instead of working is given up after so many times its processor time.
PATIENCE = 20
# As many pieces go over at once. The other process takes them all before it answers, so that neither waits for the other to take.
AHEAD = 16
READY = "ready"
_FORK = multiprocessing.get_context("fork")


class Bounds(NamedTuple):
    """Seconds of processor time and bytes beyond those at the start that one piece may take."""

    seconds: float
    memory: int


class Ended(NamedTuple):
    """A piece that was not done to its end; ``reason`` is ``time``, ``memory``, or ``died`` for anything else that ended its process."""

    reason: str


class Failed(NamedTuple):
    """A piece whose work raised what the caller is to raise."""

    fault: Exception


class _Worker(Generic[T, R]):
    def __init__(self, do: Callable[[T], R], bounds: Bounds) -> None:
        self._line, other = _FORK.Pipe()
        self._bounds = bounds
        self._process = _FORK.Process(target=_serve, args=(do, other, self._line, bounds), daemon=True)
        self._process.start()
        other.close()
        try:
            self._line.recv()
        except EOFError:
            self._process.join()
            raise RuntimeError(f"the reading process does not start (exit status {self._process.exitcode})") from None

    def give(self, pieces: list[T]) -> None:
        with suppress(BrokenPipeError):
            self._line.send_bytes(pickle.dumps(pieces, pickle.HIGHEST_PROTOCOL))

    def take(self) -> R | Ended | Failed:
        if not self._line.poll(self._bounds.seconds * PATIENCE):
            return Ended("time")
        try:
            result: R | Ended | Failed = self._line.recv()
        except (EOFError, OSError):
            self._process.join()
            return Ended("time" if self._process.exitcode == -signal.SIGXCPU else "died")
        return result

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._line.close()


def _serve(do: Callable[[Any], Any], line: Connection, parents: Connection, bounds: Bounds) -> None:
    """The other process: one piece after another until there are no more."""
    parents.close()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGXCPU):
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    # Nothing of the parent's is tidied up here, such as its connection to a database.
    gc.freeze()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _bound(resource.RLIMIT_AS, _size() + bounds.memory)
    status = 0
    try:
        line.send(READY)
        while True:
            for piece in line.recv():
                used = resource.getrusage(resource.RUSAGE_SELF)
                _bound(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + bounds.seconds))
                line.send_bytes(_done(do, piece))
    except (EOFError, OSError):
        pass
    except BaseException:
        status = 1
    os._exit(status)


def _done(do: Callable[[Any], Any], piece: Any) -> bytes:
    try:
        return pickle.dumps(do(piece), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(Ended("memory"))
    except Exception as fault:
        return pickle.dumps(Failed(fault))


def _bound(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _size() -> int:
    """Bytes of address space taken now; nothing where the system does not tell."""
    if sys.platform != "linux":
        return 1 << 40
    with open("/proc/self/statm") as told:
        return int(told.read().split()[0]) * resource.getpagesize()


def bounded(do: Callable[[T], R], pieces: Iterable[T], bounds: Bounds) -> Iterator[tuple[T, R | Ended]]:
    """Each piece with what ``do`` made of it, in order.

    :param do: runs in another process; what it raises is raised here.
    :param pieces: read some ahead.
    :param bounds: what each may take.
    :returns: pairs of piece and result; ``Ended`` where the piece took its process with it.
    """
    waiting = iter(pieces)
    given, following = deque(islice(waiting, AHEAD)), list(islice(waiting, AHEAD))
    worker: _Worker[T, R] | None = None
    try:
        while given:
            if worker is None:
                worker = _Worker(do, bounds)
                worker.give(list(given))
            result, piece = worker.take(), given.popleft()
            if isinstance(result, Ended):
                worker.end()
                worker = None
            if not given:
                given, following = deque(following), list(islice(waiting, AHEAD))
                if worker is not None and given:
                    worker.give(list(given))
            if isinstance(result, Failed):
                raise result.fault
            yield piece, result
    finally:
        if worker is not None:
            worker.end()
