"""Whether a place holds what an indicator demands: there, in the documents it leads to, or one click below.

Three answers: it is there, it is not, or nobody can say (a picture, a frame, an unread file or page may hold it).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from checks.above import of_others
from checks.contacts import WEAK, Candidate
from checks.counting import counting, naming_acts
from checks.derived import derived_few
from checks.held import Held
from checks.hourlines import hours_given, told_of_others
from checks.own import Own, Spot, leaves, led_to, own
from checks.personlines import lone, named_in, others_phones, reachable_in_files, reached, same_persons
from checks.phrases import Phrase, in_either, in_label
from checks.saidwith import said_with
from checks.scans import letters, scanned
from checks.whose import among_others
from store.asked import asked
from store.indicators import Demand, Indicator, Part, earliest, latest
from store.records import DocumentRecord
from store.snapshot import Snapshot
from store.zone import day_told

# Formats whose bytes are data, whatever text they bear.
DATA = frozenset({"csv", "json", "xml", "xlsx", "xls", "ods", "docx", "doc", "odt", "rtf", "txt"})
# Lines whose answers are kept in memory.
LINES_KEPT = 100_000
PHONES = ("phone", "short-phone")
# What is read as a record of its own.
RECORDS = frozenset({"phone", "email", "address", "persons", "hours"})
WORDS = "content-marks"
LOCAL_NUMBER, LOCAL_PHONE = asked(__name__, WORDS, "local-number"), asked(__name__, WORDS, "local-phone")
AWAITED = asked(__name__, WORDS, "phone-awaited")
ITEM, ACT_ENTRY = asked(__name__, WORDS, "item"), asked(__name__, WORDS, "act-entry")
CELLS, FIGURE = asked(__name__, WORDS, "cells"), asked(__name__, WORDS, "figure")

Places = Sequence[Own]


class Answer(StrEnum):
    """Whether a demand is kept."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class Lack(NamedTuple):
    """A demand that is not kept, or of which nobody can say."""

    demand: Demand
    answer: Answer


def lacks(snapshot: Snapshot, indicator: Indicator, found: Held) -> list[Lack]:
    """Demands that the place does not keep for certain, in their order."""
    kind = snapshot.plan.body.kind
    asked_of = (demand for demand in indicator.demands if not demand.bodies or kind in demand.bodies)
    answers = [Lack(demand, answer(snapshot, demand, found)) for demand in asked_of]
    # Where nobody at all has it, not each one has it either.
    none = any(lack.demand.kind == "persons" and not lack.demand.every and lack.answer is Answer.NO for lack in answers)
    kept = (lack for lack in answers if not (none and lack.demand.every))
    return [lack for lack in kept if lack.answer is not Answer.YES and not _said_beside(snapshot, lack.demand, found)]


def _said_beside(snapshot: Snapshot, demand: Part, found: Held) -> bool:
    """Whether words that may stand anywhere on a page are said in another part of it, under a heading of their own: «Исполнение бюджета», and
    below it «Социально значимые проекты»."""
    page = found.top.page
    if not demand.anywhere or page is None or page.is_home:
        return False
    return answer(snapshot, demand, Held(snapshot, Spot(page.url, page.lane), alone=True)) is Answer.YES


def kept_by(snapshot: Snapshot, demand: Demand, top: Own, other: Held) -> bool:
    """Whether another place of the same name gives what this one lacks; beside a person, only where it is one of those named here."""
    if answer(snapshot, demand, other) is not Answer.YES:
        return False
    return not demand.beside or same_persons(snapshot, demand, top, other.top)


def of_form(lack: Lack) -> bool:
    """Whether only the form is in question in which a thing is told, which a page may draw itself: what lacks beside it is sure."""
    return lack.demand.otherwise == "person" and any(part.kind == "picture" for part in lack.demand.of)


def answer(snapshot: Snapshot, demand: Part, found: Held) -> Answer:
    """Whether the place keeps one demand."""
    if demand.kind == "any":
        answers = [answer(snapshot, part, found) for part in demand.of]
        return Answer.YES if Answer.YES in answers else Answer.OPEN if Answer.OPEN in answers else Answer.NO
    count = _COUNTS[demand.kind]
    if count(snapshot, demand, (found.top,)) >= demand.least:
        return Answer.OPEN if demand.kind == "phone" and _awaits_phone(snapshot, found.top) else Answer.YES
    # A telephone of its own stands on no page beside it.
    below = found.apart if demand.own else found.all
    places: Places = (found.top,) if demand.own and _all_of_others(snapshot, below[1:]) else below
    if count(snapshot, demand, places) >= demand.least:
        own_place = not demand.own and count(snapshot, demand, found.apart) >= demand.least
        return Answer.YES if own_place else Answer.OPEN
    if demand.kind in RECORDS and _in_files(snapshot, demand, places):
        return Answer.OPEN
    return Answer.OPEN if _hidden(snapshot, demand, found.top, places) else Answer.NO


def _in_files(snapshot: Snapshot, demand: Part, places: Places) -> bool:
    """Whether files that a place offers give what it does not show itself: «Ішкі нөмірлер (CSV)»."""
    files = [own(snapshot, Spot(url)) for url in dict.fromkeys(item.url for one in places for item in one.files)]
    if not files or demand.every:
        return False
    numbers = demand.kind == "phone" and any(_like_phone(snapshot, line) for one in files for line in one.lines)
    return numbers or _COUNTS[demand.kind](snapshot, demand, files) >= demand.least


def _awaits_phone(snapshot: Snapshot, place: Own) -> bool:
    """Whether a place promises a telephone beside those that it gives: «Телефон: уточняется»."""
    awaited = snapshot.lexicon(WORDS).pattern(AWAITED)
    return any(awaited.search(line) for line in (*place.lines, *place.blanks))


def _all_of_others(snapshot: Snapshot, below: Places) -> bool:
    """Whether the telephones on pages below are those of organisations listed there, and so none of the place's own."""
    told = [(one.page, contact) for one in below for contact in one.contacts if contact.kind in PHONES]
    strange = (page is not None and among_others(snapshot, Candidate(WEAK, contact, page)) for page, contact in told)
    return bool(told) and all(strange) and not _local_numbers(snapshot, below, ())


def _hidden(snapshot: Snapshot, demand: Part, top: Own, places: Places) -> bool:
    """Whether what is looked for may stand where nobody could read it."""
    unseen = any(one.shell or one.unread or not one.complete for one in places)
    scans = any(not _told(item) for one in places for item in one.files)
    frames = any(one.frames for one in places)
    if demand.kind in ("file", "machine-readable", "data"):
        return unseen or frames
    if demand.kind in ("link", "links", "form", "feed"):
        return unseen or frames
    if demand.kind == "phone" and any(_like_phone(snapshot, line) for one in places for line in one.lines):
        return True
    if demand.kind == "hours" and told_of_others(snapshot, places):
        return True
    if demand.kind == "persons" and (any(one.contacts for one in places) or reachable_in_files(snapshot, places)):
        # Contact data stand there: whose they are may be written in a way that is not read.
        return True
    if demand.kind == "picture":
        return unseen or frames or bool(top.files)
    return unseen or scans or frames or any(one.pictures for one in places)


def _like_phone(snapshot: Snapshot, line: str) -> bool:
    """Whether a line bears what may be a local number without a code and without the word: «Управление культуры: 42-28-10»."""
    return snapshot.lexicon(WORDS).pattern(LOCAL_NUMBER).search(line) is not None


def _told(item: DocumentRecord) -> bool:
    """Whether a document's text was read."""
    return bool(item.text_length) and not item.encrypted and not item.broken and not scanned(item)


def _text(snapshot: Snapshot, _: Part, places: Places) -> int:
    files = {item.url: item.text_length or 0 for one in places for item in one.files if one.document is None}
    scans = {
        item.url: letters(snapshot, item, one.page.language if one.page is not None else None)
        for one in places
        for item in one.files
        if scanned(item)
    }
    return sum(one.letters for one in places) + sum(files.values()) + sum(scans.values())


def _list(snapshot: Snapshot, _: Part, places: Places) -> int:
    top, item = places[0], snapshot.lexicon(WORDS).pattern(ITEM)
    marked = sum(1 for line in top.lines if item.match(line))
    entries = min(
        len({(link.target, link.fragment) for link in top.links if link.text}),
        len({link.text for link in top.links} - {""}),
    )
    acts = sum(1 for line in top.lines if snapshot.lexicon(WORDS).pattern(ACT_ENTRY).match(line))
    return max(marked, entries, acts, *(rows(snapshot, one) for one in places), 0)


def rows(snapshot: Snapshot, one: Own) -> int:
    """Rows of tables: lines whose cells are set apart, cells of figures that stand on lines of their own, or sheets of a document."""
    marks = snapshot.lexicon(WORDS)
    apart, figure = marks.pattern(CELLS), marks.pattern(FIGURE)
    cells = sum(1 for line in one.lines if apart.search(line))
    pager = {link.text for link in one.links}
    figures = sum(1 for line in one.lines if figure.fullmatch(line) and line not in pager)
    return max([cells, figures, *(rows for item in one.files for _, rows, _ in item.tables)])


def _table(snapshot: Snapshot, _: Part, places: Places) -> int:
    return max(rows(snapshot, one) for one in places)


def _pictures(_: Snapshot, __: Part, places: Places) -> int:
    scans = sum(1 for item in places[0].files if scanned(item) or item.media_type.startswith("image/"))
    return sum(len(one.pictures) for one in places) + scans


def _files(_: Snapshot, __: Part, places: Places) -> int:
    return len({item.url for one in places for item in one.files if not item.broken})


def _machine(_: Snapshot, __: Part, places: Places) -> int:
    """Documents that a machine can read; where there is none at all, the page itself, which is HTML."""
    if not any(one.files for one in places):
        return int(any(one.letters for one in places))
    opened = {item.url for one in places for item in one.files if not item.broken and readable(item)}
    return len(opened)


def _data(snapshot: Snapshot, _: Part, places: Places) -> int:
    """Files of data, and rows of tables that pages draw: figures in a PDF alone are none that a machine can count with."""
    files = {item.url for one in places for item in one.files if not item.broken and item.kind in DATA}
    return len(files) + max(rows(snapshot, one) for one in places)


def readable(item: DocumentRecord) -> bool:
    """Whether a document's content can be read by a machine: data, or text that is no picture of a page."""
    return (item.kind in DATA and not item.encrypted) or _told(item)


def _linked(snapshot: Snapshot, demand: Part, places: Places) -> int:
    """Links to the sites asked for; where a text would do as well, none to a first page at which none stands."""
    whole = isinstance(demand, Demand)
    links = (link for one in places for link in one.links)
    return len({link.target for link in links if (leaves(link, demand.to) if whole else led_to(snapshot, link, demand.to))})


def _led(_: Snapshot, __: Part, places: Places) -> int:
    """Links of the place itself, wherever they lead."""
    return len({(link.target, link.fragment) for link in places[0].links if link.text})


def _forms(_: Snapshot, __: Part, places: Places) -> int:
    return sum(len(one.forms) for one in places)


def _feeds(snapshot: Snapshot, _: Part, places: Places) -> int:
    valid = {feed.url for feed in snapshot.feeds() if feed.valid}
    return len({url for one in places if one.page for url in one.page.feeds} & valid)


def _contacts(snapshot: Snapshot, demand: Part, places: Places) -> int:
    kinds = {"address": ("postal",), "email": ("email",), "phone": PHONES}[demand.kind]
    strange = in_either(demand.unlike.kk, demand.unlike.ru)
    shared = snapshot.lexicon("contacts").phrases("shared-numbers")
    told = ((place, one) for place in places for one in place.contacts if one.kind in kinds and one.value not in shared)
    read = {one.value for place, one in told if not of_others(snapshot, demand, said_with(snapshot, place.lines, one))}
    return len(read | _local_numbers(snapshot, places, strange)) if demand.kind == "phone" else len(read)


def _local_numbers(snapshot: Snapshot, places: Places, strange: Sequence[Phrase]) -> set[str]:
    """Telephones written without a code, behind what says whose they are: «Приёмная больницы: 2-21-03»."""
    local = snapshot.lexicon(WORDS).pattern(LOCAL_PHONE)
    told = ((line, found[1]) for one in places for line in one.lines if line.count("-") > 1 for found in local.finditer(line))
    return {number for line, number in told if in_label(strange, line) is None}


def _persons(snapshot: Snapshot, demand: Part, places: Places) -> int:
    """Persons with a post as they were read, or whoever a line names in full, with what must stand beside in the lines that follow."""
    if demand.every:
        return 0 if lone(snapshot, demand, places[0]) else demand.least
    full = {person.name for one in places for person in one.persons if reached(demand, person, others_phones(snapshot, one))}
    lined = {name for one in places for name in named_in(snapshot, one.lines, demand.beside)}
    return max(len(full), len(lined))


def _said(snapshot: Snapshot, demand: Part, places: Places) -> int:
    """Lines, links and files that say one of the phrases asked for, in either language; what its documents say too."""
    files = [own(snapshot, Spot(url)) for url in dict.fromkeys(item.url for one in places for item in one.files)]
    texts = (
        text
        for one in (*places, *files)
        for text in (*one.lines, *(link.text for link in one.links), *(item.title for item in one.files))
    )
    return sum(1 for text in dict.fromkeys(texts) if _bears(snapshot, (demand.kk, demand.ru, text)))


@derived_few(LINES_KEPT)
def _bears(_: Snapshot, asked: tuple[tuple[str, ...], tuple[str, ...], str]) -> bool:
    """Whether a line says one of the phrases, in Kazakh or in Russian; places are asked for the same several times, what lies below them too."""
    kk, ru, text = asked
    return in_label(in_either(kk, ru), text) is not None


def _dated(snapshot: Snapshot, demand: Part, places: Places) -> int:
    if demand.within is None:
        return 0
    as_of = snapshot.plan.as_of
    first, last = earliest(as_of, demand.within), latest(as_of, demand.ahead) if demand.ahead else as_of
    told = places[:1] if _tells_days(places[0]) else places
    days = [_day(one.value) for place in told for one in place.dates]
    days += [_day(item.modified or item.created) for place in told for item in place.files]
    return sum(1 for day in days if day is not None and first <= day <= last)


def _tells_days(place: Own) -> bool:
    """Whether a place tells days itself, besides those when it was posted or changed: what lies one click below makes its entries no newer."""
    stamps = [stamp for stamp in (place.page.published_text, place.page.modified_text) if stamp] if place.page is not None else []
    return any(not any(stamp in one.quote or one.quote in stamp for stamp in stamps) for one in place.dates)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(day_told(value))
    except ValueError:
        return None


_COUNTS: dict[str, Callable[[Snapshot, Part, Places], int]] = {
    "text": _text,
    "list": _list,
    "table": _table,
    "picture": _pictures,
    "file": _files,
    "machine-readable": _machine,
    "data": _data,
    "acts": lambda snapshot, _, places: naming_acts(snapshot, places),
    "figures": lambda snapshot, _, places: counting(snapshot, (line for one in places for line in dict.fromkeys(one.lines))),
    "link": _linked,
    "links": _led,
    "form": _forms,
    "feed": _feeds,
    "address": _contacts,
    "email": _contacts,
    "phone": _contacts,
    "hours": lambda snapshot, _, places: hours_given(snapshot, places),
    "persons": _persons,
    "date": _dated,
    "words": _said,
}
