"""The findings that a decision on a body can be about: those of its runs, imported figures among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine, select

from reports import read
from reports.errors import ReportError
from store import judged, schema
from store.place import located

# Wrong, missing or swapped signs of 16 in an id that still counts as mistyped.
CLOSE = 3


class KnownFindings:
    """Ids of the findings of all runs of a body, read when they are asked for."""

    def __init__(self, engine: Engine, body: str) -> None:
        self.body = body
        self._engine = engine

    def unknown(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that no run of the body has."""
        left = frozenset(ids) - self._stored
        return left - self._written if left else left

    def nearest(self, name: str) -> str | None:
        """The known id that the given one is most likely meant to be; None where none is close."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        match = process.extractOne(name, sorted(self._stored | self._written), scorer=OSA.distance, score_cutoff=CLOSE)
        return None if match is None else str(match[0])

    @cached_property
    def _stored(self) -> frozenset[str]:
        """What checks found."""
        with self._engine.connect() as db:
            return judged.ids_of(db, self.body)

    @cached_property
    def _written(self) -> frozenset[str]:
        """What results name besides: findings made of imports stand in findings.jsonl only."""
        with self._engine.connect() as db:
            rows = db.execute(select(schema.runs.c.out, schema.runs.c.id).where(schema.runs.c.body == self.body)).all()
        return frozenset(name for row in rows for name in _ids(located(self._engine, row.out, row.id)))


def _ids(folder: Path) -> Iterator[str]:
    try:
        yield from (line.id for _, line in read.lines(folder))
    except ReportError:
        return
