"""What the portal of open data shows of one organisation's sets: which surely fall short of a duty, and of which nobody can tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from checks.listedsets import Line, lines_of, list_of
from checks.opensets import PORTAL, STATISTICS, counted, sets_of, unlisted
from checks.portalreading import Closed, closed
from checks.setfaults import of_data, of_passport
from store.base import Language
from store.findings import Outcome
from store.items import ItemRecord
from store.snapshot import Snapshot

Duty = Literal["placed", "on-time", "correct"]
NAMED = 40
SAID: dict[Duty, dict[Outcome, str]] = {
    "placed": {Outcome.MET: "sets-placed", Outcome.MISSING: "sets-not-placed", Outcome.UNVERIFIED: "placing-open"},
    "on-time": {Outcome.MET: "sets-on-time", Outcome.MISSING: "sets-late", Outcome.UNVERIFIED: "time-open"},
    "correct": {Outcome.MET: "sets-correct", Outcome.MISSING: "sets-faulty", Outcome.UNVERIFIED: "filling-open"},
}


@dataclass(frozen=True)
class Seen:
    """Titles of sets that fall short and of those nobody can tell of; ``number`` is how many were looked at."""

    number: int
    short: tuple[str, ...]
    unsure: tuple[str, ...]
    proofs: tuple[ItemRecord, ...]
    addresses: tuple[str, ...]
    rests_on: Any

    @property
    def outcome(self) -> Outcome:
        """Whether the organisation falls short of the duty."""
        return Outcome.MISSING if self.short else Outcome.UNVERIFIED if self.unsure else Outcome.MET

    @property
    def facts(self) -> dict[str, Any]:
        """How many sets were looked at, and the first of those that fall short or are in doubt."""
        named = {"short_sets": list(dict.fromkeys(self.short))[:NAMED], "unsure_sets": list(dict.fromkeys(self.unsure))[:NAMED]}
        return {"number": self.number, **{name: value for name, value in named.items() if value}}

    def said(self, duty: Duty) -> str:
        """The sentence that says it."""
        return SAID[duty][self.outcome]


def silence(snapshot: Snapshot, duty: Duty, language: Language) -> Closed | None:
    """Why nothing can be said of a duty; None where what it rests on was read and the portal knows the organisation."""
    if duty == "correct" or list_of(snapshot) is not None:
        return unlisted(snapshot, language)
    return closed(snapshot, PORTAL, () if counted(snapshot) is not None else STATISTICS, None)


def by_list(snapshot: Snapshot, duty: Duty, language: Language) -> Seen | None:
    """The sets of the Unified List; None where no list was taken in."""
    item = list_of(snapshot)
    if item is None:
        return None
    lines = lines_of(snapshot, language)
    if duty == "placed":
        short = [line for line in lines if line.placed is False]
        unsure = [line for line in lines if line.placed is None]
    else:
        lines = [line for line in lines if line.placed is not False]
        short = [line for line in lines if line.placed and line.timely.high < line.timely.due]
        unsure = [line for line in lines if line.timely.low < line.timely.due and line not in short]
    records = tuple(record for line in lines if line.match.found is not None for record in line.match.found.records())
    rests_on = {"import": item.sha256, "cells": [line.match.listed.cell for line in lines]}
    return Seen(len(lines), _titles(short), _titles(unsure), records, tuple(line.url for line in lines if line.url), rests_on)


def _titles(lines: list[Line]) -> tuple[str, ...]:
    return tuple(line.title for line in lines)


def by_portal(snapshot: Snapshot, duty: Duty) -> Seen | None:
    """What the portal itself counts of the organisation; None where it counts nothing."""
    item = counted(snapshot)
    known = {"placed": ("required", "placed"), "on-time": ("placed", "up-to-date")}.get(duty, ())
    if item is None or not set(known) <= set(item.facts):
        return None
    whole, done = (int(item.facts[name]) for name in known)
    if duty == "on-time" and "required" in item.facts:
        whole = min(whole, int(item.facts["required"]))
    short = (f"{done} / {whole}",) if done < whole else ()
    return Seen(whole, short, (), (item,), (item.url,), dict(item.facts))


def correct(snapshot: Snapshot, language: Language) -> Seen:
    """The sets that stand on the portal, by their passports and the first rows of their data."""
    labels = frozenset(phrase.casefold() for phrase in snapshot.lexicon("opendata").phrases("period-column"))
    sets = sets_of(snapshot)
    short, unsure = [], []
    for one in sets:
        title = one.title(language) or one.title("ru") or one.title("kk") or one.key
        faults = [fault for fault in (*of_passport(one), *of_data(one, labels)) if fault.language in (None, language)]
        if faults:
            short.append(title)
        elif language not in one.passports or one.description is None or one.data is None:
            unsure.append(title)
    records = tuple(record for one in sets for record in one.records())
    return Seen(len(sets), tuple(short), tuple(unsure), records, tuple(one.url for one in sets), [one.key for one in sets])
