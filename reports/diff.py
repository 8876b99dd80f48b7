"""Two editions compared: the table that lawyers lay beside a change of law. Pure; rows in the printed order of the later one.

Things are matched by their printed place (what stands in the id after the name of the law) as long as their Russian titles
have a word in common – another act may print something else at the same place –, and what is left by equal title.
"""

from __future__ import annotations

import re
from typing import Literal

from reports.comparable import (
    NOTHING,
    Group,
    Item,
    criteria,
    demands,
    exemptions,
    grades,
    heads,
    mappings,
    plain,
    printed_rows,
    printed_tables,
    readings,
)
from store.base import Frozen, Text
from store.methodology import Methodology

# Shorter words («на», «для», «ЦГО») stand in almost every title and prove nothing.
WORD = 5
# These have no title that the law prints.
BY_PLACE = ("head", "exemption", "demand", "reading")
# The law as printed stands apart from how it is read, and both from the checks that serve it.
LAW: tuple[Group, ...] = ("head", "criterion", "table", "row", "exemption", "grade", "demand")
# What is told of a thing that one edition alone has, where its title says too little.
TOLD: dict[Group, tuple[str, ...]] = {
    "exemption": ("bodies", "traits", "rows", "instead", "of", "when", "citation"),
    "grade": ("low", "below"),
    "demand": ("who", "due", "rows", "citation"),
    "reading": ("default", "choice"),
    "mapping": ("machine", "check"),
}
_WORDS = re.compile(r"\w+")

State = Literal["added", "removed", "changed"]


class Change(Frozen):
    """One property that differs: a name of ``FIELDS``, a number or mark of what is meant, and its value in both editions."""

    field: str
    mark: str = ""
    before: Text
    after: Text


class Entry(Frozen):
    """A thing of the law that one edition has and the other has not, or has otherwise."""

    group: Group
    state: State
    before: str = ""
    after: str = ""
    number: str = ""
    title: Text
    weight: Text | None = None
    changes: tuple[Change, ...] = ()


class Side(Frozen):
    """Which edition stands on a side."""

    id: str
    edition: str
    title: Text
    valid_from: str
    valid_to: str
    partial: Text | None = None
    sha256: str = ""
    mapping_sha256: str = ""


class Comparison(Frozen):
    """Everything that differs; ``same`` counts the rows that do not. The law, its readings and the mapping to checks are groups."""

    before: Side
    after: Side
    entries: tuple[Entry, ...]
    same: int


def compare(before: Methodology, after: Methodology) -> Comparison:
    """What the later edition adds, removes and changes.

    :param before: the edition compared with; ``after``: the one it became, or any other.
    :returns: entries by group – head, criteria, tables, rows, exemptions, grades, demands, then readings, then the mapping –, in each
        those of ``after`` in printed order, then what was removed.
    """
    entries: list[Entry] = []
    same = 0
    for items in (heads, criteria, printed_tables, printed_rows, exemptions, grades, demands, readings, mappings):
        found, equal = _compared(list(items(before)), list(items(after)))
        entries += found
        same += equal if items is printed_rows else 0
    return Comparison(before=_side(before), after=_side(after), entries=tuple(entries), same=same)


def _side(edition: Methodology) -> Side:
    return Side(
        id=edition.id,
        edition=edition.edition,
        title=edition.title,
        valid_from=edition.valid_from.isoformat(),
        valid_to=edition.valid_to.isoformat() if edition.valid_to else "",
        partial=edition.partial,
        sha256=edition.sha256,
        mapping_sha256=edition.mapping_sha256,
    )


def _compared(old: list[Item], new: list[Item]) -> tuple[list[Entry], int]:
    pairs = _pairs(old, new)
    entries, same = [], 0
    for item in new:
        twin = pairs.get(item.id)
        if twin is None:
            entries.append(_one(item, "added"))
            continue
        changes = _changes(twin, item)
        if changes:
            entries.append(
                Entry(
                    group=item.group,
                    state="changed",
                    before=twin.id,
                    after=item.id,
                    number=item.number,
                    title=item.title,
                    weight=item.weight,
                    changes=changes,
                )
            )
        else:
            same += 1
    taken = {item.id for item in pairs.values()}
    return entries + [_one(item, "removed") for item in old if item.id not in taken], same


def _one(item: Item, state: State) -> Entry:
    before, after = ("", item.id) if state == "added" else (item.id, "")
    nothing = item.model_copy(update={"fields": {}})
    whole = _changes(nothing, item) if state == "added" else _changes(item, nothing)
    return Entry(
        group=item.group,
        state=state,
        number=item.number,
        title=item.title,
        weight=item.weight,
        before=before,
        after=after,
        changes=tuple(change for change in whole if change.field in TOLD.get(item.group, ())),
    )


def _pairs(old: list[Item], new: list[Item]) -> dict[str, Item]:
    """Id in the later edition → what it was in the earlier one; each thing once."""
    found: dict[str, Item] = {}
    left = {item.id: item for item in old}
    by_place = {item.place: item for item in old}
    for item in new:
        twin = by_place.get(item.place)
        sure = item.group in BY_PLACE
        if twin is not None and twin.id in left and (sure or related(twin.title, item.title)):
            found[item.id] = left.pop(twin.id)
    by_title: dict[str, list[Item]] = {}
    for item in left.values():
        by_title.setdefault(plain(item.title), []).append(item)
    for item in new:
        twins = by_title.get(plain(item.title), [])
        if item.id not in found and twins:
            found[item.id] = twins.pop(0)
    return found


def related(one: Text, other: Text) -> bool:
    """Whether two Russian titles are equal or have a longer word in common."""
    words = [{word for word in _WORDS.findall(text.ru.lower()) if len(word) >= WORD} for text in (one, other)]
    return plain(one) == plain(other) or bool(words[0] & words[1])


def _changes(old: Item, new: Item) -> tuple[Change, ...]:
    made = []
    for name, mark in dict.fromkeys([*old.fields, *new.fields]):
        before, after = old.fields.get((name, mark), NOTHING), new.fields.get((name, mark), NOTHING)
        if before.key != after.key:
            made.append(Change(field=name, mark=mark, before=before.text, after=after.text))
    return tuple(made)
