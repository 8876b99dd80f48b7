"""Counters of visitors: services known by their addresses, or a number of visits that the page shows."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from checks.derived import derived
from checks.source import markup, representatives, words_on
from checks.traces import Hit, Traces
from checks.words import fold, holds
from store.snapshot import Snapshot

# So far from the words may the number stand.
APART = 30
QUOTED = 60
_CARRIED = re.compile(r"<script\b.*?(?:</script\s*>|\Z)|<(?!a\s)[a-z][^<>]*>", re.DOTALL)
# A counter of the site's own may be a picture that says its number.
_ALT = re.compile(r"<img\b[^<>]{0,1000}?\salt\s*=\s*[\"']([^\"'<>]{1,200})")
_BETWEEN = r"[\s:;,–—-]{1,3}"
_NUMBER = r"\d(?:[\d\s.,]{0,12}\d)"


@derived
def counters(snapshot: Snapshot) -> Traces:
    """Counters on the home pages and on one page of each template."""
    lexicon = snapshot.lexicon("interaction")
    services, maybe = lexicon.phrases("counter-services"), lexicon.phrases("counter-maybe")
    held, weak = list[Hit](), list[Hit]()
    for page in representatives(snapshot):
        source = markup(snapshot, page).lower()
        words = words_on(snapshot, (page.url, page.lane))
        sent = _sent(source)
        service = next((one for one in services if one in sent), "")
        counting = lexicon.phrases("counter-words")
        said = (words, *map(html.unescape, _ALT.findall(source)))
        shown = service or next(filter(None, (_of_site(snapshot, shows_count(one, counting)) for one in said)), "")
        if shown:
            held.append(Hit(page, shown))
            break
        # Deeper in the site a number of visitors is one of what the page is about.
        hints = (*counting, *lexicon.phrases("counter-hints"))
        counted = (shows_count(words, hints) or _pair(snapshot, words)) if page.is_home else ""
        hint = next((one for one in (*maybe, *services) if one in source), "") or counted
        if hint:
            weak.append(Hit(page, hint))
    return Traces(tuple(held), tuple(weak))


def _sent(source: str) -> str:
    """What of a page a browser carries out or fetches: scripts, pictures and frames; a link or a line of text counts nobody."""
    return " ".join(found.group() for found in _CARRIED.finditer(source))


def _of_site(snapshot: Snapshot, shown: str) -> str:
    """The words of a count, where nothing between them and the number says whose visitors they are: «посетителей музея: 120»."""
    words = shown.split()
    known = snapshot.lexicon("interaction").phrases("counter-between")
    between = [word for word in map(fold, words) if word.isalpha()]
    counted = {word for phrase in snapshot.lexicon("interaction").phrases("counter-words") for word in fold(phrase).split()}
    return shown if all(holds(word, known) or any(word.startswith(one) for one in counted) for word in between) else ""


def _pair(snapshot: Snapshot, text: str) -> str:
    """A number of today beside one of all days, which a foot gives without a word of what is counted: «Сегодня: 842, всего: 1 204 611»."""
    lexicon = snapshot.lexicon("interaction")
    today, all_days = lexicon.phrases("counter-today"), lexicon.phrases("counter-all")
    match = _pairs(today, all_days).search(" ".join(fold(text).split())) if today and all_days else None
    return match.group()[:QUOTED] if match else ""


@lru_cache(maxsize=8)
def _pairs(today: tuple[str, ...], all_days: tuple[str, ...]) -> re.Pattern[str]:
    first, second = ("|".join(re.escape(fold(phrase)) for phrase in phrases) for phrases in (today, all_days))
    return re.compile(rf"(?<!\w)(?:{first}){_BETWEEN}{_NUMBER}[\s,;|/·•]{{1,5}}(?:{second}){_BETWEEN}{_NUMBER}")


def shows_count(text: str, phrases: tuple[str, ...]) -> str:
    """The words of a count with its number as the page writes them, or an empty text."""
    match = _pattern(phrases).search(" ".join(text.casefold().replace("ё", "е").split())) if phrases else None
    return match.group()[:QUOTED].strip() if match else ""


@lru_cache(maxsize=8)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    folded = sorted((fold(phrase) for phrase in phrases), key=lambda word: (-len(word), word))
    # «Посетителей: сегодня 128» is «посетителей сегодня».
    words = "|".join(_BETWEEN.join(map(re.escape, phrase.split())) for phrase in folded)
    after, before = (
        rf"(?<!\w)(?:{words})\w*[^\d.!?]{{0,{APART}}}{_NUMBER}",
        rf"{_NUMBER}[^\d.!?]{{0,{APART}}}(?<!\w)(?:{words})\w*",
    )
    return re.compile(f"{after}|{before}")
