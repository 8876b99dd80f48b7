"""What is wrong with a set on the portal of open data: its passport in each language, and the first rows of its data against what it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.differences import written_in
from checks.opensets import OpenSet
from store.base import OFFICIAL, Language
from store.items import ItemRecord

# A text of fewer words may well be the same in both languages: a name, a number, an abbreviation.
FEWEST_WORDS = 3
MOST = 20
_CYRILLIC_WORD = re.compile(r"[а-яёәғқңөұүһі]{2,}", re.IGNORECASE)
# No Kazakh word ends so; before a capital letter it may be a name («Красный Яр»), which both languages share.
_RUSSIAN = re.compile(r"\b[А-ЯЁ]?[а-яё]{2,}(?:[ыи]й|ая|яя|ое|ее|[ыи]е|[ыи]х|ого|его)\s+[а-яё]{3,}")
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# Which cells a declared type takes; a type that is not among them takes any.
TYPES = {
    "int": frozenset({"integer"}),
    "integer": frozenset({"integer"}),
    "long": frozenset({"integer"}),
    "double": frozenset({"integer", "number"}),
    "float": frozenset({"integer", "number"}),
    "number": frozenset({"integer", "number"}),
    "datetime": frozenset({"date", "integer"}),
    "date": frozenset({"date", "integer"}),
    "boolean": frozenset({"boolean"}),
}


class Fault(NamedTuple):
    """One shortcoming: its message, facts, the records that show it, a quote; ``language`` None: of the set in both languages."""

    message: str
    facts: dict[str, Any]
    proofs: tuple[ItemRecord, ...]
    quote: str = ""
    language: Language | None = None


def of_passport(one: OpenSet) -> Iterator[Fault]:
    """Fields that are empty, hold the other language's text or bear faulty letters, and columns without a label."""
    yield from _empty(one)
    yield from _copied(one)
    yield from _misspelt(one)
    yield from _labels(one)


def _empty(one: OpenSet) -> Iterator[Fault]:
    for language in OFFICIAL:
        lacking = [name for name in ("title", "description") if not one.text(f"{name}-{language}")]
        if lacking:
            yield Fault("field-empty", {"passport-fields": lacking}, (one.entry,), language=language)
    lacking = [name for name, filled in _common(one) if not filled]
    if lacking:
        yield Fault("field-empty", {"passport-fields": lacking}, (one.entry,))


def _common(one: OpenSet) -> Iterator[tuple[str, bool]]:
    """Fields that both languages share."""
    yield "keywords", bool(one.entry.facts.get("keywords")) or any(item.facts.get("keywords") for item in one.passports.values())
    yield "category", bool(one.entry.facts.get("categories-ru") or one.entry.facts.get("categories-kk"))
    yield "period", bool(one.text("period"))


def _copied(one: OpenSet) -> Iterator[Fault]:
    for name in ("title", "description"):
        kk, ru = one.text(f"{name}-kk"), one.text(f"{name}-ru")
        if is_copy(kk, ru):
            yield Fault("field-copied", {"passport-fields": [name], "text": kk[:200]}, (one.entry,), kk[:200], wrong_side(kk))
            continue
        for language in OFFICIAL:
            text = one.text(f"{name}-{language}")
            if written_in(text) not in (None, language):
                yield Fault(
                    "field-other-language", {"passport-fields": [name], "text": text[:200]}, (one.entry,), text[:200], language
                )


def _misspelt(one: OpenSet) -> Iterator[Fault]:
    """Letters of a wrong encoding, and Latin letters inside Cyrillic words, in texts of the passport."""
    for message, fact in (("passport-letters-broken", "broken"), ("passport-letters-mixed", "mixed")):
        found: dict[str, str] = one.entry.facts.get(fact) or {}
        for language in OFFICIAL:
            fields = [name for name in ("title", "description") if f"{name}-{language}" in found]
            words = [found[f"{name}-{language}"] for name in fields]
            if fields:
                yield Fault(message, {"passport-fields": fields, "words": words}, (one.entry,), words[0], language)


def is_copy(kk: str, ru: str) -> bool:
    """Whether a field holds one text in both languages: Cyrillic words enough that no two languages would share them, or a Russian adjective
    before a common noun."""
    line = " ".join(kk.split())
    same = line.casefold() == " ".join(ru.split()).casefold()
    return same and (len(_CYRILLIC_WORD.findall(line)) >= FEWEST_WORDS or _RUSSIAN.search(line) is not None)


def wrong_side(text: str) -> Language:
    """The language whose field holds the other's text."""
    return "ru" if _KAZAKH.search(text) else "kk"


def _labels(one: OpenSet) -> Iterator[Fault]:
    fields = _fields(one)
    if one.description is None:
        return
    for language in OFFICIAL:
        bare = [name for name, told in fields.items() if not told.get(f"label-{language}")]
        if bare:
            yield Fault("label-empty", {"columns": bare[:MOST]}, (one.description,), language=language)
    for name, told in fields.items():
        if is_copy(told.get("label-kk", ""), told.get("label-ru", "")):
            label = told["label-kk"]
            yield Fault("label-copied", {"columns": [name], "text": label}, (one.description,), label, wrong_side(label))


def _fields(one: OpenSet) -> dict[str, dict[str, str]]:
    return dict(one.description.facts.get("fields") or {}) if one.description is not None else {}


def of_data(one: OpenSet, period_labels: frozenset[str]) -> Iterator[Fault]:
    """What is wrong with the first rows; nothing where they were not read.

    :param period_labels: labels, in lower case, of columns that say which year a row is about.
    """
    item = one.data
    if item is None:
        return
    facts = item.facts
    if facts.get("problem"):
        told = {"data-problem": str(facts["problem"]), "where": str(facts.get("place") or "–")}
        yield Fault("data-empty" if facts["problem"] == "no-rows" else "data-unreadable", told, (item,))
        return
    yield from _shape(item)
    yield from _columns(one, item)
    yield from _letters(item)
    yield from _years(one, item, period_labels)


def _shape(item: ItemRecord) -> Iterator[Fault]:
    if item.facts.get("blank-rows"):
        yield Fault("rows-blank", {"number": item.facts["blank-rows"]}, (item,))
    shape = {name: number for name, number in (item.facts.get("shape") or {}).items() if name != "blank-row"}
    if shape:
        yield Fault("rows-broken", {"table-faults": sorted(shape), "number": sum(shape.values())}, (item,))


def _columns(one: OpenSet, item: ItemRecord) -> Iterator[Fault]:
    """Columns against the description: those it lacks, those that no row has (only where all rows were read), and cells of another type."""
    fields, columns = _fields(one), list(item.facts.get("columns") or ())
    if one.description is None or not fields:
        return
    proofs = (item, one.description)
    beside = [name for name in columns if name not in fields]
    if beside:
        yield Fault("columns-undeclared", {"columns": beside[:MOST]}, proofs)
    unused = [name for name in fields if name not in columns]
    if unused and item.facts.get("whole"):
        yield Fault("columns-without-data", {"columns": unused[:MOST]}, proofs)
    kinds: dict[str, dict[str, int]] = item.facts.get("kinds") or {}
    odd = [name for name, told in fields.items() if _is_odd(told.get("type", ""), kinds.get(name, {}))]
    if odd:
        yield Fault("cells-of-other-type", {"columns": [f"{name} ({fields[name]['type']})" for name in odd][:MOST]}, proofs)


def _is_odd(declared: str, kinds: dict[str, int]) -> bool:
    takes = TYPES.get(declared.casefold())
    return takes is not None and bool(set(kinds) - takes)


def _letters(item: ItemRecord) -> Iterator[Fault]:
    for message, name in (("letters-broken", "broken"), ("letters-mixed", "mixed")):
        words = list(item.facts.get(name) or ())
        if words:
            yield Fault(message, {"words": words}, (item,), words[0])


def _years(one: OpenSet, item: ItemRecord, period_labels: frozenset[str]) -> Iterator[Fault]:
    """A title names one year and the column of years knows others only."""
    wanted = set(_YEAR.findall(one.title("ru"))) | set(_YEAR.findall(one.title("kk")))
    if len(wanted) != 1 or not item.facts.get("whole"):
        return
    for name, years in (item.facts.get("years") or {}).items():
        labels = {_fields(one).get(name, {}).get(f"label-{language}", "").casefold().strip() for language in OFFICIAL} | {
            name.casefold()
        }
        if labels & period_labels and not wanted & set(years):
            yield Fault("year-differs", {"year": next(iter(wanted)), "years": years[:MOST], "column": name}, (one.entry, item))
