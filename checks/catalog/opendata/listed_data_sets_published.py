"""The data sets that the Unified List names stand on the portal of open data, published as often as it says.

What it checks
    The Unified List as it was taken in (`openness import unified-list`), set by set, against the catalogue of the portal: by the name of
    the set there, else by its title in either language. Where no list was taken in, the portal's own count of the sets that the body
    has to place and has placed. ``counted`` says what is asked: ``publications`` with their periodicity (a monthly set is due every
    month), ``sets`` once each, each lacking set as one of the ``shortcomings``, or only whether there is a ``list``.

Applicability
    Bodies that the portal knows, in Kazakh and Russian each; a set counts in a language where it bears a title in it.

Met when
    every publication that was due by the day of the reading is known to have been made, in time or late. A body of which the list asks
    for no set has met it.

Deficiency when
    a set of the list is not on the portal, or fewer publications than were due can have been made: the portal shows the day a set was
    placed and the days of its changes, and before the first and after the last of them nothing was published.

Left to a person when
    the catalogue was not read to its end; no list was taken in and the portal counts nothing; the portal bears a title that is close to
    that of the list but not equal; or nobody can tell what was published between two known days. Figures then have two ends.

Assumptions
    A publication is due by the last day of its month, quarter, half-year or year (or as many working days later as the list says); a day
    off moves it to the next working day. Only publications whose last day has passed are due. A set «as needed» has to stand there
    once. Numbers before titles, marks, case, ё and Latin look-alikes do not matter; titles under each other's language are the same set.

Law and standard
    Methodology of 2025, appendix 10, table 1, rows 1 and 6; Methodology of 2017, appendix 12, rows 1.1 and 1.2. Civil Code, article 175.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from checks.listedsets import Line, is_empty, lines_of, list_of, matches, span
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.opensets import PORTAL, STATISTICS, counted, sets_of, unlisted
from checks.portalreading import MESSAGES, closed, left_open, on_portal
from checks.support import on_site
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.items import ItemRecord
from store.portalview import PortalView
from store.snapshot import Snapshot

NAMED = 40


class Wanted(Options):
    """``counted``: what is asked of the list."""

    counted: Literal["publications", "sets", "shortcomings", "list"] = "publications"


META = CheckMeta(
    id="listed-data-sets-published",
    version="1",
    title=Message(
        kk="Бірыңғай тізбедегі деректер жиынтықтары порталда жарияланған",
        ru="Наборы данных Единого перечня опубликованы на портале",
        en="The data sets of the Unified List are published on the portal",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Wanted,
    messages={**MESSAGES, **messages_of("listed-data-sets-published")},
    standards=("V2500036070", "V1700016160"),
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """What of the list stands on the portal, in each language."""
    for language in OFFICIAL:
        if options.counted == "list":
            yield _approved(snapshot, language)
        elif list_of(snapshot) is None:
            yield _by_portal(snapshot, options, language)
        else:
            yield from _by_list(snapshot, options, language)


def _approved(snapshot: Snapshot, language: Language) -> Observation:
    item = list_of(snapshot)
    basis = {"import": None if item is None else item.sha256, "facts": [] if item is None else list(item.facts)}
    if item is None:
        return on_site(snapshot, Outcome.UNVERIFIED, "no-list", subject="list", basis=basis, language=language)
    facts = {"file": item.name, "sets": _number(snapshot, language)}
    known = not is_empty(item)
    outcome, message = (Outcome.MET, "list-approved") if known else (Outcome.UNVERIFIED, "list-empty")
    return on_site(snapshot, outcome, message, subject="list", basis=basis, facts=facts, language=language)


def _number(snapshot: Snapshot, language: Language) -> int:
    return sum(language in match.listed.languages for match in matches(snapshot))


def _by_portal(snapshot: Snapshot, options: Wanted, language: Language) -> Observation:
    """What the portal itself counts of the body, where no list was taken in."""
    view, item = snapshot.portal(PORTAL), counted(snapshot)
    why = closed(snapshot, PORTAL, () if item is not None else STATISTICS, None)
    if why is not None or view is None:
        assert why is not None  # noqa: S101 - without a view there is a reason
        return left_open(snapshot, PORTAL, why, language, "sets")
    if item is None or not {"required", "placed"} <= set(item.facts):
        return on_site(snapshot, Outcome.UNVERIFIED, "no-list", subject="sets", basis={"body": view.body}, language=language)
    required, placed = item.facts["required"], item.facts["placed"]
    facts = _figures(str(required), str(min(required, placed)), "portal-counts")
    return _one(snapshot, view, facts, required - placed, required - placed, language, item, options)


def _by_list(snapshot: Snapshot, options: Wanted, language: Language) -> Iterator[Observation]:
    item, view, why = list_of(snapshot), snapshot.portal(PORTAL), unlisted(snapshot, language)
    assert item is not None  # noqa: S101 - the caller looked
    if why is not None or view is None:
        assert why is not None  # noqa: S101 - without a view there is a reason
        yield left_open(snapshot, PORTAL, why, language, "sets")
        return
    lines = lines_of(snapshot, language)
    if options.counted == "shortcomings" and any(line.placed is not True for line in lines):
        yield from (_line(snapshot, view, line, language) for line in lines if line.placed is not True)
        return
    once = options.counted != "publications"
    required = len(lines) if once else sum(line.required for line in lines)
    pairs = [(int(line.placed is True), int(line.placed is not False)) if once else line.made for line in lines]
    facts = _figures(str(required), span(pairs), "unified-list") | _names(snapshot, lines)
    low, high = sum(one for one, _ in pairs), sum(one for _, one in pairs)
    yield _one(
        snapshot, view, facts, required - high, required - low, language, lines, options, bool(lines) or not is_empty(item)
    )


def _figures(required: str, published: str | list[str], by: str) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "sets-required": required,
        "sets-published": published,
        "counted-by": by,
    }
    if required == "0" and by == "portal-counts":
        facts["listed-sets-in-systems"] = "0"
    return facts


def _names(snapshot: Snapshot, lines: list[Line]) -> dict[str, Any]:
    """Titles of what is lacking, doubtful, under the other language's name, and how many sets stand there beside the list."""
    taken = {line.match.found.key for line in lines if line.match.found is not None}
    facts: dict[str, Any] = {
        "missing-sets": [line.title for line in lines if line.placed is False][:NAMED],
        "doubtful-sets": [line.title for line in lines if line.placed is None][:NAMED],
        "swapped-titles": [line.title for line in lines if line.match.swapped][:NAMED],
        "sets-beside": sum(one.key not in taken for one in sets_of(snapshot)),
    }
    return {name: value for name, value in facts.items() if value != []}


def _one(
    snapshot: Snapshot,
    view: PortalView,
    facts: dict[str, Any],
    least: int,
    most: int,
    language: Language,
    told_by: ItemRecord | list[Line],
    options: Wanted,
    asked: bool = True,
) -> Observation:
    """The one observation on all sets: ``least`` and ``most`` are how many publications lack."""
    if facts["sets-required"] == "0":
        outcome, message = _nothing(facts, told_by, asked)
    elif most <= 0:
        outcome, message = Outcome.MET, "published"
    else:
        outcome, message = (Outcome.DEFICIENCY, "lacking") if least > 0 else (Outcome.UNVERIFIED, "open")
    proofs = [told_by] if isinstance(told_by, ItemRecord) else [line.match.found.entry for line in told_by if line.match.found]
    return on_portal(
        snapshot,
        view,
        outcome,
        message,
        url=told_by.url if isinstance(told_by, ItemRecord) else view.plan.body.sites[0].url,
        subject=options.counted,
        language=language,
        facts=facts,
        proofs=proofs,
        basis=_basis(snapshot, told_by, facts),
        count=max(0, least) if outcome is Outcome.DEFICIENCY else 0,
        pages=tuple(line.url for line in told_by if line.url)[:NAMED] if isinstance(told_by, list) else (),
    )


def _nothing(facts: dict[str, Any], told_by: ItemRecord | list[Line], asked: bool) -> tuple[Outcome, str]:
    """Nothing was required: because the list asks for no set, or because no publication is due yet."""
    if isinstance(told_by, list) and asked:
        return Outcome.UNVERIFIED, "none-due"
    facts["listed-sets-in-systems"] = "0"
    return Outcome.MET, "none-required"


def _basis(snapshot: Snapshot, told_by: ItemRecord | list[Line], facts: dict[str, Any]) -> dict[str, Any]:
    """What the figures rest on, line by line."""
    item = list_of(snapshot)
    if item is None or isinstance(told_by, ItemRecord):
        return {"figures": facts}
    rows = [
        {
            "cell": one.match.listed.cell,
            "title": one.title,
            "placed": one.placed,
            "address": one.url,
            "due": one.required,
            "made": one.made,
        }
        for one in told_by
    ]
    return {"import": item.sha256, "lines": rows, "figures": facts}


def _line(snapshot: Snapshot, view: PortalView, line: Line, language: Language) -> Observation:
    """A set of the list that is not there, or may be there under another title."""
    doubtful = line.placed is None
    beside = line.match.found.title(language) if doubtful and line.match.found is not None else ""
    return on_portal(
        snapshot,
        view,
        Outcome.UNVERIFIED if doubtful else Outcome.DEFICIENCY,
        "set-doubtful" if doubtful else "set-missing",
        url=line.url or view.plan.body.sites[0].url,
        subject=f"{line.match.listed.cell} {line.title}",
        language=language,
        facts={"title": line.title, "line": line.match.listed.cell} | ({"other-title": beside} if doubtful else {}),
        basis={"title": line.title, "sets": [one.title(language) for one in sets_of(snapshot)]},
        quote=beside,
    )
