"""What can be planted, and the findings expected of it.

A name is a word (``no-crumbs``) for the site's making, or ``HOW:TOPIC:LANGUAGES`` for its content, LANGUAGES being ``both``, ``kk`` or
``ru``: ``absent`` (no page, no menu entry), ``empty`` (a page with a title and nothing under it), ``nowhere`` (a menu entry that leads
nowhere), ``heading`` (a heading without text), ``weak`` (there, but without what the row demands), ``archived`` (only in the archive),
``scripted`` (only inside a script), ``foreign`` (Kazakh page filled with Russian), ``differing`` (other figures in the other language).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tests.portals.planted.catalogue import LAW, PERSONS, Topic, topics
from tests.portals.planted.identity import dice

MISSING_WAYS = ("absent", "empty", "nowhere", "heading", "archived")
# Rows of a whole site that a charge against one page's content may also fall on: the page has no counterpart, or nothing to say.
SWITCH = f"{LAW}a14.2.9.2"


@dataclass(frozen=True)
class Expected:
    """Charges expected of one planted shortcoming.

    ``rows`` must be charged in each of ``languages`` (None: the row has none); ``also`` may be. ``place`` is a part of the address or of a
    fact that a charge bears, empty where any will do. ``browser`` tells that only the browser lane can see it; ``sure`` that a machine
    must decide it: else leaving it open is right, too, and only `met` is wrong.
    """

    id: str
    rows: tuple[str, ...]
    languages: tuple[str | None, ...] = (None,)
    also: tuple[str, ...] = ()
    place: str = ""
    browser: bool = False
    sure: bool = True

    @property
    def cells(self) -> frozenset[tuple[str, str | None]]:
        """Rows and languages in which it must be charged."""
        return frozenset((row, language) for row in self.rows for language in self.languages)


def _site(name: str, row: str, *also: str, place: str = "", browser: bool = False, sure: bool = True) -> Expected:
    return Expected(
        name, (f"{LAW}a14.{row}",), also=tuple(f"{LAW}{one}" for one in also), place=place, browser=browser, sure=sure
    )


SITE = {
    one.id: one
    for one in (
        _site("no-menu", "2.3.1", "a14.2.3.2"),
        _site("no-home-link", "2.3.2"),
        _site("no-map-link", "2.3.3"),
        _site("no-search", "2.3.4", "a14.2.5.1", "a14.2.5.2", "a14.2.5.3", "a14.2.5.4"),
        _site("dead-in-map", "2.3.5", "a14.2.9.1", place="gone"),
        _site("no-crumbs", "2.4"),
        _site("scan", "2.6.1", place="/files/"),
        _site("old-charset", "2.6.1"),
        _site("no-advanced", "2.5.3", browser=True),
        _site("no-format", "2.6.2"),
        _site("plugin", "2.6.3"),
        _site("login", "2.6.4", *(f"a14.{row}" for row in ("2.3.1", "2.3.2", "2.3.3", "2.3.4", "2.4")), sure=False),
        _site("no-parts", "2.7.1", "a14.2.7.2"),
        _site("no-anchors", "2.7.2"),
        _site("no-posted", "2.8.1"),
        _site("no-changed", "2.8.2"),
        _site("dead-link", "2.9.1", place="gone"),
        _site("dead-anchor", "2.9.1", place="chapter-99"),
        _site("switch-home", "2.9.2"),
        _site("switch-by-number", "2.9.2"),
        _site("same-window", "2.9.3"),
        # The words may stand in a picture of the head: the catalogue gives row 2.10 to a machine and a person.
        _site("not-official", "2.10.1", sure=False),
        _site("no-emblem", "2.10.2", "a14.2.10.3", sure=False),
        _site("big-emblem", "2.10.3", browser=True),
        _site("splash", "2.11", "a14.2.2", "a14.2.3.1", "a14.2.3.2", "a14.2.3.3", "a14.2.3.4"),
        _site("no-alt", "3.1", place="scheme"),
        _site("marquee", "3.2", "a14.2.1.3", browser=True),
        _site("mouse-only", "3.3", browser=True),
        _site("no-skip", "3.4", browser=True),
        _site("silent-form", "3.5", browser=True),
        _site("pale", "3.6", browser=True),
        _site("fixed-width", "3.7", "p96", browser=True),
        _site("no-form", "4.1"),
        # The site shows results of a poll: whether its form stood there while it ran a person must find out.
        _site("no-poll", "4.2", sure=False),
        _site("no-news-feed", "4.3.1"),
        _site("no-buy-feed", "4.3.2"),
        _site("no-faq", "4.4"),
        _site("questions-only", "4.4"),
        _site("no-english", "4.5"),
        _site("no-counter", "4.6"),
    )
}
# Two of one set hide or replace each other.
APART = (
    {"no-emblem", "big-emblem"}, {"no-menu", "no-home-link"}, {"no-map-link", "dead-in-map"}, {"switch-home", "switch-by-number"},
    {"no-faq", "questions-only"}, {"no-parts", "no-anchors"}, {"no-anchors", "dead-anchor"}, {"no-english", "no-form"}, {"splash", "no-english"},
)  # fmt: skip


# Shortcomings that stand on the page of one topic: there are none where that page lacks.
ON = {
    "no-parts": "statute",
    "no-anchors": "own-acts",
    "dead-anchor": "own-acts",
    "no-alt": "scheme",
    "old-charset": "anticorruption",
}


def expected(name: str, kind: str) -> Expected:
    """The charges expected of a planted name.

    :raises ValueError: there is no such shortcoming for the kind of body.
    """
    if name == "scan":
        # Rows that ask for a document a machine can read lose by a scan, too.
        return replace(SITE[name], also=tuple(row for topic in topics(kind) if topic.file == "pdf" for row in topic.rows))
    if name in SITE:
        return SITE[name]
    how, _, rest = name.partition(":")
    known = {topic.id: topic for topic in topics(kind)}
    topic, _, spoken = rest.partition(":")
    if topic not in known or how not in (*MISSING_WAYS, "weak", "scripted", "foreign", "differing"):
        raise ValueError(f"nothing to plant is called {name!r} for a {kind} body")
    languages = ("kk", "ru") if spoken in ("both", "") else (spoken,)
    return _content(name, how, known[topic], languages)


def _content(name: str, how: str, topic: Topic, languages: tuple[str, ...]) -> Expected:
    rows = topic.rows
    section = tuple({row.rpartition(".")[0] for row in rows})
    if how in ("foreign", "differing"):
        # Which row of the section a shortcoming of content is noted at is the check's own business.
        return Expected(name, section[:1], languages, also=(*rows, *section), sure=False)
    also = [*section, SWITCH] if len(languages) == 1 else [*section]
    # Where an archive may do, too, a person decides.
    open_ = how == "archived" or topic.id in PERSONS
    return Expected(name, rows, languages, also=tuple(also), sure=not open_)


def drawn(seed: int, kind: str, number: int = 14) -> tuple[str, ...]:
    """Shortcomings for a seed: about as many of the site's making as of its content, none that hides another."""
    chance = dice(seed, kind, "planted")
    chosen: list[str] = []
    names = sorted(SITE)
    chance.shuffle(names)
    for name in names:
        if len(chosen) < number // 2 and not any(name in two and two & set(chosen) for two in APART):
            chosen.append(name)
    content = tuple(_of_content(chance, kind, number - len(chosen)))
    touched = {name.split(":")[1] for name in content}
    return (*(name for name in chosen if ON.get(name) not in touched), *content)


def _of_content(chance: random.Random, kind: str, number: int) -> Iterable[str]:
    about = list(topics(kind))
    chance.shuffle(about)
    for topic in about[:number]:
        if topic.on:
            if topic.id not in ("news", "services"):
                yield f"{chance.choice(('absent', 'absent', 'scripted')) if topic.on == 'contacts' else 'absent'}:{topic.id}:both"
            continue
        ways = ["absent", "absent", "empty", "empty", "nowhere", "heading", "archived", *(["weak"] * 3 if topic.weak else [])]
        ways += ["foreign", "differing"] if topic.parts and "table" in topic.parts else []
        how = chance.choice(ways)
        spoken = "kk" if how in ("foreign", "differing") else chance.choice(("both", "both", "both", "kk", "ru"))
        yield f"{how}:{topic.id}:{spoken}"
