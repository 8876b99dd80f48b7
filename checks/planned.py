"""What a body reports of what it had to do: whether nothing was due."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from store.base import Language
from store.reported import NOTHING, StoredImport
from store.snapshot import Snapshot

REPORT = "report"


def nothing_due(snapshot: Snapshot, figures: Iterable[str], language: Language) -> StoredImport | None:
    """The body's report, where it says that nothing of these was due in a language; else None.

    :param figures: names of the figures of what was due; all of them must be told, and be none.
    """
    item, wanted = snapshot.imported(REPORT), frozenset(figures)
    if item is None or not wanted:
        return None
    told = [fact for fact in item.facts if fact.name in wanted and fact.language in (None, language)]
    known = {fact.name for fact in told} == wanted
    return item if known and all(_is_none(fact.value) for fact in told) else None


def _is_none(value: str) -> bool:
    try:
        return value == NOTHING or Decimal(value) == 0
    except InvalidOperation:
        return False
