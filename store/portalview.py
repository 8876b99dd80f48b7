"""One portal as checks see it: what its reading of the day stored, read-only and in fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from store import schema
from store.base import Language
from store.harvest import Body, Capture, CrawlPlan
from store.items import ItemRecord, SourceRecord
from store.objects import ObjectStore

READ = "read"
BODY = "body"
"""The kind of items that name state bodies: ``key`` is the portal's own name of one, ``title`` the words it uses."""


class PortalView:
    """What one reading of a portal stored.

    :param connection: of the database that holds the reading.
    :param objects: where its answers lie.
    :param plan: that of the reading.
    :param body: the audited body.
    """

    def __init__(self, connection: Connection, objects: ObjectStore, plan: CrawlPlan, body: Body) -> None:
        self._db = connection
        self.objects = objects
        self.plan = plan
        self._body = body

    @property
    def name(self) -> str:
        """The portal's name in the register."""
        return self.plan.portal

    @cached_property
    def body(self) -> str | None:
        """The portal's own name of the audited body: that of the register, else the one body of the portal's list that bears its name in
        kk or ru; None where there is none, or more than one."""
        given = self._body.portals.get(self.name)
        if given:
            return given
        wanted = {_folded(self._body.name.kk), _folded(self._body.name.ru)}
        found = {item.key for item in self.items(BODY) if _folded(item.title) in wanted}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def knows_body(self) -> bool:
        """Whether the portal knows the audited body: a name of the register that the portal's own list lacks is out of date."""
        listed = {item.key for item in self.items(BODY)}
        return self.body is not None and (not listed or self.body in listed)

    def items(self, kind: str, body: str | None = None, language: Language | None = None) -> Iterator[ItemRecord]:
        """Items of one kind by address; of one body or of all, from answers in one language or in all."""
        equal = {} if body is None else {"body": body}
        for item in schema.read_records(self._db, ItemRecord, self.plan.run_id, kind=kind, **equal):
            if language is None or item.language == language:
                yield item

    def of_key(self, kind: str, key: str) -> Iterator[ItemRecord]:
        """Items of one kind that bear the portal's own name for one thing, from answers in all languages."""
        yield from schema.read_records(self._db, ItemRecord, self.plan.run_id, kind=kind, key=key)

    @cached_property
    def sources(self) -> tuple[SourceRecord, ...]:
        """How every source answered, by source, lane and body."""
        return tuple(schema.read_records(self._db, SourceRecord, self.plan.run_id))

    def unread(self, *sources: str, language: Language | None = None) -> tuple[SourceRecord, ...]:
        """Those of these sources that yielded less than they must, for the audited body or for all; what they should tell stays open.

        A source of which nothing is on record was not read either.
        """
        mine = [one for one in self.sources if one.source in sources and one.body in ("", self.body or "")]
        if language is not None:
            mine = [one for one in mine if one.language in (None, language)]
        told = {one.source for one in mine}
        never = [
            SourceRecord(capture_id="", url="", portal=self.name, source=name, state="unread", language=language)
            for name in sources
            if name not in told
        ]
        return (*(one for one in mine if one.state != READ), *never)

    def capture(self, capture_id: str) -> Capture | None:
        """A capture of the reading by its identity, or None."""
        return schema.read_capture(self._db, self.plan.run_id, capture_id)

    def read_at(self) -> datetime | None:
        """When the last of its answers came; None where none did."""
        return max((one.requested_at for one in schema.read_captures(self._db, self.plan.run_id)), default=None)


def _folded(name: str) -> str:
    return " ".join(name.replace("«", "").replace("»", "").replace('"', "").casefold().split())
