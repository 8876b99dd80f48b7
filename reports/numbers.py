"""How numbers and times are written: exact text for machines, the customs of each language for people.

Exact text: plain digits with a point, never an exponent, at least two places and further ones only as far as the value
needs them ("0.30", "0.135", "10.00"). So equal numbers have equal text, and the law's two-place weights look as printed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from store.zone import ASTANA

PLACES = 2
SHOWN_PLACES = 4
ENDLESS_PLACES = 12
_EXACT = Context(prec=200, rounding=ROUND_HALF_UP)
_COMMA = {"kk": ",", "ru": ",", "en": "."}
_DAY = {"kk": "y 'жылғы' d MMMM", "ru": "long", "en": "long"}
_POINT = re.compile(r"п\.\s*(?P<numbers>\d[\d.–-]*)(?P<rest>.*)")
_SUBPOINT = re.compile(r"п\.\s*(?P<point>\d+)\.(?P<part>\d+)")
_PART = re.compile(r"(?P<year>\d{4})-(?P<kind>[HQ])(?P<part>[1-4])")
_INSIDE = {"kk": "{point}-тармақтың {part}) тармақшасы", "ru": "п. {point}, пп. {part})", "en": "point {point}, {part})"}
_ROMAN = ("", "I", "II", "III", "IV")
_PARTS = {
    "H": {"kk": "{year} жылғы {part} жартыжылдық", "ru": "{part} полугодие {year} года", "en": "half-year {part} of {year}"},
    "Q": {"kk": "{year} жылғы {part} тоқсан", "ru": "{part} квартал {year} года", "en": "quarter {part} of {year}"},
}
_YEAR = {"kk": "{year} жыл", "ru": "{year} год", "en": "{year}"}
_TIME = {"kk": "y 'жылғы' d MMMM, HH:mm:ss", "ru": "d MMMM y 'г.', HH:mm:ss", "en": "d MMMM y, HH:mm:ss"}


def exact(value: Decimal) -> str:
    """Exact text of points. Raises ValueError for a number that is not finite."""
    if not value.is_finite():
        raise ValueError(f"points must be finite, not {value}")
    text = format(value, "f")
    whole, _, part = text.partition(".")
    part = part.rstrip("0").ljust(PLACES, "0")
    sign = "" if Decimal(text) != 0 else whole.removeprefix("-")
    return f"{sign or whole}.{part}"


def from_fraction(text: str) -> Decimal:
    """An exact fraction as text («25/12») as a decimal: exact where it has an end, else rounded half up to 12 places."""
    value = Fraction(text)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    quotient = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return quotient if rest == 1 else quotient.quantize(Decimal(1).scaleb(-ENDLESS_PLACES), context=_EXACT)


def shown(value: Decimal | str, language: str) -> str:
    """Points for a reader: decimal comma in kk and ru; more than four places are rounded and marked with ≈."""
    number = Decimal(value)
    text = exact(number)
    places = len(text.partition(".")[2])
    mark = ""
    if places > SHOWN_PLACES:
        text, mark = exact(number.quantize(Decimal(1).scaleb(-SHOWN_PLACES))), "≈ "
    return mark + text.replace(".", _COMMA[language]).replace("-", "\N{MINUS SIGN}")


def range_words(low: str, high: str, language: str) -> str:
    """A range as people write it; one number where both ends are equal, an ellipsis where a sign would meet the dash."""
    least, most = shown(low, language), shown(high, language)
    if low == high:
        return least
    signed = not (least[0].isdigit() and most[0].isdigit())
    dash = "\N{NO-BREAK SPACE}…\N{NO-BREAK SPACE}" if signed else "–"
    return f"{least}{dash}{most}"


@lru_cache(maxsize=1024)
def counted(value: int, language: str) -> str:
    """A whole number with the language's grouping of digits."""
    text: str = format_decimal(value, locale=language)
    return text


def day(value: date | str, language: str) -> str:
    """A date in words."""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    text: str = format_date(value, _DAY[language], locale=language)
    return text


def edition(name: str, language: str) -> str:
    """An edition of an act, which is called by the day of its entry into force, in words; any other text stays as it is."""
    try:
        return day(name, language)
    except ValueError:
        return name


def period(name: str, language: str) -> str:
    """A reporting period (2026, 2026-H2, 2026-Q4) in words; any other text stays as it is."""
    part = _PART.fullmatch(name)
    if part:
        return _PARTS[part["kind"]][language].format(year=part["year"], part=_ROMAN[int(part["part"])])
    return _YEAR[language].format(year=name) if name.isdigit() else name


def printed(number: str, language: str) -> str:
    """The number of a row as a reader of the language expects it; rows without a number of their own bear their point («п. 96»)."""
    inside = _SUBPOINT.fullmatch(number)
    if inside is not None:
        return _INSIDE[language].format(**inside.groupdict())
    point = _POINT.fullmatch(number)
    if point is None or language == "ru":
        return number
    several = "–" in point["numbers"]
    if language == "kk":
        return f"{point['numbers']}-{'тармақтар' if several else 'тармақ'}{point['rest']}"
    return f"{'points' if several else 'point'} {point['numbers']}{point['rest']}"


@lru_cache(maxsize=1024)
def moment(value: datetime | str, language: str) -> str:
    """A time in words, in Astana's time with its offset told. A time without a zone is taken as UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    there = value.astimezone(ASTANA)
    text: str = format_datetime(there, _TIME[language], tzinfo=ASTANA, locale=language)
    return f"{text} ({there.tzname()})"
