"""Counters of visitors: services known by their addresses, or a number of visits that the page shows."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.derived import derived
from checks.source import markup, representatives, words_on
from checks.traces import Hit, Traces
from checks.words import fold
from store.snapshot import Snapshot

# So far from the words may the number stand.
APART = 30
QUOTED = 60
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
        service = next((one for one in services if one in source), "")
        shown = service or shows_count(words, lexicon.phrases("counter-words"))
        if shown:
            held.append(Hit(page, shown))
            break
        # Deeper in the site a number of visitors is one of what the page is about.
        counted = shows_count(words, lexicon.phrases("counter-hints")) if page.is_home else ""
        hint = next((one for one in maybe if one in source), "") or counted
        if hint:
            weak.append(Hit(page, hint))
    return Traces(tuple(held), tuple(weak))


def shows_count(text: str, phrases: tuple[str, ...]) -> str:
    """The words of a count with its number as the page writes them, or an empty text."""
    match = _pattern(phrases).search(" ".join(text.casefold().replace("ё", "е").split()))
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
