"""How pages lie on a telephone's screen: fluid ones, wide ones, crushed ones, in a real Chromium; and which pages are tried."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from checks.catalog.mobile.viewport_fits_phone import META
from checks.phones import Bounds, loading_of
from crawler.browser.look import phone
from crawler.browser.program.launch import Browser, resolver_rules
from tests.crawler.servant import serving

pytestmark = [pytest.mark.browser, pytest.mark.costs(12)]
HEAD = '<!doctype html><html lang=ru><meta name=viewport content="{view}"><title>Проба</title><style>{style}</style><body>{body}'
DEVICE = "width=device-width, initial-scale=1"
TEXT = "<p>Обычный текст страницы, который переносится по словам и потому помещается на любой экран.</p>" * 8
TILES = "<div class=tiles>" + "<a href='/x'>Противодействие коррупции</a>" * 4 + "</div>"
PAGES = {
    "/fluid": HEAD.format(
        view=DEVICE,
        style="@media (max-width: 30em) {p {margin: 0} .wide {display: none}}",
        body=TEXT + "<p class=wide>Кабинет 512</p>",
    ),
    "/plain": HEAD.format(view=DEVICE, style="", body=TEXT),
    "/wide": HEAD.format(view=DEVICE, style="", body=TEXT + "<div style='width:612px;height:9px'></div>"),
    "/held": HEAD.format(
        view=DEVICE, style="", body=TEXT + "<div style='overflow:auto'><p style='width:900px'>Широкая таблица</p></div>"
    ),
    "/cut": HEAD.format(view=DEVICE + ", minimum-scale=1", style="body{overflow-x:hidden}p{width:900px}", body=TEXT * 2),
    "/tiles": HEAD.format(view=DEVICE, style=".tiles{display:flex}.tiles a{display:block;width:35px;font-size:16px}", body=TILES),
    "/broken": HEAD.format(
        view=DEVICE,
        style=".tiles{display:flex}.tiles a{display:block;width:35px;font-size:16px;overflow-wrap:anywhere}",
        body=TILES,
    ),
    "/tiny": HEAD.format(view=DEVICE, style="p{font-size:7px}", body=TEXT),
    "/folded": HEAD.format(
        view=DEVICE,
        style=".collapse, .accordion-content, .tab-pane, .gone {display: none}",
        body=TEXT
        + "<details><summary>1-қадам</summary><p>Жеке кәсіпкерді тіркеу.</p><style>p{margin:0}</style></details>"
        + "<button data-bs-toggle=collapse data-bs-target='#two'>Второй шаг</button><div id=two class=collapse>Налоговый режим.</div>"
        + "<a href='#three' data-toggle=tab>Третий</a><div id=three class=tab-pane>Кассовый аппарат.</div>"
        + "<h3>Четвёртый</h3><div class=accordion-content>Трудовой договор.</div>"
        + "<button class=gone aria-controls=five>Пятый</button><div id=five class=gone>Кабинет 512.</div>"
        + "<div class=gone>Кабинет 513.<details><summary>Шестой</summary>Кабинет 514.</details></div>",
    ),
    "/desktop": HEAD.format(view="width=1000", style="", body=TEXT),
}
BOUNDS = Bounds(**META.inspect[0])


@pytest.fixture(scope="module")
def seen() -> Iterator[dict[str, dict[str, Any]]]:
    """What the narrowest telephone brings of each page."""

    async def look(url: str) -> dict[str, dict[str, Any]]:
        from playwright.async_api import async_playwright

        found = {}
        async with async_playwright() as playwright:
            profile = dict(playwright.devices[phone.PROFILES[phone.NARROW]])
            profile.pop("default_browser_type")
            browser = Browser(playwright, resolver_rules([url], allow_private=True))
            for path in PAGES:
                async with browser.context(**profile) as context:
                    words = {"mobile-version": (), "main-version": ()}
                    page = await context.new_page()
                    call = phone.Call(url + path, phone.NARROW, phone.TEMPLATE, words, 15.0, 4.0)
                    found[path], shot, _, _ = await phone.look(page, call)
                    found[path]["pictured"] = shot is not None
            await browser.close()
        return found

    with serving(PAGES) as server:
        yield asyncio.run(look(server.url.rstrip("/")))


def test_every_page_is_measured(seen: dict[str, dict[str, Any]]) -> None:
    assert {path: found["fit"]["status"] for path, found in seen.items()} == dict.fromkeys(PAGES, "done")
    assert {found["screen_width"] for found in seen.values()} == {360}


def test_a_layout_is_told_by_what_it_does_and_not_by_its_viewport_tag(seen: dict[str, dict[str, Any]]) -> None:
    assert {path: loading_of(found, BOUNDS) for path, found in seen.items()} == {
        "/fluid": "auto",
        "/plain": "auto",
        "/wide": "overflow",
        "/held": "auto",
        "/cut": "crushed",
        "/tiles": "crushed",
        "/broken": "crushed",
        "/tiny": "small",
        "/folded": "auto",
        "/desktop": "none",
    }


def test_what_was_measured_says_where(seen: dict[str, dict[str, Any]]) -> None:
    assert seen["/wide"]["fit"]["reach"] >= 612
    assert {place["why"] for place in seen["/tiles"]["fit"]["crushed"]} == {"over"}
    assert {place["why"] for place in seen["/broken"]["fit"]["crushed"]} == {"broken"}
    assert {place["width"] for place in seen["/tiles"]["fit"]["crushed"]} == {35}
    assert seen["/cut"]["fit"]["outside"]
    assert {path for path, found in seen.items() if found["fit"]["width_rules"]} == {"/fluid"}


def test_an_inner_page_is_pictured_where_something_does_not_fit(seen: dict[str, dict[str, Any]]) -> None:
    assert {path for path, found in seen.items() if not found["pictured"]} == {"/fluid", "/plain", "/held", "/tiny", "/folded", "/desktop"}


def test_the_text_that_a_telephone_shows_is_kept_and_what_the_layout_hides_is_not(seen: dict[str, dict[str, Any]]) -> None:
    assert "помещается на любой экран" in seen["/fluid"]["text"]
    assert "Кабинет" not in seen["/fluid"]["text"]
    assert len(seen["/fluid"]["text"]) <= seen["/fluid"]["text_length"]


def test_what_a_touch_opens_is_kept_beside_it_and_what_nothing_opens_is_not(seen: dict[str, dict[str, Any]]) -> None:
    assert "Налоговый режим" not in seen["/folded"]["text"]
    behind = seen["/folded"]["folded"]
    opened = ("Жеке кәсіпкерді тіркеу.", "Налоговый режим.", "Кассовый аппарат.", "Трудовой договор.")
    assert [one for one in opened if one not in behind] == []
    assert "Кабинет" not in behind
    assert "margin" not in behind
    assert seen["/plain"]["folded"] == ""
