"""One harvest lane in a process of its own: ``python -m crawler.harvest http|browser|files DATABASE RUN CONFIG``.

With ``-`` for the run the process loads its engine and waits for the run's name on standard input; no name, no work.
Scrapy's reactor starts once in a process, and a lane that dies takes nothing with it. Progress goes to standard output
as one JSON object a line; the process ends with its parent.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Engine, select

from crawler.process import die_with_parent, log_to
from store import course, schema
from store.course import State
from store.db import open_database
from store.faults import within
from store.harvest import CrawlPlan
from store.lexicon import Lexicon, load_lexicons
from store.place import plan_of

LATER = "-"
# The last line of progress of a lane that could not store, and its exit status then.
FAULT, TOLD = "fault", 4


def tell(facts: dict[str, Any]) -> None:
    """One line of progress for the parent."""
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def read_plan(engine: Engine, run_id: str) -> CrawlPlan:
    """The plan of a run; KeyError where the database knows no such run."""
    with engine.connect() as db:
        row = db.execute(select(schema.runs.c.plan, schema.runs.c.out).where(schema.runs.c.id == run_id)).first()
    if row is None:
        raise KeyError(run_id)
    return plan_of(engine, row)


def load_http() -> None:
    """Loads what the HTTP lane needs, so that a process that waits for its run has it ready."""
    # Scrapy asks for the whole call stack while this module loads; from within the running engine that takes half a second.
    import scrapy.core.downloader.handlers.http11  # noqa: F401

    import crawler.books.recorder
    import crawler.web.spider  # noqa: F401


def run_http(engine: Engine, plan: CrawlPlan, lexicons: dict[str, Lexicon], later: bool = False) -> None:
    """The HTTP lane: crawls until done, bounded or interrupted; leaves the run in state ``crawled`` when it came to its end.

    ``later`` asks only what the browser lane met and left in the queue: files that pages link to which only a browser can read.
    """
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.books.recorder import Recorder
    from crawler.web.spider import WebsiteSpider, settings_for

    load_http()

    recorder = Recorder(engine, plan)
    process = AsyncCrawlerProcess(settings_for(plan))
    crawler = process.create_crawler(WebsiteSpider)
    process.crawl(crawler, plan=plan, recorder=recorder, lexicons=lexicons, report=tell, later=later)
    process.start()
    recorder.close()
    campaign = crawler.spider.campaign if crawler.spider else None
    if campaign is not None and campaign.fault is not None:
        raise campaign.fault
    if campaign is None or not campaign.finished:
        sys.exit(130 if campaign is not None and campaign.interrupted else 3)
    with engine.begin() as db:
        if not later:
            course.begin_coverage(db, plan.run_id)
        course.note_coverage(db, plan.run_id, **course.cut(db, plan.run_id, campaign.truncated_by))
        course.move(db, plan.run_id, State.CRAWLED)


def _told_later(lane: str) -> str:
    if lane == "http":
        load_http()
    run_id = sys.stdin.readline().strip()
    if not run_id:
        sys.exit(0)
    return run_id


def main(arguments: list[str]) -> None:
    """Entry of the lane's process."""
    die_with_parent()
    lane, address, run_id, config = arguments
    if run_id == LATER:
        run_id = _told_later(lane)
    logged = False
    try:
        engine = open_database(address)
        plan = read_plan(engine, run_id)
        log_to(Path(plan.out) / "harvest.log")
        logged = True
        structlog.contextvars.bind_contextvars(run=plan.run_id, body=plan.body.code)
        if lane in ("http", "files"):
            run_http(engine, plan, load_lexicons(Path(config)), later=lane == "files")
        else:
            from crawler.browser.run import run_browser

            run_browser(engine, plan, load_lexicons(Path(config)), tell)
    except Exception as fault:
        told = within(fault)
        if told is not None:
            tell({"phase": FAULT, "key": told.key, "values": told.values})
            sys.exit(TOLD)
        if logged:
            # Before its file is open the log would go to standard output, which holds progress alone.
            structlog.get_logger("harvest").exception("lane died", lane=lane, run=run_id)
        sys.stderr.write(" ".join(f"{type(fault).__name__}: {fault}".split())[:300] + "\n")
        sys.exit(3)


if __name__ == "__main__":
    main(sys.argv[1:])
