"""The questions of a portal in the HTTP lane: asked one at a time, each with what the portal wants to be told, and classed by what came.

No captcha is solved and no ticket is made: an answer that refuses is stored as it came, and its address is blocked, never empty.
"""

from __future__ import annotations

import asyncio
import os
from typing import Any

from crawler.addresses.links import resolve
from crawler.books.frontier import Target
from crawler.books.recorder import Earlier
from crawler.hosts.answer import Answer
from crawler.hosts.ask import Silence
from crawler.portals import agreement, seam
from crawler.portals.reading.discreet import Key
from crawler.portals.reading.seam import Question, Reading
from crawler.portals.reading.takeover import Takeover
from crawler.portals.reading.whole import NOT_MODIFIED, OK, Place, Verdict
from crawler.portals.seam import Desk
from store.harvest import Capture, FailureReason, Kind, Ledger
from store.objects import ObjectDamaged, ObjectMissing

RETRY = "retry"
TIRED = frozenset({502, 503, 504})
# What a request that brought nothing may have met by chance.
CHANCE = frozenset({FailureReason.TIMEOUT.value, FailureReason.RESET.value, FailureReason.CONNECT.value})


class Questions(seam.Questions):
    """Asks one portal."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._takeover = Takeover(place)
        self._key = Key.of(place.rules.authorisation, os.environ)

    def seed(self, desk: Desk) -> None:
        """Queues the first questions, and puts an agreement with the operator on record."""
        agreed = self.place.rules.authorisation
        if agreed is not None:
            header, field = (agreed.header, agreed.field) if self._key else ("", "")
            agreement.keep(desk, self.place.root, reference=agreed.reference, header=header, field=field)
        for question in self.place.first():
            desk.frontier.add(Target(question.url, question.lane, 0, None))

    def owns(self, target: Target) -> bool:
        """Whether an address of the ledger is one of our questions."""
        return not target.head and self.place.question(target.url, target.lane) is not None

    def dress(self, request: Any, target: Target) -> Any:
        """The request of a question: its language by header and cookie, its method and body, and the operator's key."""
        question = self.place.question(target.url, target.lane)
        if question is None:
            return request
        headers = request.headers.copy()
        language = self.place.language(question.lane)
        if language is not None:
            headers["Accept-Language"] = language
        cookies = [self.place.rules.cookie.get(question.lane, "")]
        for name, value in question.headers:
            if name.lower() == "cookie":
                cookies.append(value)
            else:
                headers[name] = value
        if any(cookies):
            headers["Cookie"] = "; ".join(cookie for cookie in cookies if cookie)
        made = request.replace(method=question.method, body=question.content, headers=headers)
        return made if self._key is None else self._key.added(made)

    async def handle(self, target: Target, desk: Desk) -> None:
        """Asks one question, again where the portal was out of breath, and gives its address a class."""
        question = self.place.question(target.url, target.lane)
        assert question is not None  # noqa: S101 - the caller asked owns()
        got = await self._asked(question, target, desk)
        if isinstance(got, Silence):
            desk.silent(target, got)
            return
        earlier = desk.before.captures.get((target.url, target.lane))
        if got.status == NOT_MODIFIED and earlier is not None:
            await self._unchanged(question, target, got, earlier, desk)
            return
        capture = desk.recorder.exchange(target, got.exchange, got.body, earlier=earlier)
        verdict = self.place.verdict(question, got.status, got.body)
        if not verdict.read:
            self._failed(target, verdict, got, capture, desk)
            return
        await self._take(question, target, verdict.reading, capture, Ledger.FETCHED, desk)

    async def _asked(self, question: Question, target: Target, desk: Desk) -> Answer | Silence:
        rules = self.place.rules
        for attempt in range(rules.retries + 1):
            got = await desk.ask(target, question.method)
            if isinstance(got, Answer) and self._key is not None:
                got = self._key.withheld(got, target.url)
            if attempt == rules.retries or not _by_chance(got):
                return got
            await asyncio.sleep(rules.pause * 2**attempt)
            if not await desk.turn(target.url):
                return got
            if isinstance(got, Answer):
                desk.recorder.exchange(target, got.exchange, got.body, RETRY)
        return got

    async def _unchanged(self, question: Question, target: Target, answer: Answer, earlier: Earlier, desk: Desk) -> None:
        try:
            body = earlier.objects.get(earlier.capture.object_sha256)
            capture = desk.recorder.unchanged(target, answer.exchange, earlier)
        except (ObjectMissing, ObjectDamaged):
            desk.recorder.failure(target, FailureReason.DECODE, "the stored answer is gone")
            desk.put(target, Ledger.FAILED, FailureReason.DECODE.value, answer.status)
            return
        verdict = self.place.verdict(question, OK, body)
        if verdict.read:
            await self._take(question, target, verdict.reading, capture, Ledger.UNCHANGED, desk)
        else:
            self._failed(target, verdict, answer, capture, desk)

    def _failed(self, target: Target, verdict: Verdict, answer: Answer, capture: Capture, desk: Desk) -> None:
        goal = ""
        if verdict.ledger is Ledger.REDIRECTED:
            goal = resolve(target.url, answer.header("location"))[0]
            led = self.place.question(goal, target.lane) if goal else None
            if led is not None and target.hops < desk.plan.limits.max_redirects:
                desk.frontier.add(Target(led.url, led.lane, target.depth + 1, target.url, False, target.hops + 1))
        desk.put(target, verdict.ledger, verdict.reason, answer.status, capture, goal or None)

    async def _take(
        self, question: Question, target: Target, reading: Reading, capture: Capture, ledger: Ledger, desk: Desk
    ) -> None:
        """Notes an answer that was read, and queues what it leads to but for what is taken over."""
        desk.put(target, ledger, "", capture.status, capture, kind=Kind.INTERFACE)
        desk.counted(1)
        led = [Target(one.url, one.lane, target.depth + 1, target.url) for one in reading.more if self.place.follows(one)]
        for one in led:
            desk.frontier.add(one)
        if led:
            await self._takeover.led(question, reading, led, desk)
        for twin, said, kept in self._takeover.twins(question, reading, desk):
            await self._take(twin, target._replace(url=twin.url, lane=twin.lane), said, kept, Ledger.UNCHANGED, desk)


def _by_chance(got: Answer | Silence) -> bool:
    return got.reason in CHANCE if isinstance(got, Silence) else got.status in TIRED
