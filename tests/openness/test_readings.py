"""Readings on the command line: chosen, noted, replayed, and compared, with the place among other bodies."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from openness.cli import run
from tests.openness.small import Said
from tests.openness.stored import Stored, edition, findings_with, store_run
from tests.scoring.kit import CONFIG
from tests.scoring.readingkit import choice, reading, written

ROW = "kz-2017:a14.2.9"
LAW = "V1700016160"
LINKS = reading(
    "dead-links",
    choice("as-printed", default=True),
    choice("heavier", (f"{ROW}.1", 'deduction: "0.3"'), (f"{ROW}.2", 'deduction: "0.1"')),
    law=LAW,
)
GRADES = reading(
    "rounded",
    choice("two-places", default=True),
    choice("whole", ("kz-2017", "places_for_bands: 0")),
    law=LAW,
)
EVEN = reading(
    "even-links",
    choice("no", default=True),
    choice("yes", (f"{ROW}.1", 'deduction: "0.1"'), (f"{ROW}.2", 'deduction: "0.3"')),
    law=LAW,
)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("readings") / "config"
    shutil.copytree(CONFIG, target)
    written(target / "methodology" / "kz-2017" / "2017-12-28", LINKS, GRADES, EVEN)
    return target


@pytest.fixture
def stored(config: Path, tmp_path: Path) -> Stored:
    return body(config, tmp_path, "https://example.gov.kz", f"{ROW}.1")


def body(config: Path, folder: Path, site: str, fault: str, readings: tuple[str, ...] = ()) -> Stored:
    found = findings_with(edition(), {fault: ("deficiency", 1)})
    return store_run(folder, found, site.rpartition("/")[2], config, site, readings)


def call(stored: Stored, *words: str, lang: str = "en") -> Said:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run([*words, *stored.options, "--lang", lang])
    return Said(status, out.getvalue(), err.getvalue())


def result(stored: Stored) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((stored.out / "result.json").read_text(encoding="utf-8"))
    return value


def row_of(stored: Stored) -> dict[str, Any]:
    tables = [table for criterion in result(stored)["criteria"] for table in criterion["indicators"]]
    return next(row for table in tables for row in table["parameters"] if row["id"] == ROW)


def read(stored: Stored) -> dict[str, tuple[str, bool]]:
    return {one["id"]: (one["choice"], one["default"]) for one in result(stored)["readings"]}


def test_a_choice_is_scored_noted_and_replayed(stored: Stored) -> None:
    name = stored.plan.run_id
    assert call(stored, "score", name).returncode in (0, 1)
    assert row_of(stored)["points"] == "0.40"
    assert read(stored)["dead-links"] == ("as-printed", True)
    done = call(stored, "score", name, "--reading", "dead-links=heavier")
    assert done.returncode in (0, 1), done.stderr
    assert row_of(stored)["points"] == "0.30"
    assert [name for name, (_, default) in read(stored).items() if not default] == ["dead-links"]
    assert "Read otherwise than by default: dead-links=heavier." in done.stdout
    assert call(stored, "replay", name, "--scores").returncode == 0
    # A stage again keeps what was chosen; the default takes it back.
    assert call(stored, "score", name).returncode in (0, 1)
    assert row_of(stored)["points"] == "0.30"
    assert call(stored, "score", name, "--reading", "dead-links=as-printed").returncode in (0, 1)
    assert row_of(stored)["points"] == "0.40"


def test_choosing_the_defaults_gives_the_bytes_of_choosing_nothing(stored: Stored) -> None:
    name = stored.plan.run_id
    call(stored, "score", name)
    plain = result(stored)
    call(stored, "score", name, "--reading", "dead-links=as-printed", "--reading", "rounded=two-places")
    chosen = result(stored)
    for one in (plain, chosen):
        one["run"].pop("scored_at")
    assert json.dumps(plain) == json.dumps(chosen)


def test_the_choice_of_an_audit_stands_in_its_plan(config: Path, tmp_path: Path) -> None:
    stored = body(config, tmp_path, "https://example.gov.kz", f"{ROW}.1", ("dead-links=heavier", "rounded=two-places"))
    assert stored.plan.readings == {"dead-links": "heavier"}
    assert json.loads((stored.out / "run.json").read_text(encoding="utf-8"))["readings"] == {"dead-links": "heavier"}
    assert call(stored, "score", stored.plan.run_id).returncode in (0, 1)
    assert row_of(stored)["points"] == "0.30"


WRONG = [
    (("links=heavier",), "no reading «links» in kz-2017 2017-12-28; its readings: dead-links, rounded, even-links, "),
    (("dead-links=light",), "no choice «light» of the reading «dead-links»; its choices: as-printed, heavier"),
    (("dead-links",), "--reading «dead-links»: ID=CHOICE was expected; `openness readings list` names them"),
    (("dead-links=heavier", "dead-links=as-printed"), "--reading dead-links is given twice, each otherwise; keep one of them"),
    (
        ("dead-links=heavier", "even-links=yes"),
        "dead-links=heavier, even-links=yes: the readings dead-links and even-links both set",
    ),
]


@pytest.mark.parametrize(("given", "expected"), WRONG, ids=[one[1][:30] for one in WRONG])
def test_a_wrong_choice_is_told_in_one_line(stored: Stored, given: tuple[str, ...], expected: str) -> None:
    words = [word for one in given for word in ("--reading", one)]
    for command in (("score", stored.plan.run_id), ("cohort", stored.plan.run_id)):
        done = call(stored, *command, *words)
        assert done.returncode == 2, done.stdout
        assert expected in done.stderr
        assert done.stderr.count("\n") == 1


def test_readings_are_listed(stored: Stored) -> None:
    words = ("readings", "list", "--methodology", "kz-2017", "--config", str(stored.config))
    out = StringIO()
    with redirect_stdout(out):
        assert run([*words, "--json"]) == 0
    listed = json.loads(out.getvalue())
    assert [one["id"] for one in listed["readings"]][:3] == ["dead-links", "rounded", "even-links"]
    out = StringIO()
    with redirect_stdout(out):
        assert run([*words, "--lang", "kk"]) == 0
    assert "● as-printed (әдепкі" in out.getvalue()


def test_every_other_reading_is_compared(stored: Stored) -> None:
    name = stored.plan.run_id
    call(stored, "score", name)
    found = json.loads(call(stored, "readings", "compare", name, "--json").stdout)
    assert found["places"] is None
    others = {(one["id"], other["choice"]): other for one in found["readings"] for other in one["others"]}
    heavier = others["dead-links", "heavier"]
    assert [(row["id"], row["before"], row["after"]) for row in heavier["rows"]] == [(ROW, ["0.40", "0.40"], ["0.30", "0.30"])]
    assert others["rounded", "whole"]["rows"] == []
    # The comparison is what scoring under the choice says.
    call(stored, "score", name, "--reading", "dead-links=heavier")
    assert result(stored)["total"]["range"] == heavier["total"]["after"]
    told = call(stored, "readings", "compare", name).stdout
    assert "Read otherwise than by default: dead-links=heavier." in told
    assert "Contradict the readings chosen: even-links=yes." in told
    assert "Would change nothing for this body: rounded=whole, " in " ".join(told.split())


def test_the_report_tells_what_other_readings_would_change(stored: Stored) -> None:
    name = stored.plan.run_id
    call(stored, "score", name)
    assert call(stored, "report", name).returncode in (0, 1)
    for language, title in (("ru", "Что изменили бы другие прочтения"), ("kk", "Басқа түсініктер нені өзгертер еді")):
        page = (stored.out / f"report.{language}.html").read_text(encoding="utf-8")
        section = re.search(r'<section class="fold" aria-labelledby="readings">.*?</section>', page, re.DOTALL)
        assert section is not None
        assert title in section[0]
        table, _, rest = section[0].partition("</table>")
        # Both move the total by as much; then the name decides.
        assert table.index("dead-links=heavier") < table.index("even-links=yes")
        assert "0,40 → 0,30" in table
        assert "rounded=whole" in rest


def test_places_among_other_bodies_are_compared(config: Path, tmp_path: Path) -> None:
    mine = body(config, tmp_path, "https://example.gov.kz", f"{ROW}.1")
    other = body(config, tmp_path, "https://other.gov.kz", f"{ROW}.2")
    for one in (mine, other):
        call(one, "score", one.plan.run_id)
    assert call(mine, "cohort").returncode in (0, 1)
    found = json.loads(call(mine, "readings", "compare", mine.plan.run_id, "--json").stdout)
    assert found["bodies"] == 2
    # Equal as printed; the heavier reading of dead links puts the one with dead links behind the other.
    others = {(one["id"], one_other["choice"]): one_other for one in found["readings"] for one_other in one["others"]}
    low, high = result(mine)["total"]["range"]
    assert found["places"] == ([1, 1] if low == high else [1, 2])
    places = others["dead-links", "heavier"]["places"]
    assert places["before"] == found["places"]
    if low == high:
        assert places["after"] == [2, 2]


def test_a_cohort_is_scored_under_one_set_of_readings(config: Path, tmp_path: Path) -> None:
    mine = body(config, tmp_path, "https://example.gov.kz", f"{ROW}.1")
    other = body(config, tmp_path, "https://other.gov.kz", f"{ROW}.2")
    call(mine, "score", mine.plan.run_id, "--reading", "dead-links=heavier")
    call(other, "score", other.plan.run_id)
    done = call(mine, "cohort")
    assert done.returncode == 2
    assert "were scored under different readings (dead-links); choose them with --reading for all" in done.stderr
    done = call(mine, "cohort", "--reading", "dead-links=heavier")
    assert done.returncode in (0, 1), done.stderr
    assert (row_of(mine)["points"], row_of(other)["points"]) == ("0.30", "0.50")
    assert read(other)["dead-links"] == ("heavier", False)
    assert call(other, "replay", other.plan.run_id, "--scores").returncode == 0
