"""Translations that no switch names: pages whose address tells it, and pages of one template with the same rare figures and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select

from crawler.addresses.links import normalise
from crawler.extract.site.known import Key, PageFact, SiteFacts
from crawler.extract.text.language import other_addresses
from store import schema
from store.base import Language
from store.records import DateRecord, ImageRecord, PageRecord, PairRecord

# A figure or picture on more pages than these belongs to the site, not to one text and its translation.
COMMON = 4
ENOUGH = 3
LIKE = 0.5
# The next likeliest page must be clearly less like.
CLEARLY = 0.75
_OTHER: dict[Language | None, Language] = {"kk": "ru", "ru": "kk"}


class _Match(NamedTuple):
    share: float
    key: Key


def read_unlinked(db: Connection, run_id: str, site: SiteFacts, pairs: list[PairRecord]) -> Iterator[PairRecord]:
    """A record for each page in one official language that offers the other neither by link nor in its head, and yet has a counterpart.

    :param pairs: those that switches and heads name; their pages are left alone.
    :returns: records with method ``lane``, ``address`` or ``content``; the latter with what is alike as signs.
    """
    offered = {(pair.url, pair.lane, pair.target_language) for pair in pairs}
    known = {(pair.url, pair.lane): pair.counterpart for pair in pairs if pair.counterpart}
    alone: list[Key] = []
    for key in sorted(site.pages):
        page = site.pages[key]
        other = _OTHER.get(page.language)
        if other is None or (*key, other) in offered:
            continue
        goal, method = _by_address(site, page, other)
        if goal is None:
            alone.append(key)
        else:
            known[key] = goal.url
            yield _record(page, goal, other, method, (method,))
    if alone:
        yield from _by_content(db, run_id, site, [key for key in alone if key not in known])


def _by_address(site: SiteFacts, page: PageFact, other: Language) -> tuple[PageFact | None, str]:
    if page.lane != other and (page.url, other) in site.pages:
        return site.pages[page.url, other], "lane"
    for address in other_addresses(page.url, other):
        goal = site.page_at(normalise(address), page.lane)
        if goal is not None and goal.language == other:
            return goal, "address"
    return None, ""


def _by_content(db: Connection, run_id: str, site: SiteFacts, alone: list[Key]) -> Iterator[PairRecord]:
    """Mutual best matches inside a template; what two candidates share alike is no match."""
    marks, templates = _marks(db, run_id, set(alone))
    holders: dict[tuple[str, str], list[Key]] = {}
    for key in alone:
        for mark in sorted(marks.get(key, ())):
            holders.setdefault((templates[key], mark), []).append(key)
    best = {key: _best(site, key, templates[key], holders, marks) for key in alone if len(marks.get(key, ())) >= ENOUGH}
    for key, match in best.items():
        back = best.get(match.key) if match is not None else None
        if match is not None and back is not None and back.key == key:
            page, goal = site.pages[key], site.pages[match.key]
            kinds = sorted({mark.partition(":")[0] for mark in marks[key] & marks[match.key]})
            yield _record(page, goal, _OTHER[page.language], "content", ("template", *kinds))


def _marks(db: Connection, run_id: str, wanted: set[Key]) -> tuple[dict[Key, set[str]], dict[Key, str]]:
    """Rare figures, dates and pictures of the wanted pages, and the templates of those pages."""
    marks: dict[Key, set[str]] = {}
    templates: dict[Key, str] = {}
    for page in schema.read_records(db, PageRecord, run_id):
        if (page.url, page.lane) in wanted:
            templates[page.url, page.lane] = page.template
            marks[page.url, page.lane] = {f"numbers:{number}" for number in page.numbers if len(number) > 2}
    for kind, column, name in ((ImageRecord, "src", "images"), (DateRecord, "value", "dates")):
        table = schema.table_of(kind)
        query = select(table.c.url, table.c.lane, table.c[column]).where(table.c.run_id == run_id, table.c[column] != "")
        for url, lane, value in db.execute(query):
            if (url, lane) in wanted:
                marks[url, lane].add(f"{name}:{value[:10] if name == 'dates' else value}")
    counts: dict[str, int] = {}
    for found in marks.values():
        for mark in found:
            counts[mark] = counts.get(mark, 0) + 1
    return {key: {mark for mark in found if counts[mark] <= COMMON} for key, found in marks.items()}, templates


def _best(
    site: SiteFacts, key: Key, template: str, holders: dict[tuple[str, str], list[Key]], marks: dict[Key, set[str]]
) -> _Match | None:
    other = _OTHER[site.pages[key].language]
    shared: dict[Key, int] = {}
    for mark in marks[key]:
        for candidate in holders[template, mark]:
            if site.pages[candidate].language == other:
                shared[candidate] = shared.get(candidate, 0) + 1
    found = [
        _Match(count / len(marks[key] | marks[candidate]), candidate) for candidate, count in shared.items() if count >= ENOUGH
    ]
    found.sort(key=lambda match: (-match.share, match.key))
    if not found or found[0].share < LIKE or (len(found) > 1 and found[1].share > found[0].share * CLEARLY):
        return None
    return found[0]


def _record(page: PageFact, goal: PageFact, other: Language, method: str, signs: tuple[str, ...]) -> PairRecord:
    return PairRecord(
        capture_id=page.capture_id,
        url=page.url,
        lane=page.lane,
        language=page.language,
        target_language=other,
        target=goal.url,
        final=goal.url,
        final_language=goal.language,
        status=200,
        ledger="fetched",
        counterpart=goal.url,
        signs=signs,
        method=method,
    )
