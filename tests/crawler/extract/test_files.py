"""What files of each format tell: text, title, dates, language, size of tables, members of archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import docx
import openpyxl
import pypdf

from store.records import DateRecord, DocumentRecord, Record, TextRecord
from tests.crawler.extract.filemaker import doc, packed, ppt, xls

PLAN = "Министрлік 2026 жылғы 5 мамырдағы № 12 бұйрығымен бекітілген жұмыс жоспары туралы ақпарат"


def told(
    read: Callable[..., list[Record]], body: bytes, content_type: str = ""
) -> tuple[DocumentRecord, str, list[tuple[str, str, str]]]:
    records = read(body, url="http://mam.example.kz/file/1", content_type=content_type)
    assert isinstance(records[0], DocumentRecord)
    texts = [record for record in records if isinstance(record, TextRecord)]
    assert len(texts) <= 1
    dates = [(item.value, item.role, item.method) for item in records if isinstance(item, DateRecord)]
    assert all(record.language == records[0].language for record in records)
    return records[0], texts[0].text if texts else "", dates


def test_word_file_of_today(read: Callable[..., list[Record]]) -> None:
    document = docx.Document()
    document.core_properties.title = "Жұмыс жоспары"
    document.core_properties.created = datetime(2026, 5, 6, 4, 0, tzinfo=UTC)
    document.core_properties.modified = datetime(2026, 5, 7, 4, 30, tzinfo=UTC)
    paragraph = document.add_paragraph("Минис")
    paragraph.add_run("трлік").bold = True
    paragraph.add_run(PLAN.removeprefix("Министрлік"))
    document.add_paragraph("Екінші абзац").add_run().add_break()
    document.add_table(1, 2).rows[0].cells[0].text = "Ұяшық"
    out = io.BytesIO()
    document.save(out)
    record, text, dates = told(read, out.getvalue())
    assert (record.kind, record.title, record.created, record.modified) == (
        "docx", "Жұмыс жоспары", "2026-05-06T04:00:00+00:00", "2026-05-07T04:30:00+00:00",
    )  # fmt: skip
    assert text.split("\n") == [PLAN, "Екінші абзац", "Ұяшық"]
    assert (record.language, record.text_language) == ("kk", "kk")
    assert dates == [
        ("2026-05-06T04:00:00+00:00", "", "metadata"),
        ("2026-05-07T04:30:00+00:00", "changed", "metadata"),
        ("2026-05-05", "act", "number"),
    ]


def test_sheets_and_their_sizes(read: Callable[..., list[Record]]) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Атауы", "Саны", "Күні"])
    for number in range(12):
        book.active.append([f"Кітап {number}", number, "05.05.2026"])
    book.create_sheet("Бос")
    out = io.BytesIO()
    book.save(out)
    record, text, _ = told(read, out.getvalue())
    assert (record.kind, record.readable, record.tables) == ("xlsx", True, (("sheet1", 13, 3), ("sheet2", 0, 0)))
    assert text.split("\n")[:2] == ["Атауы", "Саны"]
    figures = openpyxl.Workbook()
    for number in range(20):
        figures.active.append([number, number * 2])
    out = io.BytesIO()
    figures.save(out)
    record, text, _ = told(read, out.getvalue())
    assert (text, record.readable, record.tables) == ("", True, (("sheet1", 20, 2),))


def test_open_document(read: Callable[..., list[Record]]) -> None:
    cells = '<table:table-cell office:value-type="string"><text:p>а</text:p></table:table-cell>' * 3
    content = (
        f"<office:document-content>\n<office:body>\n<text:p>{PLAN}<text:s/>және<text:line-break/>соңы</text:p>"
        f'<table:table table:name="1-кесте"><table:table-row>{cells}<table:table-cell table:number-columns-repeated="16000"/>'
        "</table:table-row><table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row></table:table>"
        "</office:body></office:document-content>"
    )
    meta = "<dc:title>Жоспар &amp; есеп</dc:title><meta:creation-date>2026-05-06T10:00:00</meta:creation-date><dc:date>2026-05-07</dc:date>"
    for kind, media, tables in (("odt", "text", ()), ("ods", "spreadsheet", (("1-кесте", 1, 3),))):
        files = {
            "mimetype": f"application/vnd.oasis.opendocument.{media}".encode(),
            "content.xml": content.encode(),
            "meta.xml": meta.encode(),
        }
        record, text, _ = told(read, packed(files))
        assert (record.kind, record.title, record.created, record.modified) == (
            kind,
            "Жоспар & есеп",
            "2026-05-06T10:00:00",
            "2026-05-07",
        )
        assert text.split("\n") == [f"{PLAN} және", "соңы", "а", "а", "а"]
        assert record.tables == tables


def test_office_files_of_before_2007(read: Callable[..., list[Record]]) -> None:
    record, text, dates = told(read, doc("Plan 2026. ", PLAN, '\r\x13 HYPERLINK "x" \x14сілтеме\x15\x07соңы'))
    assert (record.kind, record.readable, record.language) == ("doc", True, "kk")
    assert text == f"Plan 2026. {PLAN}\nсілтеме\nсоңы"
    assert dates == [("2026-05-05", "act", "number")]
    record, text, _ = told(read, xls(("Атауы", "Саны"), (PLAN, 12.0)))
    assert (record.kind, record.readable, record.tables, text) == ("xls", True, (("Бет1", 2, 2),), f"Атауы\nСаны\n{PLAN}")
    record, text, _ = told(read, ppt("Жоспар", PLAN))
    assert (record.kind, record.readable, text) == ("ppt", True, f"Жоспар\n{PLAN}")


def test_rich_text(read: Callable[..., list[Record]]) -> None:
    cyrillic = "".join(f"\\'{byte:02x}" for byte in "план работы министерства утверждён".encode("cp1251"))
    body = (
        r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Times;}}{\info{\title Plan}{\creatim\yr2026\mo5\dy6\hr9\min30}}"
        r"{\pict 89504e47}{\*\generator x;}\f0 " + cyrillic + r"\par \u1178?\u1072?\u1079?\u1072?\u1179? \tab 5 мая\cell}"
    ).encode("cp1251")
    record, text, dates = told(read, body)
    assert text == "план работы министерства утверждён\nҚазақ 5 мая"
    assert (record.kind, record.title, record.created, record.note) == ("rtf", "Plan", "2026-05-06T09:30", "")
    assert dates == [("2026-05-06T09:30", "", "metadata")]


def test_pdf_tells_of_itself(read: Callable[..., list[Record]]) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    writer.add_metadata({"/Title": "Жоспар", "/CreationDate": "D:20260506100000+05'00'", "/ModDate": "not a date"})
    out = io.BytesIO()
    writer.write(out)
    record, _, dates = told(read, out.getvalue())
    assert (record.title, record.created, record.modified) == ("Жоспар", "2026-05-06T10:00:00+05:00", "")
    assert (record.pages, record.pages_read, record.text_pages, record.readable, record.broken) == (1, 1, 0, False, False)
    assert dates == [("2026-05-06T10:00:00+05:00", "", "metadata")]


def test_tables_in_plain_text_and_markup(read: Callable[..., list[Record]]) -> None:
    table = 'Атауы;Саны\n"Кітап; дәптер";12\nҚалам;3\n\nҚағаз;5\n'.encode()
    record, _, _ = told(read, table, "text/csv; charset=utf-8")
    assert (record.kind, record.delimiter, record.tables, record.note) == ("csv", ";", (("", 4, 2),), "")
    record, text, dates = told(read, f"<?xml version='1.0'?><a:жоспар xmlns:a='x'><b>{PLAN}</b></a:жоспар>".encode(), "text/xml")
    assert (record.kind, record.title, record.broken, text) == ("xml", "жоспар", False, PLAN)
    assert dates == [("2026-05-05", "act", "number")]


def test_names_in_archives_of_old_windows(read: Callable[..., list[Record]]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("XXXX.txt", b"abc")
        archive.writestr("dir/", b"")
    body = out.getvalue().replace(b"XXXX", "план".encode("cp866"))
    record, _, _ = told(read, body)
    assert record.members == (("план.txt", "txt", 3),)
    assert record.note == "1 files: план.txt"
