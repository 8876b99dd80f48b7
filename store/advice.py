"""What to mend and what it gives back: each lost point with the findings that took it, computed by scoring the body as if mended."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from store.base import Frozen, Language, Text
from store.conclusion import Range, Step


class Part(Frozen):
    """Findings of one remedy that come of one thing (a link, a menu, a template, an address), and what mending it alone returns."""

    cause: str
    findings: tuple[str, ...]
    count: int
    returns: Range


class Remedy(Frozen):
    """One requirement that lost points, and what the totals gain when all that was found against it is mended.

    ``requirement`` is the printed requirement (the row itself where it has none inside), ``language`` that of the findings.
    ``figures`` names reported figures where points were lost by numbers and not by findings. ``row`` is what the row gains in its
    own points, ``table`` what its table gains in points of the indicator, ``returns`` what the total gains: of the main direction,
    or of the one in ``direction``. Both ends: as far as the rest of a row is open, the gain is open too.
    """

    parameter: str
    requirement: str
    number: str
    title: Text
    language: Language | None
    indicator: str
    direction: str = ""
    findings: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    count: int = 0
    row: Range
    table: Range
    returns: Range
    parts: tuple[Part, ...] = ()
    explanation: tuple[Step, ...] = ()

    @property
    def size(self) -> Decimal:
        """The most that it returns."""
        return self.returns.high if abs(self.returns.high) >= abs(self.returns.low) else self.returns.low


class Gain(Frozen):
    """What the total of a direction gains when everything named is mended; ``direction`` is empty for the main one."""

    direction: str
    returns: Range


class Advice(Frozen):
    """Remedies, the dearest first, and what all of them return together: less than their sum where a cap or a floor binds, or more."""

    remedies: tuple[Remedy, ...] = ()
    together: tuple[Gain, ...] = ()


class Change(Frozen):
    """A datum that the run before read otherwise: no shortcoming, only told, for nobody but the body knows which is right.

    ``kind`` is ``phone``, ``email``, ``postal``, ``hours``, ``person`` or ``post``; ``about`` the person or post it belongs to, empty for
    data of the body; ``before`` or ``after`` is empty where a datum was added or is gone. ``url`` is the first of ``pages`` pages
    that tell it, read at both times; ``objects`` are the digests of what was read then and now.
    """

    kind: str
    about: str = ""
    before: str
    after: str
    language: Language
    url: str
    pages: int
    before_at: datetime
    after_at: datetime
    objects: tuple[str, str]


class Counsel(Frozen):
    """Advice without points: what good practice asks beside the law. ``code`` is of a closed list, ``names`` what it is about.

    ``count`` is how many pages, groups or places there are; ``pages`` are the first of them. ``changes`` are the first data that the
    run ``since`` read otherwise.
    """

    code: str
    count: int
    names: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    since: str = ""
    changes: tuple[Change, ...] = ()
