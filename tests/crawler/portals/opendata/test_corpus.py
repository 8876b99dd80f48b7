"""Data that nobody here wrote: faults of tables as Frictionless tells them, official terms in two languages, JSON that does not parse, titles."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from checks.setfaults import is_copy
from crawler.portals.opendata.letters import broken
from crawler.portals.opendata.profile import profile
from crawler.portals.opendata.tables import delimited

pytestmark = pytest.mark.corpus
# Kinds of fault that a table's shape shows; others need a schema or a package around the file.
SHAPE = frozenset({"blank-label", "duplicate-label", "blank-row", "extra-cell", "missing-cell"})
# Where we say otherwise than Frictionless, and why.
OTHERWISE = {
    "countries.csv": "the separator guessed is «;», which the file's comments bear; its rows are broken by either",
    "country-2.csv": "separated by «;» and read by Frictionless with a description beside it",
    "dialect.csv": "read by Frictionless with a dialect beside it",
    "matrix-with-comment.csv": "read by Frictionless with a description that names the comment",
}


def test_faults_of_shape_are_those_of_frictionless(corpus: Path) -> None:
    folder = corpus / "data-files-with-errors" / "frictionless"
    compared, differ = 0, {}
    with (folder / "truth_frictionless_validate.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            path = folder / "data" / line["file"]
            if path.suffix != ".csv" or not path.is_file():
                continue
            try:
                table = delimited(path.read_bytes().decode("utf-8-sig"))
            except UnicodeDecodeError:
                continue
            if table is None:  # one column, or no lines: plain text to us, for nothing parts its cells
                continue
            compared += 1
            wanted = set(line["error_types"].split()) & SHAPE
            if set(table.faults) != wanted:
                differ[path.name] = (sorted(table.faults), sorted(wanted))
    assert compared > 60
    assert set(differ) == set(OTHERWISE), differ


def test_files_in_other_encodings_are_told_as_such(corpus: Path) -> None:
    folder = corpus / "data-files-with-errors" / "frictionless" / "data"
    for name in ("latin1.csv", "table-infer-iso-8859-7.csv", "table-with-accents.csv"):
        assert profile((folder / name).read_bytes(), 100)["problem"] == "not-utf-8"


def test_each_broken_file_of_services_is_told_with_its_place(corpus: Path) -> None:
    folder = corpus / "text-egovkz-services"
    found = {path.stem: profile(path.read_bytes(), 1000) for path in sorted(folder.glob("*.json"))}
    faulty = {name: (facts["problem"], facts.get("place")) for name, facts in found.items() if facts["problem"]}
    assert faulty == {
        "Bilim": ("not-json", "7:13"),
        "Keden jane salyq": ("not-json", "141:81"),
        "family": ("not-json", "233:301"),
    }
    assert len(found) == 12


def test_untranslated_terms_are_copies_and_names_are_not(corpus: Path) -> None:
    with next((corpus / "data-kz-sdg-kazstat").glob("pairs*.tsv")).open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file, delimiter="\t"))
    copies = [pair for pair in pairs if is_copy(pair["kk"], pair["ru"])]
    marked = [pair for pair in pairs if pair["kk_equals_ru"] in ("1", "True", "true", "yes")]
    assert len(marked) == 98
    assert all(pair in marked for pair in copies)
    # Left alone are terms of fewer than three Cyrillic words: names, units, abbreviations, texts in Latin letters.
    left = [pair["ru"] for pair in marked if pair not in copies]
    assert {"Абай", "Жетісу", "Ұлытау", "Биоэнергетика"} <= set(left)
    assert len(copies) + len(left) == 98
    assert len(copies) >= 60


def test_titles_of_real_sets_bear_no_spoilt_letters_that_are_none(corpus: Path) -> None:
    titles = []
    for path in sorted((corpus / "data-kz-egov" / "opengov-data-egov-kz").rglob("by*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            titles += [row["Version Name"] for row in csv.DictReader(file)]
    assert len(titles) > 2800
    spoilt = sorted({title for title in titles if broken(title)})
    assert len(spoilt) <= len(titles) // 100, spoilt[:20]
