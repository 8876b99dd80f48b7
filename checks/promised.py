"""Sections that their own words call empty: «Бөлім толтырылуда» or «Материалов нет» below a name, and nothing else.

Such a word speaks for the part of the page that the name heads, whatever headings follow it.
"""

from __future__ import annotations

from checks.named import Candidate, named
from checks.own import Own, own
from checks.telling import unfilled
from store.base import Language
from store.snapshot import Snapshot


def promised(snapshot: Snapshot, top: Own, language: Language, part: bool) -> bool:
    """Whether a place says that its content is to come or that there is none, and gives nothing else; a picture on the page may be of any
    part."""
    gives = (
        (top.pictures and not part)
        or top.links
        or top.files
        or top.forms
        or top.contacts
        or top.persons
        or top.frames
        or top.below
        or top.unread
    )
    if gives or not top.complete or top.shell:
        return False
    return bool(top.blanks or top.lines) and all(unfilled(snapshot, line, language) for line in top.lines)


def promised_within(snapshot: Snapshot, asked: tuple[str, Language], candidate: Candidate) -> Candidate | None:
    """The part of a page of several things that bears the name of one of them above such words, so that the rest of it is of the others;
    None where there is none.

    :param asked: the indicator and the language of the version.
    """
    spot = candidate.spot
    if spot.part or not candidate.best.extra:
        return None
    parts = (one for one in named(snapshot, asked).sure if one.spot.part and one.spot.url == spot.url)
    return next((one for one in parts if promised(snapshot, own(snapshot, one.spot), asked[1], part=True)), None)


__all__ = ["promised", "promised_within"]
