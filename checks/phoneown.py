"""What is said of a version for telephones that has pages of its own: these pages are judged as a site of their own.

What the main version has and this one lacks is lacking: the act asks it of the mobile version. But where a page of it leads to the very
page of the main version that holds the thing, a person says whether that is enough; so does one where the version has no page in a language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from checks.ownversion import WORDS
from checks.words import holds
from store.findings import Observation, Outcome
from store.part import Part
from store.records import LinkRecord
from store.snapshot import Snapshot

Judge = Callable[[Snapshot], Iterable[Observation]]


def on_own(
    snapshot: Snapshot, part: Part, found: Iterable[Observation], main: list[Observation], target: str, evidence: tuple[str, ...]
) -> Iterator[Observation]:
    """Observations on the version's own pages.

    :param part: these pages. :param found: what a check says of them. :param main: what it says of the main version.
    :param target: an address by which the version is entered. :param evidence: what telephones were shown.
    """
    linked = _led_to(snapshot, part)
    unread = {"target": target, "reason": "phone-version-unread"}
    for one in found:
        held = (other.url for other in main if other.outcome is Outcome.MET and other.language == one.language)
        over = next((url for url in held if url in linked), "")
        pages = part.addresses(one.language)
        if one.outcome is Outcome.MET or (one.outcome is Outcome.DEFICIENCY and not over):
            yield told(one, one.outcome, one.message, {}, evidence, one.count)
        elif over:
            yield told(one, Outcome.UNVERIFIED, "phone-leads-over", {"target": over, "reason": "phone-leads-over"}, evidence)
        elif one.outcome is Outcome.MISSING and pages:
            facts = {"target": target, "pages": len(pages)}
            yield told(one, Outcome.MISSING, "phone-lacking", facts, evidence, 1)
        elif one.outcome is Outcome.MISSING or _outside(part, one):
            yield told(one, Outcome.UNVERIFIED, "phone-apart", unread, evidence)
        else:
            yield told(one, one.outcome, one.message, {}, evidence)


def _led_to(snapshot: Snapshot, part: Part) -> set[str]:
    """Where links of the version lead, but for those to the main version as a whole."""
    words = snapshot.lexicon(WORDS).phrases("main-version")
    links = part.records(LinkRecord)
    return {link.target for link in links if not holds(f"{link.text}\n{link.label}", words)} - {
        home.url for home in snapshot.homes()
    }


def _outside(part: Part, one: Observation) -> bool:
    """Whether a doubt rests on a page of the main version: to the version's own pages it is a link and no more."""
    return bool(one.url) and part.page(one.url) is None


def told(
    one: Observation, outcome: Outcome, message: str, facts: dict[str, Any], evidence: Iterable[str], count: int | None = None
) -> Observation:
    """An observation as telephones bear it out."""
    change = {
        "outcome": outcome,
        "message": message,
        "count": (1 if outcome is Outcome.MISSING else 0) if count is None else count,
        "facts": {**one.facts, **facts},
        "evidence": tuple(dict.fromkeys((*one.evidence, *evidence))),
        "needs_review": outcome is Outcome.UNVERIFIED,
    }
    return one.model_copy(update=change)
