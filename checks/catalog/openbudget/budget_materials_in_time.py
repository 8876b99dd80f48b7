"""Budget materials are placed on the portal of open budgets in time.

What it checks
    The days on which the body's materials of these ``parts`` were placed on the portal, in each official language, against their terms: working
    days (``days``) after a report was formed or results of audit were received, a last day (``due``) for reports on programmes and the day
    before the public council, the year in which statements are placed (``placed_by``), a last day for drafts (``drafts_due``).

Applicability
    The materials that `budget-materials-in-order` looks at. A civil budget has no term in the acts at hand and is left alone.

Met when
    each material was placed by its last day.

Deficiency when
    one was placed later; each counts. Where the portal holds nothing of all the parts, the outcome is ``missing``.

Left to a person when
    the portal could not be read, or does not know the body; it does not tell the day of placing or the day that the term runs from; no act at
    hand names a last day for drafts (``drafts_due`` left out); or nothing is there and it is not proved that it had to be.

Assumptions
    What was never placed is held against the row of the material itself, not against this one. Days are those that the portal shows.

Law and standard
    Methodology of 2025, appendix 10, table 2, rows 7 and 9, table 3, row 5. Methodology of 2017, appendix 12, table 1, row 2.9, table 2,
    row 2.3. Civil Code, art. 172–176.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.budgets import PORTAL, day_of, last_day, names_of, observe, year_of
from checks.materials import Chosen, Material, Terms, administers, last_of, of_materials
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.portalreading import MESSAGES
from store.base import Language
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot


class Wanted(Chosen):
    """``days``: working days after a report was formed or results were received; ``due``: the last day (``04-01``) for reports on programmes of the
    year before; ``placed_by``: how many years after the one it is about a statement may be placed; ``drafts_due``: the last day for drafts."""

    days: int | None = None
    due: str = ""
    placed_by: int | None = None
    drafts_due: str = ""

    def terms(self) -> Terms:
        """The terms of the order."""
        return Terms(self.days, self.due, self.placed_by, self.drafts_due)


META = CheckMeta(
    id="budget-materials-in-time",
    version="1",
    title=Message(
        kk="Бюджеттік материалдар порталда мерзімінде орналастырылған",
        ru="Бюджетные материалы размещены на портале в срок",
        en="Budget materials are placed on the portal in time",
    ),
    scope="site",
    needs=("pages", "ledger"),
    portals=(PORTAL,),
    options=Wanted,
    messages={**messages_of("budget-materials-in-time"), **MESSAGES},
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Gives one observation for each material that is late or cannot be told, else how they stand in each language."""
    return of_materials(
        snapshot,
        options,
        lambda held, language: _judged(snapshot, options, held, language),
        lambda language: _nothing(snapshot, options, language),
        "in-time",
    )


def _nothing(snapshot: Snapshot, options: Wanted, language: Language) -> Observation:
    """That nothing is there: missing where it is proved that something had to be."""
    drafts = set(options.parts) == {"drafts"}
    due = options.drafts_due if drafts else options.not_before
    owed = not due or snapshot.plan.as_of > last_day(snapshot, year_of(snapshot), due)
    if drafts and not (due and administers(snapshot, language)):
        owed = False
    facts = {"parts": list(options.parts), "year": str(year_of(snapshot)), **({} if owed else {"reason": "duty-unknown"})}
    outcome, message = (Outcome.MISSING, "none") if owed else (Outcome.UNVERIFIED, "none-yet")
    return observe(snapshot, outcome, message, language, subject="none", facts=facts, needs_review=not owed)


def _judged(snapshot: Snapshot, options: Wanted, held: list[Material], language: Language) -> Iterator[Observation]:
    if "drafts" in options.parts and not options.drafts_due:
        drafts = [one.item for one in held if one.part == "drafts"]
        facts = {"drafts": len(drafts), "named": names_of(drafts), "reason": "no-term"}
        if drafts:
            yield observe(
                snapshot, Outcome.UNVERIFIED, "no-term", language, subject="no-term", items=drafts, facts=facts, needs_review=True
            )
    for one in held:
        if one.part != "civil-budget" and (one.part != "drafts" or options.drafts_due):
            yield from _of(snapshot, options, one, language)


def _of(snapshot: Snapshot, options: Wanted, one: Material, language: Language) -> Iterator[Observation]:
    last, day = last_of(snapshot, options.terms(), one), day_of(one.item)
    subject = f"{one.part} {one.item.key}"
    facts = {"part": one.part, "placed": f"{day:%d.%m.%Y}" if day else "–"}
    if last is None or day is None:
        facts |= {"reason": "day-untold"}
        yield observe(
            snapshot, Outcome.UNVERIFIED, "untold", language, subject=subject, items=[one.item], facts=facts, needs_review=True
        )
    elif day > last:
        facts |= {"last": f"{last:%d.%m.%Y}"}
        yield observe(snapshot, Outcome.DEFICIENCY, "late", language, subject=subject, items=[one.item], facts=facts)
