"""The site's search tried as a visitor would: words of known pages asked, the answers read; forms that only read (GET) alone.

Each word is asked in a tab of its own. Nothing is sent but reading requests to the site; addresses that robots.txt closes
are not asked.
"""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlsplit

from crawler.browser.page.shots import Shot, grab
from crawler.browser.page.warden import Watch
from crawler.browser.probes.action import reached
from crawler.browser.probes.base import Measured, Probe, Scene
from crawler.browser.probes.keys import press
from crawler.browser.probes.script import script
from store.harvest import ArtifactKind

ANSWER = 8.0
STEP = 0.2
MAX_LINKS = 300
FIND = script("search-find")
FILL = script("search-fill")
SUBMIT = script("search-submit")
ANSWERED = script("search-answered")


async def look(scene: Scene) -> Measured:
    """What the search answers for each word of ``scene.asks`` (word, address of a page that bears it, where it stands)."""
    found = await scene.world.call(FIND, scene.words("navigation", "search"))
    if found is None:
        return Measured({"found": False}, applies=False)
    why = _refused(scene, found)
    base = {"found": True, **found, "tried": [], "not_tried": why}
    if why or scene.fresh is None or not scene.asks:
        return Measured({**base, "not_tried": why or "nothing to ask for"})
    pictures: list[Shot] = []
    for ask in scene.asks[: scene.limits.search_words]:
        base["tried"].append(await _ask(await scene.fresh(), ask, pictures))
    return Measured(base, tuple(pictures))


def _refused(scene: Scene, found: dict[str, Any]) -> str:
    if found["method"] not in ("", "get"):
        return "the form sends by POST"
    if found["password"]:
        return "the form asks for a password"
    target = reached(scene.page.url, found["action"])
    if not target:
        return "the form names no address"
    if found["action"] and urlsplit(target).hostname != urlsplit(scene.page.url).hostname:
        return "the form leads to another host"
    return "" if scene.allows(target) else "robots.txt closes the answers"


async def _ask(tab: Scene, ask: dict[str, Any], pictures: list[Shot]) -> dict[str, Any]:
    word = str(ask["word"])
    try:
        await tab.world.call(FIND, tab.words("navigation", "search"))
        begin = tab.page.url
        await tab.warden.hold(Watch.READING)
        await tab.world.call(FILL, word)
        await press(tab, "Enter")
        if not await _moved(tab, begin, ANSWER / 4):
            await _again(tab)
            await _moved(tab, begin, ANSWER)
        return await _answer(tab, ask, begin, pictures)
    finally:
        await tab.page.close()


async def _again(tab: Scene) -> None:
    """By the form's own submission, where the key alone did nothing and the document is still there."""
    try:
        await tab.world.call(SUBMIT)
    except Exception:
        await asyncio.sleep(STEP)


async def _moved(tab: Scene, begin: str, wait: float) -> bool:
    for _ in range(int(wait / STEP)):
        await asyncio.sleep(STEP)
        if tab.page.url != begin:
            await tab.page.wait_for_load_state("load", timeout=ANSWER * 1000)
            return True
    return False


async def _answer(tab: Scene, ask: dict[str, Any], begin: str, pictures: list[Shot]) -> dict[str, Any]:
    await asyncio.sleep(2 * STEP)
    world = await tab.world.open(tab.session)
    seen = await world.call(ANSWERED, [str(ask["word"]), MAX_LINKS])
    if len(pictures) < 2:
        pictures.append(Shot(await grab(tab.session), "image/jpeg", "", "search"))
    wanted = str(ask["url"]).split("#", maxsplit=1)[0]
    return {
        **ask,
        "answer": tab.page.url[:2048],
        "own_address": tab.page.url != begin,
        "finds_page": wanted in seen["links"] and wanted != begin,
        "names_word": str(ask["word"]).casefold() in seen["text"].casefold(),
        "kept": seen["kept"],
        "links": len(seen["links"]),
        "title": seen["title"],
        "blocked": tab.warden.blocked[:10],
    }


PROBE = Probe("search", ArtifactKind.SEARCH, "1", look, cap=60.0)
