"""The browser lane over the faults of the hostile site: every page ends with a measurement or a reason.

What it takes of memory and time is told by ``benchmarks.bounds``.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from crawler.browser.page.faults import Fault
from store.harvest import Artifact, ArtifactKind, CrawlPlan, Device, ProbeLimits
from store.objects import ObjectStore
from tests.crawler.browser.kit import artifacts, lane
from tests.crawler.kit import Harvest
from tests.hostile import scripts
from tests.hostile.faults import FAULTS, Look
from tests.hostile.server import Page, _Server

pytestmark = [pytest.mark.browser, pytest.mark.costs(200)]
MINE = [
    one
    for one in FAULTS
    if one.behaviour.__module__ == scripts.__name__ or one.path in ("/download", "/attached", "/page-picture")
]


# Pages that hold the processor for as long as they are left open: only the cap of the whole visit ends them, so theirs is short.
ENDLESS = ("/russian-doll", "/spin", "/spin-later")


@contextmanager
def site(paths: Iterable[str] = tuple(one.path for one in MINE)) -> Iterator[str]:
    """The hostile origin with a home page that leads to these of the browser's faults."""
    server = _Server(("127.0.0.1", 0), Page)
    server.asked = Counter()
    server.menu = "".join(f'<a href="{path}">{path}</a> ' for path in paths)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


LIMITS = {"max_rendered": 60, "sample_share_percent": 100, "max_sitemaps": 0, "render_timeout": 6.0}
PROBES = ProbeLimits(off=("act",), visit=45.0, engines=0, memory=900_000_000, recycle=8, phone_pages=2)
SHORT = PROBES.model_copy(update={"visit": 12.0, "phone_pages": 0})
# Where a busy machine decides how far a visit comes: probes that may run out of time, and how the visit itself may end.
SLOW = {
    "/russian-doll": {"motion", "keyboard", "search", "jumps", "forms", "zoom", "contrast", "emblem", "axe"},
    "/waiting": {"motion"},
    "/tall": {"motion"},
}
MAY_END = {
    "/russian-doll": ("timeout",),
    "/spin-later": ("endless-script", "timeout"),
    "/glutton": ("crashed", "timeout"),
    # It is built by a script of its own, which a slow machine does not see the end of.
    "/huge-dom": ("timeout", "crashed", "endless-script"),
    # It loads itself anew without end: on a machine without time no question to it is answered between two of its beginnings.
    "/reload": ("endless-script", "timeout"),
}


@dataclass
class Outcome:
    """What the lanes left of each path: the state of the page, and reasons of what could not be measured."""

    pages: dict[str, Artifact]
    states: dict[str, dict[str, Any]]
    reasons: dict[str, dict[str, str]]
    statuses: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One lane over the faults that come to an end by themselves, one over those that do not."""
    found = Outcome({}, {}, {}, {})
    ending = [one.path for one in MINE if one.path not in ENDLESS]
    for name, paths, probes in (("ending", ending, PROBES), ("endless", ENDLESS, SHORT)):
        with site(paths) as url:
            harvest = Harvest(tmp_path_factory.mktemp(name), url, **LIMITS, probes=probes)
            plan = harvest.plan()
            lane(harvest, "http", plan.run_id)
            lane(harvest, "browser", plan.run_id)
        tell(found, harvest, plan, url)
    return found


def tell(found: Outcome, harvest: Harvest, plan: CrawlPlan, url: str) -> None:
    """Adds the outcome of a lane by path; of the home page, to which both lead, the first stays."""
    objects = ObjectStore(f"{plan.out}/evidence")
    before = set(found.pages) & {"/"}
    for item in artifacts(harvest, plan.run_id):
        path = item.url.removeprefix(url.rstrip("/"))
        if path in before or item.device is not Device.DESKTOP or item.media_type != "application/json":
            continue
        value = json.loads(objects.get(item.object_sha256))
        if item.kind is ArtifactKind.PAGE:
            assert path not in found.pages, f"{path} was visited twice"
            found.pages[path], found.states[path] = item, value
        else:
            found.statuses.setdefault(path, {})[item.kind.value] = value.get("status", "done" if item.ok else "failed")
            if not item.ok:
                found.reasons.setdefault(path, {})[item.kind.value] = str(value["reason"])


def test_every_fault_ends_with_a_measurement_or_a_reason(outcome: Outcome) -> None:
    for one in MINE:
        if one.browser is Look.UNASKED:
            assert one.path not in outcome.pages, one.name
            continue
        page = outcome.pages[one.path]
        if not page.ok and one.path in MAY_END:
            assert page.note.startswith(MAY_END[one.path]), (one.name, page.note)
            continue
        assert page.ok is (one.browser is not Look.UNREAD), (one.name, page.note)
        if one.browser is Look.READ:
            reasons = outcome.reasons.get(one.path, {})
            assert set(reasons) <= SLOW.get(one.path, set()), (one.name, reasons)
            assert all(reason.startswith("timeout") for reason in reasons.values()), (one.name, reasons)


def test_reasons_are_of_the_closed_list_and_no_findings(outcome: Outcome) -> None:
    known = {fault.value for fault in Fault}
    unread = {path: item.note for path, item in outcome.pages.items() if not item.ok and path not in MAY_END}
    assert set(unread) == {"/spin", "/attached"}
    assert unread["/attached"].startswith("download: ")
    assert unread["/spin"].startswith(("endless-script: ", "timeout: "))
    for path, reasons in outcome.reasons.items():
        assert {reason.partition(":")[0] for reason in reasons.values()} <= known, (path, reasons)
    if outcome.pages["/huge-dom"].ok:
        assert set(outcome.reasons["/huge-dom"].values()) == {"heavy-page: 150014 elements"}


def test_what_the_page_tried_is_noted_with_its_state(outcome: Outcome) -> None:
    states = outcome.states
    assert [item["type"] for item in states["/dialogs"]["dialogs"]][:3] == ["alert", "confirm", "prompt"]
    assert states["/nagging"]["dialogs"]
    assert states["/popups"]["popups"] == 20
    assert {item["why"] for item in states["/wanders"]["held_back"]} == {"navigation"}
    assert states["/wanders"]["title"] == "wanders"
    assert states["/hydration"]["text_length"] > 700
    assert states["/patched"]["accessible_names"]


def test_a_page_that_meddles_with_natives_is_measured_like_any_other(outcome: Outcome) -> None:
    assert set(outcome.statuses["/patched"].values()) <= {"done", "not-applicable"}
    assert set(outcome.statuses["/patched"]) == set(outcome.statuses["/dialogs"])
