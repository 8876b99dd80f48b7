"""What an act demands beside points: terms, duties, proofs and the words it defines (``duties.yaml`` of an edition)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from store.base import BodyKind, Frozen, Text
from store.citation import Citation, Rule

Actor = Literal["assessed", "assessor", "commission", "other"]
"""Who must do a thing: the body that is assessed, the one that assesses, its commission on objections, or the one in ``by``."""

Side = Literal["assessed", "assessor", "office"]
"""Whom a member of a commission on objections is from: the body that objects, the one that assesses, the working body of the
Commission that the acts name."""


class Event(Frozen):
    """Something that a term runs from or ends before: a conclusion received, a sitting held."""

    id: str
    title: Text


class DayOfYear(Frozen):
    """A day named by the act. ``before`` («до 1 марта») makes the day before it the last one.

    ``years_after`` counts from the year reported on (1 is the year that follows it); None where the act speaks of no such year.
    """

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    before: bool = False
    years_after: int | None = Field(default=None, ge=0, le=1)


class DaysAfter(Frozen):
    """A number of days after an event; the day of the event itself is not counted."""

    event: str
    days: int = Field(ge=1, le=366)
    count: Literal["working", "calendar"]


class Periodic(Frozen):
    """At least so many times in each year, half-year or quarter.

    ``after_end``: the thing is done of a period that is over («поступивших в течение квартала»), and the act names no day for it.
    """

    period: Literal["year", "half-year", "quarter"]
    times: int = Field(default=1, ge=1)
    after_end: bool = False


class LawAfter(Frozen):
    """A term that the act leaves to another law: its name in ``config/calendar/terms.yaml``, and the event it runs from."""

    event: str
    name: str


class Due(Frozen):
    """By when: one of ``day``, ``after``, ``every``, ``law``; ``before_event`` alone, or as a second bound beside ``day``."""

    day: DayOfYear | None = None
    after: DaysAfter | None = None
    every: Periodic | None = None
    law: LawAfter | None = None
    before_event: str | None = None


class LawTerm(Frozen):
    """Who must do what by when, in the words of the act.

    ``by`` names the body where the act names one; ``rows`` are the rows of the tables for which the term counts; ``form`` is the
    form that the act prescribes for it.
    """

    id: str
    who: Actor
    by: Text | None = None
    applies: tuple[BodyKind, ...] = ("central", "local")
    text: Text
    due: Due
    rows: tuple[str, ...] = ()
    form: Citation | None = None
    rule: Rule


class Duty(Frozen):
    """Who must do what, where the act sets neither points nor a day for it. Fields as in ``LawTerm``."""

    id: str
    who: Actor
    by: Text | None = None
    applies: tuple[BodyKind, ...] = ("central", "local")
    text: Text
    rows: tuple[str, ...] = ()
    form: Citation | None = None
    rule: Rule


class Proof(Frozen):
    """What must be shown for rows of the tables: ``title`` and ``text`` as the form of the report prints them.

    ``rows`` are ids of rows, requirements or whole tables it serves, none where those are not at hand; ``by`` who shows it where it
    is not the assessed body; ``differs`` says where the report names the thing otherwise than the table of points does.
    """

    id: str
    number: str
    title: Text
    text: Text
    by: Text | None = None
    applies: tuple[BodyKind, ...] = ("central", "local")
    rows: tuple[str, ...] = ()
    differs: Text | None = None
    rule: Rule


class Unproved(Frozen):
    """Rows for which the act asks no proof of the assessed body, and why."""

    rows: tuple[str, ...] = Field(min_length=1)
    why: Text
    rule: Rule


class Definition(Frozen):
    """A word that the act defines."""

    id: str
    word: Text
    text: Text
    rule: Rule


class Late(Frozen):
    """What becomes of objections that come after their term."""

    considered: bool
    rule: Rule


class Commission(Frozen):
    """Who decides on objections: at least how many members, from which sides, and which of them may not have taken part in the
    assessment."""

    least: int = Field(ge=1)
    sides: tuple[Side, ...] = Field(min_length=1)
    apart: tuple[Side, ...] = ()
    rule: Rule


class Vote(Frozen):
    """How a commission's votes become its decision: ``more-for`` – what more members voted for than against is decided."""

    carries: Literal["more-for"]
    rule: Rule


class Objections(Frozen):
    """How results are objected to. ``term``, ``notice``, ``decide`` and ``forward`` are ids of terms of the edition: for objections, for
    the notice that there are none, for the commission's decision, for the conclusion after it."""

    term: str
    notice: str
    decide: str
    forward: str
    late: Late
    commission: Commission
    vote: Vote


class Demands(Frozen):
    """What an act demands beside points (``duties.yaml`` of an edition): terms, duties, proofs and the words it defines.

    ``objections`` is None where the act, as far as it is at hand, does not say how its results are objected to.
    """

    events: tuple[Event, ...] = ()
    terms: tuple[LawTerm, ...] = ()
    duties: tuple[Duty, ...] = ()
    proofs: tuple[Proof, ...] = ()
    unproved: tuple[Unproved, ...] = ()
    definitions: tuple[Definition, ...] = ()
    objections: Objections | None = None
