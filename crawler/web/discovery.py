"""What a page leads to: every reference is entered in the ledger once, to be asked, to be tested for life, or set aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.addresses.links import Reference, in_scope, references, resolve
from crawler.books.frontier import Target
from crawler.extract.decode import decode
from crawler.extract.tree import parse
from crawler.hosts.answer import Answer
from crawler.web.traps import Traps
from store.harvest import Capture, Ledger, LedgerEntry

if TYPE_CHECKING:
    from crawler.web.campaign import Campaign

PAGE_TAGS = frozenset({"a", "area", "iframe", "frame", "object", "embed"})
CLICK_TAGS = frozenset({"a", "area", "iframe", "frame"})
MEDIA = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|ico|bmp|tiff?|mp[34]|avi|mov|mkv|webm|wav|ogg|exe|msi|iso|dmg|apk)$", re.I)
REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.I)
EXTERNAL = "external"
ASSET = "asset"
POST_FORM = "post-form"


class Discovery:
    """Reads references of pages and enters what they lead to."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._met: set[tuple[str, str, str]] = set()
        self.traps = Traps(campaign.limits.trap_after)

    def forget(self) -> None:
        """Begins anew, because the pages are asked again in language lanes."""
        self._met.clear()

    def tree(self, answer: Answer) -> LexborHTMLParser:
        """The parsed page of an answer."""
        tree, _ = parse(decode(answer.body, tuple(answer.exchange.response_headers)).text)
        return tree

    def stored(self, capture: Capture) -> LexborHTMLParser:
        """The parsed page of a capture."""
        tree, _ = parse(decode(self._campaign.recorder.objects.get(capture.object_sha256), capture.headers).text)
        return tree

    def discover(self, target: Target, tree: LexborHTMLParser) -> None:
        """Enters everything the page refers to."""
        campaign = self._campaign
        body = tree.body if self.traps.wants(target.url) else None
        if body is not None and self.traps.look(target.url, body.text(separator=" ")):
            campaign.log.warning("pages of one shape repeat", like=target.url)
        for reference in references(tree, target.url, campaign.limits.max_links_per_page):
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
        campaign, tag = self._campaign, reference.tag
        rel = (reference.node.attributes.get("rel") or "").lower() if tag == "link" else ""
        page = tag in PAGE_TAGS or (tag == "link" and any(word in rel for word in ("alternate", "next", "prev", "canonical")))
        if tag == "form" and (reference.node.attributes.get("method") or "get").lower() != "get":
            known = campaign.frontier.known
            if not known(reference.target, target.lane) and not known(reference.target, "*"):
                form = Target(reference.target, target.lane, target.depth + 1, target.url)
                campaign.verdicts.put(form, Ledger.OUT_OF_SCOPE, POST_FORM)
            return
        head = not page or MEDIA.search(urlsplit(reference.target).path) is not None
        depth = target.depth + (tag in CLICK_TAGS)
        self.enter(reference.target, target.lane, depth, target.url, head)

    def enter(self, url: str, lane: str, depth: int, parent: str | None, head: bool, hops: int = 0) -> None:
        """Queues an address of the site that is new; one of another site is noted as such."""
        campaign = self._campaign
        lane = "*" if head else lane
        if not in_scope(url, campaign.sites):
            if not campaign.frontier.known(url, "*"):
                campaign.verdicts.put(Target(url, "*", depth, parent), Ledger.OUT_OF_SCOPE, EXTERNAL)
            return
        known = campaign.frontier.entries.get((url, lane))
        if known is not None and known.reason in (ASSET, POST_FORM) and not head and hops == 0:
            self._upgrade(known, Target(url, lane, depth, parent, False, hops))
        elif known is None and not (head and self._known_as_page(url)):
            campaign.frontier.add(Target(url, lane, depth, parent, head, hops))

    def reconsider(self) -> None:
        """Queues addresses that were set aside as another site's and now belong to this one."""
        frontier = self._campaign.frontier
        for (url, lane), entry in list(frontier.entries.items()):
            if entry.reason == EXTERNAL and entry.answer is None and in_scope(url, self._campaign.sites):
                frontier.drop(url, lane)
                self.enter(url, lane, entry.depth, entry.parent, MEDIA.search(urlsplit(url).path) is not None)

    def _known_as_page(self, url: str) -> bool:
        return any(self._campaign.frontier.known(url, lane) for lane in self._campaign.lanes)

    def _upgrade(self, known: LedgerEntry, target: Target) -> None:
        """An address first met as a picture or a form turns out to be a page's link: it is asked whole."""
        if known.reason == ASSET and MEDIA.search(urlsplit(target.url).path):
            return
        self._campaign.frontier.drop(known.url, known.lane)
        self._campaign.frontier.add(target)
