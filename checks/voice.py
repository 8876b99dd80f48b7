"""Bodies that speak to their readers in what heads their texts: «Куда идём до 2029 года», «Қоғам не дейді», «Нам жаловались».

Whoever heads a part of a text so names it by no list of words; that nothing is named as a thing there proves little. Sites labelled by hand by
official lists of sections have next to no such headings; those that have more are of bodies that tell a good part in words of their own.
"""

from __future__ import annotations

from checks.derived import derived
from checks.headed import shared_headings
from checks.newsitems import section_pages
from store.asked import asked
from store.base import OFFICIAL, Language
from store.snapshot import Snapshot

WORDS = "content-marks"
VOICE = {"kk": asked(__name__, WORDS, "voice-kk"), "ru": asked(__name__, WORDS, "voice-ru")}
# So many headings of a version that speak so are no chance, and so many of a hundred are its way.
FEWEST, OF_HUNDRED = 5, 10


@derived
def voiced(snapshot: Snapshot) -> bool:
    """Whether one of the official versions heads its texts so."""
    return any(_voiced(snapshot, language) for language in OFFICIAL)


def _voiced(snapshot: Snapshot, language: Language) -> bool:
    frame, pattern = shared_headings(snapshot, language), snapshot.lexicon(WORDS).pattern(VOICE[language])
    every = {
        text for page in section_pages(snapshot, language) for text in (page.h1, *page.headings) if text and text not in frame
    }
    told = sum(pattern.search(text) is not None for text in every)
    return told >= FEWEST and told * 100 >= len(every) * OF_HUNDRED


__all__ = ["voiced"]
