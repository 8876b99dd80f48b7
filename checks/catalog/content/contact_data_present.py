"""The site gives the body's postal address, e-mail address, telephone or accounts in social networks, in each official language.

What it checks
    One kind of datum for each order (``kind``): ``postal``, ``email``, ``phone`` or ``social`` (an account in a social
    network or messenger); apart for the Kazakh and the Russian version.

Applicability
    Both language versions of every site whose home page was read.

Met when
    the datum stands on a page of that language where visitors look for it: a contact page, the home page, the header or
    footer, in a line that names it, or, of a mailbox, on a page on how to write to the body that gives no other; or
    within another text but news, of which it is told that it is the body's own: the sentence of an address says where
    letters go or where «we» are (also one that tells house, street and post code in words), that of a mailbox that
    letters go there, or it is of the site's own host and nobody's by name; an account is told as «ours» or stands on most
    pages; or the other version gives the very same datum where visitors look for it, of an address the post code and the
    house. Where the law asks for the telephone of an office of the body (the chancellery), its line, or what stands above
    it, names that office or what it does, or the site names the same number so anywhere; the only number that its own
    line names so, and no person with it, counts on whatever page but one of news. A telephone, e-mail address or account
    needs no language: it also counts on a page without words of any language to which a link named contacts leads from
    that version. The finding quotes the line.

Deficiency when
    never: the outcome is ``missing`` where the crawl is complete and no page of that language holds such a datum or a
    place that looks like one, where all such data stand in rows of tables and lists that name another organisation, where
    there is no version in that language, where no telephone that was read is that of the office asked for and none stands
    near a word of it, or, for the postal address, where the version in that language is written in another one.

Left to a person when
    the datum stands only inside other texts that do not say so, beside the place of an event or in a list of several
    organisations or of three and more entries of a kind that have an address each (inspections of regions), in a line or
    column that says that it serves something else (the maker of the site, a bank, a line of trust, a house that the body
    left, a fax and no telephone) or is that of a body above (the ministry over a committee, the committee over its
    department, an account called after a ministry on another's site) or of an organisation of another kind (a museum), in
    a line or below a name that is of one whom the law asks for apart (the press service, also told by who asks it; the
    officer for ethics), is the sample of a template, a name like «info» at a host of everybody's mailboxes or one that
    serves the site («support»), or stands only on a page written in another language or of no language, or something
    looks like it and could not be read (a label, a sentence that tells of a house in a street of a settlement, a block
    under a heading of contacts, a line of the header or footer, a mark in the code, a map, a picture), or it was read on
    a picture of the home page or of a contact page; when it stands only in a file that the version offers (a postal
    address there with its post code); when neither the line of a postal address nor its page nor the name of the site
    tells the town; when the postal address that the site gives names a town and not the place that the body is named
    after; when nothing says whose a telephone of the contact page, header, footer or home page is and that of an office
    is asked for, or when a telephone anywhere stands near a word of that office; when the row asks for messengers too and
    no page of the version links to one; when a page, or a version that a switch offers, could not be read or shows
    nothing without scripts, or the crawl was cut short.

Assumptions
    A page is a contact page when its title, heading or the link to it says so. A reception is the body's own but for that
    of somebody named beside it. Numbers of the whole country or a whole city are nobody's own. An organisation is another
    one where it bears the kind of one (ministry, company, institution, school …, but no unit) and no word by which the
    site calls itself. A version whose pages are for the greater part written in another language gives no postal address.
    A mobile version of its own is judged by its own pages.

Law and standard
    Methodology of 2017, appendix 15, tables 1 and 2, section «Общая информация», indicators 1–3; methodology of 2025,
    appendix 10, table 7, row 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Literal

from checks.contacts import (
    LABELS,
    NEUTRAL,
    PLACES,
    WEAK,
    Candidate,
    apart,
    candidates,
    contact_pages,
    order,
    traces,
    unread_pages,
)
from checks.infiles import InFile, in_files
from checks.ladder import somewhere
from checks.linking import linked
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.offered import unread_version
from checks.offices import Office
from checks.phoneown import told
from checks.phoneview import View, viewed
from checks.pictured import bearing
from checks.placed import placed, told_in_sentence
from checks.places import told_strange
from checks.support import clip, examples, guarded, on_page, on_site, truncated
from checks.towns import settled
from checks.whose import of_another
from store.base import OFFICIAL, Language
from store.findings import Locator, Message, Observation, Outcome
from store.snapshot import Snapshot


class Wanted(View):
    """``kind``: which datum is looked for; ``view``: as which kind of device shows it; ``also_to``: sites to one of which a page of the same
    version must link too; ``concept``: the indicator with the words of the office whose telephone it must be."""

    kind: Literal["postal", "email", "phone", "social"]
    also_to: tuple[str, ...] = ()
    concept: str = ""


META = CheckMeta(
    id="contact-data-present",
    version="5",
    title=Message(
        kk="Сайтта мемлекеттік органның байланыс деректері бар",
        ru="На сайте есть контактные данные государственного органа",
        en="The site gives the body's contact data",
    ),
    scope="site",
    needs=("pages", "links", "texts", "contacts", "documents", "images", "ledger", "scans", "phone", "forms", "persons", "dates"),
    options=Wanted,
    messages=messages_of("contact-data-present"),
)


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each of the two languages."""
    for language in OFFICIAL:
        yield from viewed(snapshot, options, partial(_whole, options, language), by_quote=True)


def _whole(options: Wanted, language: Language, snapshot: Snapshot) -> Iterator[Observation]:
    """What is judged of the datum, and what is met is for a person where no page links to what the row asks for beside it."""
    lacking = bool(options.also_to) and not linked(snapshot, options.also_to, language)
    office = Office(snapshot, options.concept, language) if options.concept else None
    for one in _judged(options.kind, language, snapshot, office):
        half = lacking and one.outcome is Outcome.MET
        yield told(one, Outcome.UNVERIFIED, "one-of-two", {"reason": "person-candidate"}, ()) if half else one


def _judged(kind: str, language: Language, snapshot: Snapshot, office: Office | None) -> Iterator[Observation]:
    pages = snapshot.addresses(language)
    foreign = [page.url for page in snapshot.pages(language) if page.text_language not in (None, language)]
    sham = kind not in NEUTRAL and len(foreign) * 2 > len(pages)
    read = list(candidates(snapshot, kind, language))
    found = sorted((placed(snapshot, item) for item in read), key=order)
    best = next((item for item in found if item.page.text_language in (None, language)), None)
    elsewhere = sorted(apart(snapshot, kind), key=order) if pages and kind in NEUTRAL else []
    offered = contact_pages(snapshot).offered
    sure = best if best is not None and best.rank < WEAK and not sham else None
    if kind == "postal" and not sham:
        given = [item for item in found if item.rank < WEAK and item.page.text_language in (None, language)]
        sure = next((item for item in given if settled(snapshot, item)), None) or told_in_sentence(snapshot, language)
    sure = sure or next((item for item in elsewhere if language in offered.get(item.page.url, ())), None)
    whose = office.named((*found, *elsewhere)) if office is not None else None
    unnamed = sure if office is not None and whose is None else None
    sure = whose if office is not None else sure
    weak = best or next(iter((*found, *elsewhere)), None)
    key = "no-town" if _street_alone(best, sure, sham, kind) else "weak" if best else "foreign-page" if found else "apart"
    # What stands where visitors look for the body's own is never called another's for certain.
    inside = kind != "social" and not elsewhere and all(item.rank >= WEAK for item in read)
    strangers = [of_another(snapshot, item) for item in found] if inside else []
    theirs = next(iter(strangers), "") if all(strangers) else ""
    strange = told_strange(snapshot, kind, language) if sure is not None else None
    of_sham = {"pages": len(pages), "foreign": len(foreign), "examples": examples(foreign)}
    yield from somewhere(
        snapshot,
        met=lambda: strange or (_shown(sure, Outcome.MET, "met", kind, language) if sure else None),
        wrong=lambda: [_absent(snapshot, "sham", kind, language, pages, of_sham)] if sham and not truncated(snapshot) else [],
        weak=lambda: (
            (office.unnamed(unnamed) if unnamed else office.near())
            if office is not None
            else _shown(weak, Outcome.UNVERIFIED, key, kind, language)
            if weak and not theirs
            else None
        ),
        unread=lambda: _unread(snapshot, kind, language),
        unclear=lambda: (
            _pictured(snapshot, kind, language)
            or _unclear(_traces(snapshot, kind, language, office), kind, language)
            or _in_file(office.in_files() if office is not None else in_files(snapshot, kind, language), kind, language)
        ),
        missing=lambda: (
            _of_others(snapshot, found, theirs, kind, language)
            if theirs
            else office.none(found, pages)
            if office is not None and pages
            else _absent(snapshot, "missing" if pages else "no-version", kind, language, pages or snapshot.addresses(), {})
        ),
        part=kind,
        facts={"kind": kind},
        language=language,
    )


def _street_alone(best: Candidate | None, sure: Candidate | None, sham: bool, kind: str) -> bool:
    """Whether an address stands where visitors look for it and does not tell its town."""
    return kind == "postal" and best is not None and best.rank < WEAK and sure is None and not sham


def _of_others(snapshot: Snapshot, found: list[Candidate], theirs: str, kind: str, language: Language) -> Observation:
    """What is to be said where all such data are of other organisations: the first with its organisation, all of them as proof."""
    seen = _shown(found[0], Outcome.MISSING, "of-others", kind, language)
    places = [{"page": item.page.url, "value": item.contact.value, "whose": of_another(snapshot, item)} for item in found]
    basis = {
        "kind": kind,
        "language": language,
        "data of others": places,
        "pages": snapshot.addresses(language),
    }
    facts = {**seen.facts, "title": clip(theirs, 200), "pages": len(places)}
    return seen.model_copy(update={"facts": facts, "evidence": (*seen.evidence, snapshot.keep(basis))})


def _traces(snapshot: Snapshot, kind: str, language: Language, office: Office | None) -> list[Candidate]:
    found = sorted(traces(snapshot, kind, language), key=order)
    return office.may_be(found) if office is not None else found


def _pictured(snapshot: Snapshot, kind: str, language: Language) -> Observation | None:
    """A contact or home page that shows the datum on a picture: it is there for whoever sees, so it is never absent."""
    own = contact_pages(snapshot).read
    found = [one for one in bearing(snapshot, kind, language) if one[0].page.url in own or one[0].page.is_home]
    if not found:
        return None
    shown, line = found[0]
    return on_page(
        shown.page,
        Outcome.UNVERIFIED,
        "pictured",
        subject=kind,
        facts={"kind": kind, "value": clip(line, 200), "source": clip(shown.address, 300), "reason": "on-picture"},
        locator=Locator(quote=clip(line)),
        evidence=(snapshot.keep({"picture": shown.address, "words read": shown.text}),),
        language=language,
        needs_review=True,
    )


def _in_file(files: Iterator[InFile], kind: str, language: Language) -> Observation | None:
    """A file of the version that bears such a datum, where no page does."""
    found = next(files, None)
    if found is None:
        return None
    return on_page(
        found.page,
        Outcome.UNVERIFIED,
        "in-file",
        subject=kind,
        facts={"kind": kind, "value": clip(found.line, 200), "source": clip(found.file.url, 300), "reason": "in-file"},
        evidence=(found.file.object_sha256,),
        language=language,
        needs_review=True,
    )


def _unclear(found: list[Candidate], kind: str, language: Language) -> Observation | None:
    if not found:
        return None
    best = found[0]
    return on_page(
        best.page,
        Outcome.UNVERIFIED,
        "unclear",
        subject=kind,
        facts={
            "kind": kind,
            "value": clip(best.contact.quote, 200),
            "sign": best.contact.detail,
            "places": len({(item.contact.detail, item.contact.quote) for item in found}),
            "targets": examples(item.page.url for item in found),
            "reason": "unread-candidate",
        },
        locator=Locator(xpath=best.contact.xpath, quote=clip(best.contact.quote)),
        language=language,
        needs_review=True,
    )


def _unread(snapshot: Snapshot, kind: str, language: Language) -> Observation | None:
    version = unread_version(snapshot, language)
    if version:
        facts = {"reason": "switch-unread", "targets": examples(version), "kind": kind}
        basis, subject = {"kind": kind, "version offered": version}, f"{kind} version"
        return on_site(
            snapshot, Outcome.UNVERIFIED, "version-unread", subject=subject, facts=facts, basis=basis, language=language,
            needs_review=True,
        )  # fmt: skip
    targets = unread_pages(snapshot, language)
    if not targets:
        return None
    facts = {"reason": "contact-page-unread", "targets": examples(targets), "kind": kind}
    basis, subject = {"kind": kind, "not read": targets}, f"{kind} unread"
    return on_site(snapshot, Outcome.UNVERIFIED, "unread", subject=subject, facts=facts, basis=basis, language=language)


def _shown(item: Candidate, outcome: Outcome, message: str, kind: str, language: Language) -> Observation:
    facts: dict[str, Any] = {"kind": kind, "value": clip(item.contact.value, 300), "place": PLACES[item.rank]}
    if outcome is Outcome.UNVERIFIED:
        facts["reason"] = "no-town" if message == "no-town" else "weak-candidate"
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
    snapshot: Snapshot, message: str, kind: str, language: Language, pages: list[str], facts: dict[str, Any]
) -> Observation:
    urls = sorted(set(pages))
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
