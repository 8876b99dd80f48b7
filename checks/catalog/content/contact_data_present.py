"""The site gives the body's postal address, e-mail address or telephone, in each official language.

What it checks
    One kind of datum for each order (``kind``): ``postal``, ``email`` or ``phone``; apart for the Kazakh and the Russian
    version.

Applicability
    Both language versions of every site whose home page was read.

Met when
    the datum stands on a page of that language where visitors look for it: a contact page, the home page, the header or
    footer, or in a line that names it. A telephone or e-mail address needs no language: it also counts on a page without words of
    any language to which a link named contacts leads from that version. The finding quotes the line.

Deficiency when
    never: the outcome is ``missing`` where the crawl is complete and no page of that language holds such a datum or a place that
    looks like one, where there is no version in that language, or, for the postal address, where the version in that language is
    written in another one.

Left to a person when
    the datum stands only inside other texts, only on a page written in another language or of no language, or something looks like it and could
    not be read (a label, a block under a heading of contacts, a line of the header or footer, a mark in the code, a map, a
    picture); when a page could not be read or shows nothing without scripts, or the crawl was cut short.

Assumptions
    A page is a contact page when its title, heading or the link to it says so. A version whose pages are for the greater
    part written in another language gives no postal address.

Law and standard
    Methodology of 2017, appendix 15, tables 1 and 2, section «Общая информация», indicators 1–3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from checks.derived import derived
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.support import clip, cut, examples, guarded, on_page, on_site, truncated, unseen
from checks.sweep import sweep
from checks.targets import Standing, judge
from checks.unread import silent
from checks.words import Naming, holds
from store.base import Language
from store.findings import Locator, Message, Observation, Outcome
from store.records import ContactRecord, PageRecord
from store.snapshot import Snapshot

LANGUAGES: tuple[Language, ...] = ("kk", "ru")
LABELS = {"postal": "address-label", "email": "email", "phone": "phone"}


class Wanted(Options):
    """``kind``: which datum is looked for."""

    kind: Literal["postal", "email", "phone"]


META = CheckMeta(
    id="contact-data-present",
    version="3",
    title=Message(
        kk="Сайтта мемлекеттік органның байланыс деректері бар",
        ru="На сайте есть контактные данные государственного органа",
        en="The site gives the body's contact data",
    ),
    scope="site",
    needs=("pages", "links", "contacts", "ledger"),
    options=Wanted,
    messages=messages_of("contact-data-present"),
)


class Candidate(NamedTuple):
    """A datum with its page; ``rank`` 0–3 says how surely visitors find it there, 4 that it stands inside other texts."""

    rank: int
    contact: ContactRecord
    page: PageRecord


WEAK = 4
TITLE = 60
# Data that are the same in every language.
NEUTRAL = frozenset({"phone", "email"})


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each of the two languages."""
    for language in LANGUAGES:
        yield _judged(snapshot, options.kind, language)


def _judged(snapshot: Snapshot, kind: str, language: Language) -> Observation:
    pages = list(snapshot.pages(language))
    foreign = [page for page in pages if page.text_language not in (None, language)]
    sham = kind not in NEUTRAL and len(foreign) * 2 > len(pages)
    found = sorted(_candidates(snapshot, kind, language), key=_order)
    own = [item for item in found if item.page.text_language in (None, language)]
    best = next(iter(own), None)
    if best is not None and best.rank < WEAK and not sham:
        return _shown(best, Outcome.MET, "met", kind, language)
    apart = sorted(_apart(snapshot, kind), key=_order) if pages and kind in NEUTRAL else []
    offered = contact_pages(snapshot).offered
    shared = next((item for item in apart if language in offered.get(item.page.url, ())), None)
    if shared is not None:
        return _shown(shared, Outcome.MET, "met", kind, language)
    unread = _unread(snapshot, language)
    if sham and not truncated(snapshot):
        facts = {"pages": len(pages), "foreign": len(foreign), "examples": examples(page.url for page in foreign)}
        return _absent(snapshot, "sham", kind, language, pages, facts)
    if best is not None or found:
        item = best or found[0]
        return _shown(item, Outcome.UNVERIFIED, "weak" if best else "foreign-page", kind, language)
    if apart:
        return _shown(apart[0], Outcome.UNVERIFIED, "apart", kind, language)
    if unread:
        facts = {"reason": "contact-page-unread", "targets": examples(unread), "kind": kind}
        basis = {"kind": kind, "not read": unread}
        subject = f"{kind} unread"
        return on_site(snapshot, Outcome.UNVERIFIED, "unread", subject=subject, facts=facts, basis=basis, language=language)
    if truncated(snapshot):
        return cut(snapshot, kind, {"kind": kind}, language)
    if not pages:
        return _absent(snapshot, "no-version", kind, language, list(snapshot.pages()), {})
    traces = sorted(_traces(snapshot, kind, language), key=_order)
    if traces:
        return _unclear(traces, kind, language)
    return _absent(snapshot, "missing", kind, language, pages, {})


def _order(item: Candidate) -> tuple[int, int, str, int]:
    return item.rank, item.page.depth, item.page.url, item.contact.seq


def _apart(snapshot: Snapshot, kind: str) -> Iterator[Candidate]:
    """The datum on pages whose text is of no language, whatever language their markup claims."""
    for contact in snapshot.contacts():
        page = snapshot.page(contact.url, contact.lane) if contact.kind == kind else None
        if page is not None and page.text_language is None and page.language_method in ("", "lang-attr"):
            yield Candidate(0 if page.url in contact_pages(snapshot).read else WEAK, contact, page)


def _candidates(snapshot: Snapshot, kind: str, language: Language) -> Iterator[Candidate]:
    labels = snapshot.lexicon("contacts").phrases(LABELS[kind])
    for contact in snapshot.contacts(language):
        page = snapshot.page(contact.url, contact.lane) if contact.kind == kind else None
        if page is not None:
            yield Candidate(_rank(snapshot, contact, page, labels), contact, page)


def _rank(snapshot: Snapshot, contact: ContactRecord, page: PageRecord, labels: tuple[str, ...]) -> int:
    if page.url in contact_pages(snapshot).read:
        return 0
    if contact.place in ("footer", "header"):
        return 1
    if page.is_home:
        return 2
    # A label in a page of the top levels is the body's own; deeper it may belong to whomever the news tells of.
    return 3 if page.depth <= 1 and holds(contact.quote, labels) else WEAK


# Signs of a place where the datum may stand, the surest first.
SIGNS = ("label", "veiled", "microdata", "block", "footer", "header", "mark", "map", "picture")


def _traces(snapshot: Snapshot, kind: str, language: Language) -> Iterator[Candidate]:
    """Places of that language that look like the datum, though none was read there."""
    for contact in snapshot.contacts(language):
        page = snapshot.page(contact.url, contact.lane) if contact.kind == "trace" and contact.value == kind else None
        if page is not None:
            rank = SIGNS.index(contact.detail) if contact.detail in SIGNS else len(SIGNS)
            yield Candidate(rank, contact, page)


def _unclear(traces: list[Candidate], kind: str, language: Language) -> Observation:
    best = traces[0]
    return on_page(
        best.page,
        Outcome.UNVERIFIED,
        "unclear",
        subject=kind,
        facts={
            "kind": kind,
            "value": clip(best.contact.quote, 200),
            "sign": best.contact.detail,
            "places": len({(item.contact.detail, item.contact.quote) for item in traces}),
            "targets": examples(item.page.url for item in traces),
            "reason": "unread-candidate",
        },
        locator=Locator(xpath=best.contact.xpath, quote=clip(best.contact.quote)),
        language=language,
        needs_review=True,
    )


class ContactPages(NamedTuple):
    """Contact pages that were read, and the addresses of such pages that were not, with the language of the link's page.

    ``offered`` tells from which languages links named contacts lead to those that were read.
    """

    read: frozenset[str]
    offered: dict[str, set[Language | None]]
    unread: tuple[tuple[str, Language | None], ...]


@derived
def contact_pages(snapshot: Snapshot) -> ContactPages:
    """Pages whose title or heading names contacts, or to which a link named so leads."""
    named = Naming.contacts(snapshot)
    read = {page.url for page in snapshot.pages() if named(page.h1) or named(page.title[:TITLE])}
    offered: dict[str, set[Language | None]] = {}
    unread: dict[tuple[str, Language | None], None] = {}
    for (target, lane), languages in sweep(snapshot).contacts.items():
        verdict = judge(snapshot, target, lane)
        page = snapshot.page(verdict.end, lane) or snapshot.page(verdict.end)
        if page is not None and not page.is_home:
            read.add(page.url)
            offered.setdefault(page.url, set()).update(languages)
        broken = verdict.standing is Standing.DEAD and (verdict.status or 0) >= 500
        if broken or verdict.standing in (Standing.OPEN, Standing.UNASKED) or (page is not None and unseen(page)):
            unread.update(dict.fromkeys((verdict.end, language) for language in languages))
    return ContactPages(frozenset(read), offered, tuple(sorted(unread, key=str)))


def _unread(snapshot: Snapshot, language: Language) -> list[str]:
    """Contact pages that could not be read, pages that show nothing without scripts, and every address that gave no answer."""
    known = contact_pages(snapshot).unread
    own = {url for url, spoken in known if spoken in (None, language)}
    shells = {page.url for page in snapshot.pages(language) if unseen(page)}
    return sorted(own | shells | (set(silent(snapshot)) - {url for url, _ in known}))


PLACES = ("contact-page", "contact-block", "home-page", "named-line", "text")


def _shown(item: Candidate, outcome: Outcome, message: str, kind: str, language: Language) -> Observation:
    facts: dict[str, Any] = {"kind": kind, "value": clip(item.contact.value, 300), "place": PLACES[item.rank]}
    if outcome is Outcome.UNVERIFIED:
        facts["reason"] = "weak-candidate"
    return on_page(
        item.page,
        outcome,
        message,
        subject=kind,
        facts=facts,
        locator=Locator(xpath=item.contact.xpath, quote=clip(item.contact.quote)),
        language=language,
        needs_review=outcome is Outcome.UNVERIFIED,
    )


def _absent(
    snapshot: Snapshot, message: str, kind: str, language: Language, pages: list[PageRecord], facts: dict[str, Any]
) -> Observation:
    urls = sorted({page.url for page in pages})
    words = [*snapshot.lexicon("contacts").phrases(LABELS[kind]), *snapshot.lexicon("navigation").phrases("contacts")]
    return on_site(
        snapshot,
        Outcome.MISSING,
        message,
        subject=kind,
        facts={"kind": kind, "pages": len(urls), **facts},
        basis={"kind": kind, "language": language, "pages": urls, "words": words},
        language=language,
    )
