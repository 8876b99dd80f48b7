"""Hostile files: formulas, bombs, entities, endless sheets, wrong encodings – refused in short time, nothing stored."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import Engine

from openness.faults import WrongUse
from openness.imports import grid, package
from openness.imports.faults import FaultyFileError
from openness.imports.grid import safe_name
from store.zips import Overlapping
from tests.crawler.extract.filemaker import overlapping
from tests.openness.imports.helpers import as_csv, as_xlsx, faults, stored, take

SURVEY = [
    ["survey", "service", "value", "respondents", "conducted", "proof"],
    ["media", "", "82", "4", "2026-10-10", "report"],
]
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refused(engine: Engine, path: Path, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        take(engine, "survey", path)
    assert stored(engine) == 0


def repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The workbook with its parts changed."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def sheet(body: str) -> bytes:
    return f'<?xml version="1.0"?><worksheet xmlns="{NAMESPACE}"><sheetData>{body}</sheetData></worksheet>'.encode()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return as_xlsx(tmp_path / "survey.xlsx", SURVEY)


FORMULAS = ["=1+1", '=HYPERLINK("http://a.kz")', "=cmd|' /C calc'!A0", " =SUM(A1)"]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("cell", ["C2", "F2"])
def test_formulas_are_refused_in_both_formats(engine: Engine, tmp_path: Path, formula: str, cell: str) -> None:
    rows = [SURVEY[0], list(SURVEY[1])]
    rows[1]["ABCDEF".index(cell[0])] = formula
    for path in (as_csv(tmp_path / "f.csv", rows), as_xlsx(tmp_path / "f.xlsx", rows)):
        found = faults(engine, "survey", path)
        assert [at for at, _ in found] == [cell]
        assert f"found the formula «{' '.join(formula.split())}»" in found[0][1]


def test_formulas_with_a_stored_value_are_refused_too(engine: Engine, book: Path) -> None:
    row = '<row r="2"><c r="A2" t="str"><f>"media"</f><v>media</v></c><c r="C2"><f>80+2</f><v>82</v></c></row>'

    def change(parts: dict[str, bytes]) -> None:
        head = parts[SHEET].partition(b'<row r="2"')[0]
        parts[SHEET] = head + row.encode() + b"</sheetData></worksheet>"

    found = dict(faults(engine, "survey", repacked(book, change)))
    assert "formula «=80+2»" in found["C2"]
    assert "formula" in found["A2"]


def test_errors_of_spreadsheets_are_refused(engine: Engine, book: Path) -> None:
    made = load_workbook(book)
    made.active["C2"] = "#DIV/0!"
    made.active["C2"].data_type = "e"
    made.save(book)
    found = faults(engine, "survey", book)
    assert [at for at, _ in found] == ["C2"]
    assert "found the error «#DIV/0!»" in found[0][1]


def test_a_zip_bomb_is_refused_before_it_unpacks(engine: Engine, book: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["xl/media/image1.bin"] = bytes(package.MAX_UNPACKED + 1)

    path = repacked(book, change)
    assert path.stat().st_size < 2 * 1024 * 1024
    refused(engine, path, "unpack to more than 128 MB")


def test_a_zip_bomb_that_lies_about_its_size_is_refused(engine: Engine, book: Path) -> None:
    """A size of one megabyte in the directory, two hundred in the stream."""
    big = 200 * 1024 * 1024
    repacked(book, lambda parts: parts.update({"xl/media/image1.bin": bytes(big)}))
    data = book.read_bytes()
    book.write_bytes(data.replace(big.to_bytes(4, "little"), (1024 * 1024).to_bytes(4, "little")))
    refused(engine, book, "not a sound XLSX")


def test_parts_that_share_their_bytes_are_refused(engine: Engine, book: Path) -> None:
    """Twenty-two kilobytes that claim to be a little less than what may be unpacked."""
    with zipfile.ZipFile(book) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    book.write_bytes(overlapping([*parts, *(f"xl/media/{number}.bin" for number in range(100))], sheet("") + b" " * 1_200_000))
    with pytest.raises(WrongUse, match="not a sound XLSX") as caught:
        take(engine, "survey", book)
    assert isinstance(caught.value.__cause__, Overlapping)


def test_parts_packed_in_a_way_that_no_bound_holds_are_refused(engine: Engine, book: Path) -> None:
    with zipfile.ZipFile(book, "a", zipfile.ZIP_BZIP2) as made:
        made.writestr("xl/media/image1.bin", bytes(1_000_000))
    refused(engine, book, "not a sound XLSX")


def test_many_small_parts_are_refused(engine: Engine, book: Path) -> None:
    repacked(book, lambda parts: parts.update({f"xl/media/{n}.bin": b"" for n in range(package.MAX_PARTS)}))
    refused(engine, book, "unpack to more than")


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:1/">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_entities_are_refused(engine: Engine, book: Path, head: str, encoding: str, part: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        text = parts[part].decode().partition("?>")
        body = text[2] if text[1] else text[0]
        parts[part] = f'<?xml version="1.0" encoding="{encoding}"?>{head}{body}'.encode(encoding)

    refused(engine, repacked(book, change), "definitions that an XLSX file never needs")


def test_entities_are_refused_in_a_part_by_any_name(engine: Engine, book: Path) -> None:
    """The sheet is found by what the workbook says of it, not by the end of its name."""

    def change(parts: dict[str, bytes]) -> None:
        body = parts.pop(SHEET).partition(b"?>")
        parts["xl/worksheets/sheet1.bin"] = b' \n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + (body[2] or body[0])
        for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
            parts[name] = parts[name].replace(b"sheet1.xml", b"sheet1.bin")

    refused(engine, repacked(book, change), "definitions that an XLSX file never needs")


def test_a_sheet_of_a_million_rows_is_refused(engine: Engine, book: Path) -> None:
    cell = "<c><v>1</v></c>"
    body = f"<row>{cell}</row>" * 1_000_000
    repacked(book, lambda parts: parts.update({SHEET: sheet(body)}))
    refused(engine, book, "more than 100000 rows or 64 columns")


@pytest.mark.parametrize(
    "body",
    [
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        '<row r="2"><c r="XFD2"><v>1</v></c></row>',
        f'<row r="2">{"<c><v>1</v></c>" * 300}</row>',
    ],
    ids=["far below", "far right", "many cells"],
)
def test_cells_far_from_the_table_are_refused(engine: Engine, book: Path, body: str) -> None:
    repacked(book, lambda parts: parts.update({SHEET: sheet(body)}))
    refused(engine, book, "more than 100000 rows or 64 columns")


def test_more_rows_than_are_read_are_refused(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MAX_ROWS", 3)
    good = as_csv(tmp_path / "good.csv", [SURVEY[0], *([SURVEY[1]] * 3)])
    assert [cell for cell, _ in faults(engine, "survey", good)] == ["A3", "A4"]  # repeated, but all read
    for path in (as_csv(tmp_path / "f.csv", [SURVEY[0], *([SURVEY[1]] * 4)]),
                 as_xlsx(tmp_path / "f.xlsx", [SURVEY[0], *([SURVEY[1]] * 4)])):  # fmt: skip
        found = faults(engine, "survey", path)
        assert [cell for cell, _ in found] == ["A5"]
        assert "more than 3 rows" in found[0][1]


def test_a_hundred_thousand_lines_and_one(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    head = ";".join(SURVEY[0])
    path.write_text(head + "\n" + "".join(f"service;{n};4;1;2026-10-10;\n" for n in range(100_000)), encoding="utf-8")
    assert take(engine, "survey", path).item.rows == 100_000
    with path.open("a", encoding="utf-8") as file:
        file.write("service;last;4;1;2026-10-10;\n")
    with pytest.raises(FaultyFileError, match="cell A100002: more than 100000 rows"):
        take(engine, "survey", path)


def test_too_many_columns_are_refused(engine: Engine, tmp_path: Path) -> None:
    rows = [SURVEY[0] + ["x"] * 60, SURVEY[1]]
    for path in (as_csv(tmp_path / "f.csv", rows), as_xlsx(tmp_path / "f.xlsx", rows)):
        assert faults(engine, "survey", path)[0][0] == "BM1"


def test_a_file_that_is_too_large_is_refused(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(b"a;b\n" * (grid.MAX_BYTES // 4 + 1))
    refused(engine, path, "larger than 20 MB")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \r\n \n", "the file is empty"),
        ("опрос;значение\nмедиа;1\n".encode("cp1251"), "line 1: not UTF-8"),
        ("survey;service\nмедиа".encode("utf-16"), "UTF-16"),
        (b"survey;service\nmedia;\xff\n", "line 2: not UTF-8"),
        (b"survey;\x00service\n", "neither CSV nor XLSX"),
        (b"PK\x03\x04 no zip", "not a sound XLSX"),
        (b"PK", "not a sound XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or encrypted"),
    ],
    ids=["empty", "blank", "cp1251", "utf-16", "latin", "nul", "no zip", "two letters", "old"],
)
def test_files_that_are_no_table(engine: Engine, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(content)
    refused(engine, path, said)


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n", b"%PDF-1.7\n1 0 obj", b"<html><body>x</body></html>", b'{"a": 1}'],
    ids=["png", "pdf", "html", "json"],
)
def test_files_of_other_kinds_have_no_header_of_ours(engine: Engine, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    with pytest.raises((WrongUse, FaultyFileError)):
        take(engine, "survey", path)
    assert stored(engine) == 0


def test_an_encrypted_part_is_refused(engine: Engine, book: Path) -> None:
    data = bytearray(book.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    book.write_bytes(bytes(data))
    refused(engine, book, "old or encrypted")


def test_a_package_that_is_no_workbook(engine: Engine, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("hello.txt", "hello")
    path = tmp_path / "f.xlsx"
    path.write_bytes(packed.getvalue())
    refused(engine, path, "not a sound XLSX")


def test_broken_xml_and_deep_nesting(engine: Engine, book: Path) -> None:
    good = book.read_bytes()
    repacked(book, lambda parts: parts.update({SHEET: b"<worksheet><sheetData>"}))
    refused(engine, book, "not a sound XLSX")
    book.write_bytes(good)
    repacked(book, lambda parts: parts.update({SHEET: b"<a>" * 100_000 + b"</a>" * 100_000}))
    refused(engine, book, "unpack to more than")


def test_data_on_other_sheets_are_not_passed_over_in_silence(engine: Engine, book: Path) -> None:
    made = load_workbook(book)
    made.create_sheet("Пояснения")["A1"] = "words"
    made.create_sheet("empty")
    made.save(book)
    assert take(engine, "survey", book).new
    made.create_sheet("More\x1f"[:4])["B7"] = 5
    made.save(book)
    with pytest.raises(FaultyFileError, match="the sheet «More» is not read"):
        take(engine, "survey", book)


@pytest.mark.parametrize("kind", ["media-requests", "survey"])
def test_one_value_over_several_lines_is_no_value_of_the_others(engine: Engine, tmp_path: Path, kind: str) -> None:
    """A number of one answer merged over two requests would leave the second one without an answer, in silence."""
    rows: dict[str, list[list[str]]] = {
        "media-requests": [
            ["number-in", "received", "number-out", "answered", "extended", "extension-notice"],
            ["1", "2026-10-19", "o-1", "2026-10-21", "no", ""],
            ["2", "2026-10-19", "", "", "no", ""],
        ],
        "survey": [*SURVEY, ["service", "S", "4", "10", "2026-10-10", ""]],
    }
    path = as_xlsx(tmp_path / "f.xlsx", rows[kind])
    span = {"media-requests": "C2:C3", "survey": "F2:F3"}[kind]
    made = load_workbook(path)
    made.active.merge_cells(span)
    made.active.merge_cells("A9:B12")  # below the table, and harmless
    made.save(path)
    found = faults(engine, kind, path)
    assert [(at, f"merged with {span}" in line) for at, line in found] == [(span[:2], True)]


def test_a_hundred_thousand_spans_are_gone_through_once(engine: Engine, book: Path) -> None:
    spans = "".join(f'<mergeCell ref="A{number}:B{number}"/>' for number in range(5, 100_005))

    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", f"</sheetData><mergeCells>{spans}</mergeCells>".encode())

    assert take(engine, "survey", repacked(book, change)).new


def test_a_workbook_of_charts_only(engine: Engine, tmp_path: Path) -> None:
    made = Workbook()
    made.create_chartsheet("chart")
    del made["Sheet"]
    made.save(tmp_path / "f.xlsx")
    with pytest.raises((WrongUse, FaultyFileError)):
        take(engine, "survey", tmp_path / "f.xlsx")


def test_quotation_marks_that_do_not_match(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(";".join(SURVEY[0]) + '\nmedia;;82;4;2026-10-10;"a" b\n', encoding="utf-8")
    found = faults(engine, "survey", path)
    assert [cell for cell, _ in found] == ["A2"]
    assert "quotation marks" in found[0][1]


def test_a_cell_without_end(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(";".join(SURVEY[0]) + '\nmedia;;82;4;2026-10-10;"' + "a" * 200_000, encoding="utf-8")
    assert [cell for cell, _ in faults(engine, "survey", path)] == ["A2"]


def test_hostile_names_of_files_and_sheets(engine: Engine, tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "a\x1b[2J{found}\u202e.xlsx", [SURVEY[0], ["x", *SURVEY[1][1:]]], sheet="{sheet}\u202e")
    found = faults(engine, "survey", path)
    assert found[0][1].startswith("a\ufffd[2J{found}\ufffd.xlsx, sheet «{sheet}\ufffd», cell A2: found «x»; one of these")
    assert safe_name(Path("/etc/") / ("x" * 300)) == "x" * 199 + "…"


def test_values_that_look_like_fields_of_texts(engine: Engine, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "f.csv", [SURVEY[0], ["{file.__class__}", *SURVEY[1][1:]]])
    assert "found «{file.__class__}»; one of these" in faults(engine, "survey", path)[0][1]


def test_folders_and_absent_files(engine: Engine, tmp_path: Path) -> None:
    refused(engine, tmp_path, "no such file")
    refused(engine, tmp_path / "absent.csv", "no such file")
