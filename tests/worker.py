"""A worker of a session, in the place of the interpreter that execnet would start: it carries out what comes on its standard input."""

from __future__ import annotations

import os
import signal
import sys

from tests import warm


def main(_: list[str]) -> int:
    """The exit status, once the session has dismissed it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    warm.fork_own()
    # The streams of the process that forked it are not those that it was given.
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, how, closefd=False) for number, how in enumerate("rww"))
    exec(eval(sys.stdin.readline()), {"__name__": "__main__"})  # noqa: S102, S307 - the very words of execnet's own ``python -c``
    return 0
