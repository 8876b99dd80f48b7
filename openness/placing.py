"""Where search systems show a site, as the harvest of its run asks them."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine

from store import schema
from store.harvest import ArtifactKind, CrawlPlan
from store.objects import ObjectStore
from store.place import evidence_of


def note_positions(engine: Engine, plan: CrawlPlan, config: Path) -> None:
    """Stores the answers of the search systems whose key the operator gave; asked once a run."""
    from crawler.positions.gather import gather
    from crawler.positions.rules import load_search

    with engine.connect() as db:
        if any(item.kind is ArtifactKind.POSITIONS for item in schema.read_artifacts(db, plan.run_id)):
            return
    found = list(gather(plan, load_search(config), os.environ, ObjectStore(evidence_of(plan))))
    if found:
        with engine.begin() as db:
            schema.write(db, plan.run_id, found)
