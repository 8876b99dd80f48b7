"""Where a form leads, joined as a browser joins addresses; what is no address leads nowhere and is never asked."""

from __future__ import annotations

import pytest

from crawler.browser.probes.action import reached


@pytest.mark.parametrize(
    ("action", "target"),
    [
        ("", "https://site.example/a/b?c"),
        (None, "https://site.example/a/b?c"),
        ("?q", "https://site.example/a/b?q"),
        (" find ", "https://site.example/a/find"),
        (r"\\other.example\s", "https://other.example/s"),
        ("/іздеу?q=сұрақ", "https://site.example/%D1%96%D0%B7%D0%B4%D0%B5%D1%83?q=%D1%81%D2%B1%D1%80%D0%B0%D2%9B"),
        ("http://[", ""),
    ],
)
def test_where_a_form_leads(action: str | None, target: str) -> None:
    assert reached("https://site.example/a/b?c", action) == target
