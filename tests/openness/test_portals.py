"""``--portal``: an address is taken only for a portal that somebody reads, and the plan says which were moved."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from openness.elsewhere import elsewhere, told_elsewhere, unread
from openness.faults import WrongUse
from openness.planning import Wish, make_plan
from openness.registers import load_portals, load_rules
from store.harvest import CrawlPlan
from store.strictyaml import ConfigError
from tests.conftest import ROOT

CONFIG = ROOT / "config"
EDITION = ("kz-2017", "2017-12-28")
READ = {platform.portal for platform in load_rules(CONFIG)}
NAMES = ("gov-kz", "open-data", "open-budget", "open-npa", "open-dialogue", "evaluation", "adilet", "search")


def planned(*portals: str, site: str = "http://mekeme.kz/", config: Path = CONFIG, private: bool = False) -> CrawlPlan:
    """The plan of a site with these addresses of portals."""
    return make_plan(Wish(site=site, portals=portals, allow_private=private, config=config), EDITION, date(2026, 11, 20))


def test_every_portal_of_the_contract_is_known() -> None:
    assert tuple(load_portals(CONFIG)) == NAMES
    assert set(NAMES) >= READ
    assert READ


@pytest.mark.parametrize("name", [name for name in NAMES if name not in READ])
def test_a_portal_that_nobody_reads_is_refused_by_name(name: str) -> None:
    with pytest.raises(WrongUse) as refused:
        planned(f"{name}=https://other.kz/")
    assert name in str(refused.value)
    assert ", ".join(sorted(READ)) in str(refused.value)


def test_rules_lie_in_the_file_that_bears_the_name_of_their_portal(tmp_path: Path) -> None:
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    path = config / "portals" / "govkz.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("portal: gov-kz", "portal: open-data"), encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        planned(config=config)
    assert "govkz.yaml" in str(refused.value)
    assert "opendata.yaml" in str(refused.value)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (("gov-kz=https://a.kz", "gov-kz=https://b.kz"), "twice"),
        (("gov-kz=https://a.kz", "gov-kz=https://a.kz"), "twice"),
        (("gov-kz=",), "gov-kz"),
        (("gov-kz=ftp://a.kz/",), "gov-kz"),
        (("gov-kz=http://127.0.0.1:8000/",), "--allow-private"),
        (("gov-kz=http://192.168.0.7/",), "--allow-private"),
        (("gov-kz=http://[::1]/",), "--allow-private"),
        (("GOV-KZ=https://a.kz/",), "open-data"),
        (("https://a.kz/",), "NAME=URL"),
    ],
)
def test_an_address_that_cannot_be_asked_is_refused(given: tuple[str, ...], word: str) -> None:
    with pytest.raises(WrongUse) as refused:
        planned(*given)
    assert word in str(refused.value)


def test_who_reads_the_result_is_told_where_the_portal_was_asked() -> None:
    plan = planned("gov-kz=http://127.0.0.1:8000/", site="https://www.gov.kz/memleket/entities/mam", private=True)
    assert plan.moved == ("gov-kz",)
    assert plan.body.sites[0].url.startswith("http://127.0.0.1:8000/memleket/entities/mam")
    (note,) = told_elsewhere(plan)
    assert "http://127.0.0.1:8000/" in note.ru
    assert note.ru != note.kk
    assert unread(plan) == ()


def test_a_moved_portal_on_which_the_body_does_not_lie_is_named_as_unread() -> None:
    plan = planned("gov-kz=https://other.kz/")
    assert unread(plan) == ("gov-kz",)
    assert elsewhere(plan) == {}
    assert told_elsewhere(plan) == ()
    assert plan.body.sites[0].url == "http://mekeme.kz/"
