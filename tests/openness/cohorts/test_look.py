"""The page of a cohort report in a real browser: accessible by axe in light and dark, nothing cut off on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from crawler.browser.program.launch import executable
from tests.openness.cohorts.conftest import Made

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("cohorts"), pytest.mark.costs(15)]
ONLY = {"resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("ru", 1280, "light"), ("kk", 390, "light"), ("kk", 1280, "dark"), ("en", 390, "dark")]
)
def test_axe_finds_nothing_and_nothing_overflows(browser: Browser, made: Made, language: str, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((made.folder / f"index.{language}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = Axe().run(page, options=ONLY).response["violations"]
    page.close()
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []
    assert wide == width
    assert len(asked) == 1
