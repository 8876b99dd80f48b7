"""An answer and the class of its address are committed together: a kill between the two leaves neither, and the address stands once."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from crawler.books.frontier import Frontier, Target
from crawler.books.recorder import Recorder
from crawler.books.together import together
from openness import runs
from store import schema
from store.db import open_database
from store.harvest import Kind, Ledger, LedgerEntry
from store.warc import Exchange
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, home, serving
from tests.databases import empty
from tests.store.test_schema import plan

pytestmark = pytest.mark.costs(12)


def target(name: str) -> Target:
    return Target(f"http://127.0.0.1/{name}", "*", 1, None)


class Book:
    """A recorder and a frontier over an empty database, and what of them is committed."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.plan = plan().model_copy(update={"out": str(folder)})
        runs.begin(engine, self.plan)
        self.engine, self.recorder, self.frontier = engine, Recorder(engine, self.plan), Frontier()

    def answered(self, name: str) -> Any:
        exchange = Exchange(target(name).url, datetime.now(UTC), "GET", [], 200, "OK", [], name.encode(), None)
        return self.recorder.exchange(target(name), exchange, name.encode())

    def mark(self, name: str, capture: Any) -> None:
        url = target(name).url
        self.frontier.put(LedgerEntry(url=url, ledger=Ledger.FETCHED, status=200, kind=Kind.PAGE, capture_id=capture.id))

    def committed(self) -> tuple[list[str], list[str]]:
        """Last parts of the addresses of which there is an answer, and of those that have their class."""
        self.recorder.commit(self.frontier)
        with self.engine.connect() as db:
            table, lines = schema.captures.c, schema.ledger.c
            captures = db.execute(select(table.url).where(table.run_id == self.plan.run_id).order_by(table.url)).scalars()
            query = select(lines.url).where(lines.run_id == self.plan.run_id, lines.ledger != Ledger.QUEUED.value)
            return [url[-1] for url in captures], [url[-1] for url in db.execute(query.order_by(lines.url)).scalars()]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    engine = open_database(empty(tmp_path / "b.db"))
    made = Book(engine, tmp_path / "run")
    yield made
    made.recorder.close()
    engine.dispose()


def test_an_answer_waits_for_its_class_and_others_do_not_wait_for_it(book: Book) -> None:
    for name in "ab":
        book.frontier.add(target(name))
    with book.frontier.turn(target("a").url, "*"):
        capture = book.answered("a")
        assert book.committed() == ([], [])
        book.mark("a", capture)
        assert book.committed() == (["a"], ["a"])
    with book.frontier.turn(target("b").url, "*"):
        book.mark("b", book.answered("b"))
    assert book.committed() == (["a", "b"], ["a", "b"])


def test_an_answer_outside_of_any_turn_is_committed_at_once(book: Book) -> None:
    book.answered("r")
    assert book.committed() == (["r"], [])


def test_an_address_queued_again_within_its_turn_has_no_class_yet(book: Book) -> None:
    with book.frontier.turn(target("a").url, "*"):
        book.frontier.note(target("a"))
        book.answered("a")
        assert book.committed() == ([], [])
    assert book.committed() == (["a"], [])


def test_what_another_address_owes_to_the_answer_waits_with_it(book: Book) -> None:
    """A list names items; their lines rest on the list's own answer."""
    book.frontier.add(target("l"))
    with book.frontier.turn(target("l").url, "*"):
        capture = book.answered("l")
        book.mark("i", capture)
        assert book.committed() == ([], [])
        book.mark("l", capture)
    assert book.committed() == (["l"], ["i", "l"])


def test_a_turn_that_was_broken_off_leaves_nothing_until_it_gets_its_class(book: Book) -> None:
    book.frontier.add(target("a"))

    def broken() -> None:
        with book.frontier.turn(target("a").url, "*"):
            book.answered("a")
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        broken()
    assert book.committed() == ([], [])
    book.frontier.put(LedgerEntry(url=target("a").url, ledger=Ledger.BEYOND_BUDGET, reason="time"))
    assert book.committed() == (["a"], ["a"])


def test_a_second_turn_of_an_address_does_not_hold_back_the_first(book: Book) -> None:
    book.frontier.add(target("a"))
    with book.frontier.turn(target("a").url, "*"):
        book.mark("a", book.answered("a"))
    with book.frontier.turn(target("a").url, "*"):
        book.answered("a")
        assert book.committed() == (["a"], ["a"])


def test_tasks_begun_within_belong_to_the_bundle_and_bundles_to_those_around_them(book: Book) -> None:
    async def story() -> None:
        with together():
            with together():
                await asyncio.create_task(asyncio.to_thread(book.answered, "a"))
            assert book.committed() == ([], [])
        assert book.committed() == (["a"], [])

    asyncio.run(story())


class Hanging(dict[str, Any]):
    """Pages of which those of one folder that do not exist keep whoever asks waiting."""

    def __init__(self, pages: dict[str, Any], folder: str) -> None:
        super().__init__(pages)
        self.folder, self.asked, self.free = folder, threading.Event(), threading.Event()

    def get(self, path: str, default: Any = None) -> Any:
        known = super().get(path, default)
        return self.hang if known is None and path.startswith(self.folder) else known

    def hang(self, page: Any, body: bool) -> None:
        self.asked.set()
        self.free.wait(600)
        page.send(404, "<h1>404</h1>", body)


def test_a_harvest_killed_between_answer_and_class_stores_nothing_twice(tmp_path: Path) -> None:
    """The page of a folder was answered, and how the folder answers for what does not exist is still being asked."""
    paths = ["/folder/page", *(f"/p{number}" for number in range(60))]

    def slow(page: Any, body: bool) -> None:
        time.sleep(0.1)
        page.send(200, PAGE.format(title=page.path, links="<p>текст</p>" * 200), body)

    pages = Hanging({**home(*paths), **dict.fromkeys(paths, slow)}, "/folder/")
    with serving(pages) as server:
        harvest = Harvest(tmp_path, server.url, delay=0.01)
        made = harvest.plan()
        child = harvest.begun(made)
        assert pages.asked.wait(600)
        # A commit after that moment: whatever it takes along of the page would be there twice.
        count, end = len(harvest.captures(made)), time.monotonic() + 600
        while len(harvest.captures(made)) <= count and time.monotonic() < end:
            time.sleep(0.05)
        child.kill()
        child.wait()
        pages.free.set()
        found = harvest.run(made)
    crawled = Counter(item.url for item in harvest.captures(made) if item.purpose == "crawl")
    assert server.asked["/folder/page"] == 2, "it was not killed between the two"
    assert set(crawled.values()) == {1}
    assert {path.lstrip("/") for path in paths} <= {path for path, entry in found.items() if entry.ledger is Ledger.FETCHED}
