"""What a worker has forked for a job – ``audit|night|close|tell DATABASE CONFIG …`` –, a process and a group of its own.

Progress goes to standard output as one JSON object a line, at most one a second; the last line of one that could not do its work tells why.
It ends with its worker, at a word from it, and by itself as soon as its attempt is superseded or nobody can be asked whether it is.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic, sleep
from types import FrameType
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from crawler.process import die_with_parent
from openness import runs, stages
from openness.claims import Busy
from openness.faults import Interrupted, LaneDied, WrongUse
from openness.jobs import standing
from openness.jobs.base import apart, opened
from openness.jobs.holding import hosts_held
from openness.jobs.ordering import own_hosts
from openness.jobs.settings import load_settings
from openness.lanes import Lane
from openness.pipeline import Pipeline
from openness.planning import ConfigError
from openness.portals.holding import reading_alone
from openness.warm.asking import Warm
from store.harvest import CrawlPlan
from store.told import Told

DONE, WRONG, FAULT, SUPERSEDED, STOPPED = 0, 2, 3, 9, 130
EVERY = 1.0
_PATIENCE = 0.5


class Voice:
    """Tells the worker where the work is: a new phase at once, its course at most once a second."""

    def __init__(self) -> None:
        self._told, self._phase = 0.0, ("", "")
        self._one = Lock()

    def __call__(self, stage: str, facts: dict[str, Any]) -> None:
        """Hears of one step of a stage."""
        phase = (stage, str(facts.get("phase", "")))
        with self._one:
            if phase == self._phase and monotonic() - self._told < EVERY:
                return
            self._told, self._phase = monotonic(), phase
            self.say({"stage": stage, "facts": facts})

    @staticmethod
    def say(words: dict[str, Any]) -> None:
        """One line for the worker."""
        sys.stdout.write(json.dumps(words, ensure_ascii=False, default=str) + "\n")
        sys.stdout.flush()


class Guard:
    """Ends the process, and with it its lanes, when its attempt is no longer the one at work, or when nobody can be asked."""

    def __init__(self, address: str, run: str, attempt: int, every: float, fence: float) -> None:
        self._engine = apart(address)
        self._run, self._attempt, self._every, self._fence = run, attempt, every, fence
        self._over = Event()

    def start(self) -> None:
        """Begins to watch."""
        Thread(target=self._watch, name="guard", daemon=True).start()

    def stop(self) -> None:
        """Ends the watch: the work is done."""
        self._over.set()

    def _watch(self) -> None:
        heard = monotonic()
        while not self._over.wait(self._every):
            try:
                with self._engine.connect() as db:
                    mine = standing.is_mine(db, self._run, self._attempt)
                heard = monotonic()
            except SQLAlchemyError:
                mine = monotonic() - heard < self._fence
            if not mine and not self._over.is_set():
                end_group()


def end_group() -> None:
    """Ends the lanes, which share the group of this process, and this process by the status that says why."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.killpg(0, signal.SIGTERM)
    # What is left of the lanes dies with this process (``die_with_parent``).
    os._exit(SUPERSEDED)


def audit(address: str, config: Path, run: str, attempt: int) -> None:
    """Every stage that the run has not behind it, while nobody else asks its hosts."""
    settings, voice = load_settings(config), Voice()
    engine = opened(address, "openness worker")
    guard = Guard(address, run, attempt, settings.sweep / 2, settings.fence)
    guard.start()
    plan = runs.on_record(engine, run)
    place = stages.Place(address, config)
    try:
        if plan.portal:
            with reading_alone(engine, plan.portal, voice):
                stages.finish(run, place, voice)
            return
        with hosts_held(address, own_hosts(plan)):
            _finish(plan, place, voice)
    finally:
        guard.stop()


def _finish(plan: CrawlPlan, place: stages.Place, voice: Voice) -> None:
    """The stages; another process that has the run in hand, as one by `openness audit`, is waited for."""
    while True:
        try:
            stages.finish(plan.run_id, place, voice)
        except Busy:
            sleep(_PATIENCE)
            continue
        return


def control(task: str, address: str, config: Path, *names: str) -> None:
    """Makes or closes a night, or sends its summary once more."""
    from openness.jobs import closing, nights, telling

    pipeline = Pipeline(opened(address, "openness worker"), address, config, Voice())
    if task == "night":
        nights.make(pipeline, *names)
    elif task == "close":
        closing.close(pipeline, int(names[0]))
    else:
        telling.tell(pipeline, int(names[0]), int(names[1]))


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """The exit status: 0 done, 2 cannot be done as asked, 3 may be tried again, 9 superseded, 130 stopped."""
    die_with_parent()
    # Before there is a second thread: what is forked from one that has two may wait for ever for what the other one held.
    Lane.warm = Warm.beside()
    signal.signal(signal.SIGTERM, _interrupt)
    task, address, config, *names = arguments
    try:
        if task == "audit":
            audit(address, Path(config), names[0], int(names[1]))
        else:
            control(task, address, Path(config), *names)
    except (KeyboardInterrupt, Interrupted):
        return STOPPED
    except Told as fault:
        Voice.say({"error": {"key": fault.key, "values": fault.values, "where": fault.where, "kind": type(fault).__name__}})
        return WRONG if isinstance(fault, (WrongUse, ConfigError)) and not isinstance(fault, LaneDied) else FAULT
    except Exception as fault:
        Voice.say({"error": {"key": "", "values": {}, "where": "", "kind": type(fault).__name__}})
        raise
    return DONE
