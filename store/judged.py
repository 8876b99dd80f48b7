"""Findings on record: written whole in the order they were made, asked for by what they say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select

from store import schema
from store.findings import Finding, Outcome, Weighed

# What a finding can be asked for; columns of the same names.
ASKED = ("parameter", "check", "outcome", "url", "needs_review")
BULK = 1000
# Made once: a cohort asks it for each of its bodies.
WHOLE = select(schema.findings.c.finding).where(schema.findings.c.run_id == bindparam("run")).order_by(schema.findings.c.seq)


def row_of(run_id: str, seq: int, finding: Finding) -> dict[str, Any]:
    """A finding as its row: whole, and beside it what it can be asked for."""
    asked = {name: getattr(finding, name) for name in ASKED}
    asked["outcome"] = finding.outcome.value
    asked["url"] = finding.url.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return {"run_id": run_id, "seq": seq, "id": finding.id, **asked, "finding": finding.model_dump_json()}


def replace(db: Connection, run_id: str, found: Iterable[Finding]) -> None:
    """Writes the findings of a run in place of those that it has, in this order."""
    db.execute(delete(schema.findings).where(schema.findings.c.run_id == run_id))
    rows = (row_of(run_id, seq, finding) for seq, finding in enumerate(found))
    while some := list(islice(rows, BULK)):
        db.execute(insert(schema.findings), some)


def read(db: Connection, run_id: str, **equal: Any) -> Iterator[Finding]:
    """Findings of a run in the order they were made.

    :param equal: what they have to say, by the names in ``ASKED``: ``outcome=Outcome.MISSING``, ``needs_review=True``.
    """
    for row in db.execute(_asked(select(schema.findings.c.finding), run_id, equal).order_by(schema.findings.c.seq)):
        yield Finding.model_validate_json(row.finding)


def weighed(db: Connection, run_id: str) -> Iterator[Weighed]:
    """All findings of a run in the order they were made, as far as scoring reads them."""
    for row in db.execute(WHOLE, {"run": run_id}):
        yield Weighed.model_validate_json(row.finding)


def ids_of(db: Connection, body: str) -> frozenset[str]:
    """Identities of what checks found in all runs of a body."""
    query = select(schema.findings.c.id).join(schema.runs, schema.runs.c.id == schema.findings.c.run_id)
    return frozenset(db.execute(query.where(schema.runs.c.body == body).distinct()).scalars())


def charged_pages(db: Connection, run_id: str) -> frozenset[str]:
    """Addresses of the pages that the deficiencies of a run name: the page of each, and its examples."""
    query = _asked(select(schema.findings.c.finding), run_id, {"outcome": Outcome.DEFICIENCY})
    charged = (json.loads(row.finding) for row in db.execute(query))
    return frozenset(url for finding in charged for url in (finding["url"], *finding["facts"].get("examples", ())))


def _asked(query: Select[Any], run_id: str, equal: dict[str, Any]) -> Select[Any]:
    query = query.where(schema.findings.c.run_id == run_id)
    for name, value in equal.items():
        if name not in ASKED:
            raise ValueError(f"findings are asked for by {', '.join(ASKED)}, not by {name!r}")
        query = query.where(schema.findings.c[name] == (value.value if isinstance(value, Outcome) else value))
    return query
