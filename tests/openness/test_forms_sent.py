"""Forms are sent for a trial only where nobody but the auditor answers, or where the configuration names the host."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from openness.planning import Wish, make_plan
from tests.scoring.kit import CONFIG


@pytest.mark.parametrize(
    ("site", "more", "hosts"),
    [
        ("http://127.0.0.1:8080/", {"allow_private": True}, ("127.0.0.1",)),
        ("http://127.0.0.1:8080/", {"allow_private": True, "page_only": True}, ()),
        ("http://10.1.2.3/", {"allow_private": True}, ()),
        ("https://example.gov.kz/", {"allow_private": True}, ()),
        ("https://example.gov.kz/", {}, ()),
    ],
)
def test_forms_of_a_stand_in_alone_are_sent(site: str, more: dict[str, Any], hosts: tuple[str, ...]) -> None:
    wish = Wish(site=site, kind="local", config=CONFIG, **more)
    plan = make_plan(wish, ("kz-2017", "2017-12-28"), date(2026, 11, 20))
    assert plan.limits.probes.send_forms == hosts
