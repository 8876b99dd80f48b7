"""W3C ACT cases: the wrapper is never worse than bare axe-core, and own probes tell what axe-core cannot."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from benchmarks.act_rules import OWN, Case, Seen, cases, count, look
from tests.conftest import CORPUS

pytestmark = [pytest.mark.browser, pytest.mark.corpus, pytest.mark.costs(50)]
FOLDER = CORPUS / "a11y-act-rules"
# Rules of axe-core of each sort: pictures, names, tables, languages, titles, ARIA, frames.
AXE = ("23a2a8", "c487ae", "b5c3f8", "2779a5", "674b10", "97a4e1", "e086e5", "b4f0c3")
EACH = 1


def sample() -> list[Case]:
    """Every failing case of the rules that own probes judge, one other of each, one failing and one other of axe-core's own rules."""
    taken: Counter[tuple[str, bool]] = Counter()
    chosen = []
    for case in cases(FOLDER):
        failing = case.expected == "failed"
        key = (case.rule, failing)
        wanted = case.rule in OWN and (failing or taken[key] < EACH)
        if wanted or (case.rule in AXE and taken[key] < (EACH if failing else 1)):
            taken[key] += 1
            chosen.append(case)
    return chosen


@pytest.fixture(scope="module")
def seen() -> list[Seen]:
    return asyncio.run(look(FOLDER, sample(), second=False))


def test_every_case_is_measured(seen: list[Seen]) -> None:
    assert len(seen) > 30
    for item in seen:
        assert (item.visit.fault, item.visit.axe_fault) == ("", ""), item.case
        assert all(report.ok for report in item.visit.reports), item.case


def test_the_wrapper_finds_what_bare_axe_finds_and_alarms_no_more(seen: list[Seen]) -> None:
    counts = count(seen)
    assert sum(one.bare[0] for one in counts.values()) > 10
    for rule, one in counts.items():
        assert one.ours[0] >= one.bare[0], rule
        assert one.ours[1] <= one.bare[1], rule


def test_own_probes_find_what_axe_cannot_without_false_alarms(seen: list[Seen]) -> None:
    counts = count(seen)
    gains = {rule: counts[rule].both[0] - counts[rule].ours[0] for rule in ("afw4f7", "a1b64e", "80af7b", "59br37")}
    assert gains == {"afw4f7": 2, "a1b64e": 1, "80af7b": 1, "59br37": 2}
    assert all(one.both[1] == one.ours[1] for rule, one in counts.items() if rule in OWN)
