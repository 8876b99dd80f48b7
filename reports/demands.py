"""Terms, duties and proofs of an act in words: what stands beside a row, what an id names, and the calendar of a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from reports import words
from reports.citing import named_place
from reports.explain import own
from reports.i18n import N_, t, tn
from reports.law import Place, every
from reports.numbers import printed
from reports.pages import fact, numbered, source
from store.base import BodyKind
from store.citation import Citation
from store.demands import Definition, Due, Duty, LawTerm, Periodic, Proof, Unproved
from store.methodology import Methodology
from store.terms import Dated

ACTOR = {
    "assessed": N_("the assessed body"),
    "assessor": N_("the body that assesses"),
    "commission": N_("the commission on objections"),
    "other": N_("another body"),
}
PERIOD = {
    "year": N_("in each year"),
    "half-year": N_("in each half-year"),
    "quarter": N_("in each quarter"),
}
STATE = {"past": N_("past"), "today": N_("today"), "ahead": N_("ahead"), "open": N_("no day yet")}
Thing = LawTerm | Duty | Proof | Definition
_LEAP = 2024
_ENGLISH = {"en": "en_GB"}


@dataclass(frozen=True)
class Beside:
    """What the act demands for a row, a table or anything else that an id names."""

    proofs: tuple[Proof, ...]
    unproved: tuple[Unproved, ...]
    terms: tuple[LawTerm, ...]
    duties: tuple[Duty, ...]


def beside(edition: Methodology, named: Place) -> Beside:
    """What names the thing itself, something above it, or something inside it."""
    around = set(named.ids)
    inside = _inside(named)
    demands = edition.demands

    def serves(rows: Iterable[str]) -> bool:
        return bool((around | inside).intersection(rows))

    return Beside(
        tuple(one for one in demands.proofs if serves(one.rows)),
        tuple(one for one in demands.unproved if serves(one.rows)),
        tuple(one for one in demands.terms if serves(one.rows)),
        tuple(one for one in demands.duties if serves(one.rows)),
    )


def _inside(named: Place) -> set[str]:
    """Ids of rows and requirements inside the thing."""
    if named.element is not None:
        return set()
    if named.parameter is not None:
        return {element.id for element in named.parameter.elements}
    sections = [named.section] if named.section is not None else []
    if not sections and named.indicator is not None:
        sections = list(named.indicator.sections)
    if not sections and named.criterion is not None:
        sections = [section for indicator in named.criterion.indicators for section in indicator.sections]
    return {section.id for section in sections} | {row.id for section in sections for row in section.parameters}


def beside_lines(edition: Methodology, named: Place, language: str) -> Iterator[RenderableType]:
    """The proof asked, terms and duties of what an id names, for the terminal."""
    found = beside(edition, named)
    for proof in found.proofs:
        yield fact(N_("Proof asked"), proof_words(edition, proof, language), language)
    for one in found.unproved:
        yield fact(
            N_("No proof is asked"), f"{own(one.why, language)} ({named_place(edition, one.rule.citation, language)})", language
        )
    for term in found.terms:
        yield fact(
            N_("Term"),
            f"{own(term.text, language)} – {when(edition, term.due, language)} ({_cited(edition, term, language)})",
            language,
        )
    for duty in found.duties:
        yield fact(
            N_("Duty"), f"{actor(duty, language)}: {own(duty.text, language)} ({_cited(edition, duty, language)})", language
        )


def edition_lines(edition: Methodology, language: str) -> Iterator[RenderableType]:
    """The terms of an edition, and how many duties and proofs it tells of, for the terminal."""
    demands = edition.demands
    for term in demands.terms:
        yield fact(N_("Term"), f"{when(edition, term.due, language)} – {own(term.text, language)} ({term.id})", language)
    if demands.duties:
        yield fact(N_("Duties"), ", ".join(one.id for one in demands.duties), language)
    if demands.proofs:
        said = t("{n}; `openness explain` with the id of a row shows what is asked for it", language, n=len(demands.proofs))
        yield fact(N_("Proofs asked"), said, language)


def proof_words(edition: Methodology, proof: Proof, language: str) -> str:
    """A proof with its number in the report, who shows it, and where its name differs from the row's."""
    said = f"{own(proof.text, language)} ({named_place(edition, proof.rule.citation, language)})"
    if proof.by is not None:
        said += " " + t("Shown by: {name}.", language, name=own(proof.by, language))
    return said if proof.differs is None else f"{said} {own(proof.differs, language)}."


def actor(one: LawTerm | Duty, language: str) -> str:
    """Who must do it, with the kinds of bodies where not all assessed ones are meant."""
    name = own(one.by, language) if one.by is not None else words.word(ACTOR, one.who, language)
    if one.who != "assessed" or len(one.applies) > 1:
        return name
    kinds = ", ".join(words.word(words.KIND_SHORT, kind, language) for kind in one.applies)
    return f"{name} ({kinds})"


def _cited(edition: Methodology, one: LawTerm | Duty, language: str) -> str:
    said = named_place(edition, one.rule.citation, language)
    return said if one.form is None else f"{said}; {form_words(edition, one.form, language)}"


def form_words(edition: Methodology, form: Citation, language: str) -> str:
    """The form that the act prescribes."""
    return t("form: {place}", language, place=named_place(edition, form, language))


def when(edition: Methodology, due: Due, language: str) -> str:
    """By when, in one phrase."""
    said = []
    if due.day is not None:
        said.append(_day_words(due, language))
    if due.every is not None:
        said.append(every_words(due.every, language))
    if due.after is not None:
        event = event_words(edition, due.after.event, language)
        if due.after.count == "working":
            said.append(
                tn("{n} working day after: {event}", "{n} working days after: {event}", due.after.days, language, event=event)
            )
        else:
            said.append(
                tn("{n} calendar day after: {event}", "{n} calendar days after: {event}", due.after.days, language, event=event)
            )
    if due.law is not None:
        event = event_words(edition, due.law.event, language)
        said.append(t("by the law to which the act refers, after: {event}", language, event=event))
    if due.before_event is not None:
        said.append(t("before: {event}", language, event=event_words(edition, due.before_event, language)))
    return "; ".join(said)


def _day_words(due: Due, language: str) -> str:
    if due.day is None:
        return ""
    day = format_date(date(_LEAP, due.day.month, due.day.day), "d MMMM", locale=_ENGLISH.get(language, language))
    return t(DAY[due.day.before, due.day.years_after], language, day=day)


DAY = {
    (True, None): N_("before {day}"),
    (False, None): N_("not later than {day}"),
    (True, 0): N_("before {day} of the reporting year"),
    (False, 0): N_("not later than {day} of the reporting year"),
    (True, 1): N_("before {day} of the year after the reporting one"),
    (False, 1): N_("not later than {day} of the year after the reporting one"),
}


def every_words(every_: Periodic, language: str) -> str:
    """How often in which period."""
    period = words.word(PERIOD, every_.period, language)
    said = tn("at least {n} time {period}", "at least {n} times {period}", every_.times, language, period=period)
    return said + "; " + t("the day after its end is not named", language) if every_.after_end else said


def event_words(edition: Methodology, name: str, language: str) -> str:
    """The title of an event."""
    return next((own(event.title, language) for event in edition.demands.events if event.id == name), name)


def thing_of(edition: Methodology, name: str) -> Thing | None:
    """The term, duty, proof or definition with this id; None where there is none."""
    demands = edition.demands
    things: tuple[Thing, ...] = (*demands.terms, *demands.duties, *demands.proofs, *demands.definitions)
    return next((one for one in things if one.id == name), None)


def thing_page(edition: Methodology, thing: Thing, language: str) -> RenderableType:
    """The page of a term, duty, proof or definition."""
    return Group(*_thing(edition, thing, language))


def _thing(edition: Methodology, thing: Thing, language: str) -> Iterator[RenderableType]:
    if isinstance(thing, Proof):
        yield _head(f"{numbered(thing.number, language)} {own(thing.title, language)}", thing.id)
        yield fact(N_("Proof asked"), proof_words(edition, thing, language), language)
    elif isinstance(thing, Definition):
        yield _head(own(thing.word, language), thing.id)
        yield fact(N_("Meaning"), own(thing.text, language), language)
    else:
        yield _head(own(thing.text, language), thing.id)
        yield fact(N_("Who"), actor(thing, language), language)
        if isinstance(thing, LawTerm):
            yield fact(N_("By when"), when(edition, thing.due, language), language)
        if thing.form is not None:
            yield fact(N_("Form"), named_place(edition, thing.form, language), language)
    yield fact(N_("Law"), named_place(edition, thing.rule.citation, language), language)
    yield fact(N_("Source of the rule"), source(thing.rule, language), language)
    titles = {row.id: row for row in every(edition)}
    for name in () if isinstance(thing, Definition) else thing.rows:
        row = titles.get(name)
        yield fact(
            N_("Serves"),
            name if row is None else f"{name} – {printed(row.number, language)}. {own(row.title, language)}",
            language,
        )


def _head(title: str, name: str) -> RenderableType:
    return Line.assemble((title, "bold"), f"\n{name}\n")


def calendar_page(found: Sequence[tuple[Methodology, list[Dated]]], nothing: str, as_of: date, language: str) -> RenderableType:
    """The terms of a year or another span, act by act, for the terminal.

    :param found: editions with their terms, as ``store.terms.dated`` gives them.
    :param nothing: what is said of an edition that has no terms there, in the reader's language.
    :param as_of: the day for which it is said whether a term is past.
    """
    lines: list[RenderableType] = []
    for edition, terms in found:
        lines.append(Line(f"\n{edition.id} {edition.edition} · {own(edition.title, language)}", style="bold"))
        if not terms:
            lines.append(Line(nothing))
            continue
        table = Table(box=None)
        for name in (N_("By"), N_("State"), N_("Who"), N_("Requirement"), N_("Place in the law")):
            table.add_column(t(name, language), overflow="fold")
        for one in terms:
            state = words.word(STATE, one.state(as_of), language)
            law = named_place(edition, one.term.rule.citation, language)
            table.add_row(
                by_words(edition, one, language), state, actor(one.term, language), Line(own(one.term.text, language)), law
            )
        lines.append(table)
        lines += _unknown_days(edition, terms, language)
    return Group(*lines)


def by_words(edition: Methodology, one: Dated, language: str) -> str:
    """The last day with the day it was moved from and the year it is about; a period from day to day; else what it hangs on."""
    if one.last is None:
        return when(edition, one.term.due, language)
    if one.first is not None:
        return f"{one.first:%d.%m.%Y} – {one.last:%d.%m.%Y}"
    said = f"{one.last:%d.%m.%Y}"
    if one.moved and one.printed is not None:
        said += " (" + t("moved from {day}, a day off", language, day=f"{one.printed:%d.%m.%Y}") + ")"
    return said + ", " + t("for {year}", language, year=one.about) if one.about else said


def _unknown_days(edition: Methodology, terms: Iterable[Dated], language: str) -> Iterator[RenderableType]:
    """The events whose days would close the terms without one."""
    waiting = [one.term.due for one in terms if one.last is None]
    names = {due.after.event for due in waiting if due.after} | {due.law.event for due in waiting if due.law}
    names |= {due.before_event for due in waiting if due.before_event}
    if names:
        yield Line(t("These days are not known; give them with --event NAME=YYYY-MM-DD:", language), style="dim")
    for event in edition.demands.events:
        if event.id in names:
            yield Line(f"  {event.id} – {own(event.title, language)}", style="dim")


def calendar_json(edition: Methodology, one: Dated, as_of: date) -> dict[str, Any]:
    """One term of a calendar as values for JSON."""
    term = one.term
    kinds: list[BodyKind] = list(term.applies)
    return {
        "methodology": edition.id,
        "edition": edition.edition,
        "id": term.id,
        "who": term.who,
        "by": None if term.by is None else {"kk": term.by.kk, "ru": term.by.ru},
        "applies": kinds,
        "text": {"kk": term.text.kk, "ru": term.text.ru},
        "about": one.about or None,
        "event": None if one.event is None else one.event.isoformat(),
        "first": None if one.first is None else one.first.isoformat(),
        "printed": None if one.printed is None else one.printed.isoformat(),
        "last": None if one.last is None else one.last.isoformat(),
        "moved": one.moved,
        "state": one.state(as_of),
        "rows": list(term.rows),
        "due": term.due.model_dump(mode="json", exclude_none=True),
        "citation": term.rule.citation.model_dump(mode="json", exclude_none=True),
    }
