"""The course of one harvest over HTTP: learn the language lanes, crawl breadth first, ask again what failed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import structlog
from scrapy import Request

from crawler.address import spells_private
from crawler.extract.decode import decode
from crawler.extract.tree import parse
from crawler.failures import TOO_LARGE, reason_of, words_of
from crawler.frontier import Frontier, Target
from crawler.lanes import PLAIN, Lane, find_lanes
from crawler.links import Reference, in_scope, normalise, references, resolve, scope_of
from crawler.recorder import Earlier, Recorder
from crawler.robots import Robots
from store.harvest import Capture, CrawlPlan, FailureReason, Ledger, LedgerEntry
from store.lexicon import Lexicon
from store.warc import Exchange

HTML = frozenset({"text/html", "application/xhtml+xml", "application/xml+html", ""})
PAGE_TAGS = frozenset({"a", "area", "iframe", "frame", "object", "embed"})
CLICK_TAGS = frozenset({"a", "area", "iframe", "frame"})
MEDIA = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|ico|bmp|tiff?|mp[34]|avi|mov|mkv|webm|wav|ogg|exe|msi|iso|dmg|apk)$", re.I)
BLOCKED = frozenset({401, 403, 407, 429, 451})
BACK_OFF = frozenset({429, 503})
CHALLENGE = re.compile(rb"cf-chl-|challenge-platform|_Incapsula_Resource|/sorry/index\?|smartcaptcha|DDoS-Guard", re.I)
CHALLENGE_SIZE = 20_000
REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.I)
FIRST_BACK_OFF = 0.5
MAX_BACK_OFF = 60.0
RECOVERY = 0.7
SHORT_PAUSE = 0.02


class Answer(NamedTuple):
    """What one request brought: the exchange on the wire and the decoded content."""

    exchange: Exchange
    body: bytes

    def header(self, name: str) -> str:
        """A header by its lower-case name, or an empty text."""
        return next((value for key, value in self.exchange.response_headers if key.lower() == name), "")

    @property
    def html(self) -> bool:
        """Whether the answer calls itself a page (or calls itself nothing and begins like one)."""
        media = self.header("content-type").partition(";")[0].strip().lower()
        return media in HTML and (bool(media) or self.body.lstrip()[:1] == b"<")


class Campaign:
    """Asks the addresses of one plan until nothing is left or a bound is met. ``report`` receives progress facts."""

    def __init__(
        self,
        crawler: Any,
        plan: CrawlPlan,
        recorder: Recorder,
        lexicons: dict[str, Lexicon],
        report: Callable[[dict[str, Any]], None],
    ) -> None:
        self.engine = crawler.engine
        self.lexicons = lexicons
        self.plan = plan
        self.limits = plan.limits
        self.recorder = recorder
        self.report = report
        self.frontier = Frontier()
        self.earlier: dict[tuple[str, str], Earlier] = {}
        self.sites = scope_of(plan)
        self.lanes: dict[str, Lane] = {"*": PLAIN}
        self.known_lanes: dict[str, Lane] | None = None
        self.robots: dict[str, asyncio.Task[Robots]] = {}
        self.pages = 0
        self.pages_asked = 0
        self.busy = 0
        self.last_pass = False
        self.deadline = monotonic() + self.limits.max_time
        self.truncated_by = ""
        self.wake = asyncio.Event()
        self.first_pages: dict[str, Answer] = {}
        self._last_failure = ""
        self.held: dict[str, float] = {}
        self.strained: set[str] = set()
        self._met: set[tuple[str, str, str]] = set()
        self._depth_bound: int | None = None
        self.finished = False
        self.interrupted = False
        self._reported = 0.0
        self.log = structlog.get_logger("harvest").bind(run=plan.run_id, body=plan.body.code)

    async def run(self) -> None:
        """The whole course; what was gathered is committed whatever ends it."""
        self.log.info("crawl began", sites=self._homes(), resumed=bool(self.frontier.entries), earlier=len(self.earlier))
        try:
            self.pages = self._pages_known()
            if self.known_lanes is None:
                await self._learn_lanes()
            else:
                self.lanes = self.known_lanes
            await self._drain()
            if not self.plan.page_only:
                await self._confirm()
            self._close_queue()
            self.finished = True
            sizes = {name.value: size for name, size in self.frontier.sizes.items() if size}
            self.log.info("crawl ended", pages=self.pages, truncated_by=self.truncated_by, **sizes)
        except asyncio.CancelledError:
            self.interrupted = True
            raise
        finally:
            self.recorder.commit(self.frontier)
            self.tell(force=True)

    def _homes(self) -> list[str]:
        return [home for home in (normalise(site.url) for site in self.plan.body.sites) if home]

    def _pages_known(self) -> int:
        done = (Ledger.FETCHED, Ledger.UNCHANGED)
        return sum(1 for entry in self.frontier.entries.values() if entry.ledger in done and entry.reason == "page")

    async def _learn_lanes(self) -> None:
        for home in self._homes():
            self.frontier.add(Target(home, "*", 0, None))
        await self._drain(depth=0)
        if self.plan.page_only:
            return
        self.lanes = await find_lanes(self, self._homes())
        self.first_pages.clear()
        self.log.info("learnt language lanes", lanes=sorted(self.lanes))
        self.recorder.lanes = {name: list(lane) for name, lane in sorted(self.lanes.items())}
        if set(self.lanes) != {"*"}:
            self.frontier.restart_pages()
            self._met.clear()
            self.pages = 0
            for home in self._homes():
                for lane in sorted(self.lanes):
                    if lane != "*":
                        self.frontier.add(Target(home, lane, 0, None))

    async def _drain(self, depth: int | None = None) -> None:
        self._depth_bound = depth
        workers = [asyncio.create_task(self._work()) for _ in range(self.limits.concurrency)]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()

    async def _work(self) -> None:
        while True:
            target = self._take()
            if target is None:
                if self.busy == 0:
                    self.wake.set()
                    return
                self.wake.clear()
                await self.wake.wait()
                continue
            self.busy += 1
            page = not target.head
            self.pages_asked += page
            try:
                await self.handle(target)
            finally:
                self.busy -= 1
                self.pages_asked -= page
                self.wake.set()
            if self.recorder.due():
                self.recorder.commit(self.frontier)
            self.tell()

    def _take(self) -> Target | None:
        if monotonic() > self.deadline:
            self.truncated_by = self.truncated_by or "time"
            return None
        if self.pages + self.pages_asked < self.limits.max_pages:
            target = self.frontier.next_page(self._depth_bound)
            if target is not None:
                return target
        if self._depth_bound is not None:
            return None
        return self.frontier.next_asset()

    async def handle(self, target: Target) -> None:
        """Asks one address and gives it its class."""
        refusal = await self._refusal(target)
        if refusal is not None:
            self._class(target, *refusal)
            return
        answer = await self.ask(target, "HEAD" if target.head else "GET")
        if target.head and answer is not None and answer.exchange.status >= 400:
            self.recorder.exchange(target, answer.exchange, answer.body, "head")
            answer = await self.ask(target, "GET")
        if answer is not None:
            self._judge(target, answer)

    async def _refusal(self, target: Target) -> tuple[Ledger, str] | None:
        if len(target.url) > self.limits.max_url_length:
            return Ledger.OUT_OF_SCOPE, "url-too-long"
        if target.depth > self.limits.max_depth:
            self.truncated_by = self.truncated_by or "depth"
            return Ledger.BEYOND_BUDGET, "depth"
        if not self.plan.allow_private and spells_private(target.url):
            self.recorder.failure(target, FailureReason.PRIVATE_ADDRESS, urlsplit(target.url).netloc)
            return Ledger.REFUSED, FailureReason.PRIVATE_ADDRESS.value
        if self.plan.authorised is None:
            robots = await self._robots(target.url)
            if robots.failure:
                return Ledger.FAILED, robots.failure
            if not robots.allows(target.url):
                return Ledger.ROBOTS, "robots-unreachable" if robots.unreachable else "robots"
        return None

    async def _robots(self, url: str) -> Robots:
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self.robots:
            self.robots[root] = asyncio.create_task(self._fetch_robots(root))
        return await asyncio.shield(self.robots[root])

    async def _fetch_robots(self, root: str) -> Robots:
        target = Target(f"{root}/robots.txt", "*", 0, None)
        status, body = 404, b""
        for _ in range(self.limits.max_redirects):
            answer = await self.ask(target, "GET", purpose="robots")
            if answer is None:
                return Robots(None, b"", self.plan.user_agent, self._last_failure)
            self.recorder.exchange(target, answer.exchange, answer.body, "robots")
            status, body = answer.exchange.status, answer.body
            target = target._replace(url=normalise(urljoin(target.url, answer.header("location"))))
            if not 300 <= status < 400 or not target.url or not in_scope(target.url, self.sites):
                break
        robots = Robots(status, body, self.plan.user_agent)
        self._slow_down(root, robots.delay)
        return robots

    def _slow_down(self, root: str, delay: float) -> None:
        """Keeps a host's Crawl-delay: one request at a time, and AutoThrottle may not hurry."""
        delay = max(delay, self.limits.delay)
        slot = self.engine.downloader.slots.get(urlsplit(root).netloc)
        if delay and slot is not None:
            slot.delay = delay
            slot.jitter = 0.0
            slot.concurrency = 1
            self.log.info("keeps crawl delay", host=urlsplit(root).netloc, seconds=delay)
            self.held[urlsplit(root).netloc] = delay

    async def ask(self, target: Target, method: str, purpose: str = "crawl", lane: Lane | None = None) -> Answer | None:
        """One request through the engine; a fault becomes a stored failure and, for a crawl, the address's class."""
        request = self._request(target, method, lane or self.lanes.get(target.lane, PLAIN))
        try:
            response = await self.engine.download_async(request)
        except asyncio.CancelledError:
            raise
        except Exception as fault:
            self._failed(target, fault, purpose)
            return None
        return Answer(request.meta["exchange"], response.body)

    def _request(self, target: Target, method: str, lane: Lane) -> Request:
        headers = {"Accept-Language": lane.accept}
        if lane.cookie:
            headers["Cookie"] = lane.cookie
        earlier = self.earlier.get((target.url, target.lane)) if method == "GET" else None
        if earlier is not None and earlier.objects.has(earlier.capture.object_sha256):
            for name, source in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
                value = earlier.header(source)
                if value:
                    headers[name] = value
        host = urlsplit(target.url).netloc
        meta = {"download_slot": host, "download_timeout": self.limits.fetch_timeout}
        if host in self.held:
            meta["autothrottle_dont_adjust_delay"] = True
        return Request(target.url, method=method, headers=headers, meta=meta, dont_filter=True)

    def _failed(self, target: Target, fault: Exception, purpose: str) -> None:
        reason = reason_of(fault)
        self.recorder.failure(target, reason, words_of(fault), purpose)
        self._last_failure = reason.value
        if purpose != "crawl":
            return
        if reason is FailureReason.PRIVATE_ADDRESS:
            self._class(target, Ledger.REFUSED, reason.value)
        elif reason is FailureReason.OTHER and isinstance(fault, TOO_LARGE):
            self._class(target, Ledger.TOO_LARGE, "size")
        else:
            self._class(target, Ledger.FAILED, reason.value)

    def _class(
        self,
        target: Target,
        ledger: Ledger,
        reason: str = "",
        status: int | None = None,
        capture: Capture | None = None,
        redirect_to: str | None = None,
    ) -> None:
        before = self.frontier.entries.get((target.url, target.lane))
        asked = ledger not in (Ledger.ROBOTS, Ledger.OUT_OF_SCOPE, Ledger.BEYOND_BUDGET)
        same = before is not None and before.ledger is ledger and before.status == status
        self.frontier.put(
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
                attempts=(before.attempts if before else 0) + asked,
                confirmed=self.last_pass and same,
            )
        )

    def _judge(self, target: Target, answer: Answer) -> None:
        status = answer.exchange.status
        if status == 304 and (target.url, target.lane) in self.earlier:
            self._unchanged(target, answer)
            return
        capture = self.recorder.exchange(target, answer.exchange, answer.body)
        location = answer.header("location")
        if 300 <= status < 400 and location:
            self._redirect(target, answer, capture, location)
        elif status in BLOCKED or self._challenged(answer):
            self._back_off(target, answer)
            self._class(target, Ledger.BLOCKED, str(status) if status >= 400 else "challenge", status, capture)
        elif status >= 300:
            self._back_off(target, answer)
            self._class(target, Ledger.HTTP_ERROR, str(status), status, capture)
        else:
            self._fetched(target, answer, capture, Ledger.FETCHED)

    def _challenged(self, answer: Answer) -> bool:
        named = answer.header("cf-mitigated").lower() == "challenge"
        small = len(answer.body) < CHALLENGE_SIZE and answer.html
        return named or (small and CHALLENGE.search(answer.body) is not None)

    def _unchanged(self, target: Target, answer: Answer) -> None:
        earlier = self.earlier[(target.url, target.lane)]
        capture = self.recorder.unchanged(target, answer.exchange, earlier)
        body = self.recorder.objects.get(capture.object_sha256)
        whole = Answer(answer.exchange._replace(response_headers=list(capture.headers)), body)
        self._fetched(target, whole, capture, Ledger.UNCHANGED)

    def _fetched(self, target: Target, answer: Answer, capture: Capture, ledger: Ledger) -> None:
        page = answer.html and not target.head
        reason = "page" if page else ("asset" if target.head else "document")
        self._class(target, ledger, reason, answer.exchange.status, capture)
        self._recover(target)
        if page and target.depth == 0:
            self.first_pages[target.url] = answer
        if page:
            self.pages += 1
            if not self.plan.page_only:
                self._discover(target, answer)

    def _redirect(self, target: Target, answer: Answer, capture: Capture, location: str) -> None:
        status = answer.exchange.status
        goal, _ = resolve(target.url, location)
        if not goal:
            self._class(target, Ledger.HTTP_ERROR, "bad-location", status, capture)
        elif target.hops >= self.limits.max_redirects or goal == target.url:
            self.recorder.failure(target, FailureReason.REDIRECT_LOOP, f"{target.hops} hops")
            self._class(target, Ledger.FAILED, FailureReason.REDIRECT_LOOP.value, status, capture)
        else:
            self._class(target, Ledger.REDIRECTED, str(status), status, capture, goal)
            if target.depth == 0 and goal not in self.sites and self._same_site(goal):
                self.sites.add_host(goal)
            self._enter(goal, target.lane, target.depth, target.parent, target.head, target.hops + 1)

    def _same_site(self, goal: str) -> bool:
        homes = {urlsplit(home).hostname or "" for home in self._homes()}
        host = urlsplit(goal).hostname or ""
        return any(host.endswith(f".{home}") or home.endswith(f".{host}") for home in homes)

    def _back_off(self, target: Target, answer: Answer) -> None:
        """Doubles the pause between requests to a host that says it is overloaded, at least to what it asks for."""
        host = urlsplit(target.url).netloc
        slot = self.engine.downloader.slots.get(host)
        if answer.exchange.status not in BACK_OFF or slot is None:
            return
        asked = answer.header("retry-after")
        wait = float(asked) if asked.isdigit() else 0.0
        slot.delay = min(max(slot.delay * 2, wait, FIRST_BACK_OFF), MAX_BACK_OFF)
        self.strained.add(host)
        self.log.warning("host is overloaded", host=host, status=answer.exchange.status, pause=slot.delay)

    def _recover(self, target: Target) -> None:
        """Shortens the pause again, step by step, while a host that was overloaded answers well."""
        host = urlsplit(target.url).netloc
        slot = self.engine.downloader.slots.get(host) if host in self.strained else None
        if slot is not None:
            floor = self.held.get(host, self.limits.delay)
            slot.delay = max(floor, slot.delay * RECOVERY)
            if slot.delay <= max(floor, SHORT_PAUSE):
                slot.delay = floor
                self.strained.discard(host)

    def _discover(self, target: Target, answer: Answer) -> None:
        text = decode(answer.body, tuple(answer.exchange.response_headers)).text
        tree, _ = parse(text)
        for reference in references(tree, target.url, self.limits.max_links_per_page):
            met = (reference.target, target.lane, reference.tag)
            if reference.target and met not in self._met:
                self._met.add(met)
                self._reference(target, reference)
        for node in tree.css("meta[http-equiv]")[:5]:
            if (node.attributes.get("http-equiv") or "").lower() == "refresh":
                found = REFRESH.match(node.attributes.get("content") or "")
                goal = resolve(target.url, found.group(1))[0] if found else ""
                if goal:
                    self._enter(goal, target.lane, target.depth, target.url, False, target.hops + 1)

    def _reference(self, target: Target, reference: Reference) -> None:
        tag = reference.tag
        rel = (reference.node.attributes.get("rel") or "").lower() if tag == "link" else ""
        page = tag in PAGE_TAGS or (tag == "link" and any(word in rel for word in ("alternate", "next", "prev", "canonical")))
        if tag == "form" and (reference.node.attributes.get("method") or "get").lower() != "get":
            page = False
            if not self.frontier.known(reference.target, target.lane) and not self.frontier.known(reference.target, "*"):
                self._class(Target(reference.target, target.lane, target.depth + 1, target.url), Ledger.OUT_OF_SCOPE, "post-form")
            return
        head = not page or MEDIA.search(urlsplit(reference.target).path) is not None
        depth = target.depth + (tag in CLICK_TAGS)
        self._enter(reference.target, target.lane, depth, target.url, head)

    def _enter(self, url: str, lane: str, depth: int, parent: str | None, head: bool, hops: int = 0) -> None:
        lane = "*" if head else lane
        if not in_scope(url, self.sites):
            if not self.frontier.known(url, "*"):
                self._class(Target(url, "*", depth, parent), Ledger.OUT_OF_SCOPE, "external")
            return
        known = self.frontier.entries.get((url, lane))
        if known is not None and known.reason in ("asset", "post-form") and not head and hops == 0:
            self._upgrade(known, Target(url, lane, depth, parent, False, hops))
        elif known is None and not (head and self._known_as_page(url)):
            self.frontier.add(Target(url, lane, depth, parent, head, hops))

    def _known_as_page(self, url: str) -> bool:
        return any(self.frontier.known(url, lane) for lane in self.lanes)

    def _upgrade(self, known: LedgerEntry, target: Target) -> None:
        """An address first met as a picture or a form turns out to be a page's link: it is asked whole."""
        if known.reason == "asset" and MEDIA.search(urlsplit(target.url).path):
            return
        self.frontier.drop(known.url, known.lane)
        self.frontier.add(target)

    async def _confirm(self) -> None:
        """Asks once more, after a pause, whatever gave an error: only what fails again counts as confirmed."""
        for number in range(self.limits.confirm_times):
            again = [entry for entry in self.frontier.entries.values() if self._doubtful(entry)]
            if not again or monotonic() > self.deadline:
                return
            self.log.info("asks failed addresses again", count=len(again), round=number + 1)
            self.last_pass = number == self.limits.confirm_times - 1
            self.tell(force=True, confirming=len(again))
            await asyncio.sleep(self.limits.confirm_spacing)
            self.recorder.commit(self.frontier)
            self._forget_unreachable_robots()
            for entry in sorted(again, key=lambda item: (item.url, item.lane)):
                self.frontier.again(Target(entry.url, entry.lane, entry.depth, entry.parent))
            room = self.limits.max_pages
            self.limits = self.limits.model_copy(update={"max_pages": room + len(again)})
            await self._drain()
            self.limits = self.limits.model_copy(update={"max_pages": room})

    def _forget_unreachable_robots(self) -> None:
        for root, task in list(self.robots.items()):
            if task.done() and task.result().unreachable:
                del self.robots[root]

    @staticmethod
    def _doubtful(entry: LedgerEntry) -> bool:
        if entry.confirmed:
            return False
        blocked = entry.ledger is Ledger.BLOCKED and entry.status == 429
        failed = entry.ledger is Ledger.FAILED and entry.reason != FailureReason.REDIRECT_LOOP.value
        forbidden = entry.ledger is Ledger.ROBOTS and entry.reason == "robots-unreachable"
        return entry.ledger is Ledger.HTTP_ERROR or blocked or failed or forbidden

    def _close_queue(self) -> None:
        for entry in self.frontier.rest():
            reason = "time" if self.truncated_by == "time" else "pages"
            self.truncated_by = self.truncated_by or reason
            self.frontier.put(entry.model_copy(update={"ledger": Ledger.BEYOND_BUDGET, "reason": reason}))

    def tell(self, force: bool = False, **facts: Any) -> None:
        """Progress facts, at most four times a second."""
        now = monotonic()
        if force or now - self._reported > 0.25:
            self._reported = now
            self.report(
                {
                    "stage": "crawl",
                    "pages": self.pages,
                    "waiting": self.frontier.waiting,
                    "known": len(self.frontier.entries),
                    **facts,
                }
            )
