"""Text of the office files of before 2007 (DOC, XLS, PPT), read within bounds from their OLE containers."""

from __future__ import annotations

import logging
import os
import struct
from io import BytesIO
from typing import Any

from crawler.extract.files.reading import ENOUGH_CELLS, LOCKED, MAX_TEXT, Reading, bounded, broken, stamp
from crawler.extract.text.clean import clean

MAX_BYTES = 30 * 1024 * 1024
MAX_PIECES = 50_000
MAX_RECORDS = 200_000
MAX_SHEETS = 100
MAX_CELLS = 200_000
# Offsets in the file information block; source: [MS-DOC] 2.5, FibBase and FibRgFcLcb97.
_FLAGS, _FIRST, _LAST, _LETTERS, _CLX = 0x0A, 0x18, 0x1C, 0x4C, 0x01A2
_ENCRYPTED, _TABLE_ONE = 0x0100, 0x0200
_WORD_97 = 0xA5EC
# [MS-PPT] 2.9.42, 2.9.43: atoms of text in UTF-16 and in single bytes.
_TEXT_CHARS, _TEXT_BYTES = 0x0FA0, 0x0FA8
# [MS-PPT] 2.3.2: what the atom of the current user says of an encrypted file.
_TOKEN_AT, _LOCKED_TOKEN = 12, 0xF3D1C4DF
# Where a field begins, where its shown result begins, where it ends.
_MARKS = frozenset("\x13\x14\x15")
_DEEP = 20
_CELLS = str.maketrans({"\x07": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\x1f": "", "\xa0": " "})


def read_ole(body: bytes, kind: str) -> Reading:
    """Text, title and dates of a DOC, XLS or PPT; ``text`` is None when the container is broken, locked or larger than thirty megabytes."""
    if len(body) > MAX_BYTES:
        return Reading(complete=False, note=f"larger than {MAX_BYTES} bytes: text not read")
    import olefile

    logging.getLogger("olefile").setLevel(logging.CRITICAL)
    try:
        with olefile.OleFileIO(BytesIO(body)) as container:
            reading = _READERS[kind](container, body)
            return _with_metadata(reading, container)
    except Exception as fault:
        return broken(kind, fault)


def _with_metadata(reading: Reading, container: Any) -> Reading:
    try:
        told = container.get_metadata()
        title = told.title
        if isinstance(title, bytes):
            title = title.decode(_codec(told.codepage), "replace")
        return reading._replace(
            title=clean(str(title or "")), created=stamp(told.create_time), modified=stamp(told.last_saved_time)
        )
    except Exception:
        return reading


def _codec(number: object) -> str:
    codes = {65001: "utf-8", 1200: "utf-16-le"}
    value = int(number) % 65536 if isinstance(number, int) else 1251
    name = codes.get(value, f"cp{value}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1251"
    return name


def _doc(container: Any, _: bytes) -> Reading:
    stream = container.openstream("WordDocument").read()
    ident, flags = struct.unpack_from("<H", stream, 0)[0], struct.unpack_from("<H", stream, _FLAGS)[0]
    if flags & _ENCRYPTED:
        return LOCKED
    if ident != _WORD_97:
        first, last = struct.unpack_from("<II", stream, _FIRST)
        return _lines(stream[first:last][:MAX_TEXT].decode("cp1251", "replace"), last - first <= MAX_TEXT)
    start, size = struct.unpack_from("<II", stream, _CLX)
    table = container.openstream("1Table" if flags & _TABLE_ONE else "0Table").read()
    letters = min(struct.unpack_from("<I", stream, _LETTERS)[0], MAX_TEXT)
    text = _pieces(stream, table[start : start + size], letters)
    return _lines(text, struct.unpack_from("<I", stream, _LETTERS)[0] <= MAX_TEXT)


def _pieces(stream: bytes, clx: bytes, letters: int) -> str:
    """Text by the table of pieces; source: [MS-DOC] 2.9.38 Clx, 2.9.73 FcCompressed."""
    position = 0
    while position < len(clx) and clx[position] == 1:
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    size = struct.unpack_from("<I", clx, position + 1)[0]
    plc = clx[position + 5 : position + 5 + size]
    count = min((len(plc) - 4) // 12, MAX_PIECES)
    ends = struct.unpack_from(f"<{count + 1}I", plc, 0)
    found: list[str] = []
    total = 0
    for index in range(count):
        length = min(ends[index + 1] - ends[index], letters - total)
        if length <= 0:
            break
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0]
        at = place & 0x3FFFFFFF
        if place & 0x40000000:
            found.append(stream[at // 2 : at // 2 + length].decode("cp1252", "replace"))
        else:
            found.append(stream[at : at + 2 * length].decode("utf-16-le", "replace"))
        total += length
    return "".join(found)


def _lines(text: str, complete: bool) -> Reading:
    shown: list[str] = []
    fields: list[bool] = []
    for part in _fields(text):
        if part == "\x13":
            fields.append(True)
        elif part == "\x14" and fields:
            fields[-1] = False
        elif part == "\x15" and fields:
            fields.pop()
        elif part not in _MARKS and not any(fields[-_DEEP:]):
            shown.append(part)
    lines = (" ".join(line.split()) for line in "".join(shown).translate(_CELLS).split("\n"))
    return Reading("\n".join(line for line in lines if line), complete)


def _fields(text: str) -> list[str]:
    """The text parted at the marks of fields, whose instructions readers do not see."""
    parts: list[str] = []
    start = 0
    for index, letter in enumerate(text):
        if letter in _MARKS:
            parts += [text[start:index], letter]
            start = index + 1
    return [*parts, text[start:]]


def _xls(_: Any, body: bytes) -> Reading:
    import xlrd

    with open(os.devnull, "w") as silence:
        try:
            book = xlrd.open_workbook(file_contents=body, logfile=silence, on_demand=True, ragged_rows=True)
        except xlrd.XLRDError as fault:
            if "encrypted" in str(fault).lower():
                return LOCKED
            raise
        tables: list[tuple[str, int, int]] = []
        cells: list[str] = []
        seen = size = filled = 0
        for number in range(min(book.nsheets, MAX_SHEETS)):
            sheet = book.sheet_by_index(number)
            tables.append((clean(sheet.name, 100), sheet.nrows, sheet.ncols))
            for row in range(sheet.nrows):
                for value in sheet.row_values(row):
                    seen += 1
                    filled += value != ""
                    if isinstance(value, str) and value.strip():
                        cells.append(" ".join(value.split()))
                        size += len(value)
                if seen > MAX_CELLS or size > MAX_TEXT:
                    break
            book.unload_sheet(number)
    text, complete = bounded("\n".join(cells))
    return Reading(text, complete and seen <= MAX_CELLS, readable=True if filled >= ENOUGH_CELLS else None, tables=tuple(tables))


def _ppt(container: Any, _: bytes) -> Reading:
    if struct.unpack_from("<I", container.openstream("Current User").read(), _TOKEN_AT)[0] == _LOCKED_TOKEN:
        return LOCKED
    stream = container.openstream("PowerPoint Document").read()
    found: list[str] = []
    position = size = 0
    for _step in range(MAX_RECORDS):
        if position + 8 > len(stream) or size > MAX_TEXT:
            break
        version, kind, length = struct.unpack_from("<HHI", stream, position)
        position += 8
        if version & 0x0F == 0x0F:
            continue
        if kind in (_TEXT_CHARS, _TEXT_BYTES):
            codec = "utf-16-le" if kind == _TEXT_CHARS else "latin-1"
            found.append(stream[position : position + length].decode(codec, "replace"))
            size += len(found[-1])
        position += length
    return _lines("\n".join(found)[:MAX_TEXT], size <= MAX_TEXT)


_READERS = {"doc": _doc, "xls": _xls, "ppt": _ppt}
