"""Names that a page and a label within it spell together, word for word: «Стандарты» on the page «Государственные услуги» are the standards of
state services. ``within`` finds such places with words of like meaning, for doubts; here each word is the name's own and the label says
nothing else, so the two are the name."""

from __future__ import annotations

from collections.abc import Sequence

from checks.labels import naming_heading
from checks.letters import words
from checks.named import NAME, Candidate, Spotted
from checks.phrases import AS_IT_STANDS, Phrase, Stem, filling, phrases
from checks.within import shared_out
from store.base import Language
from store.snapshot import Snapshot

# What names a place; the beginning of a line of running text may be anything.
NAMING = frozenset({"heading", "link", "file"})
# A name of one word cannot be shared out.
SEVERAL = 2


def spelled(snapshot: Snapshot, asked: tuple[str, Language]) -> list[Candidate]:
    """Places whose label and page together are a name of the thing; ``asked`` is the concept and the language."""
    concept, language = asked
    names = [one for one in phrases(snapshot.indicator(concept).names.of(language), language) if len(one.stems) >= SEVERAL]
    return [one for one in shared_out(snapshot, asked) if _is_name(snapshot, names, one.best)]


def _is_name(snapshot: Snapshot, names: Sequence[Phrase], label: Spotted) -> bool:
    page = snapshot.page(*label.at.page)
    if page is None or label.at.field not in NAMING:
        return False
    section = naming_heading(snapshot, page) or page.title
    without, within = words(section), words(label.text.removeprefix(f"{section}: "))
    return any(_shared(name.stems, without, within) for name in names)


def _shared(stems: Sequence[Stem], without: Sequence[str], within: Sequence[str]) -> bool:
    """Whether each word of a name stands in one of two labels and in none of them all, with little beside it."""
    inside = [_said(stem, within) for stem in stems]
    outside = [_said(stem, without) for stem in stems]
    if (
        not all(one or other for one, other in zip(inside, outside, strict=True))
        or not any(inside)
        or all(inside)
        or all(outside)
    ):
        return False
    return not _beside(stems, within) and _beside(stems, without) <= NAME


def _said(stem: Stem, said: Sequence[str]) -> bool:
    return any(stem.fits(word) == AS_IT_STANDS for word in said)


def _beside(stems: Sequence[Stem], said: Sequence[str]) -> int:
    return sum(1 for word in said if not filling(word) and all(stem.fits(word) != AS_IT_STANDS for stem in stems))


__all__ = ["spelled"]
