"""Starting Chromium so that it reaches only the addresses we vetted, and stopping it when a page will not let go."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.browser.program.memory import Watch, marked
from crawler.browser.program.user import Guise, account, confined, wanted
from crawler.hosts.address import is_private, literal_address, public_addresses

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
    # V8's middle compiler brings page processes down on real sites (a fault in its background thread, seen in Chromium 156).
    "--js-flags=--no-maglev",
    # One process holds a page with all its frames, so one debugging session reaches them; nothing in it is worth keeping apart.
    "--disable-site-isolation-trials",
)
# Packets of WebRTC pass the rules for hosts by; so none leave but through a proxy, of which there is none. The whole browser obeys
# the second of these, its headless shell the first alone.
NO_PACKETS = (
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
)
CLOSING, PROVING = 8.0, 30.0
# Why Chromium has no sandbox where root started the program: no other user was named, it is not there, it did not come to a sandbox.
NOT_NAMED, NO_SUCH_USER, USER_REFUSED = "no-sandbox", "no-sandbox-user", "no-sandbox-refused"


def executable() -> str | None:
    """The browser at hand: OPENNESS_CHROMIUM, else Debian's; None where there is none."""
    named = os.environ.get("OPENNESS_CHROMIUM")
    return next((path for path in ((named,) if named else EXECUTABLES) if path and Path(path).is_file()), None)


class Unconfined(RuntimeError):
    """The browser started as another user, but its pages are not behind its sandbox."""


def vetted(urls: Iterable[str], allow_private: bool) -> dict[str, str]:
    """The hosts of these addresses that may be reached, each with the one address it is reached at."""
    found = {}
    for host in sorted({(urlsplit(url).hostname or "").lower() for url in urls} - {""}):
        literal = literal_address(host)
        if literal is not None:
            if allow_private or not is_private(literal):
                found[host] = host
            continue
        addresses = public_addresses(host, allow_private)
        if addresses:
            found[host] = addresses[0]
    return found


def resolver_rules(urls: Iterable[str], allow_private: bool) -> str:
    """Chromium's host rules: each host pinned to an address that was vetted, every other host not found.

    Pinning closes the gap between the look at a name and its use: the browser never resolves a name by itself.
    """
    return rules_of(vetted(urls, allow_private))


def rules_of(places: Mapping[str, str]) -> str:
    """The same for hosts whose addresses are known already."""
    rules = [f"MAP {host} {address}" for host, address in places.items() if host != address]
    exempt = [f"EXCLUDE {host}" for host, address in places.items() if host == address]
    return ", ".join([*rules, "MAP * ~NOTFOUND", *exempt])


class Instance:
    """One running Chromium; ``open`` contexts are counted so that it is not ended under a visit."""

    def __init__(self, browser: Any, mark: str, memory: int) -> None:
        self.browser = browser
        self.mark = mark
        self.watch = Watch(mark, memory)
        self.guard = asyncio.ensure_future(self.watch.go())
        self.used = 0
        self.open = 0
        self.retired = False

    def kill(self) -> None:
        """Ends every process of the browser at once."""
        for process in marked(self.mark):
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)

    async def end(self) -> None:
        """Closes the browser, by force where it does not go by itself."""
        self.guard.cancel()
        try:
            async with asyncio.timeout(CLOSING):
                await self.browser.close()
        except Exception:
            self.kill()


class Browser:
    """Chromium under Playwright; started when first needed, replaced after ``recycle`` pages or a fault.

    ``memory`` is the bound of one page's process in bytes. ``user`` is who it is to run as where root started the program: Chromium
    refuses to be root's with its sandbox. Where that user is not there or gets no sandbox either, it runs as root without; ``bare``
    then says why, ``refused`` in whose words, and ``user`` is empty.
    """

    def __init__(self, playwright: Any, rules: str, recycle: int = 60, memory: int = 1_000_000_000, user: str = "") -> None:
        path = executable()
        if path is None:
            raise FileNotFoundError("no Chromium")
        self._playwright = playwright
        self._path = path
        self.asked = wanted(user)
        self.bare = self.refused = ""
        self._guise = self._other_user(path) if os.geteuid() == 0 else None
        self._rules = rules
        self._recycle = recycle
        self._memory = memory
        self._current: Instance | None = None
        self._starting = asyncio.Lock()
        self.started = 0

    def _other_user(self, path: str) -> Guise | None:
        found = account(self.asked) if self.asked else None
        if found is None:
            self.bare = NO_SUCH_USER if self.asked else NOT_NAMED
            return None
        try:
            return Guise(found, path)
        except OSError as failure:
            # In a namespace of users root may know a name that it cannot give anything to.
            self.bare, self.refused = USER_REFUSED, str(failure)
            return None

    @property
    def guise(self) -> Guise | None:
        """As whom the browser runs where that is not the program's own user; settled when it has been started."""
        return self._guise

    async def version(self) -> str:
        """Version of the running browser."""
        return str((await self._running()).browser.version)

    async def _running(self) -> Instance:
        async with self._starting:
            current = self._current
            if current is not None and current.watch.lost:
                # Whoever still waits for a page of it would wait in vain.
                current.kill()
            elif current is not None and current.used < self._recycle and current.browser.is_connected():
                return current
            if current is not None:
                current.retired = True
                if not current.open:
                    await current.end()
            self._current = await self._start()
            self.started += 1
            return self._current

    async def _start(self) -> Instance:
        """A browser as the other user, where there is one; the first of them has to prove that it is confined."""
        if self._guise is not None:
            instance = None
            try:
                instance = await self._launched(self._guise.path, sandbox=True)
                if not self.started:
                    await self._prove(instance, self._guise)
                return instance
            except Exception as failure:
                if instance is not None:
                    await instance.end()
                if self.started:
                    raise
                self.bare, self.refused = USER_REFUSED, " ".join(str(failure).split())
                self._guise.close()
                self._guise = None
        return await self._launched(self._path, sandbox=not self.bare)

    async def _launched(self, path: str, sandbox: bool) -> Instance:
        mark = f"--openness-lane={secrets.token_hex(8)}"
        browser = await self._playwright.chromium.launch(
            executable_path=path,
            chromium_sandbox=sandbox,
            args=[*QUIET, *NO_PACKETS, f"--host-resolver-rules={self._rules}", mark],
        )
        return Instance(browser, mark, self._memory)

    async def _prove(self, instance: Instance, guise: Guise) -> None:
        async with asyncio.timeout(PROVING):
            context = await instance.browser.new_context()
            await context.new_page()
            if not confined(instance.mark, guise.user):
                raise Unconfined(f"pages of {guise.user.name} are not behind a sandbox")
            await context.close()

    @asynccontextmanager
    async def context(self, **options: Any) -> AsyncIterator[Any]:
        """A fresh context, in a fresh browser where the old one has served long enough.

        On leaving, a context that does not close in time takes its browser with it.
        """
        instance = await self._running()
        instance.used += 1
        instance.open += 1
        try:
            context = await instance.browser.new_context(accept_downloads=False, service_workers="block", **options)
            try:
                yield context
            finally:
                await self._close(instance, context)
        finally:
            instance.open -= 1
            if instance.retired and not instance.open:
                await instance.end()

    async def _close(self, instance: Instance, context: Any) -> None:
        try:
            async with asyncio.timeout(CLOSING):
                await context.close()
        except Exception:
            # Another visit in the same browser is ended with it and begins anew; a page that will not go may cost no more.
            instance.kill()

    async def close(self) -> None:
        """Ends the browser."""
        if self._current is not None:
            await self._current.end()
            self._current = None
        if self._guise is not None:
            self._guise.close()
