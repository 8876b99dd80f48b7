"""What failed for the HTTP lane is looked at once more by the browser; that can acquit an address and never condemn one."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path
from typing import Any

import pytest

from crawler.books.looks import SecondLook
from crawler.browser.look.courtesy import Courtesy
from crawler.browser.look.looks import REPEATS, Looks
from crawler.browser.look.second import reason_of
from crawler.browser.program.launch import Browser, resolver_rules
from store.harvest import FailureReason, Ledger, LedgerEntry, Look, ProbeLimits
from tests.crawler.browser.kit import children, lane
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, home, serving
from tests.settings import PROBES

pytestmark = [pytest.mark.browser, pytest.mark.costs(30)]
CHALLENGE = "<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/h/b/x'></script>Verify you are human"


def for_browsers(page: Any, body: bool) -> None:
    """Refuses whoever does not say what it accepts as Chromium does."""
    known = "sec-ch-ua" in {name.lower() for name in page.headers}
    page.send(200 if known else 404, "<h1>Живая страница</h1>" if known else "no", body)


def guarded_from_browsers(page: Any, body: bool) -> None:
    known = "sec-ch-ua" in {name.lower() for name in page.headers}
    page.send(200 if known else 500, CHALLENGE if known else "broken", body)


def test_the_browser_acquits_what_lives_and_leaves_the_rest(tmp_path: Path) -> None:
    pages = {**home("/dead", "/shy", "/guarded", "/closed", "/reset"), "/shy": for_browsers, "/guarded": guarded_from_browsers}
    with serving(pages) as server:
        harvest = Harvest(tmp_path, server.url, max_rendered=1, outage_least=50, probes=ProbeLimits(off=tuple(PROBES)))
        plan = harvest.plan()
        lane(harvest, "http", plan.run_id)
        before = harvest.ledger(plan)
        said = lane(harvest, "browser", plan.run_id)
        after = harvest.ledger(plan)
    assert {name: before[name].confirmed for name in ("dead", "shy", "guarded", "reset")} == dict.fromkeys(
        ("dead", "shy", "guarded", "reset"), True
    )
    told = {name: (after[name].second_look, after[name].confirmed) for name in ("dead", "shy", "guarded", "closed", "reset")}
    assert told == {
        "dead": (Look.SAME, True),
        "shy": (Look.LIVES, False),
        "guarded": (Look.DIFFERS, False),
        "closed": (Look.SAME, False),
        "reset": (Look.SAME, True),
    }
    assert after["shy"].ledger is Ledger.HTTP_ERROR
    assert {after[name].attempts - before[name].attempts for name in told} == {1}
    facts = [json.loads(line) for line in said.splitlines()]
    assert list(dict.fromkeys(item["phase"] for item in facts)) == ["visit", "second", "engines", "phone"]
    assert [(item["number"], item["of"]) for item in facts if item["phase"] == "second"] == [(number, 5) for number in range(6)]
    assert [item["number"] for item in facts if item["phase"] == "visit"] == [0, 1]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Page.goto: net::ERR_NAME_NOT_RESOLVED at http://x/", FailureReason.DNS),
        ("net::ERR_CONNECTION_REFUSED", FailureReason.CONNECT),
        ("net::ERR_CONNECTION_RESET", FailureReason.RESET),
        ("net::ERR_CERT_DATE_INVALID", FailureReason.TLS),
        ("net::ERR_TOO_MANY_REDIRECTS", FailureReason.REDIRECT_LOOP),
        ("Page.goto: Target page, context or browser has been closed", FailureReason.BROWSER),
        ("net::ERR_ABORTED", FailureReason.BROWSER),
    ],
)
def test_words_of_the_browser_are_classed(words: str, reason: FailureReason) -> None:
    assert reason_of(RuntimeError(words)) is reason


def sends(status: int, text: str = "x", **headers: str) -> Any:
    """A page that answers so."""
    return lambda page, body: page.send(status, text, body, **headers)


def walled(page: Any, body: bool) -> None:
    """Leads whoever brings no cookie back with one."""
    if "seen=1" in (page.headers.get("Cookie") or ""):
        page.send(200, "<h1>Страница</h1>", body)
    else:
        page.send(302, "", body, Location="/walled", Set_Cookie="seen=1; Path=/")


def spent(page: Any, body: bool) -> None:
    """Has no more for whoever was here before."""
    page.send(404 if "seen=1" in (page.headers.get("Cookie") or "") else 200, "x", body)


ERROR_PAGE = (
    "<!doctype html><title>404</title><link rel=stylesheet href=/look.css><script src=/run.js></script><img src=/logo.png>"
    "<iframe src=/frame></iframe><script>fetch('/count'); location = '/elsewhere'</script><body onbeforeunload='return 1'>Нет"
)
HOSTILE = {
    "/dressed": sends(404, ERROR_PAGE),
    "/gone": sends(410),
    "/login": sends(401, "who?", WWW_Authenticate='Basic realm="x"'),
    "/none": sends(204, ""),
    "/file": sends(200, b"%PDF-1.7", Content_Type="application/pdf", Content_Disposition="attachment; filename=a.pdf"),
    "/large": sends(404, b"<" * 3_000_000),
    "/to-live": sends(302, "", Location="/live"),
    "/to-dead": sends(301, "", Location="/nosuch"),
    "/nowhere": sends(302, ""),
    "/walled": walled,
    "/spent": spent,
    "/check": sends(404, CHALLENGE),
    "/live": PAGE.format(title="Живая", links=""),
}
MET: dict[str, tuple[int | None, str]] = {
    "/dressed": (404, ""),
    "/gone": (410, ""),
    "/login": (401, ""),
    "/reset": (None, "reset"),
    "/none": (204, ""),
    "/file": (200, ""),
    "/loop": (None, "redirect-loop"),
    "/large": (404, ""),
    "/inward": (None, "dns"),
    "/to-live": (200, ""),
    "/to-dead": (404, ""),
    "/nowhere": (302, ""),
    "/walled": (200, ""),
    "/spent": (200, ""),
    "/check": (404, ""),
    "/closed": (403, ""),
    "/trickle": (200, ""),
}


class Places:
    """What the looks at some addresses met, each once, in a browser of their own."""

    def __init__(self, folder: Path, url: str, paths: list[str], **limits: Any) -> None:
        self.met: dict[str, SecondLook] = {}
        self.url = url
        self.plan = Harvest(folder, url, **limits).plan()
        self.tabs = 0
        entries = [LedgerEntry(url=url + path[1:], ledger=Ledger.HTTP_ERROR, reason="404", status=404) for path in paths]
        asyncio.run(self._run(entries))

    async def _run(self, entries: list[LedgerEntry]) -> None:
        from playwright.async_api import async_playwright

        async with async_playwright() as playwright:
            browser = Browser(playwright, resolver_rules([self.url], allow_private=True))

            def context(_lane: str) -> AbstractAsyncContextManager[Any]:
                self.tabs += 1
                return browser.context()

            async def dress(context: Any, _lane: str) -> None:
                await context.clear_cookies()

            await Looks(context, dress, Courtesy(self.plan, {}), self.plan.limits, self._done).run(entries)
            await browser.close()

    def _done(self, entry: LedgerEntry, met: SecondLook, _words: str) -> None:
        path = "/" + entry.url.removeprefix(self.url)
        assert path not in self.met, "each address is told once"
        self.met[path] = met


@pytest.mark.parametrize("tabs", [1, 3])
def test_tabs_that_serve_on_tell_of_each_address_what_a_fresh_one_would(tabs: int, tmp_path: Path) -> None:
    with serving(HOSTILE) as server:
        found = Places(tmp_path, server.url, list(MET), concurrency_per_host=tabs)
        beside = {
            path
            for path in list(server.asked)
            if path not in MET and not path.startswith(("loops", "/loop/", "/live", "/nosuch"))
        }
    assert {path: (met.status, met.reason) for path, met in found.met.items()} == MET
    assert {path for path, met in found.met.items() if met.challenged} == {"/check"}
    assert beside == set(), "a page that is not there is not drawn, and nothing it names is asked for"
    assert found.tabs == tabs


def test_a_host_without_time_is_asked_again_more_slowly(tmp_path: Path) -> None:
    answered: list[float] = []

    def busy(page: Any, body: bool) -> None:
        answered.append(time.monotonic())
        page.send(503 if len(answered) == 1 else 404, "x", body, Retry_After="1")

    with serving({"/busy": busy, "/always": sends(503)}) as server:
        found = Places(tmp_path, server.url, ["/busy", "/always"])
        asked = server.asked["/always"]
    assert {path: met.status for path, met in found.met.items()} == {"/busy": 404, "/always": 503}
    assert answered[1] - answered[0] >= 1
    assert asked == 1 + REPEATS


def test_a_look_that_the_browsers_death_ended_is_made_again(tmp_path: Path) -> None:
    killed: list[int] = []

    def deadly(page: Any, body: bool) -> None:
        if not killed:
            for process in children(os.getpid()):
                with suppress(OSError):
                    if b"headless" in (process / "cmdline").read_bytes() or b"chromium" in (process / "cmdline").read_bytes():
                        killed.append(int(process.name))
                        os.kill(int(process.name), signal.SIGKILL)
        page.send(404, "x", body)

    with serving({"/deadly": deadly}) as server:
        found = Places(tmp_path, server.url, ["/deadly", "/x", "/y"], concurrency_per_host=1)
    assert killed
    assert {path: met.status for path, met in found.met.items()} == {"/deadly": 404, "/x": 404, "/y": 404}
