"""What differs between a Kazakh and a Russian text of one subject: places where one figure or day stands for another, and what is left out.

Only a place is told where everything around it agrees: a line of one text and its line in the other, alike but for that figure. Figures
written otherwise (1,2 млрд – 1200 млн), in words, or left out together with their line prove nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checks.likeness import Vocabulary, marks
from store.base import Language

# «8 (7212) 41-12-12», «41-12-12»: telephones are records of their own.
_TELEPHONE = re.compile(r"(?<!\d)(?:\+?\d[\d\s()–-]{8,}\d|\d{2,3}[-–]\d{2}[-–]\d{2})(?!\d)")
# «(PDF, 27 КБ)»: the files of two languages are of two sizes.
_SIZE = re.compile(r"\d+(?:[.,]\d+)?\s?(?:[КKМMГG][БBбb]|[КкМм]байт|байт|bytes)(?!\w)")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_DAY = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d{4}(?!\d)")
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?![\d.])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_PLAIN = re.compile(r"(?<![\w.,/])\d{2,}(?:[.,]\d+)?(?![\d/]|[.,]\d)")
_CHARSET_KK = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)
# Shares of letters that only Kazakh has: texts in Kazakh have far more, Russian texts with Kazakh names far fewer.
KAZAKH, RUSSIAN = 0.05, 0.01
FEWEST_LETTERS = 150
# Words that a line must share with its line in the other language.
ALIKE = 0.3
# Of fewer words a line with a day says when something was posted.
FEWEST_WORDS = 3
FEWEST_LEADING = 25
_COUNTER = re.compile(r"просмотр|прочит|қаралды|қаралым|көрілді|көрсетілім|оқылды|хит|views|скачан|жүктел", re.IGNORECASE)
MOST_LINES = 400
# Fewer words are a label, a cell or an item of a list. Of fewer figures that the other text lacks nothing is said.
SENTENCE = 6
FEWEST_APART = 2
# Two figures of a line, from … to …, may be others; where more are, it is another line.
MOST_IN_LINE = 2
# A version so much shorter, by so many letters, leaves something out.
SHORTER, LETTERS = 0.5, 300


class Difference(NamedTuple):
    """One place: what it is (``figure``, ``day``, ``time``), what stands there in each language, and both lines."""

    kind: str
    kk: str
    ru: str
    kk_line: str
    ru_line: str


class _Token(NamedTuple):
    kind: str
    value: str


def written_in(text: str) -> Language | None:
    """The official language that a text is surely written in by its letters, or None; short texts tell nothing."""
    letters = len(_CYRILLIC.findall(text))
    if letters < FEWEST_LETTERS:
        return None
    share = len(_CHARSET_KK.findall(text)) / letters
    return "kk" if share >= KAZAKH else "ru" if share <= RUSSIAN else None


def substitutions(kk: Sequence[str], ru: Sequence[str], words: dict[Language, Vocabulary]) -> list[Difference]:
    """Places where a figure of one text stands for another one in the other text, in the order of the Kazakh lines."""
    mine = [(line, tokens(line)) for line in kk[:MOST_LINES]]
    yours = [(line, tokens(line)) for line in ru[:MOST_LINES]]
    everywhere = "\n".join(kk), "\n".join(ru)
    found: list[Difference] = []
    for number, (line, own) in enumerate(mine):
        odd = [token for token in own.elements() if not _stands(token, everywhere[1])]
        if odd:
            found += _replaced(line, own, _across(number, line, mine, yours, words), everywhere)
    return found


def apart(kk: Sequence[str], ru: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Figures of sentences that the whole other text does not have, on both sides; None where one side has none, or neither has two.

    They prove nothing, for a figure may be written otherwise; yet nobody can say that such texts agree. A part of a telephone is no figure
    that stands there.
    """
    own, other = (_strange(here, _TELEPHONE.sub(" ", "\n".join(there))) for here, there in ((kk, ru), (ru, kk)))
    return (own, other) if own and other and max(len(own), len(other)) >= FEWEST_APART else None


def _strange(lines: Sequence[str], other: str) -> tuple[str, ...]:
    found = {
        token.value: None
        for line in lines[:MOST_LINES]
        if len(line.split()) >= SENTENCE
        for token in tokens(line)
        if token.kind == "figure" and not _stands(token, other)
    }
    return tuple(found)


def tokens(line: str) -> Counter[_Token]:
    """Days, times and figures of at least two digits in a line; telephones are none."""
    text = _THOUSANDS.sub("", _TELEPHONE.sub(" ", _SIZE.sub(" ", line)))
    found: Counter[_Token] = Counter()
    if _COUNTER.search(line) or _is_posting(text):
        return found
    for kind, pattern in (("day", _DAY), ("time", _TIME), ("figure", _PLAIN)):
        for match in pattern.findall(text):
            found[_Token(kind, match.replace(",", ".").replace(":", "."))] += 1
        text = pattern.sub(" ", text)
    return found


def _is_posting(text: str) -> bool:
    """Whether a line tells when something was posted: a day or a time of the clock beside a year, and few words or at its beginning."""
    dated = _DAY.search(text) or (_TIME.search(text) and _YEAR.search(text))
    return dated is not None and (len(_WORD.findall(text)) < FEWEST_WORDS or dated.start() < FEWEST_LEADING)


def _stands(token: _Token, text: str) -> bool:
    """Whether a figure stands somewhere in a text, however it is written around it."""
    plain = _THOUSANDS.sub("", text).replace(",", ".").replace(":", ".")
    bare = token.value.lstrip("0") or token.value
    return re.search(rf"(?<!\d){re.escape(token.value)}(?!\d)|(?<!\d){re.escape(bare)}(?!\d)", plain) is not None


def _across(
    number: int,
    line: str,
    mine: Sequence[tuple[str, Counter[_Token]]],
    yours: Sequence[tuple[str, Counter[_Token]]],
    words: dict[Language, Vocabulary],
) -> tuple[str, Counter[_Token]] | None:
    """The line of the other text that corresponds: at the same place where both have as many lines, else the only one alike."""
    own = marks(line, words["kk"]).words
    near = [yours[number]] if len(mine) == len(yours) else [one for one in yours if one[1]]
    alike = [one for one in near if _alike(own, marks(one[0], words["ru"]).words)]
    if len(alike) == 1:
        return alike[0]
    same_place = len(mine) == len(yours) and not own and not marks(yours[number][0], words["ru"]).words
    return yours[number] if same_place else None


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    least = min(len(first), len(second))
    return least > 0 and len(first & second) >= max(1.0, ALIKE * least)


def _replaced(
    line: str, own: Counter[_Token], other: tuple[str, Counter[_Token]] | None, everywhere: tuple[str, str]
) -> Iterator[Difference]:
    if other is None:
        return
    text, theirs = other
    lost, gained = sorted((own - theirs).elements(), key=_order), sorted((theirs - own).elements(), key=_order)
    pairs = list(zip(lost, gained, strict=False))
    # Beside a figure that agrees another one may have more digits, but not be the same in thousands.
    backed = bool(own & theirs)
    fit = len(lost) == len(gained) <= MOST_IN_LINE and all(_like(one, two, backed) for one, two in pairs)
    if fit and not any(_stands(one, everywhere[1]) or _stands(two, everywhere[0]) for one, two in pairs):
        for one, two in pairs:
            yield Difference(one.kind, one.value, two.value, line, text)


def _order(token: _Token) -> tuple[str, float, str]:
    return token.kind, float(token.value.replace(".", "", token.value.count(".") - 1)), token.value


def _like(one: _Token, two: _Token, backed: bool) -> bool:
    """Whether one figure can have been put for the other: of one kind and as many digits, or both whole where another figure agrees."""
    if backed and one.kind == two.kind == "figure" and one.value.isdigit() and two.value.isdigit():
        years = [_YEAR.fullmatch(token.value) is not None for token in (one, two)]
        near = abs(len(one.value) - len(two.value)) <= 1
        return near and years[0] == years[1] and one.value.rstrip("0") != two.value.rstrip("0")
    return one.kind == two.kind and [len(part) for part in one.value.split(".")] == [len(part) for part in two.value.split(".")]


def left_out(kk: Sequence[str], ru: Sequence[str]) -> Language | None:
    """The language whose text is so much shorter that it leaves something out, or None."""
    lengths = {"kk": sum(map(len, kk)), "ru": sum(map(len, ru))}
    least: Language = "kk" if lengths["kk"] <= lengths["ru"] else "ru"
    most = max(lengths.values())
    return least if lengths[least] < SHORTER * most and most - lengths[least] >= LETTERS else None
