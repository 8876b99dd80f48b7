"""Forms by which visitors are asked: answers to choose from, under the name of a poll."""

from __future__ import annotations

import re
from collections import Counter

from checks.called import called, frames_elsewhere, pages_called
from checks.derived import derived
from checks.rendered import settled
from checks.source import markup
from checks.traces import Hit, Traces
from checks.words import holds
from store.records import FormRecord, LinkRecord, PageRecord
from store.snapshot import Snapshot

FEWEST = 2
Shape = tuple[str, tuple[tuple[str, str], ...]]
_CHOICE = re.compile(r"type=[\"']?(?:radio|checkbox)", re.IGNORECASE)


@derived
def polls(snapshot: Snapshot) -> Traces:
    """Poll forms of the site."""
    lexicon = snapshot.lexicon("interaction")
    wanted, hosts = lexicon.phrases("poll"), lexicon.phrases("form-hosts")
    held, weak = list[Hit](), list[Hit]()
    strange, unnamed = _of_other_pages(snapshot, wanted), dict[Shape, Hit]()
    for form in snapshot.forms():
        page = snapshot.page(form.url, form.lane)
        if page is None or form.search:
            continue
        if _shape(form) in strange and not holds(form.label, wanted):
            if _offers(form):
                unnamed.setdefault(_shape(form), Hit(page, form.label or page.h1 or page.title, form.xpath))
            continue
        if called(snapshot, page, wanted) or holds(form.label, wanted):
            (held if _offers(form) else weak).append(Hit(page, form.label or page.h1 or page.title, form.xpath))
    # The same form stands on many pages: its button is looked for on the first of them.
    weak += [hit for hit in unnamed.values() if _votes(snapshot, hit.page)]
    told = {hit.page.url for hit in held + weak}
    frames = frames_elsewhere(snapshot)
    framed, bare = list[Hit](), list[Hit]()
    for page in pages_called(snapshot, wanted):
        shown = [target for target in frames.get((page.url, page.lane), ()) if any(host in target for host in hosts)]
        framed.extend(Hit(page, target) for target in shown)
        if not shown and page.url not in told and _may_ask(snapshot, page):
            bare.append(Hit(page, page.h1 or page.title))
    return Traces(tuple(held), (*weak, *bare, *_linked(snapshot, wanted, hosts)), tuple(framed))


def _of_other_pages(snapshot: Snapshot, wanted: tuple[str, ...]) -> frozenset[Shape]:
    """Forms that stand on pages called otherwise, too: those by which visitors choose letters, a language or a year."""
    pages = ((form, snapshot.page(form.url, form.lane)) for form in snapshot.forms())
    return frozenset(_shape(form) for form, page in pages if page is not None and not called(snapshot, page, wanted))


def _votes(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether a page has a button by which visitors vote: a form without a name may then be a poll."""
    said = "|".join(map(re.escape, snapshot.lexicon("interaction").phrases("vote-buttons")))
    return re.search(rf"(?:>|value=[\"'])\s*(?:{said})\s*(?:<|[\"'])", markup(snapshot, page), re.IGNORECASE) is not None


def _shape(form: FormRecord) -> Shape:
    return form.action, form.fields


def _may_ask(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether a page without a form may have held one, or shows one that is no form: results, loose choices, frames, scripts."""
    record = snapshot.text(page.url, page.lane)
    if (
        not settled(snapshot, page)
        or page.frames
        or holds(record.text if record else "", snapshot.lexicon("interaction").phrases("poll-results"))
    ):
        return True
    return _CHOICE.search(markup(snapshot, page)) is not None


def _offers(form: FormRecord) -> bool:
    """Whether answers are offered to choose from, a group of buttons or boxes; a list may choose what is shown, so it is for a person."""
    kinds = Counter(kind for _, kind in form.fields)
    return max(kinds["radio"], kinds["checkbox"]) >= FEWEST


def _linked(snapshot: Snapshot, wanted: tuple[str, ...], hosts: tuple[str, ...]) -> list[Hit]:
    """Links that are called polls and lead to a form of another site."""
    found = []
    for link in snapshot.records(LinkRecord, scope="external", tag="a"):
        if any(host in link.target for host in hosts):
            page = snapshot.page(link.url, link.lane)
            if page is not None and (holds(link.text, wanted) or holds(link.label, wanted)):
                found.append(Hit(page, link.target, link.xpath))
    return found
