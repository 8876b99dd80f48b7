"""From a list of events and what the site shows of them to the points of the row: a contradicted event gives the row two ends."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checks.runner import run_checks
from openness.imports.findings import findings_of
from scoring.engine import score_row
from scoring.methodology import choose, orders
from store.conclusion import ParameterScore
from store.methodology import Methodology
from store.reported import imports_for
from tests.checks.casekit import ROOT, cases_of, snapshot_of

FILE = Path(__file__).parent / "media" / "public_events_shown.yaml"
ROW = "kz-2025:a10.t7-1.1"


@pytest.fixture(scope="module")
def law() -> Methodology:
    return choose(ROOT / "config", "kz-2025", date(2026, 11, 20))[0]


def scored(name: str, sums: list[dict[str, Any]], law: Methodology, folder: Path) -> dict[str | None, ParameterScore]:
    """The row by the edition's own order, on a site of a case whose list also holds these sums."""
    case = next(one for one in cases_of(FILE) if one.name == name)
    site = {**case.site, "imports": {"events": [*case.site["imports"]["events"], *sums]}}
    wanted = tuple(one for one in orders(law, "central") if one.parameter == ROW)
    with snapshot_of(site, folder, orders=wanted) as snapshot:
        found = list(run_checks(snapshot, wanted))
        given = imports_for(snapshot._db, snapshot.plan.body.code, snapshot.plan.period)
    return score_row(law, "central", ROW, [*found, *findings_of(given, law, "central")])


def counts(kk: int, ru: int) -> list[dict[str, Any]]:
    return [
        {"name": "events", "value": "15"},
        {"name": "events-public", "language": "kk", "value": str(kk)},
        {"name": "events-public", "language": "ru", "value": str(ru)},
    ]


def test_what_the_site_shows_or_leaves_open_counts_as_reported(law: Methodology, tmp_path: Path) -> None:
    rows = scored("announced and broadcast", counts(1, 1), law, tmp_path)
    # 2.5 × 1 ÷ max(15; 12)
    for language in ("kk", "ru"):
        row = rows[language]
        assert (row.range.low, row.range.high, row.basis) == (Decimal("0.166666666667"), Decimal("0.166666666667"), "reported")


def test_a_contradicted_event_gives_the_row_two_ends(law: Methodology, tmp_path: Path) -> None:
    rows = scored("addresses that contradict the list", counts(0, 2), law, tmp_path)
    # Both Russian events are contradicted: 2.5 × 0 ÷ 15 … 2.5 × 2 ÷ 15 = 0.333…
    assert (rows["ru"].range.low, rows["ru"].range.high) == (0, Decimal("0.333333333333"))
    assert (rows["kk"].range.low, rows["kk"].range.high) == (0, 0)
