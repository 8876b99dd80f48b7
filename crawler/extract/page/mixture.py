"""What of a page is in another language or in two alphabets, and the figures by which its translation is known."""

from __future__ import annotations

import re
from typing import Any

from crawler.extract.page.lines import Line
from crawler.extract.text.clean import clean
from crawler.extract.text.language import language_of
from crawler.extract.text.wordforms import mixed_words
from store.base import Language

# A line of this many characters is a sentence, whose language can be told by itself.
SENTENCE = 50
MAX_SENTENCES = 60
MAX_QUOTES = 5
QUOTE = 200
MAX_NUMBERS = 60
_NUMBER = re.compile(r"(?<![\w.,])\d{2,12}(?:[.,]\d{1,4})?(?!\w)")
_OTHER: dict[Language | None, Language] = {"kk": "ru", "ru": "kk"}


def mixture(language: Language | None, lines: list[Line], main: str) -> dict[str, Any]:
    """Values for a page's record: ``mixed_script``, ``foreign_text`` and ``foreign_share`` of its main text, ``numbers``.

    :param language: the version the page belongs to; foreign is the other official language.
    :param lines: the page's visible lines.
    :param main: its main text.
    """
    share, quotes = _foreign(language, lines)
    return {
        "mixed_script": mixed_words(main),
        "foreign_text": quotes,
        "foreign_share": share,
        "numbers": tuple(dict.fromkeys(match.replace(",", ".") for match in _NUMBER.findall(main)))[:MAX_NUMBERS],
    }


def _foreign(language: Language | None, lines: list[Line]) -> tuple[int, tuple[str, ...]]:
    other = _OTHER.get(language)
    sentences = [line.text for line in lines if len(line.text) >= SENTENCE and line.element.place == "main"][:MAX_SENTENCES]
    if other is None or not sentences:
        return 0, ()
    foreign = [text for text in sentences if language_of(text)[0] == other]
    share = round(100 * sum(map(len, foreign)) / sum(map(len, sentences)))
    return share, tuple(clean(text, QUOTE) for text in foreign[:MAX_QUOTES])
