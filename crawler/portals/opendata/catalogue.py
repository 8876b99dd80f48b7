"""Answers of the catalogue: how many sets there are, the sets of a page, and the portal's own count of what each body placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from crawler.portals.opendata.letters import broken, mixed
from crawler.portals.opendata.rules import Rules
from crawler.portals.opendata.values import count, day, listed, mapping, text
from crawler.portals.reading.seam import Item

MOST_WORDS = 50
# Names of the counts in the portal's answer, and what they are called in facts.
COUNTS = {
    "allPlacedDatasetsCount": "required",
    "placedDatasetsCount": "placed",
    "actualPlacedDatasetsCount": "up-to-date",
    "allDatasetsCount": "all",
    "allActualDatasetsCount": "all-up-to-date",
}
# Faults of letters: which words of which fields bear them.
LETTERS: Mapping[str, Callable[[str], str]] = {"broken": broken, "mixed": mixed}


def statistics(value: Any) -> Iterator[Item]:
    """Of each body its names (items ``body``, one a name) and its counts (item ``statistics``)."""
    for one in listed(value):
        key = text(one.get("govAgency"))
        if not key:
            continue
        names = {language: text(one.get(f"name{language.capitalize()}")) for language in ("kk", "ru", "en")}
        for name in dict.fromkeys(filter(None, (names["kk"], names["ru"]))):
            yield Item("body", key, name, body=key, body_name=name)
        counts = {name: count(one.get(field)) for field, name in COUNTS.items()}
        facts = {f"name-{language}": name for language, name in names.items()}
        yield Item(
            "statistics", key, names["ru"], key, names["ru"], facts=facts | {k: v for k, v in counts.items() if v is not None}
        )


def sets(value: Any, rules: Rules) -> Iterator[Item]:
    """Sets of a page of the catalogue: items ``dataset``; a set without an address of its own is left out, for nothing could be cited."""
    for one in listed(mapping(value).get("datasets")):
        key = text(one.get("apiUri"))
        if key:
            yield dataset(key, one, rules)


def dataset(key: str, one: Mapping[str, Any], rules: Rules) -> Item:
    """One set of the catalogue as an item."""
    agency = mapping(one.get("govAgency"))
    names = {language: text(one.get(f"name{language.capitalize()}")) for language in ("kk", "ru")}
    told = {language: text(one.get(f"description{language.capitalize()}")) for language in ("kk", "ru")}
    facts: dict[str, Any] = {f"title-{language}": name for language, name in names.items()}
    facts |= {f"description-{language}": line for language, line in told.items()}
    facts |= {name: found for name, rule in LETTERS.items() if (found := _words(facts, rule))}
    words = one.get("keyWords")
    facts["keywords"] = [text(word) for word in words if text(word)][:MOST_WORDS] if isinstance(words, list) else []
    facts["categories-ru"] = [text(part.get("nameRu")) for part in listed(one.get("categories"))][:MOST_WORDS]
    facts["categories-kk"] = [text(part.get("nameKk")) for part in listed(one.get("categories"))][:MOST_WORDS]
    facts |= {"status": text(one.get("status")), "period": period(one.get("actualizeType"), rules)}
    facts |= {name: day(one.get(field)) for name, field in (("created", "createdDate"), ("modified", "modifiedDate"))}
    flag = one.get("actual")
    if isinstance(flag, bool):
        facts["up-to-date"] = flag
    owner = text(agency.get("id"))
    name = text(agency.get("nameRu")) or text(agency.get("nameKk"))
    return Item("dataset", key, names["ru"] or names["kk"], owner, name, facts["modified"] or facts["created"], facts)


def _words(facts: Mapping[str, Any], rule: Callable[[str], str]) -> dict[str, str]:
    """Of each text the first word that a rule takes for faulty."""
    return {name: word for name, line in facts.items() if (word := rule(line))}


def period(value: Any, rules: Rules) -> str:
    """How often a set is brought up to date, as ``Rules.periods`` name it; the portal's own words where they do not."""
    said = text(value)
    return rules.periods.get(said) or rules.periods.get(said.casefold()) or said
