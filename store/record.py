"""What every kind of record is: one fact, with the capture it came from."""

from __future__ import annotations

from typing import ClassVar

from store.base import Frozen, Language

SEQUENCE = ("url", "lane", "seq")


class Record(Frozen):
    """A fact of one page or document. ``capture_id`` names the capture it was read from; never empty.

    ``TABLE`` is where records of the kind lie, ``KEY`` their order and identity within a run, ``INDEXES`` what else they are looked up by;
    ``OF_PAGE`` says that they are of the language of their page.
    """

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]] = ("url", "lane")
    INDEXES: ClassVar[tuple[tuple[str, ...], ...]] = ()
    OF_PAGE: ClassVar[bool] = True

    capture_id: str
    url: str
    lane: str = "*"
    language: Language | None = None
