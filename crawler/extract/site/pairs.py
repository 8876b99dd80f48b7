"""Language versions seen from the whole site: which page switches to which, whether it should, and which pages are homes."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.addresses.links import normalise
from crawler.extract.site.known import Key, PageFact, SiteFacts, Switch
from crawler.extract.text.language import other_addresses
from store.base import Language
from store.harvest import CrawlPlan
from store.records import PairRecord


def claimed_languages(site: SiteFacts) -> dict[Key, Language]:
    """Pages whose version only their switches tell: no language in the address, and another page switches to them and back.

    So the Kazakh page of a site without language codes is known as Kazakh even when its text is Russian.
    """
    claims: dict[Key, set[Language]] = {}
    for key in sorted(site.switches):
        source = site.pages[key]
        for switch in site.switches[key]:
            goal = site.page_at(site.final(switch.target, source.lane), source.lane) if switch.target else None
            if goal is None or goal.url == source.url or source.language in (None, switch.language):
                continue
            if goal.method not in ("address", "lane") and _switches_back(site, goal, source):
                claims.setdefault((goal.url, goal.lane), set()).add(switch.language)
    return {
        key: next(iter(languages))
        for key, languages in sorted(claims.items())
        if len(languages) == 1 and site.pages[key].language not in languages
    }


def _switches_back(site: SiteFacts, page: PageFact, source: PageFact) -> bool:
    return any(
        switch.target and site.final(switch.target, page.lane) == source.url and switch.language == source.language
        for switch in site.switches.get((page.url, page.lane), ())
    )


def read_pairs(site: SiteFacts) -> Iterator[PairRecord]:
    """A record for each language that a page offers by switch link or in its head, in order of address, lane and page."""
    for key in sorted(site.switches):
        page = site.pages[key]
        seen: set[tuple[Language, str]] = set()
        for switch in site.switches[key]:
            if switch.language == page.language or (switch.language, switch.target) in seen:
                continue
            seen.add((switch.language, switch.target))
            yield _pair(site, page, switch)


def _pair(site: SiteFacts, page: PageFact, switch: Switch) -> PairRecord:
    final = site.final(switch.target, page.lane) if switch.target else ""
    entry = site.entry(final, page.lane) if final else None
    goal = site.page_at(final, switch.language, page.lane) if final else None
    counterpart, signs = _counterpart(site, page, switch.language, goal)
    return PairRecord(
        capture_id=page.capture_id,
        url=page.url,
        lane=page.lane,
        language=page.language,
        target_language=switch.language,
        target=switch.target,
        final=final,
        final_language=None if goal is None else goal.language,
        status=None if entry is None else entry.status,
        ledger="" if entry is None else entry.ledger.value,
        counterpart=counterpart,
        signs=signs,
        method=switch.method,
        xpath=switch.xpath,
        text=switch.text,
    )


def _counterpart(site: SiteFacts, page: PageFact, language: Language, goal: PageFact | None) -> tuple[str, tuple[str, ...]]:
    """The page's true counterpart and the signs that name it: lane, address, mutual switch, hreflang – the first that tells leads."""
    found: list[tuple[str, str]] = []
    if page.lane != language and (page.url, language) in site.pages:
        found.append(("lane", page.url))
    for address in other_addresses(page.url, language):
        other = site.page_at(normalise(address), page.lane)
        if other is not None and other.language == language:
            found.append(("address", other.url))
            break
    if goal is not None and goal.url != page.url and goal.language == language and _switches_back(site, goal, page):
        found.append(("mutual", goal.url))
    for code, url in page.alternates:
        other = site.page_at(site.final(url, page.lane), page.lane)
        if code == language and other is not None and other.url != page.url:
            found.append(("hreflang", other.url))
            break
    if not found:
        return "", ()
    counterpart = found[0][1]
    return counterpart, tuple(sign for sign, url in found if url == counterpart)


def find_homes(site: SiteFacts, plan: CrawlPlan, pairs: list[PairRecord]) -> tuple[Key, ...]:
    """Home pages: where the addresses of the body end, the pages in other languages to which those switch, and the first page of a
    version whose switch bears no address.

    ``pairs`` are those of all pages; of an inspection of one page only the root of a site is a home.
    """
    homes: dict[Key, Language | None] = {}
    for address in plan.body.sites:
        start = normalise(address.url)
        if not start or (plan.page_only and not is_root(start)):
            continue
        for lane in ("*", "kk", "ru", "en"):
            for page in site.lanes_of(site.final(start, lane)):
                homes[page.url, page.lane] = page.language
    for pair in pairs:
        if (pair.url, pair.lane) not in homes or pair.target_language in homes.values() or not pair.final:
            continue
        goal = site.page_at(pair.final, pair.target_language, pair.lane)
        if goal is not None and goal.language == pair.target_language:
            homes[goal.url, goal.lane] = goal.language
    for page in () if plan.page_only else site.starts():
        if page.language is not None and page.language not in homes.values():
            homes[page.url, page.lane] = page.language
    return tuple(sorted(homes))


def is_root(url: str) -> bool:
    """Whether an address is one that sites give to a home page: no path, an index page, or a short name of a language."""
    path = urlsplit(url).path.strip("/")
    return not path or path.startswith("index.") or (len(path) <= 3 and "/" not in path)
