"""Into which class of the ledger an address falls, by its answer or by what kept it from answering."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler.addresses.links import resolve
from crawler.books.frontier import Target
from crawler.books.kinds import BLOCKED, SOFT, SOFT_HOME, kind_of, next_check
from crawler.books.recorder import Earlier
from crawler.hosts.answer import XML, Answer
from crawler.hosts.failures import TOO_LARGE, reason_of, words_of
from crawler.web.challenge import challenged
from store.harvest import Capture, FailureReason, Ledger, LedgerEntry
from store.objects import ObjectDamaged, ObjectMissing

if TYPE_CHECKING:
    from crawler.web.campaign import Campaign

ALIVE = frozenset({Ledger.FETCHED, Ledger.UNCHANGED, Ledger.REDIRECTED})
UNASKED = frozenset({Ledger.ROBOTS, Ledger.OUT_OF_SCOPE, Ledger.BEYOND_BUDGET, Ledger.QUEUED})


class Verdicts:
    """Gives every address of a campaign its class, and hands what was read on to discovery."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign

    async def judge(self, target: Target, answer: Answer) -> None:
        """Stores an answer and classes its address."""
        campaign, status = self._campaign, answer.status
        earlier = campaign.history.captures.get((target.url, target.lane))
        if status == 304 and earlier is not None:
            await self._unchanged(target, answer, earlier)
            return
        capture = campaign.recorder.exchange(target, answer.exchange, answer.body, earlier=earlier)
        location = answer.header("location")
        if 300 <= status < 400 and location:
            await self._redirect(target, capture, location)
        elif status in BLOCKED or challenged(answer):
            self.put(target, Ledger.BLOCKED, str(status) if status >= 400 else "challenge", status, capture)
        elif status >= 300:
            self.put(target, Ledger.HTTP_ERROR, str(status), status, capture)
        else:
            await self._read(target, answer, capture, Ledger.FETCHED)

    async def _unchanged(self, target: Target, answer: Answer, earlier: Earlier) -> None:
        campaign = self._campaign
        try:
            capture = campaign.recorder.unchanged(target, answer.exchange, earlier)
        except (ObjectMissing, ObjectDamaged):
            del campaign.history.captures[(target.url, target.lane)]
            again = await campaign.ask(target, "GET")
            if again is not None:
                await self.judge(target, again)
            return
        known = campaign.history.entries[(target.url, target.lane)]
        if known.reason == "page" and target.depth > 0 and not campaign.plan.page_only:
            self._take_over(target, capture, known)
        else:
            await self._read(target, self._whole(answer, capture), capture, Ledger.UNCHANGED)

    def _whole(self, answer: Answer, capture: Capture) -> Answer:
        body = self._campaign.recorder.objects.get(capture.object_sha256)
        return Answer(answer.exchange._replace(response_headers=list(capture.headers)), body)

    async def _read(self, target: Target, answer: Answer, capture: Capture, ledger: Ledger) -> None:
        campaign = self._campaign
        page = answer.html and not target.head
        tree = campaign.discovery.tree(answer) if page and not campaign.plan.page_only else None
        if tree is not None and await campaign.unknown.resembles(target, tree):
            campaign.soft += 1
            self.put(target, Ledger.HTTP_ERROR, SOFT, answer.status, capture)
            return
        reason = "page" if page else ("asset" if target.head else "document")
        self.put(target, ledger, reason, answer.status, capture)
        if page:
            campaign.pages += 1
            if target.depth == 0:
                campaign.first_pages[target.url] = answer
                campaign.home_captures.setdefault(target.lane, capture)
        if tree is not None:
            campaign.discovery.discover(target, tree)
        elif answer.media_type in XML and not target.head and not campaign.plan.page_only:
            campaign.seeds.feed(target, answer.body)

    def keep(self, target: Target, earlier: Earlier) -> bool:
        """Takes over what an earlier run read, unasked, because the site's own site map dates it before that run; False where
        the stored bytes are gone."""
        try:
            capture = self._campaign.recorder.kept(earlier)
        except (ObjectMissing, ObjectDamaged):
            del self._campaign.history.captures[(target.url, target.lane)]
            return False
        self._take_over(target, capture, self._campaign.history.entries[(target.url, target.lane)])
        return True

    def _take_over(self, target: Target, capture: Capture, known: LedgerEntry) -> None:
        """Classes what did not change; what it leads to is known and not read again."""
        self.put(target, Ledger.UNCHANGED, known.reason, capture.status, capture)
        self._campaign.pages += known.reason == "page"
        self._campaign.history.enter_children(self._campaign, target)

    async def _redirect(self, target: Target, capture: Capture, location: str) -> None:
        campaign, status = self._campaign, capture.status
        goal, _ = resolve(target.url, location)
        if not goal:
            self.put(target, Ledger.HTTP_ERROR, "bad-location", status, capture)
        elif target.hops >= campaign.limits.max_redirects or goal == target.url:
            campaign.recorder.failure(target, FailureReason.REDIRECT_LOOP, f"{target.hops} hops")
            self.put(target, Ledger.FAILED, FailureReason.REDIRECT_LOOP.value, status, capture)
        elif target.depth > 0 and not campaign.plan.page_only and await campaign.unknown.sent_away(target, goal):
            self.put(target, Ledger.HTTP_ERROR, SOFT_HOME, status, capture, goal)
            campaign.discovery.enter(goal, target.lane, target.depth, target.parent, target.head, target.hops + 1)
        else:
            self.put(target, Ledger.REDIRECTED, str(status), status, capture, goal)
            if target.depth == 0 and goal not in campaign.sites and self._same_site(goal):
                campaign.sites.add_host(goal)
            campaign.discovery.enter(goal, target.lane, target.depth, target.parent, target.head, target.hops + 1)

    def _same_site(self, goal: str) -> bool:
        homes = {urlsplit(home).hostname or "" for home in self._campaign.homes()}
        host = urlsplit(goal).hostname or ""
        return any(host.endswith(f".{home}") or home.endswith(f".{host}") for home in homes)

    def failed(self, target: Target, fault: Exception, purpose: str) -> str:
        """Stores a request that brought nothing; one of the crawl itself gives its address its class. Returns the reason."""
        reason = reason_of(fault, urlsplit(target.url).hostname or "")
        self._campaign.recorder.failure(target, reason, words_of(fault), purpose)
        if purpose == "crawl":
            if reason is FailureReason.PRIVATE_ADDRESS:
                self.put(target, Ledger.REFUSED, reason.value)
            elif reason is FailureReason.OTHER and isinstance(fault, TOO_LARGE):
                self.put(target, Ledger.TOO_LARGE, "size")
            else:
                self.put(target, Ledger.FAILED, reason.value)
        return "size" if reason is FailureReason.OTHER and isinstance(fault, TOO_LARGE) else reason.value

    def put(
        self,
        target: Target,
        ledger: Ledger,
        reason: str = "",
        status: int | None = None,
        capture: Capture | None = None,
        redirect_to: str | None = None,
        answer: Ledger | None = None,
        answer_reason: str = "",
    ) -> None:
        """Classes an address; ``answer`` is the class that the answer of another site's address would have given it."""
        campaign = self._campaign
        key = (target.url, target.lane)
        before = campaign.frontier.entries.get(key)
        fell = (ledger, reason) if answer is None else (answer, answer_reason)
        kind = kind_of(*fell, status)
        campaign.frontier.put(
            LedgerEntry(
                url=target.url,
                lane=target.lane,
                ledger=ledger,
                reason=reason,
                status=status,
                depth=target.depth,
                parent=target.parent,
                redirect_to=redirect_to,
                capture_id=capture.id if capture else None,
                attempts=(before.attempts if before else 0) + (fell[0] not in UNASKED),
                confirmed=campaign.confirmation.seen(key, kind),
                answer=answer,
                answer_reason=answer_reason,
                **self._dates(key, before, capture, kind, fell[0]),
            )
        )

    def _dates(
        self, key: tuple[str, str], before: LedgerEntry | None, capture: Capture | None, kind: str, ledger: Ledger
    ) -> dict[str, Any]:
        """When the address was first and last seen well, since when it gives these bytes, since when it fails."""
        history = self._campaign.history
        known = history.entries.get(key)
        if known is None and ledger in UNASKED:
            return {}
        at = capture.requested_at if capture is not None else datetime.now(UTC)
        last = before if before is not None and (before.last_seen or before.failing_since) else known
        dates: dict[str, Any] = {}
        if last is not None:
            dates = {"first_seen": last.first_seen, "last_seen": last.last_seen, "content_since": last.content_since}
        if ledger in ALIVE:
            dates["first_seen"] = dates.get("first_seen") or at
            dates["last_seen"] = at
            same = capture is not None and history.same(key, capture)
            dates["content_since"] = (dates.get("content_since") or at) if same else at
        elif kind:
            since = last.failing_since if last is not None and last.failing_since else at
            dates["failing_since"] = since
            dates["next_check"] = next_check(kind, since, at, self._campaign.limits.recheck)
        return dates
