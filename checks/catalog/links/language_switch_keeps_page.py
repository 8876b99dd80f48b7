"""Switching the language opens the same page in the other language.

What it checks
    The language switch of every page: whether there is one, and whether it leads to the page that corresponds to this one.

Applicability
    Pages in Kazakh and Russian, and their switches to any language the site offers.

Met when
    the crawl is complete, the site has both languages, and every page's switch leads to its counterpart.

Deficiency when
    a switch leads to a dead address; it leads to the home page or to another page although the page has a counterpart; or
    a page has no switch while others have one. Pages with the same fault and template are one finding. Where the crawl is
    complete and one of the two languages has no page at all the outcome is ``missing``.

Left to a person when
    no sign tells which page is the counterpart, a switch could not be followed, the switch works by script, the language of
    most pages could not be told, or the crawl was cut short.

Assumptions
    The counterpart is told by address pattern, ``hreflang`` and mutual switches. From a home page any home page in the other
    language is right. One address that answers in the language of a cookie keeps the page by itself.

Law and standard
    Methodology of 2017, appendix 14, row 2.9, 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import EXAMPLES, clip, cut, examples, guarded, on_page, on_site, same_page, truncated
from checks.sweep import sweep
from checks.targets import Standing, judge, proof
from checks.wayfinding import is_home_page, visited
from store.base import Language
from store.findings import Locator, Message, Observation, Outcome
from store.records import PageRecord, PairRecord
from store.snapshot import Snapshot

OFFICIAL: tuple[Language, ...] = ("kk", "ru")
OTHER: dict[str, Language] = {"kk": "ru", "ru": "kk"}
LINK = "switch"
NAMES = {"kk": "қазақша", "ru": "русский", "en": "English"}
FAULTS = ("dead", "to-home", "other-page", "no-switch")

META = CheckMeta(
    id="language-switch-keeps-page",
    version="1",
    title=Message(
        kk="Тілді ауыстырғанда сол беттің басқа тілдегі нұсқасы ашылады",
        ru="При смене языка открывается та же страница",
        en="Switching the language opens the same page",
    ),
    scope="site",
    needs=("pages", "links", "pairs", "ledger"),
    messages=messages_of("language-switch-keeps-page"),
)


class Case(NamedTuple):
    """How one page's switch to one language fares: ``kept``, one of FAULTS, or ``cannot-tell``."""

    kind: str
    page: PageRecord
    language: Language
    pair: PairRecord | None


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for each group of pages with the same fault, else how the site stands as a whole."""
    cases = [*_switches(snapshot), *_without(snapshot)]
    faults = [_group(snapshot, group) for group in _groups([case for case in cases if case.kind in FAULTS])]
    absent = list(_versions(snapshot, {case.language for case in cases if case.kind == "dead"}))
    doubts = [case for case in cases if case.kind == "cannot-tell"]
    yield from (*faults, *absent)
    if doubts:
        yield _doubts(snapshot, doubts)
    if faults or absent or doubts:
        return
    if truncated(snapshot):
        yield cut(snapshot)
    elif not cases:
        basis = {"pages": sorted({page.url for page in snapshot.pages()}), "switches": 0}
        facts = {"reason": "no-switch-links"}
        yield on_site(snapshot, Outcome.UNVERIFIED, "by-script", subject="by-script", facts=facts, basis=basis, needs_review=True)
    else:
        urls = sorted({case.page.url for case in cases})
        yield on_site(snapshot, Outcome.MET, "met", subject="met", facts={"pages": len(urls)}, basis={"pages": urls})


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


def _groups(cases: list[Case]) -> list[list[Case]]:
    groups: dict[tuple[str, str, str, str], list[Case]] = {}
    for case in sorted(cases, key=lambda item: (item.page.url, item.page.lane, item.language)):
        key = (case.kind, case.page.language or "", case.language, case.page.template)
        groups.setdefault(key, []).append(case)
    return [groups[key] for key in sorted(groups)]


def _group(snapshot: Snapshot, cases: list[Case]) -> Observation:
    first = cases[0]
    page, pair = first.page, first.pair
    urls = list(dict.fromkeys(case.page.url for case in cases))
    facts: dict[str, Any] = {
        "fault": first.kind,
        "page_language": page.language or "",
        "target_language": first.language,
        "pages": len(urls),
        "examples": urls[:EXAMPLES],
        "template": page.template,
    }
    shown: tuple[str, ...] = ()
    if pair is not None:
        facts |= {"target": pair.target, "final": pair.final, "counterpart": pair.counterpart, "signs": list(pair.signs)}
        final = snapshot.page(pair.final) if pair.final else None
        shown = (final.object_sha256,) if final else proof(snapshot, judge(snapshot, pair.target, pair.lane))
    return on_page(
        page,
        Outcome.DEFICIENCY,
        first.kind,
        subject=f"{first.kind} {page.language} {first.language} {page.template}",
        facts=facts,
        locator=Locator(xpath=pair.xpath, quote=clip(pair.text or pair.target)) if pair else Locator(),
        evidence=(*shown, snapshot.keep({"fault": first.kind, "pages": urls})),
        pages=urls,
        cause=f"switch: {' / '.join(sorted({NAMES[pair.target_language] for pair in snapshot.pairs()}))}",
    )


def _versions(snapshot: Snapshot, reported: set[Language]) -> Iterator[Observation]:
    """What is to be said of an official language without pages; a dead switch to it is a finding of its own."""
    present = {page.language for page in snapshot.pages()}
    urls = sorted({page.url for page in snapshot.pages()})
    undecided = sum(1 for page in snapshot.pages() if page.language is None)
    for language in OFFICIAL:
        if language in present or language in reported:
            continue
        facts: dict[str, Any] = {"language": language, "pages": len(urls), "undecided": undecided}
        elsewhere = sorted(sweep(snapshot).switches.get(language, set()))
        basis = {"language": language, "pages": urls, "switches to it": elsewhere, "language not told": undecided}
        if truncated(snapshot) or elsewhere or undecided * 2 > len(urls):
            facts["reason"] = "crawl-cut" if truncated(snapshot) else "switch-unread" if elsewhere else "language-not-told"
            yield on_site(
                snapshot, Outcome.UNVERIFIED, "version-unknown", subject=f"version {language}", facts=facts, basis=basis
            )
        else:
            yield on_site(snapshot, Outcome.MISSING, "no-version", subject=f"version {language}", facts=facts, basis=basis)


def _doubts(snapshot: Snapshot, cases: list[Case]) -> Observation:
    urls = sorted({case.page.url for case in cases})
    basis = [
        {"page": case.page.url, "to": case.language, "target": case.pair.target if case.pair else ""}
        for case in sorted(cases, key=lambda item: (item.page.url, item.page.lane, item.language))
    ]
    facts = {"reason": "counterpart-not-told", "pages": len(urls), "examples": examples(urls)}
    return on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "cannot-tell",
        subject="cannot-tell",
        facts=facts,
        basis=basis,
        needs_review=True,
        pages=urls,
    )
