"""Started by root, the browser runs as another user with its sandbox; where that cannot be, it says so and runs without."""

from __future__ import annotations

import asyncio
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crawler.browser.engines.base import CHROMIUM, missing
from crawler.browser.engines.drivers import start
from crawler.browser.probes import chosen
from crawler.browser.program.launch import NO_SUCH_USER, NOT_NAMED, USER_REFUSED, Browser, executable
from crawler.browser.program.memory import RENDERER, descendants, marked
from crawler.browser.program.user import VARIABLE, account, wanted
from store import schema
from store.harvest import ArtifactKind, Coverage, ProbeLimits
from tests.conftest import ROOT
from tests.crawler.browser.kit import artifacts, lane
from tests.crawler.kit import Harvest
from tests.crawler.servant import home, serving

pytestmark = [pytest.mark.browser, pytest.mark.costs(25)]
NOBODY, NO_USER = "nobody", "no-such-user-here"
PLANTED = "OPENNESS_TEST_PLANTED"
PATIENCE = 600.0
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")


def namespaces() -> bool:
    """Whether the kernel lets an ordinary user have what Chromium's sandbox is made of."""
    unshare = shutil.which("unshare")
    if unshare is None or os.geteuid() != 0:
        return False
    user = pwd.getpwnam(NOBODY)
    tried = [unshare, "--user", "--map-root-user", "--pid", "--net", "--fork", "true"]
    done = subprocess.run(tried, user=user.pw_uid, group=user.pw_gid, extra_groups=[], capture_output=True, check=False, cwd="/")
    return done.returncode == 0


can_be_done = pytest.mark.skipif(not namespaces(), reason="needs root, and a kernel that lets users have namespaces")


def status(process: int) -> dict[str, list[str]]:
    """Lines of /proc/PID/status by name, in words."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return {name: value.split() for name, _, value in (line.partition(":") for line in lines)}


def with_page(user: str, look: Callable[[Browser, set[int]], Any]) -> Any:
    """What a look at the processes of a browser that holds a page brings."""

    async def run() -> Any:
        from playwright.async_api import async_playwright

        async with async_playwright() as playwright:
            browser = Browser(playwright, "MAP * ~NOTFOUND", user=user)
            async with browser.context() as context:
                page = await context.new_page()
                await page.set_content("<title>ok</title>")
                assert await page.title() == "ok"
                assert browser._current is not None
                found = look(browser, marked(browser._current.mark))
            await browser.close()
            return found

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def _no_override(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@can_be_done
def test_every_process_of_the_browser_is_the_other_users_and_its_pages_are_confined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLANTED, "of root")
    user = pwd.getpwnam(NOBODY)

    def look(browser: Browser, roots: set[int]) -> tuple[str, str]:
        assert browser.bare == ""
        assert len(roots) == 1
        for process in {*roots, *descendants(roots)}:
            told = status(process)
            assert set(told["Uid"]) == {str(user.pw_uid)}
            assert set(told["Gid"]) == {str(user.pw_gid)}
            assert told["Groups"] == []
            assert told["CapEff"] != status(os.getpid())["CapEff"]
        pages = [one for one in descendants(roots) if RENDERER in Path(f"/proc/{one}/cmdline").read_bytes()]
        assert pages
        for page in pages:
            assert status(page)["Seccomp"] == ["2"]
            assert int(status(page)["CapEff"][0], 16) == 0
            assert os.readlink(f"/proc/{page}/ns/pid") != os.readlink("/proc/self/ns/pid")
            assert os.readlink(f"/proc/{page}/ns/net") != os.readlink("/proc/self/ns/net")
        around = Path(f"/proc/{next(iter(roots))}/environ").read_bytes().split(b"\0")
        names = dict(one.decode().split("=", 1) for one in around if one)
        assert PLANTED not in names
        assert Path(names["HOME"]).stat().st_uid == user.pw_uid
        assert browser.guise is not None
        assert Path(browser.guise.path).parent.stat().st_uid == 0
        assert Path(browser.guise.path).parent.stat().st_mode & 0o077 == 0
        return names["HOME"], browser.guise.path

    for left in with_page(NOBODY, look):
        assert not Path(left).exists()


@as_root
@pytest.mark.parametrize(("user", "why"), [("", NOT_NAMED), (NO_USER, NO_SUCH_USER), ("root", NO_SUCH_USER)])
def test_without_a_user_to_be_the_browser_runs_as_root_and_says_why(user: str, why: str) -> None:
    def look(browser: Browser, roots: set[int]) -> tuple[str, bool, set[str]]:
        return browser.bare, browser.guise is None, {status(process)["Uid"][0] for process in roots}

    assert with_page(user, look) == (why, True, {"0"})


@as_root
def test_a_browser_that_the_other_user_cannot_start_is_started_by_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    program = closed / "chromium"
    program.write_text(f'#!/bin/sh\nexec {executable()} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("OPENNESS_CHROMIUM", str(program))

    def look(browser: Browser, roots: set[int]) -> tuple[str, bool, int, set[str]]:
        assert "Permission denied" in browser.refused
        return browser.bare, browser.guise is None, browser.started, {status(process)["Uid"][0] for process in roots}

    assert with_page(NOBODY, look) == (USER_REFUSED, True, 1, {"0"})


@as_root
def test_the_environment_goes_before_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wanted(NOBODY) == NOBODY
    monkeypatch.setenv(VARIABLE, "daemon")
    assert wanted(NOBODY) == "daemon"
    monkeypatch.setenv(VARIABLE, "")
    assert wanted(NOBODY) == ""


def test_only_root_becomes_another() -> None:
    assert account(NO_USER) is None
    assert account("root") is None
    assert wanted(NOBODY) == (NOBODY if os.geteuid() == 0 else "")


@can_be_done
def test_the_browser_ends_with_the_process_that_speaks_to_it() -> None:
    """Killed with nothing said, whoever started it leaves no process of the other user behind."""
    text = (
        "import asyncio\nfrom crawler.browser.program.launch import Browser\n"
        "async def main():\n"
        "    from playwright.async_api import async_playwright\n"
        "    async with async_playwright() as playwright:\n"
        f"        browser = Browser(playwright, 'MAP * ~NOTFOUND', user='{NOBODY}')\n"
        "        async with browser.context() as context:\n"
        "            await context.new_page()\n"
        "            print(browser.bare or 'ready', flush=True)\n"
        "            await asyncio.sleep(600)\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen([sys.executable, "-c", text], cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "ready"
        below = set(descendants({child.pid}))
        theirs = {process for process in below if status(process)["Uid"][0] != "0"}
        child.send_signal(signal.SIGKILL)
    assert theirs
    until = time.monotonic() + PATIENCE
    while alive(below) and time.monotonic() < until:
        time.sleep(0.1)
    assert alive(below) == set()


def alive(processes: set[int]) -> set[int]:
    """Those that still run; a zombie does not."""
    found = set()
    for process in processes:
        with suppress(OSError):
            if status(process)["State"][0] != "Z":
                found.add(process)
    return found


@as_root
@pytest.mark.parametrize(
    ("user", "ending", "note"),
    [
        pytest.param(NOBODY, f" as {NOBODY}", None, marks=can_be_done),
        (NO_USER, " without sandbox", NO_SUCH_USER),
    ],
)
def test_a_run_tells_as_whom_its_browser_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: str, ending: str, note: str | None
) -> None:
    """In the tool of each artifact, in the coverage, and once in the progress where it could not be."""
    monkeypatch.setenv(VARIABLE, user)
    off = tuple(item.name for item in chosen((), True))
    with serving(home()) as server:
        harvest = Harvest(tmp_path, server.url, max_rendered=1, probes=ProbeLimits(engines=0, off=off))
        plan = harvest.plan()
        lane(harvest, "http", plan.run_id)
        said = lane(harvest, "browser", plan.run_id)
    with harvest.engine.connect() as db:
        row = db.execute(select(schema.runs.c.coverage).where(schema.runs.c.id == plan.run_id)).scalar_one()
    coverage = Coverage.model_validate_json(row)
    tools = {item.tool for item in artifacts(harvest, plan.run_id) if item.kind is ArtifactKind.PAGE}
    assert tools == {coverage.browser}
    assert coverage.browser.endswith(ending)
    assert coverage.render_sandbox is (note is None)
    facts = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert [(one["note"], one["user"]) for one in facts if "note" in one] == ([(note, user)] if note else [])


@can_be_done
def test_the_browser_behind_a_driver_is_the_other_users_too() -> None:
    if missing(CHROMIUM):
        pytest.skip(missing(CHROMIUM))
    before = descendants({os.getpid()})
    driver = start(CHROMIUM.name, "127.0.0.1:9", "auditor", "ru", (1280, 900), NOBODY)
    try:
        driver.goto("data:text/html,<title>ok</title>", PATIENCE)
        assert driver.evaluate("document.title", PATIENCE) == "ok"
        ours = set(descendants({os.getpid()})) - set(before)
        pages = [one for one in ours if RENDERER in Path(f"/proc/{one}/cmdline").read_bytes()]
        assert pages
        for page in pages:
            assert set(status(page)["Uid"]) == {str(pwd.getpwnam(NOBODY).pw_uid)}
            assert status(page)["Seccomp"] == ["2"]
    finally:
        driver.close()
    until = time.monotonic() + PATIENCE
    while alive(ours) and time.monotonic() < until:
        time.sleep(0.1)
    assert alive(ours) == set()
