"""The naming of a post beside the name of a person: «басқарма басшысының орынбасары», «заместитель руководителя управления»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from crawler.extract.text.words import Words

MAX_POST = 250
# A post in Russian names itself with its first words; so far from the name it may begin.
_LEAD = 45
_TAIL = 70
_QUOTED = re.compile(r"«[^«»]*»?|\"[^\"]*\"|“[^“”]*”")
_EDGES = " \t\n.,:;–—-•|/*№"
# A competitor for a post does not hold it.
_SEEKING = re.compile(r"(?:кандидат|үміткер|претендент)\w*\W*$", re.IGNORECASE)
_APART = re.compile(r"[\s,:;–—-]*")
_ABBREVIATED = r"(?<!\b\w)(?<!\b\w\w)"


class Posts:
    """Finds posts by the words of the lexicon ``posts``; made once for a set of words."""

    _kept: ClassVar[list[tuple[Words, Posts]]] = []

    def __init__(self, words: Words) -> None:
        lexicon = words.posts
        kk, ru = lexicon.phrases("post", "kk"), (*lexicon.phrases("post", "ru"), *lexicon.phrases("post", "en"))
        self.any = re.compile(rf"(?<![\w-])(?:{_any((*kk, *ru))})(?![\w])(?!-\w)", re.IGNORECASE)
        modifiers = _any(lexicon.phrases("modifier"))
        self.head = re.compile(rf"(?<![\w-])(?:(?:{modifiers})\s+){{0,3}}(?:{_any(ru)})(?!\w)(?!-\w)", re.IGNORECASE)
        self.tail = re.compile(rf"(?:(?<![\w-])|(?<=\w-))(?:{_any(kk)})(?!\w)(?!-\w)|(?<=ның)басшысы(?!\w)", re.IGNORECASE)
        self.stop = re.compile(
            rf"(?<![\w«-])(?:{_any(lexicon.phrases('stop'))})(?!\w)|[+(]?\d[\d\s()-]{{4,}}|\d\d?[.:]\d\d(?!\d)|\d+\.\s?(?=[А-ЯӘҒҚҢӨҰҮҺІ])|\S+@|https?:|www\.|[eе]-?mail"
            rf"|{_ABBREVIATED}\.(?:\s+(?=[А-ЯЁӘҒҚҢӨҰҮҺІ«])|$)|[;|\n]|(?<!\w)с\s\d",
            re.IGNORECASE,
        )
        self.sentence = re.compile(
            rf"{_ABBREVIATED}\.\s|[;|\n]|\d[\d\s()-]{{4,}}|\d\d?[.:]\d\d(?!\d)|\S+@\S+|www\.\S+\s|\d+\.\s?(?=[А-ЯӘҒҚҢӨҰҮҺІ])|-үй\s"
        )
        self.ordinary = frozenset(
            word
            for concept in ("post", "stop", "modifier")
            for phrase in lexicon.phrases(concept)
            for word in phrase.lower().split()
        )
        months = _any(phrase for month in range(1, 13) for phrase in words.dates.phrases(f"month-{month}") if len(phrase) > 4)
        # «А.ж. 17 наурызда», «Сондай-ақ 20 ақпан күні», «Іс-шараға»: the sentence before the post.
        self.lead = re.compile(
            rf":\s|(?<!\w)(?:{months})\w*(?:\s+күн\w*)?\s+|(?<!\w)ж\.\s+|(?<!\w)[\w-]+(?:ға|ге|қа)\s+(?=[а-яәғқңөұүһіА-Я]+\s)",
            re.IGNORECASE,
        )
        self.schedule = re.compile(
            rf"(?<!\w)(?:{months})\s*[–—-]",
            re.IGNORECASE,
        )

    @classmethod
    def of(cls, words: Words) -> Posts:
        """The finder for these words."""
        for known, posts in cls._kept:
            if known is words:
                return posts
        posts = cls(words)
        cls._kept[:] = [*cls._kept[-3:], (words, posts)]
        return posts

    def after(self, text: str) -> tuple[str, int, bool]:
        """The post with which a text begins, where it ends there, and whether a comma or dash stands before it."""
        gap = _APART.match(text)
        begin = gap.end() if gap else 0
        parted = any(mark in text[:begin] for mark in ",–—-:")
        phrase = self._until_stop(text[begin : begin + MAX_POST])
        bare = _blank(phrase)
        head = self.head.search(bare)
        if head is not None and head.start() <= _LEAD and len(bare[: head.start()].split()) <= 3:
            return phrase.rstrip(_EDGES), begin + len(phrase), parted
        tails = list(self.tail.finditer(bare))
        if tails:
            return phrase[: tails[-1].end()].strip(_EDGES), begin + tails[-1].end(), parted
        return "", 0, parted

    def seeks(self, before: str) -> bool:
        """Whether the words before a name call the person a candidate."""
        return _SEEKING.search(before) is not None

    def before(self, text: str) -> str:
        """The post with which a text ends, ``""`` where it ends with none."""
        text = text[-MAX_POST - 50 :]
        text = text.rstrip(" \t\n:–—-,")
        start = max((match.end() for match in self.sentence.finditer(text)), default=0)
        phrase = text[start:]
        bare = _blank(phrase)
        tails = [match for match in self.tail.finditer(bare) if len(bare) - match.end() <= _TAIL]
        head = next((match for match in self.head.finditer(bare) if not self.stop.search(bare, match.end())), None)
        if head is not None and (not tails or head.start() == 0 or tails[-1].start() <= head.end()):
            return phrase[head.start() :].strip(_EDGES)[-MAX_POST:]
        if tails and not self.stop.search(bare, tails[-1].end()):
            begin = max((match.end() for match in self.lead.finditer(bare, 0, tails[-1].start())), default=0)
            return phrase[begin : tails[-1].end()].strip(_EDGES)[-MAX_POST:]
        return ""

    def _until_stop(self, text: str) -> str:
        ends = [match.start() for pattern in (self.stop, self.schedule) if (match := pattern.search(text))]
        return text[: min(ends, default=len(text))]


def _blank(text: str) -> str:
    """The text with quoted names blanked: «Аппарат акима» names an office, not a post."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)


def _any(phrases: Iterable[str]) -> str:
    return "|".join(
        re.escape(phrase)
        for phrase in sorted({phrase.rstrip(".") for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    )
