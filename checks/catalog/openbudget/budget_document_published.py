"""A document that a body must place on the portal of open budgets is placed there, in time.

What it checks
    The list of the body's documents on the portal, in each official language: a consolidated statement, the report on the development plan or
    the civil budget (``kind``) about the year that is ``years_before`` the assessed one.

Applicability
    Bodies that the portal knows. Where the body's budget is secret (``not_for``) and the portal holds no such document, the row does not apply.

Met when
    the list of a language holds the document; where the act names a term, it was placed by its last day.

Deficiency when
    it was placed after the term: so many working days (``days``) after the day on which the document was formed, as the portal tells both.
    Where the list was read whole and holds no such document, the outcome is ``missing``.

Left to a person when
    the list could not be read, or the portal does not know the body; the portal does not tell the days by which the term is counted; the
    document had to be placed within a year (``placed_by``) and was placed later; no document bears its name, but one of that year bears
    another that may stand for it (all statements in one, the names of the National Bank, a kind that is not known); or, before the day
    ``not_before`` of the assessed year, the document is not there yet.

Assumptions
    A document is known by the words of its kind and title. A civil budget counts where it is about the assessed year or was placed in it.

Law and standard
    Methodology of 2025, appendix 10, table 2, rows 1.1–1.5, 2 and 5, table 3, row 3; appendix 9, tables 2 and 3. Methodology of 2017,
    appendix 12, table 1, rows 2.1–2.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from checks.budgets import PAPERS, PORTAL, Asked, books, day_of, last_day, names_of, observe, spared, stopped, told_day, year_of
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.portalreading import MESSAGES
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.snapshot import Snapshot

STATEMENT = "statement"
STATEMENTS = frozenset({"balance", "performance", "cash-flow", "equity", "notes"})
CIVIL = "civil-budget"


class Wanted(Asked):
    """``kind`` of the document and how many years before the assessed one it is about; ``days``: working days from the day of its forming;
    ``placed_by``: how many years after the one it is about it must be placed; ``not_before``: the day (``04-01``) of the assessed year before
    which nothing is called absent."""

    kind: Literal["balance", "performance", "cash-flow", "equity", "notes", "plan-report", "civil-budget"]
    years_before: int
    days: int | None = None
    placed_by: int | None = None
    not_before: str = ""


META = CheckMeta(
    id="budget-document-published",
    version="1",
    title=Message(
        kk="Құжат ашық бюджеттердің интернет-порталында мерзімінде орналастырылған",
        ru="Документ размещен на портале открытых бюджетов, и в срок",
        en="A document is placed on the portal of open budgets, in time",
    ),
    scope="site",
    needs=("pages", "ledger"),
    portals=(PORTAL,),
    options=Wanted,
    messages={**messages_of("budget-document-published"), **MESSAGES},
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each official language."""
    for language in OFFICIAL:
        yield stopped(snapshot, PAPERS, language) or _judged(snapshot, options, language)


def _judged(snapshot: Snapshot, options: Wanted, language: Language) -> Observation:
    about = year_of(snapshot) - options.years_before
    found = [one for one in books(snapshot, language).documents if one.facts.get("kind") == options.kind]
    mine = [one for one in found if one.facts.get("year") == about or (options.kind == CIVIL and _placed_in(snapshot, one))]
    if mine:
        # Of several the first that was placed counts.
        return _placed(snapshot, options, language, min(mine, key=lambda one: (one.day or "9999", one.key)), about)
    return _absent(snapshot, options, language, about, found)


def _placed_in(snapshot: Snapshot, item: ItemRecord) -> bool:
    day = day_of(item)
    return day is not None and day.year == year_of(snapshot)


def _placed(snapshot: Snapshot, options: Wanted, language: Language, item: ItemRecord, about: int) -> Observation:
    day, formed = day_of(item), told_day(item, "formed")
    facts = {"document": options.kind, "year": str(about), "placed": _shown(day)}
    outcome, message = Outcome.MET, "placed"
    if options.days is not None:
        if day is None or formed is None:
            outcome, message = Outcome.UNVERIFIED, "untold"
        else:
            last = snapshot.calendar.working_days_after(formed, options.days)
            facts |= {"formed": _shown(formed), "last": _shown(last)}
            outcome, message = (Outcome.MET, "in-time") if day <= last else (Outcome.DEFICIENCY, "late")
    elif options.placed_by is not None and (day is None or day.year > about + options.placed_by):
        outcome, message = Outcome.UNVERIFIED, "later-year"
        facts |= {"last": _shown(date(about + options.placed_by, 12, 31))}
    return observe(
        snapshot,
        outcome,
        message,
        language,
        subject=options.kind,
        items=[item],
        facts=facts,
        needs_review=outcome is Outcome.UNVERIFIED,
    )


def _absent(snapshot: Snapshot, options: Wanted, language: Language, about: int, others: list[ItemRecord]) -> Observation:
    no_duty = spared(snapshot, options, language)
    if no_duty is not None:
        return no_duty
    facts: dict[str, Any] = {"document": options.kind, "year": str(about)}
    held = books(snapshot, language).documents
    renamed = [one for one in held if one.facts.get("year") == about and _may_be(options.kind, one.facts.get("kind"))]
    outcome, message = Outcome.MISSING, "absent"
    if renamed:
        outcome, message = Outcome.UNVERIFIED, "other-name"
        facts |= {"named": names_of(renamed)}
    elif options.not_before and snapshot.plan.as_of < last_day(snapshot, year_of(snapshot), options.not_before):
        outcome, message = Outcome.UNVERIFIED, "not-yet"
        facts |= {"last": _shown(last_day(snapshot, year_of(snapshot), options.not_before))}
    return observe(
        snapshot,
        outcome,
        message,
        language,
        subject=options.kind,
        items=renamed,
        facts=facts,
        basis={"looked for": options.kind, "year": about, "of other years": names_of(others), "all": [one.title for one in held]},
        needs_review=outcome is Outcome.UNVERIFIED,
    )


def _may_be(kind: str, other: object) -> bool:
    """Whether a document of another kind may stand for what is looked for."""
    return not other or (other == STATEMENT and kind in STATEMENTS)


def _shown(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else "–"
