"""Processes of the program that need not load it: one that has everything loaded is forked for each.

``python -m tests.warm DESCRIPTOR SOCKET TREE``: what is loaded is the program of that tree, which may be a grown copy of this one.

A lane of the harvest loads for more than a second of the processor's time what a small site then keeps busy for a tenth of that. What is
forked is still a process of its own, with a reactor, a memory and standard streams of its own, which runs the ``main`` that
``python -m`` would run. Tests whose point is the start of a process start it plainly; one that they stop or kill is held by ``started``.

Each worker of a session begins its own, loaded when it first asks: tests find and end what descends from them.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.process import die_with_parent
from tests.forked import STREAMS, Process

if TYPE_CHECKING:
    from pydantic import BaseModel

    from openness.warm.asking import Warm

ROOT = Path(__file__).resolve().parent.parent
RELAY = Path(__file__).with_name("relay.py")
MODULES = {
    "crawler.harvest": "crawler.harvest",
    "openness": "openness.cli",
    "openness.rejudging": "openness.rejudging.__main__",
    "openness.warm": "openness.warm.__main__",
    "tests.worker": "tests.worker",
}
# The command of a forked process is written over that of the warm one: so many bytes of it are room for that.
ROOM = "-" * 1000
LOADED = (
    "crawler.browser.run",
    "crawler.extract.run",
    "crawler.positions.gather",
    "matplotlib.backends.backend_svg",
    "matplotlib.figure",
    "matplotlib.textpath",
    "openness.pipeline",
    "openness.commands.audit",
    "playwright.async_api",
    "reports.evidence",
    "scrapy.core.engine",
    "scrapy.downloadermiddlewares.cookies",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.extensions.remote_control",
)


# The socket of the process that was forked with this one, and whether everything is loaded that such a process is to have.
_own: list[str] = []
_loaded: list[Path] = []


def door() -> tuple[str, socket.socket]:
    """A socket at which processes are asked for, with its path. Who knocks before anybody serves there waits; where who was to serve has ended,
    nobody listens any more."""
    path = str(Path(tempfile.mkdtemp(prefix="openness-warm-")) / "door")
    made = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    made.bind(path)
    made.listen(64)
    return path, made


def launched(words: list[str], folder: Path, environment: dict[str, str], entrance: socket.socket) -> None:
    """Starts a process that is to serve at a door and ends with this one."""
    subprocess.Popen(
        words,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[entrance.fileno()],
    )


def begun(tree: Path) -> str:
    """The socket of this one's warm process for a tree, which is begun when it is first asked for, where it was not forked with this one, and
    ends with it."""
    return _own[0] if _own and tree == ROOT else _begun(tree)


@cache
def _begun(tree: Path) -> str:
    path, entrance = door()
    # The tree is found before the program that is installed; what it has no tests of is taken from here.
    environment = {**os.environ} if tree == ROOT else {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (tree, ROOT)))}
    with entrance:
        launched([sys.executable, "-m", "tests.warm", str(entrance.fileno()), path, str(tree), ROOM], tree, environment, entrance)
    return path


def fork_own() -> None:
    """In a process that was forked from one with everything loaded: its warm process is forked as well, before it has done anything."""
    if not _loaded:
        return
    path, entrance = door()
    with entrance:
        if os.fork():
            _own.append(path)
            return
        die_with_parent()
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in range(STREAMS):
            os.dup2(silence, stream)
        serve(entrance, path)


def program(module: str, tree: Path = ROOT) -> tuple[str, ...]:
    """The beginning of a command that does what ``python -m MODULE`` does, without loading it anew.

    :param module: one of ``MODULES``.
    :param tree: whose program it is; a tree is not changed any more once it was asked for.
    """
    assert module in MODULES
    return through(begun(tree), module)


def started(module: str, words: list[str], streams: tuple[int, int, int], folder: Path, environment: dict[str, str]) -> Process:
    """What ``subprocess.Popen`` of that command would start: a test may stop, kill and await it itself, with no relay between.

    :param module: one of ``MODULES``. :param streams: descriptors of its standard input, output and errors.
    """
    assert module in MODULES
    return Process(begun(ROOT), module, words, streams, str(folder), environment)


def through(door: str, module: str) -> tuple[str, ...]:
    """The beginning of a command that asks for a process at a door and stands for it."""
    return (sys.executable, "-I", "-S", str(RELAY), door, module)


class Program:
    """In the place of ``Lane.program`` or ``Rejudging.program``: what tests in this process start so is forked by its warm one.

    :param module: one of ``MODULES``.
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __get__(self, *_: object) -> tuple[str, ...]:
        return program(self._module)


def load(tree: Path = ROOT) -> None:
    """Loads the program of a tree, with what it reads and proves of its configuration."""
    from pydantic import BaseModel

    from checks.phrases import phrases
    from crawler.extract.ready import make_ready
    from crawler.harvest import load_http
    from openness import programs
    from openness.shelf import Shelf
    from reports.html.page import LANGUAGES, environment
    from reports.i18n import LANGUAGES as SPOKEN
    from reports.i18n import translator
    from scoring import methodology
    from store.calendar import load_calendar
    from store.indicators import Words, load_indicators
    from store.lexicon import load_lexicons
    from store.strictyaml import read_strict
    from store.upgrade import first_tables
    from tests.remembered import remember

    load_http()
    first_tables()
    for name in (*MODULES.values(), *LOADED):
        importlib.import_module(name)
    # The word lists are compiled to patterns, and the templates of reports to functions, which stay compiled; editions stay read.
    config = tree / "config"
    make_ready(load_lexicons(config))
    programs.ready()
    for language in SPOKEN:
        translator(language)
    for language in LANGUAGES:
        for name in environment(language).list_templates():
            environment(language).get_template(name)
    remember()
    shelf = Shelf(config)
    for edition in methodology.available(config):
        shelf.chosen(edition.id, edition.valid_from)
    load_calendar(config)
    # Words of the lexicon are cut to their stems once.
    for indicator in load_indicators(config).values():
        for one in (value for _, value in indicator if isinstance(value, Words)):
            phrases(one.kk, "kk"), phrases(one.ru, "ru")
    for file in (config / "lexicon").rglob("*.yaml"):
        read_strict(file)
    for model in models(BaseModel):
        model.model_rebuild(raise_errors=False)
    assert "twisted.internet.reactor" not in sys.modules, (
        "a reactor belongs to one process; what is loaded here must not make one"
    )
    _loaded.append(tree)


def models(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Kinds of records; most are made ready when the first of them is read."""
    for one in kind.__subclasses__():
        yield one
        yield from models(one)


def _show(command: list[str]) -> None:
    """Lists of processes show this command: the kernel reads it where that of the process was laid when it began."""
    start, end = (int(number) for number in Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[45:47])
    told = "\0".join(command).encode()[: end - start - 1]
    ctypes.memmove(start, told.ljust(end - start, b"\0"), end - start)


def _work(order: dict[str, Any], streams: list[int]) -> int:
    """In the forked process: what ``python -m`` would do, in the folder, environment and streams of who asked; its exit status."""
    for number, stream in enumerate(streams[:STREAMS]):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    resource.setrlimit(resource.RLIMIT_FSIZE, order["file_size"])
    if order["leads"]:
        os.setsid()
    # Where temporary files lie is for the environment to say, and was asked while everything was loaded.
    tempfile.tempdir = None
    # What was handed over beside the streams is named by its number, as to a process that inherits it.
    arguments = [*(str(number) for number in streams[STREAMS:]), *order["arguments"]]
    sys.argv = [order["module"], *arguments]
    _show([sys.executable, "-m", *sys.argv])
    return int(importlib.import_module(MODULES[order["module"]]).main(arguments) or 0)


def _keep(line: socket.socket, order: dict[str, Any], streams: list[int]) -> None:
    """Forks the process, tells its number and how it ended, and ends it when who asked is gone."""
    process = os.fork()
    if not process:
        line.close()
        sys.exit(_work(order, streams))
    for stream in streams:
        os.close(stream)
    end = os.pidfd_open(process)
    with suppress(OSError):
        line.send(str(process).encode())
    if end not in select.select([line, end], [], [])[0]:
        os.kill(process, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    with suppress(OSError):
        line.send(str(status).encode())
    os._exit(0)


def _bury() -> None:
    """Takes leave of those that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _warm_of_a_worker(path: str, address: str, config: Path) -> Warm:
    """In the place of ``Warm.started``, which would load the program once more."""
    from openness.warm.asking import Warm

    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs, Path(os.devnull).open("rb") as nothing:
        streams = (nothing.fileno(), 1, 2, theirs.fileno())
        return Warm(ours, Process(path, "openness.warm", [address, str(config)], streams, leads=True))  # type: ignore[arg-type]


def serve(entrance: socket.socket, path: str) -> None:
    """Forks a process for each who knocks, as long as the parent lives. An audit that is forked here has its lanes forked here as well, and a
    worker the process that forks its audits."""
    from openness.lanes import Lane
    from openness.rejudging.verify import Rejudging
    from openness.warm.asking import Warm

    Lane.program = through(path, "crawler.harvest")
    Rejudging.program = through(path, "openness.rejudging")
    Warm.started = partial(_warm_of_a_worker, path)  # type: ignore[method-assign, assignment]
    fork_for(entrance)


def _leave(names: list[str]) -> None:
    """When a forked process ends: what was loaded before is not taken apart piece by piece, which takes longer than many a command. Whatever the
    process made itself is: its databases are closed, its files written out."""
    left = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(left))


def fork_for(entrance: socket.socket) -> None:
    """Forks for each who knocks, with what this process has loaded."""
    # The interpreter's own library stays, for it is asked for something to the very end.
    atexit.register(_leave, [name for name in sys.modules if name.partition(".")[0] not in sys.stdlib_module_names])
    gc.collect()
    gc.freeze()
    while True:
        line, _ = entrance.accept()
        _bury()
        with line:
            told, streams, _, _ = socket.recv_fds(line, 1 << 20, STREAMS + 1)
            if not os.fork():
                entrance.close()
                _keep(line, json.loads(told), list(streams))
            for stream in streams:
                os.close(stream)


def main(descriptor: str, path: str, tree: str) -> None:
    """Waits for the first who knocks, loads the program of a tree and forks."""
    die_with_parent()
    with socket.socket(fileno=int(descriptor)) as entrance:
        select.select([entrance], [], [])
        load(Path(tree))
        serve(entrance, path)


if __name__ == "__main__":
    main(*sys.argv[1:4])
