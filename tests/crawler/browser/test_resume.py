"""The browser lane killed in the middle goes on where it was cut off, and leaves no browser behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from crawler.browser.program.memory import descendants
from store.harvest import ArtifactKind, ProbeLimits
from tests.conftest import ROOT
from tests.crawler.browser.kit import artifacts, lane
from tests.crawler.kit import Harvest
from tests.crawler.servant import PAGE, home, serving
from tests.settings import PROBES

pytestmark = [pytest.mark.browser, pytest.mark.costs(25)]
NAMES = tuple(f"page{number}" for number in range(6))


def seen(harvest: Harvest, run_id: str) -> Counter[str]:
    return Counter(item.url for item in artifacts(harvest, run_id) if item.kind is ArtifactKind.PAGE)


def alive(processes: dict[int, int]) -> set[int]:
    """Those of the processes that still run; a zombie does not."""
    found = set()
    for process in processes:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if state != "Z":
            found.add(process)
    return found


def test_a_killed_lane_goes_on_and_visits_no_page_twice(tmp_path: Path) -> None:
    pages = {f"/{name}": PAGE.format(title=name, links=f"<p>{name} " + "текст " * 30) for name in NAMES}
    with serving({**home(*pages), **pages}) as server:
        # What watches for movement takes its time, and little of the processor's: the kill falls between two pages.
        probes = ProbeLimits(off=tuple(name for name in PROBES if name not in ("motion", "keyboard")), engines=0, phones=False)
        harvest = Harvest(tmp_path, server.url, max_rendered=7, sample_share_percent=100, probes=probes)
        plan = harvest.plan()
        lane(harvest, "http", plan.run_id)
        command = [sys.executable, "-m", "crawler.harvest", "browser", harvest.db, plan.run_id, str(ROOT / "config")]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as child:
            until = time.monotonic() + 600
            while len(seen(harvest, plan.run_id)) < 2 and time.monotonic() < until:
                time.sleep(0.1)
            below = descendants({child.pid})
            child.send_signal(signal.SIGKILL)
        before = seen(harvest, plan.run_id)
        assert 2 <= len(before) < 7
        until = time.monotonic() + 600
        while alive(below) and time.monotonic() < until:
            time.sleep(0.1)
        assert not alive(below), "a killed lane leaves its browser behind"
        lane(harvest, "browser", plan.run_id)
    after = seen(harvest, plan.run_id)
    assert after == Counter([server.url, *(server.url + name for name in NAMES)])
    assert os.path.getsize(f"{plan.out}/harvest.log") > 0
