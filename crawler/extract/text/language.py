"""The language of a text and of a page: kk, ru or en, and by which sign."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from crawler.extract.text.wordforms import leaning, repaired, spoken
from store.base import Language

KAZAKH_LETTERS = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
# A text of this many letters is judged by itself; below it, address and neighbours break ties.
ENOUGH_LETTERS = 40
SAMPLE = 1_800
_SENTENCE = 50
_LETTERS = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
# «І степени»: a Roman number typed with the Kazakh letter is no Kazakh word.
_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|(?<!\w)[ІIVX]+(?!\w)")
_SURE = 0.9
_LONG = 25
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "for", "is", "on", "with", "by", "at", "from", "are", "this", "that", "be", "our", "your"}
)
_SURE_REST = 0.97
_REST = 12
# Of real Kazakh texts 95 in 100 have a larger share of Kazakh letters than the first, of real Russian ones none has the second.
_KAZAKH_SHARE = 0.10
# What stands in quotation marks is a name, and names keep their language in a text of another.
_QUOTED = re.compile(r"«[^«»]{0,300}(?:»|$)|\"[^\"]{0,300}\"|“[^“”]{0,300}”|„[^„“”]{0,300}[“”]")

CODES: dict[str, Language] = {
    "kk": "kk", "kz": "kk", "kaz": "kk", "qaz": "kk", "kk-kz": "kk", "kk_kz": "kk", "kz-kz": "kk", "kazakh": "kk", "qz": "kk",
    "ru": "ru", "rus": "ru", "ru-ru": "ru", "ru_ru": "ru", "ru-kz": "ru", "ru_kz": "ru", "russian": "ru",
    "en": "en", "eng": "en", "en-us": "en", "en_us": "en", "en-gb": "en", "en_gb": "en", "en-kz": "en", "english": "en",
}  # fmt: skip
# The spelling a swapped address gets first; sites mix kk and kz.
SPELLINGS: dict[Language, tuple[str, ...]] = {
    "kk": ("kk", "kz", "kaz", "qaz", "kk-kz", "kk_kz", "kk_KZ", "kk-KZ"),
    "ru": ("ru", "rus", "ru-ru", "ru_ru", "ru_RU", "ru-RU", "ru-kz", "ru_KZ", "ru-KZ"),
    "en": ("en", "eng", "en-us", "en_us", "en_US", "en-US", "en-GB"),
}
_QUERY_NAMES = frozenset({"lang", "language", "locale", "lng", "hl", "l", "setlang", "set_lang", "lang_id", "langid", "ln"})
_FILE = re.compile(
    r"(?P<stem>.*[^-_.])(?P<mark>[-_.])(?P<code>kk|kz|kaz|qaz|ru|rus|en|eng)(?P<tail>\.[a-z0-9]{1,5})?", re.IGNORECASE
)


@cache
def _detector() -> Any:
    from lingua import Language as Lingua
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(Lingua.KAZAKH, Lingua.RUSSIAN, Lingua.ENGLISH).build()


def load() -> None:
    """Loads the models by which languages are told, so that processes forked from this one have them."""
    _scores("мысал")


def _sample(text: str) -> str:
    """Three stretches of a long text, cut at words: its head may be a menu, its foot a signature."""
    if len(text) <= SAMPLE:
        return text
    part = SAMPLE // 3
    middle = (len(text) - part) // 2
    return f"{text[:part].rpartition(' ')[0]} {text[middle : middle + part].partition(' ')[2]} {text[-part:].partition(' ')[2]}"


@lru_cache(maxsize=4_096)
def language_of(text: str, hint: Language | None = None) -> tuple[Language | None, str]:
    """The language of a text and how it was told.

    :param text: any text; of a long one three stretches are read.
    :param hint: what address or neighbours say; used only where the text is too short to tell.
    :returns: language or None, and ``text``, ``letters`` (a Kazakh letter decided), ``hint`` or ``""``.
    """
    words = repaired(_NOISE.sub(" ", _sample(text)))
    letters = _LETTERS.findall(words)
    if not letters:
        return (hint, "hint") if hint else (None, "")
    voted = _by_sentences(words) if "\n" in words else None
    if voted is not None:
        return voted, "text"
    cyrillic = len(_CYRILLIC.findall(words))
    latin = len(_LATIN.findall(words))
    if max(cyrillic, latin) * 2 < len(letters):
        return None, "text"
    if cyrillic < latin and not _spoken_cyrillic(words, cyrillic, latin):
        return _latin(words, latin, cyrillic, hint)
    return _cyrillic(words, cyrillic, hint)


def _by_sentences(text: str) -> Language | None:
    """The language in which most of a text's sentences are written, by their length; None where it has hardly any."""
    sentences = [line for line in map(str.strip, text.split("\n")) if len(line) >= _SENTENCE]
    if len(sentences) < 2 or sum(map(len, sentences)) * 2 < len(text):
        return None
    weights: Counter[Language] = Counter()
    for line in sentences:
        language = language_of(line)[0]
        if language is not None:
            weights[language] += len(line)
    return weights.most_common(1)[0][0] if weights else None


def _spoken_cyrillic(words: str, cyrillic: int, latin: int) -> bool:
    """Whether Latin names stand in a sentence of Cyrillic words, which then has its own language."""
    return cyrillic * 3 > latin and cyrillic >= _REST * 2 and sum(len(word) > 2 for word in _CYRILLIC_WORD.findall(words)) >= 4


_CYRILLIC_WORD = re.compile("[Ѐ-ӿ]+")


def _latin(words: str, latin: int, cyrillic: int, hint: Language | None) -> tuple[Language | None, str]:
    """Latin letters: English if there are words enough; names of firms and formats stand in texts of every language."""
    if latin < ENOUGH_LETTERS or cyrillic * 3 > latin:
        if hint:
            return hint, "hint"
        if latin < 4 or cyrillic:
            return None, ""
    spoken = words.casefold().split()
    # Latin letters also write Turkish, German and the new Kazakh: a text of some length has the small words of its language.
    if len(spoken) >= _LONG and sum(word in _ENGLISH for word in spoken) * _LONG < len(spoken):
        return None, "text"
    return "en", "text"


def _cyrillic(words: str, count: int, hint: Language | None) -> tuple[Language | None, str]:
    bare = _QUOTED.sub(" ", words)
    if len(bare) < len(words) and _russian_around_titles(words, bare):
        return "ru", "text"
    kazakh = sum(1 for letter in words if letter in KAZAKH_LETTERS)
    # A text of several lines is no sentence: its small words may belong to a menu.
    small = spoken(bare) if count >= ENOUGH_LETTERS and "\n" not in bare.strip() else None
    if small != "ru" and count >= ENOUGH_LETTERS and (kazakh >= count * _KAZAKH_SHARE or _kazakh_around_titles(bare)):
        return "kk", "text"
    if small != "kk" and kazakh and count < SAMPLE // 3 and _russian_around_names(words):
        return "ru", "text"
    if count < ENOUGH_LETTERS and kazakh:
        return "kk", "letters"
    lean = small if count >= ENOUGH_LETTERS else leaning(bare, alone=hint is None, endings=hint is None)
    if lean is not None:
        return lean, "text"
    kk, ru = _scores(words)
    guess: Language = "kk" if kk > ru else "ru"
    if count >= ENOUGH_LETTERS:
        # A text without one Kazakh letter in two hundred is not Kazakh, however its words look.
        if guess == "kk" and not kazakh and count >= 200:
            guess = "ru"
        return guess, "text"
    if hint in ("kk", "ru") and max(kk, ru) < _SURE:
        return hint, "hint"
    return guess, "text"


def _kazakh_around_titles(bare: str) -> bool:
    count = len(_CYRILLIC.findall(bare))
    return count >= ENOUGH_LETTERS and sum(1 for letter in bare if letter in KAZAKH_LETTERS) >= count * _KAZAKH_SHARE


def _russian_around_titles(words: str, bare: str) -> bool:
    """Whether Kazakh letters stand in quotation marks only and the rest is Russian: «Медаль «Ерен еңбегі үшін» (приложение 3)»."""
    if KAZAKH_LETTERS.isdisjoint(words) or not KAZAKH_LETTERS.isdisjoint(bare):
        return False
    if leaning(bare, alone=False) == "ru":
        return True
    kk, ru = _scores(bare) if len(_CYRILLIC.findall(bare)) >= _REST else (1.0, 0.0)
    return ru > _SURE and ru > kk


@lru_cache(maxsize=8_192)
def _scores(words: str) -> tuple[float, float]:
    scores = {value.language.name: value.value for value in _detector().compute_language_confidence_values(words)}
    return scores.get("KAZAKH", 0.0), scores.get("RUSSIAN", 0.0)


def _russian_around_names(words: str) -> bool:
    """Whether what remains without the words that hold Kazakh letters is surely Russian: «Мечеть «Өтеміс» находится в селе»."""
    rest = " ".join(word for word in words.split() if KAZAKH_LETTERS.isdisjoint(word) and _CYRILLIC.search(word))
    if len(rest) < _REST or len(rest) * 3 < len(words):
        return False
    kk, ru = _scores(rest)
    return ru > _SURE_REST and ru > kk


def code_of(value: str) -> Language | None:
    """The language that a code in an address or attribute means (``kz`` and ``kk-KZ`` mean Kazakh), or None."""
    code = value.strip().lower()
    return CODES.get(code) or CODES.get(code.split("-")[0].split("_")[0] if 4 < len(code) < 8 else "")


@lru_cache(maxsize=100_000)
def language_of_address(url: str) -> Language | None:
    """The language that an address names by subdomain, path, file name or query, or None."""
    try:
        parts = urlsplit(url)
        labels = (parts.hostname or "").split(".")
    except ValueError:
        return None
    for name, value in parse_qsl(parts.query, max_num_fields=None)[:50]:
        if name.lower() in _QUERY_NAMES and value.lower() in CODES:
            return CODES[value.lower()]
    segments = parts.path.split("/")[:12]
    for segment in segments:
        if segment.lower() in CODES and segment.lower() not in ("kazakh", "russian", "english"):
            return CODES[segment.lower()]
    match = _FILE.fullmatch(segments[-1])
    if match:
        return CODES[match["code"].lower()]
    if len(labels) >= 3 and labels[0] in CODES:
        return CODES[labels[0]]
    return None


def swapped(url: str, target: Language) -> tuple[str, ...]:
    """Addresses the same page would have in another language, by its address pattern; empty where the address names none."""
    parts = urlsplit(url)
    found: list[str] = []
    for spelling in SPELLINGS[target]:
        candidate = _swap_query(parts.query, spelling)
        if candidate is not None:
            found.append(urlunsplit(parts._replace(query=candidate)))
            continue
        path = _swap_path(parts.path, spelling)
        if path is not None:
            found.append(urlunsplit(parts._replace(path=path)))
            continue
        labels = parts.netloc.split(".")
        if len(labels) >= 3 and labels[0] in CODES:
            found.append(urlunsplit(parts._replace(netloc=".".join([spelling.lower().replace("_", "-"), *labels[1:]]))))
    return tuple(dict.fromkeys(address for address in found if address != url))


def other_addresses(url: str, target: Language) -> tuple[str, ...]:
    """Where the same page may lie in another language: with the code swapped, taken out, or put before the path.

    Whether such an address exists, and in which language, is for the caller to see.
    """
    if language_of_address(url) is None:
        parts = urlsplit(url)
        added = [urlunsplit(parts._replace(path=f"/{spelling}{parts.path}")) for spelling in SPELLINGS[target]]
        bare = [address.rstrip("/") for address in added if address.endswith("/") and not parts.query]
        named = _with_suffix(url, target)
        return tuple(dict.fromkeys([*added, *bare, *named]))
    return (*swapped(url, target), *_without_code(url))


def _with_suffix(url: str, target: Language) -> list[str]:
    """``index.html`` has its versions in ``index_kz.html`` and ``index-kz.html``."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    stem, dot, tail = name.rpartition(".")
    if not stem:
        return []
    codes = SPELLINGS[target][:3]
    return [urlunsplit(parts._replace(path=f"{folder}/{stem}{mark}{code}{dot}{tail}")) for mark in "_-." for code in codes]


def _without_code(url: str) -> list[str]:
    parts = urlsplit(url)
    segments = parts.path.split("/")
    kept = [segment for segment in segments if segment.lower() not in CODES]
    found = []
    if len(kept) == len(segments) - 1:
        found.append(urlunsplit(parts._replace(path="/".join(kept) or "/")))
    match = _FILE.fullmatch(segments[-1])
    if match:
        found.append(urlunsplit(parts._replace(path="/".join([*segments[:-1], match["stem"] + (match["tail"] or "")]))))
    return [address for address in found if address != url]


def _swap_query(query: str, spelling: str) -> str | None:
    fields = query.split("&")
    for index, field in enumerate(fields[:50]):
        name, _, value = field.partition("=")
        if name.lower() in _QUERY_NAMES and value.lower() in CODES:
            return "&".join([*fields[:index], f"{name}={spelling}", *fields[index + 1 :]])
    return None


def _swap_path(path: str, spelling: str) -> str | None:
    segments = path.split("/")
    for index, segment in enumerate(segments[:12]):
        if segment.lower() in CODES and segment.lower() not in ("kazakh", "russian", "english"):
            return "/".join([*segments[:index], spelling, *segments[index + 1 :]])
    match = _FILE.fullmatch(segments[-1])
    if match:
        name = f"{match['stem']}{match['mark']}{spelling}{match['tail'] or ''}"
        return "/".join([*segments[:-1], name])
    return None


def page_language(url: str, lane: str, lang_attr: str, main: str, whole: str) -> tuple[Language | None, str, Language | None]:
    """The language version a page belongs to, by which sign, and the language of its text.

    A page under ``/kk/`` filled with Russian text belongs to the Kazakh version and its text is Russian: a sham version.
    The ``lang`` attribute is wrong on most real sites, so it decides only where the text is too short to.

    :returns: version, method (``address``, ``lane``, ``text``, ``lang-attr`` or ``""``), language of the text.
    """
    text, how = language_of(main if _enough(main) else whole, None)
    address = language_of_address(url)
    if address is not None:
        return address, "address", text or None
    if lane in ("kk", "ru", "en"):
        return cast(Language, lane), "lane", text
    declared = code_of(lang_attr)
    if not _enough(whole) and declared is not None and how != "letters" and _could_be(declared, whole):
        return declared, "lang-attr", text
    return text, "text" if text else "", text


def _enough(text: str) -> bool:
    return len(_LETTERS.findall(text[:400])) >= ENOUGH_LETTERS


def _could_be(language: Language, text: str) -> bool:
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if not cyrillic and not latin:
        return False
    return latin >= cyrillic if language == "en" else cyrillic >= latin
