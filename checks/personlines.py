"""Persons as lines of a place name them, and what must stand beside each: a telephone, an address of e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import get_args

from checks.own import Own
from store.asked import asked
from store.indicators import Beside, Part
from store.records import PersonRecord
from store.snapshot import Snapshot

# What belongs to a person stands in the next few lines.
NEAR = 8
# Words that two names of one person share, in whatever order they are told.
SHARED = 2
WORDS = "content-marks"
NAME, TWO_NAMES = (asked(__name__, WORDS, one) for one in ("full-name", "two-names"))
BESIDE = {kind: asked(__name__, WORDS, f"beside-{kind}") for kind in get_args(Beside)}


def reached(demand: Part, person: PersonRecord) -> bool:
    """Whether a person as it was read has what must stand beside."""
    return ("phone" not in demand.beside or bool(person.phones)) and ("email" not in demand.beside or bool(person.emails))


def lone(snapshot: Snapshot, demand: Part, top: Own) -> set[str]:
    """Whoever the place itself names in full without what must stand beside."""
    named = {name for line in top.lines for name in snapshot.lexicon(WORDS).pattern(NAME).findall(line)}
    read = {person.name for person in top.persons if reached(demand, person)}
    lacking = named - read - set(named_in(snapshot, top.lines, demand.beside))
    return lacking or set((*top.gaps, *_without_phone(snapshot, top.lines)) if demand.beside == ("phone",) else ())


def same_persons(snapshot: Snapshot, demand: Part, top: Own, other: Own) -> bool:
    """Whether another place gives what must stand beside a person of this one; the akims of districts are not the leaders of a region."""
    given = {person.name for person in other.persons if reached(demand, person)}
    given |= set(named_in(snapshot, other.lines, demand.beside))
    here = {person.name for person in top.persons} | {
        name for line in top.lines for name in snapshot.lexicon(WORDS).pattern(NAME).findall(line)
    }
    return any(_same(one, other) for one in given for other in here)


def _same(one: str, other: str) -> bool:
    """Whether two names begin alike or share two words: some tell the last name first, some last."""
    first, second = one.casefold().split(), other.casefold().split()
    return first[0] == second[0] or len(set(first) & set(second)) >= SHARED


def named_alone(snapshot: Snapshot, line: str) -> bool:
    """Whether a line names a person in full, or is a first and last name, as a cell of a table is."""
    marks = snapshot.lexicon(WORDS)
    return marks.pattern(NAME).search(line) is not None or marks.pattern(TWO_NAMES).fullmatch(line) is not None


def _without_phone(snapshot: Snapshot, lines: Sequence[str]) -> Iterator[str]:
    """Lines of a table that bear a first and last name alone, before the next of which no telephone stands."""
    marks = snapshot.lexicon(WORDS)
    name, phone = marks.pattern(TWO_NAMES), marks.pattern(BESIDE["phone"])
    starts = [number for number, line in enumerate(lines) if name.fullmatch(line)]
    for number, following in pairwise([*starts, len(lines)]):
        if not any(phone.search(line) for line in lines[number : min(following, number + NEAR)]):
            yield lines[number]


def named_in(snapshot: Snapshot, lines: Sequence[str], beside: Sequence[str]) -> Iterator[str]:
    """Full names whose line, or those up to the next name, hold a telephone or an e-mail address where they must."""
    marks = snapshot.lexicon(WORDS)
    name, wanted = marks.pattern(NAME), [marks.pattern(BESIDE[kind]) for kind in beside]
    starts = [number for number, line in enumerate(lines) if name.search(line)]
    for number, following in pairwise([*starts, len(lines)]):
        said = " ".join(lines[number : min(max(following, number + 1), number + NEAR)])
        if all(one.search(said) for one in wanted):
            yield from name.findall(lines[number])


__all__ = ["lone", "named_alone", "named_in", "reached", "same_persons"]
