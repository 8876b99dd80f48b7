"""The shared ladder of verdicts: what a check found is asked in one order, and the first rung that holds gives the verdict.

There are two kinds of claims. One said of everything («every page has …») falls by one example against it, and only a harvest in which
nothing stayed unseen lets it be met: ``throughout``. One said of the site («the site gives …») holds by one example, and only such a
harvest lets it be missing: ``somewhere``. A rung is asked only when those before it do not hold, so that no proof is stored for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from checks.support import EXAMPLES, cut, examples, on_page, on_site, truncated
from checks.undrawn import not_drawn, undrawn
from store.base import Language
from store.findings import Locator, Observation, Outcome
from store.records import PageRecord
from store.snapshot import Snapshot

Rung = Callable[[], Observation | None]
PROOFS = 3


def silent() -> None:
    """A rung that never holds."""


def throughout(
    snapshot: Snapshot,
    lacking: Iterable[Observation],
    *,
    met: Rung,
    beside: Iterable[Observation] = (),
    unseen: Rung = silent,
    shells: Rung | None = None,
    none: Rung = silent,
    part: str = "",
    facts: dict[str, Any] | None = None,
) -> Iterator[Observation]:
    """Verdicts on a claim about everything: lacking → cut → unseen → shells → not applicable → met.

    :param lacking: what speaks against the claim for certain, or leaves it to a person whatever else there is; any of it ends the matter.
    :param beside: what is told in any case; where something of it is unverified the claim is never met.
    :param unseen: what the crawl could have decided and did not; ``shells`` pages that only scripts fill, those without any link
        where the check does not say otherwise; ``none`` nothing to be judged.
    :param part: what of the check is judged, where an order asks for a part; ``facts`` name it in the verdict on a cut crawl.
    :returns: the observations, none of them only where no rung holds.
    """
    against, told = list(lacking), list(beside)
    yield from (*against, *told)
    if against:
        return
    if truncated(snapshot):
        yield cut(snapshot, part, facts)
        return
    doubtful = any(item.outcome is Outcome.UNVERIFIED for item in told)
    rungs = (unseen, shells or (lambda: hollow(snapshot)), *(() if doubtful else (none, met)))
    yield from _first(rungs)


def somewhere(
    snapshot: Snapshot,
    *,
    met: Rung,
    missing: Rung,
    wrong: Callable[[], Iterable[Observation]] = tuple,
    weak: Rung = silent,
    unread: Rung = silent,
    unclear: Rung = silent,
    part: str = "",
    facts: dict[str, Any] | None = None,
    language: Language | None = None,
) -> Iterator[Observation]:
    """Verdicts on a claim that something is there: met → deficiency → weak → unread → cut → unclear → missing.

    :param wrong: what is there and fails a demand. :param weak: what may be it, for a person. :param unread: places where it
        may stand and nobody could look. :param unclear: signs that forbid an absence in a whole crawl.
    :param part: what of the check is judged, where an order asks for a part; ``facts`` name it in the verdict on a cut crawl.
    """
    if (found := met()) is not None:
        yield found
        return
    if failing := list(wrong()):
        yield from failing
        return
    yield from _first(
        (weak, unread, lambda: cut(snapshot, part, facts, language) if truncated(snapshot) else None, unclear, missing)
    )


def _first(rungs: Iterable[Rung]) -> Iterator[Observation]:
    for rung in rungs:
        if (said := rung()) is not None:
            yield said
            return


def hollow(snapshot: Snapshot) -> Observation | None:
    """What is to be said where pages are filled by scripts and no browser drew them; None where there are none."""
    pages = undrawn(snapshot)
    return not_drawn(snapshot, pages) if pages else None


def on_pages(
    snapshot: Snapshot,
    pages: Sequence[PageRecord],
    outcome: Outcome,
    message: str,
    *,
    subject: str,
    basis: Any,
    facts: dict[str, Any],
    locator: Locator | None = None,
    needs_review: bool = False,
) -> Observation:
    """One observation for pages that share a fault, on the first of them; their number and some of them are among the facts."""
    urls = [page.url for page in pages]
    return on_page(
        pages[0],
        outcome,
        message,
        subject=subject,
        facts={**facts, "pages": len(urls), "examples": examples(urls)},
        evidence=(*(page.object_sha256 for page in pages[:PROOFS]), snapshot.keep(basis)),
        locator=locator,
        needs_review=needs_review,
        pages=urls,
    )


def repeated(
    page: PageRecord,
    urls: Sequence[str],
    message: str,
    *,
    subject: str,
    facts: dict[str, Any],
    locator: Locator,
    evidence: Iterable[str],
    cause: str,
) -> Observation:
    """One shortcoming that several pages show, at the place where it was met first; ``cause`` is told where it is more than one."""
    return on_page(
        page,
        Outcome.DEFICIENCY,
        message,
        subject=subject,
        facts={**facts, "pages": len(urls), "examples": list(urls[:EXAMPLES])},
        locator=locator,
        evidence=evidence,
        pages=urls,
        cause=cause if len(urls) > 1 else None,
    )


def open_on(
    snapshot: Snapshot,
    urls: Sequence[str],
    message: str,
    reason: str,
    *,
    basis: Any,
    subject: str = "",
    facts: dict[str, Any] | None = None,
    needs_review: bool = False,
    always: bool = False,
) -> Observation | None:
    """One ``unverified`` observation for pages of which nothing certain can be said, None where there are none and it is not ``always``.

    The subject is the message where none is given.
    """
    if not urls and not always:
        return None
    told = {**(facts or {}), "reason": reason, "pages": len(urls), "examples": examples(urls)}
    subject = subject or message
    return on_site(
        snapshot, Outcome.UNVERIFIED, message, subject=subject, facts=told, basis=basis, needs_review=needs_review, pages=urls
    )
