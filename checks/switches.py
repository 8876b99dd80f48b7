"""Language switches of pages: where each leads, and whether that is the page in the other language by what both pages say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checks.derived import derived
from checks.labels import slugs
from checks.openings import bare, way_in
from checks.support import same_page
from checks.targets import Standing, judge
from checks.twins import twins
from checks.wayfinding import is_home_page, visited
from store.base import Language
from store.records import PageRecord, PairRecord
from store.snapshot import Snapshot

OTHER: dict[str, Language] = {"kk": "ru", "ru": "kk"}
LINK = "switch"
FAULTS = ("dead", "to-home", "other-page", "other-subject", "no-switch")


class Case(NamedTuple):
    """How one page's switch to one language fares: ``kept``, one of FAULTS, or ``cannot-tell``.

    ``goal`` is the page that it opens, ``counterpart`` the one that it should open, where either is known.
    """

    kind: str
    page: PageRecord
    language: Language
    pair: PairRecord | None
    goal: PageRecord | None = None
    counterpart: PageRecord | None = None


def cases_of(snapshot: Snapshot) -> list[Case]:
    """How the switches of all pages fare, and pages that have none."""
    return [*_switches(snapshot), *_without(snapshot)]


def _switches(snapshot: Snapshot) -> Iterator[Case]:
    """The best switch of each page to each language: two links to one language need only one that is right."""
    best: dict[tuple[str, str, Language], Case] = {}
    order = ("kept", "cannot-tell", "other-subject", "other-page", "to-home", "dead")
    for pair in snapshot.pairs():
        page = snapshot.page(pair.url, pair.lane)
        if page is None or page.language == pair.target_language or pair.method != LINK:
            continue
        case = _case(snapshot, page, pair)
        key = (pair.url, pair.lane, pair.target_language)
        if key not in best or order.index(case.kind) < order.index(best[key].kind):
            best[key] = case
    yield from best.values()


def _case(snapshot: Snapshot, page: PageRecord, pair: PairRecord) -> Case:
    verdict = judge(snapshot, pair.target, pair.lane)
    end = pair.final or verdict.end
    goal = snapshot.page(end, pair.target_language) or snapshot.page(end)
    if verdict.standing is Standing.DEAD:
        return Case("dead", page, pair.target_language, pair)
    if verdict.standing is not Standing.LIVE or goal is None:
        return Case("cannot-tell", page, pair.target_language, pair)
    # Where addresses differ by a folder and end in a number, the number names no page.
    sign = pair.counterpart if pair.signs != ("address",) or slugs(pair.counterpart) else ""
    named = (snapshot.page(sign, pair.target_language) or snapshot.page(sign)) if sign else None
    kind, counterpart = _kind(snapshot, page, goal, named, pair)
    return Case(kind, page, pair.target_language, pair, goal, counterpart)


def _kind(
    snapshot: Snapshot, page: PageRecord, goal: PageRecord, named: PageRecord | None, pair: PairRecord
) -> tuple[str, PageRecord | None]:
    """How a switch to a living page fares, and the page that it should open.

    What the two pages say goes before what addresses and switches say of them: a number in an address names no subject.
    """
    if (is_home_page(snapshot, page) and is_home_page(snapshot, goal)) or _same_address(page, goal, pair):
        return "kept", goal
    true = twins(snapshot).counterpart(page)
    said = twins(snapshot).said(page, goal) if goal.language == pair.target_language else "unsure"
    away = "to-home" if is_home_page(snapshot, goal) else "other-page"
    if named is not None and not same_page(goal, named) and twins(snapshot).said(page, named) == "same":
        return away, named
    # A home page holds something of every page.
    if (said == "same" and away != "to-home") or (true is not None and same_page(goal, true)):
        return "kept", goal
    if said == "other":
        return _by_subject(snapshot, page, goal, true, away)
    if true is not None and true.language == pair.target_language:
        return ("cannot-tell", true) if named is not None and same_page(goal, named) else (away, true)
    if named is None:
        agreed = (goal.url, page.url) in _led(snapshot) and twins(snapshot).headed(page, goal) != "other"
        return ("kept", goal) if agreed else ("cannot-tell", None)
    return ("kept", goal) if same_page(goal, named) else (away, named)


def _by_subject(
    snapshot: Snapshot, page: PageRecord, goal: PageRecord, true: PageRecord | None, away: str
) -> tuple[str, PageRecord | None]:
    """A switch that opens a text of another subject: a fault where the true counterpart is known, or the headings differ too.

    Under one heading the texts differ, not the subjects: that is no fault of the switch.
    """
    headed = twins(snapshot).headed(page, goal)
    if true is not None:
        return away, true
    if headed == "same":
        return "kept", goal
    if headed == "other":
        return (away if away == "to-home" else "other-subject"), None
    return "cannot-tell", None


@derived
def _led(snapshot: Snapshot) -> frozenset[tuple[str, str]]:
    """Pages and where their switches end."""
    return frozenset((pair.url, pair.final) for pair in snapshot.pairs() if pair.final)


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
        if other is None or other not in present or other not in offered or (page.url, page.lane, other) in pairs:
            continue
        # An intro that only lets in has no counterpart; that it stands there is a shortcoming of its own.
        if not (page.is_home and bare(snapshot, page) and way_in(snapshot, page) is not None):
            yield Case("no-switch", page, other, None)


def groups_of(cases: list[Case]) -> list[list[Case]]:
    """Cases of one kind, pair of languages and template together."""
    groups: dict[tuple[str, str, str, str], list[Case]] = {}
    for case in sorted(cases, key=lambda item: (item.page.url, item.page.lane, item.language)):
        key = (case.kind, case.page.language or "", case.language, case.page.template)
        groups.setdefault(key, []).append(case)
    return [groups[key] for key in sorted(groups)]
