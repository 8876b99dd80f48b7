"""Telephone numbers of Kazakhstan in text and in tel: links."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat

REGION = "KZ"
# Six digits in groups, or eleven: without them no number can stand in a line.
_CANDIDATE = re.compile(r"\d(?:[\s()/‒–—-]{0,3}\d){5}")
_LOCAL = re.compile(r"(?<![\d.,/№-])\d{1,3}[-–]\d{2}[-–]\d{2}(?![\d.]|-\d)")
_NUMBERS = re.compile(r"\b(?:бсн|бин|иин|жсн|иик|жск|бик|бск|инн|ббк|кбк|kz\d{2})\b", re.IGNORECASE)
_LONG = re.compile(r"\d{12,}")
# «8 7142 55 49 50 8 7142 55 06 26» are two numbers.
_NEXT = re.compile(r"(?<=\d\d)\s(?=(?:8|\+7)[\s(-]{0,3}7\d)")
# The numbering plan of +7 is shared with Russia; 800 and 808 are free calls.
_OWN = ("+76", "+77", "+7800", "+7808")
_WORD_REACH = 60


def phone_of_link(address: str) -> str:
    """The number of a tel: link in international form, or ``""`` when it is none that exists."""
    return _parsed(address.partition(";")[0].partition("?")[0].strip())


def _parsed(text: str) -> str:
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return ""
    return _formatted(number)


def _formatted(number: phonenumbers.PhoneNumber) -> str:
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def phones_in(line: str, spoken_before: bool, words: re.Pattern[str]) -> tuple[tuple[str, int], ...]:
    """Numbers in a line with their places: international form, or as written for a local number that a word announces."""
    if not _CANDIDATE.search(line):
        return ()
    return _found(line, spoken_before, words)


@lru_cache(maxsize=20_000)
def _found(line: str, spoken_before: bool, words: re.Pattern[str]) -> tuple[tuple[str, int], ...]:
    folded = line.casefold()
    found: list[tuple[str, int]] = []
    taken: list[tuple[int, int]] = []
    for match in phonenumbers.PhoneNumberMatcher(_blanked(line), REGION, phonenumbers.Leniency.VALID, 50):
        spoken = spoken_before or _announced(folded, match.start, words)
        if _plausible(match.raw_string, folded[: match.start], spoken):
            value = _formatted(match.number)
            if value and _of_country(match.raw_string, value):
                found.append((value, match.start))
        taken.append((match.start, match.end))
    for local in _LOCAL.finditer(line):
        if any(start <= local.start() < end for start, end in taken):
            continue
        announced = _announced(folded, local.start(), words) or (spoken_before and not found)
        if announced and sum(map(str.isdigit, local.group())) >= 5:
            found.append((local.group().replace("–", "-"), local.start()))
    return tuple(sorted(found, key=lambda item: item[1]))


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
