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

from store.acts import plain_number
from store.lexicon import Lexicon

_SIGN = r"(?:№+|N[оo°º]?\.?|Nº)"
_SUFFIX = r"(?:\s?-?\s?(?:ЗРК|ҚРЗ|ҚРЗК|V{1,3}I{0,3}|I{1,3}V?|VI{0,3}|НҚ|нқ|қ|п|о/д)(?!\w))?"
_NUMBER = (
    rf"{_SIGN}\s?(?P<number>(?:(?:ҚР|КР)\s?-?)?(?:[A-ZА-ЯӘҒҚҢӨҰҮІ]{{1,4}}\s?[-–]?\s?)?\d[\w./–-]*(?:\s?/\s?\d[\w/-]*)*){_SUFFIX}"
)
_DASH = r"[«\"“„]?(?P<day>\d{1,2})[»\"”“]?"
_RU_DAY = r"(?:" + _DASH + r"\s+(?P<month>[а-яё]+)\.?\s+(?P<year>\d{4})|(?P<dotted>\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})))"
_RU_YEAR = r"\s*(?:года|год|гг?\.?)?"
_RU = re.compile(rf"(?<!\w)(?:от|в\s+редакции\s+от)?\s*{_RU_DAY}{_RU_YEAR},?\s*(?:за\s+)?{_NUMBER}")
_RU_BACK = re.compile(rf"{_NUMBER}\s*,?\s*от\s+{_RU_DAY}")
_KK_DAY = (
    r"(?:(?P<year>\d{4})\s*(?:жылғы|жылгы|жылдың|жылдын|жылы|жыл|ж\.?)\s*" + _DASH + r"\s*(?P<month>[а-яәғқңөұүһі]+)"
    r"|(?P<dotted>\d{1,2}[./]\d{1,2}[./]\d{4})\s*(?:жылғы|жылдың|жылы|ж\.?))"
)
_KK = re.compile(rf"(?<!\w){_KK_DAY}\s*,?\s*{_NUMBER}")
_KK_BACK = re.compile(rf"{_NUMBER}\s*,?\s*{_KK_DAY}")
_KINDS_RU = re.compile(
    r"(?<!\w)(?P<law>закон\w*|кодекс\w*|конституц\w*)|(?P<decree>(?<!\w)указ\w*)|(?P<resolution>постановлен\w*)|(?P<order>приказ\w*)"
    r"|(?P<instruction>распоряжен\w*)|(?P<decision>решени\w*)",
    re.IGNORECASE,
)
_KINDS_KK = re.compile(
    r"(?<!\w)(?:(?P<law>заң(?:ы|ын|ының|ына|ында|мен|ымен|дар\w*)?(?!\w)|кодекс\w*|конституция\w*)|(?P<decree>жарлық\w*|жарлығ\w*)"
    r"|(?P<resolution>қаулы\w*)|(?P<order>бұйрық\w*|бұйрығ\w*)|(?P<instruction>өкім\w*)|(?P<decision>шешім\w*))",
    re.IGNORECASE,
)
_TITLE = re.compile(r"[«\"“„][^«»\"“”]{3,400}[»\"”]")
_EDGE = re.compile(
    r"[;:()\n]|(?<=[а-яәғқңөұүһіё»]{2})\.\s|(?<!\w)(?:согласно|соответствии|основании|утвержд\w+|приказом|сәйкес|негізінде|бекітілген|туралы)(?!\w)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"^\s*(?:и\.\s?о\.|врио|исполняющего обязанности|м\.\s?а\.)\s*", re.IGNORECASE)
# «Зарегистрирован в Министерстве юстиции … 14 декабря 2015 года № 12403» is the number of a register.
_REGISTERED = re.compile(r"регистриров|тіркелді|тіркелген", re.IGNORECASE)
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


class Reader:
    """Reads citations with the names of months of the lexicon ``dates``."""

    def __init__(self, dates: Lexicon) -> None:
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
        for pattern, kazakh in ((_KK, True), (_RU, False), (_KK_BACK, True), (_RU_BACK, False)):
            for match in pattern.finditer(text):
                if any(one.start < match.end() and match.start() < one.end for one in found):
                    continue
                day = self._day(match)
                number = match["number"].strip(" .,–-/")
                registered = _REGISTERED.search(text, max(0, match.start() - REGISTERED), match.start())
                if day is not None and number and not registered:
                    found.append(_placed(text, match, day, number, kazakh))
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


def _placed(text: str, match: re.Match[str], day: date, number: str, kazakh: bool) -> Citation:
    before, after = text[max(0, match.start() - BEFORE) : match.start()], text[match.end() : match.end() + AFTER]
    offset = match.start() - len(before)
    if kazakh:
        kind, start, end = _kazakh_kind(before, after, offset, match)
        issuer = _kazakh_issuer(before)
    else:
        kind, start, end, issuer = _russian(before, offset, match)
        if not kind:
            near = _KINDS_KK.search(after[:40]) or _KINDS_RU.match(after.lstrip())
            kind = near.lastgroup or "" if near else ""
    return Citation(kind, issuer, day, number, start, end)


def _russian(before: str, offset: int, match: re.Match[str]) -> tuple[str, int, int, str]:
    """Kind, place and issuer: what stands between the last word of a kind and the day, but for a title in quotes."""
    open_text = _TITLE.sub(lambda found: " " * len(found.group()), before)
    edge = max((found.end() for found in re.finditer(r"[;\n]|(?<=[а-яё]{3})\.\s+(?=[А-ЯЁ][а-яё]{3})", open_text)), default=0)
    kinds = [found for found in _KINDS_RU.finditer(open_text) if found.start() >= edge]
    if not kinds:
        return "", match.start(), match.end(), ""
    kind = kinds[-1]
    between = _PASSIVE.sub("", open_text[kind.end() :])
    issuer = re.split(r"(?<!\w)(?:от|об?|в редакции|утвержд\w+|зарегистр\w+)(?!\w)|,", between)[0]
    return kind.lastgroup or "", offset + kind.start(), match.end(), _tidy(issuer)


def _kazakh_kind(before: str, after: str, offset: int, match: re.Match[str]) -> tuple[str, int, int]:
    found = _KINDS_KK.search(_TITLE.sub(lambda title: " " * len(title.group()), after))
    if found is not None:
        return found.lastgroup or "", offset + len(before) - len(_kazakh_issuer(before)), match.end() + found.end()
    near = list(_KINDS_KK.finditer(before[-60:]))
    return (near[-1].lastgroup or "" if near else ""), match.start(), match.end()


def _kazakh_issuer(before: str) -> str:
    """Who issued it: what stands before the day back to a title, a stop or a word that ends what is said before."""
    open_text = _TITLE.sub(lambda found: " " * (len(found.group()) - 1) + ";", before)
    edges = [found.end() for found in _EDGE.finditer(open_text)]
    return _tidy(open_text[max(edges, default=0) :])


def _tidy(text: str) -> str:
    line = _PASSIVE.sub("", " ".join(text.split()).strip(' ,.–-«»"')).strip(" ,.–-")
    return line[-LONGEST_ISSUER:]
