"""The text of a page that is its own: its main text without the lines that many pages of its language share."""

from __future__ import annotations

from collections.abc import Iterator

from checks.derived import derived_by, derived_few
from checks.frequent import frequent
from checks.support import clip
from checks.words import holds
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot

Key = tuple[str, str]
# Of fewer pages nobody can say which lines belong to all of them.
FEWEST_PAGES = 4
# A line on more pages than this share is of the site, not of the page.
SHARED = 0.25
OPENING = 300
# Pages whose lines are kept in memory.
LINES_KEPT = 4000


@derived_few(LINES_KEPT)
def own_lines(snapshot: Snapshot, key: Key) -> tuple[str, ...]:
    """Lines of a page that stand on few other pages of its language, in page order; a line told twice counts once. None of what is no page."""
    page, text = snapshot.page(*key), snapshot.text(*key)
    if page is None or text is None:
        return ()
    common = _common(snapshot, page.language)
    return tuple(line for line in dict.fromkeys(text.text.split("\n")) if line and line not in common)


@derived_by
def _common(snapshot: Snapshot, language: Language | None) -> frozenset[str]:
    """Lines that many pages of a language share."""
    pages = {(page.url, page.lane) for page in snapshot.pages() if page.language == language}

    def read() -> Iterator[list[str]]:
        return (text.text.split("\n") for text in snapshot.texts() if (text.url, text.lane) in pages)

    number = sum(1 for _ in read())
    return frequent(read, int(max(2.0, number * SHARED)) + 1) if number >= FEWEST_PAGES else frozenset()


def opening(snapshot: Snapshot, page: PageRecord) -> str:
    """What a page says of itself: its heading and how its own text goes on, without the link that skips to it."""
    skip = snapshot.lexicon("navigation").phrases("skip")
    heading = page.h1 or page.title
    lines = [line for line in own_lines(snapshot, (page.url, page.lane)) if line != heading and not holds(line, skip)]
    return clip(" – ".join(part for part in (heading, " ".join(lines)[:OPENING]) if part), OPENING)
