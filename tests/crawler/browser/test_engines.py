"""Other engines: each at hand shows the page, confirms or doubts axe-core's findings, and reaches nobody but vetted hosts."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from crawler.browser.engines import base
from crawler.browser.engines.base import ENGINES, missing
from crawler.browser.engines.compare import compared, opinions
from crawler.browser.engines.gate import Gate
from store.harvest import ArtifactKind, ProbeLimits
from store.objects import ObjectStore
from tests.crawler.browser.kit import artifacts, lane
from tests.crawler.kit import Harvest
from tests.crawler.servant import home, serving

pytestmark = [pytest.mark.browser, pytest.mark.costs(20)]
PAGE = """<!doctype html><html lang=ru><title>Приём граждан</title><body><main><h1>Приём граждан</h1><img src="/pic.png">
<p style="color:#aaa;background:#fff">бледный текст</p><p>Приём по средам. Министерство рассматривает обращения.</p></main>
<script>if (!navigator.userAgent.includes('auditor')) document.body.textContent = 'unnamed';
if (!window.chrome) { document.querySelector('h1').remove(); } undefinedFunction();</script></body></html>"""


def test_every_engine_at_hand_looks_and_judges(tmp_path: Path) -> None:
    with serving({**home(), "/": PAGE}) as server:
        harvest = Harvest(tmp_path, server.url, max_rendered=1, probes=ProbeLimits(off=("motion", "keyboard")))
        plan = harvest.plan()
        lane(harvest, "http", plan.run_id)
        lane(harvest, "browser", plan.run_id)
        lane(harvest, "browser", plan.run_id)
        sent = {method for method, _ in server.methods}
    objects = ObjectStore(f"{plan.out}/evidence")
    stored = [item for item in artifacts(harvest, plan.run_id) if item.kind is ArtifactKind.ENGINE]
    told = {value["engine"]: value for item in stored if (value := json.loads(objects.get(item.object_sha256)))}
    assert len(stored) == len(ENGINES), "a lane that goes on asks no engine twice"
    assert sent <= {"GET", "HEAD"}
    for engine in ENGINES:
        value = told[engine.name]
        if missing(engine):
            assert (value["status"], value["reason"]) == ("not-tested", missing(engine))
            continue
        assert value["status"] == "done", value
        assert value["axe"]["axe_version"] == "4.14.1"
        assert value["opinions"]["image-alt"] == {"confirmed": 1, "unsure": 0, "doubted": 0}
        assert value["page"]["width"] > 1200
        assert value["page"]["text_length"] > 40
        assert objects.get(value["pictures"][0]["sha256"])[:4] == b"\x89PNG"
        if value["errors"] is not None:
            assert any("undefinedFunction" in said for said in value["errors"]), value["errors"]
        if engine.layout != "Blink" and told["chromium"]["status"] == "done":
            assert value["compared"]["missing_words"] == ["граждан", "приём"]
            assert value["compared"]["missing"] == 2


def test_what_is_not_installed_is_listed_as_not_tested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "FOUND", {engine.name: (lambda: None) for engine in ENGINES})
    assert [missing(engine) for engine in ENGINES] == [
        "not-installed: Blink with chromedriver",
        "not-installed: Gecko with geckodriver or WebDriver BiDi",
        "not-installed: WebKit with WebKitWebDriver",
    ]


def test_the_gate_lets_reading_requests_to_vetted_hosts_pass_and_nothing_else() -> None:
    def ask(gate: str, url: str, data: bytes | None = None) -> int:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": f"http://{gate}"}))
        try:
            return int(opener.open(url, data, timeout=600).status)
        except urllib.error.HTTPError as refused:
            return refused.code

    async def through(url: str, name: str) -> list[int]:
        places = {"site.test": "127.0.0.1", "127.0.0.1": "127.0.0.1"}
        async with Gate(places, lambda asked: "secret" not in asked) as gate:
            asks = [(url, None), (name, None), (f"{url}secret", None), ("http://other.test/", None), (url, b"x=1")]
            return [await asyncio.to_thread(ask, gate.address, address, data) for address, data in asks]

    with serving(home()) as server:
        named = server.url.replace("127.0.0.1", "site.test")
        assert asyncio.run(through(server.url, named)) == [200, 200, 403, 403, 403]


def test_opinions_count_places_that_are_found_again() -> None:
    def rule(name: str, *targets: str) -> dict[str, object]:
        return {"id": name, "nodes": [{"target": [target]} for target in targets]}

    main = {"violations": [rule("a", "x", "y", "z")], "incomplete": []}
    here = {"violations": [rule("a", "x"), rule("b", "q")], "incomplete": [rule("a", "y")]}
    assert opinions(main, here) == {"a": {"confirmed": 1, "unsure": 1, "doubted": 1}}
    assert opinions(main, None) == {}


def test_a_page_that_is_blank_in_one_engine_is_told() -> None:
    full = {"text": "слово " * 100, "text_length": 600, "width": 1280, "scroll_width": 1280, "broken_pictures": []}
    bare = {"text": "", "text_length": 0, "width": 1280, "scroll_width": 1400, "broken_pictures": ["http://a/x.png"]}
    told = compared(bare, full)
    assert (told["blank"], told["overflows"], told["overflows_in_chromium"], told["missing_share"]) == (True, True, False, 1.0)
    assert told["broken_pictures"] == ["http://a/x.png"]
