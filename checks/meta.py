"""What a check says of itself: identity, needs, options, messages. Refused where anything of it is missing."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field, model_validator

from checks import pages
from checks.mends import Mend, mend_of
from store.base import Frozen
from store.findings import Message, Observation
from store.harvest import ArtifactKind
from store.snapshot import Snapshot

SECTIONS = tuple(pages.HEADINGS)
Stored = Literal[
    "pages",
    "links",
    "images",
    "forms",
    "documents",
    "feeds",
    "contacts",
    "persons",
    "dates",
    "texts",
    "scans",
    "pairs",
    "ledger",
]
Measured = Literal[
    "axe",
    "phone",
    "page-state",
    "contrast",
    "keyboard",
    "jumps",
    "zoom",
    "motion",
    "search",
    "tried-forms",
    "emblem",
    "graphics",
    "graphic-words",
    "engine",
    "positions",
]
# What the browser has to measure for those that name it.
MEASURED: dict[Measured, ArtifactKind] = {
    "axe": ArtifactKind.AXE,
    "phone": ArtifactKind.PHONE,
    "page-state": ArtifactKind.PAGE,
    "contrast": ArtifactKind.CONTRAST,
    "keyboard": ArtifactKind.KEYBOARD,
    "jumps": ArtifactKind.JUMPS,
    "zoom": ArtifactKind.ZOOM,
    "motion": ArtifactKind.MOTION,
    "search": ArtifactKind.SEARCH,
    "tried-forms": ArtifactKind.FORMS,
    "emblem": ArtifactKind.EMBLEM,
    "graphics": ArtifactKind.GRAPHICS,
    "graphic-words": ArtifactKind.GRAPHIC_WORDS,
    "engine": ArtifactKind.ENGINE,
    "positions": ArtifactKind.POSITIONS,
}
# What a check reads that looks for information wherever a site may give it.
CONTENT: tuple[Stored | Measured, ...] = (
    "pages",
    "links",
    "images",
    "forms",
    "documents",
    "feeds",
    "contacts",
    "persons",
    "dates",
    "texts",
    "scans",
    "ledger",
    "page-state",
)
_ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$"


class Options(Frozen):
    """Options of a check; numbers come as text from the methodology and become Decimal or int in the fields."""


class CheckMeta(Frozen):
    """Metadata of a check.

    ``id`` is a claim in kebab-case and never names a point of the law. ``scope`` is ``page`` where one page alone can be
    judged, ``home`` where that must be the home page. ``needs`` are the records and artifacts it reads, told by
    `openness explain` and held by a test to what it does read. ``portals`` names the portals of open government whose reading
    it judges (``snapshot.portal``): they are read for an audit by an edition that orders the check. ``messages`` are sentences
    by key, with ``{named}`` fields taken from the facts: written here, or beside the check (``messages_of``). ``standards`` are
    citations. ``inspect`` are the option sets under which `openness inspect` runs a page check, where no law gives them.
    """

    id: str = Field(pattern=_ID)
    version: str = Field(pattern=r"^\d+(\.\d+)*$")
    title: Message
    scope: Literal["page", "home", "site"]
    needs: tuple[Stored | Measured, ...]
    portals: tuple[str, ...] = ()
    options: type[Options] = Options
    messages: dict[str, Message]
    standards: tuple[str, ...] = ()
    inspect: tuple[dict[str, Any], ...] = ({},)

    @model_validator(mode="after")
    def _messages_agree(self) -> CheckMeta:
        for key, message in self.messages.items():
            wanted = fields_of(message.en)
            for language in ("kk", "ru"):
                if fields_of(getattr(message, language)) != wanted:
                    raise ValueError(f"check {self.id}, message {key}: {language} names other fields than en ({sorted(wanted)})")
        return self


Run = Callable[[Snapshot, Any], Iterator[Observation]]


@dataclass(frozen=True)
class Check:
    """A check of the catalogue: its metadata, its published page, its function and the group (folder) it lies in."""

    meta: CheckMeta
    doc: str
    run: Run
    group: str

    def page(self, language: str) -> str:
        """The published page of the check in one language."""
        return pages.page(self.meta.id, self.doc, language)

    @property
    def mend(self) -> Mend | None:
        """How to mend what it finds; None where nobody wrote that. Raises ConfigError."""
        return mend_of(self.meta.id)


def fields_of(template: str) -> frozenset[str]:
    """Names of the fields a message template asks for."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def missing_sections(doc: str) -> tuple[str, ...]:
    """Headings of a check's page that its docstring lacks (a heading stands alone on its line)."""
    return tuple(name for name in SECTIONS if not re.search(rf"^\s*{re.escape(name)}\s*$", doc, re.MULTILINE))
