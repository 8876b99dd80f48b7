"""A mapping held to what it names: no concept that is in no file, no option that its check does not take, no indicator that serves nothing.

An indicator without a row is refused only where the whole configuration is proved (``openness methodologies validate``), so that words
can be written before the row is mapped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from checks import runner
from scoring.lock import mapping_files
from scoring.mapping import CONTACTS
from store.findings import CheckOrder
from store.indicators import Indicator, concepts_of, load_indicators, places
from store.strictyaml import ConfigError, Document, Place, convert, read_strict
from store.told import N_

OPTION, SEVERAL, BESIDE = "concept", "concepts", "also"
UNKNOWN = N_("the indicator «{concept}» is in no file of {folder}; correct its name or write it there")
UNUSED = N_("the indicator «{concept}» serves no row of any edition; name it in a mapping or remove it")


def prove(config: Path, folder: Path) -> None:
    """Refuses an edition whose mapping gives a check options that it does not take, or names a concept that no file holds.

    :raises ConfigError: with file and line; known before anything was asked of a site, not when the checks begin.
    """
    checks = runner.catalogue()
    for document, place, use in _uses(folder):
        if use["check"] in checks:
            convert(document, checks[use["check"]].meta.options, use.get("options", {}), (*place, "options"))
    known = load_indicators(config)
    for document, place, concept in _named(folder):
        if concept not in known:
            raise document.fault(place, UNKNOWN, concept=concept, folder="lexicon/indicators")


def prove_used(config: Path, folders: Iterable[Path]) -> None:
    """Refuses an indicator that no mapping of these editions and no other indicator names. Raises ConfigError with file and line."""
    used = {concept for folder in folders for _, _, concept in _named(folder)}
    used |= concepts_of(load_indicators(config).values())
    for concept, where in places(config).items():
        if concept not in used:
            raise ConfigError(where, UNUSED, concept=concept)


def asked(indicators: Mapping[str, Indicator], orders: Iterable[CheckOrder]) -> dict[str, Indicator]:
    """The indicators that orders ask for, with the sections they lie in: of two that share a name only what a body is asked for counts."""
    wanted = {concept for order in orders for concept in _of(order.options)}
    ahead = list(wanted)
    while ahead:
        known = indicators.get(ahead.pop())
        above = [one for one in (known.under if known else ()) if one not in wanted]
        wanted.update(above)
        ahead += above
    return {concept: indicator for concept, indicator in indicators.items() if concept in wanted}


def _of(options: Mapping[str, Any]) -> list[str]:
    """Concepts that the options of a check name: the one that it looks for with those beside it, or those that it looks for together."""
    if OPTION in options:
        return [str(options[OPTION]), *map(str, options.get(BESIDE, ()))]
    return [str(one) for one in options.get(SEVERAL, ())]


def _named(folder: Path) -> Iterator[tuple[Document, Place, str]]:
    """Concepts that the mapping of an edition names, each with its place."""
    taking = _taking()
    for document, place, use in _uses(folder):
        options = use.get("options", {}) if use["check"] in taking else {}
        for concept in _of(options):
            if concept != CONTACTS:
                option = BESIDE if concept in options.get(BESIDE, ()) else OPTION if OPTION in options else SEVERAL
                yield document, (*place, "options", option), concept


def _uses(folder: Path) -> Iterator[tuple[Document, Place, Mapping[str, Any]]]:
    """Checks that the mapping of an edition names for its rows and for shortcomings, each with its place."""
    for document in map(read_strict, mapping_files(folder)):
        for part in ("mapping", "shortcomings"):
            for name, entry in document.value.get(part, {}).items():
                for number, use in enumerate(entry.get("checks", ())):
                    yield document, (part, name, "checks", number), use


def _taking() -> frozenset[str]:
    """Checks whose options name a concept, or several."""
    known = {OPTION, SEVERAL}
    return frozenset(name for name, check in runner.catalogue().items() if known & check.meta.options.model_fields.keys())
