"""Files of labels are read strictly; findings are counted against them as a person would count."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.labels import main, markdown, scored
from store.strictyaml import ConfigError
from tests.corpus.labels import BLIND, EDITIONS, HOME, Is, every, read_labels
from tests.corpus.standing import Share, Standing, standing, table_of

HEAD = """schema: openness/labels/1
site: site-kz-x
start: kz/index.html
kind: local
methodology: kz-2017
as_of: "2026-11-20"
labels:
"""
LINES = """  - {row: "kz-2017:a14.4.2", language: "", is: absent, page: "", quote: "", note: "no poll"}
  - {row: "kz-2017:a14.2.4", language: "", is: partial, page: "a.html", quote: "", note: "not on every page"}
  - {row: "kz-2017:a15.t2.1.2.1", language: kk, is: present, page: "b.html", quote: "мекенжай"}
  - {row: "kz-2017:a15.t2.1.2.1", language: ru, is: partial, page: "c.html", quote: "адрес"}
  - {row: "kz-2017:a15.t2.1.5.10", language: ru, is: cannot tell, page: "", quote: "", note: "where there are any"}
"""


def written(folder: Path, lines: str) -> Path:
    path = folder / "site-kz-x.yaml"
    path.write_text(HEAD + lines, encoding="utf-8")
    return path


def finding(parameter: str, language: str | None, outcome: str) -> dict[str, Any]:
    return {
        "parameter": parameter,
        "language": language,
        "outcome": outcome,
        "check": "some-check",
        "url": "http://site.invalid/",
        "locator": {"quote": "the words"},
        "message": {"en": "the sentence"},
    }


def counted(folder: Path, *findings: dict[str, Any]) -> Standing:
    return standing(read_labels(written(folder, LINES)), findings)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            '  - {row: "kz-2017:a14.9.9", language: "", is: absent, page: "", quote: "", note: x}\n',
            ":8: kz-2017:a14.9.9 is no row",
        ),
        (LINES + LINES.splitlines()[0] + "\n", ":13: kz-2017:a14.4.2 is labelled twice"),
        ('  - {row: "kz-2017:a14.4.2", language: "", is: gone, page: "", quote: "", note: x}\n', "«gone»"),
        ('  - {row: "kz-2017:a14.4.2", language: de, is: absent, page: "", quote: "", note: x}\n', "«de»"),
        ('  - {row: "kz-2017:a14.4.2", language: "", is: absent, page: "", quote: ""}\n', "what is lacking"),
        ('  - {row: "kz-2017:a14.4.2", language: "", is: present, page: "", quote: ""}\n', "stands on a page"),
        ('  - {row: "kz-2017:a14.4.2", language: "", is: absent, page: "", quote: "", note: x, why: y}\n', "«why»"),
    ],
)
def test_a_fault_in_a_file_of_labels_is_one_line_with_its_place(lines: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as fault:
        read_labels(written(tmp_path, lines))
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)
    assert "site-kz-x.yaml:" in str(fault.value)


def test_every_file_of_labels_is_read_and_bears_its_site() -> None:
    sites = every()
    assert {labels.site.replace("/", "-") for labels in sites} == {path.stem for path in HOME.glob("*.yaml")}
    assert all(sum(label.found is not Is.UNKNOWN for label in labels.labels) > 100 for labels in sites)


@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_labels_of_a_newer_edition_are_of_the_same_sites_and_of_its_rows(edition: str) -> None:
    sites = every(HOME / edition)
    assert {labels.site for labels in sites} <= {labels.site for labels in every()}
    assert {labels.methodology for labels in sites} == {edition}
    assert all(labels.labels for labels in sites)


def test_a_report_names_the_edition_whose_labels_it_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition = min(EDITIONS)
    site = every(HOME / edition)[0].site
    run = tmp_path / site.removeprefix("site-kz-") / "run"
    run.mkdir(parents=True)
    (run / "findings.jsonl").write_text("")
    (run / "result.json").write_text(json.dumps({"coverage": {"decided": {"tables": {}}}}))
    target = tmp_path / "told.md"
    assert main([site, "--edition", edition, "--runs", str(tmp_path), "-o", str(target)]) == 0
    assert f"made by `python -m benchmarks.labels --edition {edition}`" in target.read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        main([site, "--edition", edition, "--blind"])
    assert "give one of the two" in capsys.readouterr().err


def test_right_answers_are_found_and_nothing_is_wrong(tmp_path: Path) -> None:
    got = counted(
        tmp_path,
        finding("kz-2017:a14.4.2", None, "missing"),
        finding("kz-2017:a14.2.4", None, "missing"),
        finding("kz-2017:a15.t2.1.2.1", "kk", "met"),
        finding("kz-2017:a15.t2.1.2.1", "ru", "deficiency"),
        finding("kz-2017:a15.t2.1.5.10", "ru", "missing"),
    )
    assert (got.absences, got.shortcomings, got.met) == (Share(1, 1), Share(2, 2), Share(1, 1))
    assert (got.wrong_charges, got.wrong_met) == (Share(0, 3), Share(0, 1))


def test_wrong_answers_are_told_in_both_directions(tmp_path: Path) -> None:
    got = counted(
        tmp_path,
        finding("kz-2017:a14.4.2", None, "met"),
        finding("kz-2017:a15.t2.1.2.1", "kk", "deficiency"),
        finding("kz-2017:a15.t2.1.2.1", "ru", "missing"),
    )
    assert (got.wrong_charges, got.wrong_met) == (Share(2, 2), Share(1, 1))
    wrong = [answer.line() for answer in got.answers if answer.wrong]
    assert wrong[1] == (
        "kz-2017:a15.t2.1.2.1 kk | present b.html «мекенжай» | deficiency by some-check at http://site.invalid/: the words"
    )
    assert len(wrong) == 3


def test_the_gravest_finding_of_a_row_is_its_answer_and_an_open_one_keeps_it_from_being_met(tmp_path: Path) -> None:
    row = "kz-2017:a15.t2.1.2.1"
    both = [finding(row, "kk", "met"), finding(row, "kk", "unverified")]
    assert counted(tmp_path, *both).answers[2].outcome == "open"
    assert counted(tmp_path, *both, finding(row, "kk", "deficiency")).answers[2].outcome == "deficiency"
    assert counted(tmp_path, finding(row, "kk", "not-applicable")).answers[2].outcome == "met"


def test_what_is_left_open_is_missed_and_charges_nothing(tmp_path: Path) -> None:
    got = counted(tmp_path)
    assert (got.absences, got.shortcomings, got.met) == (Share(0, 1), Share(0, 2), Share(0, 1))
    assert sum(answer.missed for answer in got.answers) == 4
    assert got.wrong_charges.value is None


def test_a_row_names_its_table() -> None:
    assert table_of("kz-2017:a14.2.3.1") == "kz-2017:a14"
    assert table_of("kz-2017:a15.t2.1.2.1") == "kz-2017:a15.t2"
    assert table_of("kz-2017:p96") == "kz-2017:p96"


def test_blind_sites_are_measured_by_name_and_are_none_of_the_saved_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "tasotkel-audan" / "run"
    run.mkdir(parents=True)
    (run / "findings.jsonl").write_text(json.dumps(finding("kz-2017:a14.3.2", None, "met")) + "\n")
    (run / "result.json").write_text(json.dumps({"coverage": {"decided": {"tables": {}}}}))
    target = tmp_path / "told.md"
    assert main(["tasotkel-audan", "--blind", "--runs", str(tmp_path), "-o", str(target)]) == 0
    assert "Labels: `tests/portals/blind/`; made by `python -m benchmarks.labels --blind`." in target.read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["tasotkel-audan", "--runs", str(tmp_path), "-o", str(target)])
    assert "tasotkel-audan is not labelled" in capsys.readouterr().err
    assert not {labels.site for labels in every(BLIND)} & {labels.site for labels in every()}


def test_the_report_shows_shares_by_table_and_every_disagreement(tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    found = [finding("kz-2017:a14.4.2", None, "missing"), finding("kz-2017:a15.t2.1.2.1", "ru", "met")]
    (run / "findings.jsonl").write_text("".join(json.dumps(item) + "\n" for item in found))
    decided = {"tables": {"kz-2017:a14": {"total": "0.25"}, "kz-2017:a15.t2": {"kk": "0.10", "ru": "0.20"}}}
    (run / "result.json").write_text(json.dumps({"coverage": {"decided": decided}}))
    told = markdown([scored(read_labels(written(tmp_path, LINES)), run)])
    assert "charged and wrong: 0 of 1 (0 %)" in told
    assert "| site-kz-x | kz-2017:a14 | total 0.25 | 1 of 1 (100 %) | 0 of 1 (0 %) | 0 of 1 (0 %) | – | – |" in told
    assert "| site-kz-x | kz-2017:a15.t2 | kk 0.10, ru 0.20 | – | 0 of 1 (0 %) | – | 0 of 1 (0 %) | 1 of 1 (100 %) |" in told
    wrong, _, missed = told.partition("## Left open")
    assert "- kz-2017:a15.t2.1.2.1 ru | partial c.html «адрес» | met by some-check" in wrong
    assert [line.split()[1] for line in missed.splitlines() if line.startswith("- ")] == [
        "kz-2017:a14.2.4",
        "kz-2017:a15.t2.1.2.1",
    ]
