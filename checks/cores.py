"""The words that an indicator is about: those which most of its names share and few other indicators' names do.

«Приём» is the core of «график приёма граждан», «часы приёма» and «личный приём»: a section that speaks of «приём» first of all may be the
schedule, whatever it is called.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain

from checks.derived import derived, derived_by
from checks.phrases import Stem
from checks.vocabulary import roots_of_names
from store.base import OFFICIAL, Language
from store.snapshot import Snapshot

# Of so many names of five a core word stands in at least two; of more indicators than three it tells none.
NAMES, OF_THEM, INDICATORS = 5, 2, 3
# Fewer names share their words by chance.
FEWEST = 4


@derived
def _kept(snapshot: Snapshot) -> dict[tuple[str, Language], frozenset[Stem]]:
    """Words that stand in enough names of each indicator asked for."""
    return {
        (concept, language): _frequent(snapshot, (concept, language)) for concept in snapshot.concepts for language in OFFICIAL
    }


def _frequent(snapshot: Snapshot, asked: tuple[str, Language]) -> frozenset[Stem]:
    names = roots_of_names(snapshot, asked)
    if len(names) < FEWEST:
        return frozenset()
    counted = Counter(chain.from_iterable(names))
    return frozenset(root for root, number in counted.items() if number * NAMES >= len(names) * OF_THEM)


@derived_by
def core(snapshot: Snapshot, asked: tuple[str, Language]) -> frozenset[Stem]:
    """Roots of the words that an indicator is about; ``asked`` is the concept and the language. Empty where its names share none."""
    kept, language = _kept(snapshot), asked[1]
    every = Counter(root for (_, spoken), roots in kept.items() if spoken == language for root in roots)
    return frozenset(root for root in kept.get(asked, frozenset()) if every[root] <= INDICATORS)
