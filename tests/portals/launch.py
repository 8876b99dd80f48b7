"""The one launcher of the stand-ins: each a process of its own, as long as it is needed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

from crawler.portals.registry import folder_of, is_whole
from openness.registers import load_rules

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
# A stand-in that died is told at once; one that is slow to start or to end is waited for.
PATIENCE = 600.0
SITE = "statebody"
TELLS = "--port-file"
NONE: Mapping[str, tuple[str, ...]] = {}


def folders() -> tuple[str, ...]:
    """Every stand-in that can be started: a folder whose ``__main__`` tells its port in a file."""
    return tuple(sorted(path.parent.name for path in HERE.glob("*/__main__.py") if TELLS in path.read_text(encoding="utf-8")))


def portals_at_hand() -> dict[str, str]:
    """The portals of open government that this version reads and that have a stand-in: name → folder."""
    wholes = [rules.portal for rules in load_rules(ROOT / "config") if is_whole(rules.portal)]
    return {name: folder_of(name) for name in wholes if folder_of(name) in folders()}


@contextmanager
def launched(folder: str, *options: str, port: int = 0) -> Iterator[str]:
    """Gives a stand-in's address once it answers.

    :param folder: of ``tests/portals``.
    :param options: of ``python -m tests.portals.<folder>``.
    :param port: a free one unless one is named.
    :raises OSError: it did not start, or ended otherwise than well.
    """
    with tempfile.TemporaryDirectory() as place:
        ready = Path(place) / "port"
        module = f"tests.portals.{folder}"
        command = [sys.executable, "-m", module, "--port", str(port), "--port-file", str(ready), *options]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
            try:
                end = monotonic() + PATIENCE
                while not ready.exists():
                    if server.poll() is not None or monotonic() > end:
                        raise OSError(f"the stand-in did not start; run `python -m {module}` to see why")
                    sleep(0.05)
                yield f"http://127.0.0.1:{ready.read_text().strip()}/"
            finally:
                server.terminate()
                status = server.wait(timeout=PATIENCE)
            if status:
                raise OSError(f"the stand-in {folder} ended with status {status}")


@contextmanager
def standin(*options: str, port: int = 0) -> Iterator[str]:
    """The stand-in of a state body's site; see ``launched``."""
    with launched(SITE, *options, port=port) as site:
        yield site


@contextmanager
def portals(ports: Mapping[str, int] | None = None, options: Mapping[str, tuple[str, ...]] = NONE) -> Iterator[dict[str, str]]:
    """All stand-ins of portals of open government, each at its address.

    :param ports: by portal's name; free ones where none is named.
    :param options: further options by portal's name (``{"open-npa": ("--fault", "down")}``).
    """
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(launched(folder, *options.get(name, ()), port=(ports or {}).get(name, 0)))
            for name, folder in portals_at_hand().items()
        }
