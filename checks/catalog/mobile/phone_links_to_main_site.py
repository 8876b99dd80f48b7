"""The version for telephones links to the main one.

What it checks
    What the telephones of the harvest got when they loaded the home pages: whether it is a version at an address of its own, and whether
    its pages link to the main version. Of a version to which only a link leads, or that was read page by page, its own pages are looked at.

Applicability
    Sites whose home page was loaded with a telephone's profile and that have a version for telephones.

Met when
    the home page of a version at its own address links to the main version: by the words of such links. Also where the same addresses
    adapt to the screen, if ``one_address`` is ``met``, and no other version was found: there is no second version.

Deficiency when
    never: the outcome is ``missing`` where there is a version at its own address and no page of it that was opened or read links to
    the main version. Without a version for telephones the link is not asked for.

Left to a person when
    nothing was measured; the version was only linked to and not opened or read; only an inner page links to the main version; a link
    without such words leads to an address of the main version; scripts may add a link that nobody saw; telephones are led to another host
    that no sign calls a mobile one; or the same addresses adapt and ``one_address`` is ``person``, or the site links to a mobile version too.

Assumptions
    The act speaks of two versions. Where one address serves both, the main version is what the telephone shows, and nothing is deducted.

Law and standard
    Methodology of 2017, point 99.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from checks.mainlinks import Told, apart, by_pages, unclear
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.ownversion import aside, own_version
from checks.phoneview import telephones
from checks.support import clip, guarded, not_rendered, on_site
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot


class OneAddress(Options):
    """``one_address``: what is said of a site whose pages adapt at the same address: in order, or for a person to decide."""

    one_address: Literal["met", "person"]


META = CheckMeta(
    id="phone-links-to-main-site",
    version="2",
    title=Message(
        kk="Мобильдік нұсқада негізгі нұсқаға сілтеме бар",
        ru="На мобильной версии есть ссылка на основную",
        en="The version for telephones links to the main one",
    ),
    scope="home",
    needs=("pages", "links", "page-state", "phone"),
    options=OneAddress,
    messages=messages_of("phone-links-to-main-site"),
    inspect=({"one_address": "met"},),
)


@guarded
def run(snapshot: Snapshot, options: OneAddress) -> Iterator[Observation]:
    """Yields one observation for the site."""
    got = telephones(snapshot)
    if got.version == "unknown":
        yield not_rendered(snapshot)
    elif got.version == "none":
        yield _said(snapshot, Outcome.NOT_APPLICABLE, "no-version", {})
    elif got.version == "same" and (own := own_version(snapshot)) is not None:
        told = by_pages(snapshot, own)
        both = Told(Outcome.UNVERIFIED, "both", unclear(aside(snapshot).entry))
        yield _said(snapshot, *(told if told.outcome is Outcome.MET else both))
    elif got.version == "same":
        person = options.one_address == "person"
        reason = {"reason": "one-address"} if person else {}
        yield _said(snapshot, Outcome.UNVERIFIED if person else Outcome.MET, "one-address", reason)
    elif got.version == "elsewhere":
        yield _said(snapshot, Outcome.UNVERIFIED, "elsewhere", {"target": clip(got.target, 500), "reason": "unclear"})
    else:
        yield _said(snapshot, *apart(snapshot, got.target))


def _said(snapshot: Snapshot, outcome: Outcome, message: str, facts: dict[str, Any]) -> Observation:
    got, review = telephones(snapshot), outcome is Outcome.UNVERIFIED
    basis, evidence = {"version": got.version}, got.evidence
    return on_site(
        snapshot, outcome, message, subject="main-version", facts=facts, basis=basis, evidence=evidence, needs_review=review
    )
