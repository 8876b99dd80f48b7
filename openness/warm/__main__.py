"""``python -m openness.warm SOCKET DATABASE CONFIG``: loads the program and forks itself for every order that comes through the socket.

The database is named for whoever reads the list of processes; nothing is asked of it here.
"""

from __future__ import annotations

import gc
import socket
import sys
from pathlib import Path

from crawler.process import be_called, die_with_parent
from openness.warm.loading import load
from openness.warm.serving import NAME, served


def main(arguments: list[str]) -> int:
    """The exit status: of the work in a process that was forked for it, else 0."""
    die_with_parent()
    be_called(NAME)
    number, _, config = arguments
    load(Path(config))
    gc.collect()
    # What is loaded is the same for all: collecting it anew in each process would copy its memory for nothing.
    gc.freeze()
    return served(socket.socket(fileno=int(number)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
