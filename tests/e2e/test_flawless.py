"""A site without shortcomings loses nothing."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from checks.runner import catalogue
from crawler.browser.engines.base import FIREFOX, WEBKIT, missing
from openness import cli
from tests.e2e.conftest import UNREPORTED, Audit, audit
from tests.openness.openform import decide_everything
from tests.portals.launch import standin

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.xdist_group("flawless"), pytest.mark.costs(140)]


# The stand-in's English version is of seven pages, which the law gives no points: only home, news, search and site map are in English.
ENGLISH = "kz-2017:a14.4.5"
# Of what the site tells some is for a person: words that are only like those of an indicator, and what is given «при наличии».
INFORMATION = ("kz-2017:a15", "kz-2017:a16")
DECIDED = {"kz-2017:a14": "0.75", "kz-2017:a15.t1": "0.77", "kz-2017:a16.t1": "0.85"}


def test_nothing_is_charged(flawless: Audit) -> None:
    assert flawless.status == 0, flawless.stderr
    charged = [
        (item["check"], item["url"], item["message"]["en"])
        for item in flawless.findings
        if item["outcome"] in ("deficiency", "missing") and item["parameter"] != ENGLISH
    ]
    assert charged == []


def test_only_what_a_machine_cannot_know_stays_open(flawless: Audit) -> None:
    # No portal of open government is asked for a site at an address of its own: what rests on one is for a person.
    resting = {name for name, check in catalogue().items() if check.meta.portals}
    open_ = {item["parameter"] for item in flawless.findings if item["outcome"] == "unverified" and item["check"] not in resting}
    absent = {f"kz-2017:a14.2.1.{row}" for engine, rows in ((FIREFOX, "1"), (WEBKIT, "58")) if missing(engine) for row in rows}
    assert {name for name in open_ if not name.startswith(INFORMATION)} <= {
        "kz-2017:a14.1.1", "kz-2017:a14.2.6.1", "kz-2017:a14.2.9.1", "kz-2017:a14.3.1", "kz-2017:a14.3.3", *absent
    }  # fmt: skip
    for table, least in DECIDED.items():
        assert Decimal(flawless.result["coverage"]["decided"]["tables"][table]["total"]) >= Decimal(least)


@pytest.mark.parametrize("mode", ["cookie", "header"])
def test_languages_at_one_address_are_told_apart(mode: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    with standin("--flawless", "--lang-mode", mode) as site:
        found = audit(tmp_path_factory.mktemp(mode), site, "--no-render", *UNREPORTED)
    assert found.status == 0, found.stderr
    seen = found.result["coverage"]
    assert (seen["home_read"], seen["truncated"], seen["unreachable"]) == (True, False, [])
    pages = seen["pages"]
    assert pages["kk"] == pages["ru"] >= 40
    charged = [
        (item["check"], item["url"], item["message"]["en"])
        for item in found.findings
        if item["outcome"] in ("deficiency", "missing") and item["parameter"] != ENGLISH
    ]
    assert charged == []
    assert not [item for item in found.findings if item["facts"].get("reason") == "check-crashed"]


def test_one_table_of_decisions_brings_a_whole_audit_of_2017_to_its_final_total(flawless: Audit, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(flawless.out.parent, folder)
    db, config, run = f"sqlite:///{folder}/audit.db", folder / "config", folder / flawless.out.name
    decide_everything(db, run, config, folder, flawless.site)
    result = json.loads((run / "result.json").read_text())
    total = result["total"]
    assert (total["open"], total["range"]) == (0, [total["final"]] * 2)
    # Nothing of this site is charged but its English version: 100 less what that row loses.
    assert total["grade"] == "high"
    assert {one["state"] for one in result["rulings"]} == {"applied"}
    options = ["--db", db, "--config", str(config)]
    assert cli.run(["replay", str(run), "--scores", *options]) == 0
    assert cli.run(["evidence", "export", str(run), "-o", str(folder / "package.zip"), *options]) == 0
    assert cli.run(["evidence", "verify", str(folder / "package.zip")]) == 0
