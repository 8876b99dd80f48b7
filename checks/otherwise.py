"""Where a thing may be that nothing on a site is called by: in a page on its subject, in news, in a table of persons and hours."""

from __future__ import annotations

from checks.figured import figured
from checks.headlined import headlined
from checks.manywords import in_many_words
from checks.named import Candidate
from checks.replies import replies
from checks.timetables import timetables
from store.base import Language
from store.snapshot import Snapshot


def otherwise(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Places of a version of which a person must see whether they are the thing; ``asked`` is the concept and the language."""
    return (
        *in_many_words(snapshot, asked),
        *headlined(snapshot, asked),
        *timetables(snapshot, asked),
        *figured(snapshot, asked),
        *replies(snapshot, asked),
    )


__all__ = ["otherwise"]
