"""Small planted sites audited over HTTP: what was planted is charged, and nothing else."""

from __future__ import annotations

import pytest

from benchmarks.planted import SMALL, Case, audited
from tests.warm import program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("planted-sites"), pytest.mark.costs(40)]

MAKING = {"no-crumbs", "no-map-link", "dead-link", "no-news-feed"}
CONTENT = {"absent:appeals-review:both", "empty:reception:both"}


@pytest.mark.parametrize(("kind", "planted"), [("local", set()), ("central", MAKING | CONTENT)])
def test_what_is_planted_is_charged_and_nothing_else(kind: str, planted: set[str]) -> None:
    verdict, _, _ = audited(Case(2, kind, tuple(sorted(planted)), "static", False, without=SMALL), program=program("openness"))
    assert verdict.wrongly_charged == []
    assert verdict.wrongly_met == []
    assert verdict.met > 40
    # What only words tell may be left to a person; what the making of a site shows may not.
    assert planted & MAKING <= {one.split(" in ")[0] for one in verdict.found} <= planted
