"""Nights: made once for each moment, politest first, shared fairly, closed with a summary; what did not fit is first in the next one."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from openness.faults import WrongUse
from openness.jobs import closing, due, expected, keeper, listing, nights, ordering, queue, schedules, standing
from openness.jobs.base import server_now
from openness.jobs.plans import NightPlan
from openness.jobs.standing import Standing
from openness.nights.model import Night
from store.orders import NIGHT_OVER, batches, orders
from tests.crawler.servant import serving
from tests.openness.jobs.kit import AS_OF, Yard, register, slow_site, yard

# Much waiting: beside the other tests of the server, not behind them.
pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.xdist_group("machines"), pytest.mark.costs(40)]
PLAN = NightPlan(methodology="kz-2025", as_of=AS_OF, allow_private=True, no_portals=True, render=False)
NOBODY = "http://127.0.0.1:9/"
SITES = {"first": ("central", NOBODY), "second": ("central", "http://127.0.0.1:10/"), "third": ("local", "http://127.0.0.1:11/")}


@pytest.fixture
def place(postgres_server: str, tmp_path: Path) -> Iterator[Yard]:
    with yard(postgres_server, tmp_path) as made:
        register(made.config, SITES)
        yield made


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def scheduled(place: Yard, **changes: Any) -> str:
    schedules.add(place.engine, "night", "0 1 * * *", due.HOME, PLAN.model_copy(update=changes))
    return "night"


def orders_of(place: Yard, batch: int) -> list[Any]:
    with place.engine.connect() as db:
        return list(db.execute(select(orders).where(orders.c.batch == batch).order_by(orders.c.job)).all())


def bodies_of(place: Yard, batch: int) -> list[str]:
    return [one["body"] for one in sorted(listing.every(place.engine, ended=True, batch=batch), key=lambda one: one["run"])]


def test_two_who_come_at_once_make_one_night(place: Yard) -> None:
    name, made = scheduled(place), []
    moment = "2026-11-20T20:00:00+00:00"
    threads = [threading.Thread(target=lambda: made.append(nights.make(place.pipeline, name, moment))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one is None for one in made) == [False, True, True]
    (batch,) = (one for one in made if one is not None)
    assert sorted(bodies_of(place, batch)) == ["first", "second", "third"]
    assert nights.make(place.pipeline, name, moment) is None
    assert nights.make(place.pipeline, name, "2026-11-21T20:00:00+00:00") is not None, "another moment is another night"


def test_a_night_that_cannot_be_planned_leaves_nothing(place: Yard) -> None:
    name = scheduled(place, bodies=("first", "nobody-knows-it"))
    with pytest.raises(WrongUse, match="nobody-knows-it"):
        nights.make(place.pipeline, name, "2026-11-20T20:00:00+00:00")
    with place.engine.connect() as db:
        assert db.execute(select(batches.c.id)).all() == []
        assert db.execute(select(orders.c.run_id)).all() == []
    assert not list(place.storage.glob("runs/*"))


def test_missed_nights_are_made_once_and_older_ones_are_not(place: Yard) -> None:
    name = scheduled(place)
    with place.engine.begin() as db:
        now = server_now(db)
        since = (now - timedelta(days=5)).isoformat()
        assert due.missing(db, now) == [], "nights before the schedule was added are not made"
        db.execute(update(schedules.schedules).values(since=since))
        found = due.missing(db, now)
    assert [one for one, _ in found] == [name]
    assert now - timedelta(days=1) < found[0][1] <= now
    nights.make(place.pipeline, *[name, found[0][1].isoformat()])
    with place.engine.connect() as db:
        assert due.missing(db, now) == []
        assert due.missing(db, now + timedelta(days=1)) != []
    schedules.enable(place.engine, name, False)
    with place.engine.connect() as db:
        assert due.missing(db, now + timedelta(days=1)) == []


def test_what_did_not_begin_in_time_is_first_tomorrow(place: Yard) -> None:
    name = scheduled(place, minutes=60)
    batch = nights.make(place.pipeline, name, "2026-11-20T20:00:00+00:00")
    assert batch is not None
    runs = {one["body"]: one["run"] for one in listing.every(place.engine, batch=batch)}
    for body in ("first", "second"):
        attempt = standing.take(place.engine, runs[body], "w")
        assert standing.end(place.engine, runs[body], attempt, Standing.DONE)
    with place.engine.begin() as db:
        assert due.over(db, server_now(db)) == []
        assert due.over(db, server_now(db) + timedelta(minutes=61)) == [batch]
        keeper._end_unbegun(db, runs["third"])
    row = place.row(runs["third"])
    assert (row.standing, json.loads(row.error)["code"]) == (Standing.CANCELLED, NIGHT_OVER)
    with place.engine.connect() as db:
        assert expected.left_over(db, name, at("2026-11-21T20:00")) == ("third",)
        night = nights.planned(place.pipeline, db, name, at("2026-11-21T20:00"))
    assert night.bodies[0].body.code == "third"
    later = nights.make(place.pipeline, name, "2026-11-21T20:00:00+00:00")
    assert later is not None
    assert [row.priority for row in orders_of(place, later)] == [queue.LEFT, queue.NIGHTLY, queue.NIGHTLY]


def test_a_budget_of_requests_is_shared_and_who_has_no_room_is_first_tomorrow(place: Yard) -> None:
    name = scheduled(place, requests=120)
    with place.engine.connect() as db:
        night = nights.planned(place.pipeline, db, name, at("2026-11-20T20:00"))
    assert [plan.limits.max_pages for plan in night.bodies] == [60, 60]
    assert night.plan.left == ("third",)
    nights.make(place.pipeline, name, "2026-11-20T20:00:00+00:00")
    with place.engine.connect() as db:
        after = nights.planned(place.pipeline, db, name, at("2026-11-21T20:00"))
    assert after.bodies[0].body.code == "third"


def test_who_asks_on_demand_goes_before_the_night_and_takes_its_place(place: Yard) -> None:
    batch = nights.make(place.pipeline, scheduled(place), "2026-11-20T20:00:00+00:00")
    assert batch is not None
    before = {one["body"]: one["run"] for one in listing.every(place.engine, batch=batch)}
    plan = place.pipeline.planned(nights._wish(place.pipeline, PLAN, "second"), AS_OF)
    run, new = ordering.demand(place.engine, plan, "auditor")
    assert new
    found = listing.every(place.engine)
    assert found[0]["run"] == run, "it is the next to be taken"
    assert place.row(run).batch == batch
    replaced = place.row(before["second"])
    assert (replaced.standing, json.loads(replaced.error)) == (Standing.CANCELLED, {"code": "replaced", "by": run})
    other = place.pipeline.planned(nights._wish(place.pipeline, PLAN, "second"), AS_OF)
    assert ordering.demand(place.engine, other, "auditor") == (run, False), "who asks twice gets the first one"
    assert not Path(other.out).exists()


@pytest.fixture(scope="module")
def sites() -> Iterator[dict[str, tuple[str, str]]]:
    with serving(slow_site(0.0, 3)) as one, serving(slow_site(0.0, 4)) as two, serving(slow_site(0.0, 3)) as three:
        yield {
            "first": ("central", one.url),
            "second": ("central", two.url),
            "third": ("local", three.url),
            "gone": ("local", NOBODY),
        }


def test_a_night_from_its_schedule_to_its_summary(place: Yard, sites: dict[str, tuple[str, str]]) -> None:
    register(place.config, sites)
    batch = nights.make(place.pipeline, scheduled(place), "2026-11-20T20:00:00+00:00")
    assert batch is not None
    assert place.worker("--slots", "2", "--until-empty").wait() == 0, place.said()
    folder = closing.summary_of(place.pipeline, batch)
    assert folder is not None, place.said()
    night = Night.model_validate_json((folder / "night.json").read_text(encoding="utf-8"))
    assert night.counts == {"done": 4}, place.said()
    assert [one.code for one in night.bodies] == ["first", "gone", "second", "third"]
    told = {one.code: one for one in night.bodies}
    assert told["gone"].unread, "a site that nobody could reach is told"
    assert told["first"].open > 0
    assert told["first"].change is None
    for language, word in (("ru", "Орган first"), ("kk", "first органы")):
        page = (folder / f"night.{language}.html").read_text(encoding="utf-8")
        assert word in page
        assert (folder / f"night.{language}.txt").read_text(encoding="utf-8").count(word) >= 1
    # Means of the cohort went into every result, and a second closing changes nothing.
    assert closing.close(place.pipeline, batch) is None
    # What is told of a body that did not change is told of one; the other is there for the means.
    register(place.config, {name: sites[name] for name in ("first", "second")})
    again = nights.make(place.pipeline, "night", "2026-11-21T20:00:00+00:00")
    assert again is not None
    place.worker("--slots", "2", "--until-empty").wait()
    folder = closing.summary_of(place.pipeline, again)
    assert folder is not None, place.said()
    second = Night.model_validate_json((folder / "night.json").read_text(encoding="utf-8"))
    changes = {one.code: one.change for one in second.bodies}
    assert changes["first"] is not None
    assert (changes["first"].run, changes["first"].rows) == (told["first"].run, ())
    assert changes["first"].total == told["first"].total
