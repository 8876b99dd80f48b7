"""Rows of a set that is given as XML: what stands directly below the root are its rows, what stands in them its columns."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

from crawler.extract.files.xmlform import refusal

MOST_ROWS = 1_000
MOST_COLUMNS = 200
LONGEST = 2_000
ROW, CELL = 2, 3
_BEGUN = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[\s?]")
_PAGE = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_BEGINNING = 1_000


class Rows(NamedTuple):
    """Rows by columns. ``fault`` is why there are none (``not-xml`` for what is not well-formed, ``cut-off`` where it ends too early,
    ``refused`` for what is well-formed and holds no rows: a message of error, or entities of its own), ``place`` is line and column from 1."""

    rows: tuple[dict[str, str], ...] = ()
    fault: str = ""
    place: str = ""


def is_xml(content: bytes) -> bool:
    """Whether the bytes begin as XML that is no page."""
    return _BEGUN.match(content) is not None and _PAGE.search(content[:_BEGINNING]) is None


def rows_of(content: bytes) -> Rows:
    """Reads XML without building it; never raises."""
    if refusal(content):
        return Rows(fault="refused")
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = reader.start, reader.end, reader.text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as fault:
        ended = fault.code == _code(expat.errors.XML_ERROR_NO_ELEMENTS) or fault.code in _UNENDED
        return Rows(fault="cut-off" if ended else "not-xml", place=f"{fault.lineno}:{fault.offset + 1}")
    except (ValueError, LookupError):
        return Rows(fault="not-xml")
    return Rows(tuple(reader.rows)) if any(reader.rows) else Rows(fault="refused")


def _code(message: str) -> int:
    return int(expat.errors.codes[message])


_UNENDED = frozenset({_code(expat.errors.XML_ERROR_UNCLOSED_TOKEN), _code(expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION)})


class _Reader:
    def __init__(self) -> None:
        self.rows: list[dict[str, str]] = []
        self._depth = 0
        self._column = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == ROW and len(self.rows) <= MOST_ROWS:
            self.rows.append({key: value[:LONGEST] for key, value in list(attributes.items())[:MOST_COLUMNS]})
        elif self._depth == CELL and self._open and len(self.rows[-1]) < MOST_COLUMNS:
            self._column = name
            self.rows[-1].setdefault(name, "")

    def end(self, _name: str) -> None:
        if self._depth == CELL:
            self._column = ""
        self._depth -= 1

    def text(self, data: str) -> None:
        if self._column and self._open:
            row = self.rows[-1]
            row[self._column] = (row[self._column] + data)[:LONGEST]

    @property
    def _open(self) -> bool:
        return 0 < len(self.rows) <= MOST_ROWS
