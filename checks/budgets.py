"""What the portal of open budgets tells of the audited body, and how a check says that it tells nothing.

Where a source was not read whole, or the portal does not know the body, nothing is absent: the finding stays open and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Literal, NamedTuple, TypeVar

from checks.derived import derived_by
from checks.meta import Options
from checks.portalreading import UNKNOWN, UNREAD, Closed, closed, left_open, on_portal
from checks.support import clip
from store.base import OFFICIAL, Language
from store.calendar import DAY
from store.findings import Observation, Outcome
from store.items import ItemRecord, SourceRecord
from store.portalview import BODY, PortalView
from store.snapshot import Snapshot

PORTAL = "open-budget"
PROGRAMMES = ("programmes", "programme")
PAPERS = ("documents", "document")
BOTH = (*PROGRAMMES, *PAPERS)
LISTS = frozenset({"programmes", "documents"})
# Cards, and the entries of lists that lead to them.
CARDS = {"programme": "listed", "document": "filed"}
Stage = Literal["project", "report"]
# So many items a finding lists by name; the rest stands in its basis.
NAMED = 10
Held = TypeVar("Held")


class Asked(Options):
    """``not_for`` are traits of bodies whose materials the portal need not hold: where it holds none, the row does not apply to them."""

    not_for: tuple[str, ...] = ()


class Counted(Asked):
    """``form``: whether the row counts figures, or shortcomings one by one."""

    form: Literal["figures", "shortcomings"] = "figures"


class Books(NamedTuple):
    """Everything of the body in one language, in the portal's order."""

    documents: tuple[ItemRecord, ...]
    programmes: tuple[ItemRecord, ...]
    stages: tuple[ItemRecord, ...]
    comments: tuple[ItemRecord, ...]


def year_of(snapshot: Snapshot) -> int:
    """The year that is assessed."""
    return int(snapshot.plan.period[:4])


def day_of(item: ItemRecord) -> date | None:
    """The day of placing; None where the portal tells none."""
    return date.fromisoformat(item.day) if item.day else None


def told_day(item: ItemRecord, name: str) -> date | None:
    """A day among the facts of an item; None where the portal tells none."""
    value = item.facts.get(name)
    return date.fromisoformat(value) if value else None


def own_year(item: ItemRecord) -> int:
    """The year of the budget that a programme or one of its tabs belongs to: the first of its period; 0 where it tells none."""
    years = item.facts.get("years") or [0]
    return int(years[0])


def last_day(snapshot: Snapshot, year: int, due: str) -> date:
    """A day of a year (``04-01``), moved off a day off (Civil Code, art. 175)."""
    return snapshot.calendar.on_or_after(date.fromisoformat(f"{year}-{due}"))


def before_council(report: ItemRecord, last: date) -> date:
    """The last day for a report: that of the term, or the day before the public council where the portal tells an earlier one."""
    council = told_day(report, "council")
    return min(last, council - DAY) if council is not None else last


@derived_by
def books(snapshot: Snapshot, language: Language) -> Books:
    """What the portal holds of the body in one language; empty where it was not read or does not know the body."""
    view = snapshot.portal(PORTAL)
    if view is None or view.body is None:
        return Books((), (), (), ())

    def of(kind: str) -> tuple[ItemRecord, ...]:
        found = {item.key: item for item in view.items(kind, view.body, language)}
        return tuple(found[key] for key in sorted(found))

    return Books(of("document"), of("programme"), of("stage"), of("comment"))


def stages_of(snapshot: Snapshot, language: Language, *stages: str) -> list[ItemRecord]:
    """Tabs of the body's programmes that show these states."""
    return [item for item in books(snapshot, language).stages if item.facts.get("stage") in stages]


def stopped(snapshot: Snapshot, sources: Iterable[str], language: Language) -> Observation | None:
    """The ``unverified`` observation where these sources do not bear out what a check would say; None where they do.

    A list must have been asked for the body itself, and the portal's own list of bodies must know it: an unknown id has an empty list too.
    Cards that no list of the body leads to need not be read.
    """
    why = hindered(snapshot, sources, language)
    return None if why is None else left_open(snapshot, PORTAL, why, language, f"{PORTAL} {why.state} {language}")


def hindered(snapshot: Snapshot, sources: Iterable[str], language: Language) -> Closed | None:
    """Why these sources do not bear out what a check would say; None where they do."""
    wanted = _led_to(snapshot, sources, language)
    return closed(snapshot, PORTAL, wanted, language) or _unproved(snapshot, wanted, language)


def in_each_language(
    snapshot: Snapshot,
    sources: Iterable[str],
    held: Callable[[Language], list[Held]],
    judged: Callable[[list[Held], Language], Iterator[Observation]],
    none: Callable[[Language], Observation],
) -> Iterator[Observation]:
    """Yields, for each official language, why the portal tells nothing, what is said of what it holds, or what is said where it holds none."""
    wanted = tuple(sources)
    for language in OFFICIAL:
        halt = stopped(snapshot, wanted, language)
        if halt is not None:
            yield halt
        elif found := held(language):
            yield from judged(found, language)
        else:
            yield none(language)


def _led_to(snapshot: Snapshot, sources: Iterable[str], language: Language) -> tuple[str, ...]:
    """The sources without the cards of an empty list."""
    view = snapshot.portal(PORTAL)
    if view is None:
        return tuple(sources)
    return tuple(one for one in sources if one not in CARDS or any(view.items(CARDS[one], view.body, language)))


def _unproved(snapshot: Snapshot, sources: tuple[str, ...], language: Language) -> Closed | None:
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - what is not closed was read
    asked = {one.source for one in view.sources if one.body == view.body and one.language in (None, language)}
    if any(source in LISTS and source not in asked for source in sources):
        return Closed(UNREAD, UNREAD, _root(view))
    known = any(item.key == view.body for item in view.items(BODY))
    return None if known else Closed(UNKNOWN, UNKNOWN, _root(view))


def _root(view: PortalView) -> str:
    sites = view.plan.body.sites
    return sites[0].url if sites else view.name


def spared(snapshot: Snapshot, options: Asked, language: Language) -> Observation | None:
    """The observation that a row does not apply to a body whose materials are none of the portal's; None for all other bodies."""
    traits = sorted(set(options.not_for) & set(snapshot.plan.body.traits))
    if not traits:
        return None
    return observe(snapshot, Outcome.NOT_APPLICABLE, "budget-secret", language, subject="secret", basis={"traits": traits})


def observe(
    snapshot: Snapshot,
    outcome: Outcome,
    message: str,
    language: Language,
    *,
    subject: str,
    items: Iterable[ItemRecord] = (),
    facts: dict[str, Any] | None = None,
    basis: dict[str, Any] | None = None,
    count: int | None = None,
    needs_review: bool = False,
    quote: str = "",
) -> Observation:
    """An observation of the portal: its address is that of the first item, its evidence the answers that tell of them, and its basis."""
    view = snapshot.portal(PORTAL)
    assert view is not None  # noqa: S101 - a check that comes here has read the portal
    named = list(items)
    made = on_portal(
        snapshot,
        view,
        outcome,
        message,
        url=named[0].url if named else _root(view),
        subject=subject,
        language=language,
        facts=facts or {},
        proofs=named or _lists(view, language),
        count=count,
        quote=clip(quote or (named[0].title if named else "")),
        needs_review=needs_review,
        pages=sorted({item.url for item in named}),
    )
    whole = {"body": view.body, "language": language, "items": [_line(item) for item in named], **(basis or {})}
    return made.model_copy(update={"evidence": tuple(dict.fromkeys((*made.evidence, snapshot.keep(whole))))})


def _lists(view: PortalView, language: Language) -> list[SourceRecord]:
    """The body's lists: what an absence rests on."""
    return [one for one in view.sources if one.source in LISTS and one.body == view.body and one.language in (None, language)]


def _line(item: ItemRecord) -> dict[str, str]:
    return {"key": item.key, "title": item.title, "day": item.day, "address": item.url}


def names_of(items: Iterable[ItemRecord]) -> list[str]:
    """The first items by title and day, for the facts of a finding."""
    lines = [f"{clip(item.title, 160)} – {day:%d.%m.%Y}" if (day := day_of(item)) else clip(item.title, 160) for item in items]
    return lines[:NAMED]
