"""The shared ladder: which verdict comes first, and that no rung below it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checks.ladder import on_pages, open_on, silent, somewhere, throughout
from checks.support import on_page
from store.findings import Observation, Outcome
from store.snapshot import Snapshot
from tests.checks.casekit import snapshot_of

WHOLE: dict[str, Any] = {"pages": {"/": "{{ru}}<a href='/b'>x</a>", "/b": "{{kk}}"}}
CUT = {**WHOLE, "coverage": {"truncated": True, "truncated_by": "max-pages"}}
HOLLOW: dict[str, Any] = {"pages": {"/": "{{ru}}<a href='/b'>x</a>", "/b": "<div id=app></div><script src=x.js></script>"}}

Opened = Callable[[dict[str, Any]], Snapshot]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Snapshots of small sites."""
    held = []

    def one(site: dict[str, Any]) -> Snapshot:
        held.append(snapshot_of(site, tmp_path / str(len(held))))
        return held[-1].__enter__()

    yield one
    for item in held:
        item.__exit__(None, None, None)


def said(snapshot: Snapshot, outcome: Outcome, message: str) -> Observation:
    return on_page(next(iter(snapshot.pages())), outcome, message, subject=message)


class Asked:
    """A rung that remembers whether it was asked."""

    def __init__(self, snapshot: Snapshot, outcome: Outcome | None, message: str) -> None:
        self.snapshot, self.outcome, self.message, self.times = snapshot, outcome, message, 0

    def __call__(self) -> Observation | None:
        self.times += 1
        return said(self.snapshot, self.outcome, self.message) if self.outcome else None


def messages(found: Iterator[Observation]) -> list[str]:
    return [item.message for item in found]


@pytest.mark.parametrize(
    ("site", "lacking", "beside", "held", "expected"),
    [
        (CUT, True, True, "unseen", ["lacking", "beside"]),
        (CUT, False, True, "unseen", ["beside", "crawl-cut"]),
        (HOLLOW, False, False, "unseen", ["unseen"]),
        (HOLLOW, False, False, "none", ["not-drawn"]),
        (HOLLOW, False, True, "none", ["beside", "not-drawn"]),
        (WHOLE, False, False, "none", ["none"]),
        (WHOLE, False, True, "none", ["beside"]),
        (WHOLE, False, False, "", ["met"]),
    ],
)
def test_a_claim_about_everything(
    opened: Opened, site: dict[str, Any], lacking: bool, beside: bool, held: str, expected: list[str]
) -> None:
    snapshot = opened(site)
    rungs = {
        "unseen": Asked(snapshot, Outcome.UNVERIFIED if held == "unseen" else None, "unseen"),
        "none": Asked(snapshot, Outcome.NOT_APPLICABLE if held == "none" else None, "none"),
        "met": Asked(snapshot, Outcome.MET, "met"),
    }
    against = [said(snapshot, Outcome.DEFICIENCY, "lacking")] if lacking else []
    aside = [said(snapshot, Outcome.UNVERIFIED, "beside")] if beside else []
    assert messages(throughout(snapshot, against, beside=aside, **rungs)) == expected
    assert rungs["met"].times == (expected == ["met"])


def test_advice_beside_does_not_keep_a_claim_from_being_met(opened: Opened) -> None:
    snapshot = opened(WHOLE)
    aside = [said(snapshot, Outcome.NOT_APPLICABLE, "advice")]
    met = Asked(snapshot, Outcome.MET, "met")
    assert messages(throughout(snapshot, (), beside=aside, met=met)) == ["advice", "met"]
    assert messages(throughout(opened(HOLLOW), (), shells=silent, met=met)) == ["met"]


ORDER = ("met", "wrong", "weak", "unread", "unclear", "missing")


@pytest.mark.parametrize(
    ("site", "holds", "expected"),
    [
        (WHOLE, ORDER, ["met"]),
        (CUT, ORDER[1:], ["wrong", "wrong"]),
        (CUT, ORDER[2:], ["weak"]),
        (CUT, ORDER[3:], ["unread"]),
        (CUT, ORDER[4:], ["crawl-cut"]),
        (WHOLE, ORDER[4:], ["unclear"]),
        (WHOLE, ORDER[5:], ["missing"]),
    ],
)
def test_a_claim_about_the_site(opened: Opened, site: dict[str, Any], holds: tuple[str, ...], expected: list[str]) -> None:
    snapshot = opened(site)
    rungs = {name: Asked(snapshot, Outcome.UNVERIFIED if name in holds else None, name) for name in ORDER if name != "wrong"}
    wrong = [said(snapshot, Outcome.DEFICIENCY, "wrong")] * 2 if "wrong" in holds else []
    assert messages(somewhere(snapshot, wrong=lambda: wrong, **rungs)) == expected
    below = ORDER[ORDER.index(expected[0]) + 1 :] if expected[0] in ORDER else ORDER[4:]
    assert [name for name in below if name in rungs and rungs[name].times] == []


def test_pages_that_share_a_fault_are_named_and_proved(opened: Opened) -> None:
    snapshot = opened(WHOLE)
    pages = list(snapshot.pages())
    fault = on_pages(snapshot, pages, Outcome.DEFICIENCY, "x", subject="s", basis={"pages": "all"}, facts={"of": 3})
    urls = [page.url for page in pages]
    assert (fault.facts, list(fault.pages), fault.count) == ({"of": 3, "pages": 2, "examples": urls}, urls, 1)
    assert fault.evidence[:2] == tuple(page.object_sha256 for page in pages)
    assert snapshot.json(fault.evidence[-1]) == {"pages": "all"}
    doubt = open_on(snapshot, urls, "x", "why", basis={"urls": urls})
    assert (doubt.outcome, doubt.subject, doubt.count) == (Outcome.UNVERIFIED, "x", 0)
    assert doubt.facts == {"reason": "why", "pages": 2, "examples": urls}
