"""Text inside office files that are zip containers, unpacked within bounds: a few kilobytes can claim to be gigabytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape

from crawler.extract.files.container import open_zip, unpacked
from crawler.extract.files.reading import ENOUGH_CELLS, LOCKED, MAX_TEXT, Reading, broken, stamp
from crawler.extract.text.clean import clean

MAX_UNPACKED = 20 * 1024 * 1024
MAX_PARTS = 200
MAX_META = 200_000
MAX_TABLES = 100
_PARTS = {
    "docx": re.compile(r"word/(?:document|footnotes|header\d+|footer\d+)\.xml"),
    "xlsx": re.compile(r"xl/(?:sharedStrings|worksheets/sheet\d+)\.xml"),
    "pptx": re.compile(r"ppt/slides/slide\d+\.xml"),
    "odt": re.compile(r"content\.xml"),
    "ods": re.compile(r"content\.xml"),
    "odp": re.compile(r"content\.xml"),
    "epub": re.compile(r".*\.x?html?"),
}
_META = ("docProps/core.xml", "meta.xml")
_MANIFEST = "META-INF/manifest.xml"
# Ends of paragraphs, cells and lines; all other markup stands inside words too and must not part them.
_BREAK = re.compile(
    r"</(?:w:p|w:tc|a:p|text:p|text:h|si|is|table:table-cell|p|div|li|h[1-6]|td|th|tr)>"
    r"|<(?:w:br|w:tab|w:cr|text:tab|text:line-break|br)(?:\s[^<>]*)?/?>"
)
_SPACE = re.compile(r"<text:s(?:\s[^<>]*)?/>")
_HIDDEN = re.compile(r"<(?:script|style|w:instrText|w:delText)(?:\s[^<>]*)?>[^<]*")
_MARKUP = re.compile(r"<[^<>]*>")
_VALUE = re.compile(r"<(?:v|f)>[^<]*</(?:v|f)>")
_NUMBER = re.compile(r"\d+")
_ROW = re.compile(r"<row[\s>]")
_CELL = re.compile(r'<c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"')
_TABLE = re.compile(r'<table:table\s[^<>]*?table:name="([^"<>]{0,200})"')
_ODF_CELL = re.compile(r"<table:table-cell(?P<attributes>[^<>]*)>")
_REPEATED = re.compile(r'number-columns-repeated="(\d{1,6})"')
_TITLE = re.compile(r"<dc:title[^<>]*>([^<]{0,1000})</dc:title>")
_CREATED = re.compile(r"<(?:dcterms:created|meta:creation-date)[^<>]*>([^<]{0,60})<")
_MODIFIED = re.compile(r"<(?:dcterms:modified|dc:date)[^<>]*>([^<]{0,60})<")


def read_office(body: bytes, kind: str) -> Reading:
    """Text, title and dates of a DOCX, XLSX, PPTX, ODT, ODS, ODP or EPUB; ``text`` is None when the container is broken."""
    try:
        with open_zip(body) as archive:
            return _read(archive, kind)
    except Exception as fault:
        return broken(kind, fault)


def _read(archive: zipfile.ZipFile, kind: str) -> Reading:
    wanted = _PARTS[kind]
    infos = [info for info in archive.infolist() if wanted.fullmatch(info.filename)]
    names = sorted((info.filename for info in infos), key=_in_order)[:MAX_PARTS]
    if any(info.flag_bits & 1 for info in infos) or _is_locked(archive):
        return LOCKED
    pieces: list[str] = []
    tables: list[tuple[str, int, int]] = []
    left, parts, note = MAX_UNPACKED, 0, ""
    for name in names:
        data, complete = unpacked(archive, name, left)
        left -= len(data)
        parts += name.startswith("ppt/slides/")
        text = data.decode("utf-8", "replace")
        if not complete:
            text = text[: max(0, text.rfind("<"))]
        if len(tables) < MAX_TABLES:
            tables.extend(_tables(kind, name, text))
        pieces.append(words_of_markup(text))
        if not complete:
            note = f"read up to {MAX_UNPACKED} bytes unpacked"
            break
    text = "\n".join(piece for piece in pieces if piece)
    title, created, modified = _told(archive)
    return Reading(
        text[:MAX_TEXT],
        not note and len(text) <= MAX_TEXT,
        note,
        title=title,
        created=created,
        modified=modified,
        pages=parts if kind == "pptx" else None,
        readable=True if sum(rows * columns for _, rows, columns in tables) >= ENOUGH_CELLS else None,
        tables=tuple(tables[:MAX_TABLES]),
    )


def _in_order(name: str) -> tuple[bool, bool, list[int], str]:
    """Main parts before headers, the second slide before the tenth."""
    return ("header" in name or "footer" in name, "footnotes" in name, [int(part) for part in _NUMBER.findall(name)], name)


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument file is encrypted, which its zip container does not tell. Source: OpenDocument 1.3, part 2, 3.4.1."""
    if _MANIFEST not in archive.NameToInfo:
        return False
    return b"encryption-data" in unpacked(archive, _MANIFEST, MAX_META)[0]


def words_of_markup(text: str) -> str:
    """Text of office markup, a paragraph or cell a line; words broken by formatting stay whole."""
    text = _HIDDEN.sub("", text)
    text = _MARKUP.sub("", _SPACE.sub(" ", _BREAK.sub("\n", _VALUE.sub("", text))))
    lines = (" ".join(line.split()) for line in unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _tables(kind: str, name: str, text: str) -> Iterator[tuple[str, int, int]]:
    if kind == "xlsx" and "worksheets/" in name:
        rows, columns = 0, 0
        for match in _CELL.finditer(text):
            rows, columns = max(rows, int(match[2])), max(columns, _column(match[1]))
        yield name.rpartition("/")[2].removesuffix(".xml"), rows or len(_ROW.findall(text)), columns
    elif kind == "ods":
        starts = [(match.start(), match[1]) for match in _TABLE.finditer(text)][:MAX_TABLES]
        for index, (start, title) in enumerate(starts):
            end = starts[index + 1][0] if index + 1 < len(starts) else len(text)
            yield clean(unescape(title), 100), *_size(text[start:end])


def _size(table: str) -> tuple[int, int]:
    """Rows and columns that hold something; the empty ones that fill a sheet to its edge do not count."""
    rows = columns = 0
    for row in table.split("<table:table-row")[1:]:
        width, filled = 0, 0
        for cell in _ODF_CELL.finditer(row.partition("</table:table-row>")[0]):
            repeated = _REPEATED.search(cell["attributes"])
            width += int(repeated[1]) if repeated else 1
            if "office:value" in cell["attributes"]:
                filled = width
        rows += bool(filled)
        columns = max(columns, filled)
    return rows, columns


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _told(archive: zipfile.ZipFile) -> tuple[str, str, str]:
    """Title, and dates of making and of change, as the file's own metadata tells them."""
    for name in _META:
        if name in archive.NameToInfo:
            data, _ = unpacked(archive, name, MAX_META)
            text = data.decode("utf-8", "replace")[:MAX_META]
            found = [pattern.search(text) for pattern in (_TITLE, _CREATED, _MODIFIED)]
            title, created, modified = (unescape(match[1]) if match else "" for match in found)
            return clean(title), stamp(created), stamp(modified)
    return "", "", ""
