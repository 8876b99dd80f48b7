"""What hosts answer to addresses that cannot exist is learnt once: an interrupted harvest goes on with what it was answered."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.books.frontier import Frontier, Target
from crawler.books.recorder import Recorder
from crawler.hosts.answer import Answer
from crawler.web.homes import Homes
from crawler.web.unknown import HONEST, Habit, Unknown
from store.harvest import CrawlPlan
from store.warc import Exchange
from tests.crawler.kit import Harvest

URL = "http://127.0.0.1:9"
PAGE = ("Content-Type", "text/html; charset=utf-8")
SORRY = (
    "<title>Извините</title><h1>Страница не найдена</h1><p>Воспользуйтесь поиском или перейдите на главную страницу сайта.</p>"
)


class Open:
    """Nothing is refused here."""

    async def allowed(self, url: str) -> bool:
        return url.startswith(URL)


def given(status: int, headers: tuple[tuple[str, str], ...], text: str) -> Any:
    """A host that answers every absent address in this way."""

    async def ask(probe: Target, method: str, purpose: str) -> Answer:
        body = text.encode()
        wire = Exchange(probe.url, datetime.now(UTC), method, (), status, "", headers, body, None)
        return Answer(wire, body)

    return ask


async def nobody(*_: object) -> Answer:
    raise AssertionError("asked once more")


def learnt(plan: CrawlPlan, recorder: Recorder, ask: Any) -> Habit:
    unknown = Unknown(plan, ask, Open(), recorder, Homes(plan))  # type: ignore[arg-type]
    return asyncio.run(unknown._habit(Target(f"{URL}/news/item", "*", 1, None)))


@pytest.mark.parametrize(("status", "headers", "text"), [
    (404, (PAGE,), SORRY),
    (200, (PAGE,), SORRY),
    (200, (("Content-Type", "application/json"),), "{}"),
    (302, (("Location", "/"),), ""),
], ids=["honest", "page", "no-page", "away"])  # fmt: skip
def test_what_was_answered_before_an_interruption_is_not_asked_again(
    tmp_path: Path, status: int, headers: tuple[tuple[str, str], ...], text: str
) -> None:
    harvest = Harvest(tmp_path, URL)
    plan = harvest.plan()
    recorder = Recorder(harvest.engine, plan)
    first = learnt(plan, recorder, given(status, headers, text))
    assert (first == HONEST) is (status == 404 or text == "{}")
    assert (first.page is not None, first.goal) == (status == 200 and text == SORRY, f"{URL}/" if status == 302 else "")
    # What was not committed is lost with the process, and must be asked for again.
    with pytest.raises(AssertionError, match="asked once more"):
        learnt(plan, Recorder(harvest.engine, plan), nobody)
    recorder.commit(Frontier())
    assert learnt(plan, Recorder(harvest.engine, plan), nobody) == first
    (capture,) = harvest.captures(plan)
    assert (capture.purpose, capture.status) == ("absent-probe", status)
