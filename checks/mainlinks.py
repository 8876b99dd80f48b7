"""Whether a version for telephones links to the main one: as telephones opened it, or as its pages were read.

Source: methodology of 2017, point 99.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from checks.ownversion import aside, named, own_version
from checks.phoneview import apart_of
from checks.rendered import settled
from checks.support import clip, examples, folder_of, truncated
from store.findings import Outcome
from store.part import Part
from store.snapshot import Snapshot


class Told(NamedTuple):
    """What is said of the version: the outcome, the message and what it names."""

    outcome: Outcome
    message: str
    facts: dict[str, Any]


def apart(snapshot: Snapshot, target: str) -> Told:
    """A version at an address of its own, as far as telephones opened it."""
    opened = apart_of(snapshot)
    own = own_version(snapshot)
    if own is not None and not any(data.get("main_link") for data in opened):
        return by_pages(snapshot, own)
    linking = [data for data in opened if data.get("main_link")]
    at_home = next((data for data in linking if data.get("why", "home") == "home"), None)
    if at_home is not None:
        return Told(Outcome.MET, "met", {"target": clip(str(at_home["main_link"]), 500)})
    if linking:
        return Told(Outcome.UNVERIFIED, "inner", unclear(str(linking[0]["main_link"])))
    if not opened:
        return Told(Outcome.UNVERIFIED, "unopened", {"target": clip(target, 500), "reason": "phone-version-unread"})
    back = next((str(data["main_address"]) for data in opened if data.get("main_address")), "")
    if back:
        return Told(Outcome.UNVERIFIED, "leads-back", {"target": clip(back, 500), "reason": "unclear"})
    seen = {str(data.get("final_url", "")) for data in opened}
    return Told(Outcome.MISSING, "missing", {"pages": len(seen), "target": ", ".join(examples(seen))})


def by_pages(snapshot: Snapshot, own: Part) -> Told:
    """A version whose pages were read, as sites are: the words of their links, and where they lead."""
    links = {page.url: next(named(own, page, "main-version"), "") for page in own.pages()}
    at_home = next((links[home.url] for home in own.homes() if links[home.url]), "")
    if at_home:
        return Told(Outcome.MET, "met", {"target": clip(at_home, 500)})
    inner = next(filter(None, links.values()), "")
    if inner:
        return Told(Outcome.UNVERIFIED, "inner", unclear(inner))
    mains = {folder_of(home.url) for home in snapshot.homes()}
    back = next((link.target for link in own.links() if folder_of(link.target) in mains), "")
    if back:
        return Told(Outcome.UNVERIFIED, "wordless", unclear(back))
    if truncated(snapshot) or not all(settled(own, page) for page in own.pages()):
        return Told(Outcome.UNVERIFIED, "scripted", unclear(aside(snapshot).entry))
    return Told(Outcome.MISSING, "missing", {"pages": len(links), "target": ", ".join(examples(links))})


def unclear(target: str) -> dict[str, Any]:
    """Facts of an address of which a person decides."""
    return {"target": clip(target, 500), "reason": "unclear"}


__all__ = ["Told", "apart", "by_pages", "unclear"]
