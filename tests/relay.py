"""Stands for a process that a warm one forks: ``python -I -S tests/relay.py SOCKET MODULE ARGUMENTS…``.

It hands its own standard streams, folder, environment and bound of file sizes over, and ends as the forked process ends; killed, it takes
that one with it.
Nothing is imported here that it could do without: its start is all that a warm process costs.
"""

import ctypes
import json
import os
import resource
import signal
import socket
import sys


def main(path: str, module: str, arguments: list[str]) -> int:
    """The exit status of the process that was asked for."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    order = {
        "module": module,
        "arguments": arguments,
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "file_size": resource.getrlimit(resource.RLIMIT_FSIZE),
        "leads": os.getsid(0) == os.getpid(),
    }
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        line.connect(path)
        socket.send_fds(line, [json.dumps(order).encode()], [0, 1, 2])
        for stream in (0, 1, 2):
            os.close(stream)
        # First comes the number of the process.
        return int((line.recv(64) and line.recv(64)) or b"70")


if __name__ == "__main__":
    status = main(sys.argv[1], sys.argv[2], sys.argv[3:])
    if status < 0:
        os.kill(os.getpid(), -status)
    os._exit(status)
