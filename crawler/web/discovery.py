"""What a page leads to: every reference is entered in the ledger once, to be asked, to be tested for life, or set aside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

import structlog
from selectolax.lexbor import LexborHTMLParser

from crawler.addresses.links import Reference, Scope, in_scope, references, resolve
from crawler.books.frontier import Frontier, Target
from crawler.books.lanes import Lane
from crawler.web.notes import Notes
from crawler.web.traps import Traps
from store.harvest import Kind, Ledger, LedgerEntry, Limits

PAGE_TAGS = frozenset({"a", "area", "iframe", "frame", "object", "embed"})
CLICK_TAGS = frozenset({"a", "area", "iframe", "frame"})
MEDIA = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|ico|bmp|tiff?|mp[34]|avi|mov|mkv|webm|wav|ogg|exe|msi|iso|dmg|apk)$", re.I)
REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.I)


class Discovery:
    """Reads references of pages and enters what they lead to: the one door by which addresses come into the ledger.

    :param sites: what belongs to the audited body; hosts may be taken in.
    :param lanes: the language lanes, as far as they are learnt.
    """

    def __init__(self, limits: Limits, sites: Scope, frontier: Frontier, notes: Notes, lanes: Mapping[str, Lane]) -> None:
        self._most = limits.max_links_per_page
        self._sites = sites
        self._frontier = frontier
        self._notes = notes
        self._lanes = lanes
        self._met: set[tuple[str, str, str]] = set()
        self._log = structlog.get_logger("harvest")
        self.traps = Traps(limits.trap_after)

    def forget(self) -> None:
        """Begins anew, because the pages are asked again in language lanes."""
        self._met.clear()

    def discover(self, target: Target, tree: LexborHTMLParser) -> None:
        """Enters everything the page refers to."""
        body = tree.body if self.traps.wants(target.url) else None
        if body is not None and self.traps.look(target.url, body.text(separator=" ")):
            self._log.warning("pages of one shape repeat", like=target.url)
        for reference in references(tree, target.url, self._most):
            met = (reference.target, target.lane, reference.tag)
            if reference.target and met not in self._met:
                self._met.add(met)
                self._reference(target, reference)
        for node in tree.css("meta[http-equiv]")[:5]:
            if (node.attributes.get("http-equiv") or "").lower() == "refresh":
                found = REFRESH.match(node.attributes.get("content") or "")
                goal = resolve(target.url, found.group(1))[0] if found else ""
                if goal:
                    self.enter(goal, target.lane, target.depth, target.url, False, target.hops + 1)

    def _reference(self, target: Target, reference: Reference) -> None:
        tag = reference.tag
        rel = (reference.node.attributes.get("rel") or "").lower() if tag == "link" else ""
        page = tag in PAGE_TAGS or (tag == "link" and any(word in rel for word in ("alternate", "next", "prev", "canonical")))
        if tag == "form" and (reference.node.attributes.get("method") or "get").lower() != "get":
            known = self._frontier.known
            if not known(reference.target, target.lane) and not known(reference.target, "*"):
                form = Target(reference.target, target.lane, target.depth + 1, target.url)
                self._notes.put(form, Ledger.OUT_OF_SCOPE, kind=Kind.FORM)
            return
        head = not page or MEDIA.search(urlsplit(reference.target).path) is not None
        depth = target.depth + (tag in CLICK_TAGS)
        self.enter(reference.target, target.lane, depth, target.url, head)

    def enter(self, url: str, lane: str, depth: int, parent: str | None, head: bool, hops: int = 0) -> None:
        """Queues an address of the site that is new; one of another site is noted as such."""
        lane = "*" if head else lane
        if not in_scope(url, self._sites):
            if not self._frontier.known(url, "*"):
                self._notes.put(Target(url, "*", depth, parent), Ledger.OUT_OF_SCOPE, kind=Kind.EXTERNAL)
            return
        known = self._frontier.entries.get((url, lane))
        if known is not None and known.kind in (Kind.ASSET, Kind.FORM) and not head and hops == 0:
            self._upgrade(known, Target(url, lane, depth, parent, False, hops))
        elif known is None and not (head and self._known_as_page(url)):
            self._frontier.add(Target(url, lane, depth, parent, head, hops))

    def take_in(self, home: str) -> None:
        """Takes another host of the site in, and asks its home page like the site's own."""
        self._log.info("takes another host in", home=home)
        self._sites.add_host(home)
        self._frontier.drop(home, "*")
        self._frontier.note(Target(home, "*", 0, None))
        self._frontier.again(Target(home, "*", 0, None))
        self._reconsider()

    def again(self, target: Target, earlier: list[tuple[Target, LedgerEntry]]) -> None:
        """Enters what a page led to in an earlier run, without reading it again."""
        for place, child in earlier:
            if child.ledger is not Ledger.OUT_OF_SCOPE:
                self.enter(place.url, place.lane, place.depth, target.url, child.kind is Kind.ASSET)
            elif not self._frontier.known(place.url, place.lane):
                self._notes.put(place, child.ledger, child.reason, kind=child.kind)

    def _reconsider(self) -> None:
        """Queues addresses that were set aside as another site's and now belong to this one."""
        for (url, lane), entry in list(self._frontier.entries.items()):
            if entry.kind is Kind.EXTERNAL and entry.answer is None and in_scope(url, self._sites):
                self._frontier.drop(url, lane)
                self.enter(url, lane, entry.depth, entry.parent, MEDIA.search(urlsplit(url).path) is not None)

    def _known_as_page(self, url: str) -> bool:
        return any(self._frontier.known(url, lane) for lane in self._lanes)

    def _upgrade(self, known: LedgerEntry, target: Target) -> None:
        """An address first met as a picture or a form turns out to be a page's link: it is asked whole."""
        if known.kind is Kind.ASSET and MEDIA.search(urlsplit(target.url).path):
            return
        self._frontier.drop(known.url, known.lane)
        self._frontier.add(target)
