"""Points of every row that portals serve, worked out by hand for the bodies of ``bodies.yaml``; and what is left of them when a portal fails."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from checks.runner import catalogue
from tests.portals.scenarios import files
from tests.portals.scenarios.files import FAULTS, NAMES, Expected, Scenario
from tests.portals.scenarios.kit import Audit, House

pytestmark = [pytest.mark.xdist_group("scenarios"), pytest.mark.costs(320)]

BODIES = tuple(files.bodies())
ROWS = [
    pytest.param(body, folder, law, id=f"{body} {NAMES[folder]} {law}")
    for body in BODIES
    for folder, scenario in files.scenarios(body).items()
    for law in files.PERIODS
    if scenario.rows(law)
]
# What the portals serve: kz-2025 tables 1–6, kz-2017 appendix 12.
TABLES = {"kz-2025": tuple(f"kz-2025:a10.t{number}." for number in range(1, 7)), "kz-2017": ("kz-2017:a12.",)}
LEAST = Decimal("0.95")
# What comes with status 200 differs by portal where lists and languages differ; an error page and other types are read by code that all share.
ONCE = {"error-page": "opennpa", "types": "opendata"}
BROKEN = [
    pytest.param(folder, fault, id=f"{NAMES[folder]} {fault}")
    for folder in files.folders()
    if folder in files.scenarios("dala")
    for fault in FAULTS
    if ONCE.get(fault, folder) == folder
]


def _span(points: str | tuple[str, str]) -> tuple[Decimal, Decimal]:
    low, high = (points, points) if isinstance(points, str) else points
    return Decimal(low), Decimal(high)


def _got(row: dict[str, Any]) -> tuple[Decimal, Decimal]:
    low, high = row["range"]
    return Decimal(low), Decimal(high)


@pytest.mark.parametrize(("body", "folder", "law"), ROWS)
def test_every_row_comes_out_as_worked_out_by_hand(body: str, folder: str, law: str, scenario_house: House) -> None:
    audit = scenario_house.audit(body, law)
    wrong = []
    for row, language, wanted in files.scenarios(body)[folder].rows(law):
        wrong += [f"{row} {language or ''}: {one} ({wanted.arithmetic})" for one in _differences(audit, row, language, wanted)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("law", files.PERIODS)
@pytest.mark.parametrize("body", BODIES)
def test_every_row_of_the_tables_is_worked_out_by_hand(body: str, law: str, scenario_house: House) -> None:
    given = {(row, language) for one in files.scenarios(body).values() for row, language, _ in one.rows(law)}
    rows = scenario_house.audit(body, law).rows
    assert sorted(f"{row} {language or ''}" for row, language in rows.keys() - given if row.startswith(TABLES[law])) == []


def _differences(audit: Audit, row: str, language: str | None, wanted: Expected) -> list[str]:
    """What of a row is otherwise than it should be."""
    said = audit.rows.get((row, language))
    if said is None:
        return ["no such row in the result"]
    found = [f"points {_got(said)}, expected {wanted.points}"] if _got(said) != _span(wanted.points) else []
    findings = audit.of(row, language)
    figures = {name: value for one in findings for name, value in one["facts"].items()}
    for name, value in wanted.figures.items():
        expected = value if isinstance(value, str) else list(value)
        if figures.get(name) != expected:
            found.append(f"{name} is {figures.get(name)!r}, expected {expected!r}")
    if wanted.outcome and wanted.outcome not in {one["outcome"] for one in findings}:
        found.append(f"outcomes {sorted({one['outcome'] for one in findings})}, expected {wanted.outcome}")
    count = sum(int(one["count"]) for one in findings if one["outcome"] == "deficiency")
    if wanted.count is not None and count != wanted.count:
        found.append(f"{count} shortcomings, expected {wanted.count}")
    return found


def test_a_bonus_stops_at_the_maximum_of_its_table(scenario_house: House) -> None:
    """Rows of 8.5 points in each language and a bonus of one in each: 19, of which the act gives 18."""
    result = json.loads((scenario_house.audit("sarqyt", "kz-2025").out / "result.json").read_text(encoding="utf-8"))
    tables = {one["id"]: one for criterion in result["criteria"] for one in criterion["indicators"]}
    assert _got(tables["kz-2025:a10.t1"]) == (Decimal(18), Decimal(18))


@pytest.mark.parametrize(("folder", "fault"), BROKEN)
def test_a_portal_that_fails_opens_its_rows_and_touches_no_other(folder: str, fault: str, scenario_house: House) -> None:
    whole, broken = scenario_house.audit("dala", "kz-2025"), scenario_house.faulty(NAMES[folder], fault)
    mine = {
        (row, language)
        for row, language, _ in files.scenarios("dala")[folder].rows("kz-2025")
        if _rests_on(whole, row, language, NAMES[folder])
    }
    assert broken.rows.keys() == whole.rows.keys()
    for key, said in whole.rows.items():
        if key not in mine and not key[0].startswith(_tables(folder)):
            assert broken.rows[key] == said, key
    for row, language in sorted(mine, key=str):
        _prove_open(whole, broken, row, language, fault)


def _rests_on(whole: Audit, row: str, language: str | None, portal: str) -> bool:
    """Whether a row has findings of a check that reads the portal, or none at all: a scenario may name rows of what bodies hand in too."""
    found = [catalogue()[one["check"]].meta.portals for one in whole.of(row, language) if one["check"] in catalogue()]
    return not found or any(portal in portals for portals in found)


def _tables(folder: str) -> tuple[str, ...]:
    """The tables of a portal: a row of theirs that the scenario does not name may change too."""
    given: Scenario = files.scenarios("dala")[folder]
    return tuple(
        {f"{row.rpartition('.t')[0]}.t{row.rpartition('.t')[2].partition('.')[0]}." for row, _, _ in given.rows("kz-2025")}
    )


def _prove_open(whole: Audit, broken: Audit, row: str, language: str | None, fault: str) -> None:
    """Nothing is charged or given that was not without the fault; what the portal should have told is told as unread, with the reason."""
    before, after = _got(whole.rows[row, language]), _got(broken.rows[row, language])
    served = [one for one in broken.of(row, language) if one["check"] in {good["check"] for good in whole.of(row, language)}]
    assert after[0] <= before[0] <= before[1] <= after[1], (row, language, before, after)
    if not whole.of(row, language):
        return
    assert served, (row, language)
    unread = [one for one in served if one["outcome"] == "unverified"]
    # Half of the addresses, or one of the languages, may be all that a row rests on.
    if fault in ("half", "language") and after == before:
        return
    assert unread, (row, language, [one["outcome"] for one in served])
    # An item that lacks its day says so itself; its list was read.
    if fault == "types":
        return
    assert any(one["facts"].get("state") and one["facts"].get("why") and one["facts"].get("url") for one in unread), (
        row,
        language,
    )


@pytest.mark.parametrize("body", BODIES)
def test_bodies_that_rows_spare_get_the_average_of_the_others(body: str, scenario_house: House) -> None:
    alone, together = (
        scenario_house.audit(body, "kz-2025"),
        scenario_house.cohort("kz-2025", files.period_of(body, "kz-2025"))[body],
    )
    wanted = {
        (row, language): one for given in files.scenarios(body).values() for row, language, one in given.rows("kz-2025", True)
    }
    wrong = [f"{key}: {_got(together.rows[key])} ({one.arithmetic})" for key, one in wanted.items()
             if _got(together.rows[key]) != _span(one.points)]  # fmt: skip
    assert not wrong, "\n".join(wrong)
    # No other row changes.
    kept = {key: _got(row) for key, row in together.rows.items() if key not in wanted}
    assert kept == {key: _got(row) for key, row in alone.rows.items() if key not in wanted}


@pytest.mark.parametrize("law", files.PERIODS)
@pytest.mark.parametrize("body", BODIES)
def test_of_the_points_of_the_tables_hardly_any_stay_open(body: str, law: str, scenario_house: House) -> None:
    rows = scenario_house.cohort(law, files.period_of(body, law))[body].rows
    mine = [row for (name, _), row in rows.items() if name.startswith(TABLES[law])]
    weight = sum((Decimal(row["weight"]) for row in mine), Decimal(0))
    spans = [_got(row) for row in mine]
    assert 1 - sum((high - low for low, high in spans), Decimal(0)) / weight >= LEAST
