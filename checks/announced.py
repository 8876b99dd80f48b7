"""Notices on the body's own site that a draft is put up for public discussion: a link to its card, or its title beside words of discussion."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from checks.derived import derived, derived_by
from checks.drafts import PORTAL, Draft
from checks.letters import words
from checks.words import holds
from store.base import Language
from store.snapshot import Snapshot

LONG = 5
# Of the long words of a title so many percent on one page make it worth a person's look.
LIKELY_PERCENT = 60
# A shorter title is no title of its own: the same words stand in many texts.
FEWEST_WORDS = 4


class Notice(NamedTuple):
    """Where a notice stands, and whether it certainly is one."""

    url: str
    sure: bool


class Place(NamedTuple):
    """A page or document that speaks of a discussion: its words in one line, and each of them once."""

    url: str
    lane: str
    line: str
    words: frozenset[str]


def notice_of(snapshot: Snapshot, draft: Draft, language: Language) -> Notice | None:
    """The notice of a draft in one language; None where nothing on the site speaks of it."""
    linked = [
        Notice(url, _in_time(snapshot, url, lane, draft)) for url, lane in _linking(snapshot).get((draft.key, language), ())
    ]
    title = words(draft.title(language))
    wanted = f" {' '.join(title)} "
    places = _places(snapshot, language) if len(title) >= FEWEST_WORDS else ()
    named = [Notice(place.url, _in_time(snapshot, place.url, place.lane, draft)) for place in places if wanted in place.line]
    found = [*linked, *named]
    sure = next((notice for notice in found if notice.sure), None)
    return sure or (found[0] if found else _likely(title, places))


def _likely(title: list[str], places: tuple[Place, ...]) -> Notice | None:
    long = {word for word in title if len(word) >= LONG}
    for place in places if long else ():
        if len(long & place.words) * 100 >= LIKELY_PERCENT * len(long):
            return Notice(place.url, False)
    return None


@derived
def _linking(snapshot: Snapshot) -> dict[tuple[str, Language], tuple[tuple[str, str], ...]]:
    """Pages that link to cards of the portal: number of the card and language of the page → address and lane of the page."""
    view = snapshot.portal(PORTAL)
    hosts = {urlsplit(site.url).netloc for site in view.plan.body.sites} if view is not None else set()
    hosts |= {urlsplit(portal.url).netloc for portal in snapshot.plan.portals if portal.name == PORTAL}
    spoken = {(page.url, page.lane): page.language for page in snapshot.pages()}
    found: dict[tuple[str, Language], dict[tuple[str, str], None]] = {}
    for link in snapshot.links():
        parts, language = urlsplit(link.target), spoken.get((link.url, link.lane))
        if language is None or parts.netloc not in hosts:
            continue
        number = dict(parse_qsl(parts.query, max_num_fields=40)).get("id", "")
        if number:
            found.setdefault((number, language), {})[link.url, link.lane] = None
    return {key: tuple(places) for key, places in found.items()}


@derived_by
def _places(snapshot: Snapshot, language: Language) -> tuple[Place, ...]:
    """Pages and documents of one language that speak of a discussion."""
    asked = snapshot.lexicon("drafts").phrases("discussion", language)
    pages = {(page.url, page.lane): page for page in snapshot.pages(language)}
    found = []
    for text in snapshot.texts():
        page = pages.get((text.url, text.lane))
        if page is None and text.language != language:
            continue
        said = f"{page.title} {page.h1} {text.text}" if page is not None else text.text
        if holds(said, asked):
            line = words(said)
            found.append(Place(text.url, text.lane, f" {' '.join(line)} ", frozenset(line)))
    return tuple(found)


def _in_time(snapshot: Snapshot, url: str, lane: str, draft: Draft) -> bool:
    """Whether a notice may be of the discussion itself and not of its results: not every date of its posting lies behind the last day."""
    posted = [date.value[:10] for date in snapshot.dates(url, lane) if date.role == "posted"]
    return not draft.until or not posted or min(posted) <= draft.until
