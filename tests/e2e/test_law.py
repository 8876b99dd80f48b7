"""The edition in force by default, reported data, decisions and a cohort, as an auditor uses them on the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoring.methodology import available, find_parameter, load
from tests.conftest import ROOT
from tests.e2e.conftest import UNREPORTED, openness
from tests.openness.openform import decide_everything
from tests.portals.launch import standin

CODES = {"mod": "Министерство обороны (вымышленное)", "alpha": "Министерство А", "beta": "Министерство Б"}
DAY = "2026-11-20"
P6 = "kz-2025:a10.t7-1"
pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("law"), pytest.mark.costs(45)]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration with three bodies of the register on the stand-in's address, filled in by each test."""
    return tmp_path_factory.mktemp("law")


@pytest.fixture(scope="module")
def runs(register: Path) -> Iterator[dict[str, Path]]:
    """Three bodies audited on one small site, HTTP lane only, by the edition in force."""
    config = register / "config"
    shutil.copytree(ROOT / "config", config)
    with standin("--flawless") as site:
        lines = ["schema: openness/bodies/1", 'source: "made up for this test"', "bodies:"]
        for code, name in CODES.items():
            lines += [f"  - code: {code}", "    kind: central", f'    name: {{ru: "{name}", kk: "{name}"}}']
            lines += ["    sites:", f'      - url: "{site}"']
        # The traits told are those of bodies that this register has not.
        (config / "traits.yaml").unlink()
        (config / "bodies" / "central.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = {}
        for code in CODES:
            out = register / code
            done = openness("audit", code, "--as-of", DAY, "--no-render", "--allow-private", "--max-pages", "15", "--out", str(out),
                            "--db", db(register), "--config", str(config), *UNREPORTED)  # fmt: skip
            assert done.returncode == 0, done.stderr
            found[code] = out
        yield found


@pytest.fixture(scope="module")
def surveyed(register: Path, runs: dict[str, Path]) -> Path:
    """The run of the second body after a survey was reported for it."""
    survey = "survey;service;value;respondents;conducted;proof\npopulation;;75;1000;2026-10-01;https://x.example/1\n"
    survey += "media;;82;120;2026-10-02;https://x.example/2\n"
    assert given(register, "survey", "alpha", survey).returncode == 0
    assert call(register, "score", str(runs["alpha"])).returncode == 1
    return runs["alpha"]


def db(register: Path) -> str:
    return f"sqlite:///{register}/law.db"


def call(register: Path, *words: str) -> Any:
    return openness(*words, "--db", db(register), "--config", str(register / "config"))


def result(out: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((out / "result.json").read_text())
    return value


def row(out: Path, name: str, language: str | None) -> dict[str, Any]:
    found = [
        one
        for criterion in result(out)["criteria"]
        for indicator in criterion["indicators"]
        for one in indicator["parameters"]
        if (one["id"], one["language"]) == (name, language)
    ]
    assert len(found) == 1
    return found[0]


def given(register: Path, kind: str, body: str, text: str) -> Any:
    path = register / f"{kind}-{body}.csv"
    path.write_text(text, encoding="utf-8")
    return call(register, "import", kind, str(path), "--body", body, "--period", "2026")


def test_the_edition_in_force_is_the_default(runs: dict[str, Path]) -> None:
    for out in runs.values():
        whole = result(out)
        assert (whole["methodology"]["id"], whole["methodology"]["edition"]) == ("kz-2025", "2025-05-16")
        assert len(whole["criteria"]) == 7
        assert whole["total"]["final"] is None
        assert whole["criteria"][6]["range"] == ["-9.00", "0.00"]
    assert not any("не действует" in note["ru"] for note in result(runs["alpha"])["notes"])


def test_reported_data_closes_rows_and_stands_among_the_evidence(register: Path, surveyed: Path) -> None:
    for language in ("kk", "ru"):
        got = row(surveyed, f"{P6}.3", language)
        # 75 % lies in the band 69–79: 1 of 1.5 in each language.
        assert (got["points"], got["status"], got["basis"]) == ("1.00", "partly", "reported")
    share = row(surveyed, f"{P6}.p83", None)
    assert (share["points"], share["basis"]) == ("0.82", "reported")
    lines = [json.loads(line) for line in (surveyed / "findings.jsonl").read_text().splitlines()]
    reported = [one for one in lines if one["id"] in share["findings"]]
    digest = reported[0]["evidence"][0]
    assert (surveyed / "evidence" / digest[:2] / digest).is_file()
    assert call(register, "replay", str(surveyed)).returncode == 0


def test_a_faulty_file_names_its_cells_and_leaves_nothing(register: Path, runs: dict[str, Path]) -> None:
    before = call(register, "import", "list", "--json").stdout
    done = given(register, "survey", "beta", "survey;service;value;respondents;conducted;proof\npopulation;;180;10;soon;=1+1\n")
    assert done.returncode == 2
    assert [line.partition(":")[0].rsplit(" ", 1)[-1] for line in done.stderr.splitlines()] == ["C2", "E2", "F2"]
    assert call(register, "import", "list", "--json").stdout == before


def test_decisions_are_told_what_became_of_them(register: Path, surveyed: Path) -> None:
    finding = row(surveyed, f"{P6}.p83", None)["findings"][0]
    head = "id;finding;outcome;count;reason;note-kk;note-ru;author;made-at;supersedes;figures\n"
    text = (
        head + f"r1;{finding};deficiency;;confirmed;сауалнама қайта саналды;опрос пересчитан;А;2026-11-01;;satisfied-media=80\n"
    )
    mistyped = finding[:-1] + ("0" if finding[-1] != "0" else "1")
    refused = given(register, "rulings", "alpha", f"{text}r2;{mistyped};met;;false-positive;қате;ошибка;А;2026-11-01;;\n")
    assert refused.returncode == 2
    assert finding in refused.stderr
    taken = given(register, "rulings", "alpha", text)
    assert taken.returncode == 0, taken.stderr
    call(register, "score", str(surveyed))
    assert [(one["id"], one["state"]) for one in result(surveyed)["rulings"]] == [("r1", "applied")]
    got = row(surveyed, f"{P6}.p83", None)
    assert (got["points"], got["basis"]) == ("0.80", "override")
    assert call(register, "replay", str(surveyed)).returncode == 0


def test_a_cohort_gives_averages_and_places_and_replays_the_same(register: Path, runs: dict[str, Path]) -> None:
    name = "kz-2025:a10.t6.3"
    for body, shown in (("alpha", 2), ("beta", 1)):
        lines = ["parameter;language;figure;value;proof;note"]
        lines += [f"{name};;{figure};{value};;" for figure, value in zip(figures(runs), (2, shown), strict=True)]
        assert given(register, "report", body, "\n".join(lines) + "\n").returncode == 0
    assert row(runs["mod"], name, "kk")["status"] == "unverified"
    done = call(register, "cohort", "--json")
    assert done.returncode == 1, done.stderr
    table = json.loads(done.stdout)
    assert sorted(one["body"] for one in table) == sorted(CODES)
    got = row(runs["mod"], name, "kk")
    # 2 of 2 gives 2, 1 of 2 gives 1: (2 + 1) ÷ 2 = 1.5.
    assert (got["points"], got["status"], got["basis"]) == ("1.50", "exempt", "average")
    assert call(register, "replay", str(runs["mod"])).returncode == 0
    assert call(register, "replay", str(runs["mod"]), "--scores").returncode == 0
    said = (runs["mod"] / "report.kk.html").read_text()
    assert "Басқа органдардың орташа балы" in said


def test_one_table_of_decisions_brings_a_whole_audit_of_2025_to_its_final_total(register: Path, runs: dict[str, Path]) -> None:
    out, folder = runs["beta"], register / "decided"
    folder.mkdir()
    opened = result(out)["total"]["open"]
    assert opened > 50
    decide_everything(db(register), out, register / "config", folder, "https://example.kz/page")
    total = result(out)["total"]
    low, high = total["range"]
    assert (total["open"], total["final"], low) == (0, high, high)
    assert total["grade"] in {one["id"] for one in result(out)["methodology"]["grades"]}
    assert {one["state"] for one in result(out)["rulings"]} == {"applied"}
    assert call(register, "replay", str(out)).returncode == 0
    package = folder / "package.zip"
    assert call(register, "evidence", "export", str(out), "-o", str(package)).returncode == 0
    assert openness("evidence", "verify", str(package)).returncode == 0


def figures(runs: dict[str, Path]) -> list[str]:
    """Names of what row 3 of table 6 counts: held, broadcast."""
    edition = load(next(one.folder for one in available(ROOT / "config") if one.id == "kz-2025"))
    found = find_parameter(edition, "kz-2025:a10.t6.3")
    assert found is not None
    options = found.parameter.options
    return [options["required"], *options["done"]]
