"""Whether a place that bears a name says anything of what it is named: «Правила закупок» above a tale of apple trees says nothing of them.

The words of an indicator are those of its names and hints and those without which nothing is said of it; one of them in any line, link or
file is enough, but not where the place leads to a page that is for certain another thing: that page's name says a word by the way, and so may chance.
A place of which a part was not read may say it there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.demands import Answer, answer, readable
from checks.derived import derived_by
from checks.headlines import sentence
from checks.held import Held
from checks.named import NAME, RUNNING, Spotted
from checks.othernames import claimed, others
from checks.own import Own, Spot, end_of, on_host, own
from checks.phrases import OWN, Phrase, in_label, own_words, phrases
from checks.titled import of_its_title
from checks.vain import said_in_vain
from checks.vocabulary import speaks, wordless
from checks.words import holds
from store.base import OFFICIAL, Language
from store.indicators import Demand
from store.records import DocumentRecord, LinkRecord
from store.snapshot import Snapshot

# What tells by itself what it is, or needs no words, as a scheme does; a text, list, table or file may be of anything.
TELLING = frozenset({"hours", "phone", "email", "address", "persons", "link", "form", "feed", "picture"})
SHEETS = frozenset({"xlsx", "xls", "ods", "csv"})
# A place with fewer letters beside its links only leads to texts of law.
QUOTING = 500


def beside(snapshot: Snapshot, concept: str, language: Language, label: Spotted, found: Held, failed: frozenset[str]) -> bool:
    """Whether what a place holds by its form may be something else than its name says: a person must see it.

    :param label: by which the place is known.
    :param failed: addresses that bear the name and hold nothing of it; a link to one of them tells nothing.
    """
    known = label.by_name and (_of_figures(found.top) or of_its_title(snapshot, found.top, label))
    whole = label.by_name and not label.extra and label.at.field not in RUNNING
    silent = not known and _unspoken(snapshot, concept, language, found, failed, whole)
    return silent or _only_others(snapshot, concept, language, found)


def _unspoken(snapshot: Snapshot, concept: str, language: Language, found: Held, failed: frozenset[str], whole: bool) -> bool:
    """Whether a place holds what is demanded by its form alone: none of its lines, links and files says a word of the indicator; below its
    whole name, if that is no line of a text, what only tells of it is such a word too."""
    indicator = snapshot.indicator(concept)
    if indicator.of_anything or _shown(snapshot, indicator.demands, found) or _unread(found):
        return False
    spoken: tuple[Language, ...] = OFFICIAL if indicator.any_language else (language,)
    vain = said_in_vain(snapshot, (concept, language), found.top, failed)
    # A page that only leads to another thing says a word of this one by that thing's name: «Переход к зелёной экономике: законы».
    strange = {link.target: link.text for link in found.top.links if _other_page(snapshot, concept, language, link)}
    places = [one for one in found.all if one is found.top or one.page is None or one.page.url not in strange]
    # Beside an empty place of that name other things lie below, which speak of it by the way, if only with one of its words.
    idle = {*vain, *strange.values()}
    texts = [text for text in dict.fromkeys(_texts(snapshot, (found.top,) if vain else places)) if text not in idle]
    if idle:
        return all(wordless(snapshot, (concept, one), texts) for one in spoken)
    return not any(_told(snapshot, (concept, one), text, whole) for one in spoken for text in texts)


def _unread(found: Held) -> bool:
    """Whether a file lies there that nobody could read: it may say anything."""
    return any(not readable(item) for one in found.all for item in one.files)


def _of_figures(top: Own) -> bool:
    """Whether a place is a file of rows and columns: what they are of its name tells, not its cells."""
    return top.document is not None and top.document.kind in SHEETS


def _shown(snapshot: Snapshot, demands: tuple[Demand, ...], found: Held) -> bool:
    """Whether each thing that must be there is kept by what needs no words."""
    wanted = (one for one in demands if one.otherwise == "absent")
    parts = [[part for part in (one.of or (one,)) if part.kind in TELLING] for one in wanted]
    return all(any(answer(snapshot, part, found) is Answer.YES for part in these) for these in parts)


def _texts(snapshot: Snapshot, places: Sequence[Own]) -> Iterator[str]:
    """All that is said there: the surest first."""
    for one in places:
        yield from (link.text or link.label for link in one.links)
        yield from (item.title for item in one.files)
        yield from one.lines
        yield from (image.alt or "" for image in one.pictures)
    for url in dict.fromkeys(item.url for one in places for item in one.files):
        yield from own(snapshot, Spot(url)).lines


def _told(snapshot: Snapshot, asked: tuple[str, Language], text: str, whole: bool = False) -> bool:
    """Whether a text says a word of the indicator; a label that names another thing says one by the way: «Результаты финансового контроля»."""
    if excluded(snapshot, *asked, text) and not sentence(text) and wordless(snapshot, asked, [text]):
        return False
    telling = (*_vital(snapshot, asked), *(_traces(snapshot, asked) if whole else ()))
    return speaks(snapshot, asked, text) or in_label(telling, text) is not None


@derived_by
def _vital(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Phrase, ...]:
    indicator = snapshot.indicator(asked[0])
    return phrases((*indicator.vital.of(asked[1]), *indicator.said.of(asked[1]), *indicator.entries.of(asked[1])), asked[1])


@derived_by
def _traces(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Phrase, ...]:
    indicator = snapshot.indicator(asked[0])
    return phrases((*indicator.doubts.of(asked[1]), *indicator.traces.of(asked[1])), asked[1])


def _only_others(snapshot: Snapshot, concept: str, language: Language, found: Held) -> bool:
    """Whether a place holds what is demanded by files alone that are for certain other things: below «План закупок» lies the report on it."""
    top = found.top
    strange = {item.url for item in top.files if _other_file(snapshot, concept, language, top, item)}
    if not strange:
        return False
    links = [link for link in top.links if end_of(snapshot, link.target) not in strange]
    named_so = {link.text for link in top.links if link not in links and link.text}
    rest = Held(snapshot, Spot(""), alone=True)
    rest.top = replace(
        top,
        links=links,
        files=[item for item in top.files if item.url not in strange],
        lines=[line for line in top.lines if not any(text in line for text in named_so)],
    )
    wanted = (one for one in snapshot.indicator(concept).demands if one.otherwise == "absent")
    return any(answer(snapshot, one, rest) is Answer.NO for one in wanted)


def _other_page(snapshot: Snapshot, concept: str, language: Language, link: LinkRecord) -> bool:
    """Whether a link leads to a page that is for certain another thing, and says so by a word with which no name is this one."""
    url = end_of(snapshot, link.target)
    if snapshot.page(url) is None or not excluded(snapshot, concept, language, link.text):
        return False
    return bool(others(snapshot, concept, language, url, NAME))


def _other_file(snapshot: Snapshot, concept: str, language: Language, top: Own, item: DocumentRecord) -> bool:
    """Whether a file is for certain another thing: named as one and not as this, or by words with which no name is this one."""
    told = claimed(snapshot, (language, NAME)).get(item.url, ())
    if concept not in told and others(snapshot, concept, language, item.url, NAME):
        return True
    texts = [link.text for link in top.links if link.text and end_of(snapshot, link.target) == item.url]
    return bool(texts) and all(excluded(snapshot, concept, language, text) for text in texts)


def excluded(snapshot: Snapshot, concept: str, language: Language, text: str) -> bool:
    """Whether a label bears words with which it names another thing; «отдел» tells nothing where the body itself is one."""
    return in_label(_apart(snapshot, (concept, language)), text) is not None


@derived_by
def _apart(snapshot: Snapshot, asked: tuple[str, Language]) -> tuple[Phrase, ...]:
    concept, language = asked
    body = snapshot.plan.body.name
    mine = own_words((body.kk, body.ru))
    every = phrases(snapshot.indicator(concept).excluded.of(language), language)
    return tuple(one for one in every if not any(stem.starts[0][:OWN] in mine for stem in one.stems))


def quoted(snapshot: Snapshot, asked: tuple[str, Language], label: str, top: Own) -> bool:
    """Whether a place says little beside links to texts of law, which may be acts of others: it does not say whose they are, nor are links to
    such sites what is asked for.

    :param label: by which the place is known.
    """
    indicator, hosts = snapshot.indicator(asked[0]), snapshot.lexicon("hosts").phrases("acts")
    acts = [link for link in top.links if on_host(link.target, hosts)]
    if not acts or top.files or indicator.link_suffices or indicator.groups or indicator.of_others:
        return False
    said = sum(character.isalnum() for link in acts for character in link.text)
    whose = phrases(indicator.said.of(asked[1]), asked[1])
    if top.letters - said >= max(said, QUOTING) or any(in_label(whose, text) for text in (label, *top.lines)):
        return False
    return not _tells_without(snapshot, asked, top, acts)


def _tells_without(snapshot: Snapshot, asked: tuple[str, Language], top: Own, acts: Sequence[LinkRecord]) -> bool:
    """Whether the lines in which no act is linked are what is asked for by themselves, and tell of the thing; a line that says that links to
    acts follow tells of these: «Ссылки на законодательные акты о переходе к «зелёной экономике»»."""
    named_so = [link.text for link in acts if link.text]
    rest = Held(snapshot, Spot(""), alone=True)
    lines = [line for line in top.lines if not any(text in line for text in named_so)]
    rest.top = replace(top, links=[link for link in top.links if link not in acts], lines=lines)
    kept = all(answer(snapshot, one, rest) is Answer.YES for one in snapshot.indicator(asked[0]).demands)
    ahead = snapshot.lexicon("content-marks").phrases("links-ahead", asked[1])
    return kept and any(_told(snapshot, asked, line) for line in lines if not holds(line, ahead))
