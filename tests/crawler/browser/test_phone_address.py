"""Addresses of mobile versions, and the links between both versions, as a telephone's page bears them."""

from __future__ import annotations

import pytest

from crawler.browser.look.phone import link_back, link_to
from store.mobile import is_mobile_address


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
    ("address", "leads"),
    [
        ("https://site.kz/", True),
        ("https://www.site.kz/ru", True),
        ("https://site.kz/files/plan.pdf", False),
        ("https://m.site.kz/", False),
        ("https://other.kz/", False),
    ],
)
def test_a_link_back_to_the_page_asked_for_or_to_the_home_page(address: str, leads: bool) -> None:
    assert (link_back([[address, ""]], "https://site.kz/ru") == address) is leads


def test_words_tell_of_both_versions_and_an_address_of_the_mobile_one() -> None:
    here, words = "https://site.kz/ru", ("полная версия",)
    assert link_to([["https://site.kz/", "Главная"]], words, here, mobile=False) is None
    assert link_to([["https://site.kz/any", "Полная версия"]], words, here, mobile=False) == "https://site.kz/any"
    assert link_to([["https://m.site.kz/", ""]], (), here, mobile=True) == "https://m.site.kz/"
