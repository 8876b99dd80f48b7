"""The data sets of the Unified List are brought up to date on the portal of open data within their terms.

What it checks
    For every set of the list that was taken in (`openness import unified-list`), each publication that was due by the day of the reading:
    whether one was made between the beginning of its month, quarter, half-year or year and the last day of its term. The days are those
    that the portal shows: of placing, of change, and of change of the rows. Where no list was taken in, the portal's own count of
    the sets that are up to date. ``counted`` says whether ``updates`` are counted or each set that is late is one of the ``shortcomings``.

Applicability
    Bodies that the portal knows, in Kazakh and Russian each; a set that lacks a title in a language was not published in it.

Met when
    every publication that was due is known to have been made in time. A body of which the list asks for no set has met it.

Deficiency when
    a term passed during which, as the portal shows, nothing was published: it lies wholly before the set was placed or after its last
    change, or the set is not on the portal.

Left to a person when
    the catalogue was not read to its end, no list was taken in and the portal counts nothing, the portal bears a title that is close to
    that of the list but not equal, no term has passed yet, or nobody can tell what happened between two known days. Figures then have two ends.

Assumptions
    One publication serves one term, the earliest that it can. A last day that is off moves to the next working day; a term in working
    days runs from the end of the period. A set «as needed» has no term. By the portal's count every set is due once, on the day of the reading.

Law and standard
    Methodology of 2025, appendix 10, table 1, row 3; Methodology of 2017, appendix 12, row 1.3. Civil Code, articles 173 and 175.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from checks.listedsets import Line, is_empty, lines_of, list_of, span
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.opensets import PORTAL, STATISTICS, counted, unlisted
from checks.portalreading import MESSAGES, closed, left_open, on_portal
from checks.support import on_site
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot

NAMED = 40


class Wanted(Options):
    """``counted``: updates that were due, or sets that are late."""

    counted: Literal["updates", "shortcomings"] = "updates"


META = CheckMeta(
    id="listed-data-sets-on-time",
    version="1",
    title=Message(
        kk="Бірыңғай тізбедегі деректер жиынтықтары мерзімінде жаңартылады",
        ru="Наборы данных Единого перечня обновляются в срок",
        en="The data sets of the Unified List are brought up to date in time",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Wanted,
    messages={**MESSAGES, **messages_of("listed-data-sets-on-time")},
    standards=("V2500036070", "V1700016160"),
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """What of the updates due was made in time, in each language."""
    for language in OFFICIAL:
        if list_of(snapshot) is None:
            yield _by_portal(snapshot, options, language)
        else:
            yield from _by_list(snapshot, options, language)


def _by_portal(snapshot: Snapshot, options: Wanted, language: Language) -> Observation:
    view, item = snapshot.portal(PORTAL), counted(snapshot)
    why = closed(snapshot, PORTAL, () if item is not None else STATISTICS, None)
    if why is not None or view is None:
        assert why is not None  # noqa: S101 - without a view there is a reason
        return left_open(snapshot, PORTAL, why, language, "updates")
    if item is None or not {"required", "up-to-date"} <= set(item.facts):
        return on_site(snapshot, Outcome.UNVERIFIED, "no-list", subject="updates", basis={"body": view.body}, language=language)
    due, done = item.facts["required"], min(item.facts["required"], item.facts["up-to-date"])
    facts = _figures(due, str(done), "portal-counts")
    if not due:
        facts["listed-sets-in-systems"] = "0"
    return _one(snapshot, view, facts, (due, done, done), language, [item], item.url, options)


def _by_list(snapshot: Snapshot, options: Wanted, language: Language) -> Iterator[Observation]:
    item, view, why = list_of(snapshot), snapshot.portal(PORTAL), unlisted(snapshot, language)
    if why is not None or view is None or item is None:
        assert why is not None  # noqa: S101 - without a view there is a reason
        yield left_open(snapshot, PORTAL, why, language, "updates")
        return
    lines = lines_of(snapshot, language)
    late = [line for line in lines if line.timely.low < line.timely.due]
    if options.counted == "shortcomings" and late:
        yield from (_set(snapshot, view, line, language) for line in late)
        return
    due = sum(line.timely.due for line in lines)
    pairs = [(line.timely.low, line.timely.high) for line in lines]
    facts = _figures(due, span(pairs), "unified-list") | _late(lines)
    if is_empty(item):
        facts["listed-sets-in-systems"] = "0"
    ends = (due, sum(low for low, _ in pairs), sum(high for _, high in pairs))
    found = [record for line in lines if line.match.found is not None for record in line.match.found.records()]
    yield _one(snapshot, view, facts, ends, language, found, view.plan.body.sites[0].url, options, lines)


def _figures(due: int, done: str | list[str], by: str) -> dict[str, Any]:
    return {"updates-due": str(due), "updates-on-time": done, "counted-by": by}


def _late(lines: list[Line]) -> dict[str, Any]:
    """Sets with a term that surely passed without a publication, and those terms."""
    said = [f"{line.title}: {', '.join(day.isoformat() for day in line.timely.missed)}" for line in lines if line.timely.missed]
    return {"late-sets": said[:NAMED]} if said else {}


def _one(
    snapshot: Snapshot,
    view: PortalView,
    facts: dict[str, Any],
    ends: tuple[int, int, int],
    language: Language,
    proofs: list[ItemRecord],
    url: str,
    options: Wanted,
    lines: list[Line] | None = None,
) -> Observation:
    """The one observation on all updates: ``ends`` are how many were due, and made in time at least and at most."""
    due, low, high = ends
    item = list_of(snapshot)
    if due == 0:
        none = "listed-sets-in-systems" in facts
        outcome, message = (Outcome.MET, "none-required") if none else (Outcome.UNVERIFIED, "none-due")
    elif low == due:
        outcome, message = Outcome.MET, "on-time"
    else:
        outcome, message = (Outcome.DEFICIENCY, "late") if high < due else (Outcome.UNVERIFIED, "open")
    rows = [{"cell": one.match.listed.cell, "title": one.title, "address": one.url, "terms": one.timely} for one in lines or ()]
    return on_portal(
        snapshot,
        view,
        outcome,
        message,
        url=url,
        subject=options.counted,
        language=language,
        facts=facts,
        proofs=proofs,
        basis={"import": None if item is None else item.sha256, "lines": rows, "figures": facts},
        count=due - high if outcome is Outcome.DEFICIENCY else 0,
        pages=tuple(line.url for line in lines or () if line.url and line.timely.missed)[:NAMED],
    )


def _set(snapshot: Snapshot, view: PortalView, line: Line, language: Language) -> Observation:
    """A set that is late, or of which nobody can tell."""
    found, missed = line.match.found, line.timely.missed
    facts: dict[str, Any] = {"title": line.title, "line": line.match.listed.cell, "due": str(line.timely.due)}
    return on_portal(
        snapshot,
        view,
        Outcome.DEFICIENCY if missed else Outcome.UNVERIFIED,
        "set-late" if missed else "set-open",
        url=line.url or view.plan.body.sites[0].url,
        subject=f"{line.match.listed.cell} {line.title}",
        language=language,
        facts=facts | ({"days": [day.isoformat() for day in missed][:NAMED]} if missed else {}),
        proofs=found.records() if found is not None else (),
        basis={"title": line.title, "terms": line.timely},
        count=len(missed),
        quote=found.text("modified") if found is not None else "",
    )
