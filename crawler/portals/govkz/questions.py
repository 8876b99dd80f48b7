"""The programming interface in the HTTP lane: its questions stand in the ledger like any address, and what they name is entered there.

No ticket is made: an interface that refuses is asked no other way, its refusal is stored, and its address is blocked, never dead.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from typing import Any

from crawler.addresses.links import references
from crawler.books.frontier import Target
from crawler.extract.page.tree import parse
from crawler.extract.text.decode import decode
from crawler.hosts.answer import Answer
from crawler.hosts.ask import Silence
from crawler.portals import agreement, seam
from crawler.portals.govkz.answers import Reading, read_answer
from crawler.portals.govkz.calls import Call, call_at, first_calls
from crawler.portals.govkz.earlier import EarlierItems
from crawler.portals.govkz.items import Item, items_of
from crawler.portals.govkz.markup import document_of
from crawler.portals.govkz.place import Place
from crawler.portals.seam import Desk
from store.harvest import Capture, FailureReason, Kind, Ledger, Reason
from store.objects import ObjectDamaged, ObjectMissing

RETRY = "retry"
# Items lie below a list, which lies below the home page.
DEPTH = 2
WITHHELD = "(withheld)"
OVERLOADED = 500
MEDIA_TAGS = frozenset({"img", "source", "video", "audio", "embed"})


class Questions(seam.Questions):
    """Asks one entity's questions."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._key = self._read_key()
        self._earlier = EarlierItems(place)
        self._met: dict[tuple[str, str], set[str]] = {}

    def _read_key(self) -> tuple[str, str] | None:
        agreed = self.place.platform.authorisation
        value = os.environ.get(agreed.variable, "") if agreed is not None and agreed.header and agreed.variable else ""
        return (agreed.header, value) if agreed is not None and value else None

    def seed(self, desk: Desk) -> None:
        """Queues the first page of every question, and puts an agreement with the operator on record."""
        agreed = self.place.platform.authorisation
        if agreed is not None:
            agreement.keep(desk, self.place.root, reference=agreed.reference, header=agreed.header if self._key else "")
        for call in first_calls(self.place):
            self._queue(call, desk)

    def _queue(self, call: Call, desk: Desk) -> None:
        desk.frontier.add(Target(call.address(self.place), call.language, DEPTH - 1, self._home(call)))

    def _home(self, call: Call) -> str:
        return self.place.page("/", call.language)

    def owns(self, target: Target) -> bool:
        """Whether an address of the ledger is one of our questions, or a page of the entity."""
        mine = call_at(self.place, target.url) is not None or (bool(self.place.platform.shell) and self.place.owns(target.url))
        return mine and not target.head

    def dress(self, request: Any, target: Target) -> Any:
        """The request of a question: its language, its method and body, and the operator's key where he gave one."""
        call = call_at(self.place, target.url)
        if call is None:
            return request
        headers = request.headers.copy()
        headers["Accept"] = "application/json"
        headers["Accept-Language"] = call.language
        if self._key is not None:
            headers[self._key[0]] = self._key[1]
        content = call.content(self.place)
        if content:
            headers["Content-Type"] = "application/json"
        return request.replace(method=call.interface.method, body=content, headers=headers)

    async def handle(self, target: Target, desk: Desk) -> None:
        """Asks one question, again where the platform was out of breath, and gives its address a class."""
        platform, call = self.place.platform, call_at(self.place, target.url)
        if call is None:
            await self._page(target, desk)
            return
        attempt = 0
        while True:
            got = await desk.ask(target, call.interface.method)
            if isinstance(got, Silence):
                desk.silent(target, got)
                return
            answer = self._discreet(got)
            reading = self._read(call, target, answer, desk)
            tired = answer.status >= OVERLOADED or (answer.status == 200 and reading.garbled)
            if (
                not tired
                or attempt >= platform.retries
                or not await self._rest(target, answer, platform.pause * 2**attempt, desk)
            ):
                await self._judge(target, call, answer, reading, desk)
                return
            attempt += 1

    async def _page(self, target: Target, desk: Desk) -> None:
        """Asks a page. An apology of whoever stands before the platform is no page of the entity: it is kept, and never read as one."""
        got, shell = await desk.ask(target, "GET"), self.place.platform.shell
        if isinstance(got, Silence):
            desk.silent(target, got)
        elif got.status == 200 and got.html and not _bears(got, shell):
            capture = desk.recorder.exchange(target, got.exchange, got.body)
            desk.put(target, Ledger.BLOCKED, f"{Reason.MARK.value}: {shell}", got.status, capture)
        else:
            await desk.judge(target, got)

    async def _rest(self, target: Target, answer: Answer, pause: float, desk: Desk) -> bool:
        """Waits and stores an answer that does not count; False where the host is to be left in peace, and it does count."""
        await asyncio.sleep(pause)
        if not await desk.turn(target.url):
            return False
        desk.recorder.exchange(target, answer.exchange, answer.body, RETRY)
        return True

    def _discreet(self, answer: Answer) -> Answer:
        """The answer without our key, which no evidence may hold."""
        if self._key is None:
            return answer
        name = self._key[0].lower()
        sent = [(key, WITHHELD if key.lower() == name else value) for key, value in answer.exchange.request_headers]
        return answer._replace(exchange=answer.exchange._replace(request_headers=sent))

    def _read(self, call: Call, target: Target, answer: Answer, desk: Desk) -> Reading:
        body = answer.body
        earlier = desk.before.captures.get((target.url, target.lane))
        if answer.status == 304 and earlier is not None:
            try:
                body = earlier.objects.get(earlier.capture.object_sha256)
            except (ObjectMissing, ObjectDamaged):
                return Reading(garbled="the stored answer is gone")
        return read_answer(self.place.platform, call.interface, body)

    async def _judge(self, target: Target, call: Call, answer: Answer, reading: Reading, desk: Desk) -> None:
        recorder, status = desk.recorder, answer.status
        earlier = desk.before.captures.get((target.url, target.lane))
        if status == 304 and earlier is not None and not reading.garbled:
            capture = recorder.unchanged(target, answer.exchange, earlier)
            self._take(target, call, reading, capture, Ledger.UNCHANGED, desk)
        elif reading.refusal:
            capture = recorder.exchange(target, answer.exchange, answer.body)
            desk.put(target, Ledger.BLOCKED, reading.refusal, status, capture)
        elif status != 200:
            await desk.judge(target, answer)
        elif reading.garbled:
            capture = recorder.exchange(target, answer.exchange, answer.body)
            recorder.failure(target, FailureReason.DECODE, reading.garbled)
            desk.put(target, Ledger.FAILED, FailureReason.DECODE.value, status, capture)
        else:
            capture = recorder.exchange(target, answer.exchange, answer.body, earlier=earlier)
            self._take(target, call, reading, capture, Ledger.FETCHED, desk)

    def _take(self, target: Target, call: Call, reading: Reading, capture: Capture, ledger: Ledger, desk: Desk) -> None:
        """Enters what an answer names, and the next page of its list while it names anything new."""
        desk.put(target, ledger, "", 200, capture, kind=Kind.INTERFACE)
        met = self._met.setdefault((call.interface.name, call.language), set())
        digests = {hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest() for item in reading.items}
        for item in items_of(self.place, call, reading.items):
            self._enter(target, call, item, capture, ledger, desk)
        if call.interface.paged and digests - met and call.number < self.place.platform.most_pages:
            self._queue(call.next(), desk)
        met |= digests

    def _enter(self, target: Target, call: Call, item: Item, capture: Capture, ledger: Ledger, desk: Desk) -> None:
        page = Target(item.address, "*", DEPTH, target.url)
        if call.interface.holds == "pages" and item.address != target.url:
            known = desk.frontier.entries.get((item.address, "*"))
            if item.bare:
                self._for_browser(page, desk)
            elif known is None or known.kind in (Kind.ITEM, Kind.RENDER):
                desk.counted(known is None or known.kind is not Kind.ITEM)
                desk.put(page, ledger, "", 200, capture, kind=Kind.ITEM)
                self._keep_date(item, desk)
        for url in item.files:
            desk.enter(url, "*", DEPTH + 1, item.address, False)
        self._references(page, document_of(item, call.language), desk)

    def _keep_date(self, item: Item, desk: Desk) -> None:
        """An item is as old as its words, not as the answer that lists it beside others."""
        frontier, before = desk.frontier, self._earlier.entry(desk.before, item)
        if before is not None and before.content_since is not None:
            entry = frontier.entries[item.address, "*"]
            frontier.put(entry.model_copy(update={"content_since": before.content_since}))

    def _references(self, page: Target, html: str, desk: Desk) -> None:
        """What the matter of an item refers to: files and other sites are asked; pages of the entity are for the browser."""
        place = self.place
        base = page.url if place.owns(page.url) else f"{place.root}{place.path}"
        tree, _ = parse(html)
        for reference in references(tree, base, desk.plan.limits.max_links_per_page):
            url = reference.target
            if not url:
                continue
            if not place.owns(url):
                desk.enter(url, "*", DEPTH + 1, page.url, reference.tag in MEDIA_TAGS)
            else:
                self._for_browser(Target(url, "*", DEPTH + 1, page.url), desk)

    def _for_browser(self, page: Target, desk: Desk) -> None:
        if not desk.frontier.known(page.url, "*"):
            desk.put(page, Ledger.BEYOND_BUDGET, kind=Kind.RENDER)


def _bears(answer: Answer, mark: str) -> bool:
    tree, _ = parse(decode(answer.body, tuple(answer.exchange.response_headers)).text)
    return tree.css_first(mark) is not None
