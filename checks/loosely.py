"""Sentences that say all words of a name in other forms and another order: «результат услуги обжалуется» for «обжалование результата услуги».

Who calls a section in words of everyday life – «Если отказали», «Кого ждём» – still tells there what the law asks for. Such a sentence names
nothing, but where one stands with figures, or at once below a heading, nothing may be called absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from checks.derived import derived_by
from checks.index import Hit, index
from checks.letters import words
from checks.named import Candidate, Spotted
from checks.newsitems import archives, news_item, news_lists
from checks.own import Spot, own
from checks.phrases import SHORT, Phrase, Stem, in_label, phrases, root_of
from checks.sentences import sentences
from checks.verbal import only_named
from store.base import Language
from store.snapshot import Snapshot

# Words of a phrase that a sentence must say: one alone tells of much.
SEVERAL = 2
# Words that may stand between those of a phrase; farther apart two speak of two things, but hardly three.
APART, MANY = 4, 3
# The number of an entry is no figure that it tells.
_NUMBERED = re.compile(r"^\W*\d{1,3}[.)]\s")
# Places that are told to a person are few.
MOST = 12


@derived_by
def loosely(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Pages, but for news and home pages, of which a sentence says all words of a name or of what tells of the thing."""
    concept, language = asked
    indicator = snapshot.indicator(concept)
    excluded = phrases(indicator.excluded.of(language), language)
    found: dict[str, Candidate] = {}
    told = (words.of(language) for words in (indicator.doubts, indicator.traces, indicator.names))
    for one in phrases(chain(*told), language):
        for hit, figures in _bearing(snapshot, language, one, excluded):
            for at in (at for at in hit.sightings if at.field == "body" and _of_interest(snapshot, at.url, hit.text, figures)):
                spot = Spot(at.url, at.page[1] if at.page[0] == at.url else "*")
                found.setdefault(at.url, Candidate(spot, [Spotted(hit.text, hit.match, hit.match.extra, at, hint=True)]))
        if len(found) >= MOST:
            break
    return tuple(found.values())[:MOST]


def _bearing(snapshot: Snapshot, language: Language, one: Phrase, excluded: Sequence[Phrase]) -> Iterator[tuple[Hit, bool]]:
    """Lines of which a sentence says each word of a phrase, if only its root, and names nothing else; and whether it tells figures."""
    roots = [root_of(stem) for stem in one.stems if len(stem.starts[0]) > SHORT]
    if len(roots) < SEVERAL:
        return
    for hit in index(snapshot, language).loose(one, [(root,) for root in roots]):
        if only_named(snapshot, language, one.text, hit.said):
            continue
        near = (said for said in sentences(hit.text) if _together(roots, words(said)))
        told = [said for said in near if not (excluded and in_label(excluded, said) is not None)]
        if told:
            yield hit, any(map(str.isdigit, "".join(_NUMBERED.sub("", said) for said in told)))


def _together(roots: Sequence[Stem], said: Sequence[str]) -> bool:
    """Whether words of a sentence say all roots near each other."""
    places = [[at for at, word in enumerate(said) if root.fits(word) is not None] for root in roots]
    span = len(roots) + APART if len(roots) < MANY else len(said)
    return any(all(any(start <= at < start + span for at in one) for one in places) for start in sorted({*chain(*places)}))


def _of_interest(snapshot: Snapshot, url: str, line: str, figures: bool) -> bool:
    """Whether a page that is no news tells in a line, and does not only mention: with figures, or at once below what heads it."""
    page = snapshot.page(url)
    if page is None or page.is_home or url in news_lists(snapshot) or url in archives(snapshot) or news_item(snapshot, url):
        return False
    if figures:
        return True
    lines = own(snapshot, Spot(page.url, page.lane)).lines
    above = lines[lines.index(line) - 1] if line in lines[1:] else ""
    return above in page.headings or above in page.heads


__all__ = ["loosely"]
