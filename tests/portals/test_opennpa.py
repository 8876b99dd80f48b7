"""The portal of open legal acts as its robots.txt leaves it, read for one body by the program: lists whole, cards noted as closed."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from openness.cli import run
from openness.pointed.cards import Cards
from openness.pointed.pointers import Pointer
from openness.pointed.vouching import Standing, judge
from openness.portals.found import readings, view
from store.base import Text
from store.db import open_database
from store.harvest import Body
from store.harvest import Site as Site_
from tests.portals.opennpa.server import Site, serve
from tests.settings import configured

pytestmark = pytest.mark.costs(20)
BODY = "9000811"
LISTS = ("active", "archive", "consultative", "consultative-archive", "arv", "arv-archive")


@dataclass
class Read:
    """A reading: what the program said, what it stored and what the stand-in was asked."""

    told: dict[str, Any]
    db: Path
    site: Site

    def rows(self, query: str) -> list[Any]:
        with sqlite3.connect(self.db) as db:
            return db.execute(query).fetchall()


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    folder = tmp_path_factory.mktemp("opennpa")
    config = configured(folder)
    rules = config / "portals" / "opennpa.yaml"
    rules.write_text(
        re.sub(r"^(pace|pause): .*$", r'\1: "0.01"', rules.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
    )
    out, err = StringIO(), StringIO()
    with serve(closed=True) as site:
        command = [
            "portal",
            "read",
            "open-npa",
            "--body-id",
            BODY,
            "--portal",
            f"open-npa={site.root}",
            "--allow-private",
            "--json",
        ]
        with redirect_stdout(out), redirect_stderr(err):
            status = run([*command, "--db", f"sqlite:///{folder}/a.db", "--config", str(config), "--lang", "en"])
        assert status in (0, 1), err.getvalue()
        yield Read(json.loads(out.getvalue()), folder / "a.db", site)


def test_lists_are_read_in_both_languages_and_cards_are_closed(closed: Read) -> None:
    state = {(one["source"], one["language"]): (one["state"], one["why"]) for one in closed.told["sources"]}
    assert {state[source, lane][0] for source in LISTS for lane in ("kk", "ru")} == {"read"}
    for lane in ("kk", "ru"):
        assert state["card", lane][0] == "refused"
        assert "robots" in state["card", lane][1]


def test_no_closed_address_was_asked_and_one_request_at_a_time(closed: Read) -> None:
    assert not [path for path in closed.site.asked if not path.startswith(("/list", "/Arvlist", "/robots.txt"))]
    assert closed.site.most_under_way == 1


def test_every_draft_of_the_body_is_on_record_in_the_languages_that_it_has(closed: Read) -> None:
    found = closed.rows("select key, language from items where kind = 'draft' and body = '9000811'")
    assert {key for key, lane in found if lane == "ru"} - {key for key, lane in found if lane == "kk"} == {"811004", "811103"}
    assert {key for key, lane in found if lane == "ru"} >= {"811001", "811002", "811003", "811004", "811005", "811101", "811102"}
    assert closed.rows("select count(*) from items where kind in ('card', 'comment')") == [(0,)]
    bodies = dict(closed.rows("select key, title from items where kind = 'body' and language = 'kk'"))
    assert bodies[BODY] == "Қазақстан Республикасының Дала жолдары министрлігі (ойдан шығарылған)"


def test_links_to_closed_cards_are_borne_out_by_the_lists(closed: Read) -> None:
    """No card may be opened, so a report's link to one would stay open: what the lists name there bears it out, in either language."""
    engine = open_database(f"sqlite:///{closed.db}")
    body = Body(
        code="dala", kind="central", name=Text(kk="Дала", ru="Дала"), sites=(Site_(url="http://dala.example/"),),
        portals={"open-npa": BODY},
    )  # fmt: skip
    (reading,) = readings(engine, "open-npa")
    with engine.connect() as db:
        reader = view(db, reading.plan, body)
        cards = Cards({"open-npa": reader}, {})
        drafts = {(one.key, one.title) for one in reader.items("draft")}
        stood = {}
        for key, title in sorted(drafts):
            url = f"{closed.site.root}/npa/view?id={key}"
            claim = Pointer(url, "A1", title, (), "", "", others=False)
            card = cards.at(claim, "dala")
            assert card is not None
            stood[key, title] = judge(claim, card.seen, None, "dala", "2026", card.owner)
        nothing = Pointer(f"{closed.site.root}/npa/view?id=999999", "A1", "Проект", (), "", "", others=False)
        assert cards.at(nothing, "dala") is None
    engine.dispose()
    assert {key for key, _ in stood} >= {"811001", "811004", "811101"}
    assert len({title for _, title in stood}) > len({key for key, _ in stood})  # titles of both languages
    assert {verdict.standing for verdict in stood.values()} == {Standing.CONFIRMED}
