"""Places of bodies that call nearly all that is asked for by its name: there a place is what it is called."""

from __future__ import annotations

from checks.named import LONG_NAME
from checks.othernames import others
from checks.wellstocked import fully_stocked
from store.base import Language
from store.snapshot import Snapshot


def called_otherwise(snapshot: Snapshot, asked: tuple[str, Language], url: str) -> bool:
    """Whether an address is called as another thing than ``asked`` (the concept and the language) on such a site."""
    return fully_stocked(snapshot) and bool(others(snapshot, *asked, url, LONG_NAME))


__all__ = ["called_otherwise"]
