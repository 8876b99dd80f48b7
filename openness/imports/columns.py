"""Columns of the files: their names in kk, ru and English code, and what a cell of them may hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from openness.imports.faults import shown
from openness.imports.grid import Broken, Cell, Formula, Percent
from reports.i18n import N_
from store.zone import ASTANA

TEXT_LENGTH = 2000
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
DOTTED = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})", re.ASCII)
CLOCK = re.compile(
    r"(?P<day>\S+?)[ T](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?P<zone>Z|[+-]\d{2}:\d{2})?", re.ASCII
)
NUMBER = re.compile(r"(\d{1,15})(?:[.,](\d{1,6}))?", re.ASCII)
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
YEARS = range(2000, 2101)

FORMULA = N_("found the formula «{found}»; a value was expected; copy the cell and paste it as a value")
BROKEN = N_("found the error «{found}»; a value was expected; correct the cell")
PERCENT = N_("found {found} in a percent format; a plain number was expected; set the format «number» and write for example 82,5")
EMPTY = N_("the cell is empty; fill in the column «{title}»")
NOT_DATE = N_("found «{found}»; a date was expected; write it as 2026-11-20 or 20.11.2026")
NOT_MOMENT = N_("found «{found}»; a date with or without time was expected; write it as 2026-11-20 14:30 or 20.11.2026")
NOT_NUMBER = N_("found «{found}»; a number from 0 was expected; write for example 12 or 82,5, without spaces and signs")
NOT_WHOLE = N_("found «{found}»; a whole number from 0 was expected; write for example 12")
NOT_CHOICE = N_("found «{found}»; one of these was expected: {known}")
NOT_TEXT = N_("found «{found}», which is no text; set the format of the cell to «text» and write it anew")
TOO_LONG = N_("found a text of {length} characters; at most {most} were expected; shorten it")
UNPRINTABLE = N_("found «{found}» with characters that cannot be shown; write the text anew")
NOT_PROOF = N_("found «{found}»; an address with http:// or https://, or the name of a document was expected")

NOT_LINK = N_("found «{found}»; an address with http:// or https:// was expected; copy it from the browser")
TWO_LINKS = N_("found «{found}»; one address without spaces was expected; give each address a line of its own")
NOT_YEAR = N_("found «{found}»; a year of four digits was expected; write for example 2025")


class WrongCellError(Exception):
    """What is wrong with a cell: a text of the catalogues and its fields."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True)
class Choice:
    """One value of a closed list. ``also`` are other spellings that are taken for it."""

    code: str
    kk: str
    ru: str
    also: tuple[str, ...] = ()

    def worded(self, language: str) -> str:
        """How the language writes it; English by its code."""
        return {"kk": self.kk, "ru": self.ru}.get(language, self.code)


@dataclass(frozen=True)
class Column:
    """A column: English code, names, what stands in it, and how its cells are read.

    ``blank`` cells may be empty; a column that is ``optional`` may be absent as a whole.
    """

    code: str
    kk: str
    ru: str
    help_kk: str
    help_ru: str
    read: Callable[[Column, Cell], Any]
    blank: bool = False
    optional: bool = False
    choices: tuple[Choice, ...] = ()

    def worded(self, language: str) -> str:
        """Its header in a language; English by its code."""
        return {"kk": self.kk, "ru": self.ru}.get(language, self.code)

    def value(self, cell: Cell) -> Any:
        """What the cell says; None for an empty one that may be so.

        :raises WrongCellError: anything that this column does not hold.
        """
        if isinstance(cell, Formula):
            raise WrongCellError(FORMULA, found=shown(cell.text))
        if isinstance(cell, Broken):
            raise WrongCellError(BROKEN, found=shown(cell.text))
        if isinstance(cell, Percent):
            raise WrongCellError(PERCENT, found=shown(cell.text))
        if cell is None or cell == "":
            if self.blank:
                return None
            raise WrongCellError(EMPTY, title=self)
        return self.read(self, cell)


YES_NO = (
    Choice("yes", "иә", "да", ("true", "1")),
    Choice("no", "жоқ", "нет", ("false", "0")),
)
LANGUAGES = (
    Choice("kk", "kk", "kk", ("қазақша", "казахский", "қаз", "каз", "kz")),
    Choice("ru", "ru", "ru", ("орысша", "русский", "орыс", "рус")),
)


def folded(text: str) -> str:
    """A word for comparison: case, spaces and the letter ё do not matter."""
    return " ".join(text.split()).casefold().replace("ё", "е")


def words(_column: Column, cell: Cell) -> str:
    """Text of one line; whole numbers are taken as they are written."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    if not isinstance(cell, str):
        raise WrongCellError(NOT_TEXT, found=shown(cell))
    if len(cell) > TEXT_LENGTH:
        raise WrongCellError(TOO_LONG, length=len(cell), most=TEXT_LENGTH)
    text = " ".join(cell.split())
    if not text.isprintable():
        raise WrongCellError(UNPRINTABLE, found=shown(text))
    return text


def proof(column: Column, cell: Cell) -> str:
    """An address on the web or the name of a document; addresses of other kinds are refused."""
    text = words(column, cell)
    scheme, mark, _ = text.partition(":")
    if mark and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]{1,20}", scheme) and ("/" in text or scheme.lower() in DANGEROUS):
        try:
            good = scheme.lower() in ("http", "https") and bool(urlsplit(text).hostname)
        except ValueError:
            good = False
        if not good:
            raise WrongCellError(NOT_PROOF, found=shown(text))
    return text


def link(column: Column, cell: Cell) -> str:
    """An address on the web and nothing else."""
    text = proof(column, cell)
    if not text.lower().startswith(("http://", "https://")):
        raise WrongCellError(NOT_LINK, found=shown(text))
    if " " in text:
        raise WrongCellError(TWO_LINKS, found=shown(text))
    return text


def year(column: Column, cell: Cell) -> str:
    """A year of four digits."""
    found = whole(column, cell)
    if found not in YEARS:
        raise WrongCellError(NOT_YEAR, found=shown(cell))
    return str(found)


DANGEROUS = frozenset({"javascript", "vbscript", "data", "file", "mailto"})


def number(_column: Column, cell: Cell) -> str:
    """A decimal from 0 as text with a point; nothing is rounded."""
    text = _digits(cell)
    match = NUMBER.fullmatch(text)
    if match is None:
        raise WrongCellError(NOT_NUMBER, found=shown(cell))
    whole, part = match[1].lstrip("0") or "0", (match[2] or "").rstrip("0")
    return f"{whole}.{part}" if part else whole


def whole(_column: Column, cell: Cell) -> int:
    """A whole number from 0."""
    text = _digits(cell)
    if WHOLE.fullmatch(text) is None:
        raise WrongCellError(NOT_WHOLE, found=shown(cell))
    return int(text)


def _digits(cell: Cell) -> str:
    """A spreadsheet keeps 82,5 as a binary number; its shortest decimal form is what was written."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return ""
    text = repr(cell) if isinstance(cell, float) else str(cell)
    return text.removesuffix(".0") if isinstance(cell, float) else text


def day(_column: Column, cell: Cell) -> date:
    """A day, ISO or dd.mm.yyyy, or a date cell without time."""
    found = cell if isinstance(cell, date) and not isinstance(cell, datetime) else _day(cell)
    if found is None or found.year not in YEARS:
        raise WrongCellError(NOT_DATE, found=shown(cell))
    return found


def _day(cell: Cell) -> date | None:
    if not isinstance(cell, str):
        return None
    iso, dotted = ISO.fullmatch(cell), DOTTED.fullmatch(cell)
    if iso is None and dotted is None:
        return None
    parts = iso.groups() if iso else (dotted or iso).groups()[::-1]  # type: ignore[union-attr]
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def moment(column: Column, cell: Cell) -> datetime:
    """A time; without a zone it is the country's one, without hours it is midnight."""
    try:
        return _moment(column, cell)
    except (WrongCellError, ValueError):
        raise WrongCellError(NOT_MOMENT, found=shown(cell)) from None


def _moment(column: Column, cell: Cell) -> datetime:
    if isinstance(cell, datetime):
        found = cell
    elif isinstance(cell, str) and (match := CLOCK.fullmatch(cell)):
        clock = f"{match['hour']}:{match['minute']}:{match['second'] or '00'}{match['zone'] or ''}"
        found = datetime.fromisoformat(f"{day(column, match['day'])}T{clock}")
    else:
        found = datetime.fromisoformat(f"{day(column, cell)}T00:00:00")
    if found.year not in YEARS:
        raise ValueError
    return found if found.tzinfo is not None else found.replace(tzinfo=ASTANA)


def choice(column: Column, cell: Cell) -> str:
    """The code of the one value of the column's closed list that the cell names."""
    given = cell if isinstance(cell, str) else str(cell).lower() if isinstance(cell, bool | int) else ""
    found = _choice(column, given)
    if found is None:
        raise WrongCellError(NOT_CHOICE, found=shown(cell), known=column.choices)
    return found


def choices(column: Column, cell: Cell) -> tuple[str, ...]:
    """Codes of one or more values of the closed list, with commas, semicolons or «/» between them."""
    parts = re.split(r"[,;/+]", cell) if isinstance(cell, str) else []
    found = [_choice(column, part) for part in parts]
    if not found or None in found or len(set(found)) != len(found):
        raise WrongCellError(NOT_CHOICE, found=shown(cell), known=column.choices)
    return tuple(one.code for one in column.choices if one.code in found)


def _choice(column: Column, given: str) -> str | None:
    wanted = folded(given)
    for one in column.choices:
        if wanted in {folded(name) for name in (one.code, one.kk, one.ru, *one.also)}:
            return one.code
    return None
