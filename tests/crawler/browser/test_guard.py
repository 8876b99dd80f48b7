"""No page leads a browser to a socket that is not its own site's, by whatever means; an unguarded browser is led there by the same page."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from selenium.common.exceptions import WebDriverException
from sqlalchemy import select
from websocket import WebSocketTimeoutException

from crawler.browser.engines import bidi
from crawler.browser.engines.base import ENGINES, FIREFOX, Engine, firefox, missing
from crawler.browser.engines.drivers import start
from crawler.browser.engines.gate import Gate
from crawler.browser.probes import chosen
from crawler.browser.program.launch import executable, rules_of
from crawler.browser.program.user import VARIABLE
from reports.notes import notes_of
from scoring.methodology import load
from store import schema
from store.harvest import ArtifactKind, Coverage, ProbeLimits
from tests.conftest import ROOT
from tests.crawler.browser.kit import artifacts, lane, visits
from tests.crawler.browser.strayer import LEADING, NAME, SCRIPTS, Doors, doors, pages
from tests.crawler.kit import Harvest
from tests.crawler.servant import home, serving

pytestmark = [pytest.mark.browser, pytest.mark.costs(30)]
TOPS = {f"top-{way}" for way in LEADING}
EVERY = {*SCRIPTS, *TOPS}
# Chromium alone is part of the set-up: another engine makes every audit of the suite longer. Where one is installed it is held to the same.
AT_HAND = [engine for engine in ENGINES if not missing(engine)]
# Debian's light shell of Chromium opens no connection ahead of need.
UNKNOWN_TO_CHROMIUM = {"preconnect"} if "headless-shell" in (executable() or "") else set()
UNKNOWN_TO_FIREFOX = {"prerender", "ping", "peer", "prefetch", "fetch-of-any"}
LOOPBACK = {"media.peerconnection.ice.loopback": True, "media.peerconnection.ice.obfuscate_host_addresses": False}
PACKETS = {"stun", "turn-udp", "peer", "webtransport"}
PATIENCE = 40.0
# Ends only what would never end.
HANG = 600.0


def addresses(server: ThreadingHTTPServer, host: str) -> list[str]:
    """The page of all means, then those that lead the whole tab away."""
    root = f"http://{host}:{server.server_address[1]}"
    return [f"{root}/", *(f"{root}/top-{way}" for way in LEADING)]


def wait(done: Callable[[], bool]) -> None:
    """Until something is so; what never comes to be is a failure of the test that asks for it."""
    until = time.monotonic() + HANG
    while not done() and time.monotonic() < until:
        time.sleep(0.1)


def packets(knock: Doors) -> set[str]:
    """The means whose packets came to their door."""
    return {name for name, ways in knock.knocks.items() if "udp" in ways}


def tried(server: ThreadingHTTPServer) -> set[str]:
    """The means that the page says it tried."""
    return {path.removeprefix("/tried/") for path in list(server.asked) if path.startswith("/tried/")}


def test_the_lane_reaches_nobody_but_the_site() -> None:
    with doors() as knock, serving(pages(knock)) as server:
        visits(addresses(server, NAME), [], rules=rules_of({NAME: "127.0.0.1"}))
        assert tried(server) == set(SCRIPTS)
        assert knock.knocks == {}


@pytest.mark.parametrize("engine", AT_HAND, ids=lambda engine: engine.name)
def test_other_engines_reach_nobody_but_the_site(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    # By itself Firefox sends no packets to loopback, though to any other private network; so it is not loopback that holds it back.
    monkeypatch.setattr(bidi, "PREFERENCES", {**bidi.PREFERENCES, **LOOPBACK})

    async def look(urls: list[str]) -> None:
        async with Gate({NAME: "127.0.0.1"}) as gate:
            driver = await asyncio.to_thread(start, engine.name, gate.address, "auditor", "ru", (1280, 900))
            try:
                for url in urls:
                    with suppress(bidi.Failed, WebDriverException, WebSocketTimeoutException):
                        await asyncio.to_thread(driver.goto, url, PATIENCE)
                    await asyncio.to_thread(wait, lambda: tried(server) == set(SCRIPTS))
            finally:
                await asyncio.to_thread(driver.close)

    with doors() as knock, serving(pages(knock)) as server:
        asyncio.run(look(addresses(server, NAME)))
        assert tried(server) == set(SCRIPTS)
        assert knock.knocks == {}


def test_an_unguarded_chromium_is_led_astray_by_every_means(tmp_path: Path) -> None:
    """The control: each means that the guard is tried with does reach its door where there is no guard."""
    with doors() as knock, serving(pages(knock)) as server:
        for number, (path, means) in enumerate((("", set(SCRIPTS) - UNKNOWN_TO_CHROMIUM), ("windows", TOPS))):
            command = [executable() or "", "--headless", "--no-sandbox", "--no-first-run", "--disable-popup-blocking"]
            command += [f"--user-data-dir={tmp_path}/{number}", server.url + path]
            with subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            ) as browser:
                wait(lambda means=means, path=path: means <= set(knock.knocks) and (path != "" or packets(knock) >= PACKETS))
                os.killpg(browser.pid, signal.SIGKILL)
        assert set(knock.knocks) >= EVERY - UNKNOWN_TO_CHROMIUM
        assert packets(knock) >= PACKETS


if not missing(FIREFOX):

    def test_an_unguarded_firefox_is_led_astray(monkeypatch: pytest.MonkeyPatch) -> None:
        """The same control; some means Firefox does not know, or leaves for an idle hour."""
        open_doors = {"network.proxy.type": 0, "remote.prefs.recommended": True, "dom.disable_open_during_load": False}
        monkeypatch.setattr(bidi, "PREFERENCES", {**open_doors, **LOOPBACK})
        expected = EVERY - UNKNOWN_TO_FIREFOX
        with doors() as knock, serving(pages(knock)) as server:
            browser = bidi.Bidi(firefox() or "", "127.0.0.1:9", "auditor", "ru", (1280, 900))
            try:
                for path, means in (("", expected - TOPS), ("windows", TOPS)):
                    with suppress(bidi.Failed):
                        browser.goto(server.url + path, PATIENCE)
                    wait(lambda means=means: means <= set(knock.knocks))
            finally:
                browser.close()
            assert set(knock.knocks) >= expected


def test_a_browser_without_its_sandbox_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root, and nobody else, Chromium runs without; artifacts, coverage and a line of progress say so, and only then."""
    monkeypatch.setenv(VARIABLE, "")
    with serving(home()) as server:
        harvest = Harvest(
            tmp_path, server.url, max_rendered=1, probes=ProbeLimits(engines=0, off=tuple(item.name for item in chosen((), True)))
        )
        plan = harvest.plan()
        lane(harvest, "http", plan.run_id)
        said = lane(harvest, "browser", plan.run_id)
    bare = os.geteuid() == 0
    with harvest.engine.connect() as db:
        row = db.execute(select(schema.runs.c.coverage).where(schema.runs.c.id == plan.run_id)).scalar_one()
    coverage = Coverage.model_validate_json(row)
    assert coverage.render_available
    assert coverage.render_sandbox is not bare
    tools = {item.tool for item in artifacts(harvest, plan.run_id) if item.kind is ArtifactKind.PAGE}
    assert {tool.endswith(" without sandbox") for tool in tools} == {bare}
    assert ('"note": "no-sandbox"' in said) is bare
    told = [note.ru for note in notes_of(coverage, load(ROOT / "config" / "methodology" / "kz-2017" / "2017-12-28"))]
    assert any("без песочницы" in note for note in told) is bare
