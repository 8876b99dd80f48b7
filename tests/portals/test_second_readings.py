"""A portal read a second time after a night of changes: few questions, and on record stands what the portal holds now, of old and new."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from openness.cli import run
from tests.portals.opendata.server import serve as serve_sets
from tests.portals.opennpa.content import OPEN, Bulk
from tests.portals.opennpa.night import Cards, Changes, after_a_night
from tests.portals.opennpa.server import Site, serve
from tests.settings import configured

pytestmark = pytest.mark.costs(40)
NEWEST = date(2026, 9, 20)
LANES = ("kk", "ru")


def at_once(folder: Path, name: str, **limits: float) -> None:
    """A configuration by which a portal may be asked without pauses.

    :param limits: other bounds of the harvest.
    """
    rules = configured(folder, **limits) / "portals" / f"{name.replace('-', '')}.yaml"
    text = re.sub(r"^(pace|pause): .*$", r'\1: "0.001"', rules.read_text(encoding="utf-8"), flags=re.MULTILINE)
    rules.write_text(text, encoding="utf-8")


class Portal(NamedTuple):
    """One stand-in, read into one database."""

    name: str
    root: str
    folder: Path

    def read(self) -> str:
        """Reads it; the run."""
        out, err = StringIO(), StringIO()
        config = self.folder / "config"
        if not config.exists():
            at_once(self.folder, self.name)
        command = ["portal", "read", self.name, "--portal", f"{self.name}={self.root}", "--allow-private", "--json"]
        with redirect_stdout(out), redirect_stderr(err):
            status = run([*command, "--db", f"sqlite:///{self.folder}/a.db", "--config", str(config), "--lang", "en"])
        assert status in (0, 1), err.getvalue()
        return str(json.loads(out.getvalue())["run"])

    def rows(self, query: str, *values: str) -> list[Any]:
        with sqlite3.connect(self.folder / "a.db") as db:
            return db.execute(query, values).fetchall()


Told = dict[str, set[tuple[Any, ...]]]


class Drafts(NamedTuple):
    """What each reading has on record of drafts, what the portal held at the end, and what was asked."""

    first: Told
    second: Told
    truth: set[tuple[Any, ...]]
    asked: tuple[int, int]
    again: list[str]
    cards: tuple[int, int]


def drafts_of(portal: Portal, reading: str) -> Told:
    query = "select key, source, json_extract(facts, '$.status'), json_extract(facts, '$.comments') from items"
    where = "where run_id = ? and kind = 'draft' and lane = ? and source in ('archive', 'active')"
    return {lane: set(portal.rows(f"{query} {where}", reading, lane)) for lane in LANES}


def truth_of(archive: Bulk | Cards, active: Bulk | Cards) -> set[tuple[Any, ...]]:
    named = (("archive", archive), ("active", active))
    return {(str(one.id), source, one.status, one.total) for source, cards in named for one in cards}


def asked_of(site: Site) -> list[str]:
    found = [path for path in site.asked.elements() if path != "/robots.txt"]
    site.asked.clear()
    return found


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drafts]:
    archive = Bulk(240, NEWEST)
    active = Bulk(90, NEWEST, first=NEWEST - timedelta(days=60), status=OPEN, base=30_000_000)
    folder = tmp_path_factory.mktemp("drafts")
    with serve(closed=False, bulk=archive, active=active) as site:
        portal = Portal("open-npa", site.root, folder)
        one = portal.read()
        first = asked_of(site)
        now = after_a_night(archive, active, Changes(new=3, ended=3, commented=3))
        site.bulk, site.active = now
        two = portal.read()
        second = asked_of(site)
        cards = tuple(sum(path.startswith("/npa/view") for path in asked) for asked in (first, second))
        yield Drafts(
            drafts_of(portal, one),
            drafts_of(portal, two),
            truth_of(*now),
            (len(first), len(second)),
            second,
            (cards[0], cards[1]),
        )


@pytest.mark.parametrize("lane", LANES)
def test_on_record_stands_what_the_portal_holds_now(drafts: Drafts, lane: str) -> None:
    assert drafts.second[lane] == drafts.truth
    assert len(drafts.second[lane] - drafts.first[lane]) == 3 + 3 + 3


def test_a_night_asks_for_few_of_the_addresses(drafts: Drafts) -> None:
    asked, again = drafts.asked
    assert again < asked / 2
    # What lies years back is asked in its first and last page, and no more.
    years = [path for path in drafts.again if "IN_ARCHIVE" in path and "createEndDate=01.01.2020" in path]
    assert len(years) == 2 * 2


def test_cards_are_asked_for_whose_line_is_another_one(drafts: Drafts) -> None:
    first, second = drafts.cards
    assert first > 200
    # New, archived and commented drafts, in two languages.
    assert second == 9 * 2


class Sets(NamedTuple):
    """The records of a catalogue after two readings."""

    portal: Portal
    runs: tuple[str, str]
    asked: list[str]
    keys: set[str]
    moved: set[str]


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sets]:
    server = serve_sets()
    server.content.grow(70)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        portal = Portal("open-data", f"http://127.0.0.1:{server.server_address[1]}", tmp_path_factory.mktemp("sets"))
        one = portal.read()
        server.asked.clear()
        before = {one["key"]: len(one["changed"]) for one in server.content.sets}
        server.content.night(2, 3)
        two = portal.read()
        moved = {one["key"] for one in server.content.sets if len(one["changed"]) != before.get(one["key"])}
        yield Sets(portal, (one, two), list(server.asked), {one["key"] for one in server.content.sets}, moved)
    finally:
        server.shutdown()
        server.server_close()


def test_a_new_set_shifts_the_catalogue_and_only_what_changed_is_asked(sets: Sets) -> None:
    assert len(sets.moved) == 5
    asked = [path for path in sets.asked if path.startswith(("/datasets/view", "/meta/", "/datasets/exportjson"))]
    assert {key for key in sets.keys if any(key in re.split(r"[/?=&]", path) for path in asked)} == sets.moved
    assert len(asked) == 4 * len(sets.moved)
    assert sum("getdatasetsre?" in path for path in sets.asked) == 8


def test_every_set_stands_on_record_with_all_that_lies_behind_it(sets: Sets) -> None:
    for kind, lanes in (("dataset", 1), ("passport", 2), ("description", 1), ("data", 1)):
        query = "select key, count(distinct lane) from items where run_id = ? and kind = ? group by key"
        assert dict(sets.portal.rows(query, sets.runs[1], kind)) == dict.fromkeys(sets.keys, lanes), kind
    query = "select key, json_extract(facts, '$.modified') from items where run_id = ? and kind = 'passport'"
    days = dict(sets.portal.rows(query, sets.runs[1]))
    assert {key for key, day in days.items() if day == "2026-10-30"} == sets.moved
