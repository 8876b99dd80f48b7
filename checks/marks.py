"""Marks of a state body's own site: the words that it is the official one, and the State Emblem with the size it is drawn at."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Literal, NamedTuple

from checks.derived import derived
from checks.graphics import doubtful, graphics, surely
from checks.letters import words
from checks.measured import Report, reports
from checks.meta import Options
from checks.phrases import filling
from checks.source import markup, representatives, words_on
from checks.traces import Hit, Traces
from checks.words import fold, holds
from store.harvest import ArtifactKind
from store.records import ImageRecord, PageRecord
from store.snapshot import Snapshot

Mark = Literal["statement", "emblem", "emblem-size"]
# Wider or higher than this share of the other side it is more than the round emblem.
ROUND = 1.35
# So many letters before the words tell whether they greet or speak of another site.
BEFORE = 40
_FILE = re.compile(r"[^a-z]+")
_ADDRESS = re.compile(r"\.(?:svg|png|jpe?g|webp|gif|avif|ico)\b", re.IGNORECASE)


class Wanted(Options):
    """``part``: which mark is looked for; ``most_px``: how wide and high the emblem may be drawn."""

    part: Mark
    most_px: int = 100


class Drawn(NamedTuple):
    """A picture that says it is the emblem, as a browser drew it."""

    hit: Hit
    width: float
    height: float
    digest: str

    @property
    def alone(self) -> bool:
        """Whether the picture can be the emblem by itself, which is as wide as it is high."""
        return max(self.width, self.height) <= ROUND * min(self.width, self.height)


@derived
def statements(snapshot: Snapshot) -> Traces:
    """Where the site says that it is the official one, not where it links to the official site of another body."""
    lexicon = snapshot.lexicon("interaction")
    phrases, greeting = lexicon.phrases("official"), lexicon.phrases("official-greeting")
    before = tuple(f" {fold(one)}" for one in lexicon.phrases("official-spoken-of"))
    held, weak, titled = list[Hit](), list[Hit](), list[Hit]()
    chosen = representatives(snapshot)
    for page in chosen:
        elsewhere = " ".join(_links_away(snapshot, page))
        text = f"{words_on(snapshot, (page.url, page.lane))} . {_alternatives(snapshot, page)}"
        own = Counter(official(phrases, text, before, greeting))
        own.subtract(official(phrases, elsewhere))
        said = next((told for told, count in own.items() if count > 0), "")
        if said and page.is_home:
            held.append(Hit(page, said))
        elif said:
            weak.append(Hit(page, said))
        elif page.is_home and official(phrases, page.title):
            titled.append(Hit(page, page.title))
    # On a page here and there the words are about something else.
    inner = sum(not page.is_home for page in chosen)
    return Traces(tuple(held), (*titled, *(weak if 2 * len(weak) >= inner else ())))


def official(phrases: tuple[str, ...], text: str, but: tuple[str, ...] = (), greeting: tuple[str, ...] = ()) -> list[str]:
    """The words that say so, without those before which others stand that make them mean a site that is spoken of, unless these greet."""
    said = fold(text)
    found = [
        (f" {said[max(0, one.start() - BEFORE) : one.start()].rstrip()}", one.group())
        for one in _statement(phrases).finditer(said)
    ]
    return [told for head, told in found if not head.endswith(but or ("\0",)) or holds(head, greeting)]


@lru_cache(maxsize=2)
def _statement(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words: «официальный сайт», never «на официальном сайте»; Kazakh also with «its», never «in its»."""
    every = sorted((re.escape(fold(phrase)) for phrase in phrases), key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(every) + r")(?:[ыі]|лы|сы)?(?!\w)(?!\s+(?:емес|эмес)\b)")


def _links_away(snapshot: Snapshot, page: PageRecord) -> list[str]:
    """Words of links to other sites, by which these are called official."""
    return [link.text or link.label for link in snapshot.links(page) if link.scope == "external" and link.tag in ("a", "area")]


def _alternatives(snapshot: Snapshot, page: PageRecord) -> str:
    return " . ".join(image.alt or image.label for image in snapshot.images(page) if not _away(snapshot, image))


def _away(snapshot: Snapshot, image: ImageRecord) -> bool:
    return image.in_link and _elsewhere(snapshot, image.link_target)


def _elsewhere(snapshot: Snapshot, target: str) -> bool:
    own = {site.url.split("/")[2].lower() for site in snapshot.plan.body.sites if "//" in site.url}
    return "//" in target and target.split("/")[2].lower() not in own


@derived
def pictured(snapshot: Snapshot) -> tuple[tuple[Hit, str], ...]:
    """Pictures of the home pages that bear the words where the page does not say them, by the words that were surely read, each with its
    digest; one in a link to another site calls that official."""
    lexicon = snapshot.lexicon("interaction")
    phrases, greeting = lexicon.phrases("official"), lexicon.phrases("official-greeting")
    before = tuple(f" {fold(one)}" for one in lexicon.phrases("official-spoken-of"))
    found = []
    for one in graphics(snapshot).graphics:
        told = official(phrases, surely(one.lines), before, greeting) if not _elsewhere(snapshot, one.link) else []
        if told and not official(phrases, words_on(snapshot, (one.page.url, one.page.lane))):
            found.append((Hit(one.page, told[0], one.xpath), one.digest))
    return tuple(found)


@derived
def illegible(snapshot: Snapshot) -> tuple[Hit, ...]:
    """Pictures of the home pages on which the words may stand, badly read."""
    phrases = snapshot.lexicon("interaction").phrases("official")
    heads = frozenset(fold(phrase).split()[0] for phrase in phrases)
    return tuple(one.hit for one in graphics(snapshot).graphics if doubtful(snapshot, one, heads))


@derived
def logos(snapshot: Snapshot) -> tuple[Hit, ...]:
    """Pictures of the home pages that may bear words or the emblem and say nothing of themselves: those of header, logo and banner."""
    found = []
    for page in snapshot.homes():
        source = markup(snapshot, page).lower()
        if any(True for _ in snapshot.images(page)) or "background" in source or "stylesheet" in source:
            first = next(iter(snapshot.images(page)), None)
            found.append(Hit(page, (first.src if first else page.url)[:200], first.xpath if first else ""))
    return tuple(found)


@derived
def emblems(snapshot: Snapshot) -> tuple[Drawn, ...]:
    """Emblems that the browser saw drawn, by page."""
    return tuple(drawn for report in reports(snapshot, ArtifactKind.EMBLEM) if report.artifact.ok for drawn in _of(report))


def _of(report: Report) -> list[Drawn]:
    if report.page is None:
        return []
    shown = [item for item in report.data.get("emblems", []) if item.get("visible") and not item.get("broken")]
    return [
        Drawn(
            Hit(report.page, str(item.get("said") or item.get("address") or item.get("word")), str(item.get("xpath", ""))),
            float(item["width"]),
            float(item["height"]),
            report.artifact.object_sha256,
        )
        for item in shown
    ]


def of_state(snapshot: Snapshot, sign: str) -> bool:
    """Whether what a picture says of itself names the emblem of the state and nothing else: «Герб города» and «О гербе и флаге» do not."""
    lexicon = snapshot.lexicon("emblem")
    if "/" in sign or _ADDRESS.search(sign):
        known = {_FILE.sub("", one) for name in ("file-names", "file-beside") for one in lexicon.phrases(name)}
        parts = [part for part in _FILE.split(sign.partition("?")[0].rpartition("/")[2].lower()) if part]
        return all(part in known or any(part == f"{one}{more}" for one in known for more in known) for part in parts)
    beside = (*lexicon.phrases("emblem"), *lexicon.phrases("beside"))
    return all(holds(word, beside) for word in words(sign) if not filling(word))


def on_homes(drawn: tuple[Drawn, ...]) -> list[Drawn]:
    """Those of the site's frame; deeper in the site an emblem may be what the page is about."""
    return [one for one in drawn if one.hit.page.is_home]


@derived
def named_emblems(snapshot: Snapshot) -> tuple[Hit, ...]:
    """Pictures of home pages that say they are the emblem, where no browser drew them."""
    lexicon = snapshot.lexicon("emblem")
    names, files = lexicon.phrases("emblem"), lexicon.phrases("file-names")
    found = []
    for page in snapshot.homes():
        for image in snapshot.images(page):
            parts = _FILE.split(image.src.rpartition("/")[2].lower())
            named = any(part.startswith(name.replace("-", "").replace("_", "")) for part in parts for name in files if part)
            if not image.hidden and (holds(image.alt or image.label, names) or named):
                found.append(Hit(page, image.alt or image.label or image.src, image.xpath))
    return tuple(found)
