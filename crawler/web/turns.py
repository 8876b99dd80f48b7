"""One address's turn: refused by a rule, taken over, handed to its portal, or asked and judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crawler.books.frontier import Key, Target
from crawler.books.recorder import Recorder
from crawler.hosts.answer import Answer
from crawler.hosts.ask import Ask, Silence
from crawler.hosts.manners import Manners
from crawler.portals.seam import Desk, Questions
from crawler.web.bounds import Bounds
from crawler.web.history import History
from crawler.web.notes import Notes
from crawler.web.pictures import Pictures
from crawler.web.refusals import TOO_LONG, Refusal, Refusals
from crawler.web.verdicts import Verdicts
from store.harvest import FailureReason, Ledger, Limits, Reason

LOOP = Refusal(Ledger.FAILED, FailureReason.REDIRECT_LOOP.value)
TOO_DEEP = Refusal(Ledger.BEYOND_BUDGET, Reason.DEPTH.value)
TRAPPED = Refusal(Ledger.BEYOND_BUDGET, Reason.TRAP.value)


class Turns:
    """Asks addresses of the site one by one and sees that each gets its class.

    :param trapped: whether an address, so many clicks deep, belongs to an endless part of the site.
    :param portals: the portals on which the body lies.
    :param pictures: says which pictures are taken whole.
    """

    def __init__(
        self,
        limits: Limits,
        ask: Ask,
        manners: Manners,
        refusals: Refusals,
        recorder: Recorder,
        notes: Notes,
        verdicts: Verdicts,
        history: History,
        bounds: Bounds,
        trapped: Callable[[str, int], bool],
        portals: Sequence[Questions],
        desk: Desk,
        pictures: Pictures,
    ) -> None:
        self._limits = limits
        self._ask = ask
        self._manners = manners
        self._refusals = refusals
        self._recorder = recorder
        self._notes = notes
        self._verdicts = verdicts
        self._history = history
        self._bounds = bounds
        self._trapped = trapped
        self._portals = portals
        self._desk = desk
        self._pictures = pictures
        self._trusted: frozenset[Key] = frozenset()

    def trust(self, keys: frozenset[Key]) -> None:
        """Takes these over from the run before without asking."""
        self._trusted = keys

    async def handle(self, target: Target) -> None:
        """Asks one address and gives it its class."""
        with self._notes.turn(target):
            await self._handle(target)

    async def _handle(self, target: Target) -> None:
        refusal = await self._refusal(target)
        if refusal is not None:
            self._notes.put(target, *refusal)
            return
        key = (target.url, target.lane)
        if key in self._trusted and self._verdicts.keep(target, self._history.captures[key]):
            return
        if not await self._manners.turn(target.url):
            blocked = self._manners.breaker(target.url).kind == "blocked"
            self._notes.put(target, Ledger.BLOCKED if blocked else Ledger.FAILED, Reason.GIVEN_UP.value)
            return
        portal = next((portal for portal in self._portals if portal.owns(target)), None)
        if portal is not None:
            await portal.handle(target, self._desk)
            return
        await self._asked(target)

    async def _asked(self, target: Target) -> None:
        answer = await self._ask(target, "HEAD" if target.head else "GET")
        if target.head and isinstance(answer, Answer) and answer.status >= 400:
            self._recorder.exchange(target, answer.exchange, answer.body, "head")
            answer = await self._ask(target, "GET")
        elif target.head and isinstance(answer, Answer) and self._pictures.take(answer):
            whole = await self._ask(target, "GET")
            answer = whole if isinstance(whole, Answer) and whole.status in (200, 304) else answer
        if isinstance(answer, Silence):
            self._verdicts.silent(target, answer)
        else:
            await self._verdicts.judge(target, answer)

    async def _refusal(self, target: Target) -> Refusal | None:
        spelt = self._refusals.spelt(target.url)
        if spelt is TOO_LONG:
            return spelt
        if target.hops > self._limits.max_redirects:
            self._recorder.failure(target, FailureReason.REDIRECT_LOOP, f"{target.hops} hops")
            return LOOP
        if target.depth > self._limits.max_depth:
            self._bounds.cut(Reason.DEPTH.value)
            return TOO_DEEP
        if not target.head and self._trapped(target.url, target.depth):
            return TRAPPED
        if spelt is not None:
            self._refusals.note(target)
            return spelt
        return await self._refusals.of_site(target.url)
