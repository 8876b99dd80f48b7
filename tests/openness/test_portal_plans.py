"""Which portals an audit may ask, and the plan of a reading."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.portals.registry import is_whole
from openness.faults import WrongUse
from openness.planning import Wish, make_plan
from openness.portals.plans import make_portal_plan, rules_of
from openness.registers import load_portals, load_rules
from store.db import open_database
from tests.conftest import ROOT
from tests.portals.register import configured

CONFIG = ROOT / "config"
DAY = date(2026, 11, 20)
LAW = ("kz-2025", "2025-05-16")
WHOLE = tuple(sorted(rules.portal for rules in load_rules(CONFIG) if is_whole(rules.portal)))


def site(**more: object) -> Wish:
    return Wish(site="https://example.gov.kz/", name_ru="Орган", config=CONFIG, **more)  # type: ignore[arg-type]


def test_a_site_of_no_register_asks_no_portal() -> None:
    assert make_plan(site(), LAW, DAY).reads == ()


@pytest.mark.parametrize("name", WHOLE)
def test_a_site_asks_the_portals_that_are_named(name: str) -> None:
    plan = make_plan(site(portals=(f"{name}=https://portal.example/",)), LAW, DAY)
    assert plan.reads == (name,)
    assert next(one.url for one in plan.portals if one.name == name) == "https://portal.example/"


def test_a_portal_that_nobody_knows_is_refused() -> None:
    with pytest.raises(WrongUse, match="open-nothing"):
        make_plan(site(portals=("open-nothing=https://portal.example/",)), LAW, DAY)
    with pytest.raises(WrongUse, match="open-nothing"):
        rules_of(CONFIG, "open-nothing")


def test_a_body_of_the_register_asks_all_of_them_unless_told_otherwise(tmp_path: Path) -> None:
    config = configured(tmp_path, {"dala": "http://127.0.0.1:9/"})
    wish = Wish(body="dala", config=config, allow_private=True)
    assert make_plan(wish, LAW, DAY).reads == WHOLE
    assert make_plan(Wish(body="dala", config=config, allow_private=True, no_portals=True), LAW, DAY).reads == ()


@pytest.mark.parametrize("name", WHOLE)
def test_a_reading_asks_one_thing_at_a_time_as_its_file_says(name: str, tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/a.db")
    plan = make_portal_plan(engine, CONFIG, load_portals(CONFIG)[name], DAY, ("7",))
    rules = rules_of(CONFIG, name)
    assert (plan.portal, plan.body.code, plan.portal_bodies) == (name, f"portal-{name}", ("7",))
    assert (plan.limits.apart, plan.limits.concurrency, plan.limits.max_time) == (rules.pace, 1, rules.time)
    assert (plan.limits.max_rendered, plan.limits.max_external) == (0, 0)
    assert Path(plan.out).parent == tmp_path / "runs"
    # Without an agreement robots.txt is kept.
    assert (plan.authorised is None) == (rules.authorisation is None)
    engine.dispose()
