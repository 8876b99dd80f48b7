"""Search systems show the site among the first results for the body's name.

What it checks
    The answers of search systems to the names of the body in Kazakh and Russian, as the harvest stored them; one finding for
    each system and name, with the place of the first result that lies on the body's site.

Applicability
    Systems named in ``sources`` that the harvest could ask with the operator's key.

Met when
    the site stands among the ``first`` results.

Deficiency when
    it stands further down, up to ``last``. Where it is not among that many results the outcome is ``missing``.

Left to a person when
    no key of a system was given, or it did not answer. Places that a person noted are taken in by
    `openness import positions`.

Assumptions
    A result is the body's where its host is that of a registered site, with or without «www», and below the path of the body
    where many share one host. Results are those of the system's interface, which may differ from what a visitor sees. Short
    names are noted by hand.

Law and standard
    Methodology of 2017, appendix 14, row 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checks.found import Place, places
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import on_site
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot


class Wanted(Options):
    """``sources``: the systems; ``first``: last place of the best tier; ``last``: last place that is worth anything."""

    sources: tuple[str, ...]
    first: int = 10
    last: int = 20


META = CheckMeta(
    id="search-systems-show-the-site",
    version="1",
    title=Message(
        kk="Іздеу жүйелері сайтты орган атауы бойынша алғашқы нәтижелерде көрсетеді",
        ru="Поисковые системы показывают сайт среди первых результатов по названию органа",
        en="Search systems show the site among the first results for the body's name",
    ),
    scope="site",
    needs=("pages", "ledger", "positions"),
    options=Wanted,
    messages=messages_of("search-systems-show-the-site"),
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each system and name, and one for the systems that were not asked."""
    known = [place for place in places(snapshot) if place.source in options.sources]
    for place in known:
        yield _place(snapshot, place, options)
    silent = [source for source in options.sources if source not in {place.source for place in known}]
    if silent:
        facts = {"sources": silent, "reason": "not-asked-key"}
        yield on_site(snapshot, Outcome.UNVERIFIED, "not-asked", subject="not-asked", facts=facts, basis=facts, needs_review=True)


def _place(snapshot: Snapshot, place: Place, options: Wanted) -> Observation:
    facts: dict[str, Any] = {"source": place.source, "query": place.query}
    outcome, message = Outcome.MISSING, "not-shown"
    if place.reason or (place.position is None and place.looked < options.last):
        outcome, message = Outcome.UNVERIFIED, "unanswered"
        facts["reason"] = place.reason or "may-be-it"
    elif place.position is not None and place.position <= options.last:
        outcome, message = (Outcome.MET if place.position <= options.first else Outcome.DEFICIENCY), "shown"
        facts |= {"position": place.position, "target": place.address}
    else:
        facts |= {"limit": str(options.last)}
    return on_site(
        snapshot,
        outcome,
        message,
        subject=f"{place.source} {place.query}",
        facts=facts,
        basis=facts,
        evidence=place.evidence,
        needs_review=outcome is Outcome.UNVERIFIED,
    )
