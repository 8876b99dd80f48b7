"""Names shared out between a page and what stands within it: «Стандарт» on the page «Государственные услуги», «План на 2026 год» below
«Закупки». Read together the two say the name of a thing, so its absence is doubtful; apart neither names it for certain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from checks.demands import WORDS
from checks.derived import derived_by, derived_few
from checks.labels import LEAD, Sighting, end_of, naming_heading
from checks.leads import Key
from checks.letters import words
from checks.named import Candidate, Spotted, named
from checks.newsitems import news_item, news_lists
from checks.own import Spot, own
from checks.phrases import LIKE_WORDS, Match, Stem, filling, in_label, phrases
from checks.vocabulary import Roots, roots_of, roots_of_names
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot

LIKE = "like-words"
# Words that say something in a label within a section; a longer one is a sentence, of which what stands before a colon or dash counts.
LABEL = 5
# Words beside those of a name in a label within a page; the page's own name says nothing else.
BESIDE = 2
# Pages whose labels are kept in memory; each is looked at for few indicators.
LABELS_KEPT = 4000
# Places that are told to a person are few.
MOST = 12
_ENDS = (":", " – ", " — ", " - ", "(")


class _Section(NamedTuple):
    """A page of the version with the words of its name."""

    page: Key
    name: str
    said: tuple[str, ...]


class _Inside(NamedTuple):
    """A label within a page: its words, and the place that it names."""

    text: str
    field: str
    spot: Spot


@derived_by
def shared_out(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Candidate, ...]:
    """Places that a page's name and a label within it name together; none where the thing is named for certain anywhere."""
    if named(snapshot, asked).sure:
        return ()
    found: dict[Spot, Candidate] = {}
    names = [name for name in roots_of_names(snapshot, asked) if len(name) > 1]
    for section in _sections(snapshot, asked[1]):
        for text, inside in _in_section(snapshot, asked, section, names):
            found.setdefault(inside.spot, Candidate(inside.spot, [_label(text, inside, section)]))
        if len(found) >= MOST:
            break
    return tuple(found.values())


def _label(text: str, inside: _Inside, section: _Section) -> Spotted:
    at = Sighting(text, inside.field, inside.spot.url, section.page, part=inside.spot.part)
    return Spotted(text, Match(text, 0, len(words(text)), LIKE_WORDS, 0), 0, at, hint=True)


@derived_by
def _sections(snapshot: Snapshot, language: Language) -> tuple[_Section, ...]:
    """Pages of one subject that are no home pages and no news, with their names."""
    news = news_lists(snapshot)
    pages = (one for one in snapshot.pages(language) if not (one.is_home or one.url in news or news_item(snapshot, one.url)))
    called = ((page, naming_heading(snapshot, page) or page.title) for page in pages)
    # A map of the site or «Информация» holds everything and is the section of nothing.
    broad = phrases(snapshot.lexicon(WORDS).phrases("broad-headings", language), language)
    named_so = ((page, name) for page, name in called if name and in_label(broad, name) is None)
    return tuple(_Section((page.url, page.lane), name, tuple(words(name))) for page, name in named_so)


def _in_section(
    snapshot: Snapshot, asked: tuple[str, Language], section: _Section, names: list[frozenset[Stem]]
) -> Iterator[tuple[str, _Inside]]:
    """Labels within a page that say what its name lacks of a name of the thing."""
    every = roots_of(snapshot, asked)
    told = every.met(section.said)
    if not told:
        return
    # «Мемлекеттік қызметтер тізімі» is a list of the services that its columns tell of.
    said = [word for word in section.said if not _lists(snapshot, asked[1]).fit(word)]
    lacking = {name - told for name in names if name & told and name - told} if not _beside(every.fit, said) else set()
    if not lacking or _excluded(snapshot, asked, section.name):
        return
    for inside in _labels(snapshot, section.page):
        said = [word for word in words(inside.text) if not filling(word)]
        if any(_spells(rest, said) for rest in lacking):
            text = f"{section.name}: {inside.text}"
            if not _excluded(snapshot, asked, text):
                yield text, inside


@derived_by
def _lists(snapshot: Snapshot, language: Language) -> Roots:
    """Words by which a page is called a list."""
    told = snapshot.lexicon(LIKE).entries["listed"].get(language, ())
    return Roots(stem for one in phrases(told, language) for stem in one.stems)


def _spells(roots: frozenset[Stem], said: Sequence[str]) -> bool:
    """Whether words say each of these, and little else."""

    def one(word: str) -> bool:
        return any(root.fits(word) is not None for root in roots)

    return all(any(root.fits(word) is not None for word in said) for root in roots) and _beside(one, said) <= BESIDE


def _beside(known: Callable[[str], bool], said: Iterable[str]) -> int:
    """How many words say something else."""
    return sum(1 for word in said if not filling(word) and not known(word))


def _excluded(snapshot: Snapshot, asked: tuple[str, Language], text: str) -> bool:
    """Whether a label bears words by which it names another thing."""
    wanted = phrases(snapshot.indicator(asked[0]).excluded.of(asked[1]), asked[1])
    return bool(wanted) and in_label(wanted, text) is not None


@derived_few(LABELS_KEPT)
def _labels(snapshot: Snapshot, key: Key) -> tuple[_Inside, ...]:
    """Labels within a page."""
    page = snapshot.page(*key)
    return tuple(_inside(snapshot, page)) if page is not None else ()


def _inside(snapshot: Snapshot, page: PageRecord) -> Iterator[_Inside]:
    """Headings, links, files and the beginnings of lines of a page's own."""
    whole = Spot(page.url, page.lane)
    place, name = own(snapshot, whole), naming_heading(snapshot, page)
    headings = [text for text in page.headings if text != name and text in place.lines]
    linked = {link.text for link in place.links}
    for text in headings:
        yield _Inside(text, "heading", Spot(page.url, page.lane, text))
    for link in place.links:
        if link.text:
            yield _Inside(link.text, "link", Spot(end_of(snapshot, link.target)))
    for item in place.files:
        if item.title:
            yield _Inside(item.title, "file", Spot(item.url))
    for line in place.lines:
        begun = _begun(line)
        if begun and line not in linked and line not in headings:
            yield _Inside(begun, "body", whole)


def _begun(line: str) -> str:
    """A short line, or what a longer one says before a colon, dash or bracket; empty where it is a sentence."""
    ends = [at for at in (line.find(sign) for sign in _ENDS) if at > 0]
    head = line[: min(ends)] if ends else line
    said = [word for word in words(head) if not filling(word)]
    return head if 0 < len(said) <= LABEL and len(head) <= LEAD else ""


__all__ = ["shared_out"]
