"""Places that were read whole and bear none of the words without which nothing is said of an indicator (``vital``): whatever they are called,
they do not give it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from checks.held import Held
from checks.own import MOST_BELOW, Own, Spot, on_host, own
from checks.phrases import Phrase, in_label, phrases
from store.base import Language
from store.records import LinkRecord
from store.snapshot import Snapshot


def different(lines: Sequence[str], wanted: Iterable[Phrase]) -> int:
    """How many of these words any of the lines says."""
    return sum(any(in_label((one,), line) is not None for line in lines) for one in wanted)


def unsaid(
    snapshot: Snapshot, asked: tuple[str, Language], found: Held, idle: Container[str] = (), but: Container[str] = ()
) -> bool:
    """Whether a place with all that it leads to was read and says none of these words; False where the indicator has none.

    :param asked: the concept and the language.
    :param idle: texts that say nothing more, because they were looked into for themselves.
    :param but: pages below that were found wanting, and say nothing more either.
    """
    wanted = phrases(snapshot.indicator(asked[0]).vital.of(asked[1]), asked[1])
    links = (link for one in found.all for link in one.links)
    if not wanted or not read(found) or any(_may_lie_there(snapshot, asked[0], link) for link in links):
        return False
    files = files_of(snapshot, found.all)
    if len(found.top.below) >= MOST_BELOW or not all(one.complete for one in files):
        return False
    places = (*(one for one in found.all if one.page is None or one.page.url not in but), *files)
    said = [
        text for one in places for text in (*one.lines, *(link.text for link in one.links), *(item.title for item in one.files))
    ]
    return not any(in_label(wanted, text) is not None for text in said if text not in idle)


def _may_lie_there(snapshot: Snapshot, concept: str, link: LinkRecord) -> bool:
    """Whether a link leads to another site that nobody read and that may hold the thing: a document kept elsewhere may, a button of a social
    network does not, and a text of a law does only where a link to one is asked for."""
    if link.scope != "external":
        return False
    hosts, asked_for = snapshot.lexicon("hosts"), linked_for(snapshot, concept)
    if on_host(link.target, hosts.phrases("files")):
        return True
    return not (on_host(link.target, hosts.phrases("no-text")) or (on_host(link.target, hosts.phrases("acts")) and not asked_for))


def linked_for(snapshot: Snapshot, concept: str) -> frozenset[str]:
    """Sites to which a link is asked for, or is enough."""
    indicator = snapshot.indicator(concept)
    parts = (part for one in indicator.demands for part in (one.of or (one,)))
    return frozenset((*indicator.link_suffices, *(host for part in parts for host in part.to)))


def files_of(snapshot: Snapshot, places: Iterable[Own]) -> tuple[Own, ...]:
    """The documents that places lead to, each with its text: what a section says may stand in its file alone."""
    return tuple(own(snapshot, Spot(url)) for url in dict.fromkeys(item.url for one in places for item in one.files))


def read(held: Held) -> bool:
    """Whether everything there was read: no frame, picture or scan may hold more."""
    return not any(
        one.frames
        or one.unread
        or one.shell
        or not one.complete
        or one.pictures
        or any(not item.text_length for item in one.files)
        for one in held.all
    )


__all__ = ["different", "files_of", "linked_for", "read", "unsaid"]
