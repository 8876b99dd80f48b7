"""What an answer counts as, how sources are added up, how a key is kept out of evidence: functions of what they are given."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from time import time
from typing import Any

import pytest
from scrapy import Request

from crawler.hosts.answer import Answer
from crawler.hosts.turnstile import Turnstile
from crawler.portals.reading.discreet import Key
from crawler.portals.reading.seam import Authorisation, Item, PortalRules, Question, Reading
from crawler.portals.reading.standing import sources
from crawler.portals.reading.whole import Place
from store.harvest import Kind, Ledger, LedgerEntry
from store.items import ANSWER, ItemRecord, SourceRecord
from store.ledger import reason_known
from store.warc import Exchange

ROOT = "http://portal.example"
EMPTY = Reading()
RULES: dict[str, Any] = {
    "portal": "open-test",
    "refusals": {"captcha": ["Prove it"], "forbidden": ["403"], "repairs": ["under repair"]},
    "sources": {
        "list": {"address": "/list", "least": 2, "most": 5, "fields": ("title",), "source": "seen"},
        "cards": {"address": "/card", "none": (404,), "source": "seen"},
        "extra": {"address": "/extra", "optional": True, "source": "assumed"},
        "own": {"address": "/own", "least": 1, "per_body": True, "source": "seen"},
    },
}


class Portal:
    """Gives the reading that it was made with, or raises it."""

    def __init__(self, reading: Reading | Exception = EMPTY) -> None:
        self.reading = reading

    def first(self, bodies: tuple[str, ...]) -> list[Question]:
        return [Question(f"{ROOT}/list", "list", "kk"), Question(f"{ROOT}/extra", "extra", "kk")]

    def at(self, url: str, lane: str) -> Question | None:
        path, _, body = url.removeprefix(ROOT + "/").partition("?")
        name = path.split("/", maxsplit=1)[0]
        return Question(url, name, lane, body=body) if name in RULES["sources"] else None

    def read(self, question: Question, status: int, content: bytes) -> Reading:
        if isinstance(self.reading, Exception):
            raise self.reading
        return self.reading

    def settled(self, question: Question, reading: Reading, before: Reading | None) -> bool:
        return False


def place(reading: Reading | Exception = EMPTY, **more: Any) -> Place:
    return Place(Portal(reading), PortalRules.model_validate(RULES), ROOT, **more)


ITEM = Item("set", "1", "Title")
LIST = Question(f"{ROOT}/list", "list", "kk")
CARD = Question(f"{ROOT}/card", "cards", "kk")


@pytest.mark.parametrize(
    ("reading", "status", "content", "wanted"),
    [
        (Reading((ITEM,), language="kk"), 200, "", (Ledger.FETCHED, "")),
        (Reading((ITEM,)), 200, "", (Ledger.FETCHED, "")),
        (Reading((ITEM,), language="ru"), 200, "", (Ledger.FAILED, "language")),
        (Reading(lacks="table#list"), 200, "", (Ledger.FAILED, "mark: table#list")),
        (Reading(lacks="table#list"), 200, "<p>prove IT", (Ledger.BLOCKED, "captcha")),
        (Reading(), 200, "<p>Prove it", (Ledger.BLOCKED, "captcha")),
        # Words on a page that yields what it should refuse nothing.
        (Reading((ITEM,)), 200, "<p>Prove it", (Ledger.FETCHED, "")),
        (Reading((ITEM,), refusal="key"), 200, "", (Ledger.BLOCKED, "key")),
        (Reading((ITEM,)), 403, "", (Ledger.BLOCKED, "forbidden")),
        (Reading((ITEM,)), 429, "", (Ledger.BLOCKED, "429")),
        (Reading((ITEM,)), 503, "Under repair", (Ledger.BLOCKED, "repairs")),
        (Reading((ITEM,)), 503, "", (Ledger.HTTP_ERROR, "503")),
        (Reading((ITEM,)), 404, "", (Ledger.HTTP_ERROR, "404")),
        (Reading((ITEM,)), 302, "", (Ledger.REDIRECTED, "302")),
        (RuntimeError("hostile"), 200, "", (Ledger.FAILED, "mark: RuntimeError")),
    ],
)
def test_what_an_answer_counts_as(reading: Any, status: int, content: str, wanted: tuple[Ledger, str]) -> None:
    verdict = place(reading).verdict(LIST, status, content.encode())
    assert (verdict.ledger, verdict.reason) == wanted
    assert bool(verdict.reading.items) == verdict.read
    assert reason_known(verdict.ledger, verdict.reason)


def test_a_status_that_means_nothing_is_here_is_read() -> None:
    assert place(Reading()).verdict(CARD, 404, b"").read


def test_a_reading_of_some_bodies_follows_no_other() -> None:
    mine, other = (Question(f"{ROOT}/own?{body}", "own", "kk", body=body) for body in ("7", "8"))
    some = place(bodies=("7",))
    assert [some.follows(one) for one in (mine, other, LIST)] == [True, False, True]
    assert [one.source for one in place(sources=("extra",)).first()] == ["extra"]


def entry(path: str, ledger: Ledger = Ledger.FETCHED, reason: str = "", lane: str = "kk") -> LedgerEntry:
    return LedgerEntry(url=f"{ROOT}/{path}", lane=lane, ledger=ledger, reason=reason, capture_id="c", kind=Kind.INTERFACE)


def answer(path: str, items: int = 0, lacking: dict[str, int] | None = None, failed: str = "", **more: Any) -> ItemRecord:
    url = f"{ROOT}/{path}"
    source, _, body = path.partition("?")
    facts = {
        "failed": failed,
        "why": more.get("why", ""),
        "items": items,
        "bodies": more.get("bodies", 0),
        "total": more.get("total"),
        "lacking": lacking or {},
    }
    own = {"capture_id": "c", "url": url, "lane": more.get("lane", "kk"), "portal": "open-test", "source": source.split("/")[0]}
    return ItemRecord(**own, seq=items, kind=ANSWER, key="", body=body, facts=facts)


def told(found: list[SourceRecord]) -> dict[tuple[str, str, str], tuple[str, str]]:
    return {(one.source, one.lane, one.body): (one.state, one.why) for one in found}


def test_a_source_that_yields_enough_is_read_and_what_nothing_led_to_too() -> None:
    found = sources(place(), [entry("list")], [answer("list", 3, total=3)])
    assert told(found) == {
        ("cards", "kk", ""): ("read", ""),
        ("extra", "kk", ""): ("read", ""),
        ("list", "kk", ""): ("read", ""),
        ("own", "kk", ""): ("short", "items: 0 < 1"),
    }
    assert [(one.items, one.total, one.asked, one.answered) for one in found if one.source == "list"] == [(3, 3, 1, 1)]


@pytest.mark.parametrize(
    ("line", "answers", "wanted"),
    [
        (entry("list"), [answer("list", 1)], ("short", "items: 1 < 2")),
        (entry("list"), [answer("list", 3, {"title": 1})], ("short", "field: title")),
        (entry("list"), [answer("list", 9)], ("read", "more than ever: 9 > 5")),
        (entry("list"), [], ("failed", "unread")),
        (entry("list"), [answer("list", failed="failed", why="mark: x")], ("failed", "mark: x")),
        (entry("list"), [answer("list", failed="blocked", why="captcha")], ("refused", "captcha")),
        (entry("list", Ledger.BLOCKED, "captcha"), [], ("refused", "captcha")),
        (entry("list", Ledger.ROBOTS, "robots"), [], ("refused", "robots")),
        (entry("list", Ledger.HTTP_ERROR, "500"), [], ("failed", "500")),
        (entry("list", Ledger.BEYOND_BUDGET, "time"), [], ("cut", "time")),
    ],
)
def test_a_source_that_was_not_read_says_why(line: LedgerEntry, answers: list[ItemRecord], wanted: tuple[str, str]) -> None:
    found = told(sources(place(), [line], answers))
    assert found["list", "kk", ""] == wanted
    # What nothing led to may have been there.
    assert found["cards", "kk", ""][0] == ("read" if wanted[0] == "read" else "unread")


def test_an_optional_source_that_refuses_breaks_no_other() -> None:
    lines = [entry("list"), entry("extra", Ledger.BLOCKED, "key")]
    found = told(sources(place(), lines, [answer("list", 2)]))
    assert found["extra", "kk", ""] == ("refused", "key")
    assert found["cards", "kk", ""] == ("read", "")


def test_a_source_of_bodies_is_held_to_its_least_for_each() -> None:
    lines = [entry("own?7"), entry("own?8")]
    found = told(sources(place(), lines, [answer("own?7", 2), answer("own?8", 0)]))
    assert (found["own", "kk", "7"], found["own", "kk", "8"]) == (("read", ""), ("short", "items: 0 < 1"))


@pytest.mark.parametrize(
    ("bodies", "items", "wanted"),
    [
        ((), (0, 0), [("short", "items: 0 < 1"), ("short", "items: 0 < 1")]),
        # One body has none: the portal is whole, and so is the word that it has none.
        ((), (0, 3), [("read", ""), ("read", "")]),
        # Where some bodies alone are read nobody knows what all have.
        (("7", "8"), (0, 0), [("read", ""), ("read", "")]),
    ],
)
def test_a_portal_that_holds_nothing_of_anybody_is_not_empty(
    bodies: tuple[str, ...], items: tuple[int, int], wanted: list[tuple[str, str]]
) -> None:
    own = {**RULES["sources"]["own"], "least": 0, "in_all": 1}
    rules = PortalRules.model_validate({**RULES, "sources": {"list": RULES["sources"]["list"], "own": own}})
    lines = [entry("list"), entry("own?7"), entry("own?8")]
    answers = [answer("list", 2), *(answer(f"own?{body}", many) for body, many in zip("78", items, strict=True))]
    found = told(sources(Place(Portal(), rules, ROOT, bodies=bodies), lines, answers))
    assert [found["own", "kk", body] for body in "78"] == wanted


def test_the_name_of_a_body_on_its_list_is_nothing_that_the_list_holds() -> None:
    own = {**RULES["sources"]["own"], "least": 0, "in_all": 1}
    rules = PortalRules.model_validate({**RULES, "sources": {"own": own}})
    found = told(sources(Place(Portal(), rules, ROOT), [entry("own?7")], [answer("own?7", 1, bodies=1)]))
    assert found["own", "kk", "7"] == ("short", "items: 0 < 1")


def test_what_nothing_led_to_is_missed_where_somebody_must_have_some() -> None:
    own = {**RULES["sources"]["own"], "least": 0, "in_all": 1}
    rules = PortalRules.model_validate({**RULES, "sources": {"list": RULES["sources"]["list"], "own": own}})
    whole, some = (
        sources(Place(Portal(), rules, ROOT, bodies=one), [entry("list")], [answer("list", 2)]) for one in ((), ("7",))
    )
    assert told(whole)["own", "kk", ""] == ("short", "items: 0 < 1")
    assert told(some)["own", "kk", ""] == ("read", "")


def exchange(url: str, body: bytes, **headers: str) -> Answer:
    given = [("X-Key", "geheim"), ("Accept", "*/*")]
    wire = Exchange(url, datetime.now(UTC), "GET", given, 200, "OK", list(headers.items()), body, None)
    return Answer(wire, body)


def test_a_key_goes_out_and_stands_in_no_evidence() -> None:
    agreed = Authorisation(reference="No 7", header="X-Key", variable="OPEN_TEST_KEY")
    key = Key.of(agreed, {"OPEN_TEST_KEY": "geheim"})
    assert key is not None
    assert key.added(Request(f"{ROOT}/list")).headers["X-Key"] == b"geheim"
    kept = key.withheld(exchange(f"{ROOT}/list", b"your key is geheim", Location=f"{ROOT}/?k=geheim"), f"{ROOT}/list")
    assert b"geheim" not in repr(kept).encode()
    assert kept.body == b"your key is (withheld)"


def test_a_key_of_the_query_is_added_and_taken_out() -> None:
    agreed = Authorisation(reference="No 7", field="apiKey", variable="OPEN_TEST_KEY")
    key = Key.of(agreed, {"OPEN_TEST_KEY": "ge/heim"})
    assert key is not None
    asked = key.added(Request(f"{ROOT}/list?a=1")).url
    assert asked == f"{ROOT}/list?a=1&apiKey=ge%2Fheim"
    kept = key.withheld(exchange(asked, b"{}"), f"{ROOT}/list?a=1")
    assert "heim" not in kept.exchange.url
    assert Key.of(agreed, {}) is None


def test_turns_of_one_host_are_taken_one_by_one_and_apart(tmp_path: Path) -> None:
    begun: list[float] = []
    inside = 0

    async def ask(turnstile: Turnstile) -> None:
        nonlocal inside
        async with turnstile.turn("portal.example:80"):
            inside += 1
            begun.append(time())
            assert inside == 1
            await asyncio.sleep(0)
            inside -= 1

    async def all_of_them() -> None:
        # Each process has a turnstile of its own; the folder is what they share.
        await asyncio.gather(*(ask(Turnstile(0.05, tmp_path)) for _ in range(4)))

    asyncio.run(all_of_them())
    gaps = [after - before for before, after in pairwise(begun)]
    assert len(gaps) == 3
    assert min(gaps) > 0.045


def test_who_had_a_turn_stands_behind_who_waits(tmp_path: Path) -> None:
    had: list[str] = []

    async def waits() -> None:
        async with Turnstile(0.01, tmp_path).turn("portal.example:80"):
            had.append("other")

    async def greedy() -> None:
        mine = Turnstile(0.01, tmp_path)
        async with mine.turn("portal.example:80"):
            had.append("one")
            other = asyncio.create_task(waits())
            # One step of it is enough to stand in line.
            await asyncio.sleep(0)
        for _ in range(3):
            async with mine.turn("portal.example:80"):
                had.append("one")
        await other

    asyncio.run(greedy())
    assert had == ["one", "other", "one", "one", "one"]
