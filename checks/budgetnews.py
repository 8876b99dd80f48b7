"""Announcements on the body's own site of public discussions of drafts of budget programmes and of reports on them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from checks.budgets import Stage, day_of
from checks.derived import derived_by
from checks.newsitems import news_lists
from checks.words import fold, found, holds
from store.base import Language
from store.items import ItemRecord
from store.records import PageRecord
from store.snapshot import Snapshot

STAGES: tuple[Stage, ...] = ("project", "report")
# An announcement that names no programme is of those placed so many days after it at most; an older one may be of others.
NEAR = timedelta(days=31)
# Titles of so few letters stand in texts by chance.
FEWEST_LETTERS = 12
_CARD = re.compile(r"[?&]budgetId=(?P<key>[\w-]{1,64})(?:[&#]|$)")


class News(NamedTuple):
    """A page of the site that announces discussions: of which kind, on which day (None where it tells none), and which programmes it links to."""

    page: PageRecord
    stages: frozenset[Stage]
    day: date | None
    keys: frozenset[str]
    text: str


@derived_by
def announcements(snapshot: Snapshot, language: Language) -> tuple[News, ...]:
    """Pages in one language that name drafts or reports of budget programmes and a public discussion; lists of such pages are none."""
    words = snapshot.lexicon("budget-discussions")
    told = []
    for page in snapshot.pages(language):
        record = snapshot.text(page.url, page.lane) if not page.is_home else None
        text = f"{page.title}\n{page.h1}\n{record.text if record is not None else ''}"
        stages = frozenset(one for one in STAGES if holds(text, words.phrases(one, language)))
        if page.is_home or not stages or not found(text, words.phrases("discussion", language)):
            continue
        keys = frozenset(match["key"] for link in snapshot.links(page) if (match := _CARD.search(link.target)))
        told.append(News(page, stages, _day(page), keys, fold(text)))
    addresses = {news.page.url for news in told}
    lists = news_lists(snapshot)
    return tuple(one for one in told if one.page.url not in lists and not _leads_to(snapshot, one.page, addresses))


def _leads_to(snapshot: Snapshot, page: PageRecord, addresses: set[str]) -> bool:
    """Whether a page is a list: its own part links to several of the announcements, or it has no day and links to one."""
    own = {
        link.target for link in snapshot.links(page) if link.place in ("main", "aside") and link.target != page.url
    } & addresses
    return len(own) > 1 or (bool(own) and not page.published)


def _day(page: PageRecord) -> date | None:
    return date.fromisoformat(page.published[:10]) if len(page.published) >= len("2026-01-01") else None


def announced(news: tuple[News, ...], item: ItemRecord) -> tuple[list[News], list[News]]:
    """Announcements of a draft or report: those that are surely of it, and those that may be."""
    key, title, placed = str(item.facts.get("programme")), fold(item.title), day_of(item)
    long = sum(map(str.isalpha, title)) >= FEWEST_LETTERS
    sure: list[News] = []
    maybe: list[News] = []
    for one in news:
        if item.facts.get("stage") not in one.stages:
            continue
        if key in one.keys or (long and title in one.text):
            sure.append(one)
        elif not one.keys:
            near = one.day is not None and placed is not None and one.day.year == placed.year and placed <= one.day + NEAR
            (sure if near else maybe).append(one)
    return sure, maybe


@derived_by
def filed(snapshot: Snapshot, language: Language) -> dict[Stage, tuple[str, ...]]:
    """Documents of the site that speak of a public discussion of drafts or reports: they may be the announcement of any of them."""
    words = snapshot.lexicon("budget-discussions")
    told: dict[Stage, list[str]] = {stage: [] for stage in STAGES}
    for item in snapshot.documents():
        record = snapshot.text(item.url, item.lane) if item.text_length else None
        if (
            record is not None
            and record.language in (None, language)
            and found(record.text, words.phrases("discussion", language))
        ):
            for stage in STAGES:
                if holds(record.text, words.phrases(stage, language)):
                    told[stage].append(item.url)
    return {stage: tuple(urls) for stage, urls in told.items()}
