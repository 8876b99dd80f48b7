"""Postal addresses of Kazakhstan in Kazakh, Russian and English: a street with a house and something that tells whose or where it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, NamedTuple

from crawler.extract.facts.streets import parts_of
from crawler.extract.text.clean import clean
from crawler.extract.text.wordforms import repaired
from crawler.extract.text.words import Words

VALUE = 250
_LIMIT = 1_500
# What is told of a street in a story and not in an address; a year only where it stands close.
_STORY = re.compile(r"(?:родил|дүниеге кел|туған|бойында|жөндеу|ремонт|ДТП|авари)", re.IGNORECASE)
_YEAR = re.compile(r"(?:жылы\b|\d{4} ?ж\.|\d{4} ?г(?:\.|од))", re.IGNORECASE)
_YEAR_BEFORE, _YEAR_AFTER = 40, 60
# How much of a line before and after a street tells whether it is an address.
_LEAD, _FOLLOWING = 160, 80
# Telephones, e-mail and rooms stand beside the address of an office and not beside the name of a street.
_BESIDE = re.compile(
    r"@|\+7[\s(]|(?<![\w.,/-])8[\s(-]{1,3}\(?7\d\d|(?<![\d.,/№-])\d{2,3}[-–]\d\d[-–]\d\d(?![\d-])|(?<!\w)(?:каб(?:инет)?|оф(?:ис)?)(?!\w)",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
# «Адрес электронной почты», «электрондық мекенжай», «IP-адрес»: no address of a house.
_OTHER = re.compile(r"электрон|эл\.|e-?mail|сайт|веб|web|интернет|url", re.IGNORECASE)
# How far apart the parts of one address stand: «г. Астана, район Есиль, ул. …»; «улица Мира, 5, Караганда».
_GAP = 22
_TAIL = re.compile(
    r"(?:\s?\([^()]{1,40}\)|,\s(?!(?i:тел|факс|моб|т\.|e-?mail))[^.;:+\d]{1,30}(?:№?\s?\d{1,4}(?![\d(-]))?)(?![\w:])"
)
_END = re.compile(r"\s(?i:тел|факс|моб|т\.|e-?mail|эл\.|электрон|жұмыс|режим|график)|;|[а-яәі]\.\s|\s\+?\d[\d\s()-]{8,}|$")
_WHOLE_LINE, _LABELLED, _CODED = 60, 40, 160


class Around(NamedTuple):
    """What surrounds a line: lines before and after that may tell the town or announce the address, others near, and its place."""

    before: str = ""
    after: str = ""
    near: str = ""
    place: str = "main"


ALONE = Around()


class Addresses:
    """Finds addresses by the words of the lexicon ``contacts``; made once for a set of words."""

    _kept: ClassVar[list[tuple[Words, Addresses]]] = []

    def __init__(self, words: Words) -> None:
        self.parts = parts_of(words.contacts)

    @classmethod
    def of(cls, words: Words) -> Addresses:
        """The finder for these words."""
        for known, addresses in cls._kept:
            if known is words:
                return addresses
        addresses = cls(words)
        cls._kept[:] = [*cls._kept[-3:], (words, addresses)]
        return addresses

    def find(self, line: str, around: Around = ALONE) -> tuple[str, ...]:
        """The addresses in a line, in order.

        :param line: the text as a reader sees it.
        :param around: what stands near it; a street with a house alone is an address only in such surroundings.
        """
        return self._found(line[:_LIMIT], around) if len(line) >= 8 else ()

    @lru_cache(maxsize=20_000)  # noqa: B019 - the finder lives as long as the extraction
    def _found(self, line: str, around: Around) -> tuple[str, ...]:
        beside = _BESIDE.search(around.near) is not None or around.place in ("header", "footer")
        plain = _ADDRESSES.sub(lambda match: ";" * len(match.group()), repaired(line))
        found: list[str] = []
        last = -_GAP - 1
        for street in self.parts.street.finditer(plain) if self.parts.word.search(plain) else ():
            chained = bool(found) and street.start() - last <= _GAP
            if chained or self._is_address(line, plain, street, around, beside):
                found.append(self._value(line, plain, street, last))
                last = street.end()
        if found:
            return tuple(found)
        value = self._coded(line, plain, around) or self._bare(line, plain, around)
        return (value,) if value else ()

    def _is_address(self, line: str, plain: str, street: re.Match[str], around: Around, beside: bool) -> bool:
        near = plain[max(0, street.start() - _LEAD) : street.end() + _FOLLOWING]
        if self.parts.label.search(near) or self.parts.code.search(near):
            return True
        if story(plain, street):
            return False
        if beside or self.parts.settlement.search(near) or self._town_beside(plain, street):
            return True
        if _BESIDE.search(line[street.end() : street.end() + 80]) or _BESIDE.search(
            line[max(0, street.start() - 40) : street.start()]
        ):
            return True
        told = self.parts.code.search, self.parts.settlement.search, self.parts.town.search
        return any(sign(text) for sign in told for text in (around.before, around.after)) or bool(
            self.parts.label.search(around.before[-60:])
        )

    def _town_beside(self, plain: str, street: re.Match[str]) -> bool:
        before = plain[max(0, street.start() - _GAP - 25) : street.start()]
        return any(len(before) - match.end() <= _GAP for match in self.parts.town.finditer(before)) or bool(
            self.parts.town.search(plain, street.start(), street.end() + _GAP)
        )

    def _value(self, line: str, plain: str, street: re.Match[str], last: int) -> str:
        start = max(0, street.start() - 160, last)
        lead = plain[start : street.start()]
        labels = list(self.parts.label.finditer(lead))
        begin = labels[-1].end() if labels else self._lead_start(lead)
        begin = max(begin, lead.rfind(":") + 1)
        tail = _TAIL.match(plain, street.end())
        value = line[start + begin : tail.end() if tail else street.end()]
        return clean(value.strip(" :;,.-–—|(«"), VALUE)

    def _lead_start(self, lead: str) -> int:
        """Where the address begins: at the post code or town farthest before the street that nothing but a word parts from it."""
        begin = len(lead)
        patterns = (self.parts.code, self.parts.settlement, self.parts.town)
        places = sorted((match for pattern in patterns for match in pattern.finditer(lead)), key=_end, reverse=True)
        for match in places:
            between = lead[match.end() : begin]
            if len(between) > _GAP or "»" in between or any(map(str.isdigit, between)):
                break
            begin = min(begin, match.start())
        return begin

    def _coded(self, line: str, plain: str, around: Around) -> str:
        """An address without a street: post code and town, and what stands after them or announces them."""
        if not self.parts.code.search(plain):
            return ""
        code = self.parts.coded.search(plain)
        announced = self.parts.label.search(plain) or self.parts.label.search(around.before[-60:])
        if code is None:
            loose = self.parts.code.search(plain) if announced else None
            if loose is None or not self.parts.settlement.search(plain[max(0, loose.start() - 80) : loose.end() + 80]):
                return ""
            return clean(line[loose.start() :], VALUE)
        end = _END.search(plain, code.end())
        rest = plain[code.end() : end.start() if end else len(plain)]
        if not announced and sum(map(str.isalpha, rest)) < 4:
            return ""
        return clean(line[code.start() : code.end() + len(rest)][:_CODED].strip(" ,.;–—-"), VALUE)

    def _bare(self, line: str, plain: str, around: Around) -> str:
        """An address that names no kind of street, «Толе би, 31»: where an address is announced, or alone among contact data."""
        labels = [match for match in self.parts.label.finditer(plain) if self._is_label(plain, match)]
        if labels:
            bare = self.parts.bare.search(plain, labels[-1].end(), labels[-1].end() + _CODED)
            return clean(line[labels[-1].end() : bare.end()].strip(" :;,.-–—"), VALUE) if bare else ""
        bare = self.parts.bare.match(plain) if len(plain) <= _WHOLE_LINE else None
        if bare is None or plain[bare.end() :].strip(" .,;"):
            return ""
        above = self.parts.label.search(around.before[-_LABELLED:])
        heading = above is not None and self._is_label(around.before[-_LABELLED:], above, closing=True)
        alone = bool(bare["comma"]) and around.place in ("header", "footer") and _BESIDE.search(around.near)
        return clean(line, VALUE) if heading or alone else ""

    @staticmethod
    def _is_label(text: str, match: re.Match[str], closing: bool = False) -> bool:
        beside = text[max(0, match.start() - 16) : match.end() + 22]
        rest = text[match.end() :].strip(" :")
        return not _OTHER.search(beside) and (not rest if closing else match.group().endswith(":"))


def dated(plain: str, street: re.Match[str]) -> bool:
    """Whether a year stands close to a street."""
    start = max(0, street.start() - _YEAR_BEFORE)
    return bool(_YEAR.search(plain[start : street.start()]) or _YEAR.search(plain[street.end() : street.end() + _YEAR_AFTER]))


def story(plain: str, street: re.Match[str]) -> bool:
    """Whether a street is told of in a story and not in an address."""
    near = plain[max(0, street.start() - _LEAD) : street.end() + _FOLLOWING]
    return _STORY.search(near) is not None or dated(plain, street)


def _end(match: re.Match[str]) -> int:
    return match.end()
