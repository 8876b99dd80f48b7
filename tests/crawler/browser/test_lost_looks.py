"""A look that the death of the browser or of the page's process cut through is made anew: it leaves what an undisturbed one leaves, once."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from crawler.browser.look.lost import AGAIN, Spare
from crawler.browser.program.memory import RENDERER, ZYGOTE, descendants
from store.harvest import ArtifactKind, Device, ProbeLimits
from tests.crawler.browser.kit import artifacts, lane
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, serving
from tests.settings import PROBES

pytestmark = [pytest.mark.browser, pytest.mark.costs(25)]
MAIN, NETWORK = b"--openness-lane=", b"--utility-sub-type=network.mojom.NetworkService"
# The page stands; it asks for what kills when our walk with the Tab key comes to its link.
LATER = "<script>addEventListener('focusin', () => fetch('{}'), {{once: true}})</script><a href=/>Главная</a>"


def killed(of: bytes, times: int, visitor: str = "", then: str = "{}") -> Callable[[Any, bool], None]:
    """An answer that at first ends the processes of the browser that bear these words, where such a visitor asks."""
    left = [times]

    def answer(page: Any, body: bool) -> None:
        if left[0] and visitor in page.headers["User-Agent"]:
            left[0] -= 1
            for process in descendants({os.getpid()}):
                with suppress(OSError):
                    words = Path(f"/proc/{process}/cmdline").read_bytes()
                    if of in words and (of is not MAIN or b"--type=" not in words):
                        os.kill(process, signal.SIGKILL)
        page.send(200, then, body)

    return answer


def test_looks_are_whole_whatever_died_amid_them(tmp_path: Path) -> None:
    deadly = {"/browser": killed(MAIN, 2), "/process": killed(RENDERER, 1), "/none": killed(MAIN, 0)}
    pages: dict[str, Any] = {
        f"/p{path[1:]}": PAGE.format(title=path, links=LATER.format(path) + "<p>текст</p>" * 30) for path in deadly
    }
    start = PAGE.format(
        title="Главная",
        links="".join(f"<a href={path}>{path}</a> " for path in pages) + "<p>текст</p>" * 60 + "<img src=/phone alt=Герб>",
    )
    home = killed(NETWORK, 1, "iPhone", start)
    with serving({"/": home, **pages, **deadly, "/phone": killed(MAIN, 1, "iPhone")}) as server:
        probes = ProbeLimits(off=tuple(name for name in PROBES if name != "keyboard"), engines=0, parallel=1)
        harvest = Harvest(tmp_path, server.url, max_rendered=4, sample_share_percent=100, probes=probes)
        plan = harvest.plan()
        lane(harvest, "http", plan.run_id)
        told = lane(harvest, "browser", plan.run_id)
        asked = {path: server.asked[path] for path in deadly}
    assert asked["/browser"] >= 3, told
    assert asked["/process"] >= 2, told
    stored = artifacts(harvest, plan.run_id)
    assert [(item.url, item.kind, item.note) for item in stored if not item.ok] == []
    seen = [item for item in stored if item.kind is not ArtifactKind.PHONE and item.device is Device.DESKTOP]
    kinds = {path: Counter(item.kind for item in seen if item.url == server.url + path[1:]) for path in pages}
    assert kinds["/pbrowser"] == kinds["/pprocess"] == kinds["/pnone"]
    assert kinds["/pnone"][ArtifactKind.PAGE] == kinds["/pnone"][ArtifactKind.AXE] == 1
    shown = Counter((item.url, item.device) for item in stored if item.kind is ArtifactKind.PHONE)
    assert set(shown.values()) == {1}
    assert {device for url, device in shown if url == server.url} == {Device.PHONE_IPHONE, Device.PHONE_ANDROID}
    fetched = Counter(item.url for item in harvest.captures(plan) if item.purpose == "browser")
    assert set(fetched.values()) == {1}


def test_a_browser_that_can_make_no_more_processes_is_replaced(tmp_path: Path) -> None:
    """Every page of it would hang until its time is over."""
    start = PAGE.format(title="Главная", links="<p>текст</p>" * 60)
    with serving({"/": killed(ZYGOTE, 1, "iPhone", start)}) as server:
        probes = ProbeLimits(off=tuple(PROBES), engines=0, parallel=1)
        harvest = Harvest(tmp_path, server.url, max_rendered=1, sample_share_percent=100, probes=probes)
        plan = harvest.plan()
        lane(harvest, "http", plan.run_id)
        lane(harvest, "browser", plan.run_id)
    stored = artifacts(harvest, plan.run_id)
    assert [(item.url, item.kind, item.note) for item in stored if not item.ok] == []
    shown = [item.device for item in stored if item.kind is ArtifactKind.PHONE]
    assert sorted(shown) == sorted((Device.PHONE_ANDROID, Device.PHONE_IPHONE))


@pytest.mark.parametrize(
    ("fault", "times"),
    [("browser-gone: x", 2), ("crashed: x", 1), ("network: x", 1), ("download: x", 1), ("timeout: x", 0), ("", 0)],
)
def test_how_often_a_look_is_made_anew(fault: str, times: int) -> None:
    spare = Spare()
    assert [spare.take(fault) for _ in range(times + 1)] == [True] * times + [False]
    assert not spare.left(fault)
    assert times == AGAIN.get(fault.partition(":")[0], 0)
