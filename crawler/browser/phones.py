"""Shows pages to telephones and stores what they were shown, or takes that over where nothing changed of what it rests on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from crawler.browser import phone
from crawler.browser.attire import Attire
from crawler.browser.courtesy import Courtesy
from crawler.browser.faults import words_of
from crawler.browser.keeper import Keeper
from crawler.browser.kept import Kept
from crawler.browser.launch import Browser
from crawler.browser.rests import digest_of
from store.base import Language
from store.harvest import ArtifactKind, CrawlPlan, Device
from store.lexicon import Lexicon

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

    async def show(self, place: tuple[str, str, Language | None, Device], why: str) -> str:
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
        await self._manners.wait(url)
        try:
            async with asyncio.timeout(limits.probes.visit), self._browser.context(**options) as context:
                seen = await phone.look(await self._attire.page(context, lane), call)
                await self._keeper.fetched(seen.requests, device, seen.at)
        except Exception as failure:
            seen = phone.failed(call, words_of(failure))
        if seen.shot is not None:
            self._keeper.shot(place, seen.at, seen.shot)
        well = bool(seen.found["ok"])
        self._keeper.json(ArtifactKind.PHONE, place, seen.at, seen.found, ok=well)
        return "" if well else str(seen.found.get("reason", "status")).partition(":")[0]
