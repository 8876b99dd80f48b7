"""What the legal database's file of rules says beside what every portal's says. No state body lies on it."""

from __future__ import annotations

from pydantic import Field

from crawler.portals.reading.seam import PortalRules
from store.base import Frozen, Language


class Shape(Frozen):
    """Codes under which acts of a ``kind`` stand that were adopted from ``since`` to ``until`` (years, both included).

    In ``shapes`` stand ``$yy`` (two digits of the year) and ``$number7`` or ``$number8`` (the digits of the number, filled up with zeros).
    """

    kind: str
    since: int = 0
    until: int = 9999
    shapes: tuple[str, ...] = Field(min_length=1)


class Status(Frozen):
    """The classes of the mark and the words in it that say one thing of an act."""

    classes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Rules(PortalRules):
    """The legal database.

    ``tongues`` are its names of languages in addresses. ``most_pages`` bounds the pages of one day's list. ``forms`` are the search's
    names of kinds of acts, ``codes`` how the code of an act is made. ``marks`` are the selectors of what is read; ``statuses`` the marks.
    ``ended`` are the words by which an act's header says that it ended, ``partly`` those that only a part of it did; ``notes`` the
    beginnings of notes, ``enters`` how a note gives the first day without force. ``registered`` begins what is said of the register.
    ``rows`` are labels of the information page. ``source`` says where the structure is known from.
    """

    source: str
    tongues: dict[Language, str]
    most_pages: int = Field(gt=0)
    forms: dict[str, tuple[str, ...]]
    codes: tuple[Shape, ...] = ()
    marks: dict[str, str]
    statuses: dict[str, Status]
    ended: tuple[str, ...] = Field(min_length=1)
    notes: tuple[str, ...] = ()
    enters: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    registered: tuple[str, ...] = ()
    rows: dict[str, tuple[str, ...]] = {}
