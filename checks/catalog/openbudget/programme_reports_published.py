"""Reports on budget programmes are placed on the portal of open budgets in time.

What it checks
    The passports of the body's programmes on the portal, in each official language: those approved for the year that is ``years_before`` the
    assessed one, their reports, the day of placing and, where the portal tells it, the day of the public council.

Applicability
    Bodies that the portal knows and that have programmes approved for that year. Where the body's budget is secret (``not_for``) and the
    portal holds no such programme, the row does not apply.

Met when
    each of these programmes has a report, placed by the last day (``due``, moved off a day off) and before the council.

Deficiency when
    a report is lacking after that day, or was placed later; each counts. The figures are how many were due, in time and late.

Left to a person when
    the passports could not be read, or the portal does not know the body; no programme of the year is on the portal; a report bears no day of
    placing; the term has not run out yet; or the act counts it from the day on which a report was formed, which the portal does not tell, and
    a report was placed after ``not_before``.

Assumptions
    As many reports are due as programmes are approved on the portal. Where the portal tells no day of the public council, the last day alone
    counts («при наличии»). Where the act prints no day, a report that is there by ``not_before`` is in time, and one that is not there after
    that day is lacking.

Law and standard
    Methodology of 2025, appendix 10, table 2, row 3, table 3, row 1. Methodology of 2017, appendix 12, table 1, row 2.7, table 2, row 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.accounts import Account, Charge, told
from checks.budgets import (
    PORTAL,
    PROGRAMMES,
    Counted,
    before_council,
    day_of,
    last_day,
    observe,
    own_year,
    spared,
    stages_of,
    stopped,
    year_of,
)
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.portalreading import MESSAGES
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.snapshot import Snapshot


class Wanted(Counted):
    """``years_before``: how many years before the assessed one the reports are about; ``due``: the last day (``04-01``) of the year after,
    where the act prints one; ``not_before``: else the day before which nothing is called absent."""

    years_before: int
    due: str = ""
    not_before: str = ""


META = CheckMeta(
    id="programme-reports-published",
    version="1",
    title=Message(
        kk="Бюджеттік бағдарламалардың іске асырылуы туралы есептер порталда мерзімінде орналастырылған",
        ru="Отчеты о реализации бюджетных программ размещены на портале в срок",
        en="Reports on budget programmes are placed on the portal in time",
    ),
    scope="site",
    needs=("pages", "ledger"),
    portals=(PORTAL,),
    options=Wanted,
    messages={**messages_of("programme-reports-published"), **MESSAGES},
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each official language, or one for each shortcoming."""
    for language in OFFICIAL:
        halt = stopped(snapshot, PROGRAMMES, language)
        if halt is not None:
            yield halt
            continue
        about = year_of(snapshot) - options.years_before
        due = [one for one in stages_of(snapshot, language, "approved") if own_year(one) == about]
        if due:
            yield from _judged(snapshot, options, language, due, about)
        else:
            yield spared(snapshot, options, language) or _none_due(snapshot, language, about)


def _none_due(snapshot: Snapshot, language: Language, about: int) -> Observation:
    facts = {"year": str(about), "reason": "nothing-on-portal"}
    return observe(snapshot, Outcome.UNVERIFIED, "none-due", language, subject="none-due", facts=facts, needs_review=True)


def _judged(snapshot: Snapshot, options: Wanted, language: Language, due: list[ItemRecord], about: int) -> Iterator[Observation]:
    last = last_day(snapshot, about + 1, options.due or options.not_before)
    reports = {str(one.facts.get("programme")): one for one in stages_of(snapshot, language, "report")}
    good, bad, unsure, late = [], [], [], 0
    for approved in due:
        report = reports.get(str(approved.facts.get("programme")))
        charge = _charge(approved, report, last, snapshot.plan.as_of)
        if charge is not None and charge.message == "late" and not options.due:
            charge = charge._replace(message="unprinted")
        if charge is None and report is not None:
            good.append(report)
        elif charge is not None and charge.message in ("late", "lacking"):
            bad.append(charge)
            late += charge.message == "late"
        elif charge is not None:
            unsure.append(charge)
    open_ = len(unsure)
    undated = sum(one.message in ("undated", "unprinted") for one in unsure)
    figures = {
        "reports-due": (len(due), len(due)),
        "reports-published": (len(good), len(good) + open_),
        "reports-late": (late, late + undated),
    }
    yield from told(snapshot, options, language, Account(figures, tuple(good), tuple(bad), tuple(unsure)), "in-time", "short")


def _charge(approved: ItemRecord, report: ItemRecord | None, last: date, as_of: date) -> Charge | None:
    """What is said against one programme; None where its report is in time."""
    shown = {"last": f"{last:%d.%m.%Y}"}
    if report is None:
        return Charge(approved, "lacking" if as_of > last else "not-yet", shown)
    day, end = day_of(report), before_council(report, last)
    if day is None:
        return Charge(report, "undated", shown)
    if day > end:
        return Charge(report, "late", {"placed": f"{day:%d.%m.%Y}", "last": f"{end:%d.%m.%Y}"})
    return None
