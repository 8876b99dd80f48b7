"""The site's own search: whether there is one, what it answered when the browser tried it, and whether it can be refined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from checks.called import labels
from checks.derived import derived
from checks.measured import Report, reports
from checks.meta import Options
from checks.ownscripts import listens
from checks.rendered import shows
from checks.sweep import sweep
from checks.traces import Hit
from checks.wayfinding import has_search
from checks.words import holds
from store.harvest import ArtifactKind
from store.records import PageRecord
from store.snapshot import Snapshot

Part = Literal["short-words", "context", "advanced", "own-page"]
OFFICIAL = frozenset({"kk", "ru"})
# Fields that refine what is asked.
REFINING = frozenset({"select", "checkbox", "radio", "date"})


class Wanted(Options):
    """``part``: what of the search is judged."""

    part: Part


class Try(NamedTuple):
    """One word asked of the search. ``told`` is whether the answer can prove anything: a page that every menu offers is in any answer."""

    word: str
    where: str
    url: str
    own_address: bool
    kept: bool
    found: bool
    told: bool


class Search(NamedTuple):
    """A search that the browser found on a page, with what it answered."""

    page: PageRecord
    report: Report
    tries: tuple[Try, ...]

    @property
    def data(self) -> dict[str, Any]:
        """The measurement as stored."""
        return self.report.data

    @property
    def evidence(self) -> tuple[str, ...]:
        """The measurement and its pictures."""
        shown = [item["sha256"] for item in self.data.get("pictures", []) if item.get("sha256")]
        return (self.report.artifact.object_sha256, *shown)

    @property
    def answers(self) -> bool:
        """Whether asking led to a page of answers."""
        return any(one.own_address for one in self.tries)

    @property
    def found(self) -> list[Try]:
        """Words that certainly led to their page."""
        return [one for one in self.tries if one.told and one.found]


@derived
def tried(snapshot: Snapshot) -> Search | None:
    """The search that the browser tried and whose answers tell most; None where it found none."""
    able = [
        Search(report.page, report, tuple(_tries(snapshot, report)))
        for report in reports(snapshot, ArtifactKind.SEARCH)
        if report.artifact.ok and report.data.get("found") and report.page is not None
    ]
    return max(able, key=_telling, default=None)


def _telling(search: Search) -> tuple[bool, int, int]:
    """The state languages first, then the search whose answers prove most."""
    return search.page.language in OFFICIAL, sum(one.told for one in search.tries), len(search.tries)


def _tries(snapshot: Snapshot, report: Report) -> Iterator[Try]:
    offered = sweep(snapshot).pages.get((report.page.url, report.page.lane)) if report.page else None
    menu = offered.places if offered else {}
    for item in report.data.get("tried", []):
        if item.get("blocked"):
            continue
        yield Try(
            str(item["word"]),
            str(item.get("where", "")),
            str(item["url"]),
            bool(item["own_address"]),
            bool(item["kept"]),
            bool(item["finds_page"]),
            str(item["url"]) not in menu,
        )


def idle(snapshot: Snapshot, search: Search) -> bool:
    """Whether the box is none but a picture of a search: no form, nothing came of what was asked, and no script listens."""
    return not search.data.get("form") and not search.answers and not search.found and not listens(snapshot)


@derived
def offered(snapshot: Snapshot) -> tuple[Hit, ...]:
    """Pages with a search form, by markup or as the browser saw them."""
    pages = (page for page in snapshot.pages() if has_search(snapshot, page) or shows(snapshot, page, "search-form"))
    return tuple(Hit(page, page.h1 or page.title) for page in pages)


@derived
def hinted(snapshot: Snapshot) -> tuple[Hit, ...]:
    """Home pages with a link that is called a search, which may open one."""
    navigation = snapshot.lexicon("navigation")
    words, further = navigation.phrases("search"), navigation.phrases("further")
    found = []
    for page in snapshot.homes():
        for link in snapshot.links(page):
            label = link.text or link.label
            if link.tag == "a" and label and len(label) <= 40 and holds(label, words) and not holds(label, further):
                found.append(Hit(page, label, link.xpath))
    return tuple(found)


@derived
def advanced(snapshot: Snapshot) -> tuple[Hit, ...]:
    """Searches that can be refined: by a link named so, or by fields beside the one for words."""
    words = snapshot.lexicon("interaction").phrases("advanced-search")
    found = []
    named = {target for target, said in labels(snapshot).items() if any(holds(text, words) for text in said)}
    for form in snapshot.forms():
        page = snapshot.page(form.url, form.lane)
        if page is None or not form.search:
            continue
        if (
            any(kind in REFINING for _, kind in form.fields)
            or page.url in named
            or any(holds(text, words) for text in page.headings)
        ):
            found.append(Hit(page, page.h1 or page.title, form.xpath))
    return tuple(found)


@derived
def unopened(snapshot: Snapshot) -> tuple[Hit, ...]:
    """Search forms that lead to a page of the site which nobody read: what it offers to refine a search is not known."""
    found = []
    for form in snapshot.forms():
        target = form.action.partition("#")[0].partition("?")[0]
        page = snapshot.page(form.url, form.lane)
        if form.search and target and page is not None and snapshot.page(target) is None and _ours(snapshot, target):
            found.append(Hit(page, target, form.xpath))
    return tuple(found)


def _ours(snapshot: Snapshot, url: str) -> bool:
    """Whether an address lies on one of the body's hosts, where it could have been read."""
    return urlsplit(url).hostname in {urlsplit(site.url).hostname for site in snapshot.plan.body.sites}
