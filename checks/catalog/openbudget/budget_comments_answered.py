"""Proposals and comments on drafts of budget programmes and on reports are considered and answered on the portal of open budgets.

What it checks
    Comments of the assessed year below the drafts and reports of the body's programmes, in each official language, and whether each has an answer.

Applicability
    Bodies that the portal knows. Where the body's budget is secret (``not_for``) and the portal holds no programmes, the row does not apply.

Met when
    each comment has an answer, or none came. The figures are how many came and how many are answered.

Deficiency when
    a comment has no answer on the day of the reading; each counts.

Left to a person when
    the passports could not be read, or the portal does not know the body; a draft or report shows no place for comments; or a comment bears no day.

Assumptions
    An answer counts however late it came: the acts at hand name no term for it. Both language versions are counted as the portal shows them.

Law and standard
    Methodology of 2025, appendix 10, table 2, row 10, table 3, row 6. Methodology of 2017, appendix 12, table 1, row 2.10, table 2, row 2.4.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.accounts import Account, Charge, told
from checks.budgets import PORTAL, PROGRAMMES, Counted, books, day_of, names_of, observe, spared, stages_of, stopped, year_of
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.portalreading import MESSAGES
from checks.support import clip
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.snapshot import Snapshot

META = CheckMeta(
    id="budget-comments-answered",
    version="1",
    title=Message(
        kk="Бюджеттік бағдарламаларға берілген ұсыныстар мен пікірлерге порталда жауап берілген",
        ru="На предложения и комментарии к бюджетным программам на портале даны ответы",
        en="Proposals and comments on budget programmes are answered on the portal",
    ),
    scope="site",
    needs=("pages", "ledger"),
    portals=(PORTAL,),
    options=Counted,
    messages={**messages_of("budget-comments-answered"), **MESSAGES},
)


def run(snapshot: Snapshot, options: Counted) -> Iterator[Observation]:
    """Yields one observation for each official language, or one for each comment without an answer."""
    for language in OFFICIAL:
        halt = stopped(snapshot, PROGRAMMES, language)
        if halt is not None:
            yield halt
            continue
        open_to_all = stages_of(snapshot, language, "project", "report")
        hidden = [one for one in open_to_all if not one.facts.get("comments_shown")]
        no_duty = None if open_to_all else spared(snapshot, options, language)
        if no_duty is not None:
            yield no_duty
        elif hidden:
            facts = {"named": names_of(hidden), "reason": "comments-not-shown"}
            yield observe(
                snapshot, Outcome.UNVERIFIED, "hidden", language, subject="hidden", items=hidden, facts=facts, needs_review=True
            )
        else:
            yield from told(snapshot, options, language, _account(snapshot, language), "answered", "short")


def _account(snapshot: Snapshot, language: Language) -> Account:
    good: list[ItemRecord] = []
    bad: list[Charge] = []
    unsure: list[Charge] = []
    for one in books(snapshot, language).comments:
        day, answered = day_of(one), bool(one.facts.get("answered"))
        if one.facts.get("stage") not in ("project", "report") or (day is not None and not _counts(snapshot, one)):
            continue
        text = clip(str(one.facts.get("text", "")), 200)
        if day is None:
            unsure.append(Charge(one, "undated", {"comment": text}, text))
        elif answered:
            good.append(one)
        else:
            bad.append(Charge(one, "unanswered", {"comment": text, "posted": f"{day:%d.%m.%Y}"}, text))
    maybe = sum(bool(charge.item.facts.get("answered")) for charge in unsure)
    came = len(good) + len(bad)
    figures = {"comments": (came, came + len(unsure)), "comments-answered": (len(good), len(good) + maybe)}
    return Account(figures, tuple(good), tuple(bad), tuple(unsure))


def _counts(snapshot: Snapshot, one: ItemRecord) -> bool:
    day = day_of(one)
    return day is not None and day.year == year_of(snapshot) and day <= snapshot.plan.as_of
