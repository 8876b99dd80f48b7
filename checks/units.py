"""Names of units of a body: «Комитет по контролю государственных закупок» is who controls purchases, and no section on them."""

from __future__ import annotations

from checks.headlines import ends, of_event
from checks.letters import words
from checks.named import Spotted
from store.base import Language
from store.snapshot import Snapshot

# What a unit is called by itself asks for these: whose telephones, who sits there.
OF_UNITS = frozenset({"phone", "persons"})


def of_else(snapshot: Snapshot, asked: tuple[str, Language], best: Spotted) -> bool:
    """Whether what speaks of a thing in a weaker word is the name of an event or of a unit, or a first sentence that only ends in the word."""
    strange = of_event(snapshot, best.text) or _unit_alone(snapshot, asked, best.text)
    return strange or (best.at.field == "first" and ends(best.text))


def _unit_alone(snapshot: Snapshot, asked: tuple[str, Language], text: str) -> bool:
    """Whether a text is called as a unit is – by its kind first in Russian, last in Kazakh – where something else than whom to reach is asked
    for; ``asked`` is the concept and the language."""
    concept, language = asked
    said = words(text)
    if not said or any(part.kind in OF_UNITS for one in snapshot.indicator(concept).demands for part in (one.of or (one,))):
        return False
    kinds = snapshot.lexicon("contacts").phrases("bodies-below")
    return len(said) > 1 and said[-1 if language == "kk" else 0].startswith(tuple(kinds))


__all__ = ["of_else"]
