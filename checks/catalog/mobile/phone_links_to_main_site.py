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

from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.ownversion import aside, named, own_version
from checks.phoneview import apart_of, telephones
from checks.rendered import settled
from checks.support import clip, examples, folder_of, guarded, not_rendered, on_site, truncated
from store.findings import Message, Observation, Outcome
from store.part import Part
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
        told = _by_pages(snapshot, own)
        yield told if told.outcome is Outcome.MET else _said(snapshot, Outcome.UNVERIFIED, "both", _open(aside(snapshot).entry))
    elif got.version == "same":
        person = options.one_address == "person"
        reason = {"reason": "one-address"} if person else {}
        yield _said(snapshot, Outcome.UNVERIFIED if person else Outcome.MET, "one-address", reason)
    elif got.version == "elsewhere":
        yield _said(snapshot, Outcome.UNVERIFIED, "elsewhere", {"target": clip(got.target, 500), "reason": "unclear"})
    else:
        yield _apart(snapshot, got.target)


def _apart(snapshot: Snapshot, target: str) -> Observation:
    """A version at an address of its own, as far as telephones opened it."""
    opened = apart_of(snapshot)
    own = own_version(snapshot)
    if own is not None and not any(data.get("main_link") for data in opened):
        return _by_pages(snapshot, own)
    linking = [data for data in opened if data.get("main_link")]
    at_home = next((data for data in linking if data.get("why", "home") == "home"), None)
    if at_home is not None:
        return _said(snapshot, Outcome.MET, "met", {"target": clip(str(at_home["main_link"]), 500)})
    if linking:
        return _said(snapshot, Outcome.UNVERIFIED, "inner", _open(str(linking[0]["main_link"])))
    if not opened:
        return _said(snapshot, Outcome.UNVERIFIED, "unopened", {"target": clip(target, 500), "reason": "phone-version-unread"})
    back = next((str(data["main_address"]) for data in opened if data.get("main_address")), "")
    if back:
        return _said(snapshot, Outcome.UNVERIFIED, "leads-back", {"target": clip(back, 500), "reason": "unclear"})
    seen = {str(data.get("final_url", "")) for data in opened}
    return _said(snapshot, Outcome.MISSING, "missing", {"pages": len(seen), "target": ", ".join(examples(seen))})


def _by_pages(snapshot: Snapshot, own: Part) -> Observation:
    """A version whose pages were read, as sites are: the words of their links, and where they lead."""
    links = {page.url: next(named(own, page, "main-version"), "") for page in own.pages()}
    at_home = next((links[home.url] for home in own.homes() if links[home.url]), "")
    if at_home:
        return _said(snapshot, Outcome.MET, "met", {"target": clip(at_home, 500)})
    inner = next(filter(None, links.values()), "")
    if inner:
        return _said(snapshot, Outcome.UNVERIFIED, "inner", _open(inner))
    mains = {folder_of(home.url) for home in snapshot.homes()}
    back = next((link.target for link in own.links() if folder_of(link.target) in mains), "")
    if back:
        return _said(snapshot, Outcome.UNVERIFIED, "wordless", _open(back))
    if truncated(snapshot) or not all(settled(own, page) for page in own.pages()):
        return _said(snapshot, Outcome.UNVERIFIED, "scripted", _open(aside(snapshot).entry))
    return _said(snapshot, Outcome.MISSING, "missing", {"pages": len(links), "target": ", ".join(examples(links))})


def _open(target: str) -> dict[str, Any]:
    return {"target": clip(target, 500), "reason": "unclear"}


def _said(snapshot: Snapshot, outcome: Outcome, message: str, facts: dict[str, Any]) -> Observation:
    got, review = telephones(snapshot), outcome is Outcome.UNVERIFIED
    basis, evidence = {"version": got.version}, got.evidence
    return on_site(
        snapshot, outcome, message, subject="main-version", facts=facts, basis=basis, evidence=evidence, needs_review=review
    )
