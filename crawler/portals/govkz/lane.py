"""The programming interface in the HTTP lane: its questions stand in the ledger like any address, and what they name is entered there.

No ticket is made: an interface that refuses is asked no other way, its refusal is stored, and its address is blocked, never dead.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from crawler.addresses.links import references
from crawler.books.frontier import Target
from crawler.extract.tree import parse
from crawler.hosts.answer import Answer
from crawler.portals.govkz.answers import Reading, read_answer
from crawler.portals.govkz.calls import Call, call_at, first_calls
from crawler.portals.govkz.earlier import EarlierItems
from crawler.portals.govkz.items import Item, items_of
from crawler.portals.govkz.markup import document_of
from crawler.portals.govkz.place import Place, place_of
from crawler.portals.govkz.reasons import INTERFACE, ITEM, RENDER
from store.harvest import Artifact, ArtifactKind, Capture, Device, FailureReason, Ledger
from store.objects import ObjectDamaged, ObjectMissing

if TYPE_CHECKING:
    from crawler.web.campaign import Campaign

RETRY = "retry"
# Items lie below a list, which lies below the home page.
DEPTH = 2
WITHHELD = "(withheld)"
OVERLOADED = 500
MEDIA_TAGS = frozenset({"img", "source", "video", "audio", "embed"})


def interface_of(campaign: Campaign) -> InterfaceLane | None:
    """The lane of the platform that a campaign's body lies on; None for a body with a site of its own."""
    place = place_of(campaign.plan)
    return None if place is None else InterfaceLane(campaign, place)


class InterfaceLane:
    """Asks one entity's questions of one campaign."""

    def __init__(self, campaign: Campaign, place: Place) -> None:
        self._campaign = campaign
        self.place = place
        self._key = self._read_key()
        self._earlier = EarlierItems(place)
        self._met: dict[tuple[str, str], set[str]] = {}

    def _read_key(self) -> tuple[str, str] | None:
        agreed = self.place.platform.authorisation
        value = os.environ.get(agreed.variable, "") if agreed is not None and agreed.header and agreed.variable else ""
        return (agreed.header, value) if agreed is not None and value else None

    def seed(self) -> None:
        """Queues the first page of every question, and puts an agreement with the operator on record."""
        if self.place.platform.authorisation is not None:
            self._keep_agreement()
        for call in first_calls(self.place):
            self._queue(call)

    def _queue(self, call: Call) -> None:
        self._campaign.frontier.add(Target(call.address(self.place), call.language, DEPTH - 1, self._home(call)))

    def _home(self, call: Call) -> str:
        return self.place.page("/", call.language)

    def _keep_agreement(self) -> None:
        agreed, campaign, at = self.place.platform.authorisation, self._campaign, datetime.now(UTC)
        if agreed is None:
            return
        said = {
            "reference": agreed.reference,
            "header": agreed.header if self._key else "",
            "robots.txt": "set aside" if campaign.plan.authorised else "kept",
            "host": self.place.root,
        }
        data = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
        digest = campaign.recorder.objects.put(data)
        campaign.recorder.keep(
            Artifact(
                id=hashlib.sha256(f"{campaign.plan.run_id} {at.isoformat()} {digest}".encode()).hexdigest()[:32],
                kind=ArtifactKind.AUTHORISATION,
                url=self.place.root + "/",
                device=Device.HTTP,
                captured_at=at,
                object_sha256=digest,
                media_type="application/json",
            )
        )

    def owns(self, target: Target) -> bool:
        """Whether an address of the ledger is one of our questions."""
        return not target.head and call_at(self.place, target.url) is not None

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

    async def handle(self, target: Target) -> None:
        """Asks one question, again where the platform was out of breath, and gives its address a class."""
        platform, call = self.place.platform, call_at(self.place, target.url)
        assert call is not None  # noqa: S101 - the caller asked owns()
        attempt = 0
        while (answer := await self._ask(target, call)) is not None:
            reading = self._read(call, target, answer)
            tired = answer.status >= OVERLOADED or (answer.status == 200 and reading.garbled)
            if not tired or attempt >= platform.retries or not await self._rest(target, answer, platform.pause * 2**attempt):
                await self._judge(target, call, answer, reading)
                return
            attempt += 1

    async def _ask(self, target: Target, call: Call) -> Answer | None:
        answer = await self._campaign.ask(target, call.interface.method)
        return None if answer is None else self._discreet(answer)

    async def _rest(self, target: Target, answer: Answer, pause: float) -> bool:
        """Waits and stores an answer that does not count; False where the host is to be left in peace, and it does count."""
        await asyncio.sleep(pause)
        if not await self._campaign.manners.turn(target.url):
            return False
        self._campaign.recorder.exchange(target, answer.exchange, answer.body, RETRY)
        return True

    def _discreet(self, answer: Answer) -> Answer:
        """The answer without our key, which no evidence may hold."""
        if self._key is None:
            return answer
        name = self._key[0].lower()
        sent = [(key, WITHHELD if key.lower() == name else value) for key, value in answer.exchange.request_headers]
        return answer._replace(exchange=answer.exchange._replace(request_headers=sent))

    def _read(self, call: Call, target: Target, answer: Answer) -> Reading:
        body = answer.body
        earlier = self._campaign.history.captures.get((target.url, target.lane))
        if answer.status == 304 and earlier is not None:
            try:
                body = earlier.objects.get(earlier.capture.object_sha256)
            except (ObjectMissing, ObjectDamaged):
                return Reading(garbled="the stored answer is gone")
        return read_answer(self.place.platform, call.interface, body)

    async def _judge(self, target: Target, call: Call, answer: Answer, reading: Reading) -> None:
        campaign, status = self._campaign, answer.status
        earlier = campaign.history.captures.get((target.url, target.lane))
        recorder, verdicts = campaign.recorder, campaign.verdicts
        if status == 304 and earlier is not None and not reading.garbled:
            capture = recorder.unchanged(target, answer.exchange, earlier)
            self._take(target, call, reading, capture, Ledger.UNCHANGED)
        elif reading.refusal:
            capture = recorder.exchange(target, answer.exchange, answer.body)
            verdicts.put(target, Ledger.BLOCKED, reading.refusal, status, capture)
        elif status != 200:
            await verdicts.judge(target, answer)
        elif reading.garbled:
            capture = recorder.exchange(target, answer.exchange, answer.body)
            recorder.failure(target, FailureReason.DECODE, reading.garbled)
            verdicts.put(target, Ledger.FAILED, FailureReason.DECODE.value, status, capture)
        else:
            capture = recorder.exchange(target, answer.exchange, answer.body, earlier=earlier)
            self._take(target, call, reading, capture, Ledger.FETCHED)

    def _take(self, target: Target, call: Call, reading: Reading, capture: Capture, ledger: Ledger) -> None:
        """Enters what an answer names, and the next page of its list while it names anything new."""
        self._campaign.verdicts.put(target, ledger, INTERFACE, 200, capture)
        met = self._met.setdefault((call.interface.name, call.language), set())
        digests = {hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest() for item in reading.items}
        for item in items_of(self.place, call, reading.items):
            self._enter(target, call, item, capture, ledger)
        if call.interface.paged and digests - met and call.number < self.place.platform.most_pages:
            self._queue(call.next())
        met |= digests

    def _enter(self, target: Target, call: Call, item: Item, capture: Capture, ledger: Ledger) -> None:
        campaign = self._campaign
        page = Target(item.address, "*", DEPTH, target.url)
        if call.interface.holds == "pages" and item.address != target.url:
            known = campaign.frontier.entries.get((item.address, "*"))
            if item.bare:
                self._for_browser(page)
            elif known is None or known.reason in (ITEM, RENDER):
                campaign.pages += known is None or known.reason != ITEM
                campaign.verdicts.put(page, ledger, ITEM, 200, capture)
                self._keep_date(item)
        for url in item.files:
            campaign.discovery.enter(url, "*", DEPTH + 1, item.address, False)
        self._references(page, document_of(item, call.language))

    def _keep_date(self, item: Item) -> None:
        """An item is as old as its words, not as the answer that lists it beside others."""
        frontier, before = self._campaign.frontier, self._earlier.entry(self._campaign.history, item)
        if before is not None and before.content_since is not None:
            entry = frontier.entries[item.address, "*"]
            frontier.put(entry.model_copy(update={"content_since": before.content_since}))

    def _references(self, page: Target, html: str) -> None:
        """What the matter of an item refers to: files and other sites are asked; pages of the entity are for the browser."""
        campaign, place = self._campaign, self.place
        base = page.url if place.owns(page.url) else f"{place.root}{place.path}"
        tree, _ = parse(html)
        for reference in references(tree, base, campaign.limits.max_links_per_page):
            url = reference.target
            if not url:
                continue
            if not place.owns(url):
                campaign.discovery.enter(url, "*", DEPTH + 1, page.url, reference.tag in MEDIA_TAGS)
            else:
                self._for_browser(Target(url, "*", DEPTH + 1, page.url))

    def _for_browser(self, page: Target) -> None:
        if not self._campaign.frontier.known(page.url, "*"):
            self._campaign.verdicts.put(page, Ledger.BEYOND_BUDGET, RENDER)
