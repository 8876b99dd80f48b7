"""The text of a page that is its own: its main text without the lines that many pages of its language share."""

from __future__ import annotations

from collections import Counter

from checks.derived import derived
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


@derived
def own_lines(snapshot: Snapshot) -> dict[Key, tuple[str, ...]]:
    """Lines of each page that stand on few other pages of its language, in page order; a line told twice counts once."""
    read = {(record.url, record.lane): tuple(dict.fromkeys(record.text.split("\n"))) for record in snapshot.texts()}
    groups: dict[Language | None, list[Key]] = {}
    for page in snapshot.pages():
        if (page.url, page.lane) in read:
            groups.setdefault(page.language, []).append((page.url, page.lane))
    found: dict[Key, tuple[str, ...]] = {}
    for keys in groups.values():
        counts = Counter(line for key in keys for line in read[key])
        most = max(2.0, len(keys) * SHARED) if len(keys) >= FEWEST_PAGES else len(keys)
        for key in keys:
            found[key] = tuple(line for line in read[key] if line and counts[line] <= most)
    return found


def opening(snapshot: Snapshot, page: PageRecord) -> str:
    """What a page says of itself: its heading and how its own text goes on, without the link that skips to it."""
    skip = snapshot.lexicon("navigation").phrases("skip")
    heading = page.h1 or page.title
    lines = [line for line in own_lines(snapshot).get((page.url, page.lane), ()) if line != heading and not holds(line, skip)]
    return clip(" – ".join(part for part in (heading, " ".join(lines)[:OPENING]) if part), OPENING)
