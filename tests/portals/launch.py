"""The one launcher of the stand-in: a process of its own, as long as it is needed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parents[2]
# A stand-in that died is told at once; one that is slow to start or to end is waited for.
PATIENCE = 600.0


@contextmanager
def standin(*options: str, port: int = 0) -> Iterator[str]:
    """Gives the stand-in's address once it answers.

    :param options: of ``python -m tests.portals.statebody``.
    :param port: a free one unless one is named.
    :raises OSError: it did not start, or ended otherwise than well.
    """
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "port"
        command = [sys.executable, "-m", "tests.portals.statebody", "--port", str(port), "--port-file", str(ready), *options]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
            try:
                end = monotonic() + PATIENCE
                while not ready.exists():
                    if server.poll() is not None or monotonic() > end:
                        raise OSError("the stand-in did not start; run `python -m tests.portals.statebody` to see why")
                    sleep(0.05)
                yield f"http://127.0.0.1:{ready.read_text().strip()}/"
            finally:
                server.terminate()
                status = server.wait(timeout=PATIENCE)
            if status:
                raise OSError(f"the stand-in ended with status {status}")
