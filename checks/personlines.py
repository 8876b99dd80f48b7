"""Persons as lines of a place name them, and what must stand beside each: a telephone, an address of e-mail."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import get_args

from checks.above import of_known
from checks.own import Own, Spot, own
from store.asked import asked
from store.indicators import Beside, Part
from store.records import PersonRecord
from store.snapshot import Snapshot

# What belongs to a person stands in the next few lines.
NEAR = 8
# Words that two names of one person share, in whatever order they are told.
SHARED = 2
WORDS = "content-marks"
NAME, TWO_NAMES = asked(__name__, WORDS, "full-name"), asked(__name__, WORDS, "two-names")
QUOTED_NAME, UNIT_NAME = asked(__name__, WORDS, "quoted-name"), asked(__name__, WORDS, "unit-name")
BESIDE = {kind: asked(__name__, WORDS, f"beside-{kind}") for kind in get_args(Beside)}


def reached(demand: Part, person: PersonRecord, others: Container[str] = ()) -> bool:
    """Whether a person as it was read has what must stand beside; ``others`` are telephones that are not theirs."""
    phones = [one for one in person.phones if one not in others]
    return ("phone" not in demand.beside or bool(phones)) and ("email" not in demand.beside or bool(person.emails))


def others_phones(snapshot: Snapshot, place: Own) -> frozenset[str]:
    """Telephones of a place whose lines name a body that everybody gives: the line of the anti-corruption service below a signature."""
    return frozenset(one.value for one in place.contacts if of_known(snapshot, one.quote))


def reachable_in_files(snapshot: Snapshot, places: Iterable[Own]) -> bool:
    """Whether a line of places that are files, or of files that lie there, bears a telephone or an address of e-mail."""
    beside = [snapshot.lexicon(WORDS).pattern(one) for one in BESIDE.values()]
    files = {item.url for one in places for item in one.files}
    lines = chain(
        (line for one in places if one.page is None for line in one.lines),
        (line for url in sorted(files) for line in own(snapshot, Spot(url)).lines),
    )
    return any(one.search(line) for line in lines for one in beside)


def lone(snapshot: Snapshot, demand: Part, top: Own) -> set[str]:
    """Whoever the place itself names in full without what must stand beside."""
    named = {name for line in top.lines for name in snapshot.lexicon(WORDS).pattern(NAME).findall(line)}
    read = {person.name for person in top.persons if reached(demand, person)}
    lacking = named - read - set(named_in(snapshot, top.lines, demand.beside))
    if lacking or demand.beside != ("phone",):
        return lacking
    entries = (_organisations_without_phone(snapshot, top.lines), _units_without_phone(snapshot, top.lines))
    return {*top.gaps, *_without_phone(snapshot, top.lines), *chain.from_iterable(entries)}


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
    name = marks.pattern(TWO_NAMES)
    yield from _unreached(snapshot, lines, [number for number, line in enumerate(lines) if name.fullmatch(line)])


def _organisations_without_phone(snapshot: Snapshot, lines: Sequence[str]) -> Sequence[str]:
    """Lines of a list that begin with the name of an organisation in quotation marks, before the next of which no telephone stands as it does
    behind others."""
    name = snapshot.lexicon(WORDS).pattern(QUOTED_NAME)
    starts = [number for number, line in enumerate(lines) if name.match(line)]
    lacking = list(_unreached(snapshot, lines, starts))
    return lacking if len(lacking) < len(starts) else ()


def _units_without_phone(snapshot: Snapshot, lines: Sequence[str]) -> Sequence[str]:
    """Names of units of which lines tell something before the next one, but no telephone as they do of others."""
    name = snapshot.lexicon(WORDS).pattern(UNIT_NAME)
    starts = [number for number, line in enumerate(lines) if name.fullmatch(line)]
    # A department may head its units.
    told = [number for number, following in pairwise([*starts, len(lines)]) if following > number + 1]
    lacking = list(_unreached(snapshot, lines, told))
    return lacking if len(lacking) < len(told) else ()


def _unreached(snapshot: Snapshot, lines: Sequence[str], starts: Sequence[int]) -> Iterator[str]:
    """Lines at which entries start that have no telephone."""
    phone = snapshot.lexicon(WORDS).pattern(BESIDE["phone"])
    for number, following in pairwise([*starts, len(lines)]):
        if not any(phone.search(line) for line in lines[number : min(following, number + NEAR)]):
            yield lines[number]


def named_in(snapshot: Snapshot, lines: Sequence[str], beside: Sequence[str]) -> Iterator[str]:
    """Full names whose line, or those up to the next name, hold a telephone or an e-mail address where they must; lines that name a body whose
    telephone everybody gives hold that one's."""
    marks = snapshot.lexicon(WORDS)
    name, wanted = marks.pattern(NAME), [marks.pattern(BESIDE[kind]) for kind in beside]
    starts = [number for number, line in enumerate(lines) if name.search(line)]
    for number, following in pairwise([*starts, len(lines)]):
        near = lines[number : min(max(following, number + 1), number + NEAR)]
        said = " ".join(line for line in near if not of_known(snapshot, line))
        if all(one.search(said) for one in wanted):
            yield from name.findall(lines[number])


__all__ = ["lone", "named_alone", "named_in", "others_phones", "reachable_in_files", "reached", "same_persons"]
