"""Spellings of words as pages write them, brought to one form: ё, Latin look-alikes, soft hyphens, entities, capitals set apart, wrong layout."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

# Latin letters that look like Cyrillic ones, as they slip into Cyrillic words.
_ALIKE = str.maketrans("aceopxyikmthb", "асеорхуікмтнв")
_GREEK = str.maketrans("οаαενο", "оааено")
# What a Kazakh letter becomes where only a Russian keyboard was at hand.
DEGRADED = {"қ": "к", "ғ": "г", "ң": "н", "ү": "у", "ұ": "у", "ө": "о", "ә": "а", "һ": "х", "і": "и"}
_PLAIN = str.maketrans(DEGRADED)
_QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_LAYOUT_RU = str.maketrans(_QWERTY, _RUSSIAN)
# The Kazakh layout has nine letters in the row of figures.
_LAYOUT_KK = str.maketrans(_QWERTY + "2345890-=", _RUSSIAN + "әіңғүұқөһ")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_] ){3,}[^\W\d_](?![^\W_])")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z]")
_TYPED = re.compile(r"[a-z`;',.\[\]0-9=-]+")
# Only labels are set in letters apart.
LABEL = 120


def clean(text: str) -> str:
    """Text without entities, hidden characters and words in capitals set apart («П Л А Н»), in lower case, ё as е."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if not text.isascii():
        text = _HIDDEN.sub("", unicodedata.normalize("NFC", text))
    if len(text) <= LABEL:
        text = _SPACED.sub(lambda match: match.group().replace(" ", ""), text)
    return text.casefold().replace("ё", "е").replace("ѐ", "е")


@lru_cache(maxsize=60_000)
def word(raw: str) -> str:
    """One word of ``clean`` text with Latin look-alikes made Cyrillic where it bears Cyrillic letters."""
    if _CYRILLIC.search(raw) and not raw.isascii():
        return raw.translate(_ALIKE).translate(_GREEK)
    return raw


def words(text: str) -> list[str]:
    """Words of a text, hyphenated ones in their parts, in the form in which they are compared."""
    return [word(found) for found in _WORD.findall(clean(text))]


@lru_cache(maxsize=50_000)
def retyped(text: str) -> tuple[tuple[str, ...], ...]:
    """What a label of nothing but Latin letters says where the keyboard stood on the wrong layout: as Russian and as Kazakh."""
    lower = " ".join(text.casefold().split())
    if len(text) > 200 or _CYRILLIC.search(lower) or not _LATIN.search(lower):
        return ()
    found: dict[tuple[str, ...], None] = {}
    for layout in (_LAYOUT_RU, _LAYOUT_KK):
        said = tuple(item for part in lower.split() if _TYPED.fullmatch(part) for item in words(part.translate(layout)))
        if said:
            found[said] = None
    return tuple(found)


@lru_cache(maxsize=60_000)
def plain(one: str) -> str:
    """A word with Kazakh letters as a Russian keyboard types them."""
    return one.translate(_PLAIN)


def typed_as(page: str, wanted: str) -> int | None:
    """Whether a word of a page begins with a wanted one: 0 as it stands, 1 where Kazakh letters were typed as Russian ones, None not at all."""
    if page.startswith(wanted):
        return 0
    if len(page) < len(wanted) or wanted.translate(_PLAIN) == wanted:
        return None
    degraded = all(have == want or DEGRADED.get(want) == have for have, want in zip(page, wanted, strict=False))
    return 1 if degraded else None


# Letters of addresses: pairs of spellings that transliterations of one word differ in, longest first.
_TRANSLIT = str.maketrans(
    {
        "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "й": "i",
        "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h", "һ": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i",
        "і": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
    }
)  # fmt: skip
_SPELLINGS = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("ş", "s"), ("ch", "c"), ("ç", "c"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ğ", "g"),
    ("ts", "c"), ("tz", "c"), ("ya", "a"), ("ja", "a"), ("ia", "a"), ("yu", "u"), ("ju", "u"), ("iu", "u"), ("yo", "e"), ("jo", "e"),
    ("ng", "n"), ("ñ", "n"), ("q", "k"), ("w", "u"), ("x", "h"), ("y", "i"), ("ı", "i"), ("ä", "a"), ("ö", "o"), ("ü", "u"), ("ū", "u"),
)  # fmt: skip
_RUN = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def latin(one: str) -> str:
    """A word as addresses write it, with the ways of transliteration made one: «стратегический» and «strategicheskiy» alike."""
    text = one.translate(_TRANSLIT)
    for spelling, letter in _SPELLINGS:
        text = text.replace(spelling, letter)
    return _RUN.sub(r"\1", text)
