"""Long texts of pages: which there are, and by what a reader finds the way in them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import Literal, NamedTuple

from checks.called import LONGEST_HEADING, labels
from checks.derived import derived, derived_by
from checks.labels import most
from checks.meta import Options
from checks.rendered import settled
from checks.source import markup
from checks.wayfinding import is_home_page, visited
from checks.words import holds
from store.asked import asked
from store.records import PageRecord
from store.snapshot import Snapshot

Part = Literal["blocks", "acts"]
WORDS = "content-marks"
NUMBERED, ARTICLE = asked(__name__, WORDS, "numbered"), asked(__name__, WORDS, "numbered-article")
NUMBERED_KK = asked(__name__, WORDS, "numbered-kk")
FEWEST_HEADINGS = 2
FEWEST_ANCHORS = 2
# From this share of the prose on a stretch without headings is the text, and what stands besides are other blocks of the page.
WHOLE = 0.9
# A line of fewer words is a label, a cell or an item of a list, not prose.
SENTENCE = 8
_BOLD = re.compile(
    r"<(?:p|div|li|td)\b[^<>]*>\s*(?:<[a-z]+\b[^<>]*>\s*)*<(?:b|strong)\b[^<>]*>[^<]{3,120}</(?:b|strong)>\s*(?:</[a-z]+>\s*)*</(?:p|div|li|td)>",
    re.IGNORECASE,
)
_FOLDED = ("<details", "accordion", "collapse", "tab-pane", 'role="tab')


class Wanted(Options):
    """``part``: long texts or acts; ``words``: from how many words on a text is long."""

    part: Part
    words: int = 800


class Long(NamedTuple):
    """A page with a long text."""

    page: PageRecord
    words: int
    divided: bool
    doubtful: bool


@derived_by
def long_texts(snapshot: Snapshot, wanted: tuple[Part, int]) -> tuple[Long, ...]:
    """Pages whose prose is longer than so many words; of ``acts`` those that hold the text of an act."""
    part, words = wanted
    found = []
    for page in visited(snapshot).pages:
        record = snapshot.text(page.url, page.lane)
        lines = [line.strip() for line in record.text.splitlines() if line.strip()] if record else []
        count = sum(len(line.split()) for line in lines if len(line.split()) >= SENTENCE)
        if is_home_page(snapshot, page) or (count < words and part == "blocks"):
            continue
        if part == "acts":
            act = _is_act(snapshot, page, lines, ("kind", "collection"))
            # What an act approved is a part of it, but a page of that name may tell it in its own words.
            if not (act or _is_act(snapshot, page, lines, ("approved",))):
                # «Чем занимается Агентство», and below it «Глава 1. Общие положения»: it may be the text of one under another name.
                if _parts(snapshot, lines) >= FEWEST_HEADINGS:
                    found.append(Long(page, count, divided=False, doubtful=True))
                continue
            anchored = _anchored(snapshot, page)
            # A short act needs no links, and has them to its credit.
            if anchored or count >= words:
                found.append(Long(page, count, anchored, not anchored and (not act or _folded(snapshot, page))))
        else:
            divided = _divided(page, lines, words)
            found.append(Long(page, count, divided, not divided and (_parted(snapshot, page, lines) or _folded(snapshot, page))))
    return tuple(found)


def _divided(page: PageRecord, lines: list[str], words: int) -> bool:
    """Whether headings stand in the text, besides that of the page; those of blocks before or after a text that is whole divide nothing."""
    own = {text for text in page.headings if text not in (page.h1, page.title)}
    parts = [0]
    for line in lines:
        if line in own:
            parts.append(0)
        elif len(line.split()) >= SENTENCE:
            parts[-1] += len(line.split())
    whole = max(parts) >= words and max(parts) >= WHOLE * sum(parts)
    return len(parts) > FEWEST_HEADINGS and not whole


def _parted(snapshot: Snapshot, page: PageRecord, lines: list[str]) -> bool:
    """Whether parts are told by other means than headings: bold lines, numbered ones that are no sentences, a table."""
    marks = snapshot.lexicon(WORDS)
    russian, kazakh = marks.pattern(NUMBERED), marks.pattern(NUMBERED_KK)
    short = (line for line in lines if len(line) <= LONGEST_HEADING and not _is_prose(line))
    numbered = sum(bool(russian.match(line) or kazakh.match(line)) for line in short)
    return numbered >= FEWEST_HEADINGS or len(_BOLD.findall(markup(snapshot, page))) >= FEWEST_HEADINGS


def _is_prose(line: str) -> bool:
    """Whether a line is a whole sentence of a text: a numbered paragraph is no heading."""
    return len(line.split()) >= SENTENCE and line.endswith((".", ";"))


def _folded(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether the page folds its text or scripts may have divided it unseen."""
    source = markup(snapshot, page).lower()
    return any(sign in source for sign in _FOLDED) or not settled(snapshot, page)


def _is_act(snapshot: Snapshot, page: PageRecord, lines: list[str], lists: tuple[str, ...]) -> bool:
    """Whether the page holds an act: its name holds a phrase of one of these lists of words, and its text has articles or chapters."""
    acts = snapshot.lexicon("acts-on-pages")
    kinds = tuple(one for name in lists for one in acts.phrases(name))
    titles = [text for text in (page.h1, page.title, *lines[:5]) if text]
    named = any(holds(title[:LONGEST_HEADING], kinds) for title in titles)
    return named and _parts(snapshot, lines) >= FEWEST_HEADINGS


def _parts(snapshot: Snapshot, lines: list[str]) -> int:
    """How many lines head an article or a chapter."""
    marks = snapshot.lexicon(WORDS)
    russian, kazakh = marks.pattern(ARTICLE), marks.pattern(NUMBERED_KK)
    return sum(bool(kazakh.match(line) or russian.match(line)) for line in lines)


def _anchored(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether links of the page lead to places in it."""
    inside = {
        link.fragment
        for link in snapshot.links(page)
        if link.fragment and link.target == page.url and link.tag == "a" and link.place not in ("header", "footer")
    }
    return len((inside - _of_frame(snapshot)) & set(page.anchors)) >= FEWEST_ANCHORS


@derived
def _of_frame(snapshot: Snapshot) -> frozenset[str]:
    """Places within pages to which most pages lead: to their menu, to their top."""
    pages = visited(snapshot).pages
    led = ({link.fragment for link in snapshot.links(page) if link.fragment and link.target == page.url} for page in pages)
    counted = Counter(chain.from_iterable(led))
    return frozenset(fragment for fragment, number in counted.items() if most(number, len(pages)))


def acts_in_files(snapshot: Snapshot) -> list[str]:
    """Addresses of documents that are named as acts, by their links or titles."""
    kinds = snapshot.lexicon("acts-on-pages").phrases("kind")
    said = labels(snapshot)
    files = ((item.url, (item.title, *said.get(item.url, ()))) for item in snapshot.documents())
    return sorted({url for url, names in files if any(holds(name[:LONGEST_HEADING], kinds) for name in names if name)})


@derived
def acts_pages(snapshot: Snapshot) -> frozenset[str]:
    """Addresses of pages that hold the text of an act, however long."""
    return frozenset(text.page.url for text in long_texts(snapshot, ("acts", 1)))
