"""What nobody took of a night's summary is sent again after the night is closed: a few times, further and further apart, then given up aloud."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from openness.cli import run as program
from openness.faults import WrongUse
from openness.jobs import child, due, schedules, telling
from openness.jobs.base import server_now
from openness.jobs.plans import NightPlan
from openness.nights.closing import write_night
from openness.nights.delivery import deliver
from openness.nights.settings import load_settings
from openness.watch.metrics import Metrics
from store.orders import batches
from store.place import anchored
from tests.openness.jobs.kit import AS_OF, Yard, yard
from tests.openness.nights.test_delivery import NOW, Hooks, at_work, night

pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.costs(15)]


@pytest.fixture
def place(postgres_server: str, tmp_path: Path) -> Iterator[Yard]:
    with yard(postgres_server, tmp_path) as made:
        yield made


def settled(place: Yard, url: str, **more: str) -> None:
    """The settings of nights: one address, tried once when the night is closed."""
    known = {"tries": "1", "pause": "0", **more}
    lines = [f'{name}: "{value}"' for name, value in known.items()]
    words = ["schema: openness/nights/1", "webhooks:", f'  - url: "{url}"', *lines, ""]
    (place.config / "nights.yaml").write_text("\n".join(words), encoding="utf-8")


def closed(place: Yard) -> tuple[int, Path]:
    """A night that was closed while nobody took its summary."""
    schedules.add(place.engine, "night", "0 1 * * *", due.HOME, NightPlan(methodology="kz-2017", as_of=AS_OF))
    folder = place.storage / "nights" / "night-20261124-2000"
    folder.mkdir(parents=True)
    write_night(night(), folder, None)
    assert not deliver(night(), folder, load_settings(place.config), NOW)[0].taken
    at = NOW.isoformat()
    values = {
        "schedule": "night",
        "due": at,
        "made_at": at,
        "closed_at": at,
        "plan": "{}",
        "out": anchored(place.engine, str(folder)),
    }
    with place.engine.begin() as db:
        return db.execute(insert(batches).values(**values).returning(batches.c.id)).scalar_one(), folder


def waiting(place: Yard) -> list[tuple[dict[str, int], datetime]]:
    query = text("SELECT args, scheduled_at FROM procrastinate_jobs WHERE task_name = 'tell' AND status = 'todo' ORDER BY id")
    with place.engine.connect() as db:
        return [(row.args, row.scheduled_at) for row in db.execute(query)]


def forgotten(place: Yard) -> None:
    with place.engine.begin() as db:
        db.execute(text("DELETE FROM procrastinate_jobs"))


def counts(place: Yard) -> dict[str, float]:
    (family,) = (one for one in Metrics(place.engine).registry.collect() if one.name == "openness_summaries_untold")
    return {sample.labels["state"]: sample.value for sample in family.samples}


def listed(place: Yard, *words: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        assert program(["schedule", "list", *words, "--db", place.address]) == 0
    return out.getvalue(), err.getvalue()


def test_each_try_orders_the_next_one_twice_as_far_off(place: Yard) -> None:
    with at_work(Hooks(500)) as server:
        settled(place, f"http://127.0.0.1:{server.server_address[1]}/", later="10", later_tries="3")
        batch, folder = closed(place)
        for tried in range(2):
            with place.engine.connect() as db:
                before = server_now(db)
            telling.tell(place.pipeline, batch, tried)
            telling.tell(place.pipeline, batch, tried)
            ((arguments, at),) = waiting(place)
            assert arguments == {"batch": batch, "tried": tried + 1}
            assert 10 * 2 ** (tried + 1) <= (at - before).total_seconds() / 60 < 10 * 2 ** (tried + 1) + 30
            assert counts(place) == {"sent again": 1, "given up": 0}
            assert "отправят снова" in listed(place, "--lang", "ru")[1]
            forgotten(place)
        with pytest.raises(WrongUse, match="was not taken by"):
            telling.tell(place.pipeline, batch, 2)
        assert waiting(place) == []
        assert "қайта жіберілмейді" in listed(place, "--lang", "kk")[1]
        (told,) = json.loads(listed(place, "--json", "--lang", "ru")[0])
        assert (told["last"]["untold"]["again"], told["last"]["untold"]["untaken"][0]["said"][:3]) == (None, "500")
        server.status = 200
        taken = len(server.taken)
        telling.tell(place.pipeline, batch, 2)
        telling.tell(place.pipeline, batch, 2)
        assert len(server.taken) == taken + 1, "what was taken is not sent again"
    assert telling.left_of(place.engine, batch) is None
    assert waiting(place) == []
    (folder / "night.json").unlink()
    telling.tell(place.pipeline, batch, 0)


def test_a_worker_sends_again_and_says_when_it_gives_up(place: Yard) -> None:
    with at_work(Hooks(503)) as server:
        settled(place, f"http://127.0.0.1:{server.server_address[1]}/", later="0", later_tries="2")
        batch, _ = closed(place)
        with place.engine.begin() as db:
            telling.later(db, batch, 0, load_settings(place.config), server_now(db))
        assert place.worker("--until-empty").wait() == 0, place.said()
        assert len(server.taken) == 3, "once at the closing, twice later"
        assert counts(place) == {"sent again": 0, "given up": 1}
        assert "tell" in place.said()


def test_a_night_is_closed_with_its_summary_left_to_a_later_try(place: Yard) -> None:
    with at_work(Hooks(500)) as server:
        settled(place, f"http://127.0.0.1:{server.server_address[1]}/", later="60")
        with place.engine.begin() as db:
            row = {"schedule": "night", "due": NOW.isoformat(), "made_at": NOW.isoformat(), "plan": "{}"}
            batch = db.execute(insert(batches).values(**row).returning(batches.c.id)).scalar_one()
        assert place.worker("--until-empty").wait() == 0, "who waits for an empty queue does not wait for a later try"
        with place.engine.connect() as db:
            assert db.execute(select(batches.c.closed_at).where(batches.c.id == batch)).scalar_one() is not None
        ((arguments, _),) = waiting(place)
        assert arguments == {"batch": batch, "tried": 0}
        assert len(server.taken) == 1


def test_settings_that_cannot_be_read_are_told_by_the_child(place: Yard, capsys: pytest.CaptureFixture[str]) -> None:
    settled(place, "http://127.0.0.1:9/")
    batch, _ = closed(place)
    settled(place, "http://127.0.0.1:9/", later_tries="0")
    words: list[Any] = ["tell", place.address, str(place.config), str(batch), "0"]
    with pytest.raises(Exception, match="later_tries"):
        child.control(words[0], words[1], place.config, *words[3:])
