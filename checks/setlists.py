"""The Unified List of open data held against the sets on the portal: by their names there, else by titles, whatever language they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from checks.letters import words
from checks.opensets import OpenSet
from store.base import OFFICIAL, Language
from store.reported import LISTED_SET, Fact, StoredImport

# Titles that agree so far may be the same set under a changed title, or another: a person must look.
CLOSE = 90
_NUMBERED = re.compile(r"^\s*\d{1,5}\s*[.)]\s*")


@dataclass(frozen=True)
class Listed:
    """A set of the list. ``cell`` is where it stands in the file."""

    titles: dict[str, str]
    period: str
    languages: tuple[Language, ...]
    term: int
    since: date | None
    address: str
    cell: str


@dataclass
class Match:
    """A listed set with the one on the portal. ``swapped``: the portal has its titles under each other's language; ``doubtful``: titles are close
    but not equal; ``others`` are more sets of the same title."""

    listed: Listed
    found: OpenSet | None = None
    swapped: bool = False
    doubtful: bool = False
    others: tuple[OpenSet, ...] = ()


def listed_in(item: StoredImport) -> tuple[Listed, ...]:
    """The lines of an imported list."""
    return tuple(_listed(fact) for fact in item.facts if fact.name == LISTED_SET)


def _listed(fact: Fact) -> Listed:
    told = fact.details
    spoken = told.get("languages", "").split(",")
    return Listed(
        titles={language: told.get(f"title-{language}", "") for language in OFFICIAL},
        period=told.get("period", ""),
        languages=tuple(language for language in OFFICIAL if language in spoken) or OFFICIAL,
        term=int(told.get("term", "0")),
        since=date.fromisoformat(told["since"]) if told.get("since") else None,
        address=told.get("address", ""),
        cell=", ".join(fact.places),
    )


def matched(listed: Iterable[Listed], sets: Iterable[OpenSet]) -> list[Match]:
    """Each listed set with what stands on the portal; a set of the portal serves one line only."""
    free = {one.key: one for one in sets}
    found = [Match(line) for line in listed]
    for rule in (_by_address, _by_title, _by_swapped):
        for match in found:
            if match.found is None:
                rule(match, free)
    for match in found:
        if match.found is None:
            match.found = _close(match.listed, free)
            match.doubtful = match.found is not None
    return found


def _by_address(match: Match, free: dict[str, OpenSet]) -> None:
    if match.listed.address:
        match.found = free.pop(match.listed.address, None)


def _by_title(match: Match, free: dict[str, OpenSet]) -> None:
    _take(match, [one for one in free.values() if _same(match.listed, one, ("kk", "ru"))], free)


def _by_swapped(match: Match, free: dict[str, OpenSet]) -> None:
    _take(match, [one for one in free.values() if _same(match.listed, one, ("ru", "kk"))], free)
    match.swapped = match.found is not None


def _take(match: Match, same: list[OpenSet], free: dict[str, OpenSet]) -> None:
    """The one that was changed last; the rest stay as they are, for another line may name them."""
    if same:
        ordered = sorted(same, key=lambda one: (one.text("modified"), one.key), reverse=True)
        match.found, match.others = free.pop(ordered[0].key), tuple(ordered[1:])


def _same(listed: Listed, one: OpenSet, under: tuple[Language, Language]) -> bool:
    pairs = zip((listed.titles["kk"], listed.titles["ru"]), (one.title(language) for language in under), strict=True)
    return any(folded(wanted) == folded(given) != "" for wanted, given in pairs)


def _close(listed: Listed, free: dict[str, OpenSet]) -> OpenSet | None:
    best: tuple[float, str] = (0.0, "")
    for key, one in free.items():
        for language in OFFICIAL:
            wanted, given = folded(listed.titles[language]), folded(one.title(language))
            if wanted and given:
                best = max(best, (fuzz.ratio(wanted, given), key))
    return free[best[1]] if best[0] >= CLOSE else None


def folded(title: str) -> str:
    """A title for comparison: without its number in the list, case, marks, ё and Latin look-alikes."""
    return " ".join(words(_NUMBERED.sub("", title)))
