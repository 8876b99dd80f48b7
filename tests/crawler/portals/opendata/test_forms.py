"""Data of a set in other forms than JSON: workbooks, XML, tables in plain text; broken, hostile and harmless ones."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from crawler.portals.opendata import catalogue
from crawler.portals.opendata.portal import Portal
from crawler.portals.opendata.profile import profile
from crawler.portals.opendata.rules import Rules
from crawler.portals.opendata.tables import delimited
from crawler.portals.opendata.workbook import first_sheet
from crawler.portals.opendata.xmlrows import is_xml
from crawler.portals.reading.seam import Question
from openness.registers import load_rules
from tests.conftest import ROOT

RULES = next(one for one in load_rules(ROOT / "config") if isinstance(one, Rules))
ROADS = '<?xml version="1.0" encoding="{}"?><roads><road no="1"><name>Астана – Бурабай</name><km>224</km></road><road no="2"/></roads>'


def book(*rows: tuple[object, ...]) -> bytes:
    made, out = Workbook(), BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def answered(content: bytes) -> dict[str, object] | None:
    """Facts of an answer for the rows of a set; None where it is none."""
    portal = Portal(RULES, "https://data.example")
    question = Question(portal._addresses.make("rows", index="roads", version="v1"), "rows")
    items = portal.read(question, 200, content).items
    return dict(items[0].facts) if items else None


def test_a_workbook_gives_rows_types_and_faults_of_its_shape() -> None:
    facts = profile(book(("name", "km", None), ("А", 1.5, date(2026, 1, 2)), (), ("Б", 2, date(2026, 3, 4))), 100)
    assert (facts["problem"], facts["rows"], facts["columns"]) == ("", 3, ["name", "km"])
    assert facts["shape"] == {"blank-label": 1, "blank-row": 1}
    assert facts["kinds"]["km"] == {"number": 1, "integer": 1}


def test_formatting_beside_the_table_makes_neither_rows_nor_columns() -> None:
    sheet = first_sheet(book(("name", "km", None, None), ("А", 1, None, None), (None, None, None, None)))
    assert sheet is not None
    assert (sheet.labels, sheet.rows, sheet.faults) == (("name", "km"), (("А", 1),), {})


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 30_000_000)
    return out.getvalue()


def entities() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book(("a",), (1,)))) as source, zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            body = source.read(name)
            if name.endswith("sheet1.xml"):
                body = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + body
            archive.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, bomb(), entities()],
                         ids=["zip", "ole", "bomb", "entities"])  # fmt: skip
def test_a_workbook_that_cannot_be_opened_is_unread_and_charges_nobody(content: bytes) -> None:
    assert first_sheet(content) is None
    assert answered(content) is None


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_xml_gives_rows_in_the_encoding_that_it_declares(encoding: str) -> None:
    facts = answered(ROADS.format(encoding).encode(encoding))
    assert facts is not None
    assert (facts["rows"], facts["columns"]) == (2, ["no", "name", "km"])


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('<?xml version="1.0"?>\n<roads><road><name>А & Б</name></road></roads>', "2:23"),
        ('<?xml version="1.0"?>\n<roads><road><name>А</road></name></roads>', "2:23"),
    ],
)
def test_xml_that_is_not_well_formed_is_a_fault_with_its_place(content: str, place: str) -> None:
    facts = answered(content.encode())
    assert facts is not None
    assert (facts["problem"], facts["place"]) == ("not-xml", place)


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><error>no key</error>',
        b'<?xml version="1.0"?><error><message>no key</message></error>'[:-9],
        b'<?xml version="1.0"?><!DOCTYPE html><html><body>& busy</body></html>',
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><r><row><a>&a;</a></row></r>',
        "Ошибка, попробуйте позже\nИзвините, портал занят".encode(),
        "Ошибка, попробуйте позже".encode(),
    ],
    ids=["message", "cut off", "page", "entities", "two lines", "one line"],
)
def test_what_may_be_a_message_of_somebody_between_is_left_alone(content: bytes) -> None:
    assert answered(content) is None


def test_a_page_is_no_xml_data() -> None:
    assert is_xml(b'\xef\xbb\xbf <?xml version="1.0"?><rows/>')
    assert not is_xml(b'<?xml version="1.0"?><!doctype HTML><html>')
    assert not is_xml(b"<rows/>")


def test_rows_too_uneven_are_parted_as_their_labels_are() -> None:
    found = delimited("id,name,age\n1101,Джон\n1102,Юлия,26,Картофель\n")
    assert found is not None
    assert found.faults == {"extra-cell": 1, "missing-cell": 1}
    assert delimited("один два\nтри, четыре\nпять\n") is None


def test_words_of_a_passport_with_faulty_letters_are_named_with_their_field() -> None:
    faulty = catalogue.dataset("s", {"nameRu": "Cтепные дороги", "descriptionKk": "ДОСТЫЌ ауылы"}, RULES).facts
    assert (faulty["mixed"], faulty["broken"]) == ({"title-ru": "Cтепные"}, {"description-kk": "ДОСТЫЌ"})
    sound = catalogue.dataset("s", {"nameRu": "IT-парк «Astana Hub»", "nameKk": "Дала жолдары"}, RULES).facts
    assert not {"mixed", "broken"} & set(sound)
