"""The files of a cohort report: what they say is what the runs say; hostile texts are inert; what is closed stays closed."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from openness.cohorts.build import read_cohort
from openness.cohorts.closed import Closed, load_closed
from openness.cohorts.columns import FINDINGS, PARAMETERS, TABLES, FindingLine, Table
from openness.cohorts.tables import TableFile
from openness.cohorts.write import write_cohort
from openness.faults import WrongUse
from reports.errors import ReportError
from reports.read import read_lines, read_result
from reports.result import rows
from store.base import Basis
from store.citation import Citation, Rule
from store.strictyaml import ConfigError
from tests.conftest import ROOT
from tests.openness.cohorts import kit
from tests.openness.cohorts.conftest import Made

pytestmark = pytest.mark.xdist_group("cohorts")

GOLDEN = Path(__file__).parent / "golden"


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def read_xlsx(path: Path, name: str) -> list[dict[str, Any]]:
    book = load_workbook(path, read_only=True)
    head, *lines = book[name].iter_rows(values_only=True)
    book.close()
    # Empty cells at the end of a line are not written.
    return [dict(zip_longest(head, one)) for one in lines]


def standing(made: Made, body: str) -> Any:
    return next(one for group in made.cohort.groups for one in group.bodies if one.body == body)


def test_every_body_stands_among_its_kind_with_the_places_that_it_can_take(made: Made) -> None:
    assert {group.kind: [one.body for one in group.bodies] for group in made.cohort.groups} == {
        "central": ["alpha", "mod", "beta", "gamma"],
        "local": ["akmola"],
    }
    assert {one.body: one.places for one in made.cohort.groups[0].bodies} == {
        "alpha": (1, 1), "mod": (1, 1), "gamma": (3, 4), "beta": (3, 4),
    }  # fmt: skip
    low, high = (Decimal(end) for end in standing(made, "gamma").range)
    assert low < Decimal(standing(made, "beta").range[0]) < high
    assert standing(made, "gamma").final is None


def test_movement_is_told_at_both_ends_and_only_for_bodies_that_were_there(made: Made) -> None:
    assert made.cohort.before is not None
    assert made.cohort.before.comparable
    assert standing(made, "mod").moved is None
    moved, now = standing(made, "beta").moved, standing(made, "beta").range
    low, high = (Decimal(end) for end in moved.range)
    assert low < high
    assert [Decimal(end) for end in moved.change] == [Decimal(now[0]) - high, Decimal(now[1]) - low]
    assert (moved.places, moved.of) == ((2, 2), 3)


def test_what_was_scored_otherwise_is_not_compared(made: Made, tmp_path: Path) -> None:
    other = json.loads((made.before / "cohort.json").read_text("utf-8"))
    other["methodology"]["readings"]["website-cap"] = "whole"
    (tmp_path / "cohort.json").write_text(json.dumps(other), "utf-8")
    cohort = write_cohort(tmp_path / "out", made.runs, (), read_cohort(tmp_path))
    assert cohort.before is not None
    assert not cohort.before.comparable
    assert {one.moved for group in cohort.groups for one in group.bodies} == {None}


def test_an_earlier_report_must_be_earlier_and_a_report(made: Made, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="is not earlier than this one"):
        write_cohort(tmp_path / "out", made.runs, (), made.cohort)
    (tmp_path / "cohort.json").write_text('{"schema": "openness/cohort/1", "first": 1}', "utf-8")
    with pytest.raises(ReportError, match=r"cohort\.json"):
        read_cohort(tmp_path)
    forged = json.loads((made.before / "cohort.json").read_text("utf-8")) | {"first": "2025-13-99"}
    (tmp_path / "cohort.json").write_text(json.dumps(forged), "utf-8")
    with pytest.raises(ReportError, match=r"cohort\.json.*first"):
        read_cohort(tmp_path)


def test_exempt_rows_name_the_bodies_that_their_average_is_of(made: Made) -> None:
    mine = [one for one in made.cohort.exempt if one.body == "mod" and one.parameter.startswith(kit.BUDGET)]
    assert mine
    assert {one.of for one in mine} == {("alpha", "beta", "gamma")}
    assert {one.basis for one in mine} == {"average"}
    budget = next(cell for cell in standing(made, "mod").criteria if cell.criterion == mine[0].criterion)
    assert (budget.exempt, budget.averaged) == (len(mine), len(mine))


def test_the_worst_rows_lose_what_the_runs_lose(made: Made) -> None:
    worst = made.cohort.worst
    assert [Decimal(one.lost[0]) for one in worst] == sorted((Decimal(one.lost[0]) for one in worst), reverse=True)
    first = worst[0]
    held = [row for out in made.runs.values() for row in rows(read_result(out))
            if (row["id"], row["language"]) == (first.parameter, first.language) and row["status"] != "exempt"]  # fmt: skip
    assert first.bodies == len(held)
    assert Decimal(first.lost[0]) == sum(Decimal(row["weight"]) - Decimal(row["range"][1]) for row in held)
    assert first.losing == sum(Decimal(row["range"][1]) < Decimal(row["weight"]) for row in held)


def test_tables_hold_every_row_and_every_finding_of_every_run(made: Made) -> None:
    parameters, findings = (read_csv(made.folder / f"{table.name}.csv") for table in TABLES)
    for code, out in made.runs.items():
        result = read_result(out)
        told = [
            (one["parameter"], one["language"], one["points"], one["low"], one["high"])
            for one in parameters
            if one["body"] == code
        ]
        assert told == [(row["id"], row["language"] or "", row["points"], *row["range"]) for row in rows(result)]
        assert [one["id"] for one in findings if one["body"] == code] == [one["id"] for one in read_lines(out)]
    assert list(parameters[0]) == [column.code for column in PARAMETERS.columns]
    assert list(findings[0]) == [column.code for column in FINDINGS.columns]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_workbook_holds_what_the_csv_holds_and_numbers_are_numbers(made: Made, table: Table) -> None:
    flat, book = read_csv(made.folder / f"{table.name}.csv"), read_xlsx(made.folder / f"{table.name}.xlsx", table.name)
    assert len(flat) == len(book) > 0
    for column in table.columns:
        for one, other in zip(flat, book, strict=True):
            if column.kind == "number":
                assert Decimal(one[column.code]) == Decimal(str(other[column.code]))
            else:
                assert one[column.code] == (other[column.code] or "")
    told = read_xlsx(made.folder / f"{table.name}.xlsx", "columns")
    assert [one["column"] for one in told] == [column.code for column in table.columns]
    assert all(one["kk"] and one["ru"] for one in told)


def test_a_penalty_below_nought_stays_a_number(made: Made) -> None:
    below = [one for one in read_csv(made.folder / "parameters.csv") if one["low"].startswith("-")]
    assert below
    assert all(Decimal(one["low"]) < 0 for one in below)


def test_hostile_names_are_inert(made: Made) -> None:
    name = next(one["name_ru"] for one in read_csv(made.folder / "parameters.csv") if one["body"] == "gamma")
    assert name.startswith("'=HYPERLINK(")
    assert not {"\x1b", "\u202e"} & set(name)
    book = load_workbook(made.folder / "parameters.xlsx")
    kinds = {cell.data_type for line in book["parameters"].iter_rows() for cell in line}
    assert "f" not in kinds
    said = [one for one in json.loads((made.folder / "open-data.json").read_text("utf-8")) if one["code"] == "gamma"]
    assert not {"\x1b", "\u202e"} & set(said[0]["name_kk"])


def test_hostile_texts_of_pages_are_inert(made: Made, tmp_path: Path) -> None:
    result = read_result(made.runs["alpha"])
    finding = {**read_lines(made.runs["alpha"])[0], "url": "@SUM(1)\x00\r\n=1", "cause": "-2+3", "count": "=1+1"}
    table = TableFile(tmp_path, FINDINGS)
    table.add(FindingLine(result, finding))
    table.close()
    (line,) = read_csv(tmp_path / "findings.csv")
    assert (line["url"], line["cause"], line["count"]) == ("'@SUM(1) =1", "'-2+3", "'=1+1")
    (row,) = read_xlsx(tmp_path / "findings.xlsx", "findings")
    assert (row["url"], row["cause"], row["count"]) == ("'@SUM(1) =1", "'-2+3", "'=1+1")


def test_what_a_sheet_cannot_hold_goes_on_in_the_next(made: Made, tmp_path: Path) -> None:
    result, found = read_result(made.runs["alpha"]), read_lines(made.runs["alpha"])[:5]
    table = TableFile(tmp_path, FINDINGS, sheet=3)
    for finding in found:
        table.add(FindingLine(result, finding))
    table.close()
    sheets = [read_xlsx(tmp_path / "findings.xlsx", name) for name in ("findings", "findings 2", "findings 3")]
    assert [len(one) for one in sheets] == [2, 2, 1]
    assert [line["id"] for one in sheets for line in one] == [finding["id"] for finding in found]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["findings.csv", "findings.xlsx"]


def test_the_same_runs_give_the_same_bytes(made: Made, tmp_path: Path) -> None:
    write_cohort(tmp_path, made.runs, load_closed(ROOT / "config"), read_cohort(made.before))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in made.folder.iterdir()
    }


def test_a_run_that_cannot_be_read_leaves_no_half_tables(made: Made, tmp_path: Path) -> None:
    with pytest.raises(ReportError):
        write_cohort(tmp_path, {**made.runs, "zeta": tmp_path / "nowhere"}, ())
    assert list(tmp_path.iterdir()) == []


def test_open_data_is_flat_and_as_agreed(made: Made) -> None:
    said = (made.folder / "open-data.json").read_text("utf-8")
    assert said == (GOLDEN / "open-data.json").read_text("utf-8")
    assert all(not isinstance(value, dict | list) for record in json.loads(said) for value in record.values())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_first_lines_of_the_tables_are_as_agreed(made: Made, table: Table) -> None:
    lines = (made.folder / f"{table.name}.csv").read_bytes().splitlines(keepends=True)
    assert b"".join(lines[:4]) == (GOLDEN / f"{table.name}.csv").read_bytes()


def published(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "publication.json").read_text("utf-8"))
    return found


def test_rows_on_a_secret_budget_are_not_published(made: Made) -> None:
    bodies = {one["body"]: one for one in published(made.folder)["results"]}
    closed = {code: [one["criterion"] for one in body["criteria"] if one["closed"]] for code, body in bodies.items()}
    assert closed == {"alpha": [], "beta": [], "gamma": [], "akmola": [], "mod": ["kz-2025:a7.2"]}
    budget = next(one for one in bodies["mod"]["criteria"] if one["closed"])
    assert (budget["max"], budget["range"], budget["rows"]) == (None, None, [])
    assert [one["id"] for one in published(made.folder)["left_out"]] == ["secret-budget"]
    assert "Министерство обороны" not in json.dumps(published(made.folder)["left_out"], ensure_ascii=False)
    rest = sum(len(one["rows"]) for one in bodies["mod"]["criteria"])
    assert rest == sum(not row["id"].startswith(f"{kit.BUDGET}.") for row in rows(read_result(made.runs["mod"])))


def test_neither_published_file_holds_findings_or_addresses(made: Made) -> None:
    for name in ("publication.json", "open-data.json"):
        said = (made.folder / name).read_text("utf-8")
        assert "site.example" not in said
        assert read_lines(made.runs["beta"])[0]["id"] not in said


def closing(**what: tuple[str, ...]) -> Closed:
    return Closed(id="x", rule=Rule(basis=Basis.ASSUMED, citation=Citation(law="V2500035899")), **what)  # type: ignore[arg-type]


def test_a_rule_without_rows_leaves_the_body_out_of_both_files(made: Made, tmp_path: Path) -> None:
    write_cohort(tmp_path, made.runs, [closing(bodies=("beta",))])
    assert {one["body"] for one in published(tmp_path)["results"]} == {"alpha", "gamma", "mod", "akmola"}
    assert {one["code"] for one in json.loads((tmp_path / "open-data.json").read_text("utf-8"))} == {
        "alpha",
        "gamma",
        "mod",
        "akmola",
    }
    assert '"beta"' not in (tmp_path / "publication.json").read_text("utf-8")


def test_a_rule_on_rows_alone_closes_them_for_all(made: Made, tmp_path: Path) -> None:
    write_cohort(tmp_path, made.runs, [closing(parameters=("kz-2025:a10.t1.1",))])
    found = {
        one["body"]: [part["criterion"] for part in one["criteria"] if part["closed"]] for one in published(tmp_path)["results"]
    }
    assert found == {code: ["kz-2025:a7.1"] for code in made.runs}
    # Row 1 is closed, row 11 only begins with the same letters.
    assert not closing(parameters=("kz-2025:a10.t1.1",)).closes("kz-2025:a10.t1.11")


def test_a_configuration_without_rules_publishes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"publication\.yaml"):
        load_closed(tmp_path)
    (tmp_path / "publication.yaml").write_text(
        "schema: openness/publication/1\nclosed:\n  - id: x\n    rule:\n      basis: assumed\n      citation:\n        law: V1\n",
        "utf-8",
    )
    with pytest.raises(ConfigError, match=r"publication\.yaml:3.*names bodies, traits or rows"):
        load_closed(tmp_path)
