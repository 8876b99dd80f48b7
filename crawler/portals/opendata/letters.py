"""Letters that should not stand in a cell: what a wrong encoding left, and Latin letters inside Cyrillic words."""

from __future__ import annotations

import re

from crawler.extract.text.language import KAZAKH_LETTERS

RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
# Latin letters that look like Cyrillic ones; a word with others («IT-парк», «3D») is meant to hold both.
ALIKE = frozenset("aceopxyikmthbACEOPXYIKMTHB")
LONGEST = 500
SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ASKED = re.compile(r"[^\W\d_]\?+[^\W\d_]")


def broken(cell: str) -> str:
    """The word that bears the traces of a wrong encoding: a replacement character, a question mark inside it, UTF-8 read as Windows-1251, or a
    Cyrillic letter that neither Kazakh nor Russian has; ``""`` where there is none."""
    line = cell[:LONGEST]
    if line.isascii():
        return ""
    for word in line.split():
        if "\ufffd" in word or (_ASKED.search(word) and _CYRILLIC.search(word)) or _misread(word) or _foreign(word):
            return word
    return ""


def mixed(cell: str) -> str:
    """The first word of Cyrillic letters with Latin look-alikes among them; ``""`` where there is none."""
    line = cell[:LONGEST]
    if line.isascii():
        return ""
    for match in _WORD.finditer(line):
        word = match.group()
        if len(word) < SHORTEST or not _CYRILLIC.search(word):
            continue
        latin = [letter for letter in word if letter.isascii()]
        if latin and len(latin) * 2 < len(word) and ALIKE.issuperset(latin):
            return word
    return ""


def _foreign(word: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" and letter not in RUSSIAN and letter not in KAZAKH_LETTERS for letter in word)


def _misread(word: str) -> bool:
    """UTF-8 that was read as Windows-1251 reads as Cyrillic again when it is put back."""
    try:
        back = word.encode("cp1251").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return False
    return back != word and _CYRILLIC.search(back) is not None
