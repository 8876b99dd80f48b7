"""The version of the site in another language: which of its pages are really written in that language."""

from __future__ import annotations

from typing import NamedTuple

from checks.derived import derived_by
from checks.longtexts import acts_pages
from checks.offered import unread_version
from checks.sweep import sweep
from checks.wayfinding import visited
from store.base import OFFICIAL, Language
from store.records import PageRecord
from store.snapshot import Snapshot

# A translation of a longer page has at least so much of its letters.
LONG, FULL = 600, (3, 4)


class Version(NamedTuple):
    """Pages of a version, by what their text is.

    ``pages`` are written in the language; ``pretended`` say so and are written in another; ``unclear`` say so and hold too few words.
    Of ``materials``, the pages but for acts of that official version which has more of them, ``written`` have a counterpart in the language,
    ``offered`` one that says it is. ``elsewhere`` is where a language switch leads off the site or to what nobody read; ``lacking`` names the
    materials without a counterpart written in it, and ``thin`` those whose counterpart says much less.
    """

    pages: tuple[PageRecord, ...]
    pretended: tuple[PageRecord, ...]
    unclear: tuple[PageRecord, ...]
    materials: int
    written: int
    offered: int
    elsewhere: tuple[str, ...]
    lacking: tuple[str, ...]
    thin: tuple[str, ...]


@derived_by
def version(snapshot: Snapshot, language: Language) -> Version:
    """What of the site exists in a language."""
    claiming = [page for page in visited(snapshot).pages if page.language == language or _claims(page, language)]
    pages = tuple(page for page in claiming if page.text_language == language)
    unclear = tuple(page for page in claiming if page.text_language is None)
    pretended = tuple(page for page in claiming if page.text_language not in (language, None))
    base = _fuller(snapshot)
    ends = {
        url: {pair.counterpart, pair.final}
        for pair in snapshot.pairs()
        if pair.target_language == language
        for url in (pair.url,)
    }
    # A list of a few words has no language that could be told, and none that could be wrong.
    written, offered = ({url for page in heap for url in (page.url, page.final_url)} for heap in ((*pages, *unclear), claiming))
    own = {page.url for page in snapshot.pages()}
    return Version(
        pages,
        pretended,
        unclear,
        len(base),
        sum(not ends.get(page.url, set()).isdisjoint(written) for page in base),
        sum(not ends.get(page.url, set()).isdisjoint(offered) for page in base),
        tuple(sorted((sweep(snapshot).switches.get(language, set()) - own) | set(unread_version(snapshot, language)))),
        tuple(sorted(page.url for page in base if ends.get(page.url, set()).isdisjoint(written))),
        tuple(sorted(page.url for page in base if _is_thin(page, [one for one in pages if one.url in ends.get(page.url, ())]))),
    )


def _is_thin(page: PageRecord, counterparts: list[PageRecord]) -> bool:
    """Whether a page of some length says much more than all its counterparts: parts of it were not translated."""
    if not counterparts or page.text_length < LONG:
        return False
    return max(one.text_length for one in counterparts) * FULL[1] < page.text_length * FULL[0]


def _claims(page: PageRecord, language: Language) -> bool:
    """Whether a page gives itself out as one of the language: by its lane, or its address and what it says of itself."""
    folders = {part.lower() for part in page.url.split("/")[3:]}
    return page.lane == language or (language in folders and page.lang_attr.lower().partition("-")[0] in (language, ""))


def _fuller(snapshot: Snapshot) -> list[PageRecord]:
    acts = acts_pages(snapshot)
    versions = [
        [page for page in visited(snapshot).pages if page.language == language and page.url not in acts] for language in OFFICIAL
    ]
    return max(versions, key=len)
