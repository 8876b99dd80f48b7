"""Addresses of mobile versions, and the links between both versions, as a telephone's page bears them."""

from __future__ import annotations

import pytest

from crawler.browser.phone import is_mobile_address, link_to


@pytest.mark.parametrize(
    ("url", "mobile"),
    [
        ("https://m.site.kz/ru", True),
        ("https://site.kz/mobile", True),
        ("https://site.kz/ru/mobile/news", True),
        ("https://site.kz/kk/m/", True),
        ("https://site.kz/mobilization/", False),
        ("https://site.kz/ru/press/m/", False),
        ("https://mail.site.kz/", False),
    ],
)
def test_a_mobile_address(url: str, mobile: bool) -> None:
    assert is_mobile_address(url) is mobile


@pytest.mark.parametrize(
    ("address", "text", "leads"),
    [
        ("https://site.kz/", "", True),
        ("https://www.site.kz/ru", "site.kz", True),
        ("https://site.kz/any", "Полная версия", True),
        ("https://site.kz/files/plan.pdf", "План", False),
        ("https://other.kz/", "Портал", False),
    ],
)
def test_a_link_back_to_the_page_asked_for_or_to_the_home_page_leads_to_the_main_version(
    address: str, text: str, leads: bool
) -> None:
    found = link_to([[address, text]], ("полная версия",), "https://m.site.kz/ru", "https://site.kz/ru")
    assert (found == address) is leads


def test_without_a_redirect_only_words_tell_of_the_main_version() -> None:
    links = [["https://site.kz/", "Главная"]]
    assert link_to(links, ("полная версия",), "https://site.kz/ru", "") is None
    assert link_to([["https://m.site.kz/", ""]], (), "https://site.kz/ru") == "https://m.site.kz/"
