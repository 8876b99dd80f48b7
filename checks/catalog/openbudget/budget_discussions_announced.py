"""Public discussions of drafts of budget programmes and of reports on them are announced on the body's own site.

What it checks
    Drafts and reports (``stages``) that the portal of open budgets shows as placed in the assessed year, in each official language; and pages of
    the body's own site in that language that announce their public discussion: by a link to the programme on the portal, by its title, or by
    naming such drafts or reports and the discussion as a whole.

Applicability
    Bodies that the portal knows. Where the body's budget is secret (``not_for``) and the portal holds no programmes, the row does not apply.

Met when
    each draft and report of the year has an announcement, or none was placed. The figures are how many were placed and how many announced.

Deficiency when
    the site was read whole and none of its pages announces the discussion; each draft and report counts.

Left to a person when
    the passports could not be read, or the portal does not know the body; the site was not read whole; a document of the site speaks of such
    a discussion, or its words could not be read and it is called an announcement; a draft bears no day of placing; an announcement that
    names no programme has no day or is far older than the draft; or a page holds most words of the title.

Assumptions
    An announcement that names no programme is of all drafts, or all reports, placed up to a month after it. Announcements in other media
    come by the body's report.

Law and standard
    Methodology of 2025, appendix 10, table 2, row 11, table 3, row 7. Methodology of 2017, appendix 12, table 1, row 2.11, table 2, row 2.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.accounts import Account, Charge, told
from checks.announced import Notice, Subject, notice_of
from checks.budgets import PORTAL, PROGRAMMES, Counted, Stage, own_year, spared, stages_of, stopped, year_of
from checks.materials import placed_in
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.notices import Cards
from checks.portalreading import MESSAGES
from checks.unread import partly_seen
from store.base import OFFICIAL, Language
from store.findings import Message, Observation
from store.items import ItemRecord
from store.snapshot import Snapshot

CARDS = Cards(PORTAL, "budgetId", "/budgetprogram/budgetprogram")


class Wanted(Counted):
    """``stages``: whether drafts (``project``) or reports, or both, are to be announced."""

    stages: tuple[Stage, ...]


META = CheckMeta(
    id="budget-discussions-announced",
    version="1",
    title=Message(
        kk="Бюджеттік бағдарламаларды жария талқылау туралы органның сайтында хабарланған",
        ru="О публичных обсуждениях бюджетных программ объявлено на сайте органа",
        en="Public discussions of budget programmes are announced on the body's site",
    ),
    scope="site",
    needs=("pages", "links", "documents", "texts", "scans", "dates", "ledger"),
    portals=(PORTAL,),
    options=Wanted,
    messages={**messages_of("budget-discussions-announced"), **MESSAGES},
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each official language, or one for each draft or report that is not announced."""
    for language in OFFICIAL:
        halt = stopped(snapshot, PROGRAMMES, language)
        if halt is not None:
            yield halt
            continue
        found = stages_of(snapshot, language, *options.stages)
        no_duty = None if found else spared(snapshot, options, language)
        if no_duty is not None:
            yield no_duty
            continue
        yield from told(snapshot, options, language, _account(snapshot, found, language), "announced", "short")


def _account(snapshot: Snapshot, found: list[ItemRecord], language: Language) -> Account:
    year = year_of(snapshot)
    placed = [one for one in found if placed_in(one, year)]
    undated = [one for one in found if not one.day and own_year(one) >= year - 1]
    gap = partly_seen(snapshot, language)
    good: list[ItemRecord] = []
    bad: list[Charge] = []
    unsure: list[Charge] = []
    for one in placed:
        notice = _notice(snapshot, one, language)
        if notice is not None and notice.sure:
            good.append(one)
        elif notice is not None:
            unsure.append(Charge(one, "unread" if notice.dark else "perhaps", {"announcements": [notice.url]}))
        elif gap:
            unsure.append(Charge(one, "unseen", {"reason": gap}))
        else:
            bad.append(Charge(one, "silent", {}))
    open_ = len(unsure)
    unsure += [Charge(one, "undated", {}) for one in undated]
    count = len(placed)
    figures = {
        "discussions": (count, count + len(undated)),
        "discussions-announced": (len(good), len(good) + open_ + len(undated)),
    }
    return Account(figures, tuple(good), tuple(bad), tuple(unsure))


def _notice(snapshot: Snapshot, item: ItemRecord, language: Language) -> Notice | None:
    kind = snapshot.lexicon("budget-discussions").phrases(str(item.facts.get("stage")), language)
    return notice_of(snapshot, Subject(CARDS, str(item.facts.get("programme")), item.title, item.day, kind=tuple(kind)), language)
