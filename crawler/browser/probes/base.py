"""What a probe is: one measurement of a loaded page in a file of its own, with a name, a place in the store and a cap."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any, NamedTuple

from PIL import Image

from crawler.browser.page.shots import Shot
from crawler.browser.page.warden import Warden
from crawler.browser.page.world import World
from store.harvest import ArtifactKind, ProbeLimits
from store.lexicon import Lexicon

DESKTOP = {"width": 1280, "height": 800}
# Where the mouse rests; a probe that moves it brings it back.
AWAY = {"type": "mouseMoved", "x": 0, "y": 0}


@dataclass
class Scene:
    """The page as a probe meets it: loaded, settled, scrolled to its top, nothing focused.

    ``lexicons`` are words by name; ``axe`` and ``state`` are what was measured before (None and empty where that failed);
    ``whole`` is the picture of the whole page, before anything was tried;
    ``fresh`` opens another tab of the same visitor, closed after the probe; ``memory`` is what probes of one harvest of a site
    keep from page to page; ``crashed`` is set when the page's process dies;
    ``deadline`` on the monotonic clock ends the visit.
    """

    url: str
    page: Any
    session: Any
    world: World
    warden: Warden
    lexicons: Mapping[str, Lexicon]
    limits: ProbeLimits
    state: dict[str, Any]
    axe: dict[str, Any] | None = None
    whole: Image.Image | None = None
    why: str = ""
    asks: tuple[dict[str, Any], ...] = ()
    allows: Callable[[str], bool] = lambda _url: True
    fresh: Callable[[], Awaitable[Any]] | None = None
    memory: dict[str, Any] = field(default_factory=dict)
    crashed: asyncio.Event = field(default_factory=asyncio.Event)
    deadline: float = inf

    def words(self, lexicon: str, *concepts: str) -> list[str]:
        """Phrases of concepts in every language, folded; empty where the configuration has no such words."""
        known = self.lexicons.get(lexicon)
        if known is None:
            return []
        return [phrase.casefold() for concept in concepts if concept in known.entries for phrase in known.phrases(concept)]


class Measured(NamedTuple):
    """What a probe brings: a JSON value and pictures of places; ``applies`` is False where the page has nothing to measure."""

    data: dict[str, Any]
    pictures: tuple[Shot, ...] = ()
    applies: bool = True


class Probe(NamedTuple):
    """A probe by name. ``version`` changes with the meaning of its data; ``cap`` in seconds."""

    name: str
    kind: ArtifactKind
    version: str
    look: Callable[[Scene], Awaitable[Measured]]
    cap: float


class Report(NamedTuple):
    """How a probe ended: ``done``, ``not-applicable``, or ``failed`` with a reason that is no finding."""

    probe: Probe
    status: str
    reason: str
    data: dict[str, Any]
    pictures: tuple[Shot, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the page was measured."""
        return self.status in ("done", "not-applicable")
