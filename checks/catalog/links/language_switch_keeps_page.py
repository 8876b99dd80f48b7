"""Switching the language opens the same page in the other language.

What it checks
    The language switch of every page: whether there is one, and whether it leads to the page that corresponds to this one.

Applicability
    Pages in Kazakh and Russian, and their switches to any language the site offers.

Met when
    the crawl is complete, the site has both languages, and every page's switch leads to its counterpart: their texts tell of one
    subject, or they are too short to tell and address, head or mutual switches name them as counterparts.

Deficiency when
    a switch leads to a dead address; it leads to the home page or to another page although the page has a counterpart; it leads to
    a living page whose text and heading are of another subject; or a page has no switch while others have one. Pages with the same
    fault and template are one finding. Where the crawl is complete and one of the two languages has no page at all
    and no switch offers it the outcome is ``missing``.

Left to a person when
    no sign tells which page is the counterpart, or the texts contradict the signs and the headings do not settle it; a switch could
    not be followed, the switch works by script, the language of most pages could not be told, or the crawl was cut short.

Assumptions
    Two texts are of one subject by words that translate each other, names and figures; what they say goes before address pattern,
    ``hreflang`` and mutual switches. Lists need not be equal. Under one heading a switch keeps the page whatever the text. From a home
    page any home page in the other language is right. One address that answers in the language of a cookie keeps the page by itself.
    An intro that only lets in has no counterpart.

Law and standard
    Methodology of 2017, appendix 14, row 2.9, 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checks.ladder import open_on, silent, throughout
from checks.maintext import opening
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.offered import unread_version
from checks.support import EXAMPLES, clip, guarded, on_page, on_site, truncated
from checks.sweep import sweep
from checks.switches import FAULTS, Case, cases_of, groups_of
from checks.targets import judge, proof
from store.base import OFFICIAL, Language
from store.findings import Locator, Message, Observation, Outcome
from store.snapshot import Snapshot

NAMES = {"kk": "қазақша", "ru": "русский", "en": "English"}

META = CheckMeta(
    id="language-switch-keeps-page",
    version="2",
    title=Message(
        kk="Тілді ауыстырғанда сол беттің басқа тілдегі нұсқасы ашылады",
        ru="При смене языка открывается та же страница",
        en="Switching the language opens the same page",
    ),
    scope="site",
    needs=("pages", "links", "pairs", "ledger", "texts"),
    messages=messages_of("language-switch-keeps-page"),
)


@guarded
def run(snapshot: Snapshot, _options: Options) -> Iterator[Observation]:
    """Yields one observation for each group of pages with the same fault, else how the site stands as a whole."""
    cases = cases_of(snapshot)
    faults = [_group(snapshot, group) for group in groups_of([case for case in cases if case.kind in FAULTS])]
    absent = _versions(snapshot, {case.language for case in cases if case.kind == "dead"})
    doubts = [case for case in cases if case.kind == "cannot-tell"]
    urls = sorted({case.page.url for case in cases})
    yield from throughout(
        snapshot,
        [*faults, *absent, *filter(None, [_doubts(snapshot, doubts)])],
        unseen=lambda: None if cases else _by_script(snapshot),
        shells=silent,
        met=lambda: on_site(snapshot, Outcome.MET, "met", subject="met", facts={"pages": len(urls)}, basis={"pages": urls}),
    )


def _by_script(snapshot: Snapshot) -> Observation:
    basis, facts = {"pages": sorted({page.url for page in snapshot.pages()}), "switches": 0}, {"reason": "no-switch-links"}
    return on_site(snapshot, Outcome.UNVERIFIED, "by-script", subject="by-script", facts=facts, basis=basis, needs_review=True)


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
        counterpart = first.counterpart.url if first.counterpart is not None else pair.counterpart
        facts |= {"target": pair.target, "final": pair.final, "counterpart": counterpart, "signs": list(pair.signs)}
        goal = first.goal
        if goal is not None:
            facts |= {"here": opening(snapshot, page), "there": opening(snapshot, goal)}
        sides = [side.object_sha256 for side in (goal, first.counterpart) if side is not None]
        shown = tuple(sides) or proof(snapshot, judge(snapshot, pair.target, pair.lane))
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
        elsewhere = sorted(sweep(snapshot).switches.get(language, set()) | set(unread_version(snapshot, language)))
        basis = {"language": language, "pages": urls, "switches to it": elsewhere, "language not told": undecided}
        if truncated(snapshot) or elsewhere or undecided * 2 > len(urls):
            facts["reason"] = "crawl-cut" if truncated(snapshot) else "switch-unread" if elsewhere else "language-not-told"
            yield on_site(
                snapshot, Outcome.UNVERIFIED, "version-unknown", subject=f"version {language}", facts=facts, basis=basis
            )
        else:
            yield on_site(snapshot, Outcome.MISSING, "no-version", subject=f"version {language}", facts=facts, basis=basis)


def _doubts(snapshot: Snapshot, cases: list[Case]) -> Observation | None:
    basis = [
        {"page": case.page.url, "to": case.language, "target": case.pair.target if case.pair else ""}
        for case in sorted(cases, key=lambda item: (item.page.url, item.page.lane, item.language))
    ]
    urls = sorted({case.page.url for case in cases})
    return open_on(snapshot, urls, "cannot-tell", "counterpart-not-told", basis=basis, needs_review=True)
