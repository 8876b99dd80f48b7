"""What a check reads of a snapshot, by the names that its metadata has for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from checks.meta import MEASURED
from store import records
from store.harvest import ArtifactKind
from store.snapshot import Snapshot

KINDS = {
    records.LinkRecord: "links",
    records.ImageRecord: "images",
    records.FormRecord: "forms",
    records.DocumentRecord: "documents",
    records.FeedRecord: "feeds",
    records.ContactRecord: "contacts",
    records.PairRecord: "pairs",
    records.PersonRecord: "persons",
    records.DateRecord: "dates",
    records.TextRecord: "texts",
    records.ScanRecord: "scans",
}
ARTIFACTS = {kind: name for name, kind in MEASURED.items()}
# Pages, the ledger and pictures of places: every check rests on them, be it only to tell that the home page was not read.
ALWAYS = frozenset({"pages", "ledger"})
UNTOLD = frozenset({records.PageRecord, ArtifactKind.ELEMENT})


@contextmanager
def watched() -> Iterator[set[str]]:
    """Notes what is read of snapshots; reading of a kind that has no name here is noted under its own."""
    seen: set[str] = set()

    def note(kind: Any, names: dict[Any, str]) -> None:
        if kind is not None and kind not in UNTOLD:
            seen.add(names.get(kind, str(kind)))

    with pytest.MonkeyPatch.context() as patch:
        plain, stored = Snapshot.records, Snapshot.artifacts

        def of_kind(self: Snapshot, kind: Any, **equal: Any) -> Any:
            note(kind, KINDS)
            return plain(self, kind, **equal)

        def measured(self: Snapshot, kind: Any = None, url: Any = None) -> Any:
            note(kind, ARTIFACTS)
            return stored(self, kind, url)

        patch.setattr(Snapshot, "records", of_kind)
        patch.setattr(Snapshot, "artifacts", measured)
        yield seen
