"""What was found of a thing that a site is to offer: for certain, perhaps, framed from elsewhere, or named and empty."""

from __future__ import annotations

from typing import NamedTuple

from store.records import PageRecord


class Hit(NamedTuple):
    """A place on a page and what tells of the thing there: words of the page, or an address."""

    page: PageRecord
    sign: str
    xpath: str = ""


class Traces(NamedTuple):
    """``held`` is the thing, ``weak`` may be it, ``framed`` is shown from another site, ``empty`` is its place without it,
    ``asking`` its place with half of it: questions that nothing answers."""

    held: tuple[Hit, ...] = ()
    weak: tuple[Hit, ...] = ()
    framed: tuple[Hit, ...] = ()
    empty: tuple[Hit, ...] = ()
    asking: tuple[Hit, ...] = ()
