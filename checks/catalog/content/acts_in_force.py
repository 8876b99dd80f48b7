"""Acts that a section's pages cite or host are in force.

What it checks
    Citations of legal acts with day and number in the own text of pages, looked up in the legal database: in what was read of it for this
    audit, then in the files of acts. The stored page of the database is part of the evidence.

Applicability
    Pages of the section in both official versions (``concepts``). News items tell of their day, and pages named as archives of what ended.

Met when
    the crawl is complete and every act cited is known to be in force.

Deficiency when
    the legal database says for certain that an act cited was no longer in force on the day of the audit, and neither its line nor the page
    says so. One finding for each page, with all such acts, the day each ended and what replaced it.

Left to a person when
    the database does not know an act that is cited; nobody compared its entry with the text of the act (``basis: assumed``); the page bears
    an older day of posting than the act's end, so that it may tell of its time; the page belongs to none of the law's sections; or the crawl
    was cut short.

Assumptions
    A page with acts that the database does not know has at most one shortcoming by them. An act is in force or not by the database's own mark,
    else by the header of its page; words in the text of an act are never taken for its end. An order, resolution or decision is told by day
    and number only where the whole list of its day was read and holds one alone. Where the database does not give the first day without
    force, the day on which it was seen to say so stands for it.

Law and standard
    Methodology of 2017, notes under appendix 15: «наличие размещенных на интернет-ресурсе неактуальных нормативных правовых актов (утративших
    силу или устаревшей редакции документа)».
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.acts import archived, cited, ended, unknown
from checks.content import Section, pages_of, shortcoming, verdicts
from checks.messages import messages_of
from checks.meta import CONTENT, CheckMeta
from checks.newsitems import news_item
from checks.support import addresses, clip, examples, guarded, on_site
from store.base import OFFICIAL, Language
from store.findings import Locator, Message, Observation, Outcome
from store.records import PageRecord
from store.snapshot import Snapshot
from store.zone import day_told

MOST = 10

META = CheckMeta(
    id="acts-in-force",
    version="3",
    title=Message(
        kk="Бөлімде аталған не орналастырылған актілер күшінде",
        ru="Акты, на которые ссылается раздел или которые в нём размещены, действуют",
        en="Acts cited or hosted in a section are in force",
    ),
    scope="site",
    needs=CONTENT,
    portals=("adilet",),
    options=Section,
    messages=messages_of("acts-in-force"),
)


@guarded
def run(snapshot: Snapshot, options: Section) -> Iterator[Observation]:
    """Yields one observation for each page with acts that ended, else how the section stands in each language."""
    judged = {
        language: [
            page
            for page in pages_of(snapshot, options, language)
            if (page.url, page.lane) in cited(snapshot) and not news_item(snapshot, page.url) and not archived(snapshot, page)
        ]
        for language in OFFICIAL
    }
    found = [item for language in OFFICIAL for page in judged[language] for item in _of_page(snapshot, page, language)]
    found += [item for language in OFFICIAL for item in _unknown(snapshot, judged[language], language)]
    yield from verdicts(snapshot, options, found, judged)


def _unknown(snapshot: Snapshot, judged: list[PageRecord], language: Language) -> Iterator[Observation]:
    """One observation for all pages with acts of which the database knows nothing; each page may hold one shortcoming."""
    pages = [page for page in judged if unknown(snapshot, page) and not ended(snapshot, page)]
    if not pages:
        return
    acts = {f"{one.citation.day:%d.%m.%Y} № {one.citation.number}": one.line for page in pages for one in unknown(snapshot, page)}
    observation = on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "unknown",
        subject="unknown",
        facts={"acts": sorted(acts)[:MOST], "pages": len(pages), "examples": examples(addresses(pages)), "reason": "act-unknown"},
        basis={"acts": acts, "language": language},
        language=language,
        needs_review=True,
        pages=addresses(pages),
    )
    yield observation.model_copy(update={"count": len(pages)})


def _of_page(snapshot: Snapshot, page: PageRecord, language: Language) -> Iterator[Observation]:
    found = ended(snapshot, page)
    if not found:
        return
    until = [act.until for _, act in found if act.until is not None]
    dated = bool(page.published) and day_told(page.published) < min(until).isoformat()
    acts = [
        f"{act.day:%d.%m.%Y} № {act.number}"
        + (f" – {act.until:%d.%m.%Y}" if act.exact else "")
        + (f" ({act.by})" if act.by else "")
        for _, act in found
        if act.until is not None
    ]
    places = [clip(one.line, 200) for one, _ in found][:MOST]
    basis = [{"act": act.model_dump(mode="json"), "line": one.line} for one, act in found]
    yield shortcoming(
        snapshot,
        page,
        "ended",
        certain=not dated and all(act.basis == "law" for _, act in found),
        subject=f"ended {page.url}",
        facts={"acts": acts[:MOST], "places": places, "language": language},
        reason="older-page" if dated else "act-assumed",
        language=language,
        locator=Locator(quote=places[0]),
        evidence=(snapshot.keep(basis), *sorted({act.evidence for _, act in found if act.evidence})),
    )
