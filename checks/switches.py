"""Language switches of pages: where each leads, and whether that is the page in the other language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checks.support import same_page
from checks.targets import Standing, judge
from checks.wayfinding import is_home_page, visited
from store.base import Language
from store.records import PageRecord, PairRecord
from store.snapshot import Snapshot

OTHER: dict[str, Language] = {"kk": "ru", "ru": "kk"}
LINK = "switch"
FAULTS = ("dead", "to-home", "other-page", "no-switch")


class Case(NamedTuple):
    """How one page's switch to one language fares: ``kept``, one of FAULTS, or ``cannot-tell``."""

    kind: str
    page: PageRecord
    language: Language
    pair: PairRecord | None


def cases_of(snapshot: Snapshot) -> list[Case]:
    """How the switches of all pages fare, and pages that have none."""
    return [*_switches(snapshot), *_without(snapshot)]


def _switches(snapshot: Snapshot) -> Iterator[Case]:
    """The best switch of each page to each language: two links to one language need only one that is right."""
    best: dict[tuple[str, str, Language], Case] = {}
    order = ("kept", "cannot-tell", "other-page", "to-home", "dead")
    for pair in snapshot.pairs():
        page = snapshot.page(pair.url, pair.lane)
        if page is None or page.language == pair.target_language or pair.method != LINK:
            continue
        case = Case(_kind(snapshot, page, pair), page, pair.target_language, pair)
        key = (pair.url, pair.lane, pair.target_language)
        if key not in best or order.index(case.kind) < order.index(best[key].kind):
            best[key] = case
    yield from best.values()


def _kind(snapshot: Snapshot, page: PageRecord, pair: PairRecord) -> str:
    verdict = judge(snapshot, pair.target, pair.lane)
    final = snapshot.page(pair.final or verdict.end, pair.target_language) or snapshot.page(pair.final or verdict.end)
    if verdict.standing is Standing.DEAD:
        return "dead"
    if verdict.standing is not Standing.LIVE or final is None:
        return "cannot-tell"
    counterpart = snapshot.page(pair.counterpart, pair.target_language) if pair.counterpart else None
    if counterpart is None and pair.counterpart:
        counterpart = snapshot.page(pair.counterpart)
    if (is_home_page(snapshot, page) and is_home_page(snapshot, final)) or _same_address(page, final, pair):
        return "kept"
    if counterpart is None:
        return "cannot-tell"
    if same_page(final, counterpart):
        return "kept"
    return "to-home" if is_home_page(snapshot, final) else "other-page"


def _same_address(page: PageRecord, final: PageRecord, pair: PairRecord) -> bool:
    """One address in two languages, by cookie or header."""
    return final.url == page.url and pair.final_language == pair.target_language


def _without(snapshot: Snapshot) -> Iterator[Case]:
    """Pages without a switch, where other pages of the site have one."""
    pairs = {(pair.url, pair.lane, pair.target_language) for pair in snapshot.pairs() if pair.method == LINK}
    present = {page.language for page in snapshot.pages()}
    offered = {language for _, _, language in pairs}
    for page in visited(snapshot).pages:
        other = OTHER.get(page.language or "")
        if other is not None and other in present and other in offered and (page.url, page.lane, other) not in pairs:
            yield Case("no-switch", page, other, None)


def groups_of(cases: list[Case]) -> list[list[Case]]:
    """Cases of one kind, pair of languages and template together."""
    groups: dict[tuple[str, str, str, str], list[Case]] = {}
    for case in sorted(cases, key=lambda item: (item.page.url, item.page.lane, item.language)):
        key = (case.kind, case.page.language or "", case.language, case.page.template)
        groups.setdefault(key, []).append(case)
    return [groups[key] for key in sorted(groups)]
