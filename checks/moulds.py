"""Sentences that pages of different things say alike but for their figures: «С начала 2026 года … проведено 70 работ, из них 16 завершено».

What a site says in the same words of its budget, of its vacancies and of its library tells nothing of any of them.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from checks.derived import derived_by
from checks.labels import naming_heading
from checks.letters import words
from checks.newsitems import news_item
from checks.own import Spot, own
from checks.phrases import filling, own_words
from checks.sentences import sentences
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot

# Pages of so many different things that say it; parts of one thing may well be told in the same words.
THINGS = 3
# Fewer words, or words without a full stop, are a label or the head of a table, which may well name one thing on many pages.
FEWEST_WORDS = 4
ENDS = (".", "!", "…")
_FIGURES = re.compile(r"\d[\d\s.,]*")
_WIDTH = 8


def of_mould(snapshot: Snapshot, language: Language, sentence: str) -> bool:
    """Whether pages of several different things say a sentence, whatever figures each fills in."""
    return _shape(sentence) in _moulds(snapshot, language)


@derived_by
def _moulds(snapshot: Snapshot, language: Language) -> frozenset[bytes]:
    things: dict[bytes, list[frozenset[str]]] = {}
    for page in snapshot.pages(language):
        name = _thing(snapshot, page)
        if not name or page.is_home or news_item(snapshot, page.url):
            continue
        lines = dict.fromkeys(own(snapshot, Spot(page.url, page.lane)).lines)
        for shape in {_shape(one) for line in lines for one in sentences(line)} - {b""}:
            known = things.setdefault(shape, [])
            if len(known) < THINGS and all(name.isdisjoint(other) for other in known):
                known.append(name)
    return frozenset(shape for shape, known in things.items() if len(known) >= THINGS)


def _thing(snapshot: Snapshot, page: PageRecord) -> frozenset[str]:
    """The words of a page's name that say something, by their beginnings."""
    said = words(naming_heading(snapshot, page) or page.title)
    return own_words(one for one in said if not (filling(one) or any(map(str.isdigit, one))))


def _shape(sentence: str) -> bytes:
    """What is left of a sentence without its figures; nothing of a label. Kept short, for a large site says much."""
    said = words(_FIGURES.sub(" ", sentence))
    whole = len(said) >= FEWEST_WORDS and sentence.rstrip().endswith(ENDS)
    return blake2b(" ".join(said).encode(), digest_size=_WIDTH).digest() if whole else b""


__all__ = ["of_mould"]
