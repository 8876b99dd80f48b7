"""The engines by name, and which of them are installed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import NamedTuple

MINIBROWSERS = (
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
)
CHROMIUMS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FIREFOXES = ("firefox-esr", "firefox")


class Engine(NamedTuple):
    """An engine: its name in artifacts, the layout engine, and the driver through which it is spoken to."""

    name: str
    layout: str
    driver: str


CHROMIUM = Engine("chromium", "Blink", "chromedriver")
FIREFOX = Engine("firefox", "Gecko", "geckodriver or WebDriver BiDi")
WEBKIT = Engine("webkit", "WebKit", "WebKitWebDriver")
# Chromium comes first: the others are compared with what it shows through the same driver.
ENGINES = (CHROMIUM, FIREFOX, WEBKIT)


def chromium() -> str | None:
    """The whole Chromium (its headless shell has no driver), where chromedriver is there too."""
    found = next((path for path in CHROMIUMS if Path(path).is_file()), None)
    return found if shutil.which("chromedriver") else None


def firefox() -> str | None:
    """Firefox; it speaks WebDriver BiDi by itself."""
    return next((path for path in map(shutil.which, FIREFOXES) if path), None)


def webkit() -> str | None:
    """WebKitGTK's small browser, where its driver and a virtual display are there too."""
    found = next((path for path in MINIBROWSERS if Path(path).is_file()), None)
    return found if shutil.which("WebKitWebDriver") and shutil.which("Xvfb") else None


FOUND = {CHROMIUM.name: chromium, FIREFOX.name: firefox, WEBKIT.name: webkit}


def build(engine: Engine) -> str:
    """A digest of which build of an engine is installed: place, size and time of its program; empty where there is none."""
    found = FOUND[engine.name]()
    if not found:
        return ""
    path = Path(found).resolve()
    told = path.stat()
    return hashlib.sha256(f"{path}|{told.st_size}|{told.st_mtime_ns}".encode()).hexdigest()


def missing(engine: Engine) -> str:
    """Empty where an engine can be used, else what is not installed."""
    return "" if FOUND[engine.name]() else f"not-installed: {engine.layout} with {engine.driver}"
