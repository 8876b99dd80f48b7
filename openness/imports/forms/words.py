"""Words that forms are read and written by: names of tables, of periods, and those that say that there was nothing."""

from __future__ import annotations

import re

QUOTES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "ё": "е"})
TABLE = re.compile(r"^(?:таблица\s+(?P<ru>\d+(?:\s*-\s*\d+)?)|(?P<kk>\d+(?:\s*-\s*\d+)?)\s*-?\s*кесте)\s*[.:]?\s*(?P<title>.*)$")
PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])))?")
NONE = {"kk": "жоқ", "ru": "нет"}
BLANK_LINE = re.compile(r"[_\s.…]*")
ROMAN = ("I", "II", "III", "IV")


def plain(text: object) -> str:
    """A text for comparison: case, spaces, the kind of quotation marks and dashes, and stops at its end do not matter."""
    words = " ".join(str(text).translate(QUOTES).split()).casefold()
    return re.sub(r"\s*([/(),:;])\s*", r"\1", words).strip(" .;:,")


def table_name(number: str, language: str) -> str:
    """What a table is called: «Таблица 5-1», «5-1-кесте»."""
    return f"{number}-кесте" if language == "kk" else f"Таблица {number}"


def table_number(text: object) -> str | None:
    """The number of the table that a line is the caption of; None for another line."""
    match = TABLE.match(plain(text))
    return None if match is None else re.sub(r"\s", "", match["ru"] or match["kk"])


def none_word(language: str) -> str:
    """The word that says that a list is empty."""
    return NONE["kk" if language == "kk" else "ru"]


def says_none(text: object) -> bool:
    """Whether a cell says that there was nothing to list."""
    return plain(text) in NONE.values()


def period_words(period: str, language: str) -> str:
    """A period as a report names it: «2026 год», «1-е полугодие 2026 года», «2026 жылғы 3-тоқсан»."""
    match = PERIOD.fullmatch(period)
    if match is None:
        return period
    year, half, quarter = match["year"], match["half"], match["quarter"]
    if language == "kk":
        part = f"{half}-жартыжылдық" if half else f"{quarter}-тоқсан"
        return f"{year} жылғы {part}" if half or quarter else f"{year} жыл"
    part = f"{half}-е полугодие" if half else f"{quarter}-й квартал"
    return f"{part} {year} года" if half or quarter else f"{year} год"


def names_period(text: object, period: str) -> bool:
    """Whether a text names this period, in either language or by its code; Roman numerals count as figures."""
    said = plain(text)
    for number, roman in reversed(list(enumerate(ROMAN, start=1))):
        said = re.sub(rf"\b{roman.casefold()}\b", str(number), said)
    return _bare(said) in {_bare(plain(one)) for one in (period, period_words(period, "kk"), period_words(period, "ru"))}


def _bare(said: str) -> str:
    """Without the endings that people write in different ways: «2026 год», «за 2026 г.», «2026 жылғы»."""
    said = re.sub(r"\b(за|г|год|года|году|жыл|жылы|жылғы|үшін)\b\.?", " ", said)
    words = re.sub(r"-(?:е|ое|й|ый|ші|шы)\b", "", said).replace("-", " ").split()
    return " ".join(sorted(words))


def unwritten(text: object) -> bool:
    """Whether a line to be filled in still holds its underscores alone."""
    return BLANK_LINE.fullmatch(str(text)) is not None
