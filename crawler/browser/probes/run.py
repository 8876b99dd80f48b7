"""Runs the probes of one visit, each under its own cap, and puts the page back between them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic
from typing import Any

from crawler.browser.page.crash import unless_crashed
from crawler.browser.page.faults import Crashed, Disturbed, Endless, Fault, fault_of, words_of
from crawler.browser.page.world import World, free, send
from crawler.browser.probes.base import AWAY, DESKTOP, Measured, Probe, Report, Scene
from crawler.browser.probes.script import script

RESET = script("run-reset")
# A probe with less time than this, in seconds, is not begun.
LEAST = 1.0


async def run_probes(scene: Scene, probes: Iterable[Probe], heavy: str = "") -> list[Report]:
    """Reports in the order of the probes. Nothing is raised but the cancellation of the visit.

    ``heavy`` says that the page is too large to be tried, and how.
    Where a page is lost (its document replaced, its script endless) the probes after it are not tried: each says so.
    """
    reports: list[Report] = []
    lost = f"{Fault.HEAVY.value}: {heavy}" if heavy else ""
    with suppress(Exception):
        await unless_crashed(scene.crashed, send(scene.session, "Input.dispatchMouseEvent", AWAY))
    tidy = False
    for probe in probes:
        if lost:
            reports.append(_failed(probe, lost))
            continue
        try:
            if not tidy:
                await unless_crashed(scene.crashed, _reset(scene))
            tidy = False
            reports.append(_done(probe, await unless_crashed(scene.crashed, _measured(scene, probe))))
            tidy = True
        except (Disturbed, Endless, Crashed) as failure:
            reports.append(_failed(probe, words_of(failure)))
            lost = await _recovered(scene, failure)
        except Exception as failure:
            reports.append(_failed(probe, words_of(failure)))
            lost = await _freed(scene) or await _recovered(scene, failure)
    return reports


async def _measured(scene: Scene, probe: Probe) -> Measured:
    left = scene.deadline - monotonic()
    if left < LEAST:
        raise TimeoutError("the visit's time is spent")
    async with asyncio.timeout(min(probe.cap, left)):
        measured = await probe.look(scene)
    # Raises Disturbed where the world of the visit is gone: then something else was measured.
    await _reset(scene)
    return measured


async def _reset(scene: Scene) -> None:
    size = await scene.world.call(RESET)
    if size != [DESKTOP["width"], DESKTOP["height"]]:
        await set_viewport(scene, **DESKTOP)


async def set_viewport(scene: Scene, width: int, height: int) -> None:
    """Gives the page a viewport in CSS pixels."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    await send(scene.session, "Emulation.setDeviceMetricsOverride", size)


async def _same_document(scene: Scene) -> None:
    """Raises Disturbed where the world of the visit is gone."""
    await scene.world.run("1", cap=5)


async def _freed(scene: Scene) -> str:
    try:
        await free(scene.session)
    except Exception as failure:
        return words_of(failure)
    return ""


async def _recovered(scene: Scene, failure: BaseException) -> str:
    """Empty where the page can still be measured, else why not. Scripts of the page that were ended cannot be trusted further."""
    if isinstance(failure, (Endless, Crashed)):
        return words_of(failure)
    with suppress(Exception):
        await _same_document(scene)
        return ""
    return f"{fault_of(failure).value}: the page was lost during an earlier probe"


def _done(probe: Probe, measured: Measured) -> Report:
    return Report(probe, "done" if measured.applies else "not-applicable", "", measured.data, measured.pictures)


def _failed(probe: Probe, reason: str) -> Report:
    return Report(probe, "failed", reason, {})


async def reopen(session: Any) -> World:
    """A new world in the document that is there now."""
    return await World.open(session)
