"""What must stand on the portal of the evaluation of performance was placed there in time.

What it checks
    The body's report on target indicators for the year before, or the results of the evaluation (``what``), on the portal: whether they are there,
    and on which day they were placed against the last day of the term (``month``, ``day``, ``before``).

Applicability
    Bodies that the portal knows; results concern the one body that must publish them (``of``), for others the outcome is ``not-applicable``.

Met when
    what is sought names the year in its heading and was placed by the last day of the term.

Deficiency when
    it was placed later. Where the portal's lists were read whole in both languages, the term is over and nothing was placed, the outcome is
    ``missing``.

Left to a person when
    the term is not over and nothing was placed yet; something was placed in the year, but its heading names no year. So is everything where the
    lists were not read, or the body is not found on the portal. The structure of this portal is assumed: until it is seen, that is the rule.

Assumptions
    The term that ends within the period counts: the report for the year before it. One language version is enough. The day that the portal shows
    is the day of placing.

Law and standard
    Rules of 2025 for the portal of the evaluation of performance (order No. 118-НҚ), points 3, 4 and 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import Field

from checks.dialogue import Period, period_of
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.portalreading import MESSAGES, closed, left_open, on_portal
from checks.support import on_site
from store.base import OFFICIAL
from store.calendar import DAY
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot

PORTAL = "evaluation"
SOURCES = {"report": "reports", "result": "results"}


class Wanted(Options):
    """``what`` must be placed; ``month`` and ``day`` of the year in which the period begins end the term (``before``: the day before them), none:
    the end of the period; ``of`` is the code of the only body that it concerns (empty: all)."""

    what: Literal["report", "result"] = "report"
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    before: bool = False
    of: str = ""


META = CheckMeta(
    id="placed-on-evaluation-portal",
    version="1",
    title=Message(
        kk="Бағалау порталына орналастырылуы тиіс мәлімет мерзімінде орналастырылған",
        ru="Сведения, которые должны быть на портале оценки, размещены в срок",
        en="What must stand on the evaluation portal was placed there in time",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Wanted,
    messages={**MESSAGES, **messages_of("placed-on-evaluation-portal")},
)


class Sought(NamedTuple):
    """What is looked for: the year it is about, and the last day of its term."""

    about: str
    last: date
    period: Period


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation."""
    if options.of and snapshot.plan.body.code != options.of:
        yield _elsewhere(snapshot, options)
        return
    stopped = [(why, one) for one in OFFICIAL if (why := closed(snapshot, PORTAL, (SOURCES[options.what],), one)) is not None]
    view, period = snapshot.portal(PORTAL), period_of(snapshot)
    sought = Sought(str(period.first.year - 1), _last_day(options, period), period)
    items = [] if view is None or view.body is None else _items(view, options)
    placed = [item for item in items if item.day and sought.about in _about(item)]
    if view is not None and placed:
        yield _placed(snapshot, view, options, sought, min(placed, key=lambda item: item.day))
    elif stopped:
        yield left_open(snapshot, PORTAL, stopped[0][0], None)
    elif view is not None:
        yield _absent(snapshot, view, options, sought, items)


def _last_day(options: Wanted, period: Period) -> date:
    if options.month is None or options.day is None:
        return period.last
    last = date(period.first.year, options.month, options.day)
    return last - DAY if options.before else last


def _items(view: PortalView, options: Wanted) -> list[ItemRecord]:
    """Reports of the body; results are those of all bodies."""
    return list(view.items(options.what, body=view.body if options.what == "report" else None))


def _about(item: ItemRecord) -> list[str]:
    years = item.facts.get("about")
    return years if isinstance(years, list) else []


def _placed(snapshot: Snapshot, view: PortalView, options: Wanted, sought: Sought, item: ItemRecord) -> Observation:
    late = item.day > sought.last.isoformat()
    facts = {"about": sought.about, "placed": item.day, "deadline": sought.last.isoformat(), "title": item.title}
    return on_portal(
        snapshot,
        view,
        Outcome.DEFICIENCY if late else Outcome.MET,
        "late" if late else "placed",
        url=item.url,
        subject=options.what,
        language=None,
        facts=facts,
        proofs=[item],
        quote=item.title,
    )


def _absent(snapshot: Snapshot, view: PortalView, options: Wanted, sought: Sought, items: list[ItemRecord]) -> Observation:
    span = (sought.period.first.isoformat(), sought.period.last.isoformat())
    unclear = [item for item in items if not _about(item) and (not item.day or span[0] <= item.day <= span[1])]
    over = snapshot.plan.as_of > sought.last
    outcome = Outcome.MISSING if over and not unclear else Outcome.UNVERIFIED
    standing = [one for one in view.sources if one.source == SOURCES[options.what] and one.body in ("", view.body)]
    facts: dict[str, Any] = {"about": sought.about, "deadline": sought.last.isoformat()}
    return on_portal(
        snapshot,
        view,
        outcome,
        "none" if outcome is Outcome.MISSING else "unclear" if unclear else "not-yet",
        url=unclear[0].url if unclear else standing[0].url if standing else view.plan.body.sites[0].url,
        subject=options.what,
        language=None,
        facts=facts,
        proofs=[*unclear, *standing],
        basis={
            "lists": [[one.url, one.items] for one in standing],
            "found": [[item.key, item.title, item.day] for item in items],
        },
        needs_review=outcome is Outcome.UNVERIFIED,
    )


def _elsewhere(snapshot: Snapshot, options: Wanted) -> Observation:
    basis = {"body": snapshot.plan.body.code, "of": options.of}
    return on_site(snapshot, Outcome.NOT_APPLICABLE, "of-another", basis=basis, subject=options.what)
