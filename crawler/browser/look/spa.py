"""Sites that are an empty shell to anyone but a browser: the browser walks them itself, breadth first, within its budget."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from crawler.addresses.links import normalise, references, scope_of
from crawler.books.frontier import Frontier, Target
from crawler.books.kinds import refused_by
from crawler.books.recorder import Recorder
from crawler.browser.look.absent import Absent
from crawler.browser.look.visit import Visit
from crawler.browser.sample.choice import Read
from crawler.extract.page.template import template_of
from crawler.extract.page.tree import parse
from crawler.extract.text.decode import decode
from crawler.extract.text.language import language_of_address
from crawler.portals.registry import tenants_of
from store.harvest import CrawlPlan, FailureReason, Kind, Ledger, LedgerEntry, Reason
from store.objects import ObjectStore

SHELL_TEXT = 200
# So many pages of a folder are measured; where all had one skeleton, the rest of them are only read.
ALIKE = 2
FILES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tspg]|rtf|csv|tsv|xml|json|zip|rar|7z|gz|tar|txt|epub|djvu|png|jpe?g|gif|webp|svg|mp[34])$",
    re.IGNORECASE,
)
UNASKED = frozenset({Ledger.QUEUED, Ledger.OUT_OF_SCOPE, Ledger.ROBOTS, Ledger.BEYOND_BUDGET})


def is_shell(page: Read, objects: ObjectStore) -> bool:
    """Whether the bytes of a page hold scripts and next to no text."""
    tree, _ = parse(decode(objects.get(page.capture.object_sha256), page.capture.headers).text)
    scripts = len(tree.css("script"))
    for node in tree.css("script,style,noscript,template"):
        node.decompose()
    text = tree.body.text(separator=" ") if tree.body else ""
    return scripts > 0 and len(" ".join(text.split())) < SHELL_TEXT


class Kinds:
    """Pages of one folder that were drawn alike: further ones need no measuring, for they bear what the first ones bear."""

    def __init__(self) -> None:
        self._drawn: dict[str, list[str]] = {}
        self._measured: set[tuple[str | None, str]] = set()

    def saw(self, url: str, template: str, measured: bool) -> None:
        """Notes the skeleton of a page, and whether it was measured."""
        self._drawn.setdefault(_folder(url), []).append(template)
        if measured:
            self._measured.add((language_of_address(url), template))

    def new(self, url: str, template: str) -> bool:
        """Whether no page of this skeleton was measured in the page's language."""
        return (language_of_address(url), template) not in self._measured

    def known(self, url: str) -> bool:
        """Whether so many pages beside this one were drawn, all alike."""
        drawn = self._drawn.get(_folder(url), [])
        return len(drawn) >= ALIKE and len(set(drawn)) == 1


def _turn(target: Target) -> int:
    """Near pages first, English ones a step later: the law asks for the two state languages."""
    return target.depth + (language_of_address(target.url) == "en")


def _folder(url: str) -> str:
    """The folder of a page in its language."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path.rstrip('/').rpartition('/')[0]} {language_of_address(url)}"


class Walk:
    """The walk of one site. ``look`` visits an address in a lane, lightly where the last argument says so, and stores what it brought;
    ``allows`` is robots.txt.

    On a platform the pages of the entity's routes and those that pages link to are needed; pages whose matter the programming interface
    gave are looked at by sample, after the others. Files that pages link to are left for the HTTP lane.
    """

    def __init__(
        self,
        plan: CrawlPlan,
        recorder: Recorder,
        frontier: Frontier,
        look: Callable[[str, str, str, bool], Awaitable[Visit]],
        allows: Callable[[str], bool] = lambda _url: True,
    ) -> None:
        self.allows = allows
        self.plan = plan
        self.recorder = recorder
        self.frontier = frontier
        self.look = look
        self.scope = scope_of(plan)
        self.queue: list[Target] = []
        self.kinds = Kinds()
        self.measured = 0
        tenants = tenants_of(plan)
        self.places = [tenant.place for tenant in tenants]
        root = next((place.path for place in self.places), next((site.scope for site in plan.body.sites), ""))
        self.absent = Absent(look, allows, root, plan.seed)
        found = (tenant.walk(frontier.entries.values()) for tenant in tenants)
        self.portals = [walk for walk in found if walk is not None]

    async def run(self, homes: list[Read], visited: set[tuple[str, str]]) -> bool:
        """Walks until nothing is left or the budget is spent; True when it was spent with pages waiting that are needed."""
        seen = set(visited)
        for home in homes:
            self._enter(Target(home.entry.url, home.entry.lane, 0, None), seen)
        for entry in self.frontier.rest():
            if entry.kind is Kind.RENDER:
                self._enter(Target(entry.url, entry.lane, entry.depth, entry.parent), seen)
        for target in (target for portal in self.portals for target in portal.needed()):
            if self.allows(target.url):
                self._enter(target, seen)
            elif not self.frontier.known(target.url, target.lane):
                self._class(target, Ledger.ROBOTS, Reason.ROBOTS.value)
        left = self._most() - len(visited)
        left = await self._drain(left, seen)
        for target in self.queue:
            self._class(target, Ledger.BEYOND_BUDGET, kind=Kind.RENDER)
        cut = bool(self.queue)
        self.queue.clear()
        if self.portals and not cut:
            cut = await self._samples(left, seen)
        self.recorder.commit(self.frontier)
        return cut

    def _most(self) -> int:
        """How many pages are read: on a platform more than are measured, for nobody but a browser can read them."""
        bound = self.plan.limits.max_rendered
        return max(bound, *(place.drawn for place in self.places)) if self.places else bound

    async def _samples(self, left: int, seen: set[tuple[str, str]]) -> bool:
        """Looks at the sample; True when what it led to is needed and could not be looked at any more."""
        for target in (target for portal in self.portals for target in portal.sampled()):
            if left > 0 and (target.url, target.lane) not in seen:
                seen.add((target.url, target.lane))
                await self._step(target, seen)
                left -= 1
        await self._drain(left, seen)
        for target in self.queue:
            self._class(target, Ledger.BEYOND_BUDGET, kind=Kind.RENDER)
        return bool(self.queue)

    async def _drain(self, left: int, seen: set[tuple[str, str]]) -> int:
        while self.queue and left > 0:
            await self._step(self.queue.pop(self.queue.index(min(self.queue, key=_turn))), seen)
            self.recorder.commit(self.frontier)
            left -= 1
        return left

    def _enter(self, target: Target, seen: set[tuple[str, str]]) -> None:
        if (target.url, target.lane) not in seen:
            seen.add((target.url, target.lane))
            self.queue.append(target)

    async def _step(self, target: Target, seen: set[tuple[str, str]]) -> None:
        with self.frontier.turn(target.url, target.lane):
            await self._seen(target, seen)

    async def _seen(self, target: Target, seen: set[tuple[str, str]]) -> None:
        found = await self._look(target)
        status = found.status or 0
        if found.fault:
            self.recorder.failure(target, FailureReason.BROWSER, found.fault, Kind.RENDER.value)
            self._missed(target, Ledger.FAILED, FailureReason.BROWSER.value)
            return
        refusal = refused_by(status)
        if refusal is not None:
            self._missed(target, *refusal, status)
            return
        ended = normalise(found.final_url)
        if ended and ended != target.url and ended not in self.scope:
            self._class(target, Ledger.OUT_OF_SCOPE, status=status, kind=Kind.EXTERNAL)
            return
        if target.depth == 0:
            self.absent.home(target, found.html)
        html = found.html.encode("utf-8", "replace")[: self.plan.limits.max_body]
        capture = self.recorder.rendered(target, found.at, status or 200, html)
        if target.depth > 0 and await self.absent.resembles(target, found.html):
            self._missed(target, Ledger.HTTP_ERROR, Reason.SOFT.value, status or 200, capture.id)
            return
        self._class(target, Ledger.FETCHED, "", status or 200, capture.id, Kind.PAGE)
        tree, _ = parse(found.html)
        for reference in references(tree, found.final_url, self.plan.limits.max_links_per_page):
            if reference.tag in ("a", "area") and reference.target:
                self._child(Target(reference.target, target.lane, target.depth + 1, target.url), seen)

    async def _look(self, target: Target) -> Visit:
        """Visits a page, lightly where pages beside it were alike; one that turns out to be of a new kind is measured after all."""
        spent = self.measured >= self.plan.limits.max_rendered
        light = target.depth > 0 and (spent or self.kinds.known(target.url))
        found = await self.look(target.url, target.lane, "walk", light)
        if found.fault:
            return found
        template = template_of(parse(found.html)[0])
        if light and not spent and self.kinds.new(target.url, template):
            again = await self.look(target.url, target.lane, "walk", False)
            light, found = bool(again.fault), found if again.fault else again
        self.kinds.saw(target.url, template, measured=not light)
        self.measured += not light
        return found

    def _child(self, child: Target, seen: set[tuple[str, str]]) -> None:
        """Gives what a page links to its class, and a place in the queue where the browser has to look at it."""
        known = self.frontier.entries.get((child.url, child.lane))
        if child.url not in self.scope:
            if not self.frontier.known(child.url, "*"):
                self._class(child._replace(lane="*"), Ledger.OUT_OF_SCOPE, kind=Kind.EXTERNAL)
        elif self._is_file(child.url):
            if not self.frontier.known(child.url, "*"):
                self._class(child._replace(lane="*"), Ledger.QUEUED, kind=Kind.FILE)
        elif known is None and not self.allows(child.url):
            self._class(child, Ledger.ROBOTS, Reason.ROBOTS.value)
        elif known is None and (why := next(filter(None, (portal.listed(child.url) for portal in self.portals)), "")):
            self._class(child, Ledger.BEYOND_BUDGET, why)
        elif known is None or (known.ledger is Ledger.FETCHED and known.kind is not Kind.ITEM):
            if known is None:
                self._class(child, Ledger.QUEUED, kind=Kind.RENDER)
            self._enter(child, seen)

    def _is_file(self, url: str) -> bool:
        return FILES.search(urlsplit(url).path) is not None or any(place.is_file(url) for place in self.places)

    def _missed(self, target: Target, ledger: Ledger, reason: str, status: int | None = None, capture: str | None = None) -> None:
        """Classes a page that could not be seen; one whose matter the interface gave keeps what is known of it."""
        known = self.frontier.entries.get((target.url, target.lane))
        if known is None or known.kind is not Kind.ITEM:
            self._class(target, ledger, reason, status, capture)

    def _class(
        self,
        target: Target,
        ledger: Ledger,
        reason: str = "",
        status: int | None = None,
        capture_id: str | None = None,
        kind: Kind = Kind.NONE,
    ) -> None:
        self.frontier.put(
            LedgerEntry(
                url=target.url,
                lane=target.lane,
                ledger=ledger,
                kind=kind,
                reason=reason,
                status=status,
                depth=target.depth,
                parent=target.parent,
                capture_id=capture_id,
                attempts=0 if ledger in UNASKED else 1,
            )
        )
