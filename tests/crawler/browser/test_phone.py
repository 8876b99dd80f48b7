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
    assert {path for path, found in seen.items() if not found["pictured"]} == {"/fluid", "/plain", "/held", "/tiny", "/desktop"}


def test_the_text_that_a_telephone_shows_is_kept_and_what_the_layout_hides_is_not(seen: dict[str, dict[str, Any]]) -> None:
    assert "помещается на любой экран" in seen["/fluid"]["text"]
    assert "Кабинет" not in seen["/fluid"]["text"]
    assert len(seen["/fluid"]["text"]) <= seen["/fluid"]["text_length"]
