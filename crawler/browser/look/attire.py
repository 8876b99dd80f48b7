"""How the browser comes to a site: under which name, in which language, with which cookie – a visitor who comes for the first time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.books.lanes import PLAIN, Lane
from crawler.browser.probes.base import DESKTOP
from store.harvest import CrawlPlan

PROFILE = "Desktop Chrome"


class Attire:
    """What a run's browser wears.

    :param lanes: how each language is asked for, where one address serves several.
    :param devices: Playwright's profiles by name.
    """

    def __init__(self, plan: CrawlPlan, lanes: Mapping[str, Lane], devices: Mapping[str, Any]) -> None:
        self._plan = plan
        self._lanes = lanes
        self._devices = devices

    def lane(self, name: str) -> Lane:
        """How a language is asked for."""
        return self._lanes.get(name, PLAIN)

    def agent(self, profile: str = PROFILE) -> str:
        """The name that a browser of this profile gives itself, with ours and its contact."""
        return f"{self._devices[profile]['user_agent']} {self._plan.user_agent}"

    def desktop(self, lane: str) -> dict[str, Any]:
        """The options of a desktop's context."""
        return self._asking(lane, {"viewport": DESKTOP, "user_agent": self.agent(), "locale": "ru-KZ"})

    def phone(self, lane: str, profile: str) -> dict[str, Any]:
        """The options of a telephone's context."""
        options = {name: value for name, value in self._devices[profile].items() if name != "default_browser_type"}
        return self._asking(lane, {**options, "user_agent": self.agent(profile)})

    def _asking(self, lane: str, options: dict[str, Any]) -> dict[str, Any]:
        return {"extra_http_headers": {"Accept-Language": self.lane(lane).accept}, **options}

    async def page(self, context: Any, lane: str) -> Any:
        """A first tab in a fresh context."""
        context.set_default_timeout(self._plan.limits.render_timeout * 1000)
        await self.dress(context, lane)
        return await context.new_page()

    async def dress(self, context: Any, lane: str) -> None:
        """A visitor who comes for the first time and whose browser asks for the lane's language."""
        await context.clear_cookies()
        cookies = [part.partition("=") for part in self.lane(lane).cookie.split("; ") if part]
        for site in self._plan.body.sites:
            if cookies:
                await context.add_cookies([{"name": name, "value": value, "url": site.url} for name, _, value in cookies])
