"""Firefox by WebDriver BiDi alone, for machines without geckodriver. W3C WebDriver BiDi, editor's draft.

Our functions run in a sandbox of the page, where the page cannot reach them.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import websocket

START = 30.0
SANDBOX = "openness"
MAX_ERRORS = 50
PREFERENCES = {
    "network.proxy.type": 1,
    "network.proxy.allow_hijacking_localhost": True,
    "network.proxy.no_proxies_on": "",
    "network.proxy.failover_direct": False,
    # What would pass the proxy by: packets of WebRTC and of QUIC, and looks at names and hosts ahead of need.
    "media.peerconnection.enabled": False,
    "media.peerconnection.ice.proxy_only": True,
    "network.http.http3.enable": False,
    "network.webtransport.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.dns.disablePrefetchFromHTTPS": True,
    "network.trr.mode": 5,
    "network.prefetch-next": False,
    "network.predictor.enabled": False,
    "network.http.speculative-parallel-limit": 0,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "dom.disable_open_during_load": True,
    "browser.download.start_downloads_in_tmp_dir": True,
    "remote.prefs.recommended": True,
}


class Failed(Exception):
    """An answer of the browser that says why a command failed."""


class Bidi:
    """One Firefox and its one tab. The process that makes it ends it with its group."""

    def __init__(self, binary: str, proxy: str, agent: str, accept: str, size: tuple[int, int]) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="openness-firefox-")
        folder = Path(self._profile.name)
        host, _, port = proxy.partition(":")
        more = {"general.useragent.override": agent, "intl.accept_languages": accept}
        for kind in ("http", "ssl"):
            more |= {f"network.proxy.{kind}": host, f"network.proxy.{kind}_port": int(port)}  # type: ignore[dict-item]
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in {**PREFERENCES, **more}.items()]
        (folder / "user.js").write_text("\n".join(lines))
        command = [binary, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self._number = 0
        self.errors: list[str] | None = []
        self.failed: list[dict[str, Any]] | None = []
        self._socket = websocket.create_connection(f"{self._listening()}/session", timeout=START, suppress_origin=True)
        told = self._ask("session.new", {"capabilities": {"alwaysMatch": {"unhandledPromptBehavior": {"default": "dismiss"}}}})
        self.version = str(told["capabilities"]["browserVersion"])
        self._tab = str(self._ask("browsingContext.getTree", {})["contexts"][0]["context"])
        self._ask("session.subscribe", {"events": ["log.entryAdded", "network.fetchError", "network.responseCompleted"]})
        viewport = {"width": size[0], "height": size[1]}
        self._ask("browsingContext.setViewport", {"context": self._tab, "viewport": viewport})

    def _listening(self) -> str:
        assert self._process.stderr is not None  # noqa: S101 - stderr=PIPE
        until = time.monotonic() + START
        for line in self._process.stderr:
            if "WebDriver BiDi listening on " in line:
                return line.rsplit(" ", 1)[1].strip()
            if time.monotonic() > until:
                break
        raise Failed("Firefox did not open its debugging port")

    def goto(self, url: str, timeout: float) -> None:
        """Loads a page whole. Raises Failed, or the socket's own time-out."""
        self.errors, self.failed = [], []
        self._socket.settimeout(timeout)
        self._ask("browsingContext.navigate", {"context": self._tab, "url": url, "wait": "complete"})

    def evaluate(self, expression: str, timeout: float) -> Any:
        """JSON value of an expression, awaited where it is a promise."""
        self._socket.settimeout(timeout)
        asked = {
            "expression": f"Promise.resolve({expression}).then((value) => JSON.stringify(value))",
            "target": {"context": self._tab, "sandbox": SANDBOX},
            "awaitPromise": True,
        }
        found = self._ask("script.evaluate", asked)
        if found["type"] != "success":
            raise Failed(str(found.get("exceptionDetails", {}).get("text", "script"))[:300])
        text = found["result"].get("value")
        return json.loads(text) if isinstance(text, str) else None

    def picture(self) -> bytes | str:
        """The viewport as PNG in base64."""
        return str(self._ask("browsingContext.captureScreenshot", {"context": self._tab})["data"])

    def close(self) -> None:
        """Ends Firefox."""
        self._socket.close()
        self._process.terminate()
        self._process.wait(10)
        self._profile.cleanup()

    def _ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv())
            if told.get("id") == self._number:
                if "error" in told:
                    raise Failed(f"{told['error']}: {told.get('message', '')}"[:300])
                return dict(told["result"])
            self._hear(told)

    def _hear(self, told: dict[str, Any]) -> None:
        method, params = told.get("method"), told.get("params", {})
        if method == "log.entryAdded" and params.get("level") == "error":
            self.errors = [*(self.errors or []), str(params.get("text", ""))[:300]][:MAX_ERRORS]
        elif method == "network.fetchError":
            self._failure(params, str(params.get("errorText", "")))
        elif method == "network.responseCompleted" and params["response"]["status"] >= 400:
            self._failure(params, str(params["response"]["status"]))

    def _failure(self, params: dict[str, Any], reason: str) -> None:
        item = {"url": params["request"]["url"][:2048], "reason": reason[:100]}
        if item not in (self.failed or []):
            self.failed = [*(self.failed or []), item][:MAX_ERRORS]
