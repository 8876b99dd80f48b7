"""The package of an XLSX file proved before anything is built of it: what it unpacks to, counted part by part.

A workbook of a few kilobytes may unpack to gigabytes, hold one row of a million cells, or define entities. Each part is gone
through once by a parser that builds nothing; a file beyond the bounds is refused here.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from openness.faults import WrongUse
from openness.imports.grid import MAX_COLUMNS, MAX_ROWS
from reports.i18n import N_
from store.zips import refuse_method, refuse_overlapping

MAX_UNPACKED = 128 * 1024 * 1024
MAX_PARTS = 2000
MAX_DEPTH = 200
WIDEST = 4 * MAX_COLUMNS
"""Columns that are looked at; data in those after ``MAX_COLUMNS`` are refused by their cell."""
LONGEST = MAX_ROWS + 1000
MAX_STRINGS = 1_200_000
MAX_TABLE = 6_000_000
MAX_OTHER = 300_000
CHUNK = 1024 * 1024
TABLE = frozenset({"row", "c", "v", "si", "t", "is", "f"})

BLANK = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
MARKUP = (b"<", "<".encode("cp500"))
NOT_XLSX = N_("{file}: not a sound XLSX file; open it in a spreadsheet and save it anew as XLSX")
BOMB = N_("{file}: its parts unpack to more than {most} MB; save only the table itself anew as XLSX")
MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
WITH_MACROS = N_("{file}: holds macros, which are never run; save it anew without them, as XLSX or DOCX")
ENTITIES = N_("{file}: holds definitions that an XLSX file never needs; save it anew as XLSX")
LOCKED = N_("{file}: an old or encrypted workbook; remove the password and save it as XLSX")
TOO_LONG = N_("{file}: a sheet with more than {rows} rows or {columns} columns; delete the empty ones after the table")


def prove(name: str, content: bytes, unsound: str = NOT_XLSX) -> None:
    """Goes through every part of a workbook or a document.

    :param unsound: what is said of a package that is neither.
    :raises WrongUse: not sound, encrypted, beyond the bounds, with macros or with definitions of entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 0x1 for part in parts):
                raise WrongUse(LOCKED, file=name)
            if any(part.filename.lower().endswith(MACROS) for part in parts):
                raise WrongUse(WITH_MACROS, file=name)
            refuse_overlapping(package)
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise WrongUse(BOMB, file=name, most=MAX_UNPACKED // 1024 // 1024)
            counter = _Counter(name)
            for part in parts:
                _part(package, part, counter)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, OSError, ValueError) as fault:
        raise WrongUse(unsound, file=name) from fault


def _part(package: zipfile.ZipFile, part: zipfile.ZipInfo, counter: _Counter) -> None:
    refuse_method(part)
    parser = counter.parser() if part.filename.lower().endswith((".xml", ".rels", ".vml")) else None
    with package.open(part) as stream:
        first = True
        while chunk := stream.read(CHUNK):
            counter.unpacked(len(chunk))
            # A workbook may call a part of its markup what it likes.
            if first and parser is None and chunk.lstrip(BLANK).startswith(MARKUP):
                parser = counter.parser()
            first = False
            if parser is not None:
                parser.Parse(chunk, False)
    if parser is not None:
        parser.Parse(b"", True)


class _Counter:
    """Counts over all parts of one file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.bytes = self.table = self.other = self.strings = 0
        self.depth = self.in_row = self.row = 0

    def parser(self) -> expat.XMLParserType:
        """A parser for one part that only counts."""
        self.depth = self.in_row = self.row = 0
        made = expat.ParserCreate(namespace_separator=" ")
        made.StartElementHandler = self._start
        made.EndElementHandler = self._end
        made.StartDoctypeDeclHandler = self._doctype
        return made

    def unpacked(self, number: int) -> None:
        """Notes bytes as they come out, whatever the package says of its sizes."""
        self.bytes += number
        if self.bytes > MAX_UNPACKED:
            raise self._bomb()

    def _bomb(self) -> WrongUse:
        return WrongUse(BOMB, file=self.name, most=MAX_UNPACKED // 1024 // 1024)

    def _doctype(self, *_given: object) -> None:
        raise WrongUse(ENTITIES, file=self.name)

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        local = name.rpartition(" ")[2]
        if local not in TABLE:
            self.other += 1
        else:
            self.table += 1
            if local == "si":
                self.strings += 1
            elif local == "row":
                self.in_row, self.row = 0, _number(attributes.get("r", ""), self.row + 1)
            elif local == "c":
                self.in_row += 1
                if self.in_row > WIDEST or _column(attributes.get("r", "")) > WIDEST:
                    raise WrongUse(TOO_LONG, file=self.name, rows=MAX_ROWS, columns=MAX_COLUMNS)
        if self.row > LONGEST:
            raise WrongUse(TOO_LONG, file=self.name, rows=MAX_ROWS, columns=MAX_COLUMNS)
        if self.other > MAX_OTHER or self.table > MAX_TABLE or self.strings > MAX_STRINGS or self.depth > MAX_DEPTH:
            raise self._bomb()


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _column(cell: str) -> int:
    number = 0
    for letter in cell[:4]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number
