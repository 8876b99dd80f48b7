"""Documents for download, made in memory: Word, Excel, PDF with a text layer and as a scan, RTF, CSV and archives."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from xml.sax.saxutils import escape

from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont

MADE = datetime(2026, 11, 3, 9, 30)  # noqa: DTZ001 - the file formats hold no zone
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"


@lru_cache(maxsize=2048)
def made(kind: str, title: str, lines: tuple[str, ...]) -> bytes:
    """A document of a kind (``docx``, ``xlsx``, ``pdf``, ``scan``, ``rtf``, ``csv``, ``zip``, ``txt``) with these lines."""
    makers = {"docx": _docx, "xlsx": _xlsx, "pdf": _pdf, "scan": _scan, "rtf": _rtf, "csv": _csv, "zip": _zip, "txt": _txt}
    return makers[kind](title, lines)


def _docx(title: str, lines: Sequence[str]) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rows = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in (title, *lines))
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    packed = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{office}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{relations}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{rows}</w:body></w:document>',
    }
    return _packed({name: f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode() for name, text in packed.items()})


def _packed(entries: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in entries.items():
            archive.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _xlsx(title: str, lines: Sequence[str]) -> bytes:
    book = Workbook()
    book.properties.created = book.properties.modified = MADE
    sheet = book.active
    sheet.append([title])
    for place, line in enumerate(lines, 1):
        sheet.append([place, line, place * 17])
    out = io.BytesIO()
    book.save(out)
    # The library writes the hour of saving into the file.
    with zipfile.ZipFile(out) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return _packed({name: _SAVED.sub(rb"\g<1>2026-11-03T09:30:00Z\g<2>", body) for name, body in entries.items()})


def _pdf(title: str, lines: Sequence[str]) -> bytes:
    """One font without outlines, two bytes a letter, with the map by which readers find the letters again."""
    text = [title, *lines]
    letters = sorted({letter for line in text for letter in line})
    code = {letter: place + 1 for place, letter in enumerate(letters)}
    maps = "".join(f"<{code[letter]:04X}> <{letter.encode('utf-16-be').hex().upper()}>\n" for letter in letters)
    cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    cmap += "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    rows = maps.splitlines()
    for start in range(0, len(rows), 100):
        part = rows[start : start + 100]
        cmap += f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
    cmap += "endcmap CMapName currentdict /CMap defineresource pop end end"
    shown = "".join(f"<{''.join(f'{code[letter]:04X}' for letter in line)}> Tj T*\n" for line in text)
    page = f"BT /F1 11 Tf 14 TL 60 780 Td\n{shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Text /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Text /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /FontDescriptor 7 0 R /DW 600 >>",
        "<< /Type /FontDescriptor /FontName /Text /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200"
        " /CapHeight 700 /StemV 80 >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    return _assembled(objects)


def _assembled(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _scan(title: str, lines: Sequence[str]) -> bytes:
    sheet = Image.new("L", (1240, 1754), 246)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(_FONT, 28)
    for row, line in enumerate((title, *lines)):
        draw.text((110, 160 + 60 * row), line[:64], 40, font)
    out = io.BytesIO()
    sheet.rotate(0.6, fillcolor=246).quantize(16).convert("L").save(
        out, "PDF", resolution=150, creationDate=MADE.timetuple(), modDate=MADE.timetuple()
    )
    return out.getvalue()


def _rtf(title: str, lines: Sequence[str]) -> bytes:
    text = r"\par ".join("".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in line) for line in (title, *lines))
    return (r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0 Times New Roman;}}\f0\fs24 " + text + "}").encode("ascii")


def _csv(title: str, lines: Sequence[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("number", "text"))
    writer.writerows(enumerate(lines, 1))
    return out.getvalue().encode()


def _zip(title: str, lines: Sequence[str]) -> bytes:
    return _packed({"data.csv": _csv(title, lines)})


def _txt(title: str, lines: Sequence[str]) -> bytes:
    return "\n".join((title, *lines)).encode()


def scheme_picture(boxes: Sequence[str]) -> bytes:
    """The structure as a picture: boxes below one another, joined by lines."""
    sheet = Image.new("RGB", (900, 120 + 90 * len(boxes)), "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(_FONT, 18)
    for row, words in enumerate(boxes):
        top = 40 + 90 * row
        left = 60 if row else 240
        draw.rectangle((left, top, left + 520, top + 54), outline="#0b4a5e", width=3)
        draw.text((left + 14, top + 16), words[:52], "#1d2a2f", font)
        if row:
            draw.line((30, 94, 30, top + 27), fill="#0b4a5e", width=3)
            draw.line((30, top + 27, left, top + 27), fill="#0b4a5e", width=3)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()
