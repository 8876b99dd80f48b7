"""What keeps visitors from information: programs that they would have to install, and logins."""

from __future__ import annotations

from typing import Literal

from checks.called import labels
from checks.derived import derived, derived_by
from checks.meta import Options
from checks.source import representatives, words_on
from checks.sweep import CLICKED, FRAMES, clicked_to, sweep
from checks.targets import Standing, judge
from checks.traces import Hit, Traces
from checks.unread import LOCKED
from checks.words import holds
from store.harvest import Look
from store.records import LinkRecord, PageRecord
from store.snapshot import Snapshot

Part = Literal["plug-ins", "login"]
# Letters beside a login that make it a page of its own.
TEXT_OF_A_PAGE = 600


class Wanted(Options):
    """``part``: programs or logins; ``special``: endings of files that only programs to be installed open."""

    part: Part
    special: tuple[str, ...] = ()


@derived_by
def programs(snapshot: Snapshot, special: tuple[str, ...]) -> Traces:
    """Places that need a program: objects and files of such kinds; pages that ask to install one may."""
    held, told = list[Hit](), set[str]()
    # Links are gone over only where there are such files.
    tags = CLICKED | FRAMES if any(_ending(target) in special for target in sweep(snapshot).clicked) else FRAMES
    for link in snapshot.records(LinkRecord, tag=tags):
        if (
            _ending(link.target) in special
            and (link.scope == "internal" or link.tag in FRAMES)
            and link.tag in CLICKED | FRAMES
            and link.target not in told
        ):
            page = snapshot.page(link.url, link.lane)
            # An object that only a program shows is lost on the visitor, whether or not its file is there.
            there = link.tag in FRAMES or judge(snapshot, link.target, link.lane).standing is Standing.LIVE
            if page is not None and there:
                told.add(link.target)
                held.append(Hit(page, link.target, link.xpath))
    words = snapshot.lexicon("interaction").phrases("plug-in")
    asking = (page for page in representatives(snapshot) if holds(words_on(snapshot, (page.url, page.lane)), words))
    return Traces(tuple(held), tuple(Hit(page, page.h1 or page.title) for page in asking))


@derived
def logins(snapshot: Snapshot) -> Traces:
    """Links to information behind which a login stands: for certain, or as the answer that machines got."""
    forms = _login_pages(snapshot)
    words, said = snapshot.lexicon("interaction").phrases("login"), labels(snapshot)
    held, weak = dict[str, Hit](), dict[str, Hit]()
    lanes = {page.lane for page in snapshot.pages()}
    closed = {target for target in sweep(snapshot).clicked if any(_heap(snapshot, target, lane, forms) for lane in lanes)}
    for link in clicked_to(snapshot, closed):
        if link.target in held or link.target in weak:
            continue
        # A cabinet, and what is called a login, keeps no information of the body.
        if any(holds(label, words) for label in (*said.get(link.target, ()), link.text, link.label)):
            continue
        page, heap = snapshot.page(link.url, link.lane), _heap(snapshot, link.target, link.lane, forms)
        if page is not None and heap:
            (held if heap == "held" else weak)[link.target] = Hit(page, link.text or link.target, link.xpath)
    return Traces(tuple(held.values()), tuple(weak.values()))


def _ending(address: str) -> str:
    return address.partition("?")[0].rpartition(".")[2].lower()


def _heap(snapshot: Snapshot, target: str, lane: str, forms: frozenset[str]) -> str:
    verdict = judge(snapshot, target, lane)
    if verdict.end in forms:
        return "held" if verdict.end != target else "weak"
    if verdict.status in LOCKED:
        asked = verdict.status == 401 and verdict.entry is not None and verdict.entry.second_look is Look.SAME
        return "held" if asked else "weak"
    return ""


def _login_pages(snapshot: Snapshot) -> frozenset[str]:
    """Pages that hold a login and hardly a text beside it."""
    found = set()
    for form in snapshot.forms():
        if any(kind == "password" for _, kind in form.fields):
            page: PageRecord | None = snapshot.page(form.url, form.lane)
            record = snapshot.text(form.url, form.lane)
            if page is not None and not page.is_home and sum(map(str.isalpha, record.text if record else "")) < TEXT_OF_A_PAGE:
                found.add(page.url)
    return frozenset(found)
