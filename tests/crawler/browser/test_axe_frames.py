"""axe-core in frames: what is in a frame counts, unless nobody can reach the frame."""

from __future__ import annotations

import pytest

from tests.crawler.browser.kit import visits
from tests.crawler.servant import serving

pytestmark = [pytest.mark.browser]
RULE = "image-alt"
PAGE = (
    "<!doctype html><html lang=ru><title>Рамка</title><body><main><h1>Рамка</h1>"
    "<iframe title=Ссылки tabindex=-1 {more} srcdoc=\"<img src='/x.png' width=40 height=40>\"></iframe></main>"
)
MODAL = "<dialog aria-label=Вопрос><button>Закрыть</button></dialog><script>document.querySelector('dialog').showModal()</script>"
PAGES = {"/plain": PAGE.format(more=""), "/inert": PAGE.format(more="inert"), "/modal": PAGE.format(more="") + MODAL}


def test_a_frame_counts_unless_it_is_inert_or_beside_a_modal_dialog() -> None:
    with serving(PAGES) as server:
        seen = visits([server.url.rstrip("/") + path for path in PAGES], ())
    found = {path: {rule["id"] for rule in item.axe["violations"]} for path, item in zip(PAGES, seen, strict=True) if item.axe}
    assert {path: RULE in rules for path, rules in found.items()} == {"/plain": True, "/inert": False, "/modal": False}
