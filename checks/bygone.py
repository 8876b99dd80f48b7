"""Acts asked for, of which a place names only some that ended: «Закон от 4 декабря 2015 года № 434-V «О государственных закупках»»."""

from __future__ import annotations

from collections.abc import Iterable

from checks.citations import reader
from checks.legalbase import database
from store.snapshot import Snapshot


def only_ended(snapshot: Snapshot, texts: Iterable[str]) -> bool:
    """Whether every act that texts cite ended before the day of the audit, as the legal database at hand says; what replaced it is for a person
    to look for."""
    cited = [citation for text in dict.fromkeys(texts) for citation in reader(snapshot).read(text)]
    known = [database(snapshot).find(one.day, one.number, one.kind) for one in cited]
    return bool(known) and all(act is not None and act.ended(snapshot.plan.as_of) for act in known)


__all__ = ["only_ended"]
