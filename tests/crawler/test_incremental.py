"""The second harvest of a site asks little, takes over what did not change, and knows since when it has been so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from openness import runs
from store import schema
from store.harvest import Capture, Ledger
from store.objects import ObjectStore
from store.warc import read_record
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, home, serving

pytestmark = pytest.mark.costs(12)

PATHS = [f"/p{number}" for number in range(30)]
LONG_AGO = "2020-01-01"


def plain(title: str, links: str = "") -> str:
    return PAGE.format(title=title, links=f"<p>{'Текст страницы. ' * 60}</p>{links}")


def site_map(day: str = LONG_AGO) -> Any:
    urls = "".join(f"<url><loc>{path}</loc><lastmod>{day}</lastmod></url>" for path in PATHS)
    return lambda page, body: page.send(200, f"<urlset>{urls}</urlset>", body, Content_Type="text/xml")


def pages() -> dict[str, Any]:
    return {
        **home(*PATHS, "/broken", "/list"),
        **{path: plain(f"Страница {path}", f'<a href="/below{path}">ниже</a>') for path in PATHS},
        **{f"/below{path}": plain(f"Ниже {path}") for path in PATHS},
        "/list": plain("Список", '<a href="/shared">общее</a>'),
        "/shared": plain("Общее"),
    }


@contextmanager
def twice(tmp_path: Path, served: dict[str, Any]) -> Iterator[tuple[Any, Harvest, Any]]:
    """A site harvested once; then it may be changed and harvested again."""
    with serving(served) as server:
        harvest = Harvest(tmp_path, server.url)
        plan = harvest.plan()
        harvest.run(plan)
        runs.advance(harvest.engine, plan.run_id, "reported")
        server.asked.clear()
        yield server, harvest, plan


def asked(server: Any) -> set[str]:
    return {path for path in list(server.asked) if path in PATHS}


def test_what_the_site_map_calls_unchanged_is_taken_over_unasked(tmp_path: Path) -> None:
    with twice(tmp_path, {**pages(), "/sitemap.xml": site_map()}) as (server, harvest, first):
        before = harvest.ledger(first)
        plan = harvest.plan()
        after = harvest.run(plan)
        assert len(asked(server)) == plan.limits.lastmod_sample
    assert set(after) == set(before)
    kept = [item for item in harvest.captures(plan) if item.purpose == "kept"]
    assert len(kept) == len(PATHS) - plan.limits.lastmod_sample
    known = {item.id: item for item in harvest.captures(first)}
    objects = ObjectStore(f"{plan.out}/evidence")
    for capture in kept:
        assert capture.requested_at == known[capture.revisit_of].requested_at
        assert b"<h1>" in objects.get(capture.object_sha256)
    for path in PATHS:
        entry, earlier = after[path[1:]], before[path[1:]]
        assert entry.first_seen == earlier.first_seen
        assert entry.content_since == earlier.content_since
    assert after["p0"].ledger in (Ledger.UNCHANGED, Ledger.FETCHED)
    assert (after["broken"].failing_since, after["broken"].confirmed) == (before["broken"].failing_since, True)


def test_a_page_that_was_charged_is_seen_anew_whatever_the_site_map_says(tmp_path: Path) -> None:
    with twice(tmp_path, {**pages(), "/sitemap.xml": site_map()}) as (server, harvest, first):
        outcomes = {path: "deficiency" if number < 20 else "met" for number, path in enumerate(PATHS)}
        found = [
            {"url": server.url, "outcome": outcome, "facts": {"examples": [f"{server.url}{path[1:]}"]}}
            if number % 2
            else {"url": f"{server.url}{path[1:]}", "outcome": outcome, "facts": {}}
            for number, (path, outcome) in enumerate(outcomes.items())
        ]
        rows = [
            {
                "run_id": first.run_id,
                "seq": seq,
                "id": f"f{seq}",
                "parameter": "x",
                "check": "x",
                "needs_review": False,
                "url": item["url"],
                "outcome": item["outcome"],
                "finding": json.dumps(item),
            }
            for seq, item in enumerate(found)
        ]
        with harvest.engine.begin() as db:
            db.execute(insert(schema.findings), rows)
        harvest.limits["lastmod_sample"] = 4
        plan = harvest.plan()
        harvest.run(plan)
        assert {path for path, outcome in outcomes.items() if outcome == "deficiency"} <= asked(server)
    kept = {item.url.removeprefix(server.url) for item in harvest.captures(plan) if item.purpose == "kept"}
    assert len(kept) == 6
    assert {outcomes[f"/{name}"] for name in kept} == {"met"}


def test_no_page_is_taken_over_for_ever(tmp_path: Path) -> None:
    with twice(tmp_path, {**pages(), "/sitemap.xml": site_map()}) as (server, harvest, _):
        harvest.limits["lastmod_days"] = 0.0
        plan = harvest.plan()
        harvest.run(plan)
        assert asked(server) == set(PATHS)
    assert not [item for item in harvest.captures(plan) if item.purpose == "kept"]


def test_a_site_map_that_lies_is_not_believed(tmp_path: Path) -> None:
    with twice(tmp_path, {**pages(), "/sitemap.xml": site_map()}) as (server, harvest, _):
        server.pages.update({path: plain(f"Новая {path}") for path in PATHS})
        found = harvest.run()
        assert asked(server) == set(PATHS)
    assert {found[path[1:]].ledger for path in PATHS} == {Ledger.FETCHED}
    assert all(found[path[1:]].content_since > found[path[1:]].first_seen for path in PATHS)


def test_the_same_bytes_are_stored_once_and_their_date_is_kept(tmp_path: Path) -> None:
    with twice(tmp_path, pages()) as (server, harvest, first):
        server.pages["/p3"] = plain("Страница стала другой")
        plan = harvest.plan()
        found = harvest.run(plan)
        assert asked(server) == set(PATHS)
    before = harvest.ledger(first)
    assert found["p3"].content_since > before["p3"].content_since
    assert found["p4"].content_since == before["p4"].content_since
    capture = next(item for item in harvest.captures(plan) if item.url.endswith("/p4"))
    assert capture.revisit_of == before["p4"].capture_id
    assert record_type(plan, capture) == "revisit"


def record_type(plan: Any, capture: Capture) -> str:
    facts, *_ = read_record(Path(plan.out) / "evidence" / "warc" / str(capture.warc_file), int(capture.warc_offset or 0))
    return facts["WARC-Type"]


@pytest.mark.parametrize("drops", [True, False])
def test_an_address_that_only_unread_pages_still_name_is_found(tmp_path: Path, drops: bool) -> None:
    """The page that led to it first changed and names it no more; pages taken over unread do."""
    served = {**pages(), "/sitemap.xml": site_map()}
    served["/p0"] = plain("Страница /p0", '<a href="/shared">общее</a>')
    for path in PATHS[1:]:
        served[path] = plain(f"Страница {path}", '<a href="/shared">общее</a>')
    with twice(tmp_path, served) as (server, harvest, _):
        if drops:
            server.pages["/list"] = plain("Список пуст")
        found = harvest.run()
    assert found["shared"].ledger is Ledger.FETCHED
    assert found["p7"].ledger in (Ledger.FETCHED, Ledger.UNCHANGED)
