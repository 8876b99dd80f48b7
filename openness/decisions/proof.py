"""What is wrong with decisions, all of it: which decision, which of its fields, what was expected, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date

from openness.decisions.known import KnownFindings
from reports.i18n import N_
from store.findings import Ruling
from store.visible import line
from store.zone import ASTANA

NOT_ID = N_("found «{found}»; an id of letters, digits, points, dashes and underscores was expected, at most 64 of them")
NOT_FINDING = N_("found «{found}»; the id of a finding was expected: 16 signs from findings.jsonl or the report")
NO_FINDING = N_(
    "found «{found}»; the id of a finding of a run of «{body}» was expected, and no run of it has this one; "
    "take the id from the finding's card in the report or from findings.jsonl"
)
NEAR_FINDING = N_(
    "found «{found}»; the id of a finding of a run of «{body}» was expected, and no run of it has this one; "
    "the nearest on record is {nearest}"
)
FUTURE = N_("found {found}, which lies after the day of the import ({day}); correct the date or give --as-of")
CHANGED = N_("the decision «{found}» is on record and says something else; give the new decision an id of its own")
NO_EARLIER = N_("found «{found}»; no such decision is on record or in this file; correct the id")
ITSELF = N_("found «{found}»: a decision cannot take the place of itself, nor of one that takes its place")
OTHER_FINDING = N_("found «{found}», a decision on another finding ({finding}); correct the id")

ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,63})")
FINDING = re.compile(r"[0-9a-f]{16}")
LENGTH = 60


@dataclass(frozen=True)
class Wrong:
    """One fault: the place of the decision among those given, its field, a text of the catalogues and its values."""

    place: int
    field: str
    key: str
    values: Mapping[str, object] = made_by(default_factory=dict)


class RefusedError(Exception):
    """Decisions that are not put on record; ``wrong`` is everything that speaks against them."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        super().__init__("; ".join(f"{one.field}: {one.key.format_map(one.values)}" for one in wrong))
        self.wrong = tuple(wrong)


def prove(made: Sequence[Ruling], on_record: Iterable[Ruling], findings: KnownFindings | None, day: date) -> list[Wrong]:
    """What speaks against putting decisions on record; nothing where they may be.

    :param on_record: the decisions on the body that are there; one of them given again is no fault.
    :param findings: what decisions on the body can be about; None where that is not asked.
    :param day: no decision was made after it.
    """
    earlier = {ruling.id: ruling for ruling in on_record}
    known = earlier | {ruling.id: ruling for ruling in made}
    wrong = [fault for place, ruling in enumerate(made) for fault in _of(place, ruling, earlier, known, day)]
    if findings is not None:
        # A decision on an open question was proved against the run that puts it.
        new = [(place, one.finding) for place, one in enumerate(made) if one.question is None and earlier.get(one.id) != one]
        wrong += _not_found([(place, name) for place, name in new if FINDING.fullmatch(name)], findings)
    return wrong


def _of(place: int, ruling: Ruling, earlier: Mapping[str, Ruling], known: Mapping[str, Ruling], day: date) -> Iterator[Wrong]:
    if ID.fullmatch(ruling.id) is None:
        yield Wrong(place, "id", NOT_ID, {"found": line(ruling.id, LENGTH)})
    if FINDING.fullmatch(ruling.finding) is None:
        yield Wrong(place, "finding", NOT_FINDING, {"found": line(ruling.finding, LENGTH)})
    at = ruling.made_at.astimezone(ASTANA).date()
    if at > day:
        yield Wrong(place, "made_at", FUTURE, {"found": at, "day": day})
    if earlier.get(ruling.id, ruling) != ruling:
        yield Wrong(place, "id", CHANGED, {"found": ruling.id})
    if ruling.supersedes is not None:
        yield from _of_earlier(place, ruling, ruling.supersedes, known)


def _of_earlier(place: int, ruling: Ruling, name: str, known: Mapping[str, Ruling]) -> Iterator[Wrong]:
    before = known.get(name)
    if before is None:
        yield Wrong(place, "supersedes", NO_EARLIER, {"found": line(name, LENGTH)})
    elif _circular(ruling, known):
        yield Wrong(place, "supersedes", ITSELF, {"found": name})
    elif before.finding != ruling.finding:
        yield Wrong(place, "supersedes", OTHER_FINDING, {"found": name, "finding": before.finding})


def _circular(ruling: Ruling, known: Mapping[str, Ruling]) -> bool:
    seen = {ruling.id}
    before = known.get(ruling.supersedes or "")
    while before is not None:
        if before.id in seen:
            return before.id == ruling.id
        seen.add(before.id)
        before = known.get(before.supersedes or "")
    return False


def _not_found(made: list[tuple[int, str]], findings: KnownFindings) -> Iterator[Wrong]:
    """Decisions on what no run of the body found; one on record already may outlive its run."""
    unknown = findings.unknown(name for _, name in made)
    for place, name in made:
        if name not in unknown:
            continue
        nearest = findings.nearest(name)
        said = {"found": name, "body": line(findings.body, LENGTH)}
        if nearest is None:
            yield Wrong(place, "finding", NO_FINDING, said)
        else:
            yield Wrong(place, "finding", NEAR_FINDING, {**said, "nearest": nearest})
