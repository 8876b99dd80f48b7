"""What a site shows in one of its official versions alone: whether that is enough, where the law does not count by language, a person says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from store.base import OFFICIAL
from store.records import PageRecord
from store.snapshot import Snapshot


class OnPage(Protocol):
    """What was found on a page."""

    @property
    def page(self) -> PageRecord:
        """The page."""


def in_every_version(snapshot: Snapshot, hits: Iterable[OnPage]) -> bool:
    """Whether each official version that has a home page bears one of these; pages of which no language is known may be of any."""
    versions = {page.language for page in snapshot.homes()} & set(OFFICIAL)
    borne = {hit.page.language for hit in hits}
    return None in borne or versions <= borne


__all__ = ["in_every_version"]
