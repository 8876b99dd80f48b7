"""A snapshot of some pages of a harvest alone, with the files to which they lead: checks see them as they see a whole site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeVar

from store.records import DocumentRecord, FeedRecord, LinkRecord, PageRecord, Record
from store.snapshot import Snapshot

R = TypeVar("R", bound=Record)
Key = tuple[str, str]


class Part(Snapshot):
    """Records of these pages, and of the documents and feeds to which they link. Ledger, artifacts and coverage stay those of the harvest.

    :param whole: the snapshot of the harvest, which is not held. :param pages: addresses of the pages. :param homes: address and lane of
        those by which it is entered.
    """

    def __init__(self, whole: Snapshot, pages: frozenset[str], homes: frozenset[Key]) -> None:
        super().__init__(
            whole._db,
            whole.objects,
            whole.plan,
            whole._lexicons,
            whole._indicators,
            whole.acts,
            whole._portals,
            whole._calendar,
        )
        self._held, self._entries = pages, homes

    def records(self, kind: type[R], /, **equal: Any) -> Iterator[R]:
        held = self._held if kind in (PageRecord, LinkRecord) else self._held | self._files
        for one in super().records(kind, **equal):
            if one.url not in held:
                continue
            entry = (one.url, one.lane) in self._entries
            yield one.model_copy(update={"is_home": entry}) if isinstance(one, PageRecord) else one

    @cached_property
    def _files(self) -> frozenset[str]:
        linked = {link.target for link in self.records(LinkRecord)}
        kinds = (DocumentRecord, FeedRecord)
        return frozenset(one.url for kind in kinds for one in super(Part, self).records(kind) if one.url in linked)
