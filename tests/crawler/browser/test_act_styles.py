"""What the second engine is spared of the style sheets changes nothing that it tells."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.browser.probes import act
from tests.crawler.browser.kit import report, visits
from tests.crawler.servant import serving

pytestmark = [pytest.mark.browser]
STYLE = """
 p { color: #111; margin: 0 } a { color: red } a:hover { letter-spacing: 1px } em:hover { word-spacing: 2px }
 .set { letter-spacing: 0.1em !important; line-height: 1 !important; & b { color: blue; word-spacing: 1px } }
 @media (orientation: portrait) { .page { color: #222; transform: rotate(90deg) } .plain { color: #333 } }
"""
BODY = """<div class=page><h1>Бет</h1><p class=set style="letter-spacing: 0.1em !important; color: #111">Мәтін <b>қалың</b></p>
 <p style="line-height: 1em !important; width: 80px">Екінші жол осы жерде тұр, ол ұзын <em style="word-spacing: 0.1em !important">ерекше</em></p>
 <a href=/x style="letter-spacing: 0.05em !important">Сілтеме</a><p class=plain>Жай мәтін</p></div>"""
PAGE = f"<!doctype html><html lang=kk><title>Бет</title><style>{STYLE}</style><body>{BODY}"
# Orientation and the three kinds of spacing: the rules that read style sheets.
READ = {"b33eff", "24afc2", "78fd32", "9e45ec"}


def _told() -> list[dict[str, Any]]:
    with serving({"/page": PAGE}) as server:
        (seen,) = visits([server.url + "page"], ("act",))
    return list(report(seen, "act").data["failed"])


def test_declarations_that_no_rule_asks_for_are_left_out_unnoticed(monkeypatch: pytest.MonkeyPatch) -> None:
    spared = _told()
    monkeypatch.setattr(act, "STYLES", "() => null")
    assert spared == _told()
    assert {one["rule"] for one in spared} >= READ
