"""``runs history``: which runs of a body are compared, with which differences, and what keeps others apart."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from openness.cli import run as openness
from openness.history import EDITION, LAW_DATA, READINGS, groups, history
from reports.read import read_result
from store.db import open_database
from tests.openness.stored import Stored, edition, findings_with, store_run
from tests.reports import scored
from tests.scoring.kit import answer, asked

pytestmark = pytest.mark.costs(12)
LINKS = "kz-2017:a14.2.9.3"
MANY = "kz-2017:a15.t1.1.1"


@pytest.fixture(scope="module")
def audits(tmp_path_factory: pytest.TempPathFactory) -> list[Stored]:
    """Five runs of one body: worse and better under one edition, another reading between them, another edition, one without a score.

    They are put on record in another order than that of the days as of which they were made.
    """
    folder, law = tmp_path_factory.mktemp("history"), edition()
    worse, better = ({LINKS: ("deficiency", 1), MANY: ("deficiency", 3)}, {MANY: ("deficiency", 1)})
    reading = next(one for one in law.readings if len(one.choices) > 1)
    other = next(choice.id for choice in reading.choices if choice.id != reading.default.id)
    newer = scored.edition("kz-2025")
    everything = [finding for one in asked(newer, "central") for finding in answer(one, "met")]
    found = [
        store_run(folder, findings_with(law, better), "better", as_of="2019-12-20"),
        store_run(folder, findings_with(law, worse), "worse", as_of="2018-06-20"),
        store_run(folder, findings_with(law, better), "otherwise", as_of="2019-06-20", readings=(f"{reading.id}={other}",)),
        store_run(folder, everything, "newer", as_of="2026-11-20", methodology="kz-2025"),
    ]
    for one in found:
        assert openness(["score", one.plan.run_id, *one.options]) == 0
    return [*found, store_run(folder, findings_with(law, better), "unscored", as_of="2019-11-20")]


def told(audits: list[Stored]) -> list[dict[str, Any]]:
    engine = open_database(audits[0].db)
    try:
        return history(engine, audits[0].plan.body.code).runs
    finally:
        engine.dispose()


def names(audits: list[Stored], runs: list[dict[str, Any]]) -> list[str]:
    known = {one.plan.run_id: one.out.name for one in audits}
    return [known[one["run"]] for one in runs]


def test_runs_stand_by_the_day_as_of_which_they_were_made(audits: list[Stored]) -> None:
    assert names(audits, told(audits)) == ["worse", "otherwise", "better", "newer"]


def test_a_run_is_compared_with_the_last_one_of_the_same_edition_and_readings(audits: list[Stored]) -> None:
    runs = dict(zip(("worse", "otherwise", "better", "newer"), told(audits), strict=True))
    assert {name: one["differs"] for name, one in runs.items()} == {
        "worse": [],
        "otherwise": [READINGS],
        "better": [READINGS],
        "newer": [EDITION],
    }
    against = {name: one["against"] for name, one in runs.items()}
    assert against == {"worse": None, "otherwise": None, "better": runs["worse"]["run"], "newer": None}
    assert [name for name, one in runs.items() if one["change"] is not None] == ["better"]


def test_a_change_is_the_difference_of_what_the_results_say(audits: list[Stored]) -> None:
    results = {one.out.name: read_result(one.out) for one in audits if one.out.name in ("worse", "better")}
    (change,) = (one["change"] for one in told(audits) if one["change"] is not None)
    ends = {name: [Decimal(end) for end in result["total"]["range"]] for name, result in results.items()}
    assert [Decimal(end) for end in change["total"]] == [
        new - old for new, old in zip(ends["better"], ends["worse"], strict=True)
    ]
    assert Decimal(change["total"][0]) > 0
    moved = {name for name, gain in change["criteria"].items() if any(Decimal(end) for end in gain)}
    assert moved == {
        new["id"]
        for new, old in zip(results["better"]["criteria"], results["worse"]["criteria"], strict=True)
        if new["range"] != old["range"]
    }
    assert moved


def test_totals_shares_and_criteria_are_those_of_the_result(audits: list[Stored]) -> None:
    by_run = {one.plan.run_id: read_result(one.out) for one in audits if one.out.name != "unscored"}
    for one in told(audits):
        result = by_run[one["run"]]
        assert one["total"]["range"] == result["total"]["range"]
        assert one["decided"] == result["coverage"]["decided"]["total"]
        assert [(each["id"], each["range"]) for each in one["criteria"] if not each["direction"]] == [
            (each["id"], each["range"]) for each in result["criteria"]
        ]
        assert [(each["id"], each["range"]) for each in one["directions"]] == [
            (each["id"], each["total"]["range"]) for each in result["directions"]
        ]


def test_other_data_of_the_same_edition_are_not_compared(audits: list[Stored]) -> None:
    runs = [one for one in told(audits) if one["methodology"] == "kz-2017" and not one["readings"]]
    assert [len(group) for group in groups(runs)] == [2]
    amended = [runs[0], {**runs[1], "law_sha256": "0" * 64}]
    assert [len(group) for group in groups(amended)] == [1, 1]


def test_data_of_the_law_that_were_mended_since_are_told(audits: list[Stored], tmp_path: Path) -> None:
    shutil.copytree(audits[0].out.parent, tmp_path / "copy")
    for old in ("better",):
        path = tmp_path / "copy" / old / "result.json"
        value = json.loads(path.read_text("utf-8"))
        value["methodology"]["sha256"] = "0" * 64
        path.write_text(json.dumps(value), "utf-8")
    engine = open_database(f"sqlite:///{tmp_path}/copy/stored.db")
    try:
        found = history(engine, audits[0].plan.body.code).runs
    finally:
        engine.dispose()
    last = next(one for one in found if one["law_sha256"] == "0" * 64)
    assert (last["differs"], last["against"], last["change"]) == ([LAW_DATA, READINGS], None, None)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ("I полугодие 2018 года", "не сравниваются", "прочтение ", "Проверки, баллов которых нет под рукой")),
        ("kk", ("2018 жылғы I жартыжылдық", "салыстырылмайды", "түсінік ", "Балы қолда жоқ аудиттер")),
        ("en", ("2018", "are not compared", "reading ", "Runs whose score is not at hand")),
    ],
)
def test_the_page_has_a_table_for_what_may_be_compared(
    audits: list[Stored], language: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert openness(["runs", "history", audits[0].plan.body.code, "--db", audits[0].db, "--lang", language]) == 0
    said = capsys.readouterr().out
    assert all(word in " ".join(said.split()) for word in words), said
    assert audits[-1].plan.run_id in said
    gain = next(one["change"]["total"][0] for one in told(audits) if one["change"])
    assert f"+{gain.rstrip('0')}" in said.replace(",", ".")


def test_json_bears_its_schema_and_what_was_left_out(audits: list[Stored], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    code = audits[0].plan.body.code
    assert openness(["runs", "history", code, "--db", audits[0].db, "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["schema"], value["body"]) == ("openness/history/1", code)
    assert value["runs"] == told(audits)
    assert value["without_score"] == [audits[-1].plan.run_id]


def test_a_body_without_runs_is_told_so(audits: list[Stored], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert openness(["runs", "history", "nosuch", "--db", audits[0].db, "--lang", "ru"]) == 0
    assert capsys.readouterr().out.strip() == "Проверок с баллами у органа nosuch на учёте нет."
