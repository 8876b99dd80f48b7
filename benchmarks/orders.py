"""``python -m benchmarks.orders``: what the engine of nights costs: ordering, fetching, and bodies an hour where bodies are next to nothing.

A body of no size has nothing left to do in any stage: what is measured is the engine alone, from the queue over the process of the audit to
the word that it is done. A body of one page costs every stage its beginning as well.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from benchmarks.report import RESULTS, machine
from openness.jobs import ordering, queue
from openness.jobs.standing import Standing
from store import schema
from store.course import State
from store.harvest import CrawlPlan
from store.orders import orders
from tests.conftest import postgres
from tests.crawler.servant import serving
from tests.openness.jobs.kit import Yard, slow_site, yard


def main() -> int:
    """Exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.orders", description=__doc__)
    parser.add_argument("--ordered", type=int, default=1000)
    parser.add_argument("--waiting", type=int, default=5000)
    parser.add_argument("--bodies", type=int, default=20)
    parser.add_argument("--empty", type=int, default=100)
    parser.add_argument("--slots", type=int, default=2)
    wanted = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        place = stack.enter_context(yard(stack.enter_context(postgres()).address, folder, beat="3", fence="8", stale="12"))
        lines = [_empty(place, wanted.empty, wanted.slots)] if wanted.empty else []
        lines += [_night(place, wanted.bodies, wanted.slots)] if wanted.bodies else []
        lines += [_ordered(place, wanted.ordered), _fetched(place, wanted.waiting)]
    facts = [f"{name}: {value}" for name, value in machine().items()]
    told = "\n".join(["# What the engine of nights costs", "", *facts, "", *(f"- {line}" for line in lines), ""])
    (RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-orders.md").write_text(told, encoding="utf-8")
    sys.stdout.write(told)
    return 0


def _empty(place: Yard, number: int, slots: int) -> str:
    """Bodies whose runs have every stage behind them."""
    plans = _copies(place, number)
    ordering.order(place.engine, plans, ordering.Asked("benchmark", None, queue.NIGHTLY))
    with place.engine.begin() as db:
        db.execute(schema.runs.update().values(state=State.REPORTED.value))
    return _carried_out(place, [plan.run_id for plan in plans], slots, "bodies of no size")


def _night(place: Yard, number: int, slots: int) -> str:
    """Bodies whose site is one page each, so that all that is left is the engine and the stages themselves."""
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(slow_site(0.0, 1))).url for _ in range(number)]
        return _carried_out(place, [place.ordered(site) for site in sites], slots, "bodies of one page")


def _carried_out(place: Yard, runs: list[str], slots: int, what: str) -> str:
    """Wall time from the start of the workers, and time of the processors, which tells what a quiet machine would do."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    for _ in range(2):
        place.worker("--slots", str(slots), "--urgent-slots", "0")
    done = sum([place.ended(run).standing == Standing.DONE for run in runs])
    seconds, number = time.monotonic() - begun, len(runs)
    for worker in place.workers:
        worker.terminate()
        worker.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    cores = os.cpu_count() or 1
    return (
        f"{done} of {number} {what} by two workers of {slots} slots: {seconds:.0f} s, {3600 * number / seconds:.0f} an hour; "
        f"{busy / number:.2f} s of a processor each, so {3600 * number * cores / busy:.0f} an hour where {cores} processors have nothing else to do"
    )


def _copies(place: Yard, number: int) -> list[CrawlPlan]:
    """Plans of bodies with a host of their own each, of which nothing is asked."""
    plan, made = place.planned("http://127.0.0.1:9/"), []
    for count in range(number):
        name, site = f"{plan.run_id}-{count}", plan.body.sites[0].model_copy(update={"url": f"http://127.0.0.1:{1000 + count}/"})
        body = plan.body.model_copy(update={"sites": (site,)})
        made.append(plan.model_copy(update={"run_id": name, "body": body, "out": str(place.storage / "runs" / name)}))
    return made


def _ordered(place: Yard, number: int) -> str:
    plans = _copies(place, number)
    begun, busy = time.monotonic(), time.process_time()
    ordering.order(place.engine, plans, ordering.Asked("benchmark", None, queue.NIGHTLY))
    seconds, busy = time.monotonic() - begun, time.process_time() - busy
    return f"{number} runs ordered in one transaction: {seconds:.2f} s, {busy:.2f} s of a processor in this process"


def _fetched(place: Yard, waiting: int) -> str:
    with place.engine.begin() as db:
        db.execute(
            text(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args)"
                " SELECT 'audit', 'audit', 'host ' || n, '{}' FROM generate_series(1, :waiting) AS n"
            ),
            {"waiting": waiting},
        )
        db.execute(orders.delete())
        db.exec_driver_sql("ANALYZE procrastinate_jobs")

    async def measured() -> list[float]:
        app, found = queue.app_of(place.address), []
        async with app.open_async():
            worker = await app.job_manager.register_worker()
            for _ in range(200):
                begun = time.monotonic()
                await app.job_manager.fetch_job(["audit"], worker)
                found.append(time.monotonic() - begun)
        return found

    return f"a job fetched while {waiting} wait: median {1000 * statistics.median(asyncio.run(measured())):.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
