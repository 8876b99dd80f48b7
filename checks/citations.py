"""Citations of legal acts in Kazakh and Russian text: kind, issuer, day and number, as pages write them.

«Закон Республики Казахстан «О доступе к информации» от 16 ноября 2015 года № 401-V ЗРК», «Қазақстан Республикасының 2015 жылғы
16 қарашадағы № 401-V Заңы», «приказ Министра юстиции РК № 105 от 24.08.2001 г.», «Ақмола облысы әкімдігінің 2012 жылғы «31»
қыркүйектегі № А-10/451 қаулысы». A day and a number make a citation; without either a text only names an act.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from checks.derived import derived
from store.acts import plain_number
from store.asked import asked
from store.lexicon import Lexicon
from store.snapshot import Snapshot

# Requisites of a register («Зарегистрирован в Министерстве юстиции … 14 декабря 2015 года № 12403») stand so near behind its word.
REGISTERED = 100
BEFORE, AFTER = 320, 90
LONGEST_ISSUER = 200
FIRST_YEAR, LAST_YEAR = 1990, 2100
CENTURY, LATE = 100, 50


class Citation(NamedTuple):
    """An act as a text cites it: ``kind`` (law, decree, resolution, order, instruction, decision, or empty), who issued it as written
    (of laws the republic), its day and number, and where the citation stands in the text."""

    kind: str
    issuer: str
    day: date
    number: str
    start: int
    end: int

    @property
    def key(self) -> tuple[date, str]:
        """Day and number as acts are looked up by."""
        return self.day, plain_number(self.number)


class _Patterns(NamedTuple):
    """The patterns of config/lexicon/citations.yaml by their names there."""

    ru: re.Pattern[str]
    ru_back: re.Pattern[str]
    kk: re.Pattern[str]
    kk_back: re.Pattern[str]
    kinds_ru: re.Pattern[str]
    kinds_kk: re.Pattern[str]
    title: re.Pattern[str]
    edge: re.Pattern[str]
    sentence_edge: re.Pattern[str]
    issuer_end: re.Pattern[str]
    acting: re.Pattern[str]
    registered: re.Pattern[str]


WORDS = "citations"
ASKED = tuple(asked(__name__, WORDS, name.replace("_", "-")) for name in _Patterns._fields)


class Reader:
    """Reads citations with the names of months of the lexicon ``dates`` and the patterns of the lexicon ``citations``."""

    def __init__(self, dates: Lexicon, citations: Lexicon) -> None:
        self._patterns = _Patterns(*map(citations.pattern, ASKED))
        self._months = tuple(
            (phrase.casefold().rstrip("."), number)
            for number in range(1, 13)
            for language in ("kk", "ru")
            for phrase in dates.phrases(f"month-{number}", language)
            if phrase.isalpha()
        )
        self._month = lru_cache(maxsize=1000)(self._find_month)

    def read(self, text: str) -> list[Citation]:
        """Citations in the order of the text; each place once."""
        found: list[Citation] = []
        said = self._patterns
        for pattern, kazakh in ((said.kk, True), (said.ru, False), (said.kk_back, True), (said.ru_back, False)):
            for match in pattern.finditer(text):
                if any(one.start < match.end() and match.start() < one.end for one in found):
                    continue
                day = self._day(match)
                number = match["number"].strip(" .,–-/")
                registered = said.registered.search(text, max(0, match.start() - REGISTERED), match.start())
                if day is not None and number and not registered:
                    found.append(_placed(said, text, match, day, number, kazakh))
        return sorted(found, key=lambda one: one.start)

    def _day(self, match: re.Match[str]) -> date | None:
        if match["dotted"]:
            day, month, year = (int(part) for part in re.split(r"[./]", match["dotted"]))
        else:
            day, year, month = int(match["day"]), int(match["year"]), self._month(match["month"].casefold())
        if year < CENTURY:
            year += 1900 if year >= LATE else 2000
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        try:
            return date(year, month, day)
        except ValueError:
            return None

    def _find_month(self, word: str) -> int:
        begun = [(len(name), number) for name, number in self._months if word.startswith(name)]
        return max(begun)[1] if begun else 0


def _placed(said: _Patterns, text: str, match: re.Match[str], day: date, number: str, kazakh: bool) -> Citation:
    before, after = text[max(0, match.start() - BEFORE) : match.start()], text[match.end() : match.end() + AFTER]
    offset = match.start() - len(before)
    if kazakh:
        kind, start, end = _kazakh_kind(said, before, after, offset, match)
        issuer = _kazakh_issuer(said, before)
    else:
        kind, start, end, issuer = _russian(said, before, offset, match)
        if not kind:
            near = said.kinds_kk.search(after[:40]) or said.kinds_ru.match(after.lstrip())
            kind = near.lastgroup or "" if near else ""
    return Citation(kind, issuer, day, number, start, end)


def _russian(said: _Patterns, before: str, offset: int, match: re.Match[str]) -> tuple[str, int, int, str]:
    """Kind, place and issuer: what stands between the last word of a kind and the day, but for a title in quotes."""
    open_text = said.title.sub(lambda found: " " * len(found.group()), before)
    edge = max((found.end() for found in said.sentence_edge.finditer(open_text)), default=0)
    kinds = [found for found in said.kinds_ru.finditer(open_text) if found.start() >= edge]
    if not kinds:
        return "", match.start(), match.end(), ""
    kind = kinds[-1]
    between = said.acting.sub("", open_text[kind.end() :])
    issuer = said.issuer_end.split(between)[0]
    return kind.lastgroup or "", offset + kind.start(), match.end(), _tidy(said, issuer)


def _kazakh_kind(said: _Patterns, before: str, after: str, offset: int, match: re.Match[str]) -> tuple[str, int, int]:
    found = said.kinds_kk.search(said.title.sub(lambda title: " " * len(title.group()), after))
    if found is not None:
        return found.lastgroup or "", offset + len(before) - len(_kazakh_issuer(said, before)), match.end() + found.end()
    near = list(said.kinds_kk.finditer(before[-60:]))
    return (near[-1].lastgroup or "" if near else ""), match.start(), match.end()


def _kazakh_issuer(said: _Patterns, before: str) -> str:
    """Who issued it: what stands before the day back to a title, a stop or a word that ends what is said before."""
    open_text = said.title.sub(lambda found: " " * (len(found.group()) - 1) + ";", before)
    edges = [found.end() for found in said.edge.finditer(open_text)]
    return _tidy(said, open_text[max(edges, default=0) :])


def _tidy(said: _Patterns, text: str) -> str:
    line = said.acting.sub("", " ".join(text.split()).strip(' ,.–-«»"')).strip(" ,.–-")
    return line[-LONGEST_ISSUER:]


@derived
def reader(snapshot: Snapshot) -> Reader:
    """The reader of a run, made once."""
    return Reader(snapshot.lexicon("dates"), snapshot.lexicon(WORDS))
