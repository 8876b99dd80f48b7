"""The HTTP lane as the program runs it: its own process, a real server, and every address in exactly one class."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from openness import runs
from openness.pipeline import Pipeline
from store import schema
from store.harvest import Kind, Ledger
from store.objects import ObjectStore
from store.warc import read_record
from tests.conftest import ROOT
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, home, serving
from tests.portals.launch import standin

pytestmark = pytest.mark.costs(25)


def test_each_fault_ends_in_its_class(tmp_path: Path) -> None:
    paths = [
        "/dead",
        "/heals",
        "/broken",
        "/closed",
        "/loop",
        "/moved",
        "/inward",
        "/huge",
        "/bomb",
        "/reset",
        "/challenge",
    ]
    with serving({**home(*paths, "http://elsewhere.example/", "/kept"), "/kept": PAGE.format(title="kept", links="")}) as server:
        found = Harvest(tmp_path, server.url).run()
    seen = {path: (found[path.lstrip("/")].ledger, found[path.lstrip("/")].confirmed) for path in paths}
    assert seen == {
        "/dead": (Ledger.HTTP_ERROR, True),
        "/heals": (Ledger.FETCHED, False),
        "/broken": (Ledger.HTTP_ERROR, True),
        "/closed": (Ledger.BLOCKED, False),
        "/loop": (Ledger.REDIRECTED, False),
        "/moved": (Ledger.REDIRECTED, False),
        "/inward": (Ledger.REDIRECTED, False),
        "/huge": (Ledger.TOO_LARGE, False),
        "/bomb": (Ledger.TOO_LARGE, False),
        "/reset": (Ledger.FAILED, True),
        "/challenge": (Ledger.BLOCKED, False),
    }
    assert found["http://elsewhere.example/"].ledger is Ledger.OUT_OF_SCOPE
    assert found["http://10.0.0.1/secret"].ledger is Ledger.OUT_OF_SCOPE
    ends = [entry for path, entry in found.items() if path.startswith("loop/") and entry.ledger is Ledger.FAILED]
    assert [entry.reason for entry in ends] == ["redirect-loop"]
    assert not any(entry.ledger is Ledger.QUEUED for entry in found.values())


def test_an_answer_that_never_ends_is_given_up(tmp_path: Path) -> None:
    with serving(home("/trickle")) as server:
        found = Harvest(tmp_path, server.url, fetch_timeout=4.0).run()["trickle"]
    assert (found.ledger, found.confirmed, found.reason) == (Ledger.FAILED, True, "timeout")


def test_the_private_address_of_a_name_is_refused(tmp_path: Path) -> None:
    """localhost is told by its name; localtest's public-looking name by the address it resolves to."""
    with serving(home()) as server:
        harvest = Harvest(tmp_path, server.url)
        plan = harvest.plan().model_copy(update={"allow_private": False})
        with harvest.engine.begin() as db:
            db.execute(schema.runs.update().values(plan=plan.model_dump_json()))
        found = harvest.run(plan)
        assert server.asked == {}
    assert found[""].ledger is Ledger.REFUSED
    assert found[""].reason == "private-address"


def test_every_exchange_lies_in_warc_and_every_body_among_the_objects(tmp_path: Path) -> None:
    with serving({**home("/a", "/dead", "/closed"), "/a": PAGE.format(title="a", links="<img src=/x.png>")}) as server:
        harvest = Harvest(tmp_path, server.url)
        plan = harvest.plan()
        harvest.run(plan)
        asked = sum(server.asked.values())
    captures = harvest.captures(plan)
    objects = ObjectStore(f"{plan.out}/evidence")
    assert len(captures) == asked
    for capture in captures:
        facts, status, _, body = read_record(Path(plan.out) / "evidence" / "warc" / capture.warc_file, capture.warc_offset)
        assert (facts["WARC-Target-URI"], status) == (capture.url, capture.status)
        assert facts["WARC-Type"] == "revisit" or body == objects.get(capture.object_sha256)


def test_robots_txt_is_kept_and_named(tmp_path: Path) -> None:
    pages = {
        **home("/open", "/secret/x"),
        "/open": PAGE.format(title="open", links=""),
        "/robots.txt": "User-agent: openness-auditor\nDisallow: /secret/",
    }
    with serving(pages) as server:
        found = Harvest(tmp_path, server.url).run()
        assert server.asked["/secret/x"] == 0
        agents = {headers["User-Agent"] for _, headers in server.headers_seen}
    assert found["secret/x"].ledger is Ledger.ROBOTS
    assert found["open"].ledger is Ledger.FETCHED
    assert len(agents) == 1
    assert "openness-auditor" in agents.pop()


def test_the_page_budget_is_never_overrun(tmp_path: Path) -> None:
    paths = [f"/p{number}" for number in range(40)]
    with serving({**home(*paths), **{path: PAGE.format(title=path, links="") for path in paths}}) as server:
        harvest = Harvest(tmp_path, server.url)
        plan = harvest.plan(max_pages=7)
        found = harvest.run(plan)
    classes = [entry.ledger for entry in found.values()]
    assert classes.count(Ledger.FETCHED) == 7
    assert classes.count(Ledger.BEYOND_BUDGET) == 34
    coverage = Pipeline(harvest.engine, harvest.db, ROOT / "config").coverage(plan)
    assert (coverage.truncated, coverage.truncated_by) == (True, "pages")


def test_what_did_not_change_is_not_sent_twice(tmp_path: Path) -> None:
    with serving(home("/cached", "/plain")) as server:
        harvest = Harvest(tmp_path, server.url)
        first = harvest.plan()
        harvest.run(first)
        runs.advance(harvest.engine, first.run_id, "reported")
        second = harvest.plan()
        found = harvest.run(second)
    assert found["cached"].ledger is Ledger.UNCHANGED
    before, after = ([item for item in harvest.captures(plan) if item.url.endswith("/cached")] for plan in (first, second))
    assert after[0].revisit_of == before[0].id
    assert after[0].object_sha256 == before[0].object_sha256
    assert b"cached" in ObjectStore(f"{second.out}/evidence").get(after[0].object_sha256)
    facts, status, _, _ = read_record(Path(second.out) / "evidence" / "warc" / after[0].warc_file, after[0].warc_offset)
    assert (facts["WARC-Type"], status) == ("revisit", 304)
    assert facts["WARC-Profile"].endswith("server-not-modified")


class Gate:
    """Pages of which so many are answered at once and the others one by one, so that a harvest is still in its middle when it is killed."""

    def __init__(self) -> None:
        self.most = self.answered = 0
        self.turn = threading.Lock()

    def page(self, page: Any, body: bool) -> None:
        """Answers, at once or in its turn."""
        with self.turn:
            self.answered += 1
            if self.answered > self.most:
                time.sleep(0.2)
        page.send(200, PAGE.format(title=page.path, links="<p>текст</p>" * 200), body)


def test_a_killed_harvest_goes_on_where_it_was(tmp_path: Path) -> None:
    """Killed twice in the middle; afterwards no address was stored twice and none is missing."""
    paths = [f"/p{number}" for number in range(200)]
    gate = Gate()
    with serving({**home(*paths), **dict.fromkeys(paths, gate.page)}) as server:
        harvest = Harvest(tmp_path, server.url, delay=0.01)
        plan = harvest.plan()
        for wanted in (40, 90):
            gate.most = gate.answered + 50
            child = harvest.begun(plan)
            end = time.monotonic() + 600
            while len(harvest.captures(plan)) < wanted and time.monotonic() < end:
                time.sleep(0.05)
            child.kill()
            child.wait()
            assert wanted <= len(harvest.captures(plan)) < 200
        gate.most = 10_000
        found = harvest.run(plan)
    assert {path.lstrip("/") for path in paths} <= {path for path, entry in found.items() if entry.ledger is Ledger.FETCHED}
    crawled = [item for item in harvest.captures(plan) if item.purpose == "crawl"]
    assert len({item.url for item in crawled}) == len(crawled)
    for capture in crawled[::20]:
        facts, status, _, _ = read_record(Path(plan.out) / "evidence" / "warc" / capture.warc_file, capture.warc_offset)
        assert (facts["WARC-Target-URI"], status) == (capture.url, 200)
    with harvest.engine.connect() as db:
        lengths = db.execute(select(schema.warc_files.c.name, schema.warc_files.c.length)).all()
    for name, length in lengths:
        assert (Path(plan.out) / "evidence" / "warc" / name).stat().st_size == length


def test_language_lanes_survive_a_kill(tmp_path: Path) -> None:
    """A site that tells languages by cookie, killed in the middle: both versions are whole afterwards."""
    with standin("--flawless", "--lang-mode", "cookie") as site:
        harvest = Harvest(tmp_path, site)
        plan = harvest.plan()
        child = harvest.begun(plan)
        end = time.monotonic() + 600
        while len(harvest.captures(plan)) < 40 and time.monotonic() < end:
            time.sleep(0.02)
        child.kill()
        child.wait()
        Pipeline(harvest.engine, harvest.db, ROOT / "config").harvest(plan)
        with harvest.engine.connect() as db:
            pages = [entry for entry in schema.read_ledger(db, plan.run_id) if entry.kind is Kind.PAGE]
    lanes = {lane: {entry.url for entry in pages if entry.lane == lane} for lane in ("kk", "ru", "*")}
    assert lanes["kk"] == lanes["ru"]
    assert len(lanes["kk"]) >= 40
    assert lanes["*"] == set()
