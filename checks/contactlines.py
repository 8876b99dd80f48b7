"""Where data are asked for: places that give none, and lines of contact pages that name whose telephone they give: «Пресс-служба», and below
it «8 (7172) 59-92-20».

The same words lead to the press service's own page from every menu, so that no label of the contact page tells of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.contacts import contact_pages
from checks.demands import RECORDS, Answer, answer
from checks.derived import derived_by
from checks.held import Held, held
from checks.labels import Sighting
from checks.named import Candidate, Spotted
from checks.newsitems import news_item
from checks.own import Spot, own
from checks.phonelines import around_phones, labelled, with_phone
from checks.phrases import in_label, phrases
from store.base import Language
from store.indicators import Demand, Indicator
from store.records import ContactRecord, PageRecord
from store.snapshot import Snapshot


def gives_own(indicator: Indicator) -> bool:
    """Whether a telephone that is the thing's own is asked for."""
    return any(part.own for one in indicator.demands for part in (one.of or (one,)))


def without_data(snapshot: Snapshot, concept: str, spot: Spot) -> bool:
    """Whether a place for certain gives none of the data that are asked for, without which words say nothing: who is received when, whose
    telephone it is."""
    found, wanted = held(snapshot, spot), (one for one in snapshot.indicator(concept).demands if one.otherwise != "shortcoming")
    return any(of_data(one) and answer(snapshot, one, found) is Answer.NO for one in wanted)


def with_data(snapshot: Snapshot, concept: str, spot: Spot) -> bool:
    """Whether a place itself, without what lies below it, gives the data that are asked for: it does not only lead to other things."""
    found = Held(snapshot, spot, alone=True)
    wanted = [one for one in snapshot.indicator(concept).demands if one.otherwise == "absent" and of_data(one)]
    return bool(wanted) and all(answer(snapshot, one, found) is Answer.YES for one in wanted)


def of_data(demand: Demand) -> bool:
    """Whether contact data are demanded, of which a file may give them too."""
    kinds = {part.kind for part in (demand.of or (demand,))}
    return not kinds.isdisjoint(RECORDS) and kinds <= RECORDS | {"file"}


def on_contact_pages(snapshot: Snapshot, concept: str, language: Language) -> Iterator[Candidate]:
    """Contact pages of a version, each with the line that names the thing and has a telephone of its own, where such a one is asked for."""
    known = contact_pages(snapshot).read
    return _with_line(snapshot, concept, language, (page for page in snapshot.pages(language) if page.url in known))


def on_other_pages(snapshot: Snapshot, concept: str, language: Language) -> Iterator[Candidate]:
    """The same of all other pages but those of news: whatever they are called, they may give the body's own."""
    known = contact_pages(snapshot).read
    return _with_line(snapshot, concept, language, (page for page in snapshot.pages(language) if page.url not in known))


def by_vital_words(snapshot: Snapshot, asked: tuple[str, Language], unnamed: bool = False) -> Iterator[tuple[str, Spot]]:
    """Pages of a version on which a telephone stands near a word without which nothing is said of the thing, with the line of that word:
    «Журналист болсаңыз, Әсемге қоңырау шалыңыз: 6-12-48»; only where a telephone is asked for. ``asked`` is the concept and the language.

    :param unnamed: whether lines that bear the thing's name are passed over, whose telephone was looked for.
    """
    indicator = snapshot.indicator(asked[0])
    names = phrases(indicator.names.of(asked[1]), asked[1]) if unnamed else ()
    vital = phrases(indicator.vital.of(asked[1]), asked[1])
    if not vital or not any(part.kind == "phone" for one in indicator.demands for part in (one.of or (one,))):
        return
    for spot, near in near_phones(snapshot, asked[1]):
        told = (line for line in near if in_label(vital, line) is not None and in_label(names, line) is None)
        if line := next(told, ""):
            yield line, spot


@derived_by
def near_phones(snapshot: Snapshot, language: Language) -> tuple[tuple[Spot, tuple[str, ...]], ...]:
    """Lines around the telephones of each page of a version that is no news, the nearest page first, and what several
    items of news bear; several things are asked of them. Of
    what stands beside a page's text, in side bars, headers and footers, the lines that bear a telephone, each once."""
    pages = sorted(snapshot.pages(language), key=lambda one: (one.depth, one.url, one.lane))
    spots = (Spot(page.url, page.lane) for page in pages if not news_item(snapshot, page.url))
    beside: set[str] = set()
    near = ((spot, (*around_phones(snapshot, own(snapshot, spot).lines), *_beside(snapshot, spot, beside))) for spot in spots)
    return (*((spot, lines) for spot, lines in near if lines), *_under_news(snapshot, language))


def _under_news(snapshot: Snapshot, language: Language) -> Iterator[tuple[Spot, tuple[str, ...]]]:
    """Lines with a telephone that several items of news end in, each with the first of them: «БАҚ өкілдеріне: … тел. …»."""
    first, told = dict[str, Spot](), set[str]()
    for page in sorted(snapshot.pages(language), key=lambda one: (one.depth, one.url, one.lane)):
        if not news_item(snapshot, page.url):
            continue
        spot = Spot(page.url, page.lane)
        contacts = snapshot.records(ContactRecord, url=page.url, lane=page.lane)
        for line in dict.fromkeys(one.quote for one in contacts if one.kind == "phone" and one.quote):
            if first.setdefault(line, spot).url != page.url and line not in told:
                told.add(line)
                yield first[line], (line,)


def _beside(snapshot: Snapshot, spot: Spot, known: set[str]) -> Iterator[str]:
    """Lines with a telephone that stand beside the text of a page and on none before it."""
    contacts = snapshot.records(ContactRecord, url=spot.url, lane=spot.lane)
    quotes = [one.quote for one in contacts if one.kind == "phone" and one.place != "main" and one.quote]
    text = snapshot.text(spot.url, spot.lane)
    for line in (*quotes, *labelled(snapshot, text.beside.split("\n") if text is not None else ())):
        if line not in known:
            known.add(line)
            yield line


def _with_line(snapshot: Snapshot, concept: str, language: Language, pages: Iterable[PageRecord]) -> Iterator[Candidate]:
    indicator = snapshot.indicator(concept)
    if not gives_own(indicator):
        return
    wanted = phrases(indicator.names.of(language), language)
    for page in sorted(pages, key=lambda one: one.url):
        line = next(with_phone(snapshot, page, wanted), "")
        met = in_label(wanted, line) if line else None
        if met is not None:
            at = Sighting(line, "body", page.url, (page.url, page.lane), "", "")
            yield Candidate(Spot(page.url, page.lane), [Spotted(line, met, 0, at)])


__all__ = [
    "by_vital_words",
    "gives_own",
    "near_phones",
    "of_data",
    "on_contact_pages",
    "on_other_pages",
    "with_data",
    "without_data",
]
