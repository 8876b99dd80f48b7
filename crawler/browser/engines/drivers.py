"""Starting each engine behind one interface: Selenium where a driver is at hand, WebDriver BiDi for a Firefox without one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from typing import Any, Protocol

from crawler.browser.engines import base
from crawler.browser.engines.bidi import Bidi
from crawler.browser.program.launch import NO_PACKETS
from crawler.browser.program.user import Guise, account

CHROME_MARGIN = 200


class Driver(Protocol):
    """One browser with one tab; what it raises is the engine's failure and no finding."""

    version: str
    errors: list[str] | None
    failed: list[dict[str, Any]] | None

    def goto(self, url: str, timeout: float) -> None:
        """Loads a page."""

    def evaluate(self, expression: str, timeout: float) -> Any:
        """JSON value of an expression, awaited where it is a promise."""

    def picture(self) -> bytes | str:
        """The viewport as PNG."""

    def close(self) -> None:
        """Ends the browser."""


class Selenium:
    """A browser through Selenium; ``errors`` stays None where its driver tells none. ``more`` is ended after the browser."""

    def __init__(self, driver: Any, size: tuple[int, int], more: Callable[[], None] | None = None) -> None:
        self.driver = driver
        self.version = str(driver.capabilities.get("browserVersion", ""))
        self.errors: list[str] | None = None
        self.failed: list[dict[str, Any]] | None = None
        self._more = more
        driver.set_window_size(*size)
        width, height = driver.execute_script("return [innerWidth, innerHeight]")
        if (width, height) != size and 0 < width < size[0] + CHROME_MARGIN:
            driver.set_window_size(2 * size[0] - width, 2 * size[1] - height)

    def goto(self, url: str, timeout: float) -> None:
        """Loads a page whole and takes the errors that the driver heard of."""
        self.driver.set_page_load_timeout(timeout)
        self.driver.get(url)
        if "goog:loggingPrefs" in str(self.driver.capabilities) or self.driver.name.startswith("chrom"):
            heard = [entry["message"][:300] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
            self.errors = heard[:50]

    def evaluate(self, expression: str, timeout: float) -> Any:
        """JSON value of an expression, awaited where it is a promise."""
        self.driver.set_script_timeout(timeout)
        text = self.driver.execute_async_script(
            f"const done = arguments[arguments.length - 1]; Promise.resolve({expression}).then((value) => done(JSON.stringify(value)),"
            " (fault) => done(JSON.stringify({fault: String(fault).slice(0, 300)})));"
        )
        found = json.loads(text) if isinstance(text, str) else None
        if isinstance(found, dict) and set(found) == {"fault"}:
            raise RuntimeError(found["fault"])
        return found

    def picture(self) -> bytes | str:
        """The viewport as PNG in base64."""
        return str(self.driver.get_screenshot_as_base64())

    def close(self) -> None:
        """Ends browser, driver and what stood behind them."""
        self.driver.quit()
        if self._more is not None:
            self._more()


def start(name: str, proxy: str, agent: str, accept: str, size: tuple[int, int], user: str = "") -> Driver:
    """Starts an engine by name behind the gate at ``proxy``, Chromium as ``user`` where one is named. Raises what the driver raises."""
    os.environ |= {"SE_OFFLINE": "true", "SE_AVOID_STATS": "true", "LANGUAGE": accept.partition(",")[0]}
    if name == base.CHROMIUM.name:
        return _chromium(proxy, agent, accept, size, user)
    if name == base.WEBKIT.name:
        return _webkit(proxy, agent, size)
    binary = base.firefox()
    if binary is None:
        raise FileNotFoundError(name)
    return Bidi(binary, proxy, agent, accept, size)


def _chromium(proxy: str, agent: str, accept: str, size: tuple[int, int], user: str) -> Driver:
    from selenium import webdriver

    known = account(user) if user else None
    guise = Guise(known, base.chromium() or "") if known is not None else None
    options = webdriver.ChromeOptions()
    options.binary_location = guise.path if guise is not None else base.chromium() or ""
    for argument in (
        "--headless=new",
        f"--proxy-server=http://{proxy}",
        "--proxy-bypass-list=<-loopback>",
        *NO_PACKETS,
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        f"--user-agent={agent}",
        f"--accept-lang={accept}",
        f"--window-size={size[0]},{size[1]}",
    ):
        options.add_argument(argument)
    if guise is None and os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    options.set_capability("goog:loggingPrefs", {"browser": "SEVERE"})
    options.set_capability("unhandledPromptBehavior", "dismiss")
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver") or "")
    return Selenium(webdriver.Chrome(options=options, service=service), size, guise.close if guise is not None else None)


def _webkit(proxy: str, agent: str, size: tuple[int, int]) -> Driver:
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    display, screen = _display(size)
    options = Options()
    options.binary_location = base.webkit() or ""
    options.add_argument("--automation")
    options.add_argument(f"--proxy=http://{proxy}")
    options.add_argument(f"--user-agent={agent}")
    options.set_capability("unhandledPromptBehavior", "dismiss")
    service = Service(executable_path=shutil.which("WebKitWebDriver") or "", env={**os.environ, "DISPLAY": screen})
    return Selenium(webdriver.WebKitGTK(options=options, service=service), size, display.terminate)


def _display(size: tuple[int, int]) -> tuple[subprocess.Popen[bytes], str]:
    """A display of its own, whose number the server chooses."""
    inward, outward = os.pipe()
    geometry = f"{size[0] + CHROME_MARGIN}x{size[1] + CHROME_MARGIN}x24"
    command = [shutil.which("Xvfb") or "Xvfb", "-displayfd", str(outward), "-screen", "0", geometry, "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(outward,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(outward)
    with os.fdopen(inward) as told:
        number = told.readline().strip()
    return process, f":{number}"
