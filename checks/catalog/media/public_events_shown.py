"""Events that the body says were held in full publicity are looked for on its own site and on the portal of open dialogue.

What it checks
    Each event of the imported list that bears all four marks, in each language in which it has proofs: whether a page of the site announced it,
    whether a page tells of its broadcast, and whether the addresses that the list gives hold what they are said to be.

Applicability
    Bodies whose list of events was taken in; without it the row waits for the list.

Met when
    the announcement and the broadcast were both seen.

Deficiency when
    the list names no such event with proofs in a language. Beyond that nothing is charged: the law counts what the body reports.

Left to a person when
    something of the list is contradicted: an address of the announcement or of the broadcast where nothing is, confirmed by later requests, or an
    announcement posted after the event. Then the number of such events has two ends. Where only a part was seen, or nothing, the event counts as the
    body reported it: an invitation of journalists and questions in the broadcast are seen by no crawler.

Assumptions
    A page of which most long words of the event's name are part is a page of the event; posted at most sixty days before it and no later than its
    day, it announces it.

Law and standard
    Order of 2025, points 79 and 81; appendix 9, table 5-1, row 1; appendix 10, table 7-1, row 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checks.eventpages import Event, Seen, claimed, seen
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import guarded, on_site
from store.base import OFFICIAL, Language
from store.findings import REPORTED, Message, Observation, Outcome
from store.snapshot import Snapshot

SHOWN = 5
FIGURE = "events-public"

META = CheckMeta(
    id="public-events-shown",
    version="1",
    title=Message(
        kk="Жариялылығы жоғары іс-шаралар сайттан көрінеді",
        ru="Мероприятия с высокой степенью публичности видны на сайте",
        en="Events of high publicity are seen on the site",
    ),
    scope="site",
    needs=("pages", "links", "texts", "dates", "ledger"),
    portals=("open-dialogue",),
    options=Options,
    messages=messages_of("public-events-shown"),
)


@guarded
def run(snapshot: Snapshot, options: Options) -> Iterator[Observation]:  # noqa: ARG001
    """Yields one observation for each event and language, one for each language without any."""
    for language in OFFICIAL:
        events = claimed(snapshot, language)
        if events is None:
            facts = {"left_to": REPORTED}
            yield _told(snapshot, language, Outcome.UNVERIFIED, "no-list", facts, "events")
        elif not events:
            facts = {FIGURE: "0", "told_by": REPORTED}
            yield _told(snapshot, language, Outcome.DEFICIENCY, "none", facts, "events").model_copy(update={"count": 1})
        else:
            yield from (_event(snapshot, event, language) for event in events)


def _event(snapshot: Snapshot, event: Event, language: Language) -> Observation:
    found = seen(snapshot, event, language)
    outcome, message = _verdict(found)
    figure: Any = ["0", "1"] if found.against else "1"
    facts = {
        FIGURE: figure,
        "told_by": REPORTED,
        "event": event.name,
        "day": event.day.isoformat(),
        "places": ", ".join(event.fact.places),
        "seen_of_it": _words(found),
    }
    urls = [*(url for _, url in found.against), *found.announced, *found.broadcast, *found.named]
    told = _told(snapshot, language, outcome, message, facts, f"{event.day} {event.name}", found.proofs, urls[:SHOWN])
    return told.model_copy(update={"url": urls[0], "needs_review": bool(found.against)}) if urls else told


def _verdict(found: Seen) -> tuple[Outcome, str]:
    if found.against:
        return Outcome.UNVERIFIED, "contradicted"
    if found.announced and found.broadcast:
        return Outcome.MET, "shown"
    return Outcome.UNVERIFIED, "partly" if found.announced or found.broadcast or found.named else "open"


def _words(found: Seen) -> list[str]:
    """What was seen, in codes of a closed list."""
    told = [code for code, _ in found.against]
    told += ["announced"] if found.announced else []
    told += ["broadcast"] if found.broadcast else []
    told += ["named"] if found.named and not found.announced else []
    return list(dict.fromkeys(told)) or ["nothing"]


def _told(
    snapshot: Snapshot,
    language: Language,
    outcome: Outcome,
    message: str,
    facts: dict[str, Any],
    subject: str,
    proofs: tuple[str, ...] = (),
    pages: list[str] | None = None,
) -> Observation:
    basis = {"facts": facts, "language": language, "pages searched": sorted({page.url for page in snapshot.pages(language)})}
    made = on_site(
        snapshot,
        outcome,
        message,
        basis=basis,
        subject=subject,
        facts=facts,
        evidence=proofs,
        language=language,
        pages=pages or (),
    )
    return made.model_copy(update={"count": 0})
