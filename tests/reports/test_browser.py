"""The report in a real browser: accessible by axe, nothing cut off on a phone, complete on paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader

from tests.reports.conftest import Run

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed")]
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_axe_finds_nothing_and_nothing_overflows(browser: Browser, run: Run, language: str, size: str) -> None:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((run.out / f"report.{language}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page).response["violations"]
    page.close()
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_paper_holds_what_is_folded_on_the_screen(browser: Browser, run: Run) -> None:
    page = browser.new_page()
    page.goto((run.out / "report.ru.html").as_uri())
    folded = page.locator("details").first
    assert folded.get_attribute("open") is None
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    page.close()
    assert abs(float(pdf.pages[0].mediabox.width) - 595) < 2
    text = " ".join(" ".join(leaf.extract_text().split()) for leaf in pdf.pages)
    assert "Приказ № 6 от 12 марта 2026 года" in text
    assert "Перейти к содержанию" not in text
