"""A run goes forward; it falls back only where that is said, and what it saw is changed field by field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, insert

from store import schema
from store.course import FallsBackError, State, begin_coverage, cut, move, note_coverage, reached, read_coverage, since, state_of
from store.db import open_database

RUN = "run-1"


@pytest.fixture
def db() -> Iterator[Connection]:
    engine = open_database("sqlite://")
    with engine.begin() as connection:
        own = {"id": RUN, "key": "k", "body": "b", "state": State.PLANNED.value, "plan": "{}", "out": ".", "started_at": ""}
        connection.execute(insert(schema.runs).values(**own))
        yield connection
    engine.dispose()


def test_it_goes_forward_through_every_state(db: Connection) -> None:
    for state in State:
        move(db, RUN, state)
        assert state_of(db, RUN) is state
    move(db, RUN, State.REPORTED)


@pytest.mark.parametrize("state", list(State)[:-1])
def test_it_never_falls_back_in_silence(db: Connection, state: State) -> None:
    move(db, RUN, State.REPORTED)
    with pytest.raises(FallsBackError, match=RUN):
        move(db, RUN, state)
    assert state_of(db, RUN) is State.REPORTED
    move(db, RUN, state, again=True)
    assert state_of(db, RUN) is state


def test_a_state_that_nobody_knows_is_refused(db: Connection) -> None:
    with pytest.raises((KeyError, ValueError)):
        move(db, RUN, "nearly")
    assert state_of(db, RUN) is State.PLANNED


def test_the_order_of_states() -> None:
    assert reached("scored", "checked")
    assert not reached("crawled", "harvested")
    assert since(State.SCORED) == ("scored", "reported")


def test_coverage_is_changed_field_by_field(db: Connection) -> None:
    note_coverage(db, RUN, render_available=True, browser="Chromium")
    note_coverage(db, RUN, **cut(db, RUN, ""))
    assert read_coverage(db, RUN).truncated is False
    note_coverage(db, RUN, **cut(db, RUN, "pages"))
    noted = note_coverage(db, RUN, **cut(db, RUN, "time"))
    assert (noted.truncated, noted.truncated_by, noted.browser) == (True, "pages", "Chromium")
    assert read_coverage(db, RUN) == noted
    begin_coverage(db, RUN)
    assert read_coverage(db, RUN).browser == ""
