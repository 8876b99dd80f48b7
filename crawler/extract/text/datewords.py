"""What a date is of, told by the words beside it: posting, change, an act, or nothing that the words tell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from crawler.extract.text.dates import HINT, DateFact, Dates, alike
from crawler.extract.text.words import Words
from store.lexicon import Lexicon

POSTED, CHANGED, ACT, NOW = "posted", "changed", "act", "now"
REACH = 70
# A line longer than this tells a story: «указ опубликован 5 мая» is not when the page was posted.
SHORT = 90
_LABEL_LINE = 60
_FILLER = r"[\s:：—–|»>\-.,(\[]{0,4}"


class DatedFact(NamedTuple):
    """A date with its role (``posted``, ``changed``, ``act`` or ``""``) and how the role was told: ``label`` or ``plain`` («Дата:»)."""

    date: DateFact
    role: str
    sign: str


class DateWords:
    """Reads dates with their roles by the words of the lexicon ``dates``; made once for a set of words."""

    _kept: ClassVar[list[tuple[Words, DateWords]]] = []

    def __init__(self, words: Words) -> None:
        lexicon = words.dates
        self.dates = Dates.of(words)
        posted, changed, now = (_any(lexicon, name) for name in ("posted", "changed", "now"))
        plain = _any(lexicon, "plain")
        names = rf"(?P<changed>{changed})|(?P<posted>{posted})|(?P<plain>{plain})|(?P<now>{now})"
        days = _any(lexicon, "weekday")
        thing = _any(lexicon, "thing")
        filler = rf"(?:\s*\([аыoо]\))?(?:\s+(?:{thing}))?(?P<mark>{_FILLER})(?:(?:{days})(?!\w)[\s,.]*)?(?:күні\s*:?\s*)?"
        self._before = re.compile(rf"(?<![\w-])(?:{names}){filler}$", re.IGNORECASE)
        self._line = re.compile(rf"\W*(?:{names})\W*", re.IGNORECASE)
        self._after = re.compile(
            rf"[\s,—–|(-]{{0,4}}(?:күні\s+)?(?:(?P<changed>{changed})|(?P<posted>{posted}))(?!\w)(?!\s*:)", re.IGNORECASE
        )
        today, yesterday, ago = (_any(lexicon, name) for name in ("today", "yesterday", "days-ago"))
        hour = _any(lexicon, "hour")
        self._hint = re.compile(rf"{today}|{yesterday}|\d\s(?:{ago})", re.IGNORECASE)
        self._relative = re.compile(
            rf"(?<!\w)(?:(?P<today>{today})|(?P<yesterday>{yesterday})|(?P<count>\d{{1,3}})\s(?:{ago}))(?!\w)"
            rf"(?P<time>[\s,|•·-]{{0,3}}(?:(?:{hour})\s+)?(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?!\d))?",
            re.IGNORECASE,
        )

    @classmethod
    def of(cls, words: Words) -> DateWords:
        """The reader for these words."""
        for known, reader in cls._kept:
            if known is words:
                return reader
        reader = cls(words)
        cls._kept[:] = [*cls._kept[-3:], (words, reader)]
        return reader

    def may_date(self, line: str) -> bool:
        """Whether a line may hold a date at all; most lines do not, and this is told fast."""
        if HINT.search(line):
            return True
        return len(line) <= SHORT and self._hint.search(line) is not None

    def read(self, line: str, above: str = "", seen: dt.date | None = None) -> list[DatedFact]:
        """Dates of a line with their roles.

        :param line: the text as a reader sees it.
        :param above: the line before it, which may be nothing but a label.
        :param seen: the day the page was fetched, in Kazakhstan; without it «бүгін» and «вчера» tell no date.
        """
        facts = self.dates.find(line)
        if not facts:
            return list(self._relatives(line, above, seen)) if seen is not None and len(line) <= SHORT else []
        read = []
        taken = 0
        for index, fact in enumerate(facts):
            later = facts[index + 1].start if index + 1 < len(facts) else len(line)
            role, sign, taken = self._role(line, fact, taken, later, above)
            read.append(DatedFact(fact, role, sign))
        return [item for item in read if item.role != NOW]

    def _role(self, line: str, fact: DateFact, taken: int, later: int, above: str) -> tuple[str, str, int]:
        """Role, sign, and where the words end that this date has used up; ``taken`` is where those of the date before end."""
        before = line[max(taken, fact.start - REACH) : fact.start]
        found = self._before.search(before)
        if found is not None and self._is_label(found, before, len(before) == fact.start - taken):
            return *_named(found), fact.end
        if not before.strip() and not taken and len(above) <= _LABEL_LINE and (label := self._line.fullmatch(above)) is not None:
            return *_named(label), fact.end
        if _ACT.match(line, fact.end) or _NUMBERED.search(before):
            return ACT, "number", fact.end
        after = self._after.match(line, fact.end, later)
        if after is not None and len(line) <= SHORT and (fact.start <= 25 or taken):
            return *_named(after), after.end()
        return "", "", fact.end

    def _is_label(self, found: re.Match[str], before: str, whole: bool) -> bool:
        """Whether a word is a label and no part of a sentence: a colon after it, a capital, or the start of the line."""
        word = found.group()
        plain = found.groupdict().get("plain")
        if plain is not None:
            return ":" in found["mark"] or (whole and not before[: found.start()].strip(" \t.,|«»([—–-"))
        return ":" in found["mark"] or word[0].isupper() or (whole and not before[: found.start()].strip(" ,;|/•–—-"))

    def _relatives(self, line: str, above: str, seen: dt.date) -> Iterator[DatedFact]:
        for match in self._relative.finditer(line):
            before = line[: match.start()]
            label = self._before.search(before) or (None if before.strip() else self._line.fullmatch(above))
            alone = not (before + line[match.end() :]).strip(" .,;|()")
            if not (label or alone or (match["time"] and len(line) <= _LABEL_LINE)) or (label and label.groupdict().get("now")):
                continue
            back = int(match["count"]) if match["count"] else int(bool(match["yesterday"]))
            clock = f"{int(match['h']):02}:{match['m']}" if match["time"] else ""
            fact = DateFact(match.start(), match.end(), seen - dt.timedelta(days=back), clock)
            yield DatedFact(fact, *(_named(label) if label else ("", "relative")))


# «от 5 мая 2015 года № 12», «2015 жылғы 5 мамырдағы № 12»: the number makes it the date of an act.
_ACT = re.compile(r"\s*(?:жыл(?:ғы|дың|ы)?|г(?:ода|\.)?|ж\.)?\s*[,(]?\s*(?:за\s+)?(?:№|N\s?[о°]?\s?\d)")
_NUMBERED = re.compile(r"№\s?[\w./-]+\s+от\s+$", re.IGNORECASE)


def _named(found: re.Match[str]) -> tuple[str, str]:
    groups = found.groupdict()
    for role in (CHANGED, POSTED, NOW):
        if groups.get(role):
            return role, "label"
    return POSTED, "plain"


def _any(lexicon: Lexicon, concept: str) -> str:
    return _alternatives(lexicon.phrases(concept))


def _alternatives(phrases: Iterable[str]) -> str:
    ordered = sorted({phrase.lower() for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(alike(word) for word in phrase.split()) for phrase in ordered)
