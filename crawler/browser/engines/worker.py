"""One engine in a process of its own: ``python -m crawler.browser.engines.worker ORDER``; addresses come in line by line as JSON,
what the engine shows of each goes out in the same way. It dies with whoever started it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from crawler.browser.engines.drivers import Driver, Selenium, start
from crawler.browser.page.axe import OPTIONS, SCRIPT, bounded, script
from crawler.process import die_with_parent

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
MAX_TEXT = 200_000
AXE_CAP = 30.0
# Frames are left to the first engine: the bridge enters the main frame alone, and axe-core would wait for the others.
MAIN_FRAME = {**OPTIONS, "iframes": False}


def look(driver: Driver, url: str, timeout: float) -> dict[str, Any]:
    """What one page shows: text and sizes, errors where the driver tells them, axe-core's result, a picture in base64."""
    driver.goto(url, timeout)
    page = driver.evaluate(f"({MEASURE})({MAX_TEXT})", timeout)
    found = {"page": page, "errors": driver.errors, "failed": driver.failed, "picture": driver.picture()}
    try:
        found["axe"] = bounded(_axe(driver))
    except Exception as failure:
        found["axe_fault"] = _words(failure)
    return found


def _axe(driver: Driver) -> dict[str, Any]:
    if isinstance(driver, Selenium):
        from axe_selenium_python import Axe  # type: ignore[import-untyped]

        driver.driver.set_script_timeout(AXE_CAP)
        bridge = Axe(driver.driver, script_url=str(SCRIPT))
        bridge.inject()
        return dict(bridge.run(options=json.dumps(MAIN_FRAME)))
    driver.evaluate(f"(() => {{ {script()} }})()", AXE_CAP)
    return dict(driver.evaluate(f"axe.run(document, {json.dumps(MAIN_FRAME)})", AXE_CAP))


def _words(failure: BaseException) -> str:
    return f"{type(failure).__name__}: {' '.join(str(failure).split())}"[:300]


def _say(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def main(order: dict[str, Any]) -> None:
    """Starts the engine, says so, then answers each line until there are no more."""
    die_with_parent()
    size = order["width"], order["height"]
    driver = start(order["name"], order["proxy"], order["agent"], order["accept"], size, order["user"])
    try:
        _say({"version": driver.version})
        for line in sys.stdin:
            asked = json.loads(line)
            try:
                _say(look(driver, asked["url"], asked["timeout"]))
            except Exception as failure:
                _say({"fault": _words(failure)})
    finally:
        driver.close()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
