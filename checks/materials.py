"""Materials that a body holds on the portal of open budgets, by the parts that the acts name, and the last day for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from checks.budgets import (
    PAPERS,
    PROGRAMMES,
    Asked,
    before_council,
    books,
    day_of,
    hindered,
    in_each_language,
    last_day,
    observe,
    own_year,
    spared,
    stages_of,
    told_day,
    year_of,
)
from checks.portalreading import Closed
from checks.words import fold
from store.base import Language
from store.findings import Observation, Outcome
from store.items import ItemRecord
from store.snapshot import Snapshot

Part = Literal["statements", "plan-report", "programme-reports", "audits", "civil-budget", "drafts"]
STATEMENTS = frozenset({"balance", "performance", "cash-flow", "equity", "notes", "statement"})
OF_PROGRAMMES = frozenset({"programme-reports", "drafts"})
KAZAKH = frozenset("әіңғүұқөһ")
FEWEST_LETTERS = 8


class Chosen(Asked):
    """``parts`` of the materials; ``statements_before`` and ``reports_before``: how many years before the assessed one statements and reports
    are about; ``not_before``: the day (``04-01``) of the assessed year before which nothing is called absent, of drafts the last day."""

    parts: tuple[Part, ...]
    statements_before: int = 0
    reports_before: int = 0
    not_before: str = ""


class Material(NamedTuple):
    """An item and the part it belongs to."""

    item: ItemRecord
    part: Part


def sources_of(options: Chosen) -> tuple[str, ...]:
    """The portal's sources that these parts rest on."""
    programmes = PROGRAMMES if OF_PROGRAMMES & set(options.parts) else ()
    return (*programmes, *(PAPERS if set(options.parts) - OF_PROGRAMMES else ()))


def materials(snapshot: Snapshot, options: Chosen, language: Language) -> list[Material]:
    """What the portal holds of these parts in one language, in the order of the parts."""
    return [Material(item, part) for part in options.parts for item in _of(snapshot, options, language, part)]


def of_materials(
    snapshot: Snapshot,
    options: Chosen,
    judged: Callable[[list[Material], Language], Iterator[Observation]],
    nothing: Callable[[Language], Observation],
    message: str,
) -> Iterator[Observation]:
    """Yields what is said of the materials in each language: the faults that ``judged`` finds, else ``message``; ``nothing`` where none is held."""

    def said(held: list[Material], language: Language) -> Iterator[Observation]:
        found = list(judged(held, language))
        items, facts = [one.item for one in held], {"materials": len(held)}
        yield from found or [observe(snapshot, Outcome.MET, message, language, subject=message, items=items, facts=facts)]

    return in_each_language(
        snapshot,
        sources_of(options),
        lambda language: materials(snapshot, options, language),
        said,
        lambda language: spared(snapshot, options, language) or nothing(language),
    )


def _of(snapshot: Snapshot, options: Chosen, language: Language, part: Part) -> list[ItemRecord]:
    year, papers = year_of(snapshot), books(snapshot, language).documents
    if part == "statements":
        about = year - options.statements_before
        return [one for one in papers if one.facts.get("kind") in STATEMENTS and one.facts.get("year") == about]
    if part == "plan-report":
        return [one for one in papers if one.facts.get("kind") == part and one.facts.get("year") == year - options.reports_before]
    if part == "programme-reports":
        return [one for one in stages_of(snapshot, language, "report") if own_year(one) == year - options.reports_before]
    if part == "audits":
        return audits(snapshot, language)
    if part == "civil-budget":
        found = (one for one in papers if one.facts.get("kind") == part)
        return [one for one in found if one.facts.get("year") == year or placed_in(one, year)]
    return drafts(snapshot, language)


def audits(snapshot: Snapshot, language: Language) -> list[ItemRecord]:
    """Results of audit received in the assessed year; where no receipt is told, placed in it."""
    found = [one for one in books(snapshot, language).documents if one.facts.get("kind") == "audit"]
    days = ((one, told_day(one, "received") or day_of(one)) for one in found)
    return [one for one, day in days if day is None or day.year == year_of(snapshot)]


def drafts(snapshot: Snapshot, language: Language) -> list[ItemRecord]:
    """Drafts of programmes placed in the assessed year; one without a day where it is of a later budget."""
    year = year_of(snapshot)
    found = stages_of(snapshot, language, "project")
    return [one for one in found if placed_in(one, year) or (not one.day and own_year(one) > year)]


def placed_in(item: ItemRecord, year: int) -> bool:
    """Whether an item was placed in a year."""
    day = day_of(item)
    return day is not None and day.year == year


def administers(snapshot: Snapshot, language: Language) -> bool:
    """Whether the portal holds programmes of the body that are approved for the assessed year, so that it drafts programmes."""
    return any(own_year(one) == year_of(snapshot) for one in stages_of(snapshot, language, "approved"))


def copied(snapshot: Snapshot, item: ItemRecord, language: Language) -> bool:
    """Whether an item is entitled in one language as in the other, by letters that are the other's."""
    twin = _twin(snapshot, item, language)
    return twin is not None and fold(twin.title) == fold(item.title) and _is_strange(item, language)


def uncompared(snapshot: Snapshot, one: Material, language: Language) -> Closed | None:
    """Why nobody can tell whether an item's title is a copy: its letters may be those of the other language, which was not read."""
    if not _is_strange(one.item, language) or _twin(snapshot, one.item, language) is not None:
        return None
    return hindered(snapshot, PROGRAMMES if one.part in OF_PROGRAMMES else PAPERS, _other(language))


def _other(language: Language) -> Language:
    return "ru" if language == "kk" else "kk"


def _twin(snapshot: Snapshot, item: ItemRecord, language: Language) -> ItemRecord | None:
    held = books(snapshot, _other(language))
    return next((one for one in (*held.documents, *held.stages) if one.key == item.key and one.kind == item.kind), None)


def _is_strange(item: ItemRecord, language: Language) -> bool:
    """Whether the letters of a title may be those of the other language."""
    title = item.title.casefold()
    kazakh = bool(KAZAKH & set(title))
    return sum(map(str.isalpha, title)) >= FEWEST_LETTERS and (kazakh if language == "ru" else not kazakh)


class Terms(NamedTuple):
    """The terms of an order: ``days`` (working days from forming or receipt), ``due`` (day of the year after), ``placed_by`` (years after the one
    a statement is about), ``drafts_due`` (day of the assessed year; None where no act at hand names one)."""

    days: int | None
    due: str
    placed_by: int | None
    drafts_due: str


def last_of(snapshot: Snapshot, terms: Terms, one: Material) -> date | None:
    """The last day for a material; None where the portal does not tell the day that the term runs from, or no act names one."""
    item, year = one.item, year_of(snapshot)
    if one.part == "statements":
        return date(int(item.facts["year"]) + terms.placed_by, 12, 31) if terms.placed_by is not None else None
    if one.part in ("plan-report", "audits"):
        start = told_day(item, "formed" if one.part == "plan-report" else "received")
        return snapshot.calendar.working_days_after(start, terms.days) if start is not None and terms.days is not None else None
    if one.part == "programme-reports":
        return before_council(item, last_day(snapshot, own_year(item) + 1, terms.due)) if terms.due else None
    return last_day(snapshot, year, terms.drafts_due) if one.part == "drafts" and terms.drafts_due else None
