"""Drafts of acts, drafts of budget programmes and reports on them with what announces their discussion, in whatever official language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from checks import budgets, drafts
from checks.announced import Notice, Subject, notice_of
from checks.budgets import PROGRAMMES, Stage, hindered, own_year, stages_of, year_of
from checks.materials import placed_in
from checks.notices import Cards
from checks.portalreading import Closed
from checks.support import clip
from checks.unread import partly_seen
from store.base import OFFICIAL, Language
from store.items import ItemRecord
from store.snapshot import Snapshot

NAMED = 10
What = Literal["acts", "project", "report", "budgets"]
STAGES: dict[str, tuple[Stage, ...]] = {"project": ("project",), "report": ("report",), "budgets": ("project", "report")}
ACTS = Cards(drafts.PORTAL, "id", "/npa/view")
BUDGETS = Cards(budgets.PORTAL, "budgetId", "/budgetprogram/budgetprogram")


class Put(NamedTuple):
    """One draft or report that was put to discussion: its records, its best notice, and whether it may belong elsewhere or be too new to judge."""

    key: str
    title: str
    since: str
    records: tuple[ItemRecord, ...]
    notice: Notice | None
    doubtful: bool

    def named(self) -> str:
        """Its day and title in a line."""
        return clip(f"{self.since} {self.title}".strip(), 160)


class Told(NamedTuple):
    """What was put to discussion, or why that is not known, and why the site was not seen so far that anything could be called absent."""

    portal: str
    put: tuple[Put, ...]
    why: Closed | None
    gap: str

    def sorted(self) -> tuple[list[Put], list[Put], list[Put]]:
        """Those with a sure notice, those without any for certain, and those of which nobody can tell."""
        announced = [one for one in self.put if one.notice is not None and one.notice.sure]
        rest = [one for one in self.put if one not in announced]
        open_ = [one for one in rest if self.gap or one.notice is not None or one.doubtful]
        return announced, [one for one in rest if one not in open_], open_

    def basis(self, snapshot: Snapshot) -> dict[str, Any]:
        """What a claim on them rests on."""
        put = [[one.key, one.title, one.since] for one in self.put]
        return {"put": put, "pages searched": sorted({page.url for page in snapshot.pages()})}


def announcing(snapshot: Snapshot, what: What, others: tuple[str, ...]) -> Told:
    """Everything of one kind that was put to discussion in the period, with its notices.

    :param others: codes of the portal of acts for what is no draft of an act.
    """
    gap = next((gap for one in OFFICIAL if (gap := partly_seen(snapshot, one))), "")
    if what == "acts":
        why = next((why for one in OFFICIAL if (why := drafts.hindrance(snapshot, one)) is not None), None)
        return Told(drafts.PORTAL, () if why else tuple(_acts(snapshot, others)), why, gap)
    why = next((why for one in OFFICIAL if (why := hindered(snapshot, PROGRAMMES, one)) is not None), None)
    return Told(budgets.PORTAL, () if why else tuple(_budgets(snapshot, what)), why, gap)


def _acts(snapshot: Snapshot, others: tuple[str, ...]) -> Iterator[Put]:
    view = snapshot.portal(drafts.PORTAL)
    for draft, known in drafts.of_kinds(drafts.drafts(snapshot), (), others):
        subjects = {one: Subject(ACTS, draft.key, draft.title(one), draft.created, draft.until) for one in OFFICIAL}
        notices = [notice_of(snapshot, subjects[one], one) for one in OFFICIAL]
        records = tuple(record for one in OFFICIAL for record in draft.records(one))
        fresh = view is not None and drafts.is_fresh(view, draft)
        yield Put(draft.key, draft.any.title, draft.created, records, _best(notices), not known or fresh)


def _budgets(snapshot: Snapshot, what: What) -> Iterator[Put]:
    year, found = year_of(snapshot), dict[tuple[str, str], list[ItemRecord]]()
    for language in OFFICIAL:
        for item in stages_of(snapshot, language, *STAGES[what]):
            if placed_in(item, year) or (not item.day and own_year(item) >= year - 1):
                found.setdefault((str(item.facts.get("programme")), str(item.facts.get("stage"))), []).append(item)
    for (key, stage), items in sorted(found.items()):
        notices = []
        for item in items:
            spoken: Language = "kk" if item.language == "kk" else "ru"
            kind = tuple(snapshot.lexicon("budget-discussions").phrases(str(item.facts.get("stage")), spoken))
            notices.append(notice_of(snapshot, Subject(BUDGETS, key, item.title, item.day, kind=kind), spoken))
        yield Put(f"{key}:{stage}", items[0].title, items[0].day, tuple(items), _best(notices), all(not one.day for one in items))


def _best(notices: list[Notice | None]) -> Notice | None:
    told = [one for one in notices if one is not None]
    return next((one for one in told if one.sure), told[0] if told else None)
