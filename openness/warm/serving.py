"""The side that forks: an order comes through a socket with the streams of the process that is asked for; how it ended goes back.

The process that serves has one thread, no database and nothing of anybody's site: what is forked from it is as if it had been started anew.
"""

from __future__ import annotations

import importlib
import json
import os
import selectors
import signal
import socket
from contextlib import suppress
from typing import NamedTuple

from crawler.process import be_called

NAME = "openness-warm"
# Bytes of an order; what comes with it: the line that tells how the work ends, then standard input, output and, where it is asked for, errors,
# and what it is to keep open as long as it lives.
LONGEST, STREAMS, KEPT = 1 << 16, 3, 4
# Before the reason why there is no process.
REFUSED = "!"
# A stop of the whole group is for those at work: this one ends when nobody is left to ask it.
_NOT_OURS = (signal.SIGTERM, signal.SIGINT)


class Task(NamedTuple):
    """A module with a ``main`` that takes words; what its process is called; whether it leads a group of its own."""

    module: str
    name: str
    leads: bool


TASKS = {
    "work": Task("openness.jobs.child", "openness-work", True),
    "lane": Task("crawler.harvest", "openness-lane", False),
}


class Order(NamedTuple):
    """A process that is asked for."""

    task: Task
    words: list[str]
    line: socket.socket
    streams: list[int]


def served(control: socket.socket) -> int:
    """Forks for every order, as long as there is someone to give one.

    :param control: where orders come from (``openness.warm.asking``).
    :returns: the exit status: in a forked process that of its work, else 0.
    """
    for number in _NOT_OURS:
        signal.signal(number, signal.SIG_IGN)
    order = _forked(control)
    return 0 if order is None else _work(order)


def _forked(control: socket.socket) -> Order | None:
    """The order, in each process that is forked for one; None where no more come."""
    lines: dict[int, socket.socket] = {}
    woken, waker = socket.socketpair()
    for one in (woken, waker):
        one.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    with selectors.DefaultSelector() as ready, woken, waker:
        for one in (control, woken):
            ready.register(one, selectors.EVENT_READ)
        while True:
            found = {key.fileobj for key, _ in ready.select()}
            if woken in found:
                with suppress(BlockingIOError):
                    woken.recv(4096)
                _tell(lines)
            if control in found:
                order = _received(control)
                if order is None or not _fork(order, lines):
                    break
    for line in (control, *lines.values()):
        line.close()
    return order


def _received(control: socket.socket) -> Order | None:
    told, streams, _, _ = socket.recv_fds(control, LONGEST, 1 + STREAMS + KEPT)
    if not told:
        return None
    words = json.loads(told)
    line, *others = streams
    return Order(TASKS[words["task"]], words["words"], socket.socket(fileno=line), others)


def _fork(order: Order, lines: dict[int, socket.socket]) -> int:
    """The number of the new process; 0 in it, where signals still wait. Where there can be none the line tells so."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _NOT_OURS)
    try:
        process = os.fork()
    except OSError as fault:
        process = -1
        with order.line as line, suppress(OSError):
            line.send(f"{REFUSED}{fault.strerror}".encode())
    if process > 0:
        lines[process] = order.line
        with suppress(OSError):
            order.line.send(str(process).encode())
    if process:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for stream in order.streams:
            os.close(stream)
    return process


def _tell(lines: dict[int, socket.socket]) -> None:
    """Takes leave of those that have ended and says how."""
    with suppress(ChildProcessError):
        while True:
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                return
            with lines.pop(process) as line, suppress(OSError):
                line.send(str(os.waitstatus_to_exitcode(status)).encode())


def _work(order: Order) -> int:
    """In the forked process: what ``python -m`` would do there."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Whoever asked knows the number before this line: a stop that came since was neither lost nor ignored.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _NOT_OURS)
    order.line.close()
    for number, stream in enumerate(order.streams[:STREAMS]):
        os.dup2(stream, number)
        os.close(stream)
    if order.task.leads:
        os.setsid()
    be_called(order.task.name)
    return int(importlib.import_module(order.task.module).main(order.words) or 0)
