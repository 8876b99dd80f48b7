"""What a host answers to addresses that cannot exist: honest servers say 404, others show a page or lead home.

For each folder (up to a bound; beyond it for each depth and ending) a random address is asked once. A page that says the same
as that answer is a soft 404; an address that leads where that answer led is sent away. Where all addresses give one empty shell
for scripts to fill, nothing can be told and nothing is claimed.
"""

from __future__ import annotations

import asyncio
import random
import re
import string
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import structlog
from selectolax.lexbor import LexborHTMLParser

from crawler.addresses.links import resolve
from crawler.books.frontier import Target
from crawler.books.recorder import Recorder
from crawler.hosts.answer import Answer
from crawler.hosts.ask import Ask, Silence
from crawler.web.homes import Homes
from crawler.web.likeness import Shingles, alike, is_shell, shingles, text_of
from crawler.web.pages import page_of, stored_answer, stored_page
from crawler.web.refusals import Refusals
from store import schema
from store.harvest import CrawlPlan

PURPOSE = "absent-probe"
NAME = 18
_HOME_NAMES = re.compile(
    r"^/?(?:(?:kk|kz|kaz|qaz|qz|ru|rus|en|eng)/?)?(?:(?:index|default|home|main|start)(?:\.\w+)?/?)?$", re.IGNORECASE
)
_SUFFIX = re.compile(r"\.[A-Za-z]{1,5}$")


class Habit(NamedTuple):
    """How absent addresses are answered: by a page of these shingles, or by a redirect to ``goal``; neither: honestly."""

    page: Shingles | None = None
    goal: str = ""
    words: frozenset[str] = frozenset()


HONEST = Habit()
Key = tuple[str, str, str, str]


class Unknown:
    """The habits of all hosts, learnt as their folders are met."""

    def __init__(self, plan: CrawlPlan, ask: Ask, refusals: Refusals, recorder: Recorder, homes: Homes) -> None:
        self._plan = plan
        self._ask = ask
        self._refusals = refusals
        self._recorder = recorder
        self._starts = homes
        self._learnt: dict[Key, asyncio.Task[Habit]] = {}
        self._counts: dict[str, int] = {}
        self._homes: dict[str, Shingles] = {}

    async def resembles(self, target: Target, tree: LexborHTMLParser) -> bool:
        """Whether a page that was read is the answer for absent addresses."""
        if not self._doubtful(target):
            return False
        habit = await self._habit(target)
        if habit.page is None or is_shell(tree):
            return False
        return alike(shingles(text_of(tree), _words(target.url) | habit.words), habit.page, self._home(target.lane))

    async def sent_away(self, target: Target, goal: str) -> bool:
        """Whether a redirect leads where absent addresses are led."""
        if not self._doubtful(target) or goal.startswith(target.url.rstrip("/")):
            return False
        return (await self._habit(target)).goal == goal

    def _doubtful(self, target: Target) -> bool:
        if target.head or self._plan.limits.max_probes <= 0:
            return False
        return not _HOME_NAMES.match(urlsplit(target.url).path) and target.url not in self._starts

    async def _habit(self, target: Target) -> Habit:
        parts = urlsplit(target.url)
        folder, name = _split(parts.path)
        suffix = "/" if parts.path.endswith("/") else "".join(_SUFFIX.findall(name)).lower()
        depth = parts.path.rstrip("/").count("/")
        wide = (parts.netloc, target.lane, str(depth), suffix)
        narrow = (parts.netloc, target.lane, folder, suffix)
        if narrow in self._learnt:
            return await asyncio.shield(self._learnt[narrow])
        if self._counts.get(parts.netloc, 0) < self._plan.limits.max_probes:
            self._counts[parts.netloc] = self._counts.get(parts.netloc, 0) + 1
            address = urlunsplit((parts.scheme, parts.netloc, folder + self._random(narrow) + suffix, "", ""))
            self._learnt[narrow] = asyncio.create_task(self._learn(target._replace(url=address)))
            self._learnt.setdefault(wide, self._learnt[narrow])
            return await asyncio.shield(self._learnt[narrow])
        return await asyncio.shield(self._learnt[wide]) if wide in self._learnt else HONEST

    def _random(self, key: Key) -> str:
        source = random.Random(f"{self._plan.seed}/{key}")  # noqa: S311 - anyone may draw the same name again
        return "".join(source.choices(string.ascii_lowercase, k=NAME))

    async def _learn(self, probe: Target) -> Habit:
        if not await self._refusals.allowed(probe.url):
            return HONEST
        answer = self._known(probe) or await self._asked(probe)
        if answer is None:
            return HONEST
        location = answer.header("location")
        if 300 <= answer.status < 400 and location:
            return Habit(goal=resolve(probe.url, location)[0])
        if not 200 <= answer.status < 300 or not answer.html:
            return HONEST
        tree = page_of(answer)
        if is_shell(tree):
            return HONEST
        structlog.get_logger("harvest").info("host answers absent addresses with a page", probe=probe.url)
        words = _words(probe.url)
        return Habit(page=shingles(text_of(tree), words), words=words)

    def _known(self, probe: Target) -> Answer | None:
        """What an interrupted harvest was answered: the name is drawn alike again, so its answer stands."""
        with self._recorder.engine.connect() as db:
            found = schema.read_captures(db, self._plan.run_id, probe.url)
            capture = next((one for one in found if one.purpose == PURPOSE and one.lane == probe.lane), None)
        return None if capture is None else stored_answer(self._recorder.objects, capture)

    async def _asked(self, probe: Target) -> Answer | None:
        answer = await self._ask(probe, "GET", PURPOSE)
        if isinstance(answer, Silence):
            return None
        self._recorder.exchange(probe, answer.exchange, answer.body, PURPOSE)
        return answer

    def _home(self, lane: str) -> Shingles:
        if lane not in self._homes:
            capture = self._starts.capture(lane)
            if capture is None:
                return frozenset()
            self._homes[lane] = shingles(text_of(stored_page(self._recorder.objects, capture)))
        return self._homes[lane]


def _split(path: str) -> tuple[str, str]:
    folder, _, name = path.rstrip("/").rpartition("/")
    return f"{folder}/", name


def _words(url: str) -> frozenset[str]:
    """Words of the last part of an address, which pages for absent addresses like to repeat."""
    return frozenset(re.findall(r"[^\W\d_]+", _split(urlsplit(url).path)[1].lower()))
