"""What the body's own site and the portal of open dialogue show of an event that an imported list says was held in full publicity.

A page of the site speaks of an event where it holds most long words of its name. It announces the event where it was posted no later than the
event's day. An address that the list gives and behind which nothing is, or whose page was posted after the event, contradicts the list. What
lies elsewhere, or was not read, is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from checks.derived import derived_by
from checks.letters import words
from checks.support import registered_address
from checks.sweep import CLICKED
from checks.targets import Standing, judge, judge_external
from checks.targets import proof as answered
from checks.words import holds
from store.base import Language
from store.records import PageRecord
from store.reported import EVENT, Fact
from store.snapshot import Snapshot
from store.zone import day_told

LIST = "events"
DIALOGUE = "open-dialogue"
LEXICON = "broadcasts"
# Words of at least so many letters tell an event from others; so many percent of them on one page make it a page of the event.
LONG, LIKELY_PERCENT, FEWEST = 5, 60, 2
# An announcement is not older than this.
EARLIEST = timedelta(days=60)


class Event(NamedTuple):
    """A claimed event: its cells, name, day, and the addresses that the list gives for its announcement and its broadcast."""

    fact: Fact
    name: str
    day: date
    announcement: tuple[str, ...]
    broadcast: tuple[str, ...]


class Seen(NamedTuple):
    """What was seen of an event in one language: pages that announce it, that tell of its broadcast, that only name it; what contradicts the list
    with the addresses; digests that prove it."""

    announced: tuple[str, ...]
    broadcast: tuple[str, ...]
    named: tuple[str, ...]
    against: tuple[tuple[str, str], ...]
    proofs: tuple[str, ...]


def claimed(snapshot: Snapshot, language: Language) -> tuple[Event, ...] | None:
    """Events that the list says were held in full publicity with proofs in a language; None where no list was taken in."""
    item = snapshot.imported(LIST)
    if item is None:
        return None
    told = (fact for fact in item.facts if fact.name == EVENT and language in fact.details.get("languages", "").split(","))
    return tuple(_event(fact) for fact in told)


def _event(fact: Fact) -> Event:
    told = fact.details
    announcement, broadcast = (tuple(told.get(name, "").split()) for name in ("announcement", "broadcast"))
    return Event(fact, fact.subject, date.fromisoformat(told["date"]), announcement, broadcast)


def seen(snapshot: Snapshot, event: Event, language: Language) -> Seen:
    """Looks for one event in one language."""
    pages = list(_naming(snapshot, event, language))
    announcing = [page for page in pages if _before(snapshot, page, event)]
    against = tuple(_against(snapshot, event, language, bool(announcing)))
    shows = [page for page in pages if _broadcasts(snapshot, page, event)]
    items = tuple(_portal(snapshot, event))
    proofs = [page.object_sha256 for page in (*announcing, *shows, *pages)]
    proofs += [digest for _, url in against for digest in _proof(snapshot, url)]
    return Seen(
        tuple(dict.fromkeys((*(page.url for page in announcing), *items))),
        tuple(page.url for page in shows),
        tuple(page.url for page in pages),
        against,
        tuple(dict.fromkeys(proofs)),
    )


@derived_by
def _texts(snapshot: Snapshot, language: Language) -> tuple[tuple[PageRecord, frozenset[str]], ...]:
    """Pages of a language with their words."""
    texts = {(text.url, text.lane): text.text for text in snapshot.texts()}
    pages = (page for page in snapshot.pages(language) if not page.is_home)
    return tuple((page, frozenset(words(f"{page.title}\n{page.h1}\n{texts.get((page.url, page.lane), '')}"))) for page in pages)


def _naming(snapshot: Snapshot, event: Event, language: Language) -> Iterator[PageRecord]:
    """Pages that speak of the event."""
    long = {word for word in words(event.name) if len(word) >= LONG}
    for page, said in _texts(snapshot, language) if len(long) >= FEWEST else ():
        if len(long & said) * 100 >= LIKELY_PERCENT * len(long):
            yield page


def _posted(snapshot: Snapshot, page: PageRecord) -> date | None:
    """The first day that the page bears as that of its posting."""
    told = [day_told(one.value) for one in snapshot.dates(page.url, page.lane) if one.role == "posted"]
    told += [day_told(page.published)] if page.published else []
    return min(map(date.fromisoformat, told), default=None)


def _before(snapshot: Snapshot, page: PageRecord, event: Event) -> bool:
    posted = _posted(snapshot, page)
    return posted is not None and event.day - EARLIEST <= posted <= event.day


def _against(snapshot: Snapshot, event: Event, language: Language, announced: bool) -> Iterator[tuple[str, str]]:
    """What contradicts the list: addresses behind which nothing is, announcements posted after the event."""
    dead = [url for url in (*event.announcement, *event.broadcast) if _dead(snapshot, url)]
    yield from (("dead", url) for url in dead)
    late = [url for url in event.announcement if _late(snapshot, url, event, language)]
    if late and not announced and len(late) + len(dead) >= len(event.announcement):
        yield from (("posted-after", url) for url in late)


def _own(snapshot: Snapshot, url: str) -> bool:
    hosts = {urlsplit(site.url).hostname for site in snapshot.plan.body.sites}
    return urlsplit(url).hostname in hosts


def _dead(snapshot: Snapshot, url: str) -> bool:
    address = registered_address(url)
    verdict = judge(snapshot, address) if _own(snapshot, url) else judge_external(snapshot, address)
    return verdict.standing is Standing.DEAD


def _late(snapshot: Snapshot, url: str, event: Event, language: Language) -> bool:
    """Whether an address leads to a page of the event in this language that was posted after its day."""
    page = snapshot.page(judge(snapshot, registered_address(url)).end)
    if page is None or page.language != language or page not in _naming(snapshot, event, language):
        return False
    posted = _posted(snapshot, page)
    return posted is not None and posted > event.day


def _proof(snapshot: Snapshot, url: str) -> tuple[str, ...]:
    address = registered_address(url)
    return answered(snapshot, judge(snapshot, address) if _own(snapshot, url) else judge_external(snapshot, address))


def _broadcasts(snapshot: Snapshot, page: PageRecord, event: Event) -> bool:
    """Whether a page of the event leads to the broadcast that the list gives, or to a site of films beside words of a broadcast."""
    said = snapshot.lexicon(LEXICON)
    wanted = set(map(registered_address, event.broadcast))
    links = [link for link in snapshot.links(page) if link.tag in CLICKED or link.tag in ("video", "source")]
    if wanted & {registered_address(link.target) for link in links if link.target}:
        return True
    text = snapshot.text(page.url, page.lane)
    speaks = holds(f"{page.title}\n{text.text if text is not None else ''}", said.phrases("broadcast"))
    return speaks and any(_films(link.target, said.phrases("host")) for link in links)


def _films(target: str, hosts: Iterable[str]) -> bool:
    host = urlsplit(target).hostname or ""
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def _portal(snapshot: Snapshot, event: Event) -> Iterator[str]:
    """Conferences and polls of that day and name on the portal of open dialogue."""
    view = snapshot.portal(DIALOGUE)
    long = {word for word in words(event.name) if len(word) >= LONG}
    for kind in ("conference", "poll") if view is not None and len(long) >= FEWEST else ():
        for item in view.items(kind, view.body) if view is not None else ():
            if item.day == event.day.isoformat() and len(long & set(words(item.title))) * 100 >= LIKELY_PERCENT * len(long):
                yield item.url
