"""What a summary of a night tells: ``night.json``. Points are exact decimals."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from reports.compared import Cause, Moved
from store.base import BodyKind, Frozen, Text
from store.conclusion import Range

FILE = "night.json"


class Place(Frozen):
    """The places that a body can still take among those of its kind in this night, and the numbers they come from."""

    best: int
    worst: int


class Change(Frozen):
    """What a body's total was at its run before, and the rows that moved since; ``why`` are the causes, the weightiest first;
    those that could not be told apart stand together.

    ``new`` and ``gone`` count the findings that appeared and disappeared. ``note`` says why it is not told what moved, as a text whose
    fields ``values`` fill; empty where it is told.
    """

    run: str
    started_at: str
    total: Range
    rows: tuple[Moved, ...] = ()
    why: tuple[tuple[Cause, ...], ...] = ()
    new: int = 0
    gone: int = 0
    note: str = ""
    values: dict[str, str] = {}


class OpenRow(Frozen):
    """A row that a person has to decide, and how many points hang on it."""

    id: str
    title: Text
    language: str | None
    points: str


class Unread(Frozen):
    """What could not be read of a body: an address or a portal, and the reason."""

    what: str
    why: str


class BodyNight(Frozen):
    """One body in a night that was audited to its end; ``grades`` are its grade, or the worst and the best that can come true.

    ``unread_more`` counts what could not be read besides; its report holds all.
    """

    code: str
    kind: BodyKind
    name: Text
    run: str
    report: str
    total: Range
    max: str
    decided: str
    grades: tuple[Text, ...] = ()
    place: Place
    change: Change | None = None
    unread: tuple[Unread, ...] = ()
    unread_more: int = 0
    cut: str = ""
    open: int = 0
    open_points: str = "0"
    dearest: tuple[OpenRow, ...] = ()


class Missed(Frozen):
    """A body or portal whose audit did not come to its end, and why: a code, or a text with its fields."""

    code: str
    name: Text
    run: str
    standing: str
    reason: str
    values: dict[str, str] = {}


class Night(Frozen):
    """The summary of one night over many bodies: ``left`` are bodies for which there was no room; they are the first of the next night."""

    form: Literal["openness/night/1"] = Field(alias="schema", default="openness/night/1")
    id: str
    schedule: str
    due: str
    made_at: str
    closed_at: str
    methodology: tuple[str, ...]
    counts: dict[str, int]
    bodies: tuple[BodyNight, ...]
    missed: tuple[Missed, ...]
    left: tuple[str, ...]
