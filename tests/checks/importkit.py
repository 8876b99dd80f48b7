"""Files that were taken in before a case is judged: ``imports: {unified-list: [{title-ru: …, period: monthly}]}``; other kinds give facts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from store import reported
from store.harvest import CrawlPlan
from store.reported import LISTED_SET, LISTED_SETS, Fact

AT = datetime(2026, 11, 1, tzinfo=UTC)


def take_in(db: Connection, site: dict[str, Any], plan: CrawlPlan) -> None:
    """Puts the files of a case on record for its body and period."""
    for kind, given in site.get("imports", {}).items():
        facts = _listed(given) if kind == "unified-list" else tuple(Fact(**one) for one in given)
        content = repr(given).encode()
        reported.write_import(
            db,
            body=plan.body.code,
            kind=kind,
            period=plan.period,
            name=f"{kind}.csv",
            content=content,
            media_type="text/csv",
            rows=len(given),
            facts=facts,
            at=AT,
        )


def _listed(given: list[dict[str, Any]]) -> tuple[Fact, ...]:
    lines = [{"languages": "kk,ru", **{name: str(value) for name, value in one.items()}} for one in given]
    sets = (
        Fact(name=LISTED_SET, subject=one["title-ru"], value="1", places=(f"B{n}",), details=one)
        for n, one in enumerate(lines, 2)
    )
    return (Fact(name=LISTED_SETS, value=str(len(given))), *sets)
