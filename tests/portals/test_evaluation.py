"""The evaluation portal's stand-in is read whole through the command, and its reading judged for four bodies; then it fails in five ways."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import insert

from checks.runner import run_checks
from openness.cli import run
from openness.editions import everything
from openness.portals.found import readings, view
from openness.registers import load_lexicons
from scoring.methodology import orders
from store import schema
from store.base import Text
from store.db import open_database
from store.findings import Finding
from store.harvest import Body, Coverage, CrawlPlan, Site
from store.objects import ObjectStore
from store.snapshot import Snapshot
from tests.conftest import ROOT
from tests.portals.ailing import REFUSING
from tests.portals.cardkit import running
from tests.portals.evaluation.site import start
from tests.portals.scenariofiles import names
from tests.portals.scenarios.kit import hurried

pytestmark = [pytest.mark.xdist_group("evaluation"), pytest.mark.costs(30)]

LAW = "kz-2025-portal"
REPORT, RESULTS, DISCUSSED = "placed-on-evaluation-portal", "results", "discussed-on-evaluation-portal"
Judged = dict[str, Finding]


@contextmanager
def served(fault: str) -> Iterator[str]:
    """The stand-in's address. One that is down listens nowhere: told so by answers, it would be asked ever more slowly."""
    server = start(fault=fault)
    if fault == "down":
        server.server_close()
        yield server.root
        return
    with running(server):
        yield server.root


class Portal:
    """The stand-in, read once, and what the checks say of each body."""

    def __init__(self, folder: Path, fault: str = "", *words: str) -> None:
        self.config = hurried(folder)
        self.db = f"sqlite:///{folder}/evaluation.db"
        self.objects = ObjectStore(str(folder / "objects"))
        with (
            served(fault) as root,
            chdir(folder),
            redirect_stdout(StringIO()) as out,
            redirect_stderr(StringIO()) as err,
        ):
            asked = ["portal", "read", "evaluation", "--portal", f"evaluation={root}", "--allow-private", "--json", *words]
            self.status = run([*asked, "--db", self.db, "--config", str(self.config), "--lang", "en"])
        assert self.status in (0, 1), err.getvalue()
        self.told = json.loads(out.getvalue())

    def judged(self, name: str) -> Judged:
        """Findings on one body by the row that they serve."""
        given = names()[name]
        body = Body(
            code=given.get("code", name),
            kind=given["kind"],
            name=Text(**given["name"]),
            sites=(Site(url="http://body.example/"),),
            portals={"evaluation": given["portals"]["evaluation"]},
        )
        engine = open_database(self.db)
        reading = next(readings(engine, "evaluation")).plan
        edition = next(one for one in everything(ROOT / "config") if one.id == LAW)
        # What is written for the judging is not kept.
        with engine.connect() as db:
            plan = _plan(body)
            row = {"id": plan.run_id, "key": body.code, "body": body.code, "state": "harvested", "plan": plan.model_dump_json()}
            row |= {
                "out": "",
                "coverage": Coverage().model_dump_json(),
                "started_at": datetime(2026, 11, 20, tzinfo=UTC).isoformat(),
            }
            db.execute(insert(schema.runs).values(**row))
            portals = {"evaluation": view(db, reading, body)}
            snapshot = Snapshot(db, self.objects, plan, load_lexicons(self.config), portals=portals)
            return {one.parameter: one for one in run_checks(snapshot, orders(edition, body.kind))}


def _plan(body: Body) -> CrawlPlan:
    return CrawlPlan(
        run_id=f"judged-{body.code}",
        body=body,
        methodology=LAW,
        edition="2025-04-11",
        as_of=date(2026, 11, 20),
        period="2026",
        user_agent="openness-test",
        seed=1,
        key=body.code,
        config_sha256="0" * 64,
        software="test",
        out="",
    )


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    return Portal(tmp_path_factory.mktemp("evaluation"))


# The term of p. 4 and 5 is «до 1 марта» of the year after the reporting one: 28 February 2026 for 2025.
WANTED = {
    "dala": {"p3": "not-applicable", "p4": "met", "p7": "met"},
    "tasbulaq": {"p5": "deficiency", "p7": "unverified"},
    "qazyna-bank": {"p3": "not-applicable", "p4": "missing", "p7": "unverified"},
    "qorghan": {"p3": "not-applicable", "p4": "missing", "p7": "unverified"},
}


@pytest.mark.parametrize("body", sorted(WANTED))
def test_duties_of_a_body_come_out_as_the_scenario_says(body: str, portal: Portal) -> None:
    judged = portal.judged(body)
    assert {row: finding.outcome.value for row, finding in judged.items()} == {
        f"{LAW}:{row}": said for row, said in WANTED[body].items()
    }


def test_a_report_on_the_first_of_march_is_late_and_proved_by_the_page_that_shows_it(portal: Portal) -> None:
    late = portal.judged("tasbulaq")[f"{LAW}:p5"]
    assert (late.facts["placed"], late.facts["deadline"]) == ("2026-03-01", "2026-02-28")
    engine = open_database(portal.db)
    reading = next(readings(engine, "evaluation")).plan
    with engine.connect() as db:
        page = view(db, reading, reading.body).objects.get(late.evidence[0]).decode()
    assert "01.03.2026" in page


def test_everything_was_read_in_both_languages(portal: Portal) -> None:
    assert portal.status == 0
    states = {(one["source"], one["language"]): one["state"] for one in portal.told["sources"]}
    assert states == {
        (source, language): "read" for source in ("bodies", "reports", "conferences", "results") for language in ("kk", "ru")
    }


@pytest.mark.parametrize("fault", REFUSING)
def test_a_portal_that_fails_leaves_every_duty_open_with_the_reason(fault: str, tmp_path: Path) -> None:
    # Of a portal that fails whole nothing behind the list of bodies is asked.
    one = ("--body-id", names()["qazyna-bank"]["portals"]["evaluation"]) if fault == "half" else ()
    failing = Portal(tmp_path, fault, *one)
    if fault != "half":
        assert failing.status == 1
    judged = failing.judged("qazyna-bank")
    for row in ("p4", "p7"):
        finding = judged[f"{LAW}:{row}"]
        # A list that was read all the same: answered by chance, or empty, so that no mark of a card was missed.
        if "state" not in finding.facts and (fault == "half" or (fault, row) == ("changed", "p7")):
            assert finding.outcome == WANTED["qazyna-bank"][row]
            continue
        assert finding.outcome == "unverified"
        assert all(finding.facts[name] for name in ("state", "why", "url"))
