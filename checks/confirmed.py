"""Places that only weaker words name, and what else says for certain that they are meant.

A page whose translation bears the thing's own name is the thing too: the site itself shows the two as one page, and their texts agree; so is
one file that both versions offer. A
place that tells in its own lines what it gives need not be headed so. Where a link is all that is asked for, a sentence that names the thing
and bears the link is both. And links of the home page to each kind of site that the law lists are that list, under whatever heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from checks.claims import taken
from checks.derived import derived_by
from checks.headlines import tells
from checks.held import beside
from checks.labels import Sighting, documents
from checks.letters import words
from checks.named import DOCUMENT, LONG_NAME, NAME, Candidate, Spotted, named
from checks.newsitems import archives, news_item
from checks.own import Spot, leaves, on_host, own
from checks.phonelines import with_phone
from checks.phrases import AS_IT_STANDS, LIKE_WORDS, Match, in_label, phrases
from checks.subject import excluded
from checks.sweep import CLICKED
from checks.targets import Standing, judge_external
from checks.twins import OTHER, Twins, twins
from checks.verbal import only_named
from store.base import Language
from store.records import LinkRecord, PageRecord
from store.snapshot import Snapshot

# Fewer words are a heading or an entry and tell nothing.
SENTENCE = 6
# Words beside the name in what heads a file.
BESIDE = 1
# Fields that name a whole place rather than tell of it.
NAMING = frozenset({"title", "heading", "menu", "breadcrumb", "link"})
# So many signs of the site's own – its switch, its head, its addresses – make two pages one where their texts say too little.
SIGNS = 2
# Deeper addresses lead to one thing of a site: «/memleket/entities/mam» is a body's part of it.
FRONT = 3


def confirmed(snapshot: Snapshot, concept: str, candidate: Candidate, language: Language) -> bool:
    """Whether a place that weaker words name is for certain what is meant: by its translation, or by what it says of itself."""
    spot = candidate.spot
    page = snapshot.page(spot.url, spot.lane) or snapshot.page(spot.url)
    if page is None:
        known = spot.url in documents(snapshot)
        return (
            known
            and not _archived(snapshot, candidate)
            and (_titled(candidate) or _sure(snapshot, concept, spot.url, OTHER[language], DOCUMENT))
        )
    if news_item(snapshot, page.url):
        return False
    # Words that are but a part of another thing's name, or of like meaning, may head anything.
    hinted = any(
        label.at.field in NAMING
        and label.extra <= NAME
        and not (label.part or label.match.way == LIKE_WORDS)
        and not tells(snapshot, label.text)
        for label in candidate.labels
    )
    if hinted and any(told(snapshot, concept, spot, language) for told in (_says, _names_itself, _tells)):
        return True
    return not spot.part and not page.is_home and _translated(snapshot, concept, page, language)


def _archived(snapshot: Snapshot, candidate: Candidate) -> bool:
    """Whether archives alone lead to a file: what was is not what is."""
    leading = [label.at.page[0] for label in candidate.labels if label.at.field in ("link", "file", "menu")]
    return bool(leading) and archives(snapshot).issuperset(leading)


def _titled(candidate: Candidate) -> bool:
    """Whether the first words of a file are the thing's own name and next to nothing else: such a file is headed by it."""
    firsts = (label for label in candidate.labels if label.at.field == "first" and label.by_name)
    return any(label.match.way == AS_IT_STANDS and label.extra <= BESIDE for label in firsts)


def _says(snapshot: Snapshot, concept: str, spot: Spot, language: Language) -> bool:
    wanted = phrases(snapshot.indicator(concept).said.of(language), language)
    lines = _told_itself(snapshot, spot) if wanted else ()
    return any(found is not None and found.way == AS_IT_STANDS for found in (in_label(wanted, line) for line in lines))


def _told_itself(snapshot: Snapshot, spot: Spot) -> Iterator[str]:
    """Lines of a place but for those by which a menu, be it that of its section, names other pages."""
    top = own(snapshot, spot)
    inside = {link.target for link in top.links if not beside(snapshot, (spot.url, link.target))}
    links = snapshot.links(top.page) if top.page is not None else ()
    named = {link.text for link in links if link.target not in inside}
    return (line for line in top.lines if line not in named)


def _tells(snapshot: Snapshot, concept: str, spot: Spot, language: Language) -> bool:
    """Whether a sentence of a place says what tells of the thing: «объявлен конкурс на должность …» on the page «Кадры»."""
    wanted = phrases(snapshot.indicator(concept).doubts.of(language), language)
    lines = (line for line in own(snapshot, spot).lines if len(words(line)) >= SENTENCE) if wanted else ()
    every = ((line, in_label(wanted, line)) for line in lines if not excluded(snapshot, concept, language, line))
    return any(
        found is not None
        and found.way == AS_IT_STANDS
        and not only_named(snapshot, language, found.phrase, words(line)[found.start : found.end])
        for line, found in every
    )


def _names_itself(snapshot: Snapshot, concept: str, spot: Spot, language: Language) -> bool:
    """Whether the text of a part of a page says the thing's own name and not as a part of another thing's. A whole page speaks of much."""
    wanted = phrases(snapshot.indicator(concept).names.of(language), language)
    lines = own(snapshot, spot).lines if spot.part else []
    every = ((line, in_label(wanted, line)) for line in lines if not excluded(snapshot, concept, language, line))
    return any(
        found is not None and found.way == AS_IT_STANDS and not taken(snapshot, language, concept, line, found)
        for line, found in every
    )


def _translated(snapshot: Snapshot, concept: str, page: PageRecord, language: Language) -> bool:
    """Whether the page's counterpart is named for certain, by little else than the thing's name."""
    known = twins(snapshot)
    other = next(_same(known, page), None) or known.counterpart(page)
    if other is None or known.headed(page, other) == "other":
        return False
    return _sure(snapshot, concept, other.url, OTHER[language], LONG_NAME)


def _sure(snapshot: Snapshot, concept: str, url: str, language: Language, most: int) -> bool:
    """Whether a version names an address for certain, with at most so many words beside the thing's name."""
    return _fewest_beside(snapshot, (concept, language)).get(url, most + 1) <= most


@derived_by
def _fewest_beside(snapshot: Snapshot, asked: tuple[str, Language]) -> dict[str, int]:
    """Addresses that a version names for certain as a whole, each with the fewest words beside the thing's name."""
    found: dict[str, int] = {}
    for one in named(snapshot, asked).sure:
        if not one.spot.part and one.best.match.way == AS_IT_STANDS:
            found[one.spot.url] = min(one.best.extra, found.get(one.spot.url, one.best.extra))
    return found


def _same(known: Twins, page: PageRecord) -> Iterator[PageRecord]:
    """The page that the site shows as this one's counterpart, unless their texts say otherwise or nothing."""
    for twin in known.claimed_at(page.url):
        pair = {twin.kk.url: twin.ru, twin.ru.url: twin.kk}
        agree = twin.verdict == "same" or (twin.verdict == "unsure" and len(twin.signs) >= SIGNS)
        if agree:
            yield pair[page.url]


def said_with_datum(snapshot: Snapshot, concept: str, candidate: Candidate, language: Language) -> bool:
    """Whether a page says in one line what is meant and gives there what is asked for, where no more is: a link to a site, a telephone."""
    indicator, page = snapshot.indicator(concept), snapshot.page(candidate.spot.url, candidate.spot.lane)
    kinds = {demand.kind for demand in indicator.demands if not demand.every}
    if page is None or len(kinds) != 1:
        return False
    if kinds == {"phone"}:
        wanted = phrases((indicator.entries if indicator.entries.of(language) else indicator.names).of(language), language)
        return len(set(with_phone(snapshot, page, wanted))) >= max(demand.least for demand in indicator.demands)
    if kinds != {"link"}:
        return False
    hosts = tuple(host for demand in indicator.demands for host in demand.to)
    links = [link.text for link in own(snapshot, Spot(page.url, page.lane)).links if link.text and leaves(link, hosts)]
    said = [label.text for label in candidate.labels if label.by_name and label.at.field in ("body", "lead")]
    return any(link in line for link in links for line in said)


def scattered(snapshot: Snapshot, concept: str, language: Language) -> list[Candidate]:
    """One place made of the links by which the home page leads to each kind of site that is asked for; none where a kind is lacking."""
    groups = snapshot.indicator(concept).groups
    for home in snapshot.homes() if groups else ():
        if home.language != language:
            continue
        shown = [link for link in snapshot.links(home) if link.tag in CLICKED and link.scope == "external" and _words(link)]
        firsts = [
            next((link for link in shown if on_host(link.target, group) and _is_front(link) and _opens(snapshot, link)), None)
            for group in groups
        ]
        found = [link for link in firsts if link is not None]
        if len(found) == len(groups):
            text = " · ".join(_words(link) for link in found)
            at = Sighting(text, "link", found[0].target, (home.url, home.lane), "", found[0].xpath)
            return [Candidate(Spot(found[0].target), [Spotted(text, Match("", 0, 0, AS_IT_STANDS, 0), 0, at)])]
    return []


def _words(link: LinkRecord) -> str:
    """What a reader is told of a link; an address spelled out tells nothing."""
    said = link.text or link.label
    return "" if "://" in said else said


def _is_front(link: LinkRecord) -> bool:
    """Whether a link leads to a site or the part of a body there, and not to one act, service or news item."""
    path = [part for part in urlsplit(link.target).path.split("/") if part]
    return len(path) <= FRONT and not any(sign.isdigit() for sign in "".join(path[-1:]))


def _opens(snapshot: Snapshot, link: LinkRecord) -> bool:
    return judge_external(snapshot, link.target).standing is not Standing.DEAD


__all__ = ["confirmed", "said_with_datum", "scattered"]
