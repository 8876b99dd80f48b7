"""Rows counted over a body's subordinate organisations: by their audits, by the body's own report, and by both."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoring.engine import score_row
from scoring.methodology import orders
from scoring.plan import make_plan
from store.findings import Finding
from tests.scoring.kit import CONFIG, loaded, make

LAW = loaded(CONFIG / "methodology" / "kz-2025" / "2025-05-16")
ROW = "kz-2025:a10.t9.1"


def told(check: str, lacking: Any, outcome: str = "deficiency", **more: str) -> Finding:
    """What one source says of ten organisations."""
    return make(check, ROW, outcome, language="kk", facts={"organisations": "10", "lacking": lacking, **more})


def taken(*findings: Finding) -> tuple[Decimal, Decimal]:
    """What the row keeps of its 1.5 points in Kazakh, at both ends."""
    row = score_row(LAW, "central", ROW, findings)["kk"]
    return row.range.low, row.range.high


@pytest.mark.parametrize(
    ("findings", "kept"),
    [
        # 3 of 10 lack it: 1.5 − 1.5 × 3 ÷ 10 = 1.05 is kept.
        ([told("subordinates", "3")], ("1.05", "1.05")),
        # 3 lack it for certain, 2 more are open: 1.5 × 5 ÷ 10 = 0.75 to 1.05 is kept.
        ([told("subordinates", ["3", "5"], "unverified")], ("0.75", "1.05")),
        # The audits say 3, the report 1 (1.5 − 0.15 = 1.35): the row lies between both until a person decides.
        ([told("subordinates", "3"), told("reported", "1")], ("1.05", "1.35")),
        # Nothing is known of any organisation and the audits leave it to the report: 1.5 × 1 ÷ 10 = 0.15 is taken.
        ([told("subordinates", ["0", "10"], "unverified", left_to="reported"), told("reported", "1")], ("1.35", "1.35")),
        # The same without a report: everything is open.
        ([told("subordinates", ["0", "10"], "unverified", left_to="reported")], ("0", "1.5")),
    ],
)  # fmt: skip
def test_audits_and_reports_are_weighed_as_any_two_sources(findings: list[Finding], kept: tuple[str, str]) -> None:
    assert taken(*findings) == tuple(Decimal(end) for end in kept)


def test_checks_of_one_organisation_are_ordered_for_organisations_only() -> None:
    central = {order.check for order in orders(LAW, "central")}
    own = {order.check for order in orders(LAW, "subordinate")}
    assert {name for name in own if name.startswith("organisation-")} == own
    assert not own & central
    rows = {row.parameter.id: row for part in make_plan(LAW, "central").parts for row in part.rows()}
    assert (rows[ROW].requirements[0].uses, rows[ROW].requirements[0].machine) == ((), "none")


def test_of_an_organisation_itself_nothing_is_gathered() -> None:
    finding = told("subordinates", "3")
    row = score_row(LAW, "subordinate", ROW, [finding])["kk"]
    assert (row.range.low, row.range.high) == (0, Decimal("1.5"))
