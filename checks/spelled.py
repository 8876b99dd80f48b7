"""Names that a page and a label within it spell together, word for word: «Стандарты» on the page «Государственные услуги» are the standards of
state services. ``within`` finds such places with words of like meaning, for doubts; here each word is the name's own and the label says
nothing else, so the two are the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.inline import part_of, says_now
from checks.labels import naming_heading
from checks.letters import words
from checks.named import NAME, Candidate
from checks.phrases import AS_IT_STANDS, Stem, filling, phrases
from checks.within import shared_out
from store.base import Language
from store.snapshot import Snapshot

# What names a place by itself; of lines of running text only those that markup sets off name what they head.
NAMING = frozenset({"heading", "link", "file"})
# A name of one word cannot be shared out.
SEVERAL = 2


def spelled(snapshot: Snapshot, asked: tuple[str, Language]) -> Iterator[Candidate]:
    """Places whose label and page together are a name of the thing; ``asked`` is the concept and the language."""
    concept, language = asked
    names = [one for one in phrases(snapshot.indicator(concept).names.of(language), language) if len(one.stems) >= SEVERAL]
    for one in shared_out(snapshot, asked):
        page = snapshot.page(*one.best.at.page)
        if page is None:
            continue
        section = naming_heading(snapshot, page) or page.title
        within = one.best.text.removeprefix(f"{section}: ")
        if not any(_shared(name.stems, words(section), words(within)) for name in names):
            continue
        if one.best.at.field in NAMING:
            yield one
        elif within in page.heads:
            spot = part_of(snapshot, concept, page, within, language)
            if says_now(snapshot, spot, language, lasting=bool(snapshot.indicator(concept).link_suffices)):
                yield Candidate(spot, one.labels)


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
