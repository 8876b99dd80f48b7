"""Postal addresses of Kazakhstan in Kazakh and in Russian: a street with a house and something that tells where the street is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar

from crawler.extract.text import clean
from crawler.extract.words import Words

VALUE = 250
_NAME = r"[\w«»\"“”.’'№-]+(?:[ ][\w«»\"“”.’'-]+){0,5}?"
_HOUSE = r"№?\s?\d{1,4}(?:\s?[-/]\s?\d{1,3})?(?:\s?[а-яәғқңөұүһі](?![\w]))?"
_POST_CODE = r"(?<![\w-])(?:0[1-9]|1[0-6])\d{4}(?![\w-])|(?<!\w)[A-Z]\d{2}[A-Z]\d[A-Z]\d(?!\w)"
# What follows a street in a story and not in an address.
_STORY = re.compile(
    r"(?:родил|дүниеге кел|туған|орналасқан|бойында|жөндеу|ремонт|ДТП|авари|жылы\b|\d{4} ?ж\.|\d{4} ?г(?:\.|од))", re.IGNORECASE
)
_LIMIT = 1_500


class Addresses:
    """Finds addresses by the words of the lexicon ``contacts``; made once for a set of words."""

    _kept: ClassVar[list[tuple[Words, Addresses]]] = []

    def __init__(self, words: Words) -> None:
        contacts = words.contacts
        after, before = contacts.phrases("street-after"), contacts.phrases("street-before")
        house = _any(contacts.phrases("house"))
        # Told first, because looking for a name of any length at every letter of a line costs a hundred times as much.
        self.street_word = re.compile(rf"(?<!\w)(?:{_any(before)})[.\s]|\s(?:{_any(after)})(?!\w)", re.IGNORECASE)
        self.street = re.compile(
            rf"(?:(?<!\w)(?:{_any(before)})(?:\.|\s)\s*{_NAME}|{_NAME}\s(?:{_any(after)})(?!\w)\.?)"
            rf"[,;\s]\s*(?:(?:{house})\.?[,\s]*)?{_HOUSE}(?!\s?(?:км|жыл|год|г\.|кв|%|тг|тенге|теңге|млн|мың|тыс|рабоч|\.\d|\d))",
            re.IGNORECASE,
        )
        settlement_after, settlement_before = contacts.phrases("settlement-after"), contacts.phrases("settlement-before")
        self.settlement = re.compile(
            rf"(?<!\w)[А-ЯӘҒҚҢӨҰҮҺІ][\w-]+\s(?i:{_any(settlement_after)})(?!\w)\.?"
            rf"|(?<!\w)(?i:{_any(settlement_before)})(?:\.\s*|\s)[А-ЯӘҒҚҢӨҰҮҺІ]\w+"
        )
        self.code = re.compile(_POST_CODE)
        self.label = re.compile(rf"(?<!\w)(?:{_any(contacts.phrases('address-label'))})\w*\s*:?", re.IGNORECASE)

    @classmethod
    def of(cls, words: Words) -> Addresses:
        """The finder for these words."""
        for known, addresses in cls._kept:
            if known is words:
                return addresses
        addresses = cls(words)
        cls._kept[:] = [*cls._kept[-3:], (words, addresses)]
        return addresses

    def find(self, line: str, before: str, after: str) -> str:
        """The address in a line, ``""`` where there is none. The short lines around may tell the town or announce the address."""
        return self._found(line[:_LIMIT], before, after) if len(line) >= 8 else ""

    @lru_cache(maxsize=20_000)  # noqa: B019 - the finder lives as long as the extraction
    def _found(self, line: str, before: str, after: str) -> str:
        street = self.street.search(line) if self.street_word.search(line) else None
        if street is None:
            return self._labelled(line, before)
        near = line[max(0, street.start() - 160) : street.end() + 80]
        signs = [self.code.search(near), self.settlement.search(near), self.label.search(near)]
        if not any(signs):
            signs = [
                self.code.search(before),
                self.settlement.search(before),
                self.label.search(before[-60:]),
                self.code.search(after),
            ]
            signs.append(self.settlement.search(after))
        if not any(signs):
            return ""
        announced = self.label.search(near) or self.code.search(near)
        if not announced and _STORY.search(near):
            return ""
        return self._value(line, street)

    def _value(self, line: str, street: re.Match[str]) -> str:
        start = max(0, street.start() - 160)
        lead = line[start : street.start()]
        labels = list(self.label.finditer(lead))
        begin = labels[-1].end() if labels else self._lead_start(lead)
        begin = max(begin, lead.rfind(":") + 1)
        tail = _TAIL.match(line, street.end())
        value = lead[begin:] + street.group() + (tail.group() if tail else "")
        return clean(value.strip(" :;,.-–—|(«"), VALUE)

    def _lead_start(self, lead: str) -> int:
        """Where the address begins: at the post code or town farthest before the street that nothing but a word parts from it."""
        begin = len(lead)
        places = sorted(
            (match for pattern in (self.code, self.settlement) for match in pattern.finditer(lead)), key=_end, reverse=True
        )
        for match in places:
            if begin - match.end() > _GAP or any(map(str.isdigit, lead[match.end() : begin])):
                break
            begin = min(begin, match.start())
        return begin

    def _labelled(self, line: str, before: str) -> str:
        """An address without a street: announced by its word, with post code and town."""
        if not (self.label.search(line) or self.label.search(before[-60:])):
            return ""
        code = self.code.search(line)
        if code is None or not self.settlement.search(line[max(0, code.start() - 80) : code.end() + 80]):
            return ""
        return clean(line[code.start() :], VALUE)


# How far apart the parts of one address stand: «г. Астана, район Есиль, ул. …».
_GAP = 22
_TAIL = re.compile(
    r"(?:\s?\([^()]{1,40}\)|,\s(?!(?i:тел|факс|моб|т\.|e-?mail))[^.;:+\d]{1,30}(?:№?\s?\d{1,4}(?![\d(-]))?)(?![\w:])"
)


def _any(phrases: tuple[str, ...]) -> str:
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in ordered)


def _end(match: re.Match[str]) -> int:
    return match.end()
