"""Where an extraction stands that commits in batches: after a kill the last batch alone is read again.

The records of a batch and the address that it ends at are committed together. Records made by another program, other words or other
bounds are not gone on with: they are removed, and the extraction begins anew.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, delete, insert, select, update

from store import course, schema
from store.course import State
from store.harvest import CrawlPlan
from store.lexicon import Lexicon

Key = tuple[str, str]


class Batches:
    """The course of one run's extraction on a connection that belongs to it alone."""

    def __init__(self, db: Connection, plan: CrawlPlan, lexicons: dict[str, Lexicon], software: str) -> None:
        self._db, self._run = db, plan.run_id
        limits = plan.limits
        parts = [software, f"{limits.extract_time} {limits.extract_memory}"]
        parts += [f"{name} {words.model_dump_json()}" for name, words in sorted(lexicons.items())]
        self._maker = hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def begin(self) -> Key | None:
        """The address and lane up to which an extraction that was cut off has the records stored; None where none was.

        Then the records of the run are removed, and the run falls back to what it is without them.
        """
        table = schema.extractions
        row = self._db.execute(select(table).where(table.c.run_id == self._run)).first()
        if row is not None and row.maker == self._maker and row.url is not None:
            return row.url, row.lane
        schema.clear_records(self._db, self._run)
        if course.reached(course.state_of(self._db, self._run), State.EXTRACTED):
            course.move(self._db, self._run, State.HARVESTED, again=True)
        self.forget()
        self._db.execute(insert(table).values(run_id=self._run, maker=self._maker))
        self._db.commit()
        return None

    def reach(self, key: Key) -> None:
        """Commits what was written since the last batch; the records of all addresses up to this one are stored."""
        table = schema.extractions
        self._db.execute(update(table).where(table.c.run_id == self._run).values(url=key[0], lane=key[1]))
        self._db.commit()

    def forget(self) -> None:
        """Removes the note of where the extraction stands: in the transaction in which it comes to its end."""
        self._db.execute(delete(schema.extractions).where(schema.extractions.c.run_id == self._run))
