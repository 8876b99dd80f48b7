"""result.json and findings.jsonl: the shape of the contract, equal bytes for equal inputs, and reading back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reports.errors import ReportError
from reports.read import read_findings, read_lines, read_result
from reports.result import in_order, write_run
from store.base import Text
from store.findings import Outcome
from tests.reports import sample
from tests.reports.sample_score import conclusion

HERE = Path(__file__).parent


def write(
    out: Path, case: sample.Case, identity: str = "2026-11-20-mam-01", minutes: int = 0, notes: tuple[Text, ...] = ()
) -> Path:
    run = sample.run_info(identity, minutes)
    write_run(out, run, sample.body(), sample.methodology(), sample.coverage(), conclusion(case), case.findings, notes)
    return out


@pytest.fixture
def case(tmp_path: Path) -> sample.Case:
    return sample.Case(tmp_path / "objects", drawn=False)


def test_golden_files(case: sample.Case, tmp_path: Path) -> None:
    write(tmp_path, case)
    for name in ("result.json", "findings.jsonl"):
        golden = HERE / "golden" / name
        assert (tmp_path / name).read_text("utf-8") == golden.read_text("utf-8"), f"differs from {golden.name}"


def test_equal_inputs_give_equal_bytes_but_for_run(case: sample.Case, tmp_path: Path) -> None:
    first, second = write(tmp_path / "1", case), write(tmp_path / "2", case, "2026-11-21-mam-02", 1440)
    assert (first / "findings.jsonl").read_bytes() == (second / "findings.jsonl").read_bytes()
    one, two = read_result(first), read_result(second)
    assert one != two
    assert one.pop("run") != two.pop("run")
    assert one == two


def test_order_of_findings_in_does_not_matter(case: sample.Case, tmp_path: Path) -> None:
    first = write(tmp_path / "1", case)
    case.findings.reverse()
    second = write(tmp_path / "2", case)
    assert (first / "findings.jsonl").read_bytes() == (second / "findings.jsonl").read_bytes()
    order = [line["parameter"] for line in read_lines(second)]
    assert order == ["kz-2017:a14.2.2", "kz-2017:a14.2.4", *["kz-2017:a14.2.9.1"] * 6, "kz-2017:a14.2.9.2", "kz-2017:a14.3.6"]


def test_total_is_open_and_points_are_text(case: sample.Case, tmp_path: Path) -> None:
    result = read_result(write(tmp_path, case))
    total = result["total"]
    assert total == {
        "points": "0.15",
        "max": "20.00",
        "penalty": "0.00",
        "final": None,
        "range": ["0.15", "15.45"],
        "grade": None,
        "grade_range": ["none", "middle"],
        "open": 2,
        "explanation": {"kk": "", "ru": "", "en": ""},
    }
    row = result["criteria"][0]["indicators"][0]["parameters"][2]
    assert (row["id"], row["weight"], row["points"], row["range"]) == ("kz-2017:a14.2.9", "0.60", "0.00", ["0.00", "0.40"])
    assert row["deductions"] == [{"rule": "2.9 1)", "count": 6, "points": "0.20", "cap": "0.20", "capped": True}]
    assert row["explanation"]["ru"] == "Вес\n0,40 из 0,60"
    assert [element["status"] for element in row["elements"]] == ["missing", "unverified"]


def test_notes_come_first_given_then_of_the_edition_and_of_coverage(case: sample.Case, tmp_path: Path) -> None:
    given = Text(kk="Ескертпе", ru="Примечание")
    notes = [note["ru"] for note in read_result(write(tmp_path, case, notes=(given, given)))["notes"]]
    assert [note.split(" ")[0] for note in notes] == ["Примечание", "Редакция,", "Обход", "Недоступны"]
    assert notes[2].startswith("Обход сайта прерван (предел числа страниц).")


def test_notes_of_the_program_are_in_english_too_and_those_of_an_edition_are_not(case: sample.Case, tmp_path: Path) -> None:
    told = read_result(write(tmp_path, case, notes=(Text(kk="Ескертпе", ru="Примечание"),)))["notes"]
    assert [sorted(note) for note in told] == [["kk", "ru"], ["kk", "ru"], ["en", "kk", "ru"], ["en", "kk", "ru"]]
    assert told[2]["en"].startswith("The crawl was cut short (bound of pages).")
    assert told[3]["en"].startswith("2 addresses that had to be read could not be reached")


def test_confidence_is_a_number_and_points_never_are(case: sample.Case, tmp_path: Path) -> None:
    lines = read_lines(write(tmp_path, case))
    assert {line["confidence"] for line in lines} == {1, 0.62}
    text = (tmp_path / "result.json").read_text("utf-8")
    numbers: list[float] = []
    json.loads(text, parse_float=lambda number: numbers.append(float(number)))
    assert numbers == []


def test_findings_come_back_as_they_went(case: sample.Case, tmp_path: Path) -> None:
    write(tmp_path, case)
    assert read_findings(tmp_path) == in_order(case.findings)


def test_one_id_for_two_facts_is_refused(case: sample.Case, tmp_path: Path) -> None:
    case.findings.append(case.crumbs.model_copy(update={"count": 2}))
    with pytest.raises(ReportError, match=f"id {case.crumbs.id} stands for two different findings"):
        write(tmp_path, case)


def test_a_score_that_names_an_unknown_finding_is_refused(case: sample.Case, tmp_path: Path) -> None:
    case.findings.remove(case.crumbs)
    with pytest.raises(ReportError, match=f"kz-2017:a14.2.4 names the finding {case.crumbs.id}"):
        write(tmp_path, case)
    assert not (tmp_path / "result.json").exists()


def test_a_float_among_the_facts_is_refused(case: sample.Case, tmp_path: Path) -> None:
    case.findings[-1] = case.findings[-1].model_copy(update={"facts": {"ratio": 3.45}})
    with pytest.raises(TypeError, match="not float"):
        write(tmp_path, case)


def test_unwritable_folder_is_one_line(case: sample.Case, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(ReportError) as caught:
        write(blocked / "out", case)
    assert str(caught.value).count("\n") == 0
    assert "cannot be written" in str(caught.value)
    assert "--out" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "findings.jsonl:1: not JSON"),
        ("[]", "findings.jsonl:1: an object was expected"),
        ('{"schema": "other"}', "findings.jsonl:1: schema openness/finding/1 was expected, not other;"),
        ('{"schema": "openness/finding/1"}', "findings.jsonl:1: the key id is missing"),
    ],
)
def test_a_spoilt_line_is_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "findings.jsonl").write_text(text + "\n", "utf-8")
    with pytest.raises(ReportError, match=r"findings\.jsonl:1: ") as caught:
        read_findings(tmp_path)
    assert words in str(caught.value)


def test_absent_and_foreign_result_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"result.json: cannot be read \(No such file or directory\)"):
        read_result(tmp_path)
    (tmp_path / "result.json").write_bytes(b"\xff\xfe")
    with pytest.raises(ReportError, match=r"result\.json: not UTF-8 at byte 0"):
        read_result(tmp_path)


def test_outcomes_are_written_as_in_the_contract(case: sample.Case, tmp_path: Path) -> None:
    outcomes = {line["outcome"] for line in read_lines(write(tmp_path, case))}
    assert outcomes == {str(name) for name in (Outcome.MET, Outcome.DEFICIENCY, Outcome.MISSING, Outcome.UNVERIFIED)}
