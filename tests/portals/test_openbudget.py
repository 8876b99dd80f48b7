"""Scenarios of the portal of open budgets: the stand-in is read, judged by both laws and scored; the points are those worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checks.runner import run_checks
from openness.imports.finding import reported
from scoring.engine import score
from scoring.measure import Subject
from scoring.methodology import load, orders
from store.findings import MANUAL, CheckOrder, Finding, Locator, Message, Outcome, finding_id
from store.methodology import Methodology
from tests.checks.casekit import page, snapshot_of
from tests.plainyaml import read_yaml
from tests.portals.ailing import REFUSING
from tests.portals.openbudget.content import BODIES, HERE, PORTAL
from tests.portals.openbudget.walking import ROOT, Walk, served
from tests.scoring.test_examples import scored

pytestmark = pytest.mark.costs(40)
LAWS = {"kz-2025": "kz-2025/2025-05-16", "kz-2017": "kz-2017/2017-12-28"}
SCENARIOS = {path.stem: read_yaml(path) for path in sorted((HERE / "scenario").glob("*.yaml"))}
REGISTER = read_yaml(BODIES)["bodies"]


@pytest.fixture(scope="module")
def editions() -> dict[str, Methodology]:
    return {law: load(ROOT / "config" / "methodology" / folder) for law, folder in LAWS.items()}


@pytest.fixture(scope="module")
def root() -> Iterator[str]:
    with served() as (_, address):
        yield address


def site_of(scenario: dict[str, Any], root: str) -> dict[str, Any]:
    """A tiny site: a home page of each language that leads to the announcements of the scenario."""
    pages: dict[str, Any] = {}
    for language in ("kk", "ru"):
        links = "".join(
            f'<a href="{one["path"]}">{one["title"]}</a> ' for one in scenario.get("site", []) if one["language"] == language
        )
        other = "ru" if language == "kk" else "kk"
        pages[f"/{language}/"] = {
            "lang": language,
            "title": "Мекеме" if language == "kk" else "Учреждение",
            "body": f'<a href="/{other}/" hreflang="{other}">{other}</a><main>{{{{{language}}}}}<p>{links}</p></main>',
        }
    for one in scenario.get("site", []):
        links = "".join(f'<a href="{root}{link.partition(":")[2]}">→</a>' for link in one.get("links", []))
        pages[one["path"]] = {
            "lang": one["language"],
            "title": one["title"],
            "body": f'<main><h1>{one["title"]}</h1><time datetime="{one["day"]}">{one["day"]}</time>'
            f"<p>{one['text']}</p>{{{{{one['language']}}}}}{links}</main>",
        }
    assert "<main>" in page("<main></main>")
    return {"sites": ["/kk/", "/ru/"], "pages": pages}


def found_for(name: str, root: str, law: Methodology, folder: Path, told: dict[str, Any]) -> list[Finding]:
    """Findings of the portal's checks for a body, with what its report brings."""
    scenario, body = SCENARIOS[name], REGISTER[name]
    given = {"portals": {PORTAL: told}, "traits": body.get("traits", []), "period": scenario["periods"][law.id]}
    site = {**site_of(scenario, root), **given}
    wanted = [order for order in orders(law, body["kind"]) if order.check in checks()]
    with snapshot_of(site, folder) as snapshot:
        found = list(run_checks(snapshot, wanted))
    for one in scenario.get("imports", []):
        for line in one.get("lines", []):
            if line["row"].startswith(law.id):
                found.append(reported(line["row"], line.get("language"), {line["figure"]: line["value"]}))
        found += [by_hand(line) for line in one.get("assessed", []) if line["row"].startswith(law.id)]
    return found


def by_hand(line: dict[str, Any]) -> Finding:
    """What a person established of a row."""
    row, language = line["row"], line.get("language")
    outcome = Outcome(line["outcome"])
    return Finding(
        id=finding_id(MANUAL, row, language, outcome, "import:", ""),
        check=MANUAL,
        check_version="1",
        parameter=row,
        language=language,
        outcome=outcome,
        count=int(line.get("count", "1")),
        url="import:",
        facts={},
        locator=Locator(),
        message=Message(kk=line["kk"], ru=line["ru"], en=line["ru"]),
        evidence=("0" * 64,),
        captured_at=datetime(2026, 11, 20, tzinfo=UTC),
        options_sha256=CheckOrder(check=MANUAL, parameter=row).options_sha256,
    )


def checks() -> set[str]:
    from checks.runner import catalogue

    return {check for check, one in catalogue().items() if one.group == "openbudget"}


def expected(name: str, law: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for row, languages in SCENARIOS[name]["expected"].items():
        if row.startswith(law):
            for language, wanted in languages.items():
                for one in ("kk", "ru") if language == "both" else (language,):
                    yield row, one, wanted


def faults_of(name: str, law: Methodology, found: list[Finding]) -> list[str]:
    """What differs between findings and points and what the scenario expects."""
    body = REGISTER[name]
    subject = Subject(body.get("code", name), frozenset(body.get("traits", [])))
    results = scored(score(found, law, body["kind"], (), subject))
    faults = []
    for row, language, wanted in expected(name, law.id):
        mine = [
            one for one in found if one.parameter == row and one.language == language and one.check not in ("reported", MANUAL)
        ]
        seen: dict[str, Any] = {
            "figures": {key: mine[0].facts.get(key) for key in wanted.get("figures", {})} if mine else {},
            "outcome": ",".join(sorted({one.outcome.value for one in mine})),
            "count": sum(one.count for one in mine if one.outcome.value in ("deficiency", "missing")),
        }
        # What a person or a report says stands beside what a machine leaves open.
        ruled = any(
            one.check in ("reported", MANUAL) and one.parameter == row and one.language in (language, None) for one in found
        )
        if ruled and wanted.get("outcome") in seen["outcome"].split(","):
            seen["outcome"] = wanted["outcome"]
        line = results[row, language]
        ends = [Decimal(line.range.low), Decimal(line.range.high)]
        points = wanted["points"] if isinstance(wanted["points"], list) else [wanted["points"]] * 2
        differing = {key: seen[key] for key in seen if key in wanted and seen[key] != wanted[key]}
        if ends != [Decimal(one) for one in points]:
            differing["points"] = [str(one) for one in ends]
        if differing:
            faults.append(f"{row} {language}: {differing}, wanted {wanted}")
    return faults


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_points_are_those_worked_out_by_hand(
    name: str, law: str, root: str, editions: dict[str, Methodology], tmp_path: Path
) -> None:
    key = REGISTER[name]["portals"][PORTAL]
    walk = Walk(root, (key,))
    assert [(question.url, verdict.reason) for question, verdict, _ in walk.answers if not verdict.read] == []
    found = found_for(name, root, editions[law], tmp_path, walk.told(key))
    faults = faults_of(name, editions[law], found)
    assert not faults, "\n".join(faults)
    if law == "kz-2025":
        rows = {row for row, _, _ in expected(name, law)}
        served_rows = {order.parameter for order in orders(editions[law], REGISTER[name]["kind"]) if order.check in checks()}
        assert name == "qorghan" or rows == served_rows
    assert all(one.evidence for one in found)


@pytest.mark.parametrize("fault", REFUSING)
def test_a_portal_that_does_not_answer_charges_nothing(fault: str, editions: dict[str, Methodology], tmp_path: Path) -> None:
    with served(fault) as (_, root):
        key = REGISTER["dala"]["portals"][PORTAL]
        told = Walk(root, (key,)).told(key)
        assert any(one["state"] != "read" for one in told["sources"])
        found = found_for("dala", root, editions["kz-2025"], tmp_path, told)
    whole = {(row, language): wanted for row, language, wanted in expected("dala", "kz-2025")}
    results = scored(score(found, editions["kz-2025"], "central", (), Subject("dala", frozenset())))
    for row, language in whole:
        mine = [
            one for one in found if one.parameter == row and one.language == language and one.check not in ("reported", MANUAL)
        ]
        points = whole[row, language]["points"]
        low, high = (points, points) if isinstance(points, str) else points
        line = results[row, language]
        assert line.range.low <= Decimal(low), (fault, row, language)
        assert Decimal(high) <= line.range.high, (fault, row, language)
        if fault != "half":
            assert {one.outcome.value for one in mine} == {"unverified"}, (fault, row, language)
            assert all(one.facts["state"] and one.facts["why"] and one.facts["url"] for one in mine)


def test_a_body_that_the_portal_does_not_know_is_not_charged(root: str, editions: dict[str, Methodology], tmp_path: Path) -> None:
    told = Walk(root, ("999",)).told("999")
    found = found_for("dala", root, editions["kz-2025"], tmp_path, told)
    assert {one.outcome.value for one in found if one.check not in ("reported", MANUAL)} == {"unverified"}
    assert json.dumps(told["sources"]).count('"read"') < len(told["sources"])


def test_a_reading_of_all_bodies_holds_what_that_of_one_holds(root: str) -> None:
    key = REGISTER["dala"]["portals"][PORTAL]
    one = {(item.kind, item.key, question.lane) for question, reading in Walk(root, (key,)).readings for item in reading.items}
    walk = Walk(root, ())
    all_of = {
        (item.kind, item.key, question.lane) for question, reading in walk.readings for item in reading.items if item.body == key
    }
    assert one <= all_of
    assert {item.key for _, reading in walk.readings for item in reading.items if item.kind == "body"} >= {
        "811",
        "822",
        "833",
        "844",
        "855",
    }
