"""The pace of a shared host: however many ask at once, their moments lie apart."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from crawler.hosts.shared import SharedPace, shared_pace
from store.base import Text
from store.db import open_database
from store.harvest import Portal
from store.orders import paces
from tests.crawler.kit import Harvest
from tests.databases import empty

HOST = "www.shared.kz"
GAP = 0.5


@pytest.fixture
def server(postgres_server: str) -> Engine:
    engine = open_database(postgres_server)
    with engine.begin() as db:
        db.execute(paces.delete())
    return engine


def clock(engine: Engine) -> float:
    with engine.connect() as db:
        return float(db.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())


@pytest.mark.postgres
@pytest.mark.needs("postgresql")
def test_moments_of_many_who_ask_at_once_lie_apart(server: Engine) -> None:
    pace = SharedPace(server, [HOST], GAP)
    begun = clock(server)
    with ThreadPoolExecutor(4) as pool:
        waits = list(pool.map(lambda _: pace._take(HOST, GAP, "default"), range(12)))
    with server.connect() as db:
        row = db.execute(select(paces)).one()
    assert (row.host, row.gap, row.source) == (HOST, GAP, "default")
    # Twelve moments were given from here on: the last one cannot lie nearer than eleven gaps.
    assert row.next_at >= begun + 12 * GAP
    assert max(waits) >= 11 * GAP - (clock(server) - begun)


@pytest.mark.postgres
@pytest.mark.needs("postgresql")
def test_the_longer_pause_holds_and_other_hosts_are_left_alone(server: Engine) -> None:
    pace = SharedPace(server, [HOST], 0.001)
    asyncio.run(pace.moment(f"https://{HOST}/a", 0.002))
    asyncio.run(pace.moment("https://own.kz/"))
    with server.connect() as db:
        rows = db.execute(select(paces)).all()
    assert [(row.host, row.gap, row.source) for row in rows] == [(HOST, 0.002, "robots")]


def test_one_machine_needs_no_row(tmp_path: Path) -> None:
    engine = open_database(empty(tmp_path / "x.db"))
    portal = Portal(name="gov-kz", url=f"https://{HOST}/", title=Text(kk="П", ru="П"))
    plan = Harvest(tmp_path, f"https://{HOST}/").plan().model_copy(update={"portals": (portal,)})
    asyncio.run(shared_pace(engine, plan).moment(f"https://{HOST}/"))
    with engine.connect() as db:
        assert db.execute(select(paces)).all() == []
    engine.dispose()
