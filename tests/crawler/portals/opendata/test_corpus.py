"""Data that nobody here wrote: faults of tables as Frictionless tells them, official terms in two languages, JSON that does not parse, titles."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.catalog.opendata.data_sets_correct import META
from checks.opensets import OpenSet
from checks.runner import worded
from checks.setfaults import is_copy, of_data
from crawler.portals.opendata.letters import broken, mixed
from crawler.portals.opendata.profile import profile
from crawler.portals.opendata.tables import delimited
from crawler.portals.opendata.workbook import first_sheet
from store.items import ItemRecord

pytestmark = pytest.mark.corpus
# Kinds of fault that a table's shape shows; others need a schema or a package around the file.
SHAPE = frozenset({"blank-label", "duplicate-label", "blank-row", "extra-cell", "missing-cell"})
# Where we say otherwise than Frictionless of a table in plain text, and why.
OTHERWISE = {
    "countries.csv": "its first line is a remark of one cell, which is the line of labels: no row can lack cells",
    "country-2.csv": "separated by «;» and read by Frictionless with a description beside it",
    "dialect.csv": "read by Frictionless with a dialect beside it",
    "matrix-with-comment.csv": "read by Frictionless with a description that names the comment",
}
# The same of workbooks: a sheet has no end of its own, so cells that are formatted and hold nothing belong to no row and no column of ours.
FORMATTED = {
    "issue-313.xlsx": {"blank-label"},
    "issue-870.xlsx": {"blank-row"},
    "merged-cells-boolean.xls": {"blank-label", "blank-row"},
    "merged-cells.xls": {"blank-label", "blank-row"},
    "merged-cells.xlsx": {"blank-label"},
}
# Sheets without a cell: «source-error» of Frictionless, no rows for us.
EMPTY = frozenset({"sheet2.xls", "sheet2.xlsx"})


def truth(corpus: Path, *kinds: str) -> Iterator[tuple[Path, frozenset[str]]]:
    """Files of these kinds with the errors that Frictionless tells of each."""
    folder = corpus / "data-files-with-errors" / "frictionless"
    with (folder / "truth_frictionless_validate.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            path = folder / "data" / line["file"]
            if path.suffix in kinds and path.is_file():
                yield path, frozenset(line["error_types"].split())


def test_faults_of_shape_are_those_of_frictionless(corpus: Path) -> None:
    compared, differ, plain = 0, {}, set()
    for path, errors in truth(corpus, ".csv", ".tsv"):
        try:
            found = delimited(path.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError:  # the next test but one
            continue
        if found is None:
            plain.add(path.name)
            continue
        compared += 1
        if set(found.faults) != errors & SHAPE:
            differ[path.name] = (sorted(found.faults), sorted(errors & SHAPE))
    assert compared == 94
    assert set(differ) == set(OTHERWISE), differ
    # One column, or nothing at all: nothing parts its cells, so it is plain text to us and left alone.
    assert plain == {"empty.csv", "floats.csv", "leading-zeros.csv"}


def test_faults_of_workbooks_are_those_of_frictionless(corpus: Path) -> None:
    compared, differ = 0, {}
    for path, errors in truth(corpus, ".xlsx", ".xls"):
        sheet = first_sheet(path.read_bytes())
        assert sheet is not None, path.name
        compared += 1
        if path.name in EMPTY:
            assert (errors, sheet.rows, profile(path.read_bytes(), 100)["problem"]) == ({"source-error"}, (), "no-rows")
        elif set(sheet.faults) != errors & SHAPE:
            differ[path.name] = set(errors & SHAPE) - set(sheet.faults)
            assert set(sheet.faults) <= errors, path.name
    assert compared == 25
    assert differ == FORMATTED


def test_faults_that_shape_cannot_show_are_few_and_known(corpus: Path) -> None:
    """What else the truth file tells: faults of types, of packages and descriptions around a file, of what cannot be opened at all."""
    beyond = {path.name: set(errors - SHAPE) for path, errors in truth(corpus, ".csv", ".tsv", ".xlsx", ".xls") if errors - SHAPE}
    assert beyond == {
        "[table].csv": {"package-error"},
        "capital-invalid.csv": {"type-error"},
        "empty.csv": {"source-error"},
        "issue-1024.xlsx": {"type-error"},
        "issue-320.xlsx": {"type-error"},
        "sheet2.xls": {"source-error"},
        "sheet2.xlsx": {"source-error"},
        "table-infer-increase-limit.csv": {"type-error"},
    }
    # A cell of another type than the rest of its column is seen as such, and judged only against a declared type.
    path = corpus / "data-files-with-errors" / "frictionless" / "data" / "table-infer-increase-limit.csv"
    assert any(len(found) > 1 for found in profile(path.read_bytes(), 1000)["kinds"].values())


def test_json_is_a_table_a_description_or_told_as_broken(corpus: Path) -> None:
    found = {path.name: profile(path.read_bytes(), 1000) for path, _ in truth(corpus, ".json")}
    assert len(found) == 16
    assert {name for name, facts in found.items() if facts["problem"] == "not-json"} == {"invalid.json"}
    # Descriptions of packages hold no rows: their faults (countries, issue-869, issue-977, issue-1258) are those of the table they name.
    rows = {name for name, facts in found.items() if not facts["problem"]}
    assert {"table.json", "table.keyed.json", "table-output.json"} <= rows
    assert all(not facts["shape"] for name, facts in found.items() if name in rows)


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
    for name, (_, place) in faulty.items():
        entry, data = (ItemRecord(capture_id="c", url="u", seq=0, portal="open-data", source="sets", kind=kind, key=name, facts=facts)
                       for kind, facts in (("dataset", {"title-ru": name}), ("data", found[name])))  # fmt: skip
        (fault,) = of_data(OpenSet(entry, data=data), frozenset())
        said = worded(META, fault.message, {"set": name, **fault.facts})
        assert said.ru == f"Данные набора «{name}» не читаются: нарушен синтаксис файла; место: {place}."
        assert said.kk == f"«{name}» жиынтығының деректері оқылмайды: файлдың синтаксисі бұзылған; орны: {place}."


def test_untranslated_terms_are_copies_and_names_are_not(corpus: Path) -> None:
    with next((corpus / "data-kz-sdg-kazstat").glob("pairs*.tsv")).open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file, delimiter="\t"))
    copies = [pair for pair in pairs if is_copy(pair["kk"], pair["ru"])]
    marked = [pair for pair in pairs if pair["kk_equals_ru"] == "yes"]
    assert len(pairs) == 2797
    assert len(marked) == 98
    assert all(pair in marked for pair in copies)
    # Left alone is what no language owns: ages in figures, names of places, an abbreviation, a unit, a term of science.
    left = [pair["ru"] for pair in marked if pair not in copies]
    assert {text for text in left if not text.strip("+").replace("-", "").isdigit()} == {
        "ЩБКЗ", "Абай", "Жетісу", "Ұлытау", "Биоэнергетика", "Мвт",
    }  # fmt: skip
    assert (len(copies), len(left)) == (75, 23)


def test_titles_of_real_sets_bear_few_faulty_letters_and_each_is_one(corpus: Path) -> None:
    titles = []
    for path in sorted((corpus / "data-kz-egov" / "opengov-data-egov-kz").rglob("by*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            titles += [row["Version Name"] for row in csv.DictReader(file)]
    assert len(titles) == 2841
    assert [title for title in titles if broken(title)] == []
    # Latin c, C and i inside Russian and Kazakh words.
    assert sorted(word for title in titles if (word := mixed(title))) == ["Cведения", "cети", "Жетiсу"]
