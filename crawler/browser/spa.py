"""Sites that are an empty shell to anyone but a browser: the browser walks them itself, breadth first, within its budget."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from crawler.browser.sample import Read
from crawler.browser.visit import Visit
from crawler.extract.decode import decode
from crawler.extract.tree import parse
from crawler.frontier import Frontier, Target
from crawler.links import normalise, references, scope_of
from crawler.recorder import Recorder
from store.harvest import CrawlPlan, FailureReason, Ledger, LedgerEntry
from store.objects import ObjectStore

SHELL_TEXT = 200


def is_shell(page: Read, objects: ObjectStore) -> bool:
    """Whether the bytes of a page hold scripts and next to no text."""
    tree, _ = parse(decode(objects.get(page.capture.object_sha256), page.capture.headers).text)
    scripts = len(tree.css("script"))
    for node in tree.css("script,style,noscript,template"):
        node.decompose()
    text = tree.body.text(separator=" ") if tree.body else ""
    return scripts > 0 and len(" ".join(text.split())) < SHELL_TEXT


class Walk:
    """The walk of one site. ``look`` visits an address in a lane and stores what it brought."""

    def __init__(self, plan: CrawlPlan, recorder: Recorder, frontier: Frontier, look: Callable[[str, str, str], Visit]) -> None:
        self.plan = plan
        self.recorder = recorder
        self.frontier = frontier
        self.look = look
        self.scope = scope_of(plan)
        self.queue: deque[Target] = deque()

    def run(self, homes: list[Read], visited: set[tuple[str, str]]) -> bool:
        """Walks until nothing is left or the budget is spent; True when it was spent with addresses waiting."""
        seen = set(visited)
        for home in homes:
            self._enter(Target(home.entry.url, home.entry.lane, 0, None), seen)
        for entry in self.frontier.rest():
            if entry.reason == "render":
                self.queue.append(Target(entry.url, entry.lane, entry.depth, entry.parent))
        used = len(visited)
        while self.queue and used < self.plan.limits.max_rendered:
            target = self.queue.popleft()
            used += 1
            self._step(target, seen)
            self.recorder.commit(self.frontier)
        for target in self.queue:
            self._class(target, Ledger.BEYOND_BUDGET, "render")
        self.recorder.commit(self.frontier)
        return bool(self.queue)

    def _enter(self, target: Target, seen: set[tuple[str, str]]) -> None:
        if (target.url, target.lane) not in seen:
            seen.add((target.url, target.lane))
            self.queue.append(target)

    def _step(self, target: Target, seen: set[tuple[str, str]]) -> None:
        found = self.look(target.url, target.lane, "walk")
        status = found.status or 0
        if found.fault:
            self.recorder.failure(target, FailureReason.BROWSER, found.fault, "render")
            self._class(target, Ledger.FAILED, FailureReason.BROWSER.value)
            return
        if status >= 400:
            self._class(target, Ledger.HTTP_ERROR, str(status), status)
            return
        ended = normalise(found.final_url)
        if ended and ended != target.url and ended not in self.scope:
            self._class(target, Ledger.OUT_OF_SCOPE, "external", status)
            return
        html = found.html.encode("utf-8", "replace")[: self.plan.limits.max_body]
        capture = self.recorder.rendered(target, found.at, status or 200, html)
        self._class(target, Ledger.FETCHED, "page", status or 200, capture.id)
        tree, _ = parse(found.html)
        for reference in references(tree, found.final_url, self.plan.limits.max_links_per_page):
            if reference.tag not in ("a", "area") or not reference.target:
                continue
            known = self.frontier.entries.get((reference.target, target.lane))
            child = Target(reference.target, target.lane, target.depth + 1, target.url)
            if reference.target not in self.scope:
                if not self.frontier.known(reference.target, "*"):
                    self._class(child._replace(lane="*"), Ledger.OUT_OF_SCOPE, "external")
            elif known is None or known.ledger is Ledger.FETCHED:
                if known is None:
                    self._class(child, Ledger.QUEUED, "render")
                self._enter(child, seen)

    def _class(
        self, target: Target, ledger: Ledger, reason: str, status: int | None = None, capture_id: str | None = None
    ) -> None:
        self.frontier.put(
            LedgerEntry(
                url=target.url,
                lane=target.lane,
                ledger=ledger,
                reason=reason,
                status=status,
                depth=target.depth,
                parent=target.parent,
                capture_id=capture_id,
                attempts=1,
            )
        )
