"""What a reading of a portal takes over from the one before instead of asking: bytes, time and evidence of each answer stay what they were.

Taken over is only what lists prove to be as it was, and nothing that is older than the portal's file allows (``keep``): then it is asked, so
that what no list shows is found at that age.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from crawler.books.frontier import Key, Target
from crawler.books.recorder import Earlier
from crawler.portals.reading.seam import Mirrored, Question, Reading, Sparing
from crawler.portals.reading.whole import NOT_MODIFIED, OK, Place
from crawler.portals.seam import Desk
from store.harvest import Capture, Kind, Ledger
from store.objects import ObjectDamaged, ObjectMissing
from store.zone import ASTANA


class Takeover:
    """Of one portal."""

    def __init__(self, place: Place) -> None:
        self.place = place
        # What may be taken over as soon as another language shows it as it was. A kill forgets it, and it is asked.
        self._mirrored: set[Key] = set()

    async def led(self, question: Question, reading: Reading, led: list[Target], desk: Desk) -> None:
        """Takes over those of the queued questions that an answer leads to behind which nothing can have changed."""
        portal = self.place.portal
        before = self._before(question, desk)
        if before is not None and portal.settled(question, reading, before):
            await self._all_behind(led, desk, None)
            return
        if before is not None and isinstance(portal, Mirrored) and portal.mirrored(question, reading, before):
            self._mirrored |= {(one.url, one.lane) for one in led}
        if isinstance(portal, Sparing):
            given = {(one.url, one.lane): one for one in led}
            for one in portal.unmoved(question, reading, desk.before.items):
                target = given.get((one.question.url, one.question.lane))
                if target is not None:
                    await self._all_behind([target], desk, date.fromisoformat(one.after) if one.after else None)

    def twins(self, question: Question, reading: Reading, desk: Desk) -> Iterator[tuple[Question, Reading, Capture]]:
        """The same question in other languages, each with its earlier answer and the capture of it that was taken over, where that answer
        tells what this one tells."""
        portal = self.place.portal
        if not self._mirrored or not isinstance(portal, Mirrored):
            return
        for twin in portal.twins(question):
            key = (twin.url, twin.lane)
            if key in self._mirrored and desk.frontier.waits(*key):
                self._mirrored.discard(key)
                said = self._before(twin, desk)
                capture = self._kept(key, desk, None) if said is not None and portal.mirrors(reading, said) else None
                if said is not None and capture is not None:
                    yield twin, said, capture

    def _before(self, question: Question, desk: Desk) -> Reading | None:
        """What the same question was answered in the reading before; None where it was not read, or its bytes are gone."""
        earlier = desk.before.captures.get((question.url, question.lane))
        if earlier is None:
            return None
        try:
            body = earlier.objects.get(earlier.capture.object_sha256)
        except (ObjectMissing, ObjectDamaged):
            return None
        status = OK if earlier.capture.status == NOT_MODIFIED else earlier.capture.status
        before = self.place.verdict(question, status, body)
        return before.reading if before.read else None

    async def _all_behind(self, led: list[Target], desk: Desk, after: date | None) -> None:
        """What lay behind an answer in the reading before stands in this one as it was then; what was not read then, or is too old by
        now, is asked."""
        given = {(one.url, one.lane): one for one in led}
        # What leads on waits until all behind it is taken over: after a kill it is asked, and nothing behind it is forgotten.
        for key, parent in reversed(list(desk.before.behind(list(given)))):
            if key in given:
                if desk.frontier.waits(*key):
                    self._take_over(given[key], desk, after)
            elif not desk.frontier.known(*key):
                target = Target(*key, led[0].depth + 1, parent)
                if not self._take_over(target, desk, after):
                    desk.frontier.add(target)
            if desk.recorder.due():
                desk.recorder.commit(desk.frontier)
                # Whoever waits for a sign of life gets one.
                await asyncio.sleep(0)

    def _take_over(self, target: Target, desk: Desk, after: date | None) -> bool:
        capture = self._kept((target.url, target.lane), desk, after)
        if capture is None:
            return False
        desk.put(target, Ledger.UNCHANGED, "", capture.status, capture, kind=Kind.INTERFACE)
        desk.counted(1)
        return True

    def _kept(self, key: Key, desk: Desk, after: date | None) -> Capture | None:
        earlier = desk.before.captures.get(key)
        if earlier is None or not self._young(earlier, after):
            return None
        try:
            return desk.recorder.kept(earlier)
        except (ObjectMissing, ObjectDamaged):
            return None

    def _young(self, earlier: Earlier, after: date | None) -> bool:
        at = earlier.capture.requested_at
        fresh = datetime.now(UTC) - at <= timedelta(days=self.place.rules.keep)
        return fresh and (after is None or at.astimezone(ASTANA).date() > after)
