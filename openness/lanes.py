"""The process of a harvest lane: started when its run is known, or before, so that it loads its engine while the run is planned."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar

from openness.faults import Interrupted, LaneDied
from openness.warm.asking import Forked, Warm
from reports.i18n import N_
from store.faults import StorageFault
from store.harvest import CrawlPlan

LATER = "-"
FAULT = "fault"
INTERRUPTED = 130
NO_PROCESS = N_("the harvest process «{lane}» could not be started: {reason}")


class Lane:
    """One lane of one database and configuration folder, waiting for its run; left as a context it is dismissed if none came."""

    program: ClassVar[tuple[str, ...]] = (sys.executable, "-m", "crawler.harvest")
    # What forks lanes in the place of loading the program for each, where there is such a process.
    warm: ClassVar[Warm | None] = None
    # Sessions and files whose locks are to last as long as the last lane that was begun under them.
    locks: ClassVar[tuple[int, ...]] = ()

    def __init__(self, name: str, address: str, config: Path) -> None:
        self.name = name
        self.config = config
        self.ordered = False
        self._child = self._begun([name, address, LATER, str(config)])

    def _begun(self, words: list[str]) -> subprocess.Popen[str] | Forked:
        if self.warm is not None:
            try:
                return self.warm.begin("lane", words, self.locks)
            except OSError as fault:
                raise LaneDied(NO_PROCESS, lane=self.name, reason=str(fault)) from fault
        command = [*self.program, *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, pass_fds=self.locks)

    def __enter__(self) -> Lane:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        if not self.ordered:
            self._child.kill()
            self._child.communicate()

    def run(self, plan: CrawlPlan, progress: Callable[[str, dict[str, Any]], None]) -> None:
        """Walks the lane of this run to its end.

        Raises Interrupted where the user stopped it, StorageFault where it could not store any more (a full disk, a database
        that another process holds) and LaneDied where the process ended by a fault.
        """
        self.ordered = True
        told: StorageFault | None = None
        with self._child as child:
            assert child.stdin is not None  # noqa: S101 - both are pipes
            assert child.stdout is not None  # noqa: S101
            try:
                child.stdin.write(plan.run_id + "\n")
                child.stdin.flush()
                for line in child.stdout:
                    facts = json.loads(line)
                    if facts.get("phase") == FAULT:
                        told = StorageFault(facts["key"], **facts["values"])
                    else:
                        progress(self.name, facts)
                _, said = child.communicate()
            except BrokenPipeError:
                _, said = child.communicate()
            except KeyboardInterrupt:
                child.wait()
                raise Interrupted from None
            status = child.wait()
        if status == INTERRUPTED:
            raise Interrupted
        if told is not None:
            raise told
        if status != 0:
            raise self._died(status, said, plan)

    def _died(self, status: int, said: str, plan: CrawlPlan) -> LaneDied:
        words = said.strip().splitlines()
        return LaneDied(
            N_("the harvest process «{lane}» ended with status {status}: {words}; see {log}"),
            lane=self.name,
            status=status,
            words=words[-1] if words else "–",
            log=f"{plan.out}/harvest.log",
        )


@contextmanager
def shared_with_lanes(descriptor: int) -> Iterator[None]:
    """Lanes that are begun within keep this open, too: what it locks is free when the last of them is gone, not a moment before.

    A lane dies with the process that began it, but after it: whoever waits for the lock could be at the site while the lane still asks.

    :param descriptor: of a session's connection or of a locked file.
    """
    before = Lane.locks
    Lane.locks = (*before, descriptor)
    try:
        yield
    finally:
        Lane.locks = before
