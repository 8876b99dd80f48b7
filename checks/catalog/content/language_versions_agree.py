"""The Kazakh and the Russian version of a section's pages say the same.

What it checks
    Pairs of pages that the site names as versions of one page, and of pages that nobody pairs and whose texts are of
    one subject: language of the text, figures, days and times in lines that correspond, length, attached files; and
    pages with a text of their own that have no version in the other language.

Applicability
    Pages of the section in both official versions (``concepts``). Menus and other lines that many pages share are left
    out; short strings of the interface are never judged.

Met when
    the crawl is complete and no pair of the section shows a fault.

Deficiency when
    the text of a page is written in the other official language, whole or for half of its sentences; both pages tell of
    different things under one heading; a figure, day or time differs in lines that otherwise agree; one version is less
    than half as long and lacks more than three hundred letters; only one of them has files; or pages of a section that
    both versions have lack a counterpart, while each page of it in the other version has one. One finding for each pair
    and kind of fault, with both sides; pages without a counterpart are one finding for each version.

Left to a person when
    long texts do not tell whether they are of one subject, or differ but for a paragraph that both say, each text has
    figures that the other lacks and no line tells which stands for which, the labels of both pages name different
    things of the law, many places differ while the texts do not say that both are of one subject, a quarter to a half
    of the sentences are in the other language, the shorter version alone has files, in which the rest may stand, or
    which the longer one may tell in words, the site names no pair and the texts alone tell that both are of one
    subject, a page belongs to none of the law's sections, or the crawl was cut short.

Assumptions
    What differs is charged to the Kazakh version, a page in the wrong language or without a text to its own. A page
    belongs to the section whose concept its label names best, else to that of the page above it; each page to one.
    Lists may hold different items. Where a page's true counterpart is another page, the switch is at fault and not the
    text.

Law and standard
    Methodology of 2017, notes under appendices 15 and 16: «неаутентичность текстов на государственном и русском
    языках».
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.content import Section, pages_of, shortcoming, verdicts
from checks.maintext import opening
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.sections import OTHERS, owners
from checks.support import clip, guarded, truncated
from checks.twins import OTHER, twins
from checks.unlike import ALONE, Fault, faults, without_counterpart
from store.base import OFFICIAL, Language
from store.findings import Locator, Message, Observation
from store.records import PageRecord
from store.snapshot import Snapshot

META = CheckMeta(
    id="language-versions-agree",
    version="1",
    title=Message(
        kk="Бөлімнің қазақ және орыс тіліндегі мәтіндері бір-біріне сәйкес",
        ru="Тексты раздела на казахском и русском языках соответствуют друг другу",
        en="The Kazakh and Russian texts of a section agree",
    ),
    scope="site",
    needs=(
        "pages",
        "links",
        "images",
        "feeds",
        "forms",
        "documents",
        "feeds",
        "contacts",
        "persons",
        "dates",
        "texts",
        "pairs",
        "ledger",
        "page-state",
        "phone",
        "scans",
    ),
    options=Section,
    messages=messages_of("language-versions-agree"),
)
REASONS = {"unclear": "likeness-not-told", "partly-foreign": "language-mixed"}


@guarded
def run(snapshot: Snapshot, options: Section) -> Iterator[Observation]:
    """Yields one observation for each fault, else how the section stands in each language."""
    judged = {language: pages_of(snapshot, options, language) for language in OFFICIAL}
    found = [_told(snapshot, fault) for fault in faults(snapshot) if _owner(snapshot, fault) in options.concepts]
    yield from verdicts(snapshot, options, [*found, *_alone(snapshot, judged)], judged)


def _owner(snapshot: Snapshot, fault: Fault) -> str:
    """The concept that a pair belongs to: that of its Kazakh page, else of its Russian one."""
    known = owners(snapshot)
    found = (known.get((page.url, page.lane), OTHERS) for page in (fault.twin.kk, fault.twin.ru))
    return next((concept for concept in found if concept != OTHERS), OTHERS)


def _told(snapshot: Snapshot, fault: Fault) -> Observation:
    page, other = fault.page, fault.other
    facts = {
        "counterpart": other.url,
        "fault": fault.kind,
        "here": opening(snapshot, page),
        "there": opening(snapshot, other),
        "places": list(fault.places),
        "signs": list(fault.twin.signs),
        "language": fault.language,
    }
    basis = {"pages": [fault.twin.kk.url, fault.twin.ru.url], "fault": fault.kind, "places": fault.places}
    return shortcoming(
        snapshot,
        page if _owner(snapshot, fault) == OTHERS or _placed(snapshot, page) else other,
        fault.kind,
        certain=_certain(snapshot, fault),
        subject=f"{fault.kind} {fault.language} {page.url} {other.url}",
        facts=facts,
        reason=REASONS.get(fault.kind, "likeness-not-told"),
        language=fault.language,
        locator=Locator(quote=clip(fault.places[0])) if fault.places else Locator(),
        evidence=(page.object_sha256, other.object_sha256, snapshot.keep(basis)),
        pages=(page.url, other.url),
    )


def _certain(snapshot: Snapshot, fault: Fault) -> bool:
    """Whether a fault is sure: one that lies between two pages is none where their labels name different things, unless their headings say
    the same; then the switch may lead astray."""
    ends = fault.twin.kk, fault.twin.ru
    named = {owners(snapshot).get((page.url, page.lane), OTHERS) for page in ends} - {OTHERS}
    return fault.certain and (fault.kind in ALONE or len(named) < 2 or twins(snapshot).headed(*ends) == "same")


def _placed(snapshot: Snapshot, page: PageRecord) -> bool:
    return owners(snapshot).get((page.url, page.lane), OTHERS) != OTHERS


def _alone(snapshot: Snapshot, judged: dict[Language, list[PageRecord]]) -> Iterator[Observation]:
    """Pages of the section without a counterpart, where the other version has the section too."""
    if truncated(snapshot):
        return
    for language in OFFICIAL:
        inside = {(page.url, page.lane) for page in judged[language]}
        alone = [page for page in without_counterpart(snapshot) if (page.url, page.lane) in inside]
        lacking = OTHER[language]
        if not alone or not judged[lacking]:
            continue
        urls, unpaired = [page.url for page in alone], _unpaired(snapshot, judged[lacking])
        facts = {"language": lacking, "pages": len(urls), "examples": urls[:5], "fault": "no-counterpart"}
        yield shortcoming(
            snapshot,
            alone[0],
            "no-counterpart",
            certain=not unpaired,
            subject=f"no-counterpart {lacking}",
            facts=facts,
            reason="likeness-not-told" if unpaired else "no-section",
            language=lacking,
            evidence=(snapshot.keep({"without counterpart": urls, "language": lacking}),),
            pages=urls,
        )


def _unpaired(snapshot: Snapshot, pages: list[PageRecord]) -> list[PageRecord]:
    """Pages of the section that are nobody's counterpart either: each may be the translation that the site does not lead to."""
    known = twins(snapshot)
    return [page for page in pages if known.counterpart(page) is None and not next(iter(known.claimed_at(page.url)), None)]
