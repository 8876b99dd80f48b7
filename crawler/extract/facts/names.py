"""Names of persons in Kazakh and Russian text: with a patronymic, with initials, or two words that a line is all of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

UPPER = "А-ЯЁӘҒҚҢӨҰҮҺІ"
LOWER = "а-яёәғқңөұүһі"
_WORD = rf"[{UPPER}][{LOWER}]+(?:[-’'ь][{UPPER}{LOWER}][{LOWER}]+)?"
_CAPITALS = rf"[{UPPER}]{{3,}}(?:-[{UPPER}]{{2,}})?"
_FIRST = rf"(?:{_WORD}|{_CAPITALS})"
_PATRONYMIC = rf"[{UPPER}][{LOWER}]+(?:ович|евич|ьич|ич|овна|евна|ична|инична|ұлы|қызы|улы|кызы|уғлы)(?!\w)"
_CAPITAL_PATRONYMIC = rf"[{UPPER}]{{2,}}(?:ОВИЧ|ЕВИЧ|ЬИЧ|ОВНА|ЕВНА|ИЧНА|ҰЛЫ|ҚЫЗЫ|УЛЫ|КЫЗЫ|УҒЛЫ)(?!\w)"
# «А.», «Қ.-Ж.», «Қ-Ж.»
_INITIAL = rf"[{UPPER}](?:\.?-[{UPPER}])?\."
_INITIALS = rf"{_INITIAL}\s?{_INITIAL}"
_SURNAME = rf"[{UPPER}][{LOWER}]*(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская|цкий|цкая|енко|ян|швили|дзе|тегі)"
HINT = re.compile(rf"(?:ич|вна|чна|ұлы|қызы|улы|кызы|уғлы|ВИЧ|ЬИЧ|ВНА|ЧНА|ҰЛЫ|ҚЫЗЫ|УЛЫ|КЫЗЫ|УҒЛЫ)(?!\w)|(?<![\w.])[{UPPER}]\.")
_WHOLE = re.compile(
    rf"(?<!\w)(?<!\w-)(?P<surname>{_FIRST})\s+(?P<first>{_WORD})\s+(?P<last>{_PATRONYMIC})"
    rf"|(?<!\w)(?<!\w-)(?P<first2>{_WORD})\s+(?P<last2>{_PATRONYMIC})(?:\s+(?P<surname2>{_FIRST})(?![\w-]))?"
    rf"|(?<!\w)(?<!\w-)(?P<capitals>{_CAPITALS})(?:\s+{_CAPITALS})?\s+{_CAPITAL_PATRONYMIC}"
    # Some bear the patronymic as their surname, before the first name.
    rf"|(?<!\w)(?<!\w-)(?P<last3>{_PATRONYMIC})\s+(?P<first3>{_WORD})(?:\s+(?P<surname3>{_SURNAME})(?![\w-]))?"
    rf"|(?<!\w)(?<!\w-)(?P<short>{_FIRST},?\s?{_INITIALS}|{_INITIALS}\s?{_FIRST}(?![\w-])|{_SURNAME}\s{_INITIAL}(?!\s?\w)"
    rf"|(?<![\w.]){_INITIAL}\s?{_WORD}(?![\w-]))"
)
_TWO = re.compile(rf"(?:{_WORD}\s+(?:{_SURNAME}|{_CAPITALS})|(?:{_SURNAME}|{_CAPITALS})\s+{_WORD})")
# «М.Жүсіп көшесі», «ул. К.Сатпаева», «А. Құнанбайұлы атындағы мектеп»: what is named after a person is none.
_STREET = re.compile(r"\s*(?:көш|даңғ|к-сі|атындағы|ауыл|алаң|мектеб|район|шағын)", re.IGNORECASE)
_NAMED = re.compile(r"(?:(?<!\w)(?:ул|улица|пр|проспект|пер|им|имени|площадь|пл|мкр)\.?)\s*$", re.IGNORECASE)
# «С. Жанғазиновтың», «Қ.С. Кәрімовке»: a case ending makes it part of a sentence about something else.
_CASE = re.compile(
    r"[аәеоөуұыіи]?[бвгғдйжзклмнңпрстфхцчшщ](?:тың|тің|ның|нің|дың|дің|ға|ге|қа|ке|ды|ді|ты|ті|дан|ден|тан|тен|мен|пен|бен)(?:\W|$)"
)
MAX_LINE = 60


class Name(NamedTuple):
    """A name in a line: where it stands, how it is written, and whether initials stand for parts of it."""

    start: int
    end: int
    text: str
    short: bool


def names_in(line: str, ordinary: frozenset[str]) -> Iterator[Name]:
    """Names in a line in order.

    :param line: the text as a reader sees it.
    :param ordinary: words in lower case that are no part of a name though a capital may begin them: «Директор Мұқтар Хамитұлы».
    """
    position = 0
    while match := _WHOLE.search(line, position):
        leading = match["surname"] or match["first2"] or match["capitals"] or ""
        if leading.lower() in ordinary and not match["short"]:
            position = match.start() + len(leading)
            continue
        end = match.end()
        if match["short"] and _CASE.search(match["short"]):
            position = end
            continue
        if _STREET.match(line, end) or _NAMED.search(line[max(0, match.start() - 15) : match.start()]):
            position = end
            continue
        if match["first3"] and match["first3"].lower() in ordinary:
            position = end
            continue
        if match["surname2"] and match["surname2"].lower() in ordinary:
            end = match.end("last2")
        elif match["short"] and any(word.lower() in ordinary for word in re.findall(r"\w{3,}", match["short"])):
            position = match.end()
            continue
        yield Name(match.start(), end, " ".join(line[match.start() : end].split()), bool(match["short"]))
        position = end


def whole_line(line: str, ordinary: frozenset[str]) -> Name | None:
    """The name that a short line is all of, though it has neither patronymic nor initials: «Мария Иванова»."""
    text = line.strip(" .,;:–—-•")
    if len(text) > MAX_LINE or not _TWO.fullmatch(text) or any(word.lower() in ordinary for word in text.split()):
        return None
    start = line.index(text)
    return Name(start, start + len(text), " ".join(text.split()), False)
