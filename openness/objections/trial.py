"""What the rows of a run would be worth with decisions that are not on record yet."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine

from openness import inputs
from openness.decisions.opened import Sheet
from scoring import engine as scorer
from store import judged
from store.conclusion import Range
from store.findings import Ruling
from store.rulings import Source, StoredRuling

NOT_YET = "0" * 64


def ranges(engine: Engine, sheet: Sheet, more: Sequence[Ruling]) -> dict[tuple[str, str | None], Range]:
    """The points of every row with all decisions on record and ``more`` besides, by id and language.

    :param sheet: the run with its edition, as its open questions were read.
    """
    plan, edition = sheet.plan, sheet.edition
    noted = inputs.of_run(engine, plan.run_id)
    now = inputs.current(engine, plan, noted.means, noted.readings, sheet.settings.reviewers)
    stored = tuple(StoredRuling(ruling=one, file="", sha256=NOT_YET, source=Source.COMMISSION) for one in more)
    taken = inputs.take(engine, plan, edition, now, stored)
    with engine.connect() as db:
        crawled = list(judged.read(db, plan.run_id))
    found = scorer.score([*crawled, *taken.findings], edition, plan.body.kind, taken.rulings, taken.subject, now.means)
    parts = [found.criteria, *(one.criteria for one in found.directions)]
    tables = [table for part in parts for criterion in part for table in criterion.indicators]
    return {(row.id, row.language): row.range for table in tables for row in table.parameters}
