"""What else a place is named as: pages and documents that are for certain another indicator's.

Words that are the hint themselves name nothing else for certain: «Государственные закупки» is the portal's page as well as that of
competitions.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.derived import derived_by
from checks.editions import strange, told
from checks.index import index
from checks.labels import Sighting, naming_heading
from checks.letters import words
from checks.named import NAME, Candidate, Spotted, named
from checks.newsitems import news_item
from checks.own import Spot
from checks.phrases import AS_IT_STANDS, extra, filling, in_label, own_words, phrases
from checks.twins import OTHER, twins
from checks.vocabulary import speaks
from store.base import Language
from store.snapshot import Snapshot


@derived_by
def _claiming(snapshot: Snapshot, asked: tuple[Language, int]) -> dict[str, dict[str, Candidate]]:
    """Pages and documents → concepts that a label names there, each with its place."""
    language, most = asked
    found: dict[str, dict[str, Candidate]] = {}
    for concept in snapshot.concepts:
        for one in named(snapshot, (concept, language)).sure:
            if one.best.match.way == AS_IT_STANDS and _beside(one.best) <= most and not one.spot.part and not one.spot.fragment:
                found.setdefault(one.spot.url, {}).setdefault(concept, one)
    return found


def _beside(label: Spotted) -> int:
    """Words of a label beside the name, without those behind a colon, which tell what the name before it holds."""
    head = len(words(label.text.partition(":")[0]))
    if label.match.end > head:
        return label.extra
    return max(0, label.extra - sum(1 for word in words(label.text)[head:] if not filling(word)))


@derived_by
def claimed(snapshot: Snapshot, asked: tuple[Language, int]) -> dict[str, frozenset[str]]:
    """Pages and documents → concepts that a label names there, with at most so many words beside; the version's language and their number."""
    return {url: frozenset(concepts) for url, concepts in _claiming(snapshot, asked).items()}


@derived_by
def _hinting(snapshot: Snapshot, asked: tuple[str, Language]) -> dict[str, frozenset[tuple[int, int]]]:
    """Labels that bear hints of an indicator → from which word to behind which each hint stands."""
    concept, language = asked
    found: dict[str, set[tuple[int, int]]] = {}
    for one in phrases(snapshot.indicator(concept).hints.of(language), language):
        for text, match in index(snapshot, language).told(one):
            found.setdefault(text, set()).add((match.start, match.end))
    return {text: frozenset(places) for text, places in found.items()}


def others(snapshot: Snapshot, concept: str, language: Language, url: str, most: int) -> list[str]:
    """Other concepts that an address or its translation is named as, by more than the words that hint at this one."""
    return [other for other, *_ in other_claims(snapshot, concept, language, url, most)]


def other_claims(
    snapshot: Snapshot, concept: str, language: Language, url: str, most: int
) -> Iterator[tuple[str, Language, Candidate]]:
    for spoken, address in ((language, url), *_translation(snapshot, language, url)):
        known = _claiming(snapshot, (spoken, most)).get(address, {})
        foreign = {
            other: one for other, one in _foreign(snapshot, (spoken, address)).items() if strange(snapshot, (concept, other))
        }
        for other, one in (*known.items(), *foreign.items()):
            if other != concept and _beside(one.best) <= most and not _is_hint(snapshot, concept, spoken, one):
                yield other, spoken, one


@derived_by
def _foreign(snapshot: Snapshot, at: tuple[Language, str]) -> dict[str, Candidate]:
    """What only other editions ask for and a page's own name names, each with its place; the language and the page's address."""
    page = snapshot.page(at[1])
    name = naming_heading(snapshot, page) if page is not None and not (page.is_home or news_item(snapshot, page.url)) else ""
    if page is None or not name:
        return {}
    sighting = Sighting(name, "heading", page.url, (page.url, page.lane))
    spot, body = Spot(page.url, page.lane), snapshot.plan.body.name
    own = own_words((body.kk, body.ru))
    return {
        one.concept: Candidate(spot, [Spotted(name, one.match, extra(one.match, words(name), own), sighting)])
        for one in told(snapshot, (name, at[0]))
    }


def _translation(snapshot: Snapshot, language: Language, url: str) -> Iterator[tuple[Language, str]]:
    """The page of the other version that is of the same subject by what both say and by their headings; none of a page that its own version
    names as anything."""
    page, known = snapshot.page(url), twins(snapshot)
    if page is None or page.language != language or url in claimed(snapshot, (language, NAME)):
        return
    other = known.counterpart(page)
    if other is not None and known.headed(page, other) == "same":
        yield OTHER[language], other.url


def _is_hint(snapshot: Snapshot, concept: str, language: Language, one: Candidate) -> bool:
    """Whether the words that name a place as another thing are but a hint at this one: they may mean either."""
    hints = _hinting(snapshot, (concept, language)).get(one.best.text, frozenset())
    told = [label.match for label in one.labels if label.text == one.best.text]
    return all(any(start <= match.start and match.end <= end for start, end in hints) for match in told)


def strangers(snapshot: Snapshot, concept: str, language: Language, url: str) -> list[str]:
    """Other concepts that an address is named as, with at most a few words beside, none of which speaks of this one."""
    return [
        other
        for other, spoken, one in other_claims(snapshot, concept, language, url, NAME)
        if one.best.extra == 0 or not _speaks_of(snapshot, concept, spoken, one)
    ]


def _speaks_of(snapshot: Snapshot, concept: str, language: Language, claim: Candidate) -> bool:
    """Whether the words of a label beside another thing's name are words of this one: «Стандарты и регламенты услуг» is both."""
    text = claim.best.text
    excluded = phrases(snapshot.indicator(concept).excluded.of(language), language)
    if excluded and in_label(excluded, text) is not None:
        return False
    covered = {at for label in claim.labels if label.text == text for at in range(label.match.start, label.match.end)}
    return speaks(snapshot, (concept, language), " ".join(word for at, word in enumerate(words(text)) if at not in covered))
