"""What the file of the portal of open budgets says: addresses, labels, words by which a document is known. Data, copied into every plan."""

from __future__ import annotations

from pydantic import Field

from crawler.portals.reading.seam import PortalRules
from store.base import Frozen

Words = dict[str, tuple[str, ...]]


class Lists(Frozen):
    """How lists are built: ``entry`` selects the links of entries, ``pages`` tells the number of pages in a script, ``options`` the bodies."""

    entry: str
    pages: str
    most_pages: int = Field(gt=0)
    options: str


class DocumentWords(Frozen):
    """A kind of document and the lines of stems by which it is known; a line fits where every stem of it stands in the text."""

    kind: str
    words: tuple[str, ...] = Field(min_length=1)


class Comments(Frozen):
    """Selectors of comments below a tab: their ``place``, an ``entry``, its ``text`` and ``head``, and what marks an ``answer``."""

    place: str
    entry: str
    text: str
    head: str
    answer: str


class Rules(PortalRules):
    """The portal of open budgets.

    ``signs`` are words of the frame by which an answer's language is known. ``stages`` map the tabs of a passport to what they are,
    ``marks_of_tab`` name the comments in the markup that delimit costs, direct indicators and files. ``rows`` are labels of rows by language,
    ``needed`` those that a passport must not leave empty, ``empty`` what counts as nothing, ``noise`` words of links that stand in every row.
    """

    source: str
    header: dict[str, str] = {}
    signs: Words
    list_: Lists = Field(alias="list")
    stages: dict[str, str]
    marks_of_tab: dict[str, str]
    noise: tuple[str, ...] = ()
    rows: dict[str, Words]
    needed: tuple[str, ...]
    empty: tuple[str, ...]
    documents: tuple[DocumentWords, ...]
    comments: Comments
