"""The body's own site tells the interim results of projects and initiatives of the state in the course of the year, and the final ones after it.

What it checks
    Pages and documents of the site, in either official language, whose heading names results, a project, programme or plan, and a part of the year
    (``which: interim``) or the year as a whole (``final``); with ``each``, whether each quarter that is over has its own.

Applicability
    Every body. Whether it carries out projects at all is for a person to say.

Met when
    such information is there for certain; with ``each``, for every quarter that is over.

Deficiency when
    nothing is charged as a shortcoming. Where the site was read whole in both languages and no page, document or scan speaks of results, the
    outcome is ``missing``.

Left to a person when
    materials name results, but not of what or of when, or a text alone speaks of them; documents could not be read; the site was not read whole; or
    a quarter has none of its own.

Assumptions
    Results by the end of a half-year or of nine months are those of the quarter that ends then. Final results of the year before are final results,
    for those of the year itself come after it.

Law and standard
    Methodology of 2024 (feedback), point 16 and point 23: «при отсутствии в открытом доступе информации о промежуточных и итоговых результатах».
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.projectresults import Material, Which, dark, lacking_quarters, materials, mentions
from checks.support import guarded, on_site
from checks.unread import partly_seen
from store.base import OFFICIAL
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

SHOWN = 5


class Wanted(Options):
    """``which`` information is looked for; ``each``: whether every quarter that is over must have its own."""

    which: Which
    each: bool = False


META = CheckMeta(
    id="results-of-projects-published",
    version="1",
    title=Message(
        kk="Жобалар мен бастамалардың нәтижелері туралы ақпарат сайтта жарияланған",
        ru="Информация о результатах проектов и инициатив размещена на сайте",
        en="Information on results of projects and initiatives is on the site",
    ),
    scope="site",
    needs=("pages", "links", "documents", "texts", "scans", "ledger"),
    options=Wanted,
    messages=messages_of("results-of-projects-published"),
)


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation."""
    found = materials(snapshot, options.which)
    sure = [one for one in found if one.sure]
    lacking = lacking_quarters(snapshot, sure) if options.each else []
    if sure and not lacking:
        yield _told(snapshot, options, Outcome.MET, "there", sure)
    elif sure:
        yield _told(snapshot, options, Outcome.UNVERIFIED, "quarters", sure, quarters=lacking)
    else:
        yield _unsure(snapshot, options, list(found))


def _unsure(snapshot: Snapshot, options: Wanted, found: list[Material]) -> Observation:
    gap = next((gap for one in OFFICIAL if (gap := partly_seen(snapshot, one))), "")
    unread, found = dark(snapshot), found or list(mentions(snapshot))
    if found:
        return _told(snapshot, options, Outcome.UNVERIFIED, "perhaps", found)
    if gap or unread:
        return _told(snapshot, options, Outcome.UNVERIFIED, "unseen", [], reason=gap or "site-unread")
    return _told(snapshot, options, Outcome.MISSING, "none", [])


def _told(snapshot: Snapshot, options: Wanted, outcome: Outcome, message: str, found: list[Material], **more: Any) -> Observation:
    shown = found[:SHOWN]
    facts = {"materials": str(len(found)), "named": [one.heading for one in shown], **more}
    basis = {"looked for": options.which, "pages searched": sorted({page.url for page in snapshot.pages()}), **facts}
    told = on_site(
        snapshot,
        outcome,
        message,
        basis=basis,
        subject=f"{options.which} {message}",
        facts=facts,
        evidence=[one.record.object_sha256 for one in shown],
        needs_review=outcome is Outcome.UNVERIFIED,
        pages=[one.url for one in shown],
    )
    return told.model_copy(update={"url": shown[0].url}) if shown else told
