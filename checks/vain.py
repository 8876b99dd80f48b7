"""What a page says in vain: links that lead to nothing, and headings below which nothing stands up to its end.

Their words tell what was meant to stand there; that it does they do not tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.headed import shared_headings
from checks.held import Held
from checks.hollows import hollow
from checks.own import Own, Spot, end_of, own
from checks.vocabulary import speaks
from store.base import Language
from store.indicators import Indicator
from store.records import LinkRecord, PageRecord
from store.snapshot import Snapshot


def said_in_vain(snapshot: Snapshot, asked: tuple[str, Language], top: Own, failed: frozenset[str]) -> frozenset[str]:
    """Words of a place's links and headings that say a word of an indicator and lead to nothing of it.

    :param asked: the indicator and the language of the version.
    :param failed: addresses that bear its name and hold nothing of it.
    """
    indicator = snapshot.indicator(asked[0])
    links = {link.text for link in top.links if _to_nothing(snapshot, indicator, link, failed)}
    bare = set(_bare(snapshot, top.page)) if top.page is not None and not _elsewhere(top) else set[str]()
    return frozenset(links | {text for text in bare if speaks(snapshot, asked, text)})


def _elsewhere(top: Own) -> bool:
    """Whether something stands on the page of which nobody can tell below which heading it does."""
    return bool(top.pictures or top.frames or top.forms or top.shell) or not top.complete


def _to_nothing(snapshot: Snapshot, indicator: Indicator, link: LinkRecord, failed: frozenset[str]) -> bool:
    url = end_of(snapshot, link.target)
    page = snapshot.page(url)
    if url in failed or page is None:
        return url in failed
    return hollow(Held(snapshot, Spot(page.url, page.lane), alone=True), indicator, part=False)


def _bare(snapshot: Snapshot, page: PageRecord) -> Iterator[str]:
    """Headings behind the last one below which anything stands; levels are not stored, so what follows another heading may be its."""
    frame = shared_headings(snapshot, page.language) if page.language is not None else frozenset()
    for heading in reversed([text for text in page.headings[1:] if text not in frame]):
        below = own(snapshot, Spot(page.url, page.lane, heading))
        if below.lines or below.links or below.files or below.contacts or below.persons:
            return
        yield heading


__all__ = ["said_in_vain"]
