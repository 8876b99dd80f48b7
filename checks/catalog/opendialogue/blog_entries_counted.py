"""The head of the body writes in the blog on the portal of open dialogue, week after week and month after month.

What it checks
    Entries in the blog of the body's head on the portal in the period up to the day of the audit, in each language version of its list; weeks
    without an entry, months with fewer than two, months with none.

Applicability
    Bodies whose blog the portal holds, wherever its list of entries was read.

Met when
    every week that is over has an entry, so that entries in other places could add nothing but their number.

Deficiency when
    only the portal counts (``elsewhere`` is off), the period is over, and a week has no entry. Where there is no entry at all the outcome is
    ``missing``.

Left to a person when
    a week has no entry on the portal, and the edition counts entries in other places too, or the period is not over; entries bear the same heading
    in both languages and may be in the other one, or bear no day. The figures then have two ends: at least so many entries, at most so
    many weeks without one; what the body reports within these bounds counts. So is everything where the list of either language was
    not read, or not back to the first day of the period (nobody can tell then whose headings they are), or the body is not found on the portal.

Assumptions
    Weeks run from Monday to Sunday; weeks and months that lie in the period in part, or are not over, break no rhythm. An entry counts on
    the day that the portal shows.

Law and standard
    Order of 2025, appendix 10, table 6, row 2: «Наполнение блога первого руководителя (наличие записей)».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from checks.dialogue import Listed, Period, ends, listed, period_of, uncompared
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.portalreading import MESSAGES, left_open, on_portal
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.portalview import PortalView
from store.snapshot import Snapshot

PORTAL, SOURCE = "open-dialogue", "posts"
# How a figure says that it has no upper end.
UNBOUNDED = "…"
MOST = 60


class Wanted(Options):
    """``elsewhere``: whether entries of the head in other places count beside those of the portal."""

    elsewhere: bool = True


META = CheckMeta(
    id="blog-entries-counted",
    version="1",
    title=Message(
        kk="Бірінші басшының ашық диалог порталындағы блогына жазбалар үнемі орналастырылып тұрады",
        ru="Записи в блоге первого руководителя на портале открытого диалога размещаются регулярно",
        en="The head of the body writes regularly in the blog on the portal of open dialogue",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Wanted,
    messages={**MESSAGES, **messages_of("blog-entries-counted")},
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each language, with the number of entries and their rhythm."""
    for language in OFFICIAL:
        why = uncompared(snapshot, PORTAL, {SOURCE: "post"}, language, period_of(snapshot).first)
        yield left_open(snapshot, PORTAL, why, language) if why is not None else _judged(snapshot, options, language)


def _judged(snapshot: Snapshot, options: Wanted, language: Language) -> Observation:
    view, period = snapshot.portal(PORTAL), period_of(snapshot)
    assert view is not None  # noqa: S101 - uncompared() tells a portal that was not read
    posts = listed(view, "post", language)
    sure, all_days = _days(posts, period, sure=True), _days(posts, period, sure=False)
    most = len(all_days) + len(posts.undated)
    weeks = _below(sure, period.weeks(), 1)
    facts = _figures(options, period, sure, most, posts, weeks)
    open_ = bool(weeks) and (options.elsewhere or period.running or len(sure) < most)
    outcome, message = _outcome(len(sure), bool(weeks), open_)
    return _told(snapshot, view, language, outcome, message, facts, posts)


def _figures(options: Wanted, period: Period, sure: list[str], most: int, posts: Listed, weeks: list[str]) -> dict[str, Any]:
    """The figures of the row, each with both ends where it has two."""
    loose, every = len(posts.undated), _days(posts, period, sure=False)
    facts: dict[str, Any] = {}
    rhythms = (
        ("weeks-without-entry", list(period.weeks()), 1),
        ("months-below-two", list(period.months()), 2),
        ("months-below-one", list(period.months()), 1),
    )
    for name, spans, least in rhythms:
        low = 0 if options.elsewhere else max(0, len(_below(every, spans, least)) - loose)
        facts[name] = ends(low, len(_below(sure, spans, least)))
    more = options.elsewhere or period.running
    facts["entries"] = [str(len(sure)), UNBOUNDED] if more else ends(len(sure), most)
    return {**facts, "entries_found": str(len(sure)), "weeks": weeks[:MOST], "up_to": period.until.isoformat()}


def _outcome(number: int, broken: bool, open_: bool) -> tuple[Outcome, str]:
    if open_:
        return Outcome.UNVERIFIED, "open"
    if not number:
        return Outcome.MISSING, "none"
    return (Outcome.DEFICIENCY, "irregular") if broken else (Outcome.MET, "regular")


def _told(
    snapshot: Snapshot, view: PortalView, language: Language, outcome: Outcome, message: str, facts: dict[str, Any], posts: Listed
) -> Observation:
    standing = [one for one in view.sources if one.source == SOURCE and one.lane == language and one.body in ("", view.body)]
    return on_portal(
        snapshot,
        view,
        outcome,
        message,
        url=standing[0].url if standing else view.plan.body.sites[0].url,
        subject="entries",
        language=language,
        facts=facts,
        proofs=[*standing, *posts.items],
        basis={"list": [[one.url, one.items] for one in standing], "days": [item.day for item in posts.items], **facts},
        needs_review=outcome is Outcome.UNVERIFIED,
        pages=dict.fromkeys(item.url for item in posts.items[:MOST]),
    )


def _days(posts: Listed, period: Period, sure: bool) -> list[str]:
    return [item.day for item in posts.within(period.first, period.until, sure)]


def _below(days: list[str], spans: Iterable[tuple[date, date]], least: int) -> list[str]:
    """Spans with fewer entries than ``least``, as their first and last day."""
    found = []
    for first, last in spans:
        ends_of_span = (first.isoformat(), last.isoformat())
        if sum(ends_of_span[0] <= day <= ends_of_span[1] for day in days) < least:
            found.append("/".join(ends_of_span))
    return found
