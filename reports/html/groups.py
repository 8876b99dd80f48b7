"""Findings of a row put together by what they come from: one card a cause, the dearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from reports.decisions import SHORT, counted

# Findings that take points or stay open come first; a reader looks for these.
ORDER = ("missing", "deficiency", "unverified", "met", "not-applicable")
Finding = dict[str, Any]
Cost = Callable[[Finding], Decimal]


def free(_finding: Finding) -> Decimal:
    """The cost of a finding where the row tells none."""
    return Decimal(0)


def cost_in(row: dict[str, Any]) -> Cost:
    """What a finding costs in a row: its share of the deduction for the requirement that names it, by its count.

    A capped deduction is shared by all that it was taken for, so costs tell which card is dear, not what mending it returns.
    """
    units: dict[str, Decimal] = {
        item["rule"]: abs(Decimal(item["points"])) / max(item["count"], 1)
        for item in row["deductions"]
        if item["points"] is not None
    }
    holders = {name: holder["id"] for holder in (row, *row["elements"]) for name in holder["findings"]}

    def cost(finding: Finding) -> Decimal:
        stands = counted(finding)
        if stands["outcome"] not in SHORT:
            return Decimal(0)
        unit: Decimal = units.get(holders.get(finding["id"], ""), units.get(row["id"], Decimal(0)))
        return unit * max(int(stands["count"]), 1)

    return cost


def grouped(findings: Iterable[Finding], cost: Cost = free) -> list[list[Finding]]:
    """Findings of one check, outcome and cause together, those without a cause alone; the dearest group first.

    What people decided on stands by itself, before all others.
    """
    groups: dict[tuple[str, str, str | int], list[Finding]] = {}
    for number, finding in enumerate(findings):
        cause = None if "rulings" in finding else finding.get("cause")
        groups.setdefault((finding["check"], finding["outcome"], cause or number), []).append(finding)

    def rank(group: list[Finding]) -> tuple[bool, Decimal, int]:
        outcome = counted(group[0])["outcome"]
        return "rulings" not in group[0], -sum(map(cost, group), Decimal(0)), ORDER.index(outcome)

    return sorted(groups.values(), key=rank)


def pages_of(group: Iterable[Finding]) -> list[str]:
    """Every page that a group was seen on."""
    return sorted({url for finding in group for url in finding.get("pages") or (finding["url"],)})


def name_of(cause: str | None) -> tuple[str, str]:
    """Kind and name of a cause (``link: О нас``)."""
    kind, _, name = (cause or "").partition(": ")
    return kind, name
