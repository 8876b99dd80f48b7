"""Starting Chromium so that it reaches only the addresses we vetted, and stopping it when a page will not let go."""

from __future__ import annotations

import os
import secrets
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from crawler.address import is_private, literal_address, public_addresses

# The shell of Debian's package is lighter and half as fast again as the whole browser; its wrapper script is passed by.
EXECUTABLES = ("/usr/lib/chromium/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser")
QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)


def executable() -> str | None:
    """The browser at hand: OPENNESS_CHROMIUM, else Debian's; None where there is none."""
    named = os.environ.get("OPENNESS_CHROMIUM")
    return next((path for path in ((named,) if named else EXECUTABLES) if path and Path(path).is_file()), None)


def resolver_rules(urls: Iterable[str], allow_private: bool) -> str:
    """Chromium's host rules: each host pinned to an address that was vetted, every other host not found.

    Pinning closes the gap between the look at a name and its use: the browser never resolves a name by itself.
    """
    hosts = sorted({(urlsplit(url).hostname or "").lower() for url in urls} - {""})
    rules, exempt = [], []
    for host in hosts:
        literal = literal_address(host)
        if literal is not None:
            if allow_private or not is_private(literal):
                exempt.append(f"EXCLUDE {host}")
            continue
        found = public_addresses(host, allow_private)
        if found:
            rules.append(f"MAP {host} {found[0]}")
    return ", ".join([*rules, "MAP * ~NOTFOUND", *exempt])


class Browser:
    """One Chromium under Playwright; started when first needed, replaced after ``recycle`` pages or a fault."""

    def __init__(self, playwright: Any, rules: str, recycle: int = 60) -> None:
        path = executable()
        if path is None:
            raise FileNotFoundError("no Chromium")
        self._playwright = playwright
        self._path = path
        self._rules = rules
        self._recycle = recycle
        self._browser: Any = None
        self._used = 0
        self._mark = ""

    @property
    def version(self) -> str:
        """Version of the running browser."""
        return str(self._running().version)

    def _running(self) -> Any:
        if self._browser is None or not self._browser.is_connected():
            self._mark = f"--openness-lane={secrets.token_hex(8)}"
            self._browser = self._playwright.chromium.launch(
                executable_path=self._path,
                chromium_sandbox=os.geteuid() != 0,
                args=[*QUIET, f"--host-resolver-rules={self._rules}", self._mark],
            )
            self._used = 0
        return self._browser

    def context(self, **options: Any) -> Any:
        """A fresh context, in a fresh browser where the old one has served long enough."""
        if self._used >= self._recycle:
            self.close()
        browser = self._running()
        self._used += 1
        return browser.new_context(accept_downloads=False, service_workers="block", **options)

    def guard(self, seconds: float) -> Timer:
        """A timer that kills the browser unless it is cancelled in time: a page's endless script stops nothing else."""
        timer = Timer(seconds, self._kill)
        timer.daemon = True
        timer.start()
        return timer

    def _kill(self) -> None:
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if self._mark.encode() in words:
                try:
                    os.kill(int(entry.name), signal.SIGKILL)
                except ProcessLookupError:
                    continue

    def close(self) -> None:
        """Ends the browser."""
        if self._browser is not None:
            with suppress(Exception):  # a browser that is gone already is closed
                self._browser.close()
            self._browser = None
