"""How the two language versions of a page fail to say the same, one fault of a kind for each pair of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from checks.derived import derived
from checks.differences import apart, left_out, substitutions, written_in
from checks.labels import naming_heading
from checks.letters import words
from checks.likeness import ENOUGH, SAME, Vocabulary, score
from checks.maintext import own_lines
from checks.named import named
from checks.own import Spot, own
from checks.phrases import filling, phrases
from checks.twins import OTHER, Twin, twins
from store.base import OFFICIAL, Language
from store.records import PageRecord
from store.snapshot import Snapshot

# So many words of a thing in a text are about it.
SEVERAL = 2
Kind = Literal["foreign", "partly-foreign", "other-text", "differs", "shorter", "without-files", "unclear", "figures-apart"]
# Faults of one page, whatever its counterpart.
ALONE: frozenset[Kind] = frozenset({"foreign", "partly-foreign"})
# Shares of sentences in the other language: from the lower one a person looks, from the upper one it is charged.
DOUBTED, CHARGED = 25, 50
FEWEST_SENTENCES = 2
SENTENCE = 30
MOST_PLACES = 10
# So many places that differ may be two pages that are no pair: tables of different things differ in all their figures.
MUCH = 3
LINE = 160
# A page with so many times the letters of its counterpart is no translation of it alone.
FULLER = (3, 2)


class Fault(NamedTuple):
    """A fault of one pair: its kind, whether it is certain, the language charged, and the places that differ as both sides read."""

    kind: Kind
    certain: bool
    language: Language
    twin: Twin
    places: tuple[str, ...] = ()

    @property
    def page(self) -> PageRecord:
        """The page charged."""
        return self.twin.kk if self.language == "kk" else self.twin.ru

    @property
    def other(self) -> PageRecord:
        """The page in the other language."""
        return self.twin.ru if self.language == "kk" else self.twin.kk


@derived
def faults(snapshot: Snapshot) -> tuple[Fault, ...]:
    """Faults of all pairs that the site names as versions of one page, in order of the Kazakh pages; then those of pairs that their texts alone
    tell, where what lies between two pages is for a person."""
    lexicon = snapshot.lexicon("translations")
    words = {language: Vocabulary(lexicon, language) for language in OFFICIAL}
    claimed = [fault for twin in twins(snapshot).claimed for fault in _of(snapshot, twin, words)]
    alike = [fault for twin in twins(snapshot).by_content for fault in _of(snapshot, twin, words)]
    return (*claimed, *(fault._replace(certain=fault.certain and fault.kind in ALONE) for fault in alike))


def _of(snapshot: Snapshot, twin: Twin, words: dict[Language, Vocabulary]) -> Iterator[Fault]:
    lines = {language: own_lines(snapshot, (page.url, page.lane)) for language, page in _sides(twin)}
    foreign = [fault for language, page in _sides(twin) for fault in _foreign(twin, language, page, lines[language])]
    if foreign:
        yield from foreign
        return
    if twin.verdict == "other":
        yield from _other_text(snapshot, twin)
        return
    places = substitutions(lines["kk"], lines["ru"], words) if not _listed(snapshot, twin) else []
    if places:
        told = tuple(f"{place.kk} ≠ {place.ru}: «{_cut(place.kk_line)}» – «{_cut(place.ru_line)}»" for place in places)
        yield Fault("differs", len(places) < MUCH or twin.verdict == "same", "kk", twin, told[:MOST_PLACES])
    short = left_out(lines["kk"], lines["ru"]) if not _listed(snapshot, twin) else None
    filed = short is not None and _filed(snapshot, twin, short)
    if short is not None:
        yield Fault("shorter", not filed, short, twin, (f"{_letters(lines['kk'])} – {_letters(lines['ru'])}",))
    elif _undecided(snapshot, twin):
        yield Fault("unclear", False, "kk", twin)
    elif not places and not _listed(snapshot, twin):
        yield from _apart(twin, lines)
    if twin.verdict == "same":
        yield from _left_out(snapshot, twin, certain=not filed)


def _filed(snapshot: Snapshot, twin: Twin, short: Language) -> bool:
    """Whether the shorter version alone has files: what its text leaves out may stand in them."""
    files = {language: own(snapshot, Spot(page.url, page.lane)).files for language, page in _sides(twin)}
    return bool(files[short]) and not files[OTHER[short]]


def _apart(twin: Twin, lines: dict[Language, tuple[str, ...]]) -> Iterator[Fault]:
    """Figures that each text has and the other lacks, of which no line tells that one stands for another."""
    figures = apart(lines["kk"], lines["ru"])
    if figures is not None:
        told = tuple(", ".join(side[:MOST_PLACES]) for side in figures)
        yield Fault("figures-apart", False, "kk", twin, (" ≠ ".join(told),))


def _sides(twin: Twin) -> tuple[tuple[Language, PageRecord], tuple[Language, PageRecord]]:
    return ("kk", twin.kk), ("ru", twin.ru)


def _foreign(twin: Twin, language: Language, page: PageRecord, lines: tuple[str, ...]) -> Iterator[Fault]:
    """A page of one version that is written in the other language, whole or in good part."""
    # Headings and labels may stay in their language when the text was never translated.
    written = written_in("\n".join(line for line in lines if len(line) >= SENTENCE))
    quotes = tuple(f"«{_cut(text)}»" for text in page.foreign_text)
    english = page.text_language == "en" and _letters(lines) >= ENOUGH
    if english or (written == OTHER[language] and page.text_language in (None, OTHER[language])):
        shown = quotes or tuple(f"«{_cut(line)}»" for line in lines[:3])
        yield Fault("foreign", True, language, twin, shown)
    elif page.foreign_share >= DOUBTED and len(page.foreign_text) >= FEWEST_SENTENCES and _foreign_text(page, language, written):
        yield Fault("partly-foreign", page.foreign_share >= CHARGED, language, twin, quotes)


def _foreign_text(page: PageRecord, language: Language, written: Language | None) -> bool:
    """Whether nothing says that the text is in the page's own language: headings and names of files make a text look mixed."""
    return written != language or page.text_language == OTHER[language]


def _other_text(snapshot: Snapshot, twin: Twin) -> Iterator[Fault]:
    """Two texts of different subjects under one page; where headings differ or each has its true counterpart, the switch is at fault."""
    known = twins(snapshot)
    if known.counterpart(twin.kk) is None and known.counterpart(twin.ru) is None and known.headed(twin.kk, twin.ru) != "other":
        # Two pages of what is the same in every language are of one subject, however much fuller one of them is; so are those of which a
        # paragraph of one is a translation of one of the other.
        certain = not (_named(snapshot, "kk", twin.kk) & _named(snapshot, "ru", twin.ru) or known.translated(twin.kk, twin.ru))
        yield Fault("other-text" if certain else "unclear", certain, "kk", twin)


def _named(snapshot: Snapshot, language: Language, page: PageRecord) -> frozenset[str]:
    """What is the same in every language, named or hinted at by a label of a page and spoken of in its text."""
    heading = naming_heading(snapshot, page)
    lines = [line for line in own(snapshot, Spot(page.url, page.lane)).lines if line != heading]
    alike = [concept for concept in snapshot.concepts if snapshot.indicator(concept).any_language]
    told = {concept: named(snapshot, (concept, language)) for concept in alike}
    meant = (concept for concept, one in told.items() if any(place.spot.url == page.url for place in (*one.sure, *one.weak)))
    return frozenset(concept for concept in meant if _spoken_of(snapshot, (concept, language), lines))


def _spoken_of(snapshot: Snapshot, asked: tuple[str, Language], lines: Sequence[str]) -> bool:
    """Whether lines say several of the words that name a thing: the flag and the emblem, of the symbols of the state."""
    names = phrases(snapshot.indicator(asked[0]).names.of(asked[1]), asked[1])
    stems = {stem for name in names for stem in name.stems if not filling(stem.starts[0])}
    said = {word for line in lines for word in words(line)}
    return sum(any(stem.fits(word) is not None for word in said) for stem in stems) >= SEVERAL


def _left_out(snapshot: Snapshot, twin: Twin, certain: bool) -> Iterator[Fault]:
    """Files that one version alone has."""
    places = {language: own(snapshot, Spot(page.url, page.lane)) for language, page in _sides(twin)}
    for language in OFFICIAL:
        mine, yours = places[language], places[OTHER[language]]
        if yours.files and not mine.files and not _leads_on(snapshot, twin, language):
            # A page that says much more may tell in words what the other one keeps in a file: the anthem.
            fuller = mine.letters * FULLER[1] >= yours.letters * FULLER[0]
            addresses = tuple(item.url for item in yours.files[:MOST_PLACES])
            yield Fault("without-files", certain and not fuller, language, twin, addresses)


def _leads_on(snapshot: Snapshot, twin: Twin, language: Language) -> bool:
    """Whether a page has links of its own, frames or addresses unread, behind which its files may lie."""
    page = twin.kk if language == "kk" else twin.ru
    place = own(snapshot, Spot(page.url, page.lane))
    return bool(place.links or place.frames or place.unread)


def _listed(snapshot: Snapshot, twin: Twin) -> bool:
    known = twins(snapshot)
    return known.is_list(twin.kk) or known.is_list(twin.ru)


def _undecided(snapshot: Snapshot, twin: Twin) -> bool:
    """Whether two texts long enough to tell leave it open whether they are of one subject."""
    mine, yours = twins(snapshot).marks(twin.kk), twins(snapshot).marks(twin.ru)
    enough = min(mine.length, yours.length) >= 2 * ENOUGH
    return twin.verdict == "unsure" and enough and score(mine, yours) < SAME and not _listed(snapshot, twin)


def _letters(lines: tuple[str, ...]) -> int:
    return sum(letter.isalpha() for line in lines for letter in line)


def _cut(text: str) -> str:
    return text if len(text) <= LINE else text[: LINE - 1] + "…"


@derived
def without_counterpart(snapshot: Snapshot) -> tuple[PageRecord, ...]:
    """Pages with a text of their own to which nothing in the other language is named, and nothing there can be their translation."""
    known = twins(snapshot)
    named = {key for claim in known.claims for key in (claim.kk, claim.ru)}
    opened = ((pair, snapshot.page(pair.final)) for pair in snapshot.pairs() if pair.final)
    offered = {(pair.url, pair.lane) for pair, goal in opened if goal is not None and not goal.is_home}
    return tuple(
        page
        for language in OFFICIAL
        for key in known.pages[language]
        if (page := snapshot.page(*key)) is not None
        and not page.is_home
        and (page.url, page.lane) not in named | offered
        and known.marks(page).length >= 2 * ENOUGH
        and not known.is_list(page)
        and known.counterpart(page) is None
        and not known.rivals(page)
    )
