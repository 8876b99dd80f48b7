"""Shows pages to telephones and stores what they were shown, or takes that over where nothing changed of what it rests on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from crawler.browser.look import phone
from crawler.browser.look.attire import Attire
from crawler.browser.look.courtesy import Courtesy
from crawler.browser.look.keeper import Keeper
from crawler.browser.look.kept import Kept
from crawler.browser.look.lost import Pulse, Spare, unharmed
from crawler.browser.look.rests import digest_of
from crawler.browser.page.faults import words_of
from crawler.browser.program.launch import Browser
from store.base import Language
from store.harvest import ArtifactKind, CrawlPlan, Device
from store.lexicon import Lexicon

Place = tuple[str, str, Language | None, Device]
NAMED = ("mobile-version", "main-version")


class Phones:
    """The telephones of one run.

    :param words: names of links between versions of a site. :param kept: looks of an earlier run; None where none may be taken over.
    :param around: what every look of the lane rests on.
    """

    def __init__(
        self,
        plan: CrawlPlan,
        attire: Attire,
        manners: Courtesy,
        browser: Browser,
        keeper: Keeper,
        words: Lexicon,
        kept: Kept | None,
        around: Mapping[str, Any],
    ) -> None:
        self._plan = plan
        self._attire = attire
        self._manners = manners
        self._browser = browser
        self._keeper = keeper
        self._words = {name: words.phrases(name) for name in NAMED}
        self._kept = kept
        self._around = around

    async def show(self, place: Place, why: str) -> str:
        """Shows one page on one telephone.

        :param place: address, lane, language, device. :param why: as of a ``Call``.
        :return: the class of what went wrong; empty where nothing did.
        """
        url, lane, _, device = place
        options = self._attire.phone(lane, phone.PROFILES[device])
        limits = self._plan.limits
        call = phone.Call(url, device, why, self._words, limits.render_timeout, limits.probes.hydrate)
        if self._kept is not None:
            call = call._replace(digest=digest_of({**call._asdict(), **self._around, **options}))
            if self._kept.holds((url, lane, device), call.digest) and self._kept.take((url, lane, device), self._keeper.stored):
                return ""
        seen = await unharmed(
            lambda spare: self._shown(place, call, options, spare), lambda seen: str(seen.found.get("reason", ""))
        )
        if seen.shot is not None:
            self._keeper.shot(place, seen.at, seen.shot)
        well = bool(seen.found["ok"])
        self._keeper.json(ArtifactKind.PHONE, place, seen.at, seen.found, ok=well)
        return "" if well else str(seen.found.get("reason", "status")).partition(":")[0]

    async def _shown(self, place: Place, call: phone.Call, options: Mapping[str, Any], spare: Spare) -> phone.Shown:
        await self._manners.wait(call.url)
        try:
            async with asyncio.timeout(self._plan.limits.probes.visit), self._browser.context(**options) as context:
                page = await self._attire.page(context, place[1])
                pulse = Pulse(page)
                seen = await phone.look(page, call)
                if spare.left(pulse.fault):
                    return phone.failed(call, pulse.fault)
                await self._keeper.fetched(seen.requests, call.device, seen.at)
                return seen
        except Exception as failure:
            return phone.failed(call, words_of(failure))
