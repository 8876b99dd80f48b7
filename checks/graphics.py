"""What stands on the pictures of the home pages, as the browser drew them and Tesseract read them: words said, words that may be the ones
looked for, and whether every picture was read, without which nothing can be called absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple

from checks.derived import derived
from checks.measured import Report, reports
from checks.scans import SURE
from checks.source import words_on
from checks.traces import Hit
from checks.words import fold
from store.harvest import ArtifactKind
from store.records import PageRecord
from store.snapshot import Snapshot

# What plays or brings a content of its own may show other words at another time.
PLAYED = frozenset({"canvas", "video", "object", "embed", "frame"})
# Alike to this share of their letters, a badly read word may be the one looked for.
ALIKE = 0.65
# So many unsure words of so many letters in a line are a text that was not read.
UNSURE, LETTERS = 2, 5
# The emblem is no smaller than this, in CSS pixels; drawn in vectors it takes many more characters than an icon has.
EMBLEM_SIDE, EMBLEM_MARKUP = 20, 3000
# Nobody sees what cannot be loaded, and nobody reads an icon.
NOTHING = frozenset({"broken", "icon"})

Line = list[tuple[str, int]]


class Graphic(NamedTuple):
    """One picture of a home page: how it is drawn, where a link around it leads, its digest where it was taken, the lines of words read on it
    (None: unread)."""

    page: PageRecord
    tag: str
    address: str
    link: str
    xpath: str
    width: float
    height: float
    markup: int
    digest: str
    lines: tuple[Line, ...] | None

    @property
    def hit(self) -> Hit:
        """The picture as a place."""
        return Hit(self.page, (self.address or self.tag)[:200], self.xpath)


class Seen(NamedTuple):
    """All pictures of all home pages; ``whole`` where each home page was looked at and every picture on it was read."""

    graphics: tuple[Graphic, ...]
    whole: bool
    drawn: bool
    evidence: tuple[str, ...]
    tool: str


@derived
def graphics(snapshot: Snapshot) -> Seen:
    """The pictures of the home pages. ``drawn`` says that every home page was looked at, whether or not its pictures were read."""
    homes = tuple(snapshot.homes())
    words = {
        (one.artifact.url, one.artifact.lane): one for one in reports(snapshot, ArtifactKind.GRAPHIC_WORDS) if one.artifact.ok
    }
    looks = {
        (report.page.url, report.page.lane): report
        for report in reports(snapshot, ArtifactKind.GRAPHICS)
        if report.page is not None and report.artifact.ok and "graphics" in report.data
    }
    found, evidence, tool, whole = list[Graphic](), list[str](), "", True
    for home in homes:
        look = looks.get((home.url, home.lane))
        read = words.get((look.artifact.url, look.artifact.lane)) if look is not None else None
        if look is None:
            whole = False
            continue
        shown = list(_of(home, look, read))
        evidence += [look.artifact.object_sha256, *(one.digest for one in shown if one.digest)]
        if read is not None:
            evidence.append(read.artifact.object_sha256)
            tool = read.artifact.tool
        whole = whole and all(one.lines is not None and one.tag not in PLAYED for one in shown)
        found += shown
    every = [looks.get((home.url, home.lane)) for home in homes]
    drawn = bool(every) and all(look is not None and not look.data.get("more") for look in every)
    return Seen(tuple(found), drawn and whole, drawn, tuple(dict.fromkeys(evidence)), tool)


def _of(home: PageRecord, look: Report, read: Report | None) -> Iterator[Graphic]:
    pictures = look.data.get("pictures", [])
    words = read.data.get("words", {}) if read is not None else {}
    for item in look.data["graphics"]:
        if item.get("why") in NOTHING:
            continue
        number = item.get("picture")
        digest = pictures[number]["sha256"] if number is not None and number < len(pictures) else ""
        lines = words.get(digest)
        yield Graphic(
            home,
            str(item["tag"]),
            str(item.get("address", "")),
            str(item.get("link", "")),
            str(item["xpath"]),
            float(item["width"]),
            float(item["height"]),
            int(item.get("markup", 0)),
            digest,
            None if lines is None else tuple([(str(word), int(sure)) for word, sure in line] for line in lines),
        )


def surely(lines: Iterable[Line] | None) -> str:
    """The words of which the engine is sure."""
    lines = lines or ()
    return " . ".join(" ".join(word for word, sure in line if sure >= SURE) for line in lines)


def doubtful(snapshot: Snapshot, graphic: Graphic, heads: frozenset[str]) -> bool:
    """Whether a picture may bear one of these words, badly read, or a line that could not be read; what the page says itself is no doubt.

    :param heads: words looked for, folded.
    """
    return badly_read(graphic.lines or (), heads, _told(words_on(snapshot, (graphic.page.url, graphic.page.lane))))


def badly_read(lines: Iterable[Line], heads: frozenset[str], said: frozenset[str] = frozenset()) -> bool:
    """Whether lines as the engine read them may be one of the words looked for, or a text that was not read.

    :param heads: words looked for, folded. :param said: words of no doubt, because the page says them itself.
    """
    for line in lines:
        new = [(fold(word), sure) for word, sure in line if fold(word) not in said]
        if any(_alike(word, head) for word, _ in new for head in heads):
            return True
        if sum(sure < SURE and sum(map(str.isalpha, word)) >= LETTERS for word, sure in new) >= UNSURE:
            return True
    return False


@lru_cache(maxsize=8)
def _told(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _alike(word: str, head: str) -> bool:
    """Whether a word read is the word looked for with letters mistaken: a few more or fewer, most of them the same."""
    if abs(len(word) - len(head)) > 2:
        return False
    return SequenceMatcher(None, word, head, autojunk=False).ratio() >= ALIKE


def may_be_emblem(graphic: Graphic) -> bool:
    """Whether a picture is large and rich enough to be the State Emblem, or to hold it."""
    simple = 0 < graphic.markup < EMBLEM_MARKUP
    return min(graphic.width, graphic.height) >= EMBLEM_SIDE and not simple


def basis(seen: Seen, of: tuple[Graphic, ...]) -> dict[str, Any]:
    """What an absence rests on: each picture with its size and the words read on it."""
    return {
        "engine": seen.tool,
        "pictures": [
            {"page": one.page.url, "address": one.address, "xpath": one.xpath, "sha256": one.digest, "words": surely(one.lines)}
            for one in of
        ],
    }
