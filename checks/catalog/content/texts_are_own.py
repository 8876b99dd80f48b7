"""A section's pages hold no text left over from a template or from the site of another body.

What it checks
    Lines of the pages' own text and titles: filler of templates («Lorem ipsum», «Название документа»), and bodies of the site's own kind that
    are named with another place than the site's.

Applicability
    Pages of the section in both official versions (``concepts``).

Met when
    the crawl is complete and no such line stands on a page of the section.

Deficiency when
    filler of a template stands on a page: a phrase of designers, or a blank name three times or more. One finding for each page, with the lines.

Left to a person when
    a short line names a body of the same kind in another place, as on a site copied from another body; the page belongs to none of the law's
    sections; or the crawl was cut short.

Assumptions
    The place of a body is told by its name in the register or by titles and headings of its home pages; where they tell none or several, no
    other body is looked for. News items may name any body.

Law and standard
    Methodology of 2017, notes under appendices 15 and 16: «неполнота представленной информации (тексты не раскрывают тему …)».
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import filterfalse

from checks.content import Section, pages_of, shortcoming, verdicts
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.newsitems import news_item
from checks.places import strange_bodies
from checks.support import clip, guarded
from checks.words import fold, holds
from store.base import OFFICIAL, Language
from store.findings import Locator, Message, Observation
from store.records import PageRecord
from store.snapshot import Snapshot

MOST = 5
REPEATED = 3

META = CheckMeta(
    id="texts-are-own",
    version="1",
    title=Message(
        kk="Бөлім беттерінде үлгіден немесе басқа органның сайтынан қалған мәтін жоқ",
        ru="На страницах раздела нет текста, оставшегося от шаблона или с сайта другого органа",
        en="A section's pages hold no leftovers of a template or of another body's site",
    ),
    scope="site",
    needs=(
        "pages",
        "links",
        "images",
        "documents",
        "feeds",
        "contacts",
        "persons",
        "texts",
        "ledger",
        "page-state",
        "phone",
        "scans",
    ),
    options=Section,
    messages=messages_of("texts-are-own"),
)


@guarded
def run(snapshot: Snapshot, options: Section) -> Iterator[Observation]:
    """Yields one observation for each page with leftovers, else how the section stands in each language."""
    judged = {language: pages_of(snapshot, options, language) for language in OFFICIAL}
    found = [item for language in OFFICIAL for page in judged[language] for item in _of_page(snapshot, page, language)]
    yield from verdicts(snapshot, options, found, judged)


def _of_page(snapshot: Snapshot, page: PageRecord, language: Language) -> Iterator[Observation]:
    text = snapshot.text(page.url, page.lane)
    filler = _filler(snapshot, [page.title, page.h1, *(text.text.split("\n") if text is not None else ())])
    strange = strange_bodies(snapshot).get((page.url, page.lane), ())
    if filler:
        yield _told(snapshot, page, "filler", filler, True, language)
    elif strange and not news_item(snapshot, page.url):
        yield _told(snapshot, page, "another-body", list(strange), False, language)


def _filler(snapshot: Snapshot, lines: list[str]) -> list[str]:
    """Lines of filler; what may head one field or column counts only where it is repeated."""
    words = snapshot.lexicon("remains")
    blank = {fold(phrase) for phrase in words.phrases("blank")}
    alone = [line for line in lines if _bare(line) in blank]
    return [line for line in lines if holds(line, words.phrases("placeholder"))] or (alone if len(alone) >= REPEATED else [])


def _bare(line: str) -> str:
    return fold("".join(filterfalse(str.isdigit, line)))


def _told(snapshot: Snapshot, page: PageRecord, message: str, lines: list[str], certain: bool, language: Language) -> Observation:
    places = [clip(line, 200) for line in dict.fromkeys(lines)][:MOST]
    return shortcoming(
        snapshot,
        page,
        message,
        certain=certain,
        subject=f"{message} {page.url}",
        facts={"places": places, "language": language},
        reason="another-body",
        language=language,
        locator=Locator(quote=places[0]),
    )
