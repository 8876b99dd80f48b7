"""Pages that answer questions, where answers to those whom a body serves are asked for: «Почему отказали в субсидии?», and below it why.

Whose questions they are and whether such answers are advice a person must see.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from checks.answers import FEWEST, answered
from checks.labels import naming_heading
from checks.meant import meant
from checks.named import Candidate
from checks.newsitems import nearest_sections
from checks.own import Spot
from store.base import Language
from store.snapshot import Snapshot

# Places that are told to a person are few.
MOST = 12


def replies(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Such pages of a version; ``asked`` is the concept and the language."""
    return tuple(islice(_found(snapshot, asked[1]), MOST)) if snapshot.indicator(asked[0]).of_answers else ()


def _found(snapshot: Snapshot, language: Language) -> Iterator[Candidate]:
    for page in nearest_sections(snapshot, language):
        record = snapshot.text(page.url, page.lane)
        if record is not None and answered(snapshot, record.text) >= FEWEST:
            yield meant(naming_heading(snapshot, page) or page.title, Spot(page.url, page.lane))


__all__ = ["replies"]
