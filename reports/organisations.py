"""Subordinate organisations of a body: as result.json holds them, and as the table of the report shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from store.subordinates import Gathered, Standing


def shaped(found: Gathered | None) -> dict[str, Any]:
    """The keys of result.json; none for a body of which no register tells organisations."""
    if found is None:
        return {}
    register = {"day": found.day.isoformat(), "file": found.register_name, "sha256": found.register_sha256}
    return {"subordinates": [_one(one) for one in found.organisations], "subordinates_register": register}


def _one(one: Standing) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": {"kk": one.name.kk, "ru": one.name.ru},
        "site": one.site,
        "state": one.state,
        "run": one.run,
        "folder": one.folder,
        "since": one.since.isoformat(),
        "until": None if one.until is None else one.until.isoformat(),
        "rows": [
            {
                "parameter": row.parameter,
                "language": row.language,
                "figures": row.figures,
                "applies": not row.none,
                "points": list(row.points),
            }
            for row in one.rows
        ],
    }


@dataclass(frozen=True)
class OrganisationView:
    """An organisation with what each table of penalties would take from it by itself; None where nothing is known of it."""

    told: dict[str, Any]
    tables: list[tuple[str, str] | None]


def penal_tables(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables that are counted over organisations, in printed order."""
    return [table for criterion in result["criteria"] if criterion.get("role") == "penalty" for table in criterion["indicators"]]


def views(result: dict[str, Any]) -> Iterator[OrganisationView]:
    """The organisations of a result; none in results that tell of none."""
    tables = [{row["id"] for row in table["parameters"]} for table in penal_tables(result)]
    for one in result.get("subordinates", []):
        yield OrganisationView(one, [_sum(one, rows) for rows in tables])


def _sum(one: dict[str, Any], rows: set[str]) -> tuple[str, str] | None:
    mine = [row["points"] for row in one["rows"] if row["parameter"] in rows]
    if not mine:
        return None
    low, high = (sum((Decimal(points[end]) for points in mine), Decimal(0)) for end in (0, 1))
    return str(low), str(high)
