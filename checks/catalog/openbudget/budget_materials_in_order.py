"""Budget materials are placed on the portal of open budgets whole and without faults of form.

What it checks
    The body's materials of these ``parts`` on the portal, in each official language: rows of the card or passport, the list of files, the title.

Applicability
    Statements about the year that is ``statements_before`` the assessed one, reports about the one that is ``reports_before``, results of audit
    and civil budgets of the assessed year, drafts of programmes placed in it. Where the body's budget is secret (``not_for``) and the portal
    holds none of them, the row does not apply.

Met when
    each material has all its rows filled in, a file, and a title of its own in the language.

Deficiency when
    a row that is there is left empty, costs or direct indicators hold no figure, no file is attached, or the title is a copy of the one in the
    other language. Each material with such faults counts once in each language. Where the portal holds nothing of all the parts, the outcome is
    ``missing``.

Left to a person when
    the lists, cards or passports could not be read, or the portal does not know the body; a page shows no list of files; a title may be a copy
    of that in the other language, which was not read; or nothing is there before the day ``not_before``. That no draft is there is held
    against a body only if it has programmes approved for the assessed year and the act names a last day for drafts.

Assumptions
    A row that the page does not have is none that the body left empty. What the files hold is not judged.

Law and standard
    Methodology of 2025, appendix 10, table 2, rows 6 and 8, table 3, row 4. Methodology of 2017, appendix 12, table 1, row 2.9, table 2,
    row 2.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checks.budgets import PORTAL, last_day, observe, year_of
from checks.materials import Chosen, Material, administers, copied, of_materials, uncompared
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.portalreading import MESSAGES, left_open
from store.base import Language
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="budget-materials-in-order",
    version="1",
    title=Message(
        kk="Бюджеттік материалдар порталда дұрыс және толық орналастырылған",
        ru="Бюджетные материалы размещены на портале корректно и полно",
        en="Budget materials are placed on the portal whole and without faults of form",
    ),
    scope="site",
    needs=("pages", "ledger"),
    portals=(PORTAL,),
    options=Chosen,
    messages={**messages_of("budget-materials-in-order"), **MESSAGES},
)


def run(snapshot: Snapshot, options: Chosen) -> Iterator[Observation]:
    """Gives one observation for each material with faults, else how they stand in each language."""
    return of_materials(
        snapshot,
        options,
        lambda held, language: (found for one in held for found in _judged(snapshot, one, language)),
        lambda language: nothing(snapshot, options, language),
        "whole",
    )


def nothing(snapshot: Snapshot, options: Chosen, language: Language) -> Observation:
    """That nothing of the parts is there: missing, unless nobody can say that it had to be."""
    year = year_of(snapshot)
    due = last_day(snapshot, year, options.not_before) if options.not_before else None
    only_drafts = set(options.parts) == {"drafts"}
    owed = snapshot.plan.as_of > due if due is not None else not only_drafts
    if only_drafts and not administers(snapshot, language):
        owed = False
    facts: dict[str, Any] = {"parts": list(options.parts), "year": str(year)}
    if not owed:
        facts["reason"] = "duty-unknown"
    outcome, message = (Outcome.MISSING, "none") if owed else (Outcome.UNVERIFIED, "none-yet")
    return observe(snapshot, outcome, message, language, subject="none", facts=facts, needs_review=not owed)


def _judged(snapshot: Snapshot, one: Material, language: Language) -> Iterator[Observation]:
    facts, subject = one.item.facts, f"{one.part} {one.item.key}"
    files = [file for file in facts.get("files", ()) if file.get("link")]
    faults = [
        name
        for name, there in (
            ("empty-rows", bool(facts.get("empty"))),
            ("no-file", bool(facts.get("files_shown")) and not files),
            ("title-copied", copied(snapshot, one.item, language)),
        )
        if there
    ]
    if faults:
        said: dict[str, Any] = {"part": one.part, "faults": faults, "empty": list(facts.get("empty", ()))}
        message = "faulty-rows" if facts.get("empty") else "faulty"
        yield observe(snapshot, Outcome.DEFICIENCY, message, language, subject=subject, items=[one.item], facts=said)
    elif not facts.get("files_shown"):
        said = {"part": one.part, "reason": "files-not-shown"}
        yield observe(
            snapshot, Outcome.UNVERIFIED, "no-list", language, subject=subject, items=[one.item], facts=said, needs_review=True
        )
    elif (why := uncompared(snapshot, one, language)) is not None:
        yield left_open(snapshot, PORTAL, why, language, subject)
