"""What a result and its findings say otherwise than the same made again, in words: row by row and value by value, bounded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.told import N_

VALUE = N_("data/result.json: {place} reads «{found}»; judged again it is «{again}».")
MORE = N_("data/{file}: {more} more differences.")
GONE = N_("data/findings.jsonl: the finding {id} ({parameter}) does not come out again.")
LACKS = N_("data/findings.jsonl: the finding {id} ({parameter}, {outcome}) comes out again, but is not in the package.")
CHANGED = N_("data/findings.jsonl: the finding {id} ({parameter}) comes out otherwise: {keys}.")
ORDER = N_("data/findings.jsonl: the findings stand in another order.")
SHOWN = 40
LONG = 120

Said = tuple[str, dict[str, Any]]
Leaf = tuple[str, Any, Any]


def result_differs(found: Any, again: Any) -> list[Said]:
    """The first values of result.json that differ, by their path, the totals first."""
    leaves = sorted(_leaves("", found, again), key=lambda leaf: (not leaf[0].startswith("total"), leaf[0]))
    told: list[Said] = [
        (VALUE, {"place": place, "found": _shown(one), "again": _shown(other)}) for place, one, other in leaves[:SHOWN]
    ]
    return told + ([(MORE, {"file": "result.json", "more": len(leaves) - SHOWN})] if len(leaves) > SHOWN else [])


def findings_differ(found: list[dict[str, Any]], again: list[dict[str, Any]]) -> list[Said]:
    """Findings that are gone, new or changed."""
    one, other = {line["id"]: line for line in found}, {line["id"]: line for line in again}
    told: list[Said] = [(GONE, _named(one[name])) for name in one if name not in other]
    told += [(LACKS, _named(other[name])) for name in other if name not in one]
    for name, line in one.items():
        if name in other and other[name] != line:
            keys = sorted(key for key in line.keys() | other[name].keys() if line.get(key) != other[name].get(key))
            told.append((CHANGED, _named(line) | {"keys": ", ".join(keys)}))
    if not told and found != again:
        told.append((ORDER, {}))
    return told[:SHOWN] + ([(MORE, {"file": "findings.jsonl", "more": len(told) - SHOWN})] if len(told) > SHOWN else [])


def _named(line: dict[str, Any]) -> dict[str, Any]:
    return {name: _shown(line.get(name, "")) for name in ("id", "parameter", "outcome")}


def _leaves(place: str, one: Any, other: Any) -> Iterator[Leaf]:
    if one == other:
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            yield from _leaves(f"{place}.{key}".lstrip("."), one.get(key), other.get(key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _leaves(f"{place}[{_name(left, number)}]", left, right)
    else:
        yield place, one, other


def _name(value: Any, number: int) -> str:
    return str(value["id"])[:LONG] if isinstance(value, dict) and "id" in value else str(number)


def _shown(value: Any) -> str:
    words = value if isinstance(value, str) else "–" if value is None else str(value)
    return words if len(words) <= LONG else f"{words[:LONG]}…"
