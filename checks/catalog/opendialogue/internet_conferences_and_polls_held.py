"""The body held internet conferences or polls on the portal of open dialogue in each part of the period.

What it checks
    The body's internet conferences and polls on the portal, in each language version of its lists: whether each half-year of the period has one,
    or the period as a whole (``every``).

Applicability
    Bodies that the portal knows, wherever its lists of conferences and polls were read.

Met when
    each half-year (or the period) has a conference held by the day of the audit or a poll begun by then.

Deficiency when
    a half-year that is over has neither in that language. Where the period is judged as a whole, is over and has neither, the outcome is
    ``missing``.

Left to a person when
    a half-year (or the period) has neither and is not over yet; all that it has bears the same heading in both languages and may be in the other
    one, or bears no day; a poll of the half-year before lasted into it. The figure then has two ends. So is everything where the lists of
    either language were not read, or not back to the first day of the period (nobody can tell then whose headings they are), or the body is not
    found on the portal.

Assumptions
    A conference counts in the half-year of its day, a poll in that of its first day. What is listed in one language version counts in that
    version. How many people took part does not matter.

Law and standard
    Order of 2025, appendix 10, table 6, row 1; Methodology of 2017, appendix 12, «Обратная связь: опросы, интернет-конференции».
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from checks.dialogue import Listed, Period, ends, lines, listed, period_of, uncompared
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.portalreading import MESSAGES, left_open, on_portal
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot

PORTAL = "open-dialogue"
SOURCES = {"conferences": "conference", "polls": "poll"}
MOST = 20


class Wanted(Options):
    """``every``: what must have a conference or a poll: each half-year of the period, or the period."""

    every: Literal["half-year", "period"] = "half-year"


META = CheckMeta(
    id="internet-conferences-and-polls-held",
    version="1",
    title=Message(
        kk="Ашық диалог порталында интернет-конференциялар немесе сауалнамалар өткізілген",
        ru="На портале открытого диалога проведены интернет-конференции или опросы",
        en="Internet conferences or polls were held on the portal of open dialogue",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Wanted,
    messages={**MESSAGES, **messages_of("internet-conferences-and-polls-held")},
)


class Events(NamedTuple):
    """Conferences and polls of one language version."""

    conferences: Listed
    polls: Listed

    def of(self, part: Period, sure: bool) -> list[ItemRecord]:
        """Those of one part of the period up to the day of the audit."""
        return [item for one in self for item in one.within(part.first, part.until, sure)]

    def may_serve(self, part: Period) -> bool:
        """Whether something may have been held in a part where nothing surely was."""
        lasting = any(item.day < part.first.isoformat() <= _last_day(item) for item in self.polls.items if item.day)
        return part.until < part.last or lasting or bool(self.of(part, sure=False)) or any(one.undated for one in self)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each language, with the figures of the half-years."""
    for language in OFFICIAL:
        why = uncompared(snapshot, PORTAL, SOURCES, language, period_of(snapshot).first)
        yield left_open(snapshot, PORTAL, why, language) if why is not None else _judged(snapshot, options, language)


def _judged(snapshot: Snapshot, options: Wanted, language: Language) -> Observation:
    view, period = snapshot.portal(PORTAL), period_of(snapshot)
    assert view is not None  # noqa: S101 - uncompared() tells a portal that was not read
    events = Events(listed(view, "conference", language), listed(view, "poll", language))
    parts = [period] if options.every == "period" else period.halves()
    served = [part for part in parts if events.of(part, sure=True)]
    perhaps = [part for part in parts if part not in served and events.may_serve(part)]
    lacking = [part for part in parts if part not in served and part not in perhaps]
    return _told(snapshot, view, language, options, period, events, (served, perhaps, lacking))


def _told(
    snapshot: Snapshot,
    view: PortalView,
    language: Language,
    options: Wanted,
    period: Period,
    events: Events,
    sorted_parts: tuple[list[Period], list[Period], list[Period]],
) -> Observation:
    served, perhaps, lacking = sorted_parts
    outcome, message = _outcome(options, bool(perhaps), bool(lacking))
    held = sorted(events.of(period, sure=False), key=lambda item: (item.day, item.key))
    standing = [one for one in view.sources if one.source in SOURCES and one.lane == language and one.body in ("", view.body)]
    number = len(served) + len(perhaps) + len(lacking)
    facts = {
        "half-years": str(number),
        "half-years-served": ends(len(served), len(served) + len(perhaps)),
        "held": lines(held, MOST),
        "lacking": [_named(part) for part in lacking],
        "open": [_named(part) for part in perhaps],
        "up_to": period.until.isoformat(),
    }
    return on_portal(
        snapshot,
        view,
        outcome,
        message,
        url=next((item.url for item in held), standing[0].url if standing else view.plan.body.sites[0].url),
        subject=f"conferences-and-polls {options.every}",
        language=language,
        count=len(lacking) if outcome in (Outcome.DEFICIENCY, Outcome.MISSING) else 0,
        facts=facts,
        proofs=[*held, *standing],
        basis={"period": [period.first, period.last], "lists": [[one.source, one.url, one.items] for one in standing], **facts},
        needs_review=bool(perhaps),
        pages=dict.fromkeys(item.url for item in held[:MOST]),
    )


def _outcome(options: Wanted, perhaps: bool, lacking: bool) -> tuple[Outcome, str]:
    if lacking:
        return (Outcome.MISSING, "none") if options.every == "period" else (Outcome.DEFICIENCY, "lacking")
    return (Outcome.UNVERIFIED, "open") if perhaps else (Outcome.MET, "held")


def _named(part: Period) -> str:
    return f"{part.first.isoformat()}/{part.last.isoformat()}"


def _last_day(item: ItemRecord) -> str:
    days = item.facts.get("days")
    return max((day for day in days if isinstance(day, str)), default="") if isinstance(days, list) else ""
