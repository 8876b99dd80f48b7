"""What findings cite from readings of portals is brought among the run's own evidence, so that the run stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, delete, select

from openness.faults import WrongUse
from openness.portals.found import GONE
from store import schema
from store.findings import Finding
from store.harvest import Capture, CrawlPlan
from store.objects import ObjectDamaged, ObjectMissing, ObjectStore
from store.portalview import PortalView

# The purpose of captures of a reading that stand beside those of the run.
PORTAL = "portal"
CHUNK = 400


def bring(db: Connection, plan: CrawlPlan, objects: ObjectStore, views: Iterable[PortalView], found: Iterable[Finding]) -> None:
    """Links or copies the cited objects of readings into the run's store and notes the captures that they came from, in place of those of
    an earlier checking.

    :raises WrongUse: an object of a reading is gone.
    """
    table = schema.captures
    db.execute(delete(table).where(table.c.run_id == plan.run_id, table.c.purpose == PORTAL))
    cited = sorted({digest for finding in found for digest in finding.evidence})
    for view in views:
        for capture in _of(db, view.plan.run_id, cited):
            try:
                objects.take_over(view.objects, capture.object_sha256)
            except (ObjectMissing, ObjectDamaged) as gone:
                raise WrongUse(GONE, run=plan.run_id, reading=view.plan.run_id, portal=view.name) from gone
            kept = {"purpose": PORTAL, "warc_file": None, "warc_offset": None}
            schema.write(db, plan.run_id, [capture.model_copy(update=kept)])


def _of(db: Connection, run_id: str, digests: list[str]) -> Iterator[Capture]:
    table = schema.captures
    for start in range(0, len(digests), CHUNK):
        some = digests[start : start + CHUNK]
        query = select(table).where(table.c.run_id == run_id, table.c.object_sha256.in_(some)).order_by(table.c.id)
        yield from [schema.from_row(Capture, row) for row in db.execute(query)]
