"""Telephone numbers of Kazakhstan in text and in tel: links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import phonenumbers
from phonenumbers import PhoneNumberFormat

from crawler.extract.text.words import Dialling

REGION = "KZ"
# Six digits in groups, or eleven: without them no number can stand in a line.
_CANDIDATE = re.compile(r"\d(?:[\s()/‒–—-]{0,3}\d){5}")
_FIVE = re.compile(r"\d{5}")
_LOCAL = re.compile(r"(?<![\d.,/№-])\d{1,3}[-–]\d{2}[-–]\d{2}(?![\d.]|-\d)")
# After the word «тел.» or another number: «24 93 86», «32- 62- 85», «325853»; no local number begins with 0 or 1, post codes do.
_LISTED = re.compile(
    r"[\s.:,;/–-]{0,6}(?:(?:и|және|and|факс|fax)(?!\w)[\s.:]{0,3})?(?P<number>[2-9]\d{1,2}(?:\s?[-–]\s?|\s)\d{2}(?:\s?[-–]\s?|\s)\d{2}|[2-9]\d{4,6})(?![\d%)]|[-–.]\d)"
)
_WORD_END = re.compile(r"\w*")
# «339-59-038 (727) 339-58-99», «339-59-03info@…»: pages that part neighbours by style alone.
_GLUED = re.compile(r"(?<=\d\d)(?=8\s?\(7\d{2,4}\))|(?<=\d[\s–-]\d\d)(?=[^\W\d_])")
_NUMBERS = re.compile(r"\b(?:бсн|бин|иин|жсн|иик|жск|бик|бск|инн|ббк|кбк|kz\d{2})\b", re.IGNORECASE)
_LONG = re.compile(r"\d{12,}")
# «8 7142 55 49 50 8 7142 55 06 26» are two numbers.
_NEXT = re.compile(r"(?<=\d\d)\s(?=(?:8|\+7)[\s(-]{0,3}7(?:[\s()–-]{0,3}\d){9})")
# The numbering plan of +7 is shared with Russia; 800 and 808 are free calls.
_OWN = ("+76", "+77", "+7800", "+7808")
# «+7 700 000 00 00» was never filled in.
_UNSET = "0000000"
_WORD_REACH = 60
# Digits of a number within the country.
NATIONAL = 10


def phone_of_link(address: str, dialling: Dialling) -> str:
    """The number of a tel: link in international form, or ``""`` when it is none that exists."""
    return _parsed(address.partition(";")[0].partition("?")[0].strip(), dialling)


def _parsed(text: str, dialling: Dialling) -> str:
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return ""
    return _formatted(number, dialling)


def _formatted(number: phonenumbers.PhoneNumber, dialling: Dialling) -> str:
    if not (phonenumbers.is_valid_number(number) or _assigned(number, dialling)):
        return ""
    value = str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
    return "" if value.endswith(_UNSET) else value


def _assigned(number: phonenumbers.PhoneNumber, dialling: Dialling) -> bool:
    """Whether a number bears the code of a mobile network or of an area that the library does not know."""
    national = str(number.national_number)
    known = national[:3] in dialling.codes or national.startswith(dialling.areas)
    return number.country_code == 7 and len(national) == NATIONAL and known


def phones_in(line: str, spoken_before: bool, dialling: Dialling) -> tuple[tuple[str, int], ...]:
    """Numbers in a line with their places: international form, or as written for a local number that a word announces."""
    if not _CANDIDATE.search(line) and not _FIVE.search(line):
        return ()
    return _found(line, spoken_before, dialling)


@lru_cache(maxsize=20_000)
def _found(line: str, spoken_before: bool, dialling: Dialling) -> tuple[tuple[str, int], ...]:
    folded, words = line.casefold(), dialling.words
    found: list[tuple[str, int]] = []
    taken: list[tuple[int, int]] = []
    for start, raw, number in _numbers(line, dialling):
        spoken = spoken_before or _announced(folded, start, words)
        if _plausible(raw, folded[:start], spoken):
            value = _formatted(number, dialling)
            if value and _of_country(raw, value):
                found.append((value, start))
        taken.append((start, start + len(raw)))
    spoken_first = spoken_before and not found
    for local in _LOCAL.finditer(line):
        if any(start <= local.start() < end for start, end in taken):
            continue
        if (_announced(folded, local.start(), words) or spoken_first) and sum(map(str.isdigit, local.group())) >= 5:
            found.append((local.group().replace("–", "-"), local.start()))
    known = {start for _, start in found}
    found += [item for item in _listed(folded, words, taken) if item[1] not in known]
    return tuple(sorted(found, key=lambda item: item[1]))


def _numbers(line: str, dialling: Dialling) -> Iterator[tuple[int, str, phonenumbers.PhoneNumber]]:
    """Numbers of the numbering plan with their places and as written."""
    blanked = _blanked(line)
    cuts = [0, *(match.start() for match in _GLUED.finditer(blanked)), len(blanked)]
    taken: list[tuple[int, int]] = []
    for begin, end in pairwise(cuts):
        for match in phonenumbers.PhoneNumberMatcher(blanked[begin:end], REGION, phonenumbers.Leniency.VALID, 50):
            taken.append((begin + match.start, begin + match.end))
            yield begin + match.start, match.raw_string, match.number
    for found in dialling.written.finditer(blanked):
        if not any(start < found.end() and found.start() < end for start, end in taken):
            yield found.start(), found.group(), phonenumbers.parse(found.group(), REGION)


def _listed(folded: str, words: re.Pattern[str], taken: list[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    """Local numbers that follow a word of telephones or another number at once."""
    starts = [end for _, end in taken]
    starts += [_WORD_END.match(folded, match.end()).end() for match in words.finditer(folded)]  # type: ignore[union-attr]
    seen: set[int] = set()
    for first in starts:
        position = first
        while (match := _LISTED.match(folded, position)) and match.start("number") not in seen:
            start, end = match.span("number")
            if any(begin < end and start < until for begin, until in taken):
                break
            seen.add(start)
            yield re.sub(r"\s?[-–\s]\s?", "-", match["number"]), start
            position = end


def _blanked(line: str) -> str:
    """The line with long rows of digits (accounts, identity numbers) blanked and neighbours parted, lengths kept."""
    return _NEXT.sub(";", _LONG.sub(lambda match: " " * len(match.group()), line))


def _announced(folded: str, position: int, words: re.Pattern[str]) -> bool:
    return words.search(folded, max(0, position - _WORD_REACH), position) is not None


def _plausible(raw: str, before: str, spoken: bool) -> bool:
    if _NUMBERS.search(before[-25:]):
        return False
    if raw.startswith("+") or spoken:
        return True
    digits = sum(map(str.isdigit, raw))
    return (digits == 11 and raw[0] in "78" and not raw.isdigit()) or raw.startswith("(")


def _of_country(raw: str, value: str) -> bool:
    return raw.startswith("+") or value.startswith(_OWN)
