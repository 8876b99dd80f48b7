"""Results of state audit and financial control are placed on the portal of open budgets in time.

What it checks
    The list of the body's documents on the portal, in each official language: information on results of audit and control that the body
    received in the assessed year; the days of receipt and of placing.

Applicability
    Bodies that the portal knows. Where the body's budget is secret (``not_for``) and the portal holds no such information, the row does not apply.

Met when
    each of them was placed within so many working days (``days``) after it was received. The figures are how many are in time and how many late;
    how many the body received it alone knows, and its report brings that.

Deficiency when
    one was placed later; each counts.

Left to a person when
    the list could not be read, or the portal does not know the body; the portal does not tell a day; or shortcomings are counted and nothing is
    late: results that were received and never placed leave no trace on the portal.

Assumptions
    Where the portal tells no day of receipt, what was placed in the assessed year may be of that year.

Law and standard
    Methodology of 2025, appendix 10, table 2, row 4, table 3, row 2. Methodology of 2017, appendix 12, table 1, row 2.8, table 2, row 2.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.accounts import Account, Charge, told
from checks.budgets import PAPERS, PORTAL, Counted, day_of, in_each_language, observe, spared, told_day, year_of
from checks.materials import audits
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.portalreading import MESSAGES
from store.base import Language
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.snapshot import Snapshot


class Wanted(Counted):
    """``days``: working days after the receipt."""

    days: int


META = CheckMeta(
    id="audit-results-published",
    version="1",
    title=Message(
        kk="Мемлекеттік аудит және қаржылық бақылау нәтижелері порталда мерзімінде орналастырылған",
        ru="Результаты государственного аудита и финансового контроля размещены на портале в срок",
        en="Results of state audit and financial control are placed on the portal in time",
    ),
    scope="site",
    needs=("pages", "ledger"),
    portals=(PORTAL,),
    options=Wanted,
    messages={**messages_of("audit-results-published"), **MESSAGES},
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Gives one observation for each official language, or one for each shortcoming."""
    return in_each_language(
        snapshot,
        PAPERS,
        lambda language: audits(snapshot, language),
        lambda found, language: _judged(snapshot, options, language, found),
        lambda language: spared(snapshot, options, language) or _none(snapshot, options, language),
    )


def _none(snapshot: Snapshot, options: Wanted, language: Language) -> Observation:
    """Nothing is placed: a figure for the report to be divided by, and no proof that anything was received."""
    facts: dict[str, str] = {"year": str(year_of(snapshot)), "reason": "known-to-the-body"}
    if options.form == "figures":
        facts |= {"audits-published": "0", "audits-late": "0"}
    return observe(snapshot, Outcome.UNVERIFIED, "none", language, subject="none", facts=facts, needs_review=True)


def _judged(snapshot: Snapshot, options: Wanted, language: Language, found: list[ItemRecord]) -> Iterator[Observation]:
    good, bad, unsure = [], [], []
    for item in found:
        received, placed = told_day(item, "received"), day_of(item)
        if received is None or placed is None:
            unsure.append(Charge(item, "untold", {"placed": f"{placed:%d.%m.%Y}" if placed else "–"}))
            continue
        last = snapshot.calendar.working_days_after(received, options.days)
        days = {"received": f"{received:%d.%m.%Y}", "placed": f"{placed:%d.%m.%Y}", "last": f"{last:%d.%m.%Y}"}
        if placed > last:
            bad.append(Charge(item, "late", days))
        else:
            good.append(item)
    open_ = len(unsure)
    figures = {"audits-published": (len(good), len(good) + open_), "audits-late": (len(bad), len(bad) + open_)}
    account = Account(figures, tuple(good), tuple(bad), tuple(unsure))
    if bad or unsure or options.form == "figures":
        yield from told(snapshot, options, language, account, "in-time", "short")
    if options.form == "shortcomings":
        yield _rest(snapshot, language, good)


def _rest(snapshot: Snapshot, language: Language, good: list[ItemRecord]) -> Observation:
    """What was received and never placed stays open."""
    facts = {"year": str(year_of(snapshot)), "reason": "known-to-the-body"}
    return observe(snapshot, Outcome.UNVERIFIED, "rest", language, subject="rest", items=good, facts=facts, needs_review=True)
